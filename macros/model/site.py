"""Les fichiers seuls de data/ : les listes fermées et les entrées de la page d'accueil."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .commun import Id, IdFiche, Modele, Texte


class Terme(Modele):
    """Un mot d'une liste fermée, tel qu'on le montre."""

    id: Id
    libelle: Texte
    texte: Texte | None = None


Termes = Annotated[tuple[Terme, ...], Field(min_length=1)]


class Vocabulaire(Modele):
    """Les listes fermées : tout champ qui n'accepte que certaines valeurs les prend ici."""

    themes: Termes = Field(description="Regroupent les conditions.")
    familles: Termes = Field(description="Regroupent les freins.")
    genres: Termes = Field(description="Genres d'exemples.")
    natures: Termes = Field(description="Natures des unités des sources.")
    certitudes: Termes = Field(description="Degrés de certitude d'un fait.")
    statuts: Termes = Field(description="Ce qu'un exemple est devenu.")
    criteres: Termes = Field(description="Points de comparaison entre notions.")

    def liste(self, nom: str) -> tuple[Terme, ...]:
        """Les termes d'une liste, dans leur ordre : « themes »."""
        termes: tuple[Terme, ...] = getattr(self, nom)
        return termes


class Page(Modele):
    """Un lien vers une page de docs/."""

    titre: Texte
    adresse: Annotated[str, Field(pattern=r"^[a-z0-9/-]*/(#[a-z0-9-]+)?$")] = Field(
        description="Depuis la racine du site : « conditions/#action »."
    )


class Porte(Modele):
    """Une intention du lecteur, et ce qu'on lui propose."""

    id: Id
    titre: Texte
    texte: Texte
    fiches: tuple[IdFiche, ...] = ()
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]


class Accueil(Modele):
    """La page d'accueil : ce que la personne veut faire."""

    portes: Annotated[tuple[Porte, ...], Field(min_length=1)]
