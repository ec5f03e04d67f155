"""Le site dans un vrai Chromium : sans JavaScript, sans autre site, accessible, cherchable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

Ouvrir = Callable[..., Page]

GENRES = [
    "",
    "comparer/",
    "conditions/",
    "conditions/roles-clairs/",
    "definitions/partenariat/",
    "freins/eparpillement/",
    "exemples/pajt/",
    "etapes/",
    "etapes/etape-mobilisation/",
    "roles/joueurs-de-depart/",
    "outils/",
    "outils/inventaire-de-wilder/",
    "reperes/benefices-et-couts/",
    "debats/debat-consensus/",
    "ca-bloque/",
    "carnet/",
    "carte/",
    "format/",
    "hors-ligne/",
    "integrer/",
    "listes/",
    "listes/liste-freins/",
    "sigles/",
    "provenance/",
    "publications/",
    "synthese/",
    "references/",
    "references/bourque-2008/",
    "sources/diapositives-concertation/",
    "a-propos/",
    "404.html",
]
MODES = [("light", 1280), ("dark", 320)]  # chaque mode et chaque largeur, une fois
REGLES = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ]
}  # fmt: skip


@pytest.fixture(scope="module")
def telephone(chromium: Browser, adresse: str) -> Iterator[Page]:
    """Un petit téléphone, le même pour toutes les pages qu'on y regarde en passant."""
    page = chromium.new_page(viewport={"width": 320, "height": 800}, service_workers="block")
    yield page
    page.close()


def violations(page: Page) -> list[str]:
    """Ce qu'axe trouve à redire de la page telle qu'elle est : la règle et l'élément."""
    results = Axe().run(page, options=REGLES)
    return [
        f"{violation['id']} : {node['html']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def search(page: Page, words: str) -> None:
    """Ouvre la recherche et y tape ces mots."""
    page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("searchbox").press_sequentially(words)


def test_without_javascript_everything_reads(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text("L’éparpillement des acteurs")
    expect(page.get_by_role("heading", name="Que faire")).to_be_visible()
    page.get_by_role("link", name="Choisir ses engagements").first.click()
    expect(page).to_have_url(re.compile(r"/conditions/choisir-ses-engagements/$"))


def test_a_visit_asks_nothing_of_another_host(ouvrir: Ouvrir, adresse: str) -> None:
    asked: list[str] = []
    page = ouvrir()
    page.on("request", lambda request: asked.append(request.url))
    for chemin in ("", "freins/", "freins/eparpillement/", "comparer/"):
        page.goto(adresse + chemin, wait_until="networkidle")
    search(page, "réunionite")
    expect(page.locator(".recherche-resultats a").first).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith(adresse)] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("éparpillement", "freins/eparpillement/"),
        ("l’engagement", "conditions/"),
        ("l'animation", "freins/animation-deficiente/"),
        ("PAJT", "exemples/pajt/"),
        ("Bourque", "references/bourque-2008/"),
        ("trop de comités", "freins/"),
        ("dispersion", "freins/eparpillement/"),  # un mot-clé, absent du texte
    ],
)
def test_search_finds(ouvrir: Ouvrir, typed: str, found: str) -> None:
    page = ouvrir()
    search(page, typed)
    expect(page.locator(f".recherche-resultats a[href*='/{found}']").first).to_be_visible()


def test_the_home_page_starts_from_what_people_want_to_do(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    expect(page.get_by_role("heading", level=2, name="Je veux…")).to_be_visible()
    path = page.locator(".porte", has_text="débloquer ce qui coince")
    path.get_by_role("link", name="Partir de ce qu’on entend").click()
    expect(page.get_by_role("heading", level=1, name="Ça bloque?")).to_be_visible()


def test_from_what_people_say_to_what_helps(ouvrir: Ouvrir) -> None:
    page = ouvrir("ca-bloque/")
    page.get_by_text("« On se réunit pour rien. »").press("Enter")
    page.get_by_role("link", name="Des tables peu efficaces").and_(
        page.locator(":visible")
    ).first.click()
    expect(page).to_have_url(re.compile(r"/freins/tables-peu-efficaces/$"))
    page.get_by_role("link", name="« On se réunit pour rien. »").click()
    expect(page.locator("details[open] > summary")).to_have_text("« On se réunit pour rien. »")


def test_an_index_is_filtered_by_keyboard_and_its_address_can_be_shared(ouvrir: Ouvrir) -> None:
    page = ouvrir("conditions/")
    expect(page.get_by_label("Thème")).to_be_visible()
    page.get_by_label("Thème").focus()
    page.keyboard.type("Se rencontrer")
    expect(page).to_have_url(re.compile(r"/conditions/\?theme=rencontres$"))
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ fiches$"))
    expect(page.get_by_role("link", name="Animer à trois")).to_be_visible()
    expect(page.get_by_role("link", name="Une finalité commune")).to_be_hidden()
    expect(page.get_by_role("heading", name="S’entendre sur le sens")).to_be_hidden()
    expect(page.get_by_role("link", name="S’entendre sur le sens")).to_be_hidden()


def test_a_shared_address_shows_the_same_choice(ouvrir: Ouvrir) -> None:
    page = ouvrir("conditions/?theme=rencontres&etape=etape-action&source=inconnue")
    expect(page.get_by_label("Thème")).to_have_value("rencontres")
    expect(page.get_by_label("Étape")).to_have_value("etape-action")
    expect(page.get_by_label("Source", exact=True)).to_have_value("")
    shown = page.locator(".cartes > li:visible").count()
    page.get_by_role("button", name="Tout montrer").press("Enter")
    expect(page).to_have_url(re.compile(r"/conditions/$"))
    assert page.locator(".cartes > li:visible").count() > shown


def test_without_javascript_an_index_shows_everything_and_no_filter(ouvrir: Ouvrir) -> None:
    page = ouvrir("conditions/", java_script_enabled=False)
    expect(page.get_by_label("Thème")).to_be_hidden()
    expect(page.get_by_role("link", name="Animer à trois")).to_be_visible()


def test_the_cycle_is_followed_by_keyboard(ouvrir: Ouvrir) -> None:
    page = ouvrir("etapes/etape-besoins/")
    cycle = page.get_by_role("group", name="Le cycle des 7 étapes")
    expect(cycle.locator("[aria-current]")).to_have_text(re.compile("Besoins"))
    cycle.get_by_role("link", name="2. Priorités").press("Enter")
    expect(page).to_have_url(re.compile(r"/etapes/etape-priorites/$"))


def test_the_meaning_of_a_sigle_shows_on_focus_and_escape_hides_it(ouvrir: Ouvrir) -> None:
    page = ouvrir("exemples/conferences-regionales-des-elus/")
    sigle = page.locator(".sigle", has=page.get_by_role("link", name="CRÉ", exact=True)).first
    bubble = sigle.locator(".sigle-bulle")
    expect(bubble).to_have_css("clip-path", "inset(50%)")
    sigle.get_by_role("link").focus()
    expect(bubble).to_have_css("clip-path", "none")
    expect(bubble).to_contain_text("conférence régionale des élus")
    page.keyboard.press("Escape")
    expect(bubble).to_have_css("clip-path", "inset(50%)")
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_contain_text("Conférence régionale des élus")


@pytest.mark.parametrize("largeur", [320, 768, 1280])
@pytest.mark.parametrize("chemin", ["roles/joueurs-de-depart/", "comparer/", "conditions/"])
def test_the_meaning_of_a_sigle_stays_on_the_screen(
    ouvrir: Ouvrir, chemin: str, largeur: int
) -> None:
    page = ouvrir(chemin, largeur=largeur)
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".sigle a")].filter((link) => {
          link.focus();
          const { left, right } = link.nextElementSibling.getBoundingClientRect();
          return left < 0 || right > innerWidth;
        }).map((link) => link.textContent)"""
    )
    assert outside == []


def test_on_a_phone_the_menu_opens_by_keyboard(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/", largeur=320)
    page.get_by_text("Menu", exact=True).press("Enter")
    menu = page.get_by_role("navigation", name="Menu", exact=True)
    expect(menu.locator("[aria-current]")).to_have_text("Freins")
    menu.get_by_role("link", name="Ça bloque?").press("Enter")
    expect(page).to_have_url(re.compile(r"/ca-bloque/$"))


def test_on_a_phone_a_fiche_has_its_summary(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/", largeur=320, java_script_enabled=False)
    page.get_by_text("Sur cette page").click()
    page.get_by_role("navigation", name="Sur cette page").get_by_text("Que faire").click()
    expect(page).to_have_url(re.compile(r"#pistes$"))


def test_the_menu_shows_the_other_pages_of_the_section(ouvrir: Ouvrir) -> None:
    page = ouvrir("etapes/")
    section = page.get_by_role("navigation", name="Section Agir")
    section.get_by_role("link", name="Outils").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Outils"))


def test_the_menu_marks_where_a_fiche_is(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/")
    expect(page.locator(".md-tabs [aria-current]")).to_have_text("Débloquer")


def test_on_paper_a_page_says_where_it_comes_from(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/")
    expect(page.locator(".sur-papier")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".sur-papier")).to_contain_text("/freins/eparpillement/")
    expect(page.locator(".md-copyright")).to_contain_text("CC BY 4.0")


def test_on_paper_a_sigle_is_written_out(ouvrir: Ouvrir) -> None:
    page = ouvrir("exemples/conferences-regionales-des-elus/")
    page.emulate_media(media="print")
    expect(page.locator(".sigle-bulle").first).to_have_css("position", "static")


def test_a_citation_leads_to_its_reference_and_back(ouvrir: Ouvrir) -> None:
    page = ouvrir("comparer/")
    page.get_by_role("link", name="Bourque, 2008").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Concertation et partenariat")
    page.get_by_role("link", name="La concertation", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/definitions/concertation/$"))


def test_from_a_fiche_one_reaches_the_exact_place_in_the_source(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/")
    page.locator(".provenance a", has_text="Quelques freins").click()
    expect(page.locator("tr:target")).to_contain_text("Les acteurs se dispersent")
    page.locator("tr:target").get_by_role("link", name="L’éparpillement des acteurs").click()
    expect(page).to_have_url(re.compile(r"/freins/eparpillement/$"))


@pytest.mark.parametrize("chemin", GENRES)
def test_no_page_scrolls_sideways_on_a_small_phone(
    telephone: Page, adresse: str, chemin: str
) -> None:
    telephone.goto(adresse + chemin)
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("mode", "largeur"), MODES)
@pytest.mark.parametrize("chemin", GENRES)
def test_axe_finds_nothing(ouvrir: Ouvrir, chemin: str, mode: str, largeur: int) -> None:
    assert violations(ouvrir(chemin, largeur=largeur, mode=mode)) == []


def test_the_keyboard_reaches_the_content_first(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("Aller au contenu"))


def test_in_print_the_interface_goes_away(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/")
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-sidebar", ".sous-menu", ".barre", ".voisines"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_role("heading", name="Que faire")).to_be_visible()
