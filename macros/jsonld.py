"""Ce que chaque page dit d'elle-même aux machines : données structurées de schema.org, en JSON-LD.

Appelé par `render`, qui les met dans le corps de la page. Ne contient pas de HTML.
"""

from __future__ import annotations

import re
from typing import Any

from .citation import LANGUE, LICENCE, NOM, csl_reference
from .model import Commun, Definition, Etape, Liste, Outil, Parcours, Reference, Source
from .relations import Guide
from .texte import plain_texts
from .typographie import typo

_OEUVRES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "report": "Report",
    "song": "MusicComposition",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_PAGINEES = ("Article", "ScholarlyArticle", "NewsArticle", "Chapter", "Report")
# Les autres outils sont des ouvrages et des sites : on les consulte, on ne les suit pas pas à pas.
_PAS_A_PAS = ("technique", "grille")
_MOTS = 3  # les premiers nomment le sujet; les suivants sont des phrases qu'on tape


def describe(guide: Guide, fiche: Commun) -> dict[str, Any]:
    """Une page, en JSON-LD."""
    context = {"@context": "https://schema.org"}
    if isinstance(fiche, Definition):
        return context | _term(guide, fiche)
    if isinstance(fiche, Reference):
        return context | _work(fiche) | {"mainEntityOfPage": guide.site + fiche.adresse}
    return context | _resource(guide, fiche) | _own(guide, fiche)


def _resource(guide: Guide, fiche: Commun) -> dict[str, Any]:
    return {
        "@type": "LearningResource",
        **_named(guide, fiche),
        "learningResourceType": fiche.nom,
        "keywords": [typo(mot) for mot in fiche.mots_cles[:_MOTS]],
        **_published(guide, fiche),
    }


def _term(guide: Guide, fiche: Definition) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        **_named(guide, fiche),
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": f"{fiche.pluriel} du {NOM}",
            "url": f"{guide.site}{fiche.dossier}/",
        },
        "subjectOf": {"@type": "LearningResource", **_published(guide, fiche)},
    }


def _named(guide: Guide, fiche: Commun) -> dict[str, Any]:
    return {
        "name": typo(fiche.titre),
        "description": typo(fiche.resume),
        "url": guide.site + fiche.adresse,
    }


def _published(guide: Guide, fiche: Commun) -> dict[str, Any]:
    return {
        "dateModified": fiche.revise_le.isoformat(),
        "inLanguage": LANGUE,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "educationalUse": "développement professionnel",
        "isPartOf": {"@type": "WebSite", "name": NOM, "url": guide.site},
    }


def _own(guide: Guide, fiche: Commun) -> dict[str, Any]:
    """Ce qu'un type a de plus."""
    match fiche:
        case Outil() if fiche.genre in _PAS_A_PAS:
            steps = [{"@type": "HowToStep", "text": _plain(text)} for text in fiche.mode_d_emploi]
            return {"@type": ["LearningResource", "HowTo"], "step": steps}
        case Etape():
            return {"position": fiche.numero}
        case Liste():
            return {"timeRequired": f"PT{fiche.minutes}M"}
        case Parcours():
            return {
                "@type": "Course",
                "timeRequired": f"PT{fiche.minutes}M",
                "teaches": [_plain(text) for text in fiche.objectifs],
                "audience": {"@type": "Audience", "audienceType": typo(fiche.public)},
                "provider": {"@type": "Organization", "name": NOM},
            }
        case Source() if fiche.reference:
            reference = guide.fiches[fiche.reference]
            return {"about": _work(reference)} if isinstance(reference, Reference) else {}
    return {}


def _work(reference: Reference) -> dict[str, Any]:
    """L'œuvre elle-même, pas la page du guide qui en parle."""
    item = csl_reference(reference)
    kind = _OEUVRES.get(reference.type, "CreativeWork")
    links = [f"https://doi.org/{reference.DOI}"] if reference.DOI else []
    work = {
        "@type": kind,
        "name": item["title"],
        "author": [_person(one) for one in item.get("author", ())],
        "datePublished": str(reference.issued).replace("-", "/") if reference.issued else "",
        "publisher": _organization(item.get("publisher")),
        "isPartOf": _container(item, kind),
        "pagination": item.get("page") if kind in _PAGINEES else None,
        "isbn": reference.ISBN if kind == "Book" else None,
        "url": reference.URL,
        "sameAs": links,
    }
    return {key: value for key, value in work.items() if value}


def _person(name: dict[str, str]) -> dict[str, str]:
    if literal := name.get("literal"):
        return {"@type": "Organization", "name": literal}
    given = {"givenName": name["given"]} if name.get("given") else {}
    return {"@type": "Person", "familyName": name["family"], **given}


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _container(item: dict[str, Any], kind: str) -> dict[str, Any] | None:
    kinds = {"ScholarlyArticle": "Periodical", "Chapter": "Book", "WebPage": "WebSite"}
    editors = [_person(one) for one in item.get("editor", ())]
    named = {"@type": kinds.get(kind, "CreativeWork"), "name": item.get("container-title")}
    return named | ({"editor": editors} if editors else {}) if named["name"] else None


def _plain(text: str) -> str:
    """Un texte en Markdown, sans marques ni citations."""
    return re.sub(r"\s+(?=[.,;])", "", "".join(plain_texts(text)))
