"""Les pages écrites à la main sous docs/ : leur adresse, leur en-tête, leurs macros."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from pathlib import Path

from . import render
from .pages import is_ours
from .relations import Guide

_MACRO = re.compile(r"\{\{ (\w+)\((.*?)\) \}\}")


def handwritten(docs: Path) -> Iterator[tuple[str, str]]:
    """(adresse depuis la racine du site, texte) de chaque page, dans l'ordre des fichiers."""
    for path in sorted(docs.rglob("*.md")):
        if not is_ours(path):
            name = path.relative_to(docs).as_posix().removesuffix(".md") + "/"
            yield re.sub(r"(?:^|(?<=/))index/$", "", name), path.read_text(encoding="utf-8")


def expanded(text: str, guide: Guide, adresse: str, only: Container[str] | None = None) -> str:
    """Le texte où les macros sont rendues : toutes, ou `only` et les autres enlevées.

    Une macro mal appelée ne donne rien : la construction le dira.
    """

    def expand(found: re.Match[str]) -> str:
        name, written = found.groups()
        if only is not None and name not in only:
            return ""
        try:
            values = ast.literal_eval(f"({written},)") if written else ()
            values = (values,) if name == "comparaison" else values
            return str(getattr(render, name)(guide, adresse, *values))
        except (AttributeError, KeyError, SyntaxError, TypeError, ValueError):
            return ""

    return _MACRO.sub(expand, text)
