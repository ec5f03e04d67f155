"""« Partager » : la boîte d'une fiche, d'une section et d'un point, au clavier et à la souris."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from lxml import html
from markdown_it import MarkdownIt
from PIL import Image, ImageFilter
from playwright.sync_api import Locator, Page, expect
from pyzbar.pyzbar import ZBarSymbol, decode

from .html import read
from .test_navigateur import violations

Ouvrir = Callable[..., Page]
SITE = "https://guide-concertation.example/"
FREIN = "freins/eparpillement/"
LISTE = "listes/liste-conditions-de-la-concertation/"
HOSTILE = 'Le [mot](javascript:1) <img src=x onerror=1> & « "c" » `d` *e* \\'
PRESSE_PAPIERS = {"permissions": ["clipboard-read", "clipboard-write"]}

PIXELS, DEGRES = 4_000, 0.637  # un téléphone ordinaire : 12 Mpx; tangente de la moitié de 65°


def share(page: Page, link: Locator | None = None) -> Locator:
    """Ouvre la boîte de la page, ou celle d'un « § », au clavier."""
    (link or page.get_by_role("button", name="Partager", exact=True)).press("Enter")
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    return box


def unfold(box: Locator, part: str) -> None:
    box.locator("summary", has_text=part).press("Enter")


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def codes(image: Image.Image) -> list[str]:
    return [code.data.decode() for code in decode(image, symbols=[ZBarSymbol.QRCODE])]


def photograph(pdf: bytes, metres: float) -> Image.Image:
    """Ce qu'un téléphone voit de la page imprimée, de si loin, un peu floue."""
    [page] = pypdfium2.PdfDocument(pdf)
    sharp = page.render(scale=300 / 72).to_pil().convert("L")
    millimetres = page.get_width() / 72 * 25.4
    width = round(millimetres * PIXELS / (2 * metres * 1_000 * DEGRES))
    small = sharp.resize((width, width * sharp.height // sharp.width), Image.Resampling.BOX)
    return small.filter(ImageFilter.GaussianBlur(0.8))


def test_the_box_opens_and_gives_the_focus_back_by_keyboard(ouvrir: Ouvrir) -> None:
    page = ouvrir(FREIN)
    box = share(page)
    expect(box.get_by_role("heading", name="Partager cette page")).to_be_visible()
    expect(box.get_by_label("Adresse")).to_have_value(SITE + FREIN)
    expect(box.get_by_role("button", name="Copier le lien")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Partager", exact=True)).to_be_focused()


def test_a_section_and_a_point_are_shared_from_their_sign(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    box = share(page, page.locator("h2#lecture .headerlink"))
    expect(box.get_by_role("heading", name="Partager cette section")).to_be_visible()
    expect(box.get_by_label("Adresse")).to_have_value(f"{SITE}{LISTE}#lecture")
    box.get_by_role("button", name="Fermer").press("Enter")
    point = page.locator("fieldset#regles")
    sign = point.get_by_role("link", name="§ Nous avons établi nos règles ensemble.")
    box = share(page, sign)
    expect(box.get_by_role("heading", name="Partager ce point")).to_be_visible()
    expect(box.get_by_label("Adresse")).to_have_value(f"{SITE}{LISTE}#regles")
    assert not page.url.endswith("#regles")
    page.keyboard.press("Escape")
    expect(sign).to_be_focused()


def test_a_sign_is_a_link_like_any_other(ouvrir: Ouvrir) -> None:
    page = ouvrir(FREIN, java_script_enabled=False)
    page.locator("#signes .headerlink").click()
    expect(page).to_have_url(re.compile("#signes$"))
    expect(page.get_by_text("Partager", exact=True)).to_be_hidden()
    page = ouvrir(FREIN)
    with page.context.expect_page() as opened:
        page.locator("#signes .headerlink").click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile("#signes$"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_missing_network_leaves_the_address(ouvrir: Ouvrir) -> None:
    page = ouvrir(FREIN)
    page.route("**/partager*", lambda route: route.abort())
    page.locator("#signes .headerlink").press("Enter")
    expect(page).to_have_url(re.compile("#signes$"))


def test_a_point_is_copied_in_every_form(ouvrir: Ouvrir) -> None:
    page = ouvrir("debats/debat-coalition/", **PRESSE_PAPIERS)
    box = share(page, page.locator("#himmelman .headerlink"))
    status = box.get_by_role("status")
    url = f"{SITE}debats/debat-coalition/#himmelman"
    titre = "Qui forme une coalition? — Une organisation d’organisations"
    for name, said, text in (
        ("Copier le lien", "Lien copié.", url),
        ("Copier en Markdown", "en Markdown", f"[{titre}]({url})"),
        ("Copier en HTML", "en HTML", f'<a href="{url}">{titre}</a>'),
    ):
        box.get_by_role("button", name=name).press("Enter")
        expect(status).to_contain_text(said)
        assert copied(page) == text
    rich = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html'))"
        ".then((blob) => blob.text())"
    )
    assert html.fromstring(rich).xpath("string(//a/@href)") == url


def test_a_hostile_title_stays_a_title(ouvrir: Ouvrir) -> None:
    page = ouvrir(FREIN, **PRESSE_PAPIERS)
    page.evaluate("(text) => { document.querySelector('h1').textContent = text; }", HOSTILE)
    box = share(page)
    box.get_by_role("button", name="Copier en Markdown").click()
    expect(box.get_by_role("status")).to_contain_text("en Markdown")
    forms = [MarkdownIt("commonmark").render(copied(page))]
    box.get_by_role("button", name="Copier en HTML").click()
    expect(box.get_by_role("status")).to_contain_text("en HTML")
    forms.append(copied(page))
    for form in forms:
        [link] = html.fromstring(f"<div>{form}</div>").iter("a")
        assert (link.get("href"), link.text_content()) == (SITE + FREIN, HOSTILE)
        assert len(link) == 0
    unfold(box, "Intégrer")
    box.get_by_role("button", name="Copier le code").click()
    expect(box.get_by_role("status")).to_have_text("Code copié.")
    frame = html.fromstring(copied(page))
    assert (frame.tag, frame.get("title")) == ("iframe", HOSTILE)
    assert frame.get("src") == f"{SITE}carte/eparpillement/"


def test_a_refused_clipboard_leaves_the_text_to_copy(ouvrir: Ouvrir) -> None:
    page = ouvrir("404.html")
    page.add_init_script("delete Navigator.prototype.clipboard")  # comme sur une page http
    page.goto(page.url.replace("404.html", FREIN))
    box = share(page)
    box.get_by_role("button", name="Copier en HTML").press("Enter")
    expect(box.get_by_role("status")).to_contain_text("ne laisse pas copier")
    expect(box.get_by_label("À copier")).to_be_focused()
    assert page.evaluate("getSelection().toString()").startswith(f'<a href="{SITE}{FREIN}">')


def test_a_citation_says_its_dates_and_goes_to_a_bibliography(ouvrir: Ouvrir) -> None:
    page = ouvrir(FREIN, **PRESSE_PAPIERS)
    box = share(page, page.locator("#signes .headerlink"))
    unfold(box, "Citer")
    expect(box.get_by_text("Style APA. Édition du 20 novembre 2026; consultée le")).to_be_visible()
    box.get_by_role("button", name="Copier la citation").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Citation copiée.")
    assert copied(page).endswith(f"{SITE}{FREIN}#signes")
    files = {}
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        with page.expect_download() as given:
            box.get_by_role("button", name=name).press("Enter")
        end = Path(given.value.suggested_filename).suffix
        files[end] = given.value.path().read_text(encoding="utf-8")
    today = datetime.date.today()
    [csl] = json.loads(files[".json"])
    assert csl["URL"] == f"{SITE}{FREIN}#signes"
    assert csl["accessed"]["date-parts"] == [[today.year, today.month, today.day]]
    assert f"urldate = {{{today}}}" in files[".bib"]
    assert f"UR  - {SITE}{FREIN}#signes" in files[".ris"]


def test_a_code_is_read_on_the_screen_reduced_and_in_files(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE, mode="dark")
    box = share(page, page.locator("fieldset#regles .headerlink"))
    unfold(box, "Code QR")
    expect(box.locator("figure svg")).to_be_visible()
    screen = Image.open(io.BytesIO(page.screenshot()))
    assert codes(screen.resize((screen.width // 2, screen.height // 2))) == [
        f"{SITE}{LISTE}#regles"
    ]
    with page.expect_download() as given:
        box.get_by_role("button", name="Enregistrer en PNG").press("Enter")
    image = Image.open(given.value.path())
    assert min(image.size) >= 1_200
    assert codes(image) == [f"{SITE}{LISTE}#regles"]
    with page.expect_download() as given:
        box.get_by_role("button", name="Enregistrer en SVG").press("Enter")
    svg = html.fromstring(given.value.path().read_bytes())
    assert (svg.get("width"), svg.get("height")) == ("19cm", "19cm")


def test_a_printed_poster_is_read_from_afar(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE, mode="dark")
    box = share(page, page.locator("fieldset#au-dela-du-mandat .headerlink"))
    unfold(box, "Code QR")
    for taille, metres in (("19", 4), ("10", 2), ("5", 1)):
        box.get_by_label("Imprimé, il se lit").select_option(taille)
        box.get_by_role("button", name="Imprimer une affiche").press("Enter")
        expect(page.locator(".affiche svg")).to_have_attribute("width", f"{taille}cm")
        printed = page.pdf(prefer_css_page_size=True)
        assert codes(photograph(printed, metres)) == [f"{SITE}{LISTE}#au-dela-du-mandat"]


@pytest.mark.parametrize(("largeur", "mode"), [(1280, "light"), (320, "dark")])
def test_the_box_unfolded_has_no_accessibility_fault(
    ouvrir: Ouvrir, largeur: int, mode: str
) -> None:
    page = ouvrir(FREIN, largeur=largeur, mode=mode)
    box = share(page)
    parts = box.locator("details")
    parts.evaluate_all("(parts) => parts.map((part) => { part.name = ''; part.open = true; })")
    expect(parts.locator("svg, em")).to_have_count(2)  # le code et la citation sont là
    expect(box.locator("code")).to_contain_text("<iframe")
    expect(box.get_by_role("status")).to_be_empty()
    assert violations(page) == []
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize(
    ("chemin", "points"),
    [
        (LISTE, "//fieldset[@class='point'] | //section[@data-section]/h3"),
        ("sources/communagir-espaces-concertation-2019/", "//table[@class='unites']//tr[@id]"),
        ("sigles/", "//dl[@class='sigles']/div"),
        ("ca-bloque/", "//details[@class='blocage']/div"),
        ("reperes/plus-value/", "//dl[@class='points']/div"),
        ("debats/debat-coalition/", "//dl[@class='positions']/div"),
        ("definitions/coalition/", "//dl[@class='sens']/div"),
    ],
)
def test_every_point_has_its_address(site: Path, chemin: str, points: str) -> None:
    page = read(site / chemin / "index.html")
    ids = page.xpath(f"({points})/@id")
    assert len(ids) == len(page.xpath(points)) > 2
    signs = set(page.xpath("//a[@class='headerlink']/@href"))
    assert {f"#{id}" for id in ids} <= signs
