"""Les parcours : leur horaire, leurs pages, l'avancée, le chemin de fiche en fiche, les diapos."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros import guide as memoire
from macros import render
from macros.model import Parcours
from macros.parcours import moments, parcours_of
from macros.relations import Guide

from .conftest import RACINE
from .html import read, text
from .test_navigateur import violations

Ouvrir = Callable[..., Page]
PARCOURS = "parcours/parcours-debloquer/"


@pytest.fixture(scope="module")
def vrai() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


@pytest.mark.parametrize(
    ("genre", "minutes"),
    [
        ("parcours-decouvrir", 60),
        ("parcours-lancer-une-table", 180),
        ("parcours-diagnostiquer", 180),
        ("parcours-debloquer", 120),
        ("parcours-evaluer-ensemble", 120),
        ("parcours-conditions-pour-elus", 45),
    ],
)
def test_each_course_lasts_what_it_says(vrai: Guide, genre: str, minutes: int) -> None:
    parcours = vrai.fiches[genre]
    assert isinstance(parcours, Parcours)
    assert parcours.minutes == minutes
    last = moments(vrai, parcours)[-1]
    assert last.reprise == minutes
    assert last.temps[-1][0] + last.temps[-1][1].minutes == last.fin


def test_no_course_leaves_something_to_complete(vrai: Guide) -> None:
    for parcours in parcours_of(vrai):
        assert "À compléter" not in parcours.model_dump_json()


def test_the_facilitator_has_everything_and_the_participant_no_answer(vrai: Guide) -> None:
    for parcours in parcours_of(vrai):
        pages = {
            piece: render.kit(vrai, f"{parcours.adresse}{piece}/", parcours.id, piece)
            for piece in parcours.pieces
        }
        for moment in moments(vrai, parcours):
            assert f'#{moment.activite.id} }}' in pages["animation"]
            assert f'id="{moment.activite.id}"' in pages["diapos"]
            assert pages["animation"].count("<h3>Pièges</h3>") == len(parcours.activites)
            assert "À dire" not in pages["document"]


@pytest.mark.parametrize("piece", ["", "animation/", "document/"])
@pytest.mark.parametrize(("mode", "largeur"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing(ouvrir: Ouvrir, piece: str, mode: str, largeur: int) -> None:
    page = ouvrir(PARCOURS + piece, mode=mode, largeur=largeur)
    assert violations(page) == []


@pytest.mark.parametrize(("mode", "largeur"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_on_the_slides(ouvrir: Ouvrir, mode: str, largeur: int) -> None:
    page = ouvrir(f"{PARCOURS}diapos/", mode=mode, largeur=largeur)
    assert violations(page) == []


def test_what_is_done_is_kept_and_resumed(ouvrir: Ouvrir) -> None:
    page = ouvrir(PARCOURS)
    boxes = page.get_by_label("Fait")
    boxes.first.check()
    expect(page.locator("suivi-parcours")).to_contain_text("1 activité faite sur 7.")
    page.reload()
    expect(boxes.first).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    page.get_by_role("link", name="Reprendre").click()
    expect(page).to_have_url(re.compile(r"#ce-qu-on-entend$"))
    page.get_by_role("button", name="Recommencer").click()
    expect(boxes.first).not_to_be_checked()


def test_what_is_kept_by_another_is_not_trusted(ouvrir: Ouvrir) -> None:
    page = ouvrir(PARCOURS)
    for kept in ('{"parcours-debloquer": {"a": 1}}', "[1]", "null", "{"):
        page.evaluate("kept => localStorage.setItem('guide-concertation:parcours', kept)", kept)
        page.reload()
        expect(page.get_by_label("Fait").first).not_to_be_checked()
        expect(page.locator("suivi-parcours")).to_contain_text("Cochez chaque activité faite")


def test_from_a_course_one_goes_from_fiche_to_fiche_and_back(ouvrir: Ouvrir) -> None:
    page = ouvrir(PARCOURS)
    page.locator("#cadre-et-securite ~ .a-lire a").first.click()
    bar = page.get_by_role("navigation", name="Parcours : Débloquer une concertation")
    bar.get_by_role("link", name="Ensuite").click()
    expect(page.locator("h1")).to_contain_text("Des règles communes")
    bar.get_by_role("link", name="Avant").click()
    expect(page.locator("h1")).to_contain_text("La sécurité personnelle")
    bar.get_by_role("link", name="Poser un cadre sûr").click()
    expect(page).to_have_url(re.compile(r"/parcours-debloquer/#cadre-et-securite$"))


@pytest.mark.parametrize("fragment", ["parcours=inconnu/x", "parcours=__proto__/x", "parcours="])
def test_a_bad_path_shows_the_fiche_alone(ouvrir: Ouvrir, fragment: str) -> None:
    page = ouvrir(f"freins/eparpillement/#{fragment}")
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_contain_text("éparpillement")
    expect(page.locator(".fil-parcours")).to_have_count(0)


def test_the_timetable_tells_the_hour_once_the_start_is_given(ouvrir: Ouvrir) -> None:
    page = ouvrir(f"{PARCOURS}animation/")
    first = page.locator("tbody tr").nth(1).locator(".heure")
    expect(first).to_have_text("0 h 15")
    page.get_by_label("On commence à").fill("13:50")
    expect(first).to_have_text("14 h 05")


def test_slides_follow_the_keyboard_and_the_address(ouvrir: Ouvrir) -> None:
    page = ouvrir(f"{PARCOURS}diapos/")
    place = page.locator("output")
    expect(place).to_have_text("1 sur 11")
    for key in ("ArrowRight", "PageDown", " "):
        page.keyboard.press(key)
    expect(place).to_have_text("4 sur 11")
    expect(page).to_have_url(re.compile(r"#ce-qu-on-entend$"))
    page.keyboard.press("End")
    expect(place).to_have_text("11 sur 11")
    page.keyboard.press("ArrowLeft")
    expect(place).to_have_text("10 sur 11")
    page.reload()
    expect(place).to_have_text("10 sur 11")


def test_each_slide_prints_on_its_own_page(ouvrir: Ouvrir, tmp_path: Path) -> None:
    import pypdfium2  # noqa: PLC0415

    page = ouvrir(f"{PARCOURS}diapos/")
    page.pdf(path=tmp_path / "diapos.pdf", prefer_css_page_size=True)
    slides = page.locator(".diapo").all_inner_texts()
    printed = pypdfium2.PdfDocument(tmp_path / "diapos.pdf")
    assert len(printed) == len(slides)
    for words, sheet in zip(slides, printed, strict=True):
        assert words.split()[0] in sheet.get_textpage().get_text_range()


def test_a_code_on_a_printed_slide_is_read(ouvrir: Ouvrir, site: Path, tmp_path: Path) -> None:
    import pypdfium2  # noqa: PLC0415
    from pyzbar.pyzbar import decode  # noqa: PLC0415

    page = ouvrir(f"{PARCOURS}diapos/")
    page.pdf(path=tmp_path / "diapos.pdf", prefer_css_page_size=True)
    canonical = read(site / PARCOURS / "index.html").xpath("//link[@rel='canonical']/@href")[0]
    sheet = pypdfium2.PdfDocument(tmp_path / "diapos.pdf")[0]
    found = decode(sheet.render(scale=1, grayscale=True).to_pil())
    assert [code.data.decode() for code in found] == [canonical]


def test_the_code_of_a_handout_leads_to_what_is_read(ouvrir: Ouvrir, tmp_path: Path) -> None:
    import pypdfium2  # noqa: PLC0415
    from pyzbar.pyzbar import decode  # noqa: PLC0415

    page = ouvrir(f"{PARCOURS}document/")
    page.pdf(path=tmp_path / "document.pdf", format="Letter")
    sheets = pypdfium2.PdfDocument(tmp_path / "document.pdf")
    found = [
        code.data.decode()
        for sheet in sheets
        for code in decode(sheet.render(scale=2, grayscale=True).to_pil())
    ]
    assert len(found) == page.locator(".qr-remis").count()
    assert any(address.endswith("/conditions/securite-personnelle/") for address in found)


def test_slides_read_without_javascript(site: Path) -> None:
    page = read(site / PARCOURS / "diapos/index.html")
    assert text(page.xpath("//h1")[0]) == "Débloquer une concertation"
    assert len(page.xpath("//section")) == 11
    assert page.xpath("//nav/@hidden")
