"""Les sigles expliqués là où ils paraissent : un lien et son sens, puis des infobulles.

Appelé par `render`, une instance par page. Rend du texte échappé où les sigles sont balisés.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

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
        self._sigles = {typo(sigle.sigle): sigle for sigle in sigles}
        self._pattern = _pattern(tuple(self._sigles))
        self._page = page
        self._seen: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """Le texte échappé; un sigle mène à sa page la première fois, puis porte une infobulle."""
        return self._marked(text, self._first_or_not)

    def abbreviated(self, text: str) -> Markup:
        """Le texte échappé, ses sigles en infobulle seulement : pour une carte, déjà un lien."""
        return self._marked(text, self._abbreviation)

    def _marked(self, text: str, mark: Callable[[str], Markup]) -> Markup:
        parts = self._pattern.split(text) if self._sigles else [text]
        plain = map(escape, parts[::2])
        marked = [*map(mark, parts[1::2]), Markup("")]
        return Markup("").join(piece for pair in zip(plain, marked, strict=True) for piece in pair)

    def _first_or_not(self, found: str) -> Markup:
        if found in self._seen:
            return self._abbreviation(found)
        self._seen.add(found)
        sigle = self._sigles[found]
        return _PREMIER.format(f"{self._page}#{sigle.id}", found, expansion(sigle))

    def _abbreviation(self, found: str) -> Markup:
        return _AUTRE.format(expansion(self._sigles[found]), found)


def expansion(sigle: Sigle) -> str:
    """Ce que dit l'infobulle : « conférence régionale des élus; abolie en 2015 »."""
    return typo("; ".join(filter(None, (sigle.developpement, sigle.bulle))))


@functools.lru_cache(maxsize=8)
def _pattern(sigles: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(sigles, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")
