"""Le livre en EPUB 3, par pandoc : il découpe les chapitres, fait la table et récrit les liens.

Dit à quoi servent ses aides à la lecture (schema.org), comme les bibliothèques le demandent.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from pathlib import Path

import pypandoc
from lxml import html

from .. import dates, render
from ..relations import Guide
from .couverture import draw
from .livre import Livre

_FEUILLE = Path(__file__).parent / "epub.css"
_ACCES = {
    "accessModes": ["textual", "visual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeatures": [
        "alternativeText",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ],
    "accessibilityHazards": ["none"],
    "accessibilitySummary": (
        "Tout se lit en texte; les titres, les listes et les tableaux sont balisés, et l'image du"
        " cycle des étapes est décrite. Les cases des listes de vérification se cochent sur papier"
        " ou dans le guide en ligne."
    ),
}


def write_epub(livre: Livre, guide: Guide, path: Path) -> None:
    """Écrit le livre."""
    with tempfile.TemporaryDirectory() as folder:
        cover = Path(folder) / "couverture.png"
        draw(f"Édition du {dates.date(guide.edition.publiee_le)}").save(cover)
        metadata = Path(folder) / "metadonnees.json"
        metadata.write_text(json.dumps(_metadata(livre, guide)), encoding="utf-8")
        pypandoc.convert_text(
            _with_boxes(render.livre(guide, livre, pdf=False)),
            "epub3",
            "html",
            outputfile=path,
            extra_args=[
                f"--metadata-file={metadata}",
                f"--epub-cover-image={cover}",
                f"--css={_FEUILLE}",
                "--split-level=2",
                "--toc-depth=2",
                "--standalone",
            ],
        )
    _name_chapters(path)


def _metadata(livre: Livre, guide: Guide) -> dict[str, object]:
    return {
        "title": "Guide de la concertation",
        "creator": [{"role": "author", "text": "Guide de la concertation"}],
        "lang": "fr-CA",
        "identifier": [{"scheme": "URI", "text": livre.site}],
        "date": guide.edition.publiee_le.isoformat(),
        "description": livre.description,
        "rights": "Creative Commons Attribution 4.0 International",
        **_ACCES,
    }


def _with_boxes(text: str) -> str:
    """Le livre où un style est celui d'une boîte : pandoc oublie celui d'un paragraphe."""
    page = html.document_fromstring(text)
    for element in page.xpath("//*[self::p or self::ul or self::dl or self::table][@class]"):
        box = html.Element("div", {"class": element.attrib.pop("class")})
        box.tail, element.tail = element.tail, None
        element.addprevious(box)
        box.append(element)
    return str(html.tostring(page, encoding="unicode", doctype="<!doctype html>"))


def _name_chapters(path: Path) -> None:
    """Donne à chaque fichier le titre de son chapitre : pandoc y met le nom du fichier."""
    with zipfile.ZipFile(path) as book:
        files = [(info, book.read(info)) for info in book.infolist()]
    with zipfile.ZipFile(path, "w") as book:
        for info, content in files:
            book.writestr(info, _named(content) if "/text/ch" in info.filename else content)


def _named(page: bytes) -> bytes:
    heading = re.search(rb"<h[12][^>]*>(.*?)</h[12]>", page, re.DOTALL)
    title = re.sub(rb"<[^>]*>", b"", heading[1]) if heading else b""
    return re.sub(rb"<title>.*?</title>", lambda _: b"<title>" + title + b"</title>", page, count=1)
