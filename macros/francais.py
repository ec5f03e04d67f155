"""Les mots d'un texte tels que la recherche les compare : sans accents, sans élisions, leur racine.

Le navigateur fait de même de ce que la personne tape (docs/assets/recherche/francais.js); un test
vérifie que les deux s'accordent, mot par mot.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

from snowballstemmer import stemmer

ELISIONS = (*"cdjlmnst", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu")
"""Ce qui tombe devant une apostrophe. Pas « aujourd » ni « quelqu » : ces mots n'en font qu'un."""

VIDES = frozenset((Path(__file__).parent / "mots-vides.txt").read_text(encoding="utf-8").split())
"""Mots qui ne disent pas de quoi il s'agit."""

FINALES = (
    ("(?<=[a-z]{2}[a-rt-z])s$", ""),
    ("(?<=[ijv]eu)x$", ""),
    ("ee$", "e"),
    ("ieuse$", "ieu"),
    ("eu(?:se|x)$", "eur"),
    ("trice$", "teur"),
    ("ification$", "ifier"),
    ("ication$", "iquer"),
)
"""Finales qu'on change avant de prendre la racine, dans l'ordre."""

_SIGNES = str.maketrans(
    {"œ": "oe", "æ": "ae"}
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
_SIGLE_POINTE = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}")
_ELISION = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(ELISIONS)})'")
_MOT = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_SNOWBALL = stemmer("french")


def fold(text: str) -> str:
    """Le texte en minuscules, sans accents; « œ » en deux lettres, une seule apostrophe."""
    flat = unicodedata.normalize("NFKD", text.lower().translate(_SIGNES))
    return "".join(char for char in flat if not unicodedata.category(char).startswith("M"))


def words(text: str) -> list[str]:
    """Les mots d'un texte, dans l'ordre; un mot composé donne ses parties, puis le tout soudé."""
    return [word for chunk in chunks(text) for word in chunk]


def chunks(text: str) -> list[list[str]]:
    """Les mêmes, une liste par mot écrit : ["co", "construit", "coconstruit"]."""
    return [_parts(chunk) for chunk in _MOT.findall(_SIGLE_POINTE.sub(_without_dots, fold(text)))]


def _without_dots(found: re.Match[str]) -> str:
    return found[0].replace(".", "")


def _parts(chunk: str) -> list[str]:
    """« l'ecole » → « ecole »; « aujourd'hui » → « aujourdhui »; « co-construit » → trois mots."""
    parts = _ELISION.sub("", chunk).replace("'", "").split("-")
    return [*parts, "".join(parts)] if len(parts) > 1 else parts


@functools.lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """La racine d'un mot sans accents : « mobilisees », « mobiliser » → « mobilis ».

    Snowball compte sur les accents et sépare « conflit » de « conflits », « enjeu » d'« enjeux »,
    « décideuse » de « décideur », et confond « communication » et « commune » : ces finales se
    ramènent d'abord à une seule.
    """
    for ending, other in FINALES:
        word = re.sub(ending, other, word)
    return str(_SNOWBALL.stemWord(word))


def expression(text: str) -> list[str]:
    """Les mots qui comptent dans une expression, les composés soudés : « post-it » → « postit »."""
    return [chunk[-1] for chunk in chunks(text) if not VIDES.issuperset(chunk[:-1] or chunk)]
