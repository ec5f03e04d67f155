"""Ce qu'une page de liste demande : peu de requêtes, peu de code, et les codes QR à part."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from .test_listes import answer

Ouvrir = Callable[..., Page]
LISTE = "listes/liste-mobilisation/"
PAQUETS = ("assets/paquets/", "assets/qr/")


def visit(ouvrir: Ouvrir, chemin: str) -> tuple[Page, list[str]]:
    """La page, et ce qu'elle demande, tout de suite puis quand on s'en sert."""
    page = ouvrir("404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(page.url.replace("404.html", chemin), wait_until="networkidle")
    return page, asked


def code(asked: list[str]) -> list[str]:
    return [path for path in asked if path.startswith(PAQUETS) and path.endswith(".js")]


def weight(site: Path, path: str) -> int:
    """Octets une fois compressés, comme un serveur les envoie."""
    return len(gzip.compress((site / path).read_bytes(), 6))


def heaviest(site: Path, pages: str) -> str:
    """L'adresse de la page la plus lourde de ce genre."""
    path = max(site.glob(pages), key=lambda path: weight(site, str(path.relative_to(site))))
    return f"{path.parent.relative_to(site).as_posix()}/"


@pytest.mark.parametrize(
    ("pages", "octets"),
    [
        ("listes/*/index.html", 100_000),
        ("[!lpsc]*/*/index.html", 80_000),
        ("parcours/*/index.html", 100_000),
        ("synthese/index.html", 100_000),
        ("carnet/index.html", 100_000),
    ],
)
def test_a_first_visit_weighs_little(ouvrir: Ouvrir, site: Path, pages: str, octets: int) -> None:
    _, asked = visit(ouvrir, heaviest(site, pages))
    files = [path + "index.html" if path.endswith("/") else path for path in asked]
    assert sum(weight(site, path) for path in files) <= octets, asked
    assert len(asked) <= 14, asked


@pytest.mark.parametrize("chemin", [LISTE, "synthese/", "carnet/"])
def test_the_code_of_the_lists_is_light(ouvrir: Ouvrir, site: Path, chemin: str) -> None:
    _, asked = visit(ouvrir, chemin)
    own = code(asked)
    assert own
    assert sum(weight(site, path) for path in own) <= 25_000, own


def test_codes_are_drawn_by_code_that_comes_when_asked(ouvrir: Ouvrir) -> None:
    page, asked = visit(ouvrir, LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    assert not [path for path in asked if "/qr" in path]
    page.get_by_role("button", name="Montrer le code QR").click()
    expect(page.locator(".code-qr")).to_be_visible()
    assert [path for path in asked if path.endswith("code-qr.js")]
    assert not [path for path in asked if path.endswith("decode.js")]


def test_a_page_without_a_list_has_none_of_their_code(ouvrir: Ouvrir) -> None:
    _, asked = visit(ouvrir, "freins/eparpillement/")
    assert code(asked) == ["assets/paquets/guide.js"]
