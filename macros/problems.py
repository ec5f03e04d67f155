"""Ce qu'on dit à qui s'est trompé : un problème, où il est, comment le réparer.

Tous les modules produisent des `Problem`; aucun ne s'arrête au premier. Ne lit et n'écrit rien.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

Chemin = tuple[str | int, ...]
"""Place d'une valeur dans un fichier : ("pistes", 0, "fiches", 1)."""


@dataclass(frozen=True, order=True)
class Problem:
    """Un problème dans un fichier; `str()` donne la forme « fichier:ligne:colonne · où : quoi »."""

    fichier: str
    ligne: int
    colonne: int
    ou: str
    quoi: str

    def __str__(self) -> str:
        where = f" · {self.ou}" if self.ou else ""
        return f"{self.fichier}:{self.ligne}:{self.colonne}{where} : {self.quoi}"


def dotted(chemin: Chemin) -> str:
    """Écrit un chemin comme on le lit : `pistes[0].fiches[1]`."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in chemin)
    return written.lstrip(".")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Le choix qui ressemble le plus au mot, s'il y en a un."""
    return next(iter(difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)), None)


def suggestion(word: str, choices: Iterable[str]) -> str:
    """La fin d'un message : « ; vouliez-vous dire « X »? » si un choix ressemble, ou « . »."""
    near = nearest(word, choices)
    return f"; vouliez-vous dire « {near} »?" if near else "."


def suggestion_or_list(word: str, choices: Iterable[str]) -> str:
    """Comme `suggestion`, mais donne tous les choix quand aucun ne ressemble."""
    listed = list(choices)
    if nearest(word, listed):
        return suggestion(word, listed)
    return f"; choisissez parmi : {', '.join(listed)}."
