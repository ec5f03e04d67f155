"""La couverture du livre numérique : le titre et les oies, du dessin des images de partage."""

from __future__ import annotations

from PIL import Image, ImageDraw

from ..vignettes import background, font, palette

_LARGEUR, _HAUTEUR = 1200, 1800
_GAUCHE = 110


def draw(edition: str) -> Image.Image:
    """Une image de 1200 × 1800 pixels."""
    geese = background().crop((780, 60, 1140, 340)).resize((900, 700))
    image = Image.new("L", (_LARGEUR, _HAUTEUR), 0)
    image.paste(geese.point(lambda tone: min(255, tone * 3)), (220, 140))
    pen = ImageDraw.Draw(image)
    for rank, line in enumerate(("Guide de la", "concertation")):
        pen.text((_GAUCHE, 960 + rank * 170), line, fill=255, font=font(150))
    pen.text((_GAUCHE, 1640), edition, fill=205, font=font(48))
    image.putpalette(palette(256))
    return image
