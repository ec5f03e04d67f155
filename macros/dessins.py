"""La géométrie des dessins : où va chaque étape du cycle, et les flèches entre elles.

Appelé par `render`; les gabarits tracent. Unités : celles du `viewBox` (1 = un pixel à 100 %).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from .model import Etape
from .relations import Guide

MESURES = (432, 384)
BOITE = (104, 50)
_CENTRE = (216, 192)
_RAYONS = (162, 158)
_MARGE = 7  # entre une boîte et le bout d'une flèche


@dataclass(frozen=True)
class Noeud:
    """Une étape sur le cycle, le centre de sa boîte, et la flèche qui mène à la suivante."""

    etape: Etape
    x: float
    y: float
    fleche: str


def cycle(guide: Guide) -> list[Noeud]:
    """Les étapes autour d'une ellipse, la première en haut, dans le sens des aiguilles."""
    etapes = [fiche for fiche in guide.collections["etapes"] if isinstance(fiche, Etape)]
    step = 2 * pi / max(len(etapes), 1)
    return [
        Noeud(etape, *_point(rang * step), _arrow(rang * step, (rang + 1) * step))
        for rang, etape in enumerate(etapes)
    ]


def _point(angle: float) -> tuple[float, float]:
    """Le point de l'ellipse à `angle` radians de midi."""
    x, y = _CENTRE[0] + _RAYONS[0] * sin(angle), _CENTRE[1] - _RAYONS[1] * cos(angle)
    return round(x, 1), round(y, 1)


def _arrow(start: float, end: float) -> str:
    """Le chemin SVG de l'arc qui va d'une boîte à la suivante, sans toucher ni l'une ni l'autre."""
    boxes = _point(start), _point(end)
    points = [_point(start + (end - start) * part / 60) for part in range(61)]
    free = [point for point in points if not any(_touches(point, box) for box in boxes)]
    if len(free) < 2:
        return ""
    (x1, y1), (x2, y2) = free[0], free[-1]
    return f"M{x1} {y1}A{_RAYONS[0]} {_RAYONS[1]} 0 0 1 {x2} {y2}"


def _touches(point: tuple[float, float], box: tuple[float, float]) -> bool:
    sides = zip(point, box, BOITE, strict=True)
    return all(abs(place - centre) <= size / 2 + _MARGE for place, centre, size in sides)
