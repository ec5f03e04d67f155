"""Le cadre d'une page, sans le code du thème : mode clair ou sombre, sommaire, replis."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Ouvrir = Callable[..., Page]
FICHE = "freins/eparpillement/"
MODE = "data-md-color-scheme"
SOMBRE, CLAIR = "Passer au mode sombre", "Passer au mode clair"
FERME = """Object.defineProperty(globalThis, "localStorage", {
  get() { throw new DOMException("fermé", "SecurityError"); },
});"""
DE_MATERIAL = """localStorage.setItem("/.__palette", JSON.stringify({ index: 1, color: {
  media: "(prefers-color-scheme: dark)", scheme: "slate", primary: "custom", accent: "custom",
} }));"""


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def errors(page: Page) -> list[str]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(error.message))
    return found


def test_the_chosen_mode_goes_from_page_to_page(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir(FICHE)
    button(page, SOMBRE).press("Enter")
    expect(page.locator("body")).to_have_attribute(MODE, "slate")
    expect(button(page, CLAIR)).to_be_focused()
    page.goto(f"{adresse}404.html")
    expect(page.locator("body")).to_have_attribute(MODE, "slate")
    button(page, CLAIR).press("Space")
    page.reload()
    expect(page.locator("body")).to_have_attribute(MODE, "default")


def test_until_one_chooses_the_mode_is_that_of_the_device(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE, mode="dark")
    expect(page.locator("body")).to_have_attribute(MODE, "slate")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute(MODE, "default")
    button(page, SOMBRE).click()
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute(MODE, "slate")


def test_a_mode_kept_by_the_theme_before_is_still_there(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE)
    page.evaluate(DE_MATERIAL)
    page.reload()
    expect(page.locator("body")).to_have_attribute(MODE, "slate")


@pytest.mark.parametrize("kept", ["{", "null", '{"color": {"scheme": "<b>"}}', "slate" * 999])
def test_whatever_is_kept_the_page_has_a_mode(ouvrir: Ouvrir, kept: str) -> None:
    page = ouvrir(FICHE)
    found = errors(page)
    page.evaluate("(kept) => localStorage.setItem('/.__palette', kept)", kept)
    page.reload()
    before = page.locator("body").get_attribute(MODE)
    assert before in ("default", "slate")
    button(page, SOMBRE if before == "default" else CLAIR).click()
    expect(page.locator("body")).not_to_have_attribute(MODE, before)
    assert found == []


def test_the_mode_changes_when_storage_is_closed(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE)
    found = errors(page)
    page.add_init_script(FERME)
    page.reload()
    button(page, SOMBRE).click()
    expect(page.locator("body")).to_have_attribute(MODE, "slate")
    assert found == []


def test_the_mode_is_there_before_the_code_of_the_guide(ouvrir: Ouvrir) -> None:
    page = ouvrir("404.html", mode="dark")
    page.route("**/paquets/guide.js", lambda route: route.abort())
    page.reload()
    expect(page.locator("body")).to_have_attribute(MODE, "slate")
    expect(page.locator(".mode")).to_be_hidden()


def test_without_javascript_no_button_does_nothing(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE, java_script_enabled=False)
    expect(page.locator("html")).to_have_class("no-js")
    expect(page.locator(".mode")).to_be_hidden()
    expect(page.locator(".md-top")).to_be_hidden()


def test_the_summary_follows_what_is_read(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE)
    here = page.locator(".md-nav--secondary .md-nav__link--active")
    expect(here).to_have_count(0)
    page.locator("#pistes").evaluate("(title) => title.scrollIntoView()")
    expect(here).to_have_text("Que faire")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(here).to_have_text("D’où vient cette fiche")
    page.evaluate("scrollTo(0, 0)")
    expect(here).to_have_count(0)


def test_a_long_summary_shows_the_section_being_read(ouvrir: Ouvrir) -> None:
    page = ouvrir("listes/liste-freins/")
    page.set_viewport_size({"width": 1280, "height": 320})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".md-nav--secondary .md-nav__link--active")).to_be_in_viewport(ratio=1)


# Deux dessins plus tard, la page a entendu le défilement.
DESSINEE = "() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"


def test_going_back_up_offers_the_top(ouvrir: Ouvrir) -> None:
    page = ouvrir("listes/liste-freins/")
    top = page.locator(".md-top")
    page.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
    page.evaluate(DESSINEE)
    expect(top).to_be_hidden()
    page.evaluate("scrollTo({ top: 1700, behavior: 'instant' })")
    page.wait_for_selector(".md-top:not([hidden])")
    top.dispatch_event("click")  # le viser peut faire défiler, donc le cacher
    page.wait_for_function("scrollY === 0")
    expect(top).to_be_hidden()


def test_the_title_of_the_page_comes_in_its_head(ouvrir: Ouvrir) -> None:
    page = ouvrir(FICHE)
    topic = page.locator(".md-header__topic").last
    expect(topic).to_have_css("opacity", "0")
    page.locator("#pistes").evaluate("(title) => title.scrollIntoView()")
    expect(topic).to_have_css("opacity", "1")


def test_a_link_opens_the_fold_it_leads_to(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir("ca-bloque/")
    fold = page.locator("details.blocage").last
    place = fold.locator("[id]").first.get_attribute("id")
    page.goto(f"{adresse}ca-bloque/#{place}")
    expect(fold).to_have_attribute("open", "")
    expect(fold).to_be_in_viewport()


def test_paper_shows_every_fold_then_the_page_is_as_before(ouvrir: Ouvrir) -> None:
    page = ouvrir("ca-bloque/")
    folds = page.locator(".md-content details")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".md-content details[open]")).to_have_count(folds.count())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".md-content details[open]")).to_have_count(0)


def test_a_strange_fragment_breaks_nothing(ouvrir: Ouvrir) -> None:
    page = ouvrir(f"{FICHE}#%E0%A4%A")
    button(page, SOMBRE).click()
    expect(page.locator("body")).to_have_attribute(MODE, "slate")
