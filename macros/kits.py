"""Ce qu'un parcours ajoute au site, hors de ses pages : ses diapositives, son chemin en JSON.

Appelé avant chaque construction. N'écrit que ce qui change; ces fichiers ne vont pas dans Git.
"""

from __future__ import annotations

import json
from pathlib import Path

from . import render
from .pages import write_changed
from .parcours import chemins, parcours_of
from .relations import Guide

CHEMINS = "parcours/chemins.json"


def write_kits(guide: Guide, docs: Path) -> None:
    """Met les diapositives et les chemins d'accord avec le guide."""
    wanted = {f"{one.adresse}diapos/": one for one in parcours_of(guide)}
    for adresse, one in wanted.items():
        text = render.kit(guide, adresse, one.id, "diapos")
        write_changed(docs / adresse / "index.html", text)
    for path in docs.glob("parcours/*/diapos/index.html"):
        if path.parent.relative_to(docs).as_posix() + "/" not in wanted:
            path.unlink()
    text = json.dumps(chemins(guide), ensure_ascii=False, separators=(",", ":"))
    write_changed(docs / CHEMINS, text + "\n")
