"""La carte d'une fiche, faite pour un cadre dans Moodle ou une présentation."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros import guide as memoire
from macros.cartes import cartes, extrait, write_cartes
from macros.relations import Guide

from .conftest import RACINE, Serveur
from .html import read, text
from .test_navigateur import violations

Ouvrir = Callable[..., Page]
CADRE = '<!doctype html><html lang="fr"><title>Cours</title><h1>Cours</h1>'
POLITIQUE = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; "
    "form-action 'none'"
)
EXEMPLES = ("joueurs-de-depart", "coutu-sd", "parcours-debloquer")  # la plus haute, un long titre


@pytest.fixture(scope="module")
def vrai() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


def test_every_fiche_has_a_light_card_that_names_it_and_leads_to_it(
    site: Path, vrai: Guide
) -> None:
    folders = {path.parent.name for path in site.glob("carte/*/index.html")}
    assert folders == vrai.fiches.keys() | vrai.anciens.keys() | {r.id for r in vrai.retraits}
    wrong = []
    for fiche in vrai.fiches.values():
        path = site / "carte" / fiche.id / "index.html"
        card = read(path)
        [canonical] = card.xpath("//link[@rel='canonical']/@href")
        links = card.xpath("//main//a[@target='_blank' and @rel='noopener']/@href")
        heavy = len(gzip.compress(path.read_bytes(), 6)) > 2_000
        if (
            heavy
            or not canonical.endswith(f"/{fiche.adresse}")
            or links != [f"../../{fiche.adresse}"] * 2
            or text(card.xpath("//h1")[0]) not in text(card.xpath("//title")[0])
            or card.xpath("//script | //style | //@style")
            or card.xpath("//meta[@name='robots']/@content") != ["noindex"]
        ):
            wrong.append(fiche.id)
    assert wrong == []
    assert len(gzip.compress((site / "assets/carte.css").read_bytes(), 6)) < 2_000


@pytest.fixture
def cours(chromium: Browser, adresse: str, tmp_path: Path) -> Iterator[Page]:
    """Une page d'un autre site, avec une carte dans un cadre, sous notre politique de sécurité."""
    (tmp_path / "index.html").write_text(
        f'{CADRE}<iframe src="{adresse}carte/eparpillement/" title="Carte" width="320" '
        'height="420"></iframe>',
        encoding="utf-8",
    )
    serveur = Serveur(tmp_path)
    page = chromium.new_page(service_workers="block")
    page.route(
        f"{adresse}**",
        lambda route: route.fulfill(
            response=(response := route.fetch()),
            headers={**response.headers, "content-security-policy": POLITIQUE},
        ),
    )
    page.goto(serveur.adresse)
    yield page
    page.close()
    serveur.stop()


def test_in_a_frame_of_another_site_it_reads_and_opens_the_fiche_in_a_tab(
    cours: Page, adresse: str
) -> None:
    said: list[str] = []
    cours.on("console", lambda message: said.append(message.text))
    cours.reload()
    card = cours.frame_locator("iframe")
    expect(card.get_by_role("heading", name="L’éparpillement des acteurs")).to_be_visible()
    expect(card.get_by_text(re.compile(r"édition du \d.*, CC.BY.4\.0"))).to_be_in_viewport()
    with cours.expect_popup() as opened:
        card.get_by_role("link", name="Lire la fiche").press("Enter")
    expect(opened.value).to_have_url(f"{adresse}freins/eparpillement/")
    assert opened.value.evaluate("opener") is None
    expect(card.get_by_role("link", name="Lire la fiche")).to_be_visible()  # rien n'a bougé
    assert said == []
    opened.value.close()


def test_it_asks_for_two_files_and_nothing_else(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir("carte/eparpillement/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(adresse)))
    page.reload(wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [
        "carte/eparpillement/",
        "assets/carte.css",
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_fits_its_frame_and_has_no_accessibility_violation(
    ouvrir: Ouvrir, adresse: str, mode: str
) -> None:
    page = ouvrir("404.html", mode=mode)
    wrong = []
    for id in EXEMPLES:
        page.goto(f"{adresse}carte/{id}/")
        for width, height in ((320, 420), (600, 285)):
            page.set_viewport_size({"width": width, "height": height})
            size = page.evaluate("(({ scrollWidth: w, scrollHeight: h }) => [w, h])"
                                 "(document.documentElement)")  # fmt: skip
            wrong += [(id, size)] if size[0] > width or size[1] > height else []
    assert wrong == []
    assert violations(page) == []


def test_the_page_that_shows_how_holds_a_living_card(ouvrir: Ouvrir) -> None:
    page = ouvrir("integrer/", largeur=320)
    card = page.frame_locator("iframe")
    expect(card.get_by_role("link", name="Lire la fiche")).to_be_visible()
    code = page.get_by_role("region", name="Le code à copier")
    [address] = re.findall(r'<iframe src="(.*?)"', code.inner_text())
    assert address == "https://guide-concertation.example/carte/eparpillement/"
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.fixture
def renomme(data: Path) -> Guide:
    """Le petit corpus, où une fiche a un ancien nom et une autre est partie."""
    with (data / "freins/trop-de-tables.yml").open("a", encoding="utf-8") as file:
        file.write("anciens_ids: [reunionite]\n")
    (data / "retraits.yml").write_text(
        "retraits:\n  - id: partie\n    dossier: freins\n    titre: La fiche A & B\n"
        "    retire_le: 2026-03-01\n    motif: Elle répétait l'autre.\n    voir: [but-commun]\n",
        encoding="utf-8",
    )
    etat = memoire.current(data, now=True)
    assert etat.guide, etat.problems
    return etat.guide


def test_an_old_card_shows_the_fiche_of_today(renomme: Guide) -> None:
    found = cartes(renomme)
    assert found["reunionite"] == found["trop-de-tables"]


def test_the_card_of_a_withdrawn_fiche_says_so_and_leads_on(renomme: Guide) -> None:
    card = cartes(renomme)["partie"]
    assert "La fiche A &amp; B</h1>" in card
    assert "Cette fiche a été retirée le 1er mars 2026." in card
    assert '<a href="../../conditions/but-commun/" target="_blank" rel="noopener">' in card


def test_only_what_changes_is_written_and_what_is_gone_goes(guide: Guide, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_cartes(guide, docs)
    card = docs / "carte/trop-de-tables/index.html"
    before = card.stat().st_mtime_ns
    del guide.fiches["la-table"]
    write_cartes(guide, docs)
    assert card.stat().st_mtime_ns == before
    assert not (docs / "carte/la-table").exists()


@pytest.mark.parametrize(
    ("paragraphs", "place", "kept"),
    [
        ("<p>Un. <em>Deux</em> &amp; <a href='x'>trois</a>.</p><p>Quatre.</p>", 100,
         "Un. Deux & trois."),
        ("<p>Un. Deux est trop long.</p>", 10, "Un."),
        ("<p>" + "mot " * 40 + "</p>", 62, "mot " * 14 + "mot…"),
        ("<p>Trop long pour si peu.</p>", 10, ""),
        ("<ul><li>Pas un paragraphe</li></ul>", 100, ""),
        ("", 100, ""),
    ],
)  # fmt: skip
def test_an_extract_is_whole_sentences_without_markup(
    paragraphs: str, place: int, kept: str
) -> None:
    assert extrait(paragraphs, place) == kept
