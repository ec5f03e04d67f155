"""Les codes QR faits à la construction, pour ce qui se projette et s'imprime (segno).

Appelé par `render`. Ceux qu'on demande à l'écran se font dans le navigateur, par assets/qr/.
"""

from __future__ import annotations

import functools

import segno
from markupsafe import Markup

_NIVEAU = "m"  # comme dans le navigateur : se lit mieux que L, pourtant moins dense


@functools.lru_cache(maxsize=2_000)
def drawn(texte: str, titre: str) -> Markup:
    """Le SVG d'un code, noir sur blanc, avec ses quatre modules de marge; `titre` le nomme."""
    code = segno.make(texte, error=_NIVEAU, micro=False, boost_error=False)
    svg = code.svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="code-qr", title=titre
    )
    return Markup(svg.replace("<svg ", '<svg role="img" ', 1))
