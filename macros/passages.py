"""Ce qu'une page dit, passage par passage, et l'endroit exact de chacun : pour la recherche.

Lit ce que `render` écrit : des titres en Markdown, du HTML entre eux. Ne connaît pas les fiches.
"""

from __future__ import annotations

import functools
import html
import re
from html.parser import HTMLParser
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITRE = re.compile(r"^#{1,6} (?P<titre>.*?)(?: *\{: ?#(?P<id>[\w-]+)(?P<reste>[^}]*)\})?$")
_CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_MARQUES = (  # le Markdown d'une page de docs/
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"\*\*|`"), ""),
    (re.compile(r"^(?:[-*]|\d+\.) "), "</li>"),
    (re.compile(r"^$"), "</p>"),
)
_EXCLU = "data-search-exclude"
_BLOCS = _words(
    "dd div dl dt fieldset form h2 h3 h4 legend li ol p section small table td th tr ul"
)
_SANS_FIN = _words("br circle col hr img input path rect wbr")
_TUS = _words("button code details figure footer label nav option pre script template")
_CLASSES_TUES = _words(
    "a-discuter a-l-etape a-lire activite-duree activite-texte certitude exercice fiche-actions"
    " headerlink kit mene-a note pas pause preuves renvoi sigle-bulle statut sur-papier"
)
"""Liens vers d'autres fiches, mentions, consignes d'une activité : rien qu'on cherche ici."""


class Section(NamedTuple):
    """Un endroit d'une page : son ancre (vide pour le haut), son titre, ce qui s'y lit."""

    ancre: str
    titre: str
    passages: tuple[str, ...]


@functools.lru_cache(maxsize=20_000)
def sections(page: str) -> tuple[Section, ...]:
    """Les sections d'une page, dans l'ordre, la première étant le haut et son grand titre.

    Un élément qui porte un identifiant ouvre la sienne. Une section marquée
    `data-search-exclude`, faite de liens vers d'autres pages, n'y est pas.
    """
    reader = _Reader()
    kept = True
    for line in _CODE.sub("", page).splitlines():
        if title := _TITRE.match(line):
            kept = _EXCLU not in (title["reste"] or "")
            top = line.startswith("# ")
            if kept:
                reader.open("" if top else title["id"] or "", _title(title["titre"]))
        elif kept:
            reader.feed(_plain(line) + "\n")
    reader.open("", "")
    return tuple(Section(a, t, tuple(p)) for a, t, p in reader.found if t or p)


def _plain(line: str) -> str:
    """Une ligne sans ses marques Markdown; une puce ou une ligne vide finit le passage."""
    for mark, other in _MARQUES:
        line = mark.sub(other, line)
    return line


def _title(title: str) -> str:
    return html.unescape(re.sub(r"\\(.)", r"\1", title))


class _Reader(HTMLParser):
    """Coupe le HTML en passages, section par section."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._silent = 0
        self._words: list[str] = []

    def open(self, ancre: str, titre: str) -> None:
        """Range le passage commencé et ouvre une section."""
        self._end()
        self.found.append((ancre, titre, []))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SANS_FIN:
            return
        names = dict(attrs)
        classes = set((names.get("class") or "").split())
        hidden = names.keys() & {_EXCLU, "hidden"} or tag in _TUS or classes & _CLASSES_TUES
        if self._silent or hidden:
            self._silent += 1
        elif names.get("id") and tag in _BLOCS:
            self.open(names["id"] or "", "")
        elif tag in _BLOCS:
            self._end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Une balise qui se ferme elle-même, dans un dessin : rien à lire."""

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent -= 1
        elif tag in _BLOCS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def _end(self) -> None:
        if words := " ".join("".join(self._words).split()):
            self.found[-1][2].append(words)
        self._words = []
