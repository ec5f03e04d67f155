"""Le Markdown des fiches : ce qui y est permis, les liens et citations qu'il contient.

Un texte peut avoir paragraphes, listes, gras, italique, liens `[mots](fiche:id)` ou `(https://…)`,
citations `[@bourque-2008, p. 5]` (syntaxe de Pandoc). Tout le reste, HTML compris, est du texte.
Sert à `check` (ce qui est visé) et à `render` (le HTML); ne connaît pas les fiches.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from .typographie import typo

_CITATION = re.compile(r"\[@([a-z0-9-]+)(?:,\s*([^\]\[@]+))?\]")
SAFE_LINK = re.compile(r"(https?://|fiche:|mailto:)")


@dataclass(frozen=True)
class Liens:
    """Vers quoi un texte mène : adresse d'une fiche, appel d'une référence, sens d'un sigle."""

    fiche: Callable[[str], str]
    appel: Callable[[str, str | None], Markup]
    mots: Callable[[str], Markup] = escape


def _citation(state: StateInline, silent: bool) -> bool:
    """Règle de markdown-it : `[@id, repère]`."""
    found = _CITATION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"id": found[1], "repere": found[2] and " ".join(found[2].split())}
    state.pos = found.end()
    return True


def _typography(state: StateCore) -> None:
    for token in _inline(state.tokens):
        if token.type == "text":
            token.content = typo(token.content)


def _inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "list", "escape"])
    parser.validateLink = lambda url: bool(SAFE_LINK.match(url))  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "citation", _citation)
    parser.core.ruler.push("typographie", _typography)
    parser.add_render_rule("citation", _render_citation)
    parser.add_render_rule("link_open", _render_link)
    parser.add_render_rule("text", _render_text)
    return parser


def _render_citation(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    meta = tokens[index].meta
    return str(env["liens"].appel(meta["id"], meta["repere"]))


def _render_link(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    href = str(tokens[index].attrs["href"])
    if href.startswith("fiche:"):
        href = env["liens"].fiche(href.removeprefix("fiche:"))
    return f'<a href="{escape(href)}">'


def _render_text(self: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    in_link = sum(token.nesting for token in tokens[:index] if token.type.startswith("link_"))
    words = escape if in_link else env["liens"].mots
    return str(words(tokens[index].content))


_PARSER = _parser()


@functools.lru_cache(maxsize=50_000)
def _parse(text: str) -> list[Token]:
    """Gardé : un même texte est vérifié, relié, puis rendu sur plusieurs pages."""
    return _PARSER.parse(text)


def to_html(text: str, liens: Liens) -> Markup:
    """Le texte en HTML, un ou plusieurs blocs."""
    return Markup(_PARSER.renderer.render(_parse(text), _PARSER.options, {"liens": liens}))


def to_inline_html(text: str, liens: Liens) -> Markup:
    """Le texte en HTML sans paragraphe autour, pour un élément de liste ou une cellule."""
    html = to_html(text, liens).strip()
    one_paragraph = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return Markup(html[3:-4]) if one_paragraph else Markup(html)


def targets(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Ce que vise un texte : ("lien", adresse, None) et ("citation", id, repère)."""
    for token in _inline(_parse(text)):
        if token.type == "citation":
            yield "citation", token.meta["id"], token.meta["repere"]
        elif token.type == "link_open":
            yield "lien", str(token.attrs["href"]), None


def plain_texts(text: str) -> Iterator[str]:
    """Ce qui se lira tel quel : les suites de mots qui ne sont ni lien, ni citation."""
    for token in _parse(text):
        words = ""
        for child in token.children or ():
            if child.type == "text":
                words += child.content
            elif child.type == "citation":
                yield words
                words = ""
        yield words
