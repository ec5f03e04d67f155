"""La boîte « Partager » : écrit docs/assets/partager/gabarit.js, hors de Git.

Appelé avant chaque construction, avant l'assemblage des paquets. Le HTML voyage dans un module, qui
n'arrive que si on s'en sert : les pages n'en pèsent rien.
"""

from __future__ import annotations

import json
from pathlib import Path

from . import render
from .pages import write_changed
from .relations import Guide


def write_boite(guide: Guide, docs: Path) -> None:
    """Écrit le module du HTML de la boîte, s'il a changé."""
    html = json.dumps(render.boite(guide), ensure_ascii=False)
    write_changed(docs / "assets/partager/gabarit.js", f"export const HTML = {html};\n")
