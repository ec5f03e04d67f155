"""Les fiches de la démarche : étapes, rôles, outils, repères, débats."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .commun import Adresse, Fiche, IdUnite, Markdown, Point, Texte, Vers
from .fiches import Conseil
from .references import ChampsSurs

Conseils = Annotated[tuple[Conseil, ...], Field(min_length=1)]
Puces = Annotated[tuple[Markdown, ...], Field(min_length=1)]


class Etape(Fiche):
    """Une étape de la démarche."""

    dossier: ClassVar[str] = "etapes"
    nom: ClassVar[str] = "Étape"
    pluriel: ClassVar[str] = "Étapes"

    numero: Annotated[int, Field(ge=1, le=8)] = Field(description="Sa place dans le cycle.")
    court: Annotated[str, Field(pattern=r"\S", max_length=13)] = Field(
        description="Son nom dans le dessin du cycle."
    )
    but: Markdown = Field(description="Ce qu'on cherche à cette étape.")
    questions: Puces = Field(description="Les questions à se poser.")
    entrees: Puces = Field(description="Ce qu'il faut avoir pour commencer.")
    sorties: Puces = Field(description="Ce qu'on a en main à la fin.")
    gestes: Conseils = Field(description="Comment s'y prendre, et les fiches qui aident.")
    pieges: Conseils = Field(description="Ce qui fait échouer l'étape, et les freins en cause.")


class Role(Fiche):
    """Un type de partenaire, un profil, une fonction."""

    dossier: ClassVar[str] = "roles"
    nom: ClassVar[str] = "Rôle"
    pluriel: ClassVar[str] = "Rôles"
    groupe: ClassVar[tuple[str, str] | None] = ("famille", "familles_de_roles")

    famille: Annotated[str, Vers("familles_de_roles")] = Field(
        description="Une clé de « familles_de_roles »."
    )
    apport: Puces = Field(description="Ce que cette personne ou cet organisme apporte.")
    signes: Puces = Field(description="À quoi on le reconnaît.")
    exemple: Markdown | None = Field(None, description="Un exemple de la source.")
    a_surveiller: Conseils = Field(description="Le risque du rôle, et les fiches qui aident.")


class Outil(Fiche):
    """Un outil, une grille, un ouvrage utile."""

    dossier: ClassVar[str] = "outils"
    nom: ClassVar[str] = "Outil"
    pluriel: ClassVar[str] = "Outils"
    groupe: ClassVar[tuple[str, str] | None] = ("genre", "genres_d_outils")

    genre: Annotated[str, Vers("genres_d_outils")] = Field(
        description="Une clé de « genres_d_outils »."
    )
    usage: Markdown = Field(description="À quoi il sert.")
    public: Texte = Field(description="Pour qui.")
    mode_d_emploi: Puces = Field(description="Comment s'en servir.")
    aide_a: Conseils = Field(description="Ce qu'il aide à faire : conditions, freins, étapes.")
    limites: Markdown | None = Field(None, description="Ce qu'il ne fait pas.")
    cout: Texte = Field(description="Son prix, ou « Non indiqué ».")
    langue: Texte = Field(description="Dans quelle langue il existe.")
    droits: Markdown = Field(description="Ce qu'on peut en faire.")
    site: Adresse | None = Field(None, description="Où le trouver.")
    certitudes: tuple[ChampsSurs, ...] = Field((), description="D'où on tient ce qu'on en dit.")
    provenance: tuple[IdUnite, ...] = Field(
        (), description="Unités des sources; vide si l'outil vient d'ailleurs (« certitudes »)."
    )


class Idee(Point):
    """Une idée d'un repère."""

    titre: Texte = Field(description="L'idée, en quelques mots.")
    texte: Markdown = Field(description="L'idée, expliquée et citée.")


class Repere(Fiche):
    """Un élément de contexte, un argument, une proposition."""

    dossier: ClassVar[str] = "reperes"
    nom: ClassVar[str] = "Repère"
    pluriel: ClassVar[str] = "Repères"
    groupe: ClassVar[tuple[str, str] | None] = ("sujet", "sujets")

    sujet: Annotated[str, Vers("sujets")] = Field(description="Une clé de « sujets ».")
    points: Annotated[tuple[Idee, ...], Field(min_length=2)] = Field(
        description="L'essentiel, point par point."
    )
    en_pratique: Conseils = Field(description="Ce que cela change, et les fiches à lire.")


class Position(Point):
    """Un côté d'un débat."""

    titre: Texte = Field(description="La position, en quelques mots.")
    tenants: Texte = Field(description="Qui la tient.")
    texte: Markdown = Field(description="La position, dite loyalement et citée.")
    provenance: Annotated[tuple[IdUnite, ...], Field(min_length=1)] = Field(
        description="Unités des sources qui la portent."
    )


class Debat(Fiche):
    """Une question où les sources ne disent pas la même chose."""

    dossier: ClassVar[str] = "debats"
    nom: ClassVar[str] = "Débat"
    pluriel: ClassVar[str] = "Débats"

    positions: Annotated[tuple[Position, ...], Field(min_length=2)] = Field(
        description="Chaque côté, avec sa source."
    )
    accord: Markdown | None = Field(None, description="Ce que les sources ont en commun.")
    en_pratique: Conseils = Field(description="Ce que cela veut dire, sans trancher.")
