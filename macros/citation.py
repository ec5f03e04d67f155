"""Les citations : une page du guide ou un ouvrage, en CSL-JSON.

Appelé par `render` (pied de fiche, exports) et par `ecriture` (toute la bibliographie).
Ne connaît ni HTML, ni les formats que le navigateur écrit (docs/assets/citer/notices.js).
"""

from __future__ import annotations

import json
from typing import Any

from .bibliographie import csl
from .model import Commun, Reference
from .relations import Guide
from .typographie import typo

NOM = "Guide de la concertation"
LANGUE = "fr-CA"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
BIBLIOGRAPHIE = "references/guide-references.json"
_EXACTS = ("id", "type", "URL", "DOI", "ISBN")


def csl_fiche(guide: Guide, fiche: Commun) -> dict[str, Any]:
    """La page d'une fiche, en CSL-JSON; sa date est celle de l'édition."""
    edition = guide.edition.publiee_le
    return {
        "id": f"guide-{fiche.id}",
        "type": "webpage",
        "title": typo(fiche.titre),
        "author": [{"literal": NOM}],
        "issued": {"date-parts": [[edition.year, edition.month, edition.day]]},
        "URL": guide.site + fiche.adresse,
        "language": LANGUE,
    }


def csl_reference(reference: Reference) -> dict[str, Any]:
    """Un ouvrage, en CSL-JSON, avec la typographie du Québec."""
    return {"id": reference.id} | {
        key: value if key in _EXACTS else _typo(value) for key, value in csl(reference).items()
    }


def bibliographie(guide: Guide) -> str:
    """Tous les ouvrages, en un fichier CSL-JSON."""
    references = guide.collections["references"]
    items = [csl_reference(one) for one in references if isinstance(one, Reference)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _typo(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typo(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_typo(item) for item in value]
    return typo(value) if isinstance(value, str) else value
