"""Ce que montrent les pages d'un parcours : l'horaire, le chemin de fiche en fiche.

Appelé par `render` et par `kits`. Ne contient ni HTML, ni règle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .model import Activite, Commun, Parcours
from .model.parcours import Temps
from .relations import Guide
from .typographie import typo

CHEMINS = "parcours/chemins.json"
FICHES = "selection/fiches.json"


@dataclass(frozen=True)
class Moment:
    """Une activité à sa place : son rang, et à quelle minute elle commence et finit."""

    rang: int
    activite: Activite
    debut: int
    fin: int
    temps: tuple[tuple[int, Temps], ...]
    """Chaque temps, avec la minute où il commence."""
    lectures: tuple[Commun, ...]
    listes: tuple[Commun, ...]

    @property
    def titre(self) -> str:
        """« 2. Qui inviter »."""
        return f"{self.rang}. {self.activite.titre}"

    @property
    def reprise(self) -> int:
        """La minute où la pause finit; `fin` s'il n'y en a pas."""
        return self.fin + (self.activite.pause or 0)

    @property
    def cible(self) -> Commun | None:
        """Ce à quoi mène le code QR : ce qu'on lit, ou ce qu'on remplit."""
        return next(iter((*self.listes, *self.lectures)), None)


def moments(guide: Guide, parcours: Parcours) -> list[Moment]:
    """L'horaire d'un parcours, en minutes depuis son début."""
    found: list[Moment] = []
    for rang, activite in enumerate(parcours.activites, start=1):
        debut = found[-1].reprise if found else 0
        found.append(
            Moment(
                rang,
                activite,
                debut,
                debut + activite.minutes,
                tuple(_timed(activite, debut)),
                tuple(guide.fiches[id] for id in activite.fiches),
                tuple(guide.fiches[id] for id in activite.listes),
            )
        )
    return found


def _timed(activite: Activite, debut: int) -> Iterator[tuple[int, Temps]]:
    for temps in activite.animation.deroulement:
        yield debut, temps
        debut += temps.minutes


def parcours_of(guide: Guide) -> list[Parcours]:
    """Tous les parcours, dans l'ordre du guide."""
    return [fiche for fiche in guide.collections["parcours"] if isinstance(fiche, Parcours)]


def hors_plan(guide: Guide) -> list[str]:
    """Ce qu'un parcours demande et que le plan du site ne dit pas : pour le garder hors ligne."""
    diapos = [f"{one.adresse}diapos/" for one in parcours_of(guide)]
    return [*diapos, "assets/diapos.css", "assets/parcours/diapos.js", CHEMINS, FICHES]


def chemins(guide: Guide) -> dict[str, Any]:
    """Parcours → son titre et ses pas : [activité, son titre, adresse, titre de la fiche]."""
    return {
        parcours.id: {
            "titre": typo(parcours.titre),
            "pas": [
                [activite.id, typo(activite.titre), fiche.adresse, typo(fiche.titre)]
                for activite in parcours.activites
                for fiche in (guide.fiches[id] for id in (*activite.fiches, *activite.listes))
            ],
        }
        for parcours in parcours_of(guide)
    }
