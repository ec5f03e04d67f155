"""Une carte par fiche, pour un cadre dans Moodle ou une présentation : docs/carte/<id>/index.html.

Appelé avant chaque construction; hors de Git. N'écrit que ce qui change, enlève ce qui n'a plus de
fiche. Une carte est une page entière, sans le thème : le générateur la copie telle quelle.
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
_LONGUEUR = 240  # signes : au-delà, la carte dépasse la hauteur d'un cadre ordinaire
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


def extrait(paragraphes: str) -> str:
    """Les premières phrases d'un texte en HTML, sans balise : ce qui tient dans la carte."""
    found = _PARAGRAPHE.search(paragraphes)
    text = html.unescape(re.sub(r"<[^>]+>", "", found[1] if found else "")).replace("\n", " ")
    kept = ""
    for phrase in _PHRASES.split(text.strip()):
        if len(kept) + len(phrase) > _LONGUEUR:
            break
        kept = f"{kept} {phrase}".strip()
    return kept or _cut(text)


def _cut(text: str) -> str:
    """Une phrase trop longue, coupée entre deux mots."""
    return text[:_LONGUEUR].rpartition(" ")[0].rstrip(" ,;:\u00a0") + "…" if text else ""


def _carte(guide: Guide, id: str, fiche: Commun) -> str:
    essentiel = next((text for champ in _CHAMPS if (text := getattr(fiche, champ, None))), "")
    return _render(guide, id, fiche=fiche, essentiel=essentiel)


def _render(guide: Guide, id: str, **values: object) -> str:
    return render.document(_GABARIT, guide, f"carte/{id}/", extrait=extrait, **values)
