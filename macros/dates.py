"""Les dates, les durées et les heures, comme on les écrit au Québec."""

from __future__ import annotations

import datetime

_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def date(date: datetime.date) -> str:
    """« 1er mars 2026 »."""
    return f"{jour(date)} {date.year}"


def jour(date: datetime.date) -> str:
    """« 1er mars »."""
    return f"{date.day}{'er' if date.day == 1 else ''} {_MOIS[date.month - 1]}"


def duree(minutes: int) -> str:
    """« 45 minutes », « 3 heures », « 1 h 30 min », avec des espaces insécables."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}\u00a0minute{'s' if reste > 1 else ''}"
    if not reste:
        return f"{heures}\u00a0heure{'s' if heures > 1 else ''}"
    return f"{heures}\u00a0h\u00a0{reste}\u00a0min"


def heure(minutes: int) -> str:
    """Le temps depuis le début : « 0 h 05 », « 1 h 30 »."""
    heures, reste = divmod(minutes, 60)
    return f"{heures}\u00a0h\u00a0{reste:02}"
