"""Le guide sur une clé USB, ouvert comme on l'ouvre : un fichier, sans serveur ni réseau."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from macros import guide as memoire
from macros.publications.cle_usb import NOM, write_cle_usb
from macros.relations import Guide

from .conftest import CORPUS, RACINE
from .test_listes import answer, saved
from .test_navigateur import search

Brancher = Callable[..., Page]
Ecrire = Callable[[dict[str, str]], dict[str, str]]
PUBLIC = "https://guide-concertation.example/"
LISTE = "guide/listes/liste-mobilisation/index.html"
LIT_CODE = """async () => {
  const image = new Image();
  const svg = new XMLSerializer().serializeToString(document.querySelector(".code-qr"));
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { decodeQR } = guideCharge["assets/qr/qr-0.7.0/decode.js"];
  return decodeQR(context.getImageData(0, 0, image.width, image.height));
}"""


@pytest.fixture(scope="module")
def petit_guide() -> Guide:
    guide = memoire.current(CORPUS).guide
    assert guide
    return guide


@pytest.fixture(scope="module")
def cle(site: Path, petit_guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La clé, dans un dossier nommé comme les gens les nomment."""
    dossier = tmp_path_factory.mktemp("cle")
    write_cle_usb(petit_guide, site, dossier)
    with zipfile.ZipFile(dossier / NOM) as archive:
        archive.extractall(dossier / "Clé de l’été #1 (50 %)")
    return dossier / "Clé de l’été #1 (50 %)"


@pytest.fixture
def brancher(chromium: Browser, cle: Path) -> Iterator[Brancher]:
    """Ouvre un fichier de la clé. À la fin : rien dans la console, rien demandé au réseau."""
    dit: list[str] = []
    context = chromium.new_context(locale="fr-CA", viewport={"width": 1280, "height": 800})
    context.on("console", lambda message: dit.append(f"{message.type} : {message.text}"))
    context.on("weberror", lambda error: dit.append(str(error.error)))
    context.on(
        "request",
        lambda request: request.url.startswith(("file:", "data:")) or dit.append(request.url),
    )
    page = context.new_page()

    def brancher(chemin: str) -> Page:
        page.goto((cle / chemin).as_uri())
        return page

    yield brancher
    context.close()
    assert dit == []


def at(page: Page, ending: str) -> None:
    expect(page).to_have_url(re.compile(rf"^file:.*{re.escape(ending)}$"))


def test_a_double_click_opens_the_guide_and_its_pages(brancher: Brancher) -> None:
    page = brancher("Ouvrir le guide.html")
    at(page, "/guide/index.html")
    page.get_by_role("link", name="Débloquer", exact=True).click()
    page.get_by_role("link", name="Freins", exact=True).first.click()
    at(page, "/guide/freins/index.html")
    page.get_by_label("Famille").select_option(index=1)
    expect(page.get_by_role("status").first).to_contain_text("fiches")
    page.get_by_role("link", name="L’éparpillement des acteurs").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("L’éparpillement des acteurs")
    page.get_by_role("link", name="Que faire", exact=True).click()
    at(page, "/guide/freins/eparpillement/index.html#pistes")


def test_left_in_the_zip_it_says_to_take_it_out(
    chromium: Browser, cle: Path, tmp_path: Path
) -> None:
    seul = tmp_path / "Ouvrir le guide.html"
    seul.write_bytes((cle / seul.name).read_bytes())
    page = chromium.new_page()
    page.goto(seul.as_uri())
    expect(page.get_by_text("Extraire tout")).to_be_visible()
    page.close()


def test_the_search_leads_to_the_exact_place(brancher: Brancher) -> None:
    page = brancher("guide/index.html")
    search(page, "réunionite")
    page.keyboard.press("Enter")
    at(page, "/guide/freins/reunionite/index.html")
    search(page, "compte rendu de la dernière fois")
    page.locator(".recherche-resultats a[href$='/eparpillement/index.html#signes']").first.click()
    at(page, "/guide/freins/eparpillement/index.html#signes")
    expect(page.locator("#signes")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("compte rendu de la dernière fois")


def test_answers_are_kept_and_a_code_gives_the_public_address(
    brancher: Brancher, tmp_path: Path
) -> None:
    page = brancher(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    page.reload()
    expect(page.locator("resultat-liste")).to_contain_text("Je compte rester.")
    page.get_by_role("button", name="Montrer le code QR").click()
    page.locator(".code-qr").screenshot(path=tmp_path / "code.png")
    group = brancher("guide/synthese/index.html")
    group.get_by_label("ou des fichiers").set_input_files(tmp_path / "code.png")
    expect(group.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")
    group.get_by_role("button", name="Montrer son code QR").click()
    expect(group.locator(".code-qr")).to_be_visible()
    assert str(group.evaluate(LIT_CODE)).startswith(f"{PUBLIC}listes/liste-")
    group.on("dialog", lambda dialog: dialog.accept())  # « Quitter? »
    carnet = brancher("guide/carnet/index.html")
    carnet.get_by_role("link", name="Le degré de mobilisation").click()
    at(carnet, LISTE)


def test_a_shared_list_or_search_is_the_public_one(brancher: Brancher) -> None:
    page = brancher(LISTE)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    answer(page, "Je compte rester.", "2 Peu")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié").first).to_be_visible()
    assert page.evaluate("copied").startswith(f"{PUBLIC}listes/liste-mobilisation/#r=v1.")
    search(page, "confiance")
    page.get_by_role("button", name="Copier le lien de cette recherche").click()
    page.wait_for_function("copied.endsWith('?q=confiance')")
    assert page.evaluate("copied") == f"{PUBLIC}recherche/?q=confiance"


def test_a_fiche_of_a_parcours_is_shared_and_chosen(brancher: Brancher) -> None:
    page = brancher("guide/parcours/parcours-decouvrir/index.html")
    page.locator("article a[href*='index.html#parcours=']").first.click()
    page.locator(".fil-parcours").get_by_role("link", name="Ensuite").click()
    expect(page).to_have_url(re.compile("/index.html#(parcours=)?[a-z]"))
    page = brancher("guide/freins/eparpillement/index.html")
    page.get_by_role("button", name="Partager").click()
    expect(page.get_by_label("Adresse", exact=True)).to_have_value(f"{PUBLIC}freins/eparpillement/")
    page.get_by_role("button", name="Fermer").click()
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page = brancher("guide/selection/index.html")
    page.get_by_role("link", name="L’éparpillement des acteurs").click()
    at(page, "/guide/freins/eparpillement/index.html")
    page = brancher("guide/references/index.html")
    with page.expect_download():
        page.get_by_role("button", name="BibTeX").click()


def test_the_offline_page_says_that_the_copy_is_whole(brancher: Brancher) -> None:
    page = brancher("guide/hors-ligne/index.html")
    expect(page.get_by_text("Vous lisez une copie complète du guide")).to_be_visible()
    expect(page.get_by_text("Pour garder des copies, il faut JavaScript.")).to_be_hidden()
    expect(page.get_by_role("button", name="Garder tout le guide")).to_be_hidden()


def test_every_link_of_the_key_is_a_file_of_the_key(cle: Path) -> None:
    links = {
        (page.parent, unquote(link))
        for page in (cle / "guide").rglob("*.html")
        for link in re.findall(
            r'\s(?:href|src)="(?![a-z]+:|#)([^"?#]+)', page.read_text(encoding="utf-8")
        )
    }
    assert links
    assert [link for folder, link in links if not (folder / link).is_file()] == []


@pytest.fixture
def ecrire(petit_guide: Guide, tmp_path: Path) -> Ecrire:
    """Une clé faite d'un petit site : ce qu'elle contient, par chemin."""

    def ecrire(pages: dict[str, str]) -> dict[str, str]:
        site = tmp_path / "site"
        home = f'<link rel="canonical" href="{PUBLIC}">'
        for path, text in {"index.html": home, "assets/a.css": "", **pages}.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        write_cle_usb(petit_guide, site, tmp_path / "sortie")
        with zipfile.ZipFile(tmp_path / "sortie" / NOM) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}

    return ecrire


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../x/?a=1&amp;b=2#c">', '<a href="../x/index.html?a=1&amp;b=2#c">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href="/x/">', '<a href="../x/index.html">'),
        ('<a href="#ici">', '<a href="#ici">'),
        ('<a href="https://exemple.org/x/">', '<a href="https://exemple.org/x/">'),
        ('<a href="../le-guide.zip">', f'<a href="{PUBLIC}le-guide.zip">'),
        ('<link href="../assets/a.css" rel="stylesheet">',) * 2,
        (
            '<meta http-equiv="refresh" content="0; url=../x/">',
            '<meta http-equiv="refresh" content="0; url=../x/index.html">',
        ),
        (
            '<script type="module" src="../seul.js"></script>',
            '<script defer src="../seul.js"></script>',
        ),
        ('<link rel="modulepreload" href="../seul.js">', ""),
    ],
)
def test_a_tag_is_rewritten_for_files(ecrire: Ecrire, before: str, after: str) -> None:
    wrote = ecrire({"x/index.html": "", "y/index.html": before, "seul.js": "", "le-guide.zip": ""})
    assert wrote["guide/y/index.html"] == after


def test_a_module_of_any_page_becomes_a_script(
    ecrire: Ecrire, chromium: Browser, tmp_path: Path
) -> None:
    wrote = ecrire(
        {
            "carte/index.html": '<script type="module" src="carte.js"></script>',
            "carte/carte.js": 'import { dire } from "../assets/dire.js";\n'
            'import { loadModule } from "../assets/charger.js";\n'
            "window.dit = dire();\n"
            'window.plus = loadModule("plus/plus.js").then(({ mot }) => mot);\n',
            "assets/dire.js": "export function dire() {\n  return import.meta.url;\n}\n",
            "plus/plus.js": 'export const mot = "plus";\n',
        }
    )
    assert not any(re.search(r"^(import|export)\b", text, re.M) for text in wrote.values())
    for path, text in wrote.items():
        (tmp_path / "cle" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "cle" / path).write_text(text, encoding="utf-8")
    page = chromium.new_page()
    page.goto((tmp_path / "cle/guide/carte/index.html").as_uri())
    assert page.evaluate("dit").endswith("/guide/assets/dire.js")
    assert page.evaluate("plus") == "plus"
    page.close()


def test_a_module_inside_a_page_is_refused(ecrire: Ecrire) -> None:
    with pytest.raises(ValueError, match=r"y/index\.html : mettez ce module dans un fichier"):
        ecrire({"y/index.html": '<script type="module">1;</script>'})


CHARGEMENT = re.compile(r"(?<!async )(?<![.\w])(?:import|fetch)\(")
SEULS = {"charger.js", "hors-ligne-page.js"}  # celui-ci n'est pas sur la clé
SOURCES = [
    path
    for path in (RACINE / "docs/assets").rglob("*.js")
    if path.name not in SEULS and not re.search(r"/paquets$|-\d+\.\d+\.\d+$", str(path.parent))
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_all_that_is_loaded_later_can_be_on_a_key(path: Path) -> None:
    assert CHARGEMENT.findall(path.read_text(encoding="utf-8")) == []
