"""Les parcours de formation : des activités minutées, pour qui participe et pour qui anime."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .commun import Fiche, Id, IdFiche, IdUnite, Markdown, Modele, Texte, Vers
from .demarche import Conseils, Puces

Minutes = Annotated[int, Field(ge=1, le=480)]


class Exercice(Modele):
    """Ce que les gens font ensemble, et ce qui leur en reste."""

    titre: Texte
    consigne: Puces = Field(description="Quoi faire, un pas à la fois.")
    produit: Texte = Field(description="Ce qu'on a en main à la fin.")


class Temps(Modele):
    """Une partie du déroulement d'une activité."""

    minutes: Minutes
    texte: Markdown = Field(description="Ce que l'animation fait faire.")


class Animation(Modele):
    """Pour qui anime : l'activité minute par minute."""

    deroulement: Annotated[tuple[Temps, ...], Field(min_length=1)] = Field(
        description="Les temps de l'activité; ensemble, sa durée."
    )
    dire: Puces = Field(description="Ce qu'il faut avoir dit.")
    pieges: Puces = Field(description="Ce qui fait dérailler, et quoi faire alors.")


class Diapo(Modele):
    """Ce qui se projette pendant l'activité."""

    titre: Annotated[str, Field(pattern=r"\S", max_length=60)]
    points: Annotated[
        tuple[Annotated[str, Field(pattern=r"\S", max_length=90)], ...],
        Field(min_length=1, max_length=4),
    ] = Field(description="De une à quatre lignes courtes, lisibles du fond de la salle.")


class Activite(Modele):
    """Une activité : ce qu'on lit, ce qu'on discute, ce qu'on fait."""

    id: Id = Field(description="Stable : des liens y mènent, la progression y tient.")
    anciens_ids: tuple[Id, ...] = Field((), description="Ses identifiants d'avant.")
    titre: Annotated[str, Field(pattern=r"\S", max_length=80)]
    minutes: Minutes = Field(description="Sa durée, sans la pause qui la suit.")
    texte: Markdown = Field(description="Ce qu'on y fait et pourquoi, pour qui participe.")
    fiches: tuple[IdFiche, ...] = Field((), description="Fiches à lire, dans l'ordre.")
    listes: tuple[Annotated[str, Vers("fiche"), Vers("liste")], ...] = Field(
        (), description="Listes à remplir."
    )
    questions: tuple[Markdown, ...] = Field((), description="Questions à discuter.")
    exercice: Exercice | None = None
    animation: Animation
    diapo: Diapo
    pause: Annotated[int, Field(ge=5, le=90)] | None = Field(
        None, description="Minutes de pause après l'activité."
    )


class Parcours(Fiche):
    """Un parcours : des fiches et des listes dans l'ordre où on les apprend."""

    dossier: ClassVar[str] = "parcours"
    nom: ClassVar[str] = "Parcours"
    pluriel: ClassVar[str] = "Parcours"
    pieces: ClassVar[tuple[str, ...]] = ("animation", "diapos", "document")

    public: Texte = Field(description="À qui il s'adresse.")
    groupe_type: Texte = Field(description="Combien de personnes, et comment les placer.")
    minutes: Minutes = Field(description="Sa durée, pauses comprises.")
    objectifs: Annotated[tuple[Markdown, ...], Field(min_length=2, max_length=5)] = Field(
        description="Ce que chacun saura faire, un verbe d'action en tête."
    )
    materiel: Puces = Field(description="Ce qu'il faut dans la salle.")
    preparation: Puces = Field(description="Ce que l'animation fait avant.")
    seul: Markdown = Field(description="Comment le suivre sans groupe.")
    activites: Annotated[tuple[Activite, ...], Field(min_length=2)]
    suite: Conseils = Field(description="Que faire dans les jours qui suivent.")
    provenance: tuple[IdUnite, ...] = Field(
        (), description="Unités des sources dont le parcours lui-même reprend une idée."
    )
