"""Une carte par fiche, pour un cadre dans Moodle ou une présentation : docs/carte/<id>/index.html.

Appelé par la construction, hors aperçu; hors de Git. N'écrit que ce qui change, enlève ce qui n'a
plus de fiche. Une carte est une page entière, sans le thème, que le générateur copie telle quelle.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from . import render
from .model import Commun
from .pages import write_changed
from .relations import Guide

_GABARIT = "carte_fiche.html.j2"
_CHAMPS = ("texte", "but", "pourquoi", "causes", "probleme", "usage")  # qui disent l'essentiel
_PLACE = 360  # signes, titre, résumé et extrait : au-delà, la carte dépasse un cadre ordinaire
_EXTRAIT_MIN = 60  # plus court, une phrase coupée n'apprend rien
_PARAGRAPHE = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_PHRASES = re.compile(r"(?<=[.!?…»]) (?=[^\W\d_]|«|\d)")


def write_cartes(guide: Guide, docs: Path) -> None:
    """Met docs/carte/ d'accord avec le guide."""
    folder = docs / "carte"
    wanted = {folder / id / "index.html": text for id, text in cartes(guide).items()}
    for path, text in wanted.items():
        write_changed(path, text)
    for path in folder.glob("*/index.html"):
        if path not in wanted:
            path.unlink()
            path.parent.rmdir()


def cartes(guide: Guide) -> dict[str, str]:
    """Rend identifiant → carte. Un ancien identifiant montre la fiche d'aujourd'hui."""
    named = guide.fiches | guide.anciens
    found = {id: _carte(guide, id, fiche) for id, fiche in named.items()}
    for one in guide.retraits:
        voir = [guide.fiches[id] for id in one.voir]
        found[one.id] = _render(guide, one.id, fiche=None, retrait=one, voir=voir)
    return found


def extrait(paragraphes: str, place: int) -> str:
    """Les premières phrases d'un texte en HTML, sans balise : ce qui tient dans `place` signes."""
    found = _PARAGRAPHE.search(paragraphes)
    text = " ".join(re.sub(r"<[^>]+>", "", found[1] if found else "").split("\n"))
    kept = ""
    for phrase in _PHRASES.split(html.unescape(text).strip()):
        if len(kept) + len(phrase) > place:
            return kept or _cut(phrase, place)
        kept = f"{kept} {phrase}".strip()
    return kept


def _cut(phrase: str, place: int) -> str:
    """Une phrase trop longue, coupée entre deux mots; rien s'il en resterait trop peu."""
    if place < _EXTRAIT_MIN:
        return ""
    return phrase[:place].rpartition(" ")[0].rstrip(" ,;:«\u00a0") + "…"


def _carte(guide: Guide, id: str, fiche: Commun) -> str:
    essentiel = next((text for champ in _CHAMPS if (text := getattr(fiche, champ, None))), "")
    place = _PLACE - 2 * len(fiche.titre) - len(fiche.resume)
    return _render(guide, id, fiche=fiche, essentiel=essentiel, place=place)


def _render(guide: Guide, id: str, **values: object) -> str:
    return render.document(_GABARIT, guide, f"carte/{id}/", extrait=extrait, **values)
