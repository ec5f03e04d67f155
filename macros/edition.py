"""Publier une édition : sa date dans data/edition.yml, CITATION.cff et docs/journal.md, d'accord.

Appelé par `python -m macros edition` et `verifier`. Ne construit rien et ne touche pas à Git.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from .dates import date as in_words
from .problems import Problem

DONNEES, JOURNAL, CITATION = "data/edition.yml", "docs/journal.md", "CITATION.cff"
_DATE = r"(\d{4}-\d{2}-\d{2})"
_LIGNES = {
    DONNEES: (re.compile(rf"^(publiee_le: +){_DATE}", re.MULTILINE),),
    CITATION: tuple(
        re.compile(rf"^({key}: [\"']?){_DATE}", re.MULTILINE)
        for key in ("version", "date-released")
    ),
}
_SECTION = re.compile(rf"^## .*{{: #edition-{_DATE} }}$", re.MULTILINE)
_NON_PUBLIE = "## Non publié {: #non-publie }"
_RIEN = "Rien pour le moment."
_NEUF = re.compile(rf"^{re.escape(_NON_PUBLIE)}\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_REMEDE = "lancez « make edition », ou remettez la même date."


class Refus(Exception):
    """Une édition qui ne peut pas se publier; le message dit pourquoi."""


@dataclass(frozen=True)
class Dite:
    """Une date d'édition, et où elle est écrite."""

    fichier: str
    ligne: int
    date: str


def publish(root: Path, date: datetime.date, today: datetime.date) -> None:
    """Donne cette date à l'édition; Refus si elle est passée ou si le journal n'a rien de neuf."""
    texts = {name: path.read_text(encoding="utf-8") for name, path in _files(root).items()}
    last = max((one.date for one in said(root)), default="")
    if date < today:
        raise Refus(f"le {in_words(date)} est passé; une édition se publie aujourd'hui ou après.")
    if date.isoformat() <= last:
        raise Refus(f"l'édition du {last} existe déjà; donnez une date plus tardive.")
    texts[JOURNAL] = _dated(texts[JOURNAL], date)
    for name, patterns in _LIGNES.items():
        for pattern in patterns if name in texts else ():
            texts[name] = pattern.sub(rf"\g<1>{date}", texts[name])
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")


def disagreements(root: Path, edition: datetime.date) -> list[Problem]:
    """Les fichiers qui disent une autre édition que data/edition.yml, ou n'en disent aucune."""
    found = [one for one in said(root) if one.fichier != DONNEES]
    wrong = [
        (one.fichier, one.ligne, f"l'édition y est du {one.date}, et {DONNEES} dit {edition}")
        for one in found
        if one.date != edition.isoformat()
    ]
    silent = {JOURNAL, CITATION} - {one.fichier for one in found}
    wrong += [(name, 1, f"il y manque l'édition du {edition}") for name in sorted(silent)]
    return [Problem(name, line, 1, "", f"{what}; {_REMEDE}") for name, line, what in wrong]


def said(root: Path) -> list[Dite]:
    """Chaque date de l'édition en cours; dans le journal, la première section datée."""
    found = []
    for name, path in _files(root).items():
        text = path.read_text(encoding="utf-8")
        for pattern in _LIGNES.get(name, (_SECTION,)):
            if place := pattern.search(text):
                line = text.count("\n", 0, place.start()) + 1
                found.append(Dite(name, line, place[place.re.groups]))
    return found


def _files(root: Path) -> dict[str, Path]:
    """Les fichiers qui disent l'édition et qui existent."""
    paths = {name: root / name for name in (DONNEES, JOURNAL, CITATION)}
    return {name: path for name, path in paths.items() if path.exists()}


def _dated(journal: str, date: datetime.date) -> str:
    """Le journal où « Non publié » devient une section datée, et rouvre, vide."""
    place = _NEUF.search(journal)
    if not place:
        raise Refus(f"{JOURNAL} : remettez le titre « {_NON_PUBLIE} ».")
    news = place[1].replace(_RIEN, "").strip()
    if not news:
        raise Refus(f"{JOURNAL} : « Non publié » est vide; dites d'abord ce qui a changé.")
    titre = f"## Édition du {in_words(date)} {{: #edition-{date} }}"
    text = f"{_NON_PUBLIE}\n\n{_RIEN}\n\n{titre}\n\n{news}\n\n"
    return (journal[: place.start()] + text + journal[place.end() :]).rstrip("\n") + "\n"
