"""Le registre : toute adresse et toute ancre jamais publiées. Des formations y mènent.

`docs/registre.txt`, publié avec le site, une page par ligne : son adresse, les ancres de ses
sections, puis, après « | », celles que data/ nomme (énoncés, unités, sigles…). `python -m macros
registre` y ajoute ce qui est nouveau; rien ne s'en enlève.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from . import render
from .ecrites import expanded, handwritten
from .model import TYPES
from .model.commun import anchors
from .problems import Problem
from .relations import Guide

NOM = "registre.txt"
_EN_TETE = "# Tout ce qui a été publié, pour toujours. « make registre » y ajoute; n'ôtez rien.\n"
_ANCRE = re.compile(
    r"\{: ?#([\w-]+)|<(?:h\d|tr|fieldset|section|div|li|dt|span)\b[^>]*? id=\"([\w-]+)\""
)
_CALCULEES = frozenset(
    {"cite-par", "exemples", "freins", "mise-a-jour", "outils", "references", "voir-aussi"}
)
"""Sections qui vont et viennent avec les liens entre fiches : sans elles, on arrive en haut."""


@dataclass
class Places:
    """Les ancres d'une page."""

    sections: set[str] = field(default_factory=set)
    donnees: set[str] = field(default_factory=set)


def read(docs: Path) -> dict[str, Places]:
    """Adresse → ancres, comme le registre les dit."""
    path = docs / NOM
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = {}
    for line in lines:
        if not line.startswith("#"):
            adresse, _, rest = line.partition(" ")
            sections, _, donnees = rest.partition("|")
            found[adresse.lstrip("/")] = Places(set(sections.split()), set(donnees.split()))
    return found


def write(guide: Guide, docs: Path) -> int:
    """Ajoute au registre ce qui s'est publié depuis; rend le nombre d'ajouts."""
    known, now = read(docs), published(guide, docs)
    before = _size(known)
    for adresse, places in now.items():
        kept = known.setdefault(adresse, Places())
        kept.sections |= places.sections
        kept.donnees |= places.donnees
    lines = [
        " ".join([f"/{adresse}", *sorted(places.sections), "|", *sorted(places.donnees)])
        for adresse, places in sorted(known.items())
    ]
    text = _EN_TETE + "".join(f"{line.removesuffix(' |')}\n" for line in lines)
    (docs / NOM).write_text(text, encoding="utf-8")
    return _size(known) - before


def published(guide: Guide, docs: Path) -> dict[str, Places]:
    """Adresse → ancres, comme le site les montre aujourd'hui, renvois et retraits compris."""
    named = named_in_data(guide)
    pages = {
        fiche.adresse: render.fiche(guide, fiche.adresse, fiche.id)
        for fiche in guide.fiches.values()
    }
    pages |= {
        (adresse := f"{fiche.adresse}{piece}/"): render.kit(guide, adresse, fiche.id, piece)
        for fiche in guide.fiches.values()
        for piece in fiche.pieces
    }
    pages |= {adresse: expanded(text, guide, adresse) for adresse, text in handwritten(docs)}
    found = {}
    for adresse, text in pages.items():
        ids = {one or other for one, other in _ANCRE.findall(text)} - _CALCULEES
        donnees = named.get(adresse, set())
        found[adresse] = Places(ids - donnees, ids & donnees)
    for old, fiche in guide.anciens.items():
        now = _addresses(fiche.adresse, fiche.pieces)
        before = _addresses(f"{fiche.dossier}/{old}/", fiche.pieces)
        found |= {one: found[other] for one, other in zip(before, now, strict=True)}
    return found | {adresse: Places() for adresse in _withdrawn(guide)}


def named_in_data(guide: Guide) -> dict[str, set[str]]:
    """Adresse → ancres que data/ nomme, identifiants d'avant compris."""
    named: dict[str, set[str]] = {
        "sigles/": {sigle.id for sigle in guide.sigles},
        "ca-bloque/": {
            id for moment in guide.moments for id in (moment.id, *(s.id for s in moment.symptomes))
        },
    }
    for folder, kind in TYPES.items():
        termes = guide.vocabulaire.liste(kind.groupe[1]) if kind.groupe else ()
        named[f"{folder}/"] = {terme.id for terme in termes}
    for fiche in guide.fiches.values():
        if ids := {id for _, id in anchors(fiche)}:
            named |= dict.fromkeys(_addresses(fiche.adresse, fiche.pieces), ids)
    return named


def lost(guide: Guide, docs: Path) -> list[Problem]:
    """Les adresses et les ancres de data/ qui ne mènent plus nulle part. Ne rend aucune page."""
    pages = {adresse for adresse, _ in handwritten(docs)}
    for fiche in guide.fiches.values():
        pages |= {*_addresses(fiche.adresse, fiche.pieces)}
    for old, fiche in guide.anciens.items():
        pages |= {*_addresses(f"{fiche.dossier}/{old}/", fiche.pieces)}
    withdrawn = _withdrawn(guide)
    named = named_in_data(guide)
    problems = []
    for line, (adresse, places) in enumerate(read(docs).items(), start=2):
        if adresse not in pages | withdrawn:
            problems.append(_problem(line, _PAGE_PERDUE.format(adresse)))
        gone = places.donnees - named.get(adresse, places.donnees)
        if adresse in pages and gone:
            problems += [_problem(line, _ANCRE_PERDUE.format(adresse, id)) for id in sorted(gone)]
    return problems


def lost_sections(guide: Guide, docs: Path) -> list[str]:
    """Les ancres de sections qui ne sont plus dans leur page : « freins/x/#signes »."""
    now = published(guide, docs)
    withdrawn = _withdrawn(guide)
    return [
        f"{adresse}#{id}"
        for adresse, places in read(docs).items()
        if adresse in now and adresse not in withdrawn
        for id in sorted((places.sections | places.donnees) - _all(now[adresse]))
    ]


_PAGE_PERDUE = (
    "« {} » a été publiée et n'existe plus. Renommée? Écrivez son ancien nom dans "
    "`anciens_ids` de la fiche. Retirée? Dites-le dans data/retraits.yml. Sinon, remettez-la."
)
_ANCRE_PERDUE = (
    "« {}#{} » a été publiée et n'existe plus. Renommé? Écrivez son ancien nom dans "
    "`anciens_ids`. Sinon, remettez-le."
)


def _addresses(adresse: str, pieces: tuple[str, ...]) -> list[str]:
    """L'adresse d'une fiche, puis celles de ses pièces."""
    return [adresse, *(f"{adresse}{piece}/" for piece in pieces)]


def _withdrawn(guide: Guide) -> set[str]:
    found = (_addresses(one.adresse, TYPES[one.dossier].pieces) for one in guide.retraits)
    return {adresse for addresses in found for adresse in addresses}


def _problem(line: int, what: str) -> Problem:
    return Problem(f"docs/{NOM}", line, 1, "", what)


def _all(places: Places) -> set[str]:
    return places.sections | places.donnees


def _size(known: dict[str, Places]) -> int:
    return sum(1 + len(_all(places)) for places in known.values())
