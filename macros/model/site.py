"""Les fichiers seuls de data/ : listes fermées, accueil, sigles, symptômes."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from .commun import Adresse, Fait, Id, IdFiche, IdUnite, Markdown, Modele, Texte, Vers


class Terme(Modele):
    """Un mot d'une liste fermée, tel qu'on le montre."""

    id: Id
    libelle: Texte
    texte: Texte | None = None


Termes = Annotated[tuple[Terme, ...], Field(min_length=1)]


class Echelle(Modele):
    """Les réponses possibles d'une liste, de la plus faible à la plus forte."""

    id: Id
    libelle: Texte
    reponses: Annotated[tuple[Terme, ...], Field(min_length=2, max_length=7)]


class Vocabulaire(Modele):
    """Les listes fermées : tout champ qui n'accepte que certaines valeurs les prend ici."""

    themes: Termes = Field(description="Regroupent les conditions.")
    familles: Termes = Field(description="Regroupent les freins.")
    genres: Termes = Field(description="Genres d'exemples.")
    familles_de_roles: Termes = Field(description="Regroupent les rôles.")
    genres_d_outils: Termes = Field(description="Regroupent les outils.")
    sujets: Termes = Field(description="Regroupent les repères.")
    natures: Termes = Field(description="Natures des unités des sources.")
    certitudes: Termes = Field(description="Degrés de certitude d'un fait.")
    statuts: Termes = Field(description="Ce qu'un exemple est devenu.")
    criteres: Termes = Field(description="Points de comparaison entre notions.")
    modes: Termes = Field(description="Comment une liste se remplit.")
    echelles: Annotated[tuple[Echelle, ...], Field(min_length=1)] = Field(
        description="Échelles de réponse des listes."
    )

    def liste(self, nom: str) -> tuple[Terme, ...]:
        """Les termes d'une liste, dans leur ordre : « themes »."""
        termes: tuple[Terme, ...] = getattr(self, nom)
        return termes

    def echelle(self, id: str) -> Echelle:
        """Une échelle de réponse."""
        return next(echelle for echelle in self.echelles if echelle.id == id)


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


class Edition(Modele):
    """L'édition publiée : sa date la nomme."""

    publiee_le: datetime.date = Field(description="La date de l'édition.")


class Sigle(Modele):
    """Un sigle, ce qu'il veut dire, et ce que l'organisme est devenu."""

    id: Id
    sigle: Texte = Field(description="Tel qu'il s'écrit dans les textes.")
    developpement: Texte = Field(description="Au long, avec la casse de l'usage.")
    texte: Markdown = Field(description="Ce que c'est, en une phrase.")
    devenir: tuple[Fait, ...] = Field((), description="Ce que c'est devenu.")
    bulle: Annotated[str, Field(pattern=r"\S", max_length=90)] | None = Field(
        None, description="Quelques mots ajoutés à la bulle : « abolie en 2015 »."
    )
    certitude: Annotated[str, Vers("certitudes")] | None = Field(
        None, description="Du développement, s'il n'est pas dans la source."
    )
    preuves: tuple[Adresse, ...] = Field((), description="Du développement.")
    remarque: Markdown | None = Field(None, description="Ce qui reste à dire du sigle.")
    provenance: tuple[IdUnite, ...] = Field((), description="Unités des sources.")


class Sigles(Modele):
    """Les sigles du guide, expliqués dans les textes, et sur leur page."""

    sigles: Annotated[tuple[Sigle, ...], Field(min_length=1)]


class Retrait(Modele):
    """Une fiche retirée : son adresse dit ce qui la remplace."""

    id: Id = Field(description="L'identifiant qu'elle avait.")
    dossier: Id = Field(description="Le dossier où elle était : « freins ».")
    titre: Texte
    retire_le: datetime.date
    motif: Markdown = Field(description="Pourquoi, et ce qu'il faut en retenir.")
    voir: Annotated[tuple[IdFiche, ...], Field(min_length=1)] = Field(
        description="Les fiches à lire à sa place."
    )

    @property
    def adresse(self) -> str:
        """L'adresse de sa page, depuis la racine du site."""
        return f"{self.dossier}/{self.id}/"


class Retraits(Modele):
    """Les fiches retirées, pour toujours."""

    retraits: tuple[Retrait, ...]


class Synonyme(Modele):
    """Des mots que les gens tapent, et ceux du guide qu'il faut alors chercher aussi."""

    on_tape: Annotated[tuple[Texte, ...], Field(min_length=1)]
    le_guide_dit: Annotated[tuple[Texte, ...], Field(min_length=1)]


class Synonymes(Modele):
    """Ce que la recherche ajoute aux `mots_cles` des fiches."""

    synonymes: tuple[Synonyme, ...]


class Symptome(Modele):
    """Ce qu'on entend quand ça bloque, et les freins que cela peut cacher."""

    id: Id
    dit: Texte = Field(description="En mots de gens, sans guillemets.")
    freins: Annotated[tuple[Annotated[str, Vers("frein")], ...], Field(min_length=1)]


class Moment(Modele):
    """Un groupe de symptômes."""

    id: Id
    titre: Texte
    symptomes: Annotated[tuple[Symptome, ...], Field(min_length=1)]


class Symptomes(Modele):
    """La page « Ça bloque? » : des symptômes vers les freins, les conditions et les outils."""

    moments: Annotated[tuple[Moment, ...], Field(min_length=1)]
