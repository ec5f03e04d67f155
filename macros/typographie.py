"""La typographie du Québec (OQLF), mise à la construction : on tape des caractères simples.

Espace insécable devant « : », dans « », devant % et $; rien devant ; ! ?; apostrophe courbe.
"""

from __future__ import annotations

import functools
import re

NBSP = "\u00a0"
_SPACE = "[ \u00a0\u202f]"

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\.\.\.", "…"),
        (r"'", "’"),
        (r"[“”]", '"'),
        (r"[‘]", "’"),
        (r'"([^"]*)"', rf"«{NBSP}\1{NBSP}»"),
        (rf"«{_SPACE}*", f"«{NBSP}"),
        (rf"{_SPACE}*»", f"{NBSP}»"),
        (rf"{_SPACE}+([;!?])", r"\1"),
        (rf"{_SPACE}+:", f"{NBSP}:"),
        (rf"(\d){_SPACE}*([%$])", rf"\1{NBSP}\2"),
        (rf"(?<!\d)(\d{{1,3}}){_SPACE}(?=\d{{3}}(?!\d))", rf"\1{NBSP}"),
        (rf"\b(\d{{1,2}}){_SPACE}h{_SPACE}(\d\d)\b", rf"\1{NBSP}h{NBSP}\2"),
        (rf"\b(p\.){_SPACE}?(\d)", rf"\1{NBSP}\2"),
        (rf"\b(n°|no|nos|chap\.|vol\.){_SPACE}(\d)", rf"\1{NBSP}\2"),
        (rf"\bs\.{_SPACE}d\.", f"s.{NBSP}d."),
    )
)


@functools.lru_cache(maxsize=50_000)
def typo(text: str) -> str:
    """Le texte avec les bons signes et les bonnes espaces : `typo("a : b")` → `"a\u00a0: b"`."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
