"""Le site sous une politique de sécurité stricte : rien en ligne, rien d'ailleurs, aucun refus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Serveur, _Quiet
from .html import read
from .test_listes import answer
from .test_navigateur import search

POLITIQUE = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none';"
    " form-action 'none'"
)
REFUS = """document.addEventListener("securitypolicyviolation", (refused) =>
  console.error(`refusé : ${refused.effectiveDirective} ${refused.blockedURI}`));"""


class _Strict(_Quiet):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLITIQUE)
        super().end_headers()


class ServeurStrict(Serveur):
    def _handle(self, *request: Any) -> None:
        _Strict(*request, directory=str(self.site))


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    serveur = ServeurStrict(site)
    yield serveur.adresse
    serveur.stop()


def change_mode(page: Page) -> None:
    page.get_by_role("button", name="Passer au mode sombre").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def fill(page: Page) -> None:
    answer(page, "Je compte rester.", "2 Peu")
    page.get_by_role("button", name="Montrer le code QR").click()
    expect(page.locator(".code-qr")).to_be_visible()


def find(page: Page) -> None:
    search(page, "réunionite")
    page.locator(".recherche-resultats a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def share(page: Page) -> None:
    page.get_by_role("button", name="Partager", exact=True).click()
    box = page.get_by_role("dialog")
    for part in box.locator("summary").all():
        part.click()
    expect(box.get_by_label("Adresse")).to_be_visible()


def select(page: Page) -> None:
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.goto(page.url.replace("freins/eparpillement/", "selection/"))
    expect(page.get_by_text("L’éparpillement des acteurs").first).to_be_visible()


def look(page: Page) -> None:
    expect(page.locator("body")).to_be_visible()


@pytest.mark.parametrize(
    ("chemin", "use"),
    [
        ("", change_mode),
        ("", find),
        ("404.html", change_mode),
        ("freins/eparpillement/", look),
        ("freins/eparpillement/", share),
        ("freins/eparpillement/", select),
        ("carte/eparpillement/", look),
        ("ca-bloque/", look),
        ("conditions/", look),
        ("listes/liste-mobilisation/", fill),
        ("synthese/", look),
        ("carnet/", look),
        ("hors-ligne/", look),
        ("parcours/parcours-debloquer/", look),
        ("parcours/parcours-debloquer/diapos/", look),
        ("parcours/parcours-debloquer/animation/", look),
        ("references/bourque-2008/", look),
    ],
)
def test_a_strict_policy_refuses_nothing(
    chromium: Browser, strict: str, chemin: str, use: Callable[[Page], None]
) -> None:
    page = chromium.new_page(service_workers="block")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    page.add_init_script(REFUS)
    page.goto(strict + chemin, wait_until="networkidle")
    use(page)
    page.wait_for_load_state("networkidle")
    assert [words for words in said if "refus" in words or "Content Security" in words] == []
    page.close()


def test_no_page_has_anything_inline(site: Path) -> None:
    inline = {
        path.relative_to(site).as_posix(): found
        for path in site.rglob("*.html")
        if (found := inline_in(path))
    }
    assert inline == {}


def inline_in(path: Path) -> list[str]:
    """Ce que la politique refuserait : scripts, styles et gestes écrits dans la page."""
    return read(path).xpath(
        "//script[not(@src) and not(contains(@type, 'json'))]/text() | //style/text()"
        " | //@style | //@*[starts-with(name(), 'on')] | //a[starts-with(@href, 'javascript:')]"
    )
