"""Les documents fondateurs et leurs unités : ce sur quoi les fiches reposent."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .commun import Commun, Id, IdReference, Modele, Texte, Vers


class Unite(Modele):
    """Une idée d'une source, à sa place."""

    id: Id = Field(description="Identifiant stable, unique dans tout le guide.")
    nature: Annotated[str, Vers("natures")] = Field(description="Une clé de « natures ».")
    repere: Texte = Field(description="Page, section ou numéro.")
    essentiel: Texte = Field(description="L'idée, dans nos mots.")
    remarque: Texte | None = Field(None, description="Incertitude, donnée datée.")
    motif: Texte | None = Field(None, description="Si aucune fiche ne s'en sert : pourquoi.")
    aussi_dans: tuple[Annotated[str, Vers("source")], ...] = ()
    sigle: Texte | None = None
    developpement: Texte | None = None
    origine_developpement: Texte | None = None


class Source(Commun):
    """Un document fondateur : sa notice, ce qu'il est et n'est pas, ses unités."""

    dossier: ClassVar[str] = "sources"
    nom: ClassVar[str] = "Source"
    pluriel: ClassVar[str] = "Sources"

    auteur: Texte = Field(description="Qui l'a écrit, ou « Inconnu ».")
    annee: Texte = Field(description="En toutes lettres quand elle est déduite.")
    nature: Texte = Field(description="Le genre de document.")
    reference: IdReference | None = Field(None, description="Sa notice dans references/.")
    unites: Annotated[tuple[Unite, ...], Field(min_length=1)] = Field(
        description="Toutes ses idées, dans l'ordre du document."
    )
