"""Les notices en APA français : ce que citeproc-py écrit, et ce que nous y corrigeons."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from macros import bibliographie
from macros.model import Reference

COMMUN = {"resume": "Un ouvrage.", "revise_le": datetime.date(2026, 1, 2)}
ROY = ({"family": "Roy", "given": "Ève Marie"},)


def entry(**fields: Any) -> tuple[str, str]:
    """(notice sans balises, appel) d'une référence faite pour le test."""
    notice, appel = bibliographie.entries((Reference(**COMMUN, **fields).named("x"),))["x"]
    return re.sub(r"<[^>]+>", "", str(notice)), appel


@pytest.mark.parametrize(
    ("fields", "notice", "appel"),
    [
        (
            {"type": "book", "author": ROY, "issued": 2008, "title": "Agir : ensemble"}
            | {"publisher": "PUQ", "publisher_place": "Québec"},
            "Roy, È. M. (2008). Agir\u00a0: ensemble. PUQ.",
            "Roy, 2008",
        ),
        (
            {"type": "article-journal", "author": ROY, "issued": 1985, "title": "L'idée"}
            | {"container_title": "La revue", "volume": 38, "issue": 10, "page": "911-936"}
            | {"DOI": "10.1/2"},
            "Roy, È. M. (1985). L’idée. La revue, 38(10), 911‑936. https://doi.org/10.1/2",
            "Roy, 1985",
        ),
        (
            {"type": "report", "author": ({"literal": "Le Comité de tout"},), "title": "Un guide"}
            | {"appel": "CDT"},
            "Le Comité de tout. (s.\u00a0d.). Un guide.",
            "CDT, s.\u00a0d.",
        ),
        (
            {"type": "report", "author": (*ROY, {"family": "Côté", "given": "Al"}), "title": "Deux"}
            | {"issued": 1998},
            "Roy, È. M. et Côté, A. (1998). Deux.",
            "Roy et Côté, 1998",
        ),
        (
            {"type": "book", "author": (*ROY, *ROY, *ROY), "title": "Trois", "issued": 1998}
            | {"year_suffix": "b"},
            "Roy, È. M., Roy, È. M. et Roy, È. M. (1998b). Trois.",
            "Roy et al., 1998b",
        ),
        (
            {"type": "book", "titre": "Des dictionnaires"},
            "[Des dictionnaires]. (s.\u00a0d.).",
            "[Des dictionnaires], s.\u00a0d.",
        ),
        (
            {"type": "legislation", "title": "Loi sur tout", "issued": 2012}
            | {"container_title": "RLRQ, chapitre T-1"},
            "Loi sur tout, RLRQ, chapitre T-1 (2012).",
            "Loi sur tout, 2012",
        ),
        (
            {"type": "report", "author": ROY, "issued": "1999-2000", "title": "Un an"},
            "Roy, È. M. (1999-2000). Un an.",
            "Roy, 1999-2000",
        ),
    ],
    ids=["livre", "article", "organisme", "deux", "trois", "sans-titre", "loi", "deux-annees"],
)
def test_each_kind_of_work_reads_as_apa(fields: Any, notice: str, appel: str) -> None:
    written, short = entry(**fields)
    assert (written, re.sub(r"<[^>]+>", "", short)) == (notice, appel)


def test_the_address_that_ends_a_notice_is_a_link() -> None:
    reference = Reference(
        **COMMUN, type="webpage", title="Un site", URL="https://exemple.org/a?b=1&c"
    )
    notice, _ = bibliographie.entries((reference.named("x"),))["x"]
    assert '<a href="https://exemple.org/a?b=1&amp;c">' in notice


def test_html_in_a_notice_is_shown_as_text() -> None:
    reference = Reference(**COMMUN, type="book", title="<script>alert(1)</script>")
    notice, appel = bibliographie.entries((reference.named("x"),))["x"]
    assert "<script" not in notice + appel
