"""Les références en style APA français, par citeproc-py (style CSL de l'Université de Montréal).

Appelé par `render`. Passe nos notices à citeproc, puis corrige ce qu'il écrit mal.
"""

from __future__ import annotations

import functools
import html
import re
import warnings
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .model import Reference
from .typographie import typo

_STYLE = Path(__file__).parent / "styles" / "universite-de-montreal-apa.csl"
_FIELDS = (
    "title",
    "container-title",
    "collection-title",
    "publisher",
    "publisher-place",
    "page",
    "volume",
    "issue",
    "number",
    "genre",
    "DOI",
    "URL",
    "ISBN",
)

# Le style ne connaît pas ces types : il oublie l'italique de leur titre. On les traite en livres.
_LIKE_BOOKS = ("dataset", "document", "pamphlet")

_REPAIRS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # citeproc-py répète le titre déjà monté à la place de l'auteur : « T. (s. d.). T. »
        (r"^(.+?)((?:\. \([^()]*\))?)\. \1(?=\.)", r"\1\2"),
        # citeproc-py garde le point entre une loi et son recueil : « Loi. , RLRQ »
        (r"\. , ", ", "),
        # citeproc-py ajoute un point à un titre qui finit par « ? » ou « ! ».
        (r"([?!](?:</i>)?)\.", r"\1"),
        # Le style met le genre d'un rapport entre parenthèses : « Titre ( [Guide]) ».
        (r"\( (\[[^\]]*\])\)", r"\1"),
        # Le style met en italique tout titre; l'APA en exempte l'intitulé entre crochets.
        (r"<i>(\[[^<]*\])</i>", r"\1"),
    )
)


def entries(references: tuple[Reference, ...]) -> dict[str, tuple[Markup, str]]:
    """Id → (notice en HTML, appel « Gray, 1985 »), pour toutes les références."""
    return _entries(tuple((ref.id, ref) for ref in references))


@functools.lru_cache(maxsize=1)
def _entries(references: tuple[tuple[str, Reference], ...]) -> dict[str, tuple[Markup, str]]:
    notices = _format({id: _csl(ref) for id, ref in references}, full=True)
    appels = _format({id: _short_csl(ref) for id, ref in references}, full=False)
    return {id: (_linked(notices[id]), _repaired(appels[id])) for id, _ in references}


def _format(items: dict[str, dict[str, Any]], *, full: bool) -> dict[str, str]:
    """Notices (`full`) ou appels, tels que citeproc les écrit. Importé ici : 0,3 s à charger."""
    import citeproc  # noqa: PLC0415
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py annonce chaque champ CSL qu'il n'emploie pas
        style = citeproc.CitationStylesStyle(str(_STYLE), locale="fr-CA", validate=False)
        source = CiteProcJSON([{"id": id, **_escaped(item)} for id, item in items.items()])
        bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.html)
        citations = {id: citeproc.Citation([citeproc.CitationItem(id)]) for id in items}
        for citation in citations.values():
            bibliography.register(citation)
        if not full:
            return {id: str(bibliography.cite(c, _missing))[1:-1] for id, c in citations.items()}
        written = zip(bibliography.keys, bibliography.bibliography(), strict=True)
        return {id: str(text) for id, text in written}


def _escaped(value: Any) -> Any:
    """La même valeur, textes protégés : citeproc-py écrit tel quel le HTML qu'on lui donne."""
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_escaped(item) for item in value]
    return html.escape(value, quote=False) if isinstance(value, str) else value


def _missing(item: Any) -> None:
    raise KeyError(item.key)


def csl(reference: Reference) -> dict[str, Any]:
    """La notice en CSL-JSON; un intitulé de notre cru est entre crochets."""
    dumped = reference.model_dump(by_alias=True, exclude_none=True)
    item: dict[str, Any] = {"type": reference.type, "title": f"[{reference.titre}]"}
    item |= {name: str(dumped[name]) for name in _FIELDS if name in dumped}
    years = str(reference.issued or "").split("-")
    item |= {
        "author": dumped["author"],
        "editor": dumped["editor"],
        "issued": {"date-parts": [[int(year)] for year in years]} if reference.issued else None,
    }
    return {key: value for key, value in item.items() if value}


def _csl(reference: Reference) -> dict[str, Any]:
    """La notice que citeproc-py sait écrire."""
    like = {"type": "book"} if reference.type in _LIKE_BOOKS else {}
    item = csl(reference) | like | {"issued": _issued(reference)}
    return {key: value for key, value in item.items() if value}


def _short_csl(reference: Reference) -> dict[str, Any]:
    """Ce qui suffit à l'appel."""
    kept = ("type", "title", "author", "editor", "issued")
    item = {key: value for key, value in _csl(reference).items() if key in kept}
    return item | ({"author": [{"literal": reference.appel}]} if reference.appel else {})


def _issued(reference: Reference) -> dict[str, Any] | None:
    """La date. Lettre comprise (« 2008a ») : citeproc-py perd « year-suffix » dans les appels."""
    year, suffix = reference.issued, reference.year_suffix or ""
    if isinstance(year, int) and not suffix:
        return {"date-parts": [[year]]}
    return {"literal": f"{year}{suffix}"} if year else None


def _linked(notice: str) -> Markup:
    """La notice corrigée; l'adresse qui la finit devient un lien."""
    text, _, last = notice.strip().rpartition(" ")
    if not last.startswith(("http://", "https://")):
        return Markup(_repaired(notice))
    link = Markup(' <a href="{0}">{0}</a>').format(html.unescape(last))
    return Markup(_repaired(text)) + link


def _repaired(text: str) -> str:
    """Une notice ou un appel, sans les défauts de citeproc-py, en typographie du Québec."""
    for pattern, replacement in _REPAIRS:
        text = pattern.sub(replacement, text)
    return typo(text)
