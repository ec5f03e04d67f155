"""Ce que les parcours ajoutent au site, hors de leurs pages : diapositives, chemins, sélection.

Appelé avant chaque construction. N'écrit que ce qui change; ces fichiers ne vont pas dans Git.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from . import render
from .model import TYPES
from .pages import write_changed
from .parcours import CHEMINS, FICHES, chemins, parcours_of
from .relations import Guide
from .typographie import typo


def write_kits(guide: Guide, docs: Path) -> None:
    """Met les diapositives et les chemins d'accord avec le guide."""
    wanted = {f"{one.adresse}diapos/": one for one in parcours_of(guide)}
    for adresse, one in wanted.items():
        text = render.kit(guide, adresse, one.id, "diapos")
        write_changed(docs / adresse / "index.html", text)
    for path in docs.glob("parcours/*/diapos/index.html"):
        if path.parent.relative_to(docs).as_posix() + "/" not in wanted:
            path.unlink()
    _write_json(docs / CHEMINS, chemins(guide))
    _write_json(docs / FICHES, fiches(guide))


def fiches(guide: Guide) -> dict[str, Any]:
    """De quoi composer une sélection : id → [dossier, titre, résumé]; l'id d'avant → le nouveau."""
    return {
        "genres": {folder: kind.nom for folder, kind in TYPES.items()},
        "fiches": {
            fiche.id: [fiche.dossier, typo(fiche.titre), typo(fiche.resume)]
            for members in guide.collections.values()
            for fiche in members
        },
        "anciens": {old: fiche.id for old, fiche in guide.anciens.items()},
    }


def _write_json(path: Path, value: Any) -> None:
    write_changed(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
