"""Ce que les types partagent : textes, identifiants, relations, champs communs à toute fiche."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr

from ..problems import Chemin


@dataclass(frozen=True)
class Vers:
    """Marque un champ comme l'identifiant d'autre chose : fiche, reference, unite, liste fermée."""

    quoi: str


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"]", text):
        raise ValueError(f"« {text} » n'est pas une adresse https://…")
    return text


class _EnMarkdown:
    """Marque un texte où le Markdown, les liens `fiche:` et les citations `[@id]` sont permis."""


Texte = Annotated[str, Field(pattern=r"\S", max_length=1_000)]
Markdown = Annotated[str, Field(pattern=r"\S", max_length=10_000), _EnMarkdown()]
Adresse = Annotated[str, AfterValidator(_web_address)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
IdFiche = Annotated[str, Vers("fiche")]
IdReference = Annotated[str, Vers("reference")]
IdUnite = Annotated[str, Vers("unite")]
Certitude = Annotated[str, Vers("certitudes")]


class Modele(BaseModel):
    """Base de tous les modèles : aucune clé inconnue, aucun type deviné, rien ne change après."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)

    _valeurs: list[tuple[Chemin, Any, list[Any]]] | None = PrivateAttr(None)


class Point(Modele):
    """Un endroit d'une page, qu'on peut citer : il a son ancre."""

    id: Id = Field(description="Stable : des liens y mènent.")
    anciens_ids: tuple[Id, ...] = Field((), description="Ses identifiants d'avant.")


class Renvoi(Modele):
    """Une référence et la place précise qui sert."""

    id: IdReference = Field(description="Identifiant d'une fiche de references/.")
    repere: Texte | None = Field(None, description="Page, section ou numéro.")


class Fait(Modele):
    """Quelque chose d'établi depuis les sources, avec son degré de certitude."""

    texte: Markdown = Field(description="Le fait, en une ou deux phrases.")
    depuis: Texte | None = Field(None, description="Depuis quand, en toutes lettres.")
    certitude: Certitude = Field(description="Une clé de « certitudes » dans vocabulaire.yml.")
    preuves: tuple[Adresse, ...] = Field(
        (), description="Adresses des documents qui l'établissent."
    )


class Commun(Modele):
    """Ce que toute fiche porte, références et sources comprises."""

    titre: Texte = Field(description="Le nom de la chose, court.")
    resume: Annotated[str, Field(pattern=r"\S", max_length=200)] = Field(
        description="Une phrase qui dit l'essentiel, 200 caractères au plus."
    )
    texte: Markdown | None = Field(None, description="Un ou deux paragraphes.")
    provenance: tuple[IdUnite, ...] = Field(
        (), description="Unités des sources sur lesquelles la fiche repose."
    )
    voir_aussi: tuple[IdFiche, ...] = Field(
        (), description="Fiches liées; à déclarer d'un seul côté, montré des deux."
    )
    mots_cles: tuple[Texte, ...] = Field(
        (), description="Mots que les gens tapent pour la trouver."
    )
    anciens_ids: tuple[Id, ...] = Field(
        (), description="Ses identifiants d'avant : leurs adresses mènent ici."
    )
    revise_le: datetime.date = Field(description="Date de la dernière relecture du contenu.")

    dossier: ClassVar[str]
    nom: ClassVar[str]
    pluriel: ClassVar[str]
    groupe: ClassVar[tuple[str, str] | None] = None
    """(champ, liste de vocabulaire.yml) qui regroupe la collection."""
    pieces: ClassVar[tuple[str, ...]] = ()
    """Les pages qui s'ajoutent sous la sienne : « animation »."""

    _id: str = PrivateAttr("")

    @functools.cached_property
    def id(self) -> str:
        """L'identifiant : le nom du fichier, sans « .yml »."""
        return self._id

    @functools.cached_property
    def adresse(self) -> str:
        """L'adresse de la page depuis la racine du site : « freins/eparpillement/ »."""
        return f"{self.dossier}/{self._id}/"

    @property
    def fichier(self) -> str:
        """Le fichier d'où vient la fiche : « data/freins/eparpillement.yml »."""
        return f"data/{self.dossier}/{self._id}.yml"

    def named(self, id: str) -> Commun:
        """La même fiche, avec son identifiant (que le fichier donne, pas son contenu)."""
        self._id = id
        return self


class Fiche(Commun):
    """Une fiche de contenu : elle dit d'où elle vient."""

    provenance: Annotated[tuple[IdUnite, ...], Field(min_length=1)] = Field(
        description="Unités des sources sur lesquelles la fiche repose."
    )
    references: tuple[Renvoi, ...] = Field((), description="Ouvrages cités, et où.")
    mise_a_jour: tuple[Fait, ...] = Field((), description="Ce qui a changé depuis la source.")


def walk(modele: Modele) -> list[tuple[Chemin, Any, list[Any]]]:
    """Toutes les valeurs simples d'un modèle : (chemin, valeur, marques du champ). Gardé."""
    if modele._valeurs is None:
        modele._valeurs = list(_walk(modele, ()))
    return modele._valeurs


def _walk(modele: Modele, chemin: Chemin) -> Iterator[tuple[Chemin, Any, list[Any]]]:
    for name, key, marks in _fields(type(modele)):
        yield from _walk_value(getattr(modele, name), marks, (*chemin, key))


@functools.cache
def _fields(kind: type[Modele]) -> list[tuple[str, str, list[Any]]]:
    """(attribut, clé, marques) de chaque champ d'un type."""
    return [(name, info.alias or name, _marks(info)) for name, info in kind.model_fields.items()]


def _walk_value(
    value: Any, marks: list[Any], chemin: Chemin
) -> Iterator[tuple[Chemin, Any, list[Any]]]:
    if isinstance(value, Modele):
        yield from _walk(value, chemin)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value(item, marks, (*chemin, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk_value(item, marks, (*chemin, key))
    elif value is not None:
        yield chemin, value, marks


def _marks(info: Any) -> list[Any]:
    """Les marques `Vers` et `_EnMarkdown` d'un champ, où qu'elles soient dans son annotation."""
    found = list(info.metadata)
    pending = [info.annotation]
    while pending:
        annotation = pending.pop()
        found.extend(getattr(annotation, "__metadata__", ()))
        pending.extend(getattr(annotation, "__args__", ()))
        pending.extend([annotation.__origin__] if hasattr(annotation, "__metadata__") else [])
    return [mark for mark in found if isinstance(mark, (Vers, _EnMarkdown))]


_CHAMPS_A_ANCRES = {"activites", "points", "positions", "sections", "sens", "unites"}


def anchors(fiche: Commun) -> list[tuple[Chemin, str]]:
    """Les ancres que la page tient de sa fiche, celles d'avant comprises : (chemin, ancre)."""
    return [
        (chemin, id)
        for chemin, id, _marks in walk(fiche)
        if chemin[0] in _CHAMPS_A_ANCRES and (chemin[-1] == "id" or "anciens_ids" in chemin)
    ]


def is_markdown(marks: list[Any]) -> bool:
    """Le champ accepte-t-il le Markdown?"""
    return any(isinstance(mark, _EnMarkdown) for mark in marks)


def field_keys(kind: type[Modele]) -> list[str]:
    """Les clés d'un type, telles qu'on les écrit : « container-title »."""
    return [info.alias or name for name, info in kind.model_fields.items()]


def all_keys(kind: type[Modele] = Modele) -> set[str]:
    """Toutes les clés de tous les modèles."""
    return set(field_keys(kind)).union(*(all_keys(sub) for sub in kind.__subclasses__()))


def follow(modele: Any, chemin: Iterable[str | int]) -> Any:
    """La valeur qui est à un chemin d'un modèle."""
    for part in chemin:
        modele = modele[part] if isinstance(part, int) else getattr(modele, part)
    return modele
