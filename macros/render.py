"""Les pages en Markdown et HTML, par les gabarits de templates/. Le seul endroit où il y a du HTML.

Chaque fonction publique est une macro ou sert une macro. Échappe tout; ne calcule rien.
"""

from __future__ import annotations

import functools
import re
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from . import (
    acces,
    bibliographie,
    citation,
    codes_qr,
    dates,
    dessins,
    jsonld,
    parcours,
    schema_export,
)
from .francais import fold
from .model import TYPES, Commun, Parcours, Reference
from .problems import Problem
from .relations import Guide
from .sigles import Explications, expansion
from .texte import Liens, to_html, to_inline_html
from .typographie import typo
from .views import compared, groups, view

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
_ENVIRONMENT.filters["domaine"] = lambda adresse: urlsplit(adresse).netloc.removeprefix("www.")
_ENVIRONMENT.filters["titre_de_collection"] = lambda dossier: TYPES[dossier].pluriel
_ENVIRONMENT.globals |= {"mesures": dessins.MESURES, "boite": dessins.BOITE}
_ENVIRONMENT.globals |= {"csl": citation.csl_reference, "bibliographie": citation.BIBLIOGRAPHIE}
_ENVIRONMENT.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
_ENVIRONMENT.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
_KIT = {
    "animation": "animation.md.j2",
    "document": "document.md.j2",
    "diapos": "diapos.html.j2",
}


@functools.lru_cache(maxsize=10_000)
def fiche(guide: Guide, page: str, id: str) -> str:
    """La page d'une fiche. `page` est l'adresse de la page depuis la racine (« freins/x/ »).

    Gardée : la recherche lit la page que le générateur montre.
    """
    vue = view(guide, id)
    fiche = vue.fiche
    moments = parcours.moments(guide, fiche) if isinstance(fiche, Parcours) else ()
    return _render(
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
    return _render("renvoi.md.j2", guide, page, fiche=guide.anciens[ancien])


def retrait(guide: Guide, page: str, id: str) -> str:
    """La page d'une fiche retirée : pourquoi, et ce qui la remplace."""
    one = {retrait.id: retrait for retrait in guide.retraits}[id]
    autres = [guide.fiches[id] for id in one.voir]
    return _render("retrait.md.j2", guide, page, retrait=one, autres=autres)


def kit(guide: Guide, page: str, id: str, piece: str) -> str:
    """Une pièce du matériel d'un parcours : « animation », « document » ou « diapos »."""
    fiche = guide.fiches[id]
    if not isinstance(fiche, Parcours):
        raise KeyError(id)
    template = _KIT[piece]
    return _render(template, guide, page, fiche=fiche, moments=parcours.moments(guide, fiche))


def collection(guide: Guide, page: str, dossier: str) -> str:
    """L'index d'une collection : « freins »."""
    return _render(
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
    return _render(
        "comparaison.md.j2",
        guide,
        page,
        notions=compared(guide, ids),
        criteres=guide.vocabulaire.criteres,
    )


def accueil(guide: Guide, page: str) -> str:
    """Les portes d'entrée de la page d'accueil."""
    return _render("accueil.md.j2", guide, page, portes=guide.accueil.portes)


def edition(guide: Guide, page: str) -> str:
    """L'édition du guide, et un lien vers ce qui y a changé."""
    return _render("edition.md.j2", guide, page)


def carte_a_integrer(guide: Guide, page: str, id: str) -> str:
    """La carte d'une fiche dans un cadre, et le code qui la met ailleurs."""
    return _render("carte_a_integrer.md.j2", guide, page, fiche=guide.fiches[id])


def cycle(guide: Guide, page: str) -> str:
    """Le dessin des étapes."""
    return _render("cycle.md.j2", guide, page)


def blocages(guide: Guide, page: str) -> str:
    """Des symptômes aux freins, des freins à ce qui aide."""
    return _render("blocages.md.j2", guide, page, moments=acces.blocages(guide))


def carte(guide: Guide, page: str) -> str:
    """Toutes les fiches du guide, d'un coup d'œil."""
    return _render("carte.md.j2", guide, page, plan=acces.plan(guide))


def carnet(guide: Guide, page: str) -> str:
    """Les dossiers que la personne garde dans son navigateur."""
    return _render("carnet.md.j2", guide, page)


def selection(guide: Guide, page: str) -> str:
    """Composer un document avec les fiches de son choix."""
    return _render("selection.md.j2", guide, page)


def synthese(guide: Guide, page: str) -> str:
    """Les réponses d'un groupe, rassemblées dans le navigateur."""
    return _render("synthese.md.j2", guide, page)


def sigles(guide: Guide, page: str) -> str:
    """Les sigles, ce qu'ils veulent dire et ce que les organismes sont devenus."""
    ordered = sorted(guide.sigles, key=lambda sigle: fold(sigle.sigle))
    return _render("sigles.md.j2", guide, page, expliquer=False, sigles=ordered)


def provenance(guide: Guide, page: str) -> str:
    """Combien d'idées de chaque source le guide reprend, et celles qu'il laisse."""
    return _render("provenance.md.j2", guide, page, comptes=acces.comptes(guide))


def certitudes(guide: Guide, page: str) -> str:
    """Les degrés de certitude et ce qu'ils veulent dire."""
    return _render("certitudes.md.j2", guide, page, termes=guide.vocabulaire.certitudes)


def format_export(guide: Guide, page: str) -> str:
    """Les champs du fichier d'export, un tableau par objet."""
    return _render("format_export.md.j2", guide, page, objets=schema_export.tables())


def hors_ligne(guide: Guide, page: str) -> str:
    """Ce que le guide garde sur l'appareil, et de quoi tout y garder."""
    return _render("hors_ligne.md.j2", guide, page, aussi=parcours.hors_plan(guide))


def decompte(guide: Guide, page: str, dossier: str) -> str:
    """Le nombre de fiches d'une collection."""
    return str(len(guide.collections[dossier]))


def bandeau(problems: list[Problem]) -> str:
    """Les problèmes de data/, pour l'en-tête d'une page de l'aperçu."""
    return _ENVIRONMENT.get_template("bandeau.html.j2").render(problems=problems)


def boite(guide: Guide) -> str:
    """La boîte « Partager », que le navigateur ajoute à la page au premier usage."""
    return _render("partager.html.j2", guide, "")


def script(template: str, **values: Any) -> str:
    """Un script que la construction écrit."""
    return _ENVIRONMENT.get_template(template).render(values)


def document(template: str, guide: Guide, page: str, **values: Any) -> str:
    """Un fichier entier, hors du thème : une carte, un flux."""
    return _render(template, guide, page, expliquer=False, **values)


def _render(
    template: str, guide: Guide, page: str, *, expliquer: bool = True, **values: Any
) -> str:
    racine = "../" * page.count("/") or "./"
    notices = _notices(guide)
    href = partial(_href, racine)
    mots = Explications(guide.sigles if expliquer else (), f"{racine}sigles/")
    liens = Liens(
        fiche=lambda id: href(guide.fiches[id]),
        appel=partial(_appel, guide, href, notices),
        mots=mots,
    )
    return _ENVIRONMENT.get_template(template).render(
        **values,
        guide=guide,
        racine=racine,
        href=href,
        t=typo,
        m=lambda text: mots(typo(text)),
        a=lambda text: mots.abbreviated(typo(text)),
        developpement=expansion,
        cycle=partial(dessins.cycle, guide),
        md=partial(to_html, liens=liens),
        ligne=partial(to_inline_html, liens=liens),
        notice=lambda ref: notices[ref.id][0],
        appel=lambda ref: Markup(notices[ref.id][1]),
        titre=_heading,
        date=dates.date,
        jour=dates.jour,
        duree=dates.duree,
        heure=dates.heure,
        qr=codes_qr.drawn,
        adresse_du_site=guide.site,
        page=page,
    )


@functools.lru_cache(maxsize=2)
def _notices(guide: Guide) -> dict[str, tuple[Markup, str]]:
    references = guide.collections["references"]
    return bibliographie.entries(tuple(ref for ref in references if isinstance(ref, Reference)))


def _href(racine: str, fiche: Commun) -> str:
    return racine + fiche.adresse


def _appel(guide: Guide, href: Any, notices: Any, id: str, repere: str | None) -> Markup:
    place = Markup(", {}").format(typo(repere)) if repere else ""
    link = Markup('(<a class="appel" href="{}">{}</a>{})')
    return link.format(href(guide.fiches[id]), Markup(notices[id][1]), place)


def _heading(titre: str) -> Markup:
    """Un titre typographié, sans rien que Markdown puisse lire comme un signe."""
    return escape(re.sub(r"([\\`*_{}\[\]])", r"\\\1", typo(" ".join(titre.split()))))
