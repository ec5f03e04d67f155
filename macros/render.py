"""Chaque page en Markdown et HTML, par les gabarits de templates/, seul endroit où il y a du HTML.

Chaque fonction publique est une macro ou sert une macro. Ne calcule rien.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from . import acces, citation, dates, jsonld, parcours, publiees, schema_export
from .francais import fold
from .gabarits import bare, filled
from .model import Parcours
from .problems import Problem
from .relations import Guide
from .views import compared, groups, view

_KIT = {
    "animation": "animation.md.j2",
    "document": "document.md.j2",
    "diapos": "diapos.html.j2",
}


def fiche(guide: Guide, page: str, id: str) -> str:
    """La page d'une fiche. `page` est l'adresse de la page depuis la racine (« freins/x/ »).

    Gardée : la recherche lit la page que le générateur montre.
    """
    if (page, id) not in guide.rendues:
        guide.rendues[page, id] = _fiche(guide, page, id)
    return guide.rendues[page, id]


def _fiche(guide: Guide, page: str, id: str) -> str:
    vue = view(guide, id)
    fiche = vue.fiche
    moments = parcours.moments(guide, fiche) if isinstance(fiche, Parcours) else ()
    return filled(
        f"{fiche.dossier}.md.j2",
        guide,
        page,
        fiche=fiche,
        vue=vue,
        moments=moments,
        citation=citation.csl_fiche(guide, fiche),
        donnees=jsonld.describe(guide, fiche),
    )


def renvoi(guide: Guide, page: str, ancien: str) -> str:
    """La page d'un identifiant d'avant."""
    return filled("renvoi.md.j2", guide, page, fiche=guide.anciens[ancien])


def retrait(guide: Guide, page: str, id: str) -> str:
    """La page d'une fiche retirée : pourquoi, et ce qui la remplace."""
    one = {retrait.id: retrait for retrait in guide.retraits}[id]
    autres = [guide.fiches[id] for id in one.voir]
    return filled("retrait.md.j2", guide, page, retrait=one, autres=autres)


def kit(guide: Guide, page: str, id: str, piece: str) -> str:
    """Une pièce du matériel d'un parcours : « animation », « document » ou « diapos »."""
    fiche = guide.fiches[id]
    if not isinstance(fiche, Parcours):
        raise KeyError(id)
    template = _KIT[piece]
    return filled(template, guide, page, fiche=fiche, moments=parcours.moments(guide, fiche))


def collection(guide: Guide, page: str, dossier: str) -> str:
    """L'index d'une collection : « freins »."""
    return filled(
        "collection.md.j2",
        guide,
        page,
        dossier=dossier,
        groupes=groups(guide, dossier),
        filtres=acces.filters(guide, dossier),
        facettes=partial(acces.facets, guide),
    )


def comparaison(guide: Guide, page: str, ids: tuple[str, ...]) -> str:
    """Des notions côte à côte, point par point."""
    return filled(
        "comparaison.md.j2",
        guide,
        page,
        notions=compared(guide, ids),
        criteres=guide.vocabulaire.criteres,
    )


def accueil(guide: Guide, page: str) -> str:
    """Les portes d'entrée de la page d'accueil."""
    return filled("accueil.md.j2", guide, page, portes=guide.accueil.portes)


def edition(guide: Guide, page: str) -> str:
    """L'édition du guide, et un lien vers ce qui y a changé."""
    return filled("edition.md.j2", guide, page)


def carte_a_integrer(guide: Guide, page: str, id: str) -> str:
    """La carte d'une fiche dans un cadre, et le code qui la met ailleurs."""
    return filled("carte_a_integrer.md.j2", guide, page, fiche=guide.fiches[id])


def cycle(guide: Guide, page: str) -> str:
    """Le dessin des étapes."""
    return filled("cycle.md.j2", guide, page)


def blocages(guide: Guide, page: str) -> str:
    """Des symptômes aux freins, des freins à ce qui aide."""
    return filled("blocages.md.j2", guide, page, moments=acces.blocages(guide))


def carte(guide: Guide, page: str) -> str:
    """Toutes les fiches du guide, d'un coup d'œil."""
    return filled("carte.md.j2", guide, page, plan=acces.plan(guide))


def carnet(guide: Guide, page: str) -> str:
    """Les dossiers que la personne garde dans son navigateur."""
    return filled("carnet.md.j2", guide, page)


def selection(guide: Guide, page: str) -> str:
    """Composer un document avec les fiches de son choix."""
    return filled("selection.md.j2", guide, page)


def synthese(guide: Guide, page: str) -> str:
    """Les réponses d'un groupe, rassemblées dans le navigateur."""
    return filled("synthese.md.j2", guide, page)


def sigles(guide: Guide, page: str) -> str:
    """Les sigles, ce qu'ils veulent dire et ce que les organismes sont devenus."""
    ordered = sorted(guide.sigles, key=lambda sigle: fold(sigle.sigle))
    return filled("sigles.md.j2", guide, page, expliquer=False, sigles=ordered)


def provenance(guide: Guide, page: str) -> str:
    """Combien d'idées de chaque source le guide reprend, et celles qu'il laisse."""
    return filled("provenance.md.j2", guide, page, comptes=acces.comptes(guide))


def certitudes(guide: Guide, page: str) -> str:
    """Les degrés de certitude et ce qu'ils veulent dire."""
    return filled("certitudes.md.j2", guide, page, termes=guide.vocabulaire.certitudes)


def format_export(guide: Guide, page: str) -> str:
    """Les champs du fichier d'export, un tableau par objet."""
    return filled("format_export.md.j2", guide, page, objets=schema_export.tables())


def hors_ligne(guide: Guide, page: str) -> str:
    """Ce que le guide garde sur l'appareil, et de quoi tout y garder."""
    return filled("hors_ligne.md.j2", guide, page, aussi=parcours.hors_plan(guide))


def publications(guide: Guide, page: str, docs: Path | None = None) -> str:
    """Les livres tirés du guide, ou la façon de s'en passer quand `docs` n'en a pas."""
    found = publiees.read(docs) if docs else []
    return filled("publications.md.j2", guide, page, publications=found)


def decompte(guide: Guide, page: str, dossier: str) -> str:
    """Le nombre de fiches d'une collection."""
    return str(len(guide.collections[dossier]))


def livre(guide: Guide, livre: Any, *, pdf: bool) -> str:
    """Le guide, ou une de ses parties, en un seul document à mettre en pages."""
    nom, publiee_le = "Guide de la concertation", guide.edition.publiee_le
    return bare(
        "livre.html.j2",
        livre=livre,
        pdf=pdf,
        nom=nom,
        titre=f"{nom}. {livre.sous_titre}" if livre.sous_titre else nom,
        description=livre.description,
        date=dates.date(publiee_le),
        publiee_le=publiee_le.isoformat(),
    )


def bandeau(problems: list[Problem]) -> str:
    """Les problèmes de data/, pour l'en-tête d'une page de l'aperçu."""
    return bare("bandeau.html.j2", problems=problems)


def boite(guide: Guide) -> str:
    """La boîte « Partager », que le navigateur ajoute à la page au premier usage."""
    return filled("partager.html.j2", guide, "")


def script(template: str, **values: Any) -> str:
    """Un script que la construction écrit."""
    return bare(template, **values)


def document(template: str, guide: Guide, page: str, **values: Any) -> str:
    """Un fichier entier, hors du thème : une carte, un flux."""
    return filled(template, guide, page, expliquer=False, **values)
