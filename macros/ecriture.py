"""Tout ce que le projet écrit sous docs/ avant une construction, et qui ne va pas dans Git.

Appelé par l'adaptateur de MkDocs et par `python -m macros pages`.
"""

from __future__ import annotations

from pathlib import Path

from . import citation
from .cartes import write_cartes
from .flux import write_flux
from .hors_ligne import write_service_worker
from .kits import write_kits
from .pages import write_changed, write_pages
from .paquets import write_paquets
from .partager import write_boite
from .problems import Problem
from .recherche import write_recherche
from .relations import Guide
from .schema_export import write_schema
from .vignettes import write_vignettes


def write_all(guide: Guide, docs: Path, *, apercu: bool = False) -> list[Problem]:
    """Met docs/ d'accord avec le guide; un aperçu se passe de ce qui ne sert qu'au site publié."""
    problems = write_pages(guide, docs)
    write_boite(guide, docs)
    write_paquets(docs)
    write_schema(docs)
    write_kits(guide, docs)
    write_changed(docs / citation.BIBLIOGRAPHIE, citation.bibliographie(guide))
    write_recherche(guide, docs)
    write_flux(guide, docs, apercu=apercu)
    if not problems and not apercu:
        write_cartes(guide, docs)
        write_vignettes(guide, docs)
    write_service_worker(guide, docs, apercu=apercu)  # le dernier : son édition dépend du reste
    return problems
