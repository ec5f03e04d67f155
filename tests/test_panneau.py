"""Le panneau de recherche, comme une personne s'en sert : clavier, lien, tri, panne."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from .test_navigateur import search, violations

Ouvrir = Callable[..., Page]
FICHE = "freins/eparpillement/"
POLITIQUE = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; "
    "form-action 'none'"
)
HOSTILE = "<img src=x onerror='window.touche=1'><b>concertation</b>"


def settled(page: Page) -> Page:
    """Attend que les phrases exactes soient là."""
    expect(page.locator(".recherche-resultats a[href*='#']").first).to_be_visible()
    return page


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_it_ready_to_type(ouvrir: Ouvrir, key: str) -> None:
    page = ouvrir(FICHE)
    page.keyboard.press(key)
    page.keyboard.type("confiance")
    expect(page.get_by_role("searchbox")).to_have_value("confiance")
    expect(page.locator(".recherche-titre").first).to_have_text("La confiance")


def test_a_key_typed_in_a_field_stays_there(ouvrir: Ouvrir) -> None:
    page = ouvrir("listes/liste-mobilisation/")
    field = page.get_by_label("Son nom")
    field.press_sequentially("tables/s")
    expect(field).to_have_value("tables/s")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_keyboard_goes_from_the_words_to_the_exact_place(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "trop de comités")
    settled(page)
    links = page.locator(".recherche-resultats > li > a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    target = links.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(str(target))


def test_a_letter_typed_on_a_result_goes_on_with_the_words(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "confianc")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("e")
    expect(page.get_by_role("searchbox")).to_have_value("confiance")


def test_a_result_says_its_type_and_shows_the_words_in_their_sentence(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "réunionite")
    first = page.locator(".recherche-resultats > li").first
    expect(first.locator(".type")).to_have_text("Frein")
    page.get_by_role("searchbox").fill("compte rendu de la dernière fois")
    place = page.locator(f".recherche-resultats a[href$='/{FICHE}#signes']")
    expect(place.first).to_be_visible()
    expect(page.locator(".recherche-resultats mark").first).to_be_visible()


def test_the_place_of_a_point_of_a_list_is_the_point(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "être partenaire ici me satisfait")
    place = page.locator(".recherche-resultats a[href$='/listes/liste-mobilisation/#satisfaction']")
    expect(place.first).to_be_visible()


def test_a_sigle_is_explained_first(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "c'est quoi une (MRC)")
    link = page.locator(".recherche-sigles a")
    expect(link).to_have_text("MRC\u00a0: municipalité régionale de comté")
    link.click()
    expect(page).to_have_url(re.compile(r"/sigles/#mrc$"))


def test_when_nothing_is_found_there_is_somewhere_to_go(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "pneus d’hiver")
    help_ = page.locator(".recherche-aide")
    expect(help_).to_be_visible()
    expect(help_.get_by_role("link", name="Ça bloque?")).to_be_visible()
    page.get_by_role("searchbox").fill("confiturologie")
    help_.locator("button").first.click()
    expect(page.locator(".recherche-resultats a").first).to_be_visible()


def test_more_results_are_a_key_away(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "partenaires")
    expect(page.locator(".recherche-resultats > li")).to_have_count(10)
    page.get_by_role("button", name="Tout montrer").press("Enter")
    assert page.locator(".recherche-resultats > li").count() > 10
    expect(page.locator(".recherche-resultats > li").nth(10).locator("a").first).to_be_focused()


def test_it_says_when_it_cannot_load_and_tries_again(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    page.route("**/recherche/index.json", lambda route: route.abort())
    search(page, "conf")
    expect(page.get_by_text("La recherche ne s’est pas chargée")).to_be_visible()
    page.unroute("**/recherche/index.json")
    page.get_by_role("searchbox").press_sequentially("iance")
    expect(page.locator(".recherche-titre").first).to_have_text("La confiance")
    expect(page.get_by_text("La recherche ne s’est pas chargée")).to_be_hidden()


def test_without_javascript_its_link_leads_somewhere(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE, java_script_enabled=False)
    page.get_by_role("link", name="Rechercher").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Recherche")
    expect(page.get_by_role("link", name="toutes les fiches sont sur la carte")).to_be_visible()


def test_it_obeys_a_strict_policy(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir("404.html")

    def strict(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLITIQUE}
        route.fulfill(response=answer, headers=headers)

    page.route(adresse + FICHE, strict)
    page.goto(adresse + FICHE)
    page.evaluate(
        """() => { window.refus = []; document.addEventListener("securitypolicyviolation",
        ({ violatedDirective, blockedURI }) => refus.push([violatedDirective, blockedURI])); }"""
    )
    search(page, "confiance")
    settled(page)
    assert page.evaluate("refus") == []


def test_it_works_when_storage_is_blocked(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir("404.html")
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("refusé", "SecurityError"); } });"""
    )
    page.goto(adresse + FICHE)
    search(page, "confiance")
    expect(page.locator(".recherche-titre").first).to_have_text("La confiance")


@pytest.mark.parametrize(
    ("typed", "mode", "largeur"),
    [
        ("c'est quoi une MRC", "light", 320),
        ("c'est quoi une MRC", "light", 1280),
        ("confiance", "dark", 320),
        ("confiance", "dark", 1280),
        ("", "light", 320),
        ("pneus d'hiver", "dark", 320),
    ],
)
def test_axe_finds_nothing_on_the_open_search(
    ouvrir: Ouvrir, typed: str, mode: str, largeur: int
) -> None:
    page = ouvrir(FICHE, largeur=largeur, mode=mode)
    search(page, typed)
    if typed:
        expect(page.locator(".recherche-annonce")).not_to_be_empty()
        page.wait_for_load_state("networkidle")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


def test_escape_closes_it_and_gives_the_page_back(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE)
    search(page, "confiance")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Rechercher")).to_be_focused()
    expect(page).to_have_url(re.compile(rf"/{FICHE}$"))


def test_one_type_can_be_shown_alone_until_the_question_changes(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "confiance")
    page.get_by_role("radio", name=re.compile("^Freins")).check()
    expect(page.locator(".recherche-resultats > li:not(.type-freins)")).to_have_count(0)
    expect(page.locator(".recherche-resultats > li").first).to_be_visible()
    page.get_by_role("searchbox").fill("concertation")
    expect(page.get_by_role("radio", name=re.compile("^Tout"))).to_be_checked()


def test_a_link_opens_a_search_then_leaves_the_address_clean(ouvrir: Ouvrir) -> None:
    page = ouvrir("exemples/?genre=experience&q=confiance&type=freins")
    expect(page.get_by_role("searchbox")).to_have_value("confiance")
    expect(page.locator(".recherche-resultats > li.type-freins").first).to_be_visible()
    expect(page.locator(".recherche-resultats > li:not(.type-freins)")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/exemples/\?genre=experience$"))


def test_the_link_of_a_search_is_copied(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir(permissions=["clipboard-read", "clipboard-write"])
    search(page, "l’argent arrive trop tôt")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié.").first).to_be_visible()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    assert page.url.startswith(f"{adresse}recherche/?q=")
    expect(page.get_by_role("searchbox")).to_have_value("l’argent arrive trop tôt")


def test_back_finds_the_search_again(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "confiance")
    expect(page.locator(".recherche-resultats a").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("La confiance")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("confiance")
    expect(page.locator(".recherche-titre").first).to_have_text("La confiance")


def test_what_is_typed_reaches_no_server(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    told: list[str] = []
    page.on("request", lambda one: told.append(f"{one.url} {one.headers.get('referer', '')}"))
    search(page, "harcelement")
    settled(page).wait_for_timeout(500)
    page.locator(".recherche-resultats a").first.click()
    page.wait_for_load_state("networkidle")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("harcelement")
    assert told
    assert [one for one in told if "harcel" in one] == []


def test_a_place_of_this_page_closes_it(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE)
    search(page, "on dit oui à tout de peur de manquer quelque chose")
    page.locator(f".recherche-resultats a[href$='/{FICHE}#signes']").first.click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile(rf"/{FICHE}#signes$"))


def test_the_count_is_heard(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "alcochoix")
    expect(page.locator(".recherche-annonce")).to_have_text(re.compile(r"^\d+ pages? trouvées?"))


def test_a_word_being_written_is_never_said_missing(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "comment on ")
    page.wait_for_timeout(1_000)
    expect(page.locator(".recherche-aide")).to_be_hidden()
    expect(page.locator(".recherche-annonce")).to_be_empty()


def test_enter_typed_before_it_is_ready_is_not_lost(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    late: list[Route] = []
    page.route("**/recherche/index.json", lambda route: late.append(route))  # noqa: PLW0108
    search(page, "confiance")
    expect(page.get_by_text("La recherche se charge…")).to_be_visible()
    page.keyboard.press("Enter")
    late[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_contain_text("La confiance")


def test_an_error_is_understood_and_said(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "partenarait ")
    expect(page.get_by_text("Compris ainsi\u00a0: «\u00a0partenariat\u00a0»")).to_be_visible()


def test_single_key_shortcuts_can_be_turned_off(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir("recherche/")
    page.get_by_label("Ouvrir la recherche d’une seule touche").uncheck()
    page.goto(adresse + FICHE)
    page.keyboard.press("s")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("texts", [None, {}], ids=["sans réseau", "d'une autre édition"])
def test_without_the_texts_the_summary_stays(ouvrir: Ouvrir, texts: object) -> None:
    page = ouvrir()
    page.route(
        "**/recherche/textes-*.json",
        lambda route: route.abort() if texts is None else route.fulfill(json=texts),
    )
    with page.expect_request("**/recherche/textes-*.json"):
        search(page, "réunionite")
    page.wait_for_timeout(300)
    expect(page.locator(".recherche-resultats p").first).not_to_be_empty()


def hostile(route: Route) -> None:
    """La réponse du serveur, où chaque texte est aussi du HTML."""
    answer = route.fetch()
    data = answer.json()
    for entree in data.get("entrees", []):
        entree[2:] = [f"{words} {HOSTILE}" for words in entree[2:]]
    for places in data.values() if "entrees" not in data else ():
        for place in places:
            place[1:] = [f"{words} {HOSTILE}" for words in place[1:]]
    route.fulfill(response=answer, json=data)


def test_nothing_typed_or_read_becomes_html(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    page.route("**/recherche/*.json", hostile)
    search(page, "")
    page.get_by_role("searchbox").fill(f"confiance {HOSTILE}")
    page.get_by_role("searchbox").fill("confiance")
    settled(page)
    expect(page.locator(".recherche-titre").first).to_contain_text("<img src=x")
    page.goto(f"{page.url}?q={HOSTILE}")
    expect(page.locator(".recherche-annonce")).not_to_be_empty()
    assert page.evaluate("window.touche") is None
    assert page.locator(".recherche img, .recherche b").count() == 0


def test_a_compound_word_is_marked_whole(ouvrir: Ouvrir) -> None:
    page = ouvrir()
    search(page, "sous comités")
    expect(page.locator("mark", has_text=re.compile("comités?$")).first).to_be_visible()
    page.get_by_role("searchbox").fill("sous-comités")
    expect(page.locator("mark", has_text=re.compile("^sous-comités?$")).first).to_be_visible()


def test_nothing_is_asked_before_it_opens_then_little(
    ouvrir: Ouvrir, site: Path, adresse: str
) -> None:
    page = ouvrir("404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(adresse + FICHE, wait_until="networkidle")
    assert [path for path in asked if "recherche" in path] == []
    asked.clear()
    search(page, "partenariat")
    settled(page).wait_for_timeout(1_500)
    assert [path for path in asked if "textes-" in path]
    weight = sum(len(gzip.compress((site / path).read_bytes(), 6)) for path in set(asked))
    assert weight <= 200_000, (weight, asked)


@pytest.mark.parametrize("largeur", [320, 640])
def test_it_never_slides_sideways(ouvrir: Ouvrir, largeur: int) -> None:
    page = ouvrir(FICHE, largeur=largeur)
    search(page, "concertation")
    expect(page.locator(".recherche-genres label").nth(5)).to_be_attached()
    page.locator(".recherche-genres input").last.focus()
    assert page.get_by_role("dialog").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    assert page.get_by_role("dialog").evaluate("one => one.scrollLeft") == 0
    expect(page.get_by_role("searchbox")).to_be_in_viewport()


def test_the_focus_is_never_under_the_field(ouvrir: Ouvrir) -> None:
    page = ouvrir(largeur=320)
    search(page, "concertation")
    links = page.locator(".recherche-resultats > li > a")
    expect(links.nth(9)).to_be_attached()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
    for _ in range(9):
        page.keyboard.press("ArrowUp")
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        head = page.locator(".recherche-tete").evaluate("one => one.getBoundingClientRect().bottom")
        assert top >= head - 1
