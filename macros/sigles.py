"""Les sigles expliqués là où ils paraissent : en entier la première fois, en infobulle ensuite.

Appelé par `render`, une instance par page. Rend du texte échappé où les sigles sont balisés.
"""

from __future__ import annotations

import functools
import re

from markupsafe import Markup, escape

from .model import Sigle
from .typographie import typo

_PREMIER = Markup(
    '<span class="sigle"><a href="{}">{}</a><span class="sigle-bulle"> ({})</span></span>'
)
_AUTRE = Markup('<abbr title="{}">{}</abbr>')


class Explications:
    """Balise les sigles d'une page : `Explications(sigles, "../../sigles/")("la MRC")`."""

    def __init__(self, sigles: tuple[Sigle, ...], page: str) -> None:
        """`page` : l'adresse de la page des sigles, d'où l'on est."""
        self._sigles = {sigle.sigle: sigle for sigle in sigles}
        self._pattern = _pattern(tuple(self._sigles))
        self._page = page
        self._seen: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """Le texte échappé, ses sigles expliqués."""
        parts = self._pattern.split(text) if self._sigles else [text]
        plain = map(escape, parts[::2])
        marked = [*map(self._explained, parts[1::2]), Markup("")]
        return Markup("").join(piece for pair in zip(plain, marked, strict=True) for piece in pair)

    def _explained(self, found: str) -> Markup:
        sigle = self._sigles[found]
        meaning = expansion(sigle)
        if found in self._seen:
            return _AUTRE.format(meaning, found)
        self._seen.add(found)
        return _PREMIER.format(f"{self._page}#{sigle.id}", found, meaning)


def expansion(sigle: Sigle) -> str:
    """Ce que dit l'infobulle : « conférence régionale des élus; abolie en 2015 »."""
    return typo("; ".join(filter(None, (sigle.developpement, sigle.bulle))))


@functools.lru_cache(maxsize=8)
def _pattern(sigles: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(sigles, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")
