"""Les fiches de contenu : définitions, conditions gagnantes, freins, exemples."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .commun import Fait, Fiche, IdFiche, IdUnite, Markdown, Modele, Point, Texte, Vers


class Sens(Point):
    """Ce qu'un auteur entend par une notion."""

    auteur: Texte = Field(description="Qui parle, et par quelle source on le sait.")
    texte: Markdown = Field(description="Sa définition, dite dans nos mots.")
    provenance: Annotated[tuple[IdUnite, ...], Field(min_length=1)] = Field(
        description="Unités des sources qui la donnent."
    )


class Distinction(Modele):
    """Deux notions à ne pas confondre, et pourquoi."""

    fiche: Annotated[str, Vers("fiche"), Vers("definition")] = Field(description="L'autre notion.")
    texte: Markdown = Field(description="Ce qui les distingue, vrai lu des deux pages.")


class Conseil(Modele):
    """Une phrase utile, et les fiches qu'elle met en jeu."""

    texte: Markdown = Field(description="Quoi faire, ou ce que cela montre.")
    fiches: tuple[IdFiche, ...] = Field((), description="Fiches à lire avec.")


class Definition(Fiche):
    """Une notion; plusieurs auteurs peuvent la définir."""

    dossier: ClassVar[str] = "definitions"
    nom: ClassVar[str] = "Définition"
    pluriel: ClassVar[str] = "Définitions"

    sens: Annotated[tuple[Sens, ...], Field(min_length=1)] = Field(
        description="Une entrée par auteur."
    )
    comparaison: dict[str, Markdown] = Field(
        {}, description="Pour la page « Comparer » : une entrée par clé de « criteres »."
    )
    a_distinguer: tuple[Distinction, ...] = Field((), description="À déclarer d'un seul côté.")
    en_pratique: Markdown | None = Field(None, description="À quoi on la reconnaît sur le terrain.")


class Condition(Fiche):
    """Une condition gagnante."""

    dossier: ClassVar[str] = "conditions"
    nom: ClassVar[str] = "Condition gagnante"
    pluriel: ClassVar[str] = "Conditions gagnantes"
    groupe: ClassVar[tuple[str, str] | None] = ("theme", "themes")

    theme: Annotated[str, Vers("themes")] = Field(description="Une clé de « themes ».")
    pourquoi: Markdown = Field(description="Pourquoi elle compte.")
    comment: Annotated[tuple[Markdown, ...], Field(min_length=1)] = Field(
        description="Des gestes concrets."
    )
    signes: Annotated[tuple[Markdown, ...], Field(min_length=1)] = Field(
        description="À quoi on voit qu'elle est remplie."
    )


class Frein(Fiche):
    """Un frein, un défi ou un coût."""

    dossier: ClassVar[str] = "freins"
    nom: ClassVar[str] = "Frein"
    pluriel: ClassVar[str] = "Freins"
    groupe: ClassVar[tuple[str, str] | None] = ("famille", "familles")

    famille: Annotated[str, Vers("familles")] = Field(description="Une clé de « familles ».")
    signes: Annotated[tuple[Markdown, ...], Field(min_length=1)] = Field(
        description="Comment il se montre, en mots de gens."
    )
    causes: Markdown = Field(description="Pourquoi il arrive.")
    pistes: Annotated[tuple[Conseil, ...], Field(min_length=1)] = Field(
        description="Que faire, et les conditions qui aident."
    )


class Exemple(Fiche):
    """Une expérience québécoise, un cas type ou un recueil."""

    dossier: ClassVar[str] = "exemples"
    nom: ClassVar[str] = "Exemple"
    pluriel: ClassVar[str] = "Exemples"
    groupe: ClassVar[tuple[str, str] | None] = ("genre", "genres")

    genre: Annotated[str, Vers("genres")] = Field(description="Une clé de « genres ».")
    lieu: Texte | None = Field(None, description="Où.")
    periode: Texte | None = Field(None, description="Quand.")
    aujourdhui: Annotated[str, Vers("statuts")] | None = Field(
        None, description="Une clé de « statuts » : ce que l'expérience est devenue."
    )
    probleme: Markdown = Field(description="Quel problème il fallait régler.")
    acteurs: tuple[Markdown, ...] = Field((), description="Qui en était.")
    organisation: Markdown = Field(description="Comment ils se sont organisés.")
    enseignements: Annotated[tuple[Conseil, ...], Field(min_length=1)] = Field(
        description="Ce que cela montre, et sur quelles conditions."
    )
    devenir: tuple[Fait, ...] = Field((), description="Ce que c'est devenu depuis.")
