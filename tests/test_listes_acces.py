"""Les listes au clavier seul, en couleurs forcées, au doigt : chaque geste à la portée de tous."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .test_listes import answer, saved

Ouvrir = Callable[..., Page]
LISTE = "listes/liste-mobilisation/"
# L'élément qui a le focus se voit-il? Son contour, ou celui de l'étiquette qui le porte.
VISIBLE = """() => {
  const focused = document.activeElement;
  return [focused, focused.closest("label")].some((one) => {
    const { outlineStyle, outlineWidth } = one ? getComputedStyle(one) : {};
    return outlineStyle && outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  });
}"""


def tab_to(page: Page, selector: str) -> None:
    """Avance au clavier jusqu'à cet élément; chaque étape se voit."""
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("() => Boolean(document.activeElement.closest('.liste'))"):
            assert page.evaluate(VISIBLE), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Le clavier n'atteint pas {selector}.")


def test_the_keyboard_alone_fills_plans_and_shares(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    tab_to(page, "[data-action=nouveau]")
    page.keyboard.press("Enter")
    page.keyboard.type("Table de la Matawinie")
    tab_to(page, "#rester input")
    page.keyboard.press("Space")
    tab_to(page, "#rester summary")
    page.keyboard.press("Enter")
    tab_to(page, "#rester textarea")
    page.keyboard.type("Jusqu'en juin.")
    tab_to(page, "[data-action=faibles]")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Quoi", exact=True)).to_be_focused()
    tab_to(page, "[name=qui]")
    page.keyboard.type("Le trio")
    tab_to(page, "[name=notes]")
    page.keyboard.press("Space")
    tab_to(page, "[data-action=qr]")
    page.keyboard.press("Enter")
    expect(page.locator(".code-qr")).to_be_visible()
    saved(page)
    page.reload()
    rester = page.get_by_role("group", name="Je compte rester.")
    expect(rester.get_by_label("1 Pas du tout")).to_be_checked()
    expect(rester.get_by_label("Note", exact=True)).to_have_value("Jusqu'en juin.")
    expect(page.get_by_label("Son nom")).to_have_value("Table de la Matawinie")
    expect(page.get_by_label("Qui", exact=True)).to_have_value("Le trio")


@pytest.mark.parametrize("chemin", [LISTE, "synthese/", "carnet/"])
def test_every_target_is_large_enough_for_a_finger(ouvrir: Ouvrir, chemin: str) -> None:
    page = ouvrir(chemin, largeur=320)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".liste *")]
          .filter((one) => one.matches("button, select, input, textarea, summary"))
          .map((control) => control.closest("label") ?? control)
          .filter((target) => target.checkVisibility())
          .map((target) => [target.outerHTML.slice(0, 80), target.getBoundingClientRect()])
          .filter(([, { width, height }]) => Math.min(width, height) < 24)
          .map(([html]) => html)"""
    )
    assert small == []


def test_in_forced_colours_an_answer_shows(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.emulate_media(forced_colors="active")
    choice = page.get_by_role("group", name="Je compte rester.").get_by_label("3 Moyennement")
    before = choice.screenshot()
    answer(page, "Je compte rester.", "3 Moyennement")
    assert choice.screenshot() != before


def test_what_changes_is_announced_once_it_settles(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.evaluate(
        """() => { window.dits = [];
        new MutationObserver(() => window.dits.push(1)).observe(
          document.querySelector(".liste-barre [role=status]"), { childList: true }); }"""
    )
    group = page.get_by_role("group", name="Je compte rester.")
    group.get_by_text("Note, et ce qui aide").click()
    group.get_by_label("Note", exact=True).press_sequentially("Une note de vingt-huit signes")
    saved(page)
    assert page.evaluate("window.dits.length") <= 3
