"""L'image de partage de chaque page : son genre et son titre sur le fond aux couleurs du guide.

Appelé par la construction, hors aperçu. Écrit docs/vignettes/, hors de Git, et n'y refait que ce
qui change. Tout est en gris, puis une palette donne les couleurs : léger, et vite compressé.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from .pages import is_ours
from .relations import Guide
from .typographie import typo

_ICI = Path(__file__).parent / "vignette"
_POLICE = _ICI / "source-serif-4-latin-600.woff"  # OFL 1.1; voir LICENSE-police.txt
_SOMBRE, _CLAIR = (11, 85, 99), (255, 255, 255)
_GAUCHE, _LARGEUR, _HAUTEUR = 88, 960, 350
_TAILLES = (84, 74, 66, 58, 50, 42)  # la plus grande où le titre tient dans ce cadre
_INTERLIGNE = 1.22
_TONS = 16  # assez pour des bords doux
_VERSION = "1"  # à changer avec le dessin : les images se refont


def write_vignettes(guide: Guide, docs: Path) -> None:
    """Met docs/vignettes/ d'accord avec les titres des pages."""
    folder = docs / "vignettes"
    wanted = {folder / f"{page}.png": words for page, words in _pages(guide, docs)}
    for path, (genre, titre) in wanted.items():
        sign = "\n".join((_VERSION, genre, titre))
        if _sign(path) != sign:
            path.parent.mkdir(parents=True, exist_ok=True)
            info = PngInfo()
            info.add_itxt("Title", sign)
            draft = path.with_suffix(".tmp")
            draw(genre, titre).save(draft, "PNG", bits=4, pnginfo=info)
            draft.replace(path)
    for path in set(folder.rglob("*.png")) - wanted.keys():
        path.unlink()


def draw(genre: str, titre: str) -> Image.Image:
    """Une image de 1200 × 630 pixels."""
    image = background().copy()
    pen = ImageDraw.Draw(image)
    lines, fitting = _fitted(titre)
    pen.text((_GAUCHE, 84), genre, fill=205, font=font(38))
    for rank, line in enumerate(lines):
        pen.text((_GAUCHE, 144 + rank * fitting.size * _INTERLIGNE), line, fill=255, font=fitting)
    pen.text((160, 540), "Guide de la concertation", fill=255, font=font(36))
    image = image.point([round(tone * (_TONS - 1) / 255) for tone in range(256)])
    image.putpalette(palette())
    return image


def _pages(guide: Guide, docs: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Chaque page du site : (adresse sans barre finale, (genre, titre))."""
    for fiche in guide.fiches.values():
        yield fiche.adresse.rstrip("/"), (fiche.nom, typo(" ".join(fiche.titre.split())))
    for path in (page for page in docs.rglob("*.md") if not is_ours(page)):
        address = path.relative_to(docs).with_suffix("").as_posix().removesuffix("index")
        found = re.search(r"^(?:title:|#) *(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        title = found[1].partition("{:")[0].strip("\"' ") if found else path.stem
        yield address.rstrip("/") or "accueil", ("", typo(title))


def _sign(path: Path) -> str | None:
    try:
        with Image.open(path) as image:
            return getattr(image, "text", {}).get("Title")
    except (OSError, SyntaxError):  # absente ou abîmée : à refaire
        return None


def _fitted(titre: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    for size in _TAILLES:
        fitting = font(size)
        lines = _wrapped(titre, fitting)
        if len(lines) * size * _INTERLIGNE <= _HAUTEUR:
            break
    return lines, fitting


def _wrapped(text: str, fitting: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if fitting.getlength(longer) > _LARGEUR and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@functools.cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """La police des images du guide."""
    return ImageFont.truetype(str(_POLICE), size)


@functools.cache
def background() -> Image.Image:
    """Le fond, en gris : des oies en V, la marque au bas."""
    return Image.open(_ICI / "fond.png").convert("L")  # fond.svg, rendu par Chromium


@functools.cache
def palette(tons: int = _TONS) -> list[int]:
    """Du bleu du guide au blanc."""
    pairs = list(zip(_SOMBRE, _CLAIR, strict=True))
    steps = [n / (tons - 1) for n in range(tons)]
    return [round(dark + (light - dark) * step) for step in steps for dark, light in pairs]
