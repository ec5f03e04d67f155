"""Les textes des fiches : la typographie du Québec, un Markdown qui n'exécute rien."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from macros.texte import Liens, targets, to_html, to_inline_html
from macros.typographie import typo

LIENS = Liens(
    fiche=lambda id: f"/x/{id}/",
    appel=lambda id, repere: Markup("({}, {})").format(id, repere),
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("l'été", "l’été"),
        ("Le but : agir", "Le but\u00a0: agir"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ('"oui"', "«\u00a0oui\u00a0»"),
        ("Pourquoi ?", "Pourquoi?"),
        ("Vite ! Oui ; non", "Vite! Oui; non"),
        ("50 %", "50\u00a0%"),
        ("50% et 10$", "50\u00a0% et 10\u00a0$"),
        ("65 000 trajets", "65\u00a0000 trajets"),
        ("12 h 30", "12\u00a0h\u00a030"),
        ("p. 5 et s. d.", "p.\u00a05 et s.\u00a0d."),
        ("attendez...", "attendez…"),
        ("en 2015 115 centres", "en 2015 115 centres"),
        ("https://exemple.org/a:b", "https://exemple.org/a:b"),
    ],
)
def test_typography_is_put_at_build_time(typed: str, shown: str) -> None:
    assert typo(typed) == shown


@pytest.mark.parametrize("text", ["« a » : b; c? 10 %", "l’eau", "p. 5, 12 h 30"])
def test_typography_twice_is_typography_once(text: str) -> None:
    assert typo(typo(text)) == typo(text)


def test_markdown_gives_paragraphs_lists_and_emphasis() -> None:
    assert to_html("Un **deux**.\n\n- trois", LIENS) == (
        "<p>Un <strong>deux</strong>.</p>\n<ul>\n<li>trois</li>\n</ul>\n"
    )


def test_a_single_paragraph_can_go_inside_a_list_item() -> None:
    assert to_inline_html("Un *mot*.", LIENS) == "Un <em>mot</em>."


def test_a_link_to_a_fiche_and_a_citation_lead_to_their_page() -> None:
    html = to_html("Voir [elle](fiche:but) [@roy, p. 3].", LIENS)
    assert html == '<p>Voir <a href="/x/but/">elle</a> (roy, p. 3).</p>\n'


def test_a_citation_may_be_cut_by_a_line_end() -> None:
    assert list(targets("Vu [@roy,\np. 3].")) == [("citation", "roy", "p. 3")]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b>gras</b>",
        "<!-- rien -->",
        "<https://exemple.org>",
    ],
)
def test_html_is_shown_as_text(text: str) -> None:
    html = to_html(text, LIENS)
    assert "&lt;" in html
    assert "<" not in html.replace("<p>", "").replace("</p>", "")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x"])
def test_a_dangerous_link_is_not_a_link(href: str) -> None:
    assert "<a" not in to_html(f"[ici]({href})", LIENS)


@pytest.mark.parametrize("text", ["# Titre", "`code`", "> citation", "![x](https://e.org/a.png)"])
def test_other_markdown_is_shown_as_text(text: str) -> None:
    html = to_html(text, LIENS)
    assert not any(tag in html for tag in ("<h1", "<code", "<blockquote", "<img"))
