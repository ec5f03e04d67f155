"""Les publications qui accompagnent cette copie du site : ce que `make publications` y a laissé.

Lu par la page « Télécharger ». N'en fait aucune : voir `publications/`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .model import TYPES

DOSSIER = "publications"
INDEX = "publications.json"
_ENTIER = "guide-de-la-concertation"
_UNITES = ("octets", "ko", "Mo")


@dataclass(frozen=True)
class Publication:
    """Un fichier à télécharger."""

    fichier: str
    titre: str
    octets: int
    pages: int | None = None

    @property
    def entiere(self) -> bool:
        """Est-ce le guide entier, ou une partie?"""
        return self.fichier.startswith(_ENTIER)

    @property
    def format(self) -> str:
        """« PDF »."""
        return Path(self.fichier).suffix.lstrip(".").upper()

    @property
    def taille(self) -> str:
        """« 1,4 Mo »."""
        size, unit = float(self.octets), 0
        while size >= 1000 and unit < len(_UNITES) - 1:
            size, unit = size / 1000, unit + 1
        number = f"{size:.1f}".replace(".", ",") if unit == 2 else f"{size:.0f}"
        return f"{number}\N{NO-BREAK SPACE}{_UNITES[unit]}"


def read(docs: Path) -> list[Publication]:
    """Les publications, le guide entier d'abord, puis les parties dans leur ordre."""
    index = docs / DOSSIER / INDEX
    facts = json.loads(index.read_text(encoding="utf-8")) if index.exists() else {}
    found = [Publication(name, _title(name), **values) for name, values in facts.items()]
    rank = {kind.pluriel: rank for rank, kind in enumerate(TYPES.values())}
    return sorted(found, key=lambda one: (not one.entiere, rank.get(one.titre, 0), one.format))


def _title(name: str) -> str:
    if name.endswith(".zip"):
        return "Le site entier, pour une clé USB"
    kind = TYPES.get(Path(name).stem)
    return kind.pluriel if kind else "Le guide entier"
