"""Du fichier lu au modèle : les erreurs de Pydantic, dites en français à leur place.

Appelé par `check` pour chaque fichier. Un fichier qui a un problème ne donne pas de modèle.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .load import Document
from .model import Modele
from .model.commun import field_keys
from .problems import Chemin, Problem, nearest, suggestion_or_list

M = TypeVar("M", bound=Modele)

_EXPECTED = {
    "string_type": "un texte",
    "int_type": "un nombre entier",
    "date_type": "une date; écrivez 2026-11-20, sans guillemets",
    "tuple_type": "une liste",
    "model_type": "un groupe de clés",
    "dict_type": "un groupe de clés",
}


def validate(document: Document, kind: type[M]) -> tuple[M | None, list[Problem]]:
    """Le modèle d'un document, ou ce qui l'en empêche."""
    try:
        return kind.model_validate(document.valeur), []
    except ValidationError as error:
        details = _without_union_twins(error.errors(include_url=False), document)
        misspelt = _misspelt_keys([*details], kind)
        kept = {chemin: detail for chemin, detail in details if chemin not in misspelt}
        return None, [
            document.problem(chemin, _message(chemin, detail, kind))
            for chemin, detail in kept.items()
        ]


def _without_union_twins(
    errors: list[ErrorDetails], document: Document
) -> list[tuple[Chemin, ErrorDetails]]:
    """Une seule erreur par place : un champ « texte ou nombre » en donne une par type essayé."""
    found: dict[Chemin, ErrorDetails] = {}
    for detail in errors:
        chemin = _real_path(detail["loc"], document, detail["type"])
        found.setdefault(chemin, detail)
    return list(found.items())


def _real_path(loc: Chemin, document: Document, kind: str) -> Chemin:
    """Le chemin sans les noms que Pydantic ajoute (type essayé, fonction de contrôle)."""
    if kind == "missing":
        return loc
    while loc and loc not in document.positions:
        loc = loc[:-1]
    return loc


def _misspelt_keys(details: list[tuple[Chemin, ErrorDetails]], kind: type[Modele]) -> set[Chemin]:
    """Les clés manquantes qu'une clé inconnue voisine voulait écrire : un seul message suffit."""
    missing = {chemin for chemin, detail in details if detail["type"] == "missing"}
    unknown = [chemin for chemin, detail in details if detail["type"] == "extra_forbidden"]
    return {
        (*chemin[:-1], near)
        for chemin in unknown
        if (near := nearest(str(chemin[-1]), _keys(kind, chemin[:-1])))
        and (*chemin[:-1], near) in missing
    }


def _message(chemin: Chemin, detail: ErrorDetails, kind: type[Modele]) -> str:
    what, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if what in _EXPECTED:
        if what == "model_type" and isinstance(value, str):
            keys = ", ".join(_keys(kind, chemin))
            return f"un texte là où il faut des clés : {keys}."
        return f"{_seen(value)} là où il faut {_EXPECTED[what]}{_remedy(what, value)}."
    say = _MESSAGES.get(what)
    if not say:
        return f"valeur refusée ({what}); comparez avec une fiche voisine."
    return say(chemin, value, context, kind)


def _unknown_key(chemin: Chemin, _value: Any, _context: Any, kind: type[Modele]) -> str:
    keys = _keys(kind, chemin[:-1])
    return f"clé « {chemin[-1]} » inconnue{suggestion_or_list(str(chemin[-1]), keys)}"


def _not_in_list(_chemin: Chemin, value: Any, context: Any, _kind: type[Modele]) -> str:
    choices = re.findall(r"'([^']*)'", context["expected"])
    return f"« {value} » inconnu{suggestion_or_list(str(value), choices)}"


_MESSAGES: dict[str, Callable[[Chemin, Any, Any, type[Modele]], str]] = {
    "missing": lambda chemin, *_: f"clé « {chemin[-1]} » manquante.",
    "extra_forbidden": _unknown_key,
    "literal_error": _not_in_list,
    "string_too_long": lambda _, value, context, __: (
        f"{len(value)} caractères; raccourcissez à {context['max_length']}."
    ),
    "string_too_short": lambda *_: "vide; remplissez-le ou enlevez la clé.",
    "too_short": lambda *_: "vide; remplissez-le ou enlevez la clé.",
    "string_pattern_mismatch": lambda _, value, context, __: (
        f"« {value} » n'a pas la bonne forme (attendu : {_form(context['pattern'])})."
    ),
    "greater_than_equal": lambda _, value, *__: f"{value} n'est pas une année.",
    "less_than_equal": lambda _, value, *__: f"{value} n'est pas une année.",
    "value_error": lambda _, __, context, ___: f"{context['error']}.",
}


def _seen(value: Any) -> str:
    if value is None:
        return "rien"
    if isinstance(value, bool | int | float):
        return f"le nombre {value}"
    if isinstance(value, datetime.date):
        return f"la date {value}"
    if isinstance(value, str):
        return "un texte"
    return "une liste" if isinstance(value, tuple) else "un groupe de clés"


def _remedy(what: str, value: Any) -> str:
    if what == "string_type" and isinstance(value, int | datetime.date):
        return f"; écrivez '{value}' entre guillemets"
    if what == "string_type" and isinstance(value, dict):
        return "; s'il contient « : », mettez-le entre guillemets"
    if what == "tuple_type" and isinstance(value, str):
        return "; écrivez [un, deux] ou une ligne « - » par élément"
    return ""


def _form(pattern: str) -> str:
    forms = {
        r"\S": "du texte, pas seulement des espaces",
        r"^10": "un DOI, comme 10.7202/010573ar, sans adresse",
        r"^\d{4}": "une année (2008) ou deux (1999-2000)",
        "^[^p]": "des pages sans « p. », comme 13-30",
        "^[a-z0-9]": "des minuscules sans accent et des tirets",
        "^[a-z]$": "une lettre",
    }
    return next((form for start, form in forms.items() if pattern.startswith(start)), pattern)


def _keys(kind: type[Modele], chemin: Chemin) -> list[str]:
    """Les clés permises à cette place, en suivant le chemin dans le modèle."""
    for part in chemin:
        if isinstance(part, str):
            fields = {info.alias or name: info for name, info in kind.model_fields.items()}
            kind = _model_in(fields[part].annotation)
    return field_keys(kind)


def _model_in(annotation: Any) -> type[Modele]:
    pending = [annotation]
    while pending:
        one = pending.pop()
        if isinstance(one, type) and issubclass(one, Modele):
            return one
        pending.extend(getattr(one, "__args__", ()))
        pending.extend([one.__origin__] if hasattr(one, "__metadata__") else [])
    raise TypeError(annotation)
