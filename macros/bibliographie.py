"""Les références en style APA français, par citeproc-py (style CSL de l'Université de Montréal).

Appelé par `render`. Ne fait que passer nos notices à citeproc et rendre son HTML.
"""

from __future__ import annotations

import functools
import warnings
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .model import Reference
from .typographie import NBSP, typo

_STYLE = Path(__file__).parent / "styles" / "universite-de-montreal-apa.csl"
_FIELDS = ("title", "container-title", "collection-title", "publisher", "publisher-place", "page", "volume",
           "issue", "number", "genre", "DOI", "URL", "ISBN")


def entries(references: tuple[Reference, ...]) -> dict[str, tuple[Markup, str]]:
    """Id → (notice en HTML, appel « Bourque, 2008 »), pour toutes les références."""
    return _entries(tuple((ref.id, ref) for ref in references))


@functools.lru_cache(maxsize=1)
def _entries(references: tuple[tuple[str, Reference], ...]) -> dict[str, tuple[Markup, str]]:
    notices = _format({id: _csl(ref) for id, ref in references}, full=True)
    appels = _format({id: _short_csl(ref) for id, ref in references}, full=False)
    return {id: (Markup(notices[id]), typo(appels[id])) for id, _ in references}


def _format(items: dict[str, dict[str, Any]], *, full: bool) -> dict[str, str]:
    """Notices (`full`) ou appels, tels que citeproc les écrit. Importé ici : 0,3 s à charger."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py annonce chaque champ CSL qu'il n'emploie pas
        style = CitationStylesStyle(str(_STYLE), locale="fr-CA", validate=False)
        source = CiteProcJSON([{"id": id, **item} for id, item in items.items()])
        bibliography = CitationStylesBibliography(style, source, formatter.html)
        citations = {id: Citation([CitationItem(id)]) for id in items}
        for citation in citations.values():
            bibliography.register(citation)
        if not full:
            return {id: str(bibliography.cite(c, _missing))[1:-1] for id, c in citations.items()}
        return {id: _linked(str(entry)) for id, entry in zip(bibliography.keys, bibliography.bibliography())}


def _missing(item: Any) -> None:
    raise KeyError(item.key)


def _csl(reference: Reference) -> dict[str, Any]:
    """La notice en CSL-JSON. Une loi passe pour un document : citeproc-py écrit mal ce type."""
    dumped = reference.model_dump(by_alias=True, exclude_none=True)
    item = {name: typo(str(dumped[name])) if "title" in name else str(dumped[name])
            for name in _FIELDS if name in dumped}
    item |= {"type": dumped["type"], "author": dumped["author"], "editor": dumped["editor"],
             "issued": _issued(reference)}
    item.setdefault("title", typo(f"[{reference.titre}]"))
    if reference.type == "legislation":
        item |= {"type": "document", "title": f"{item['title']} ({item.pop('number', '')})".replace(" ()", "")}
    return {key: value for key, value in item.items() if value}


def _short_csl(reference: Reference) -> dict[str, Any]:
    item = {key: value for key, value in _csl(reference).items() if key in ("type", "title", "author", "issued")}
    return item | ({"author": [{"literal": reference.appel}]} if reference.appel else {})


def _issued(reference: Reference) -> dict[str, Any] | None:
    year, suffix = reference.issued, reference.year_suffix or ""
    if isinstance(year, int) and not suffix:
        return {"date-parts": [[year]]}
    return {"literal": f"{year}{suffix}"} if year else None


def _linked(html: str) -> str:
    """L'adresse qui finit une notice devient un lien."""
    words = html.rstrip().split(" ")
    if words[-1].startswith(("http://", "https://")):
        words[-1] = f'<a href="{words[-1]}">{words[-1]}</a>'
    return " ".join(words).replace("s. d.", f"s.{NBSP}d.")
