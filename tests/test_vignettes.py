"""Les images de partage : une par page, refaites seulement quand leur titre change."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from macros.relations import Guide
from macros.vignettes import draw, write_vignettes

from .html import pages, read


@pytest.fixture
def docs(tmp_path: Path, guide: Guide) -> Path:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("---\ntitle: Accueil\n---\n", encoding="utf-8")
    write_vignettes(guide, docs)
    return docs


def test_there_is_one_for_each_fiche_and_each_page(docs: Path, guide: Guide) -> None:
    written = {
        path.relative_to(docs / "vignettes").with_suffix("").as_posix()
        for path in docs.rglob("*.png")
    }
    assert written == {"accueil", *(fiche.adresse.rstrip("/") for fiche in guide.fiches.values())}


def test_an_unchanged_title_keeps_its_image(docs: Path, guide: Guide) -> None:
    image = docs / "vignettes/freins/trop-de-tables.png"
    before = image.stat().st_mtime_ns
    write_vignettes(guide, docs)
    assert image.stat().st_mtime_ns == before


def test_a_changed_title_changes_its_image(docs: Path, guide: Guide) -> None:
    image = docs / "vignettes/accueil.png"
    before = image.read_bytes()
    (docs / "index.md").write_text("---\ntitle: Autre\n---\n", encoding="utf-8")
    write_vignettes(guide, docs)
    assert image.read_bytes() != before


@pytest.mark.parametrize("damaged", [b"", b"\x89PNG\r\n\x1a\n"])
def test_a_damaged_image_is_made_again(docs: Path, guide: Guide, damaged: bytes) -> None:
    image = docs / "vignettes/freins/trop-de-tables.png"
    image.write_bytes(damaged)
    write_vignettes(guide, docs)
    assert Image.open(image).size == (1200, 630)


def test_a_withdrawn_fiche_takes_its_image_away(docs: Path, guide: Guide) -> None:
    del guide.fiches["la-table"]
    write_vignettes(guide, docs)
    assert not (docs / "vignettes/exemples/la-table.png").exists()


def test_the_longest_title_stays_inside() -> None:
    """Rien d'écrit sous le cadre du titre, là où est le nom du guide."""
    long = draw("Frein", "Une très longue question sur la façon de se concerter " * 3).convert("L")
    bare = draw("Frein", "Court").convert("L")
    below = (88, 500, 1200, 630)
    assert long.crop(below).tobytes() == bare.crop(below).tobytes()


def test_every_page_of_the_site_has_the_image_it_announces(site: Path) -> None:
    wrong = []
    for path in pages(site):
        if path.parent.name == "diapos":  # à projeter, pas à partager
            continue
        (address,) = read(path).xpath("//meta[@property='og:image']/@content")
        image = site / address.removeprefix("https://guide-concertation.example/")
        if not image.exists() or Image.open(image).size != (1200, 630):
            wrong.append(path.relative_to(site).as_posix())
    assert wrong == []
