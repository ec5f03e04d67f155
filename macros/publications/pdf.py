"""Le livre en PDF, par WeasyPrint : balisé (PDF/UA-1), signets, césures, numéros de page.

Choisi contre Chromium, essayé sur les mêmes pages : plus lent, mais trois fois plus léger, et seul
à donner des pages à la table et aux renvois, des césures, un texte à chaque lien et la marque
PDF/UA.
"""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML

from .. import render
from ..relations import Guide
from .livre import Livre

_FEUILLE = Path(__file__).parent / "livre.css"


def write_pdf(livre: Livre, guide: Guide, path: Path) -> None:
    """Écrit le livre."""
    text = render.livre(guide, livre, pdf=True)
    HTML(string=text, base_url=str(_FEUILLE)).write_pdf(
        path, stylesheets=[_FEUILLE], pdf_variant="pdf/ua-1"
    )
