"""Le schéma JSON du fichier d'export, et les mêmes champs en mots pour la page qui le décrit.

Les deux sortent de model/export.py. Appelé par la construction; écrit docs/format/, hors de Git.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from .model.export import Export
from .pages import write_changed
from .typographie import NBSP

_GENRES = {
    "string": "texte",
    "integer": "nombre entier",
    "array": "suite d'objets",
    "object": "objets par identifiant",
}
_OBJETS = ("Export", "Dossier", "Releve", "Reponse", "Action")


@dataclass(frozen=True)
class Champ:
    """Une clé d'un objet, en mots; `objet` : le tableau de ce qu'elle contient, ou rien."""

    cle: str
    genre: str
    objet: str
    obligatoire: bool
    bornes: str
    texte: str


@dataclass(frozen=True)
class Tableau:
    """Un objet du fichier et ses clés."""

    nom: str
    texte: str
    champs: tuple[Champ, ...]


@functools.cache
def schema() -> dict[str, Any]:
    """Le schéma du fichier d'export, selon JSON Schema 2020-12. À ne pas changer."""
    return {
        "$schema": _SansTitresDevines.schema_dialect,
        "$id": "urn:guide-concertation:export:1",
        **Export.model_json_schema(schema_generator=_SansTitresDevines),
    }


def write_schema(docs: Path) -> None:
    """Écrit docs/format/export-1.schema.json, s'il a changé."""
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    write_changed(docs / "format/export-1.schema.json", text)


def tables() -> dict[str, Tableau]:
    """Un tableau par objet, du fichier à ce qu'il contient de plus petit : « releve » → le sien."""
    return {nom.lower(): _table(_definition(nom)) for nom in _OBJETS}


class _SansTitresDevines(GenerateJsonSchema):
    """Pydantic donnerait à chaque clé un titre à l'anglaise : « Exporte Le »."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _table(objet: dict[str, Any]) -> Tableau:
    champs = tuple(
        Champ(
            cle=cle,
            genre=_kind(champ),
            objet=_content(champ),
            obligatoire=cle in objet["required"],
            bornes=_bounds(champ),
            texte=champ["description"],
        )
        for cle, champ in objet["properties"].items()
    )
    return Tableau(objet["title"], objet["description"], champs)


def _kind(champ: dict[str, Any]) -> str:
    match champ:
        case {"anyOf": [choix, {"type": "null"}]}:
            return f"{_kind(choix)} ou null"
        case {"$ref": ref}:
            return str(_definition(ref)["title"]).lower()
    return _GENRES[champ["type"]]


def _content(champ: dict[str, Any]) -> str:
    match champ:
        case {"items": {"$ref": ref}}:
            return _name(ref).lower()
        case {"patternProperties": motifs}:
            return "".join(_name(valeur["$ref"]).lower() for valeur in motifs.values())
    return ""


def _bounds(champ: dict[str, Any]) -> str:
    match champ:
        case {"anyOf": [choix, {"type": "null"}]}:
            words = _bounds(choix)
        case {"$ref": ref}:
            words = _definition(ref)["description"]
        case {"const": valeur}:
            words = f"Toujours {valeur}."
        case {"enum": [*valeurs, derniere]}:
            words = f"{', '.join(valeurs)} ou {derniere}."
        case {"minimum": least, "maximum": most}:
            words = f"De {_number(least)} à {_number(most)}."
        case {"maxLength": most}:
            words = f"Au plus {_number(most)} caractères."
        case {"maxItems": most} | {"maxProperties": most}:
            words = f"Au plus {_number(most)}."
        case _:
            raise ValueError(f"champ sans borne : {champ}")
    return words


def _definition(ref: str) -> dict[str, Any]:
    """« Dossier » ou « #/$defs/Dossier »; « Export » est le schéma lui-même."""
    found: dict[str, Any] = {"Export": schema(), **schema()["$defs"]}[_name(ref)]
    return found


def _name(ref: str) -> str:
    return ref.rpartition("/")[2]


def _number(number: int) -> str:
    return f"{number:,}".replace(",", NBSP)
