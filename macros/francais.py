"""Les mots d'un texte tels que la recherche les compare : sans accents, sans élisions, leur racine.

Le navigateur fait de même de ce que la personne tape (docs/assets/recherche/francais.js); un test
vérifie que les deux s'accordent, mot par mot.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from snowballstemmer import stemmer

ELISIONS = frozenset("c d j l m n s t qu jusqu lorsqu puisqu quoiqu".split())
"""Ce qui tombe devant une apostrophe. Pas « aujourd » ni « quelqu » : ces mots n'en font qu'un."""

VIDES = frozenset(
    """
    a afin ai aie ailleurs ainsi alors apres as au aucun aucune aupres aura aurait aussi autre
    autres aux avaient avait avant avec avez avoir avons ayant
    c ca car ce ceci cela celle celles celui cependant certain certaine certaines certains ces cet
    cette ceux chaque chez ci comme comment d dans de deja depuis des dois doit doivent donc dont du
    elle elles en encore enfin entre es est et etaient etait etant ete etes etre eu eux fait faire
    fais faut faudrait font furent fut h hors ici il ils j je jusqu juste l la laquelle le lequel
    les lesquels leur leurs lors lorsque lui m ma mais me mes moi mon n ne ni nos notre nous o on
    ont ou oui par parce parfois pas pendant peut peuvent peux plus plusieurs plutot pour pourquoi
    pourrait puis puisque q qu quand que quel quelle quelles quelqu quelque quelques quels quelquun
    qui quoi s sa sans sauf se selon sera serait ses si sinon soi soient soit son sont sous souvent
    suis sur surtout t ta tandis tant te tel telle tels tes toi ton tous tout toute toutes tres tu
    un une vais va veut veulent veux vers voici voila vont vos votre vous vraiment vu y
    """.split()
)
"""Mots qui ne disent pas de quoi il s'agit."""

FINALES = (("(?<=[a-z]{3}[a-rt-z])s$", ""), ("ee$", "e"), ("euse$", "eur"), ("trice$", "teur"))
"""Finales qu'on change avant de prendre la racine, dans l'ordre."""

_SIGNES = str.maketrans(
    {"œ": "oe", "æ": "ae"}
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
_SIGLE_POINTE = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}")
_ELISION = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(sorted(ELISIONS))})'")
_MOT = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_SNOWBALL = stemmer("french")


def fold(text: str) -> str:
    """Le texte en minuscules, sans accents; « œ » en deux lettres, une seule apostrophe."""
    flat = unicodedata.normalize("NFKD", text.lower().translate(_SIGNES))
    return "".join(char for char in flat if not unicodedata.category(char).startswith("M"))


def words(text: str) -> list[str]:
    """Les mots d'un texte, dans l'ordre; un mot composé donne ses parties, puis le tout soudé."""
    found = []
    for chunk in _MOT.findall(_SIGLE_POINTE.sub(_without_dots, fold(text))):
        found += _parts(chunk)
    return found


def _without_dots(found: re.Match[str]) -> str:
    return found[0].replace(".", "")


def _parts(chunk: str) -> list[str]:
    """« l'ecole » → « ecole »; « aujourd'hui » → « aujourdhui »; « co-construit » → trois mots."""
    parts = _ELISION.sub("", chunk).replace("'", "").split("-")
    return [*parts, "".join(parts)] if len(parts) > 1 else parts


@functools.lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """La racine d'un mot sans accents : « mobilisees », « mobiliser » → « mobilis ».

    Snowball compte sur les accents et sépare « conflit » de « conflits », « décideuse » de
    « décideur » : ces finales se ramènent d'abord à une seule.
    """
    for ending, other in FINALES:
        word = re.sub(ending, other, word)
    return str(_SNOWBALL.stemWord(word))


def terms(text: str) -> list[str]:
    """Les racines des mots qui disent de quoi parle un texte."""
    return [root(word) for word in words(text) if word not in VIDES]
