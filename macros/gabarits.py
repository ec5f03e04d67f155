"""Les gabarits de templates/ : leur environnement Jinja et ce que chacun peut employer.

Appelé par `render` seul. Échappe tout; ne sait pas quelle page appelle quel gabarit.
"""

from __future__ import annotations

import functools
import re
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from . import bibliographie, citation, codes_qr, dates, dessins
from .model import TYPES, Commun, Reference
from .relations import Guide
from .sigles import Explications, expansion
from .texte import Liens, to_html, to_inline_html
from .typographie import typo

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
_ENVIRONMENT.filters["domaine"] = lambda adresse: urlsplit(adresse).netloc.removeprefix("www.")
_ENVIRONMENT.filters["titre_de_collection"] = lambda dossier: TYPES[dossier].pluriel
_ENVIRONMENT.globals |= {"mesures": dessins.MESURES, "boite": dessins.BOITE}
_ENVIRONMENT.globals |= {"csl": citation.csl_reference, "bibliographie": citation.BIBLIOGRAPHIE}
_ENVIRONMENT.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
_ENVIRONMENT.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]


def filled(template: str, guide: Guide, page: str, *, expliquer: bool = True, **values: Any) -> str:
    """Le gabarit d'une page. `page` est son adresse depuis la racine; elle y fait ses liens."""
    racine = "../" * page.count("/") or "./"
    notices = _notices(guide)
    href = partial(_href, racine)
    mots = Explications(guide.sigles if expliquer else (), f"{racine}sigles/")
    liens = Liens(
        fiche=lambda id: href(guide.fiches[id]),
        appel=partial(_appel, guide, href, notices),
        mots=mots,
    )
    return _ENVIRONMENT.get_template(template).render(
        **values,
        guide=guide,
        racine=racine,
        href=href,
        t=typo,
        m=lambda text: mots(typo(text)),
        a=lambda text: mots.abbreviated(typo(text)),
        developpement=expansion,
        cycle=partial(dessins.cycle, guide),
        md=partial(to_html, liens=liens),
        ligne=partial(to_inline_html, liens=liens),
        notice=lambda ref: notices[ref.id][0],
        appel=lambda ref: Markup(notices[ref.id][1]),
        titre=_heading,
        date=dates.date,
        jour=dates.jour,
        duree=dates.duree,
        heure=dates.heure,
        qr=codes_qr.drawn,
        adresse_du_site=guide.site,
        page=page,
    )


def bare(template: str, **values: Any) -> str:
    """Un gabarit hors de toute page : script, bandeau, livre."""
    return _ENVIRONMENT.get_template(template).render(**values)


@functools.lru_cache(maxsize=2)
def _notices(guide: Guide) -> dict[str, tuple[Markup, str]]:
    references = guide.collections["references"]
    return bibliographie.entries(tuple(ref for ref in references if isinstance(ref, Reference)))


def _href(racine: str, fiche: Commun) -> str:
    return racine + fiche.adresse


def _appel(guide: Guide, href: Any, notices: Any, id: str, repere: str | None) -> Markup:
    place = Markup(", {}").format(typo(repere)) if repere else ""
    link = Markup('(<a class="appel" href="{}">{}</a>{})')
    return link.format(href(guide.fiches[id]), Markup(notices[id][1]), place)


def _heading(titre: str) -> Markup:
    """Un titre typographié, sans rien que Markdown puisse lire comme un signe."""
    return escape(re.sub(r"([\\`*_{}\[\]])", r"\\\1", typo(" ".join(titre.split()))))
