"""Les listes quand tout va mal : fichiers piégés, horloge folle, navigateur plein, allers-retours.

Chaque fois : une phrase claire, et rien de ce qui était gardé ne se perd.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from .conftest import CHROMIUM, SANS_RESEAU
from .test_format import action, dossier, fichier, releve, reponse
from .test_listes import answer, saved

Ouvrir = Callable[..., Page]
LISTE = "listes/liste-mobilisation/"
PIEGE = "<b data-piege>x</b><img src=x onerror=\"document.title='pris'\">"

# Jusqu'au dernier caractère que ce navigateur accepte.
REMPLIR = """() => {
  for (let size = 4_000_000, n = 0; size >= 1; n += 1) {
    try { localStorage.setItem(`plein${n}`, "x".repeat(size)); }
    catch { size = Math.floor(size / 2); }
  }
}"""


def give(page: Page, text: str, nom: str = "d.json") -> None:
    page.get_by_label("Importer un fichier JSON").set_input_files(
        {"name": nom, "mimeType": "application/json", "buffer": text.encode()}
    )


def kept(page: Page) -> dict[str, str]:
    """Ce que le navigateur garde pour le guide."""
    stored: dict[str, str] = page.evaluate("({ ...localStorage })")
    return {key: text for key, text in stored.items() if key.startswith("guide-concertation:d")}


def full(number: int) -> str:
    return fichier(dossier(releves=[releve(reponses={f"p{n}": reponse() for n in range(number)})]))


HOSTILES = {
    "tronqué": full(3)[:-20],
    "énorme": " " * 1_000_001,
    "d'une version plus récente": fichier(dossier(), version=2),
    "dix mille réponses": full(10_000),
    "pas un objet": "[]",
    "binaire": "\x00\x01\x02",
    "trop profond": "[" * 100_000,
    "clés en double": fichier(dossier(id="a"), dossier(id="a")),
}


@pytest.mark.parametrize("case", HOSTILES)
def test_a_hostile_file_is_refused_in_words_and_nothing_moves(ouvrir: Ouvrir, case: str) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    before = kept(page)
    give(page, HOSTILES[case])
    expect(page.locator("garder-liste [role=status]")).not_to_be_empty()
    assert kept(page) == before
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("2")).to_be_checked()


def test_words_that_look_like_html_stay_words(ouvrir: Ouvrir, adresse: str) -> None:
    reponses = {"rester": reponse(reponse="a1", note=PIEGE), "ailleurs": reponse(note=PIEGE)}
    plan = [action(point="rester", quoi=PIEGE, qui=PIEGE)]
    piege = releve(reponses=reponses, plan=plan, pseudonyme="<b data-piege>x</b>")
    text = fichier(dossier(nom="<b data-piege>x</b>", releves=[piege]))
    page = ouvrir(LISTE)
    give(page, text)
    expect(page.locator(".points-retires li")).to_contain_text("data-piege")
    expect(page.locator(".points-faibles li").first).to_contain_text("data-piege")
    page.goto(f"{adresse}carnet/")
    expect(page.locator(".dossier h2")).to_contain_text("data-piege")
    for chemin in (LISTE, "carnet/", "synthese/"):
        page.goto(adresse + chemin)
        assert page.locator("[data-piege]").count() == 0
        assert page.title() != "pris"


def test_a_key_that_names_the_prototype_is_only_a_key(ouvrir: Ouvrir) -> None:
    text = full(1).replace('"p0"', '"__proto__"').replace('"nom"', '"__proto__": {"mal": 1}, "nom"')
    page = ouvrir(LISTE)
    give(page, text)
    expect(page.locator("garder-liste [role=status]")).to_contain_text("1 dossier importé.")
    assert page.evaluate("({}).mal === undefined && ({}).reponse === undefined")


def test_answers_to_unknown_points_are_kept_and_shown_apart(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    give(page, fichier(dossier(releves=[releve(reponses={"inconnu": reponse(note="Là")})])))
    answer(page, "Je compte rester.", "2 Peu")
    expect(page.locator(".points-retires li")).to_contain_text("inconnu")
    saved(page)
    page.reload()
    expect(page.locator(".points-retires li")).to_contain_text("Là")


def test_the_link_of_another_list_says_so(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    link = page.evaluate("document.querySelector('partager-liste').link()")
    other = ouvrir(f"listes/liste-freins/#{link.partition('#')[2]}")
    expect(other.locator(".liste-barre [role=status]")).to_contain_text("celui d’une autre liste")


def test_a_file_for_a_full_browser_is_not_half_taken(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    before = kept(page)
    page.evaluate(REMPLIR)
    give(page, full(3))
    expect(page.locator("garder-liste [role=status]")).to_contain_text("plein ou fermé")
    assert kept(page) == before
    expect(page.get_by_label("Son nom")).to_have_value("Table")  # là, dans cette page


@pytest.mark.parametrize("annees", [(2026, 2001), (2026, 2090), (1999, 2026)])
def test_a_clock_that_jumps_loses_no_answer(ouvrir: Ouvrir, annees: tuple[int, int]) -> None:
    page = ouvrir("a-propos/")
    page.clock.install(time=f"{annees[0]}-11-20T14:00:00Z")
    page.goto(page.url.replace("a-propos/", LISTE))
    answer(page, "Je compte rester.", "2 Peu")
    page.clock.set_system_time(f"{annees[1]}-11-20T14:00:00Z")
    answer(page, "Je compte rester.", "5 Tout à fait")
    page.clock.run_for(1000)
    page.reload()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("5")).to_be_checked()


def test_a_page_replaced_without_leaving_works_as_before(ouvrir: Ouvrir) -> None:
    """Ce que fait la navigation instantanée : le contenu part, puis revient."""
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    page.evaluate(
        """() => { const content = document.querySelector(".md-content");
        const place = content.parentElement; content.remove(); place.append(content); }"""
    )
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("2 Peu")).to_be_checked()
    answer(page, "On se fait confiance.", "1 Pas du tout")
    page.get_by_role("button", name="Ajouter les points faibles").click()
    expect(page.get_by_label("Quoi", exact=True)).to_have_count(2)  # une fois chacun
    saved(page)
    assert len(kept(page)) == 1


@pytest.fixture(scope="module")
def with_cache(playwright: Playwright) -> Iterator[Browser]:
    """Un Chromium qui garde les pages quittées, comme celui des gens."""
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=SANS_RESEAU,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


def test_coming_back_shows_what_was_answered_since(with_cache: Browser, adresse: str) -> None:
    # Un service worker qui arrive chasse les pages gardées.
    context = with_cache.new_context(locale="fr-CA", service_workers="block")
    page, other = context.new_page(), context.new_page()
    page.goto(adresse + LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    page.evaluate("addEventListener('pageshow', (event) => { window.revenue = event.persisted; })")
    page.goto(f"{adresse}a-propos/")
    other.goto(adresse + LISTE)
    answer(other, "On se fait confiance.", "1 Pas du tout")
    saved(other)
    page.go_back(wait_until="commit")
    page.wait_for_function("window.revenue")
    for enonce, label in (("Je compte rester.", "2 Peu"), ("On se fait confiance.", "1")):
        expect(page.get_by_role("group", name=enonce).get_by_label(label)).to_be_checked()
    context.close()


def filled(dossiers: int) -> str:
    """Un export de dossiers dont toutes les réponses sont données."""
    points = {f"p{n}": reponse(note="Une note de longueur ordinaire.") for n in range(20)}
    return fichier(
        *(
            dossier(id=f"d{n}", nom=f"Table {n}", releves=[releve(id=f"r{n}", reponses=points)])
            for n in range(dossiers)
        )
    )


@pytest.mark.chrono
def test_typing_stays_quick_with_twenty_dossiers(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    give(page, filled(20))
    expect(page.locator("garder-liste [role=status]")).to_contain_text("20 dossiers importés.")
    group = page.get_by_role("group", name="Je compte rester.")
    group.get_by_text("Note, et ce qui aide").click()
    times: list[float] = page.evaluate(
        """(note) => Array.from({ length: 50 }, () => {
          const start = performance.now();
          note.value += "x";
          note.dispatchEvent(new InputEvent("input", { bubbles: true }));
          document.body.getBoundingClientRect(); // la mise en page aussi
          return performance.now() - start;
        })""",
        group.get_by_label("Note").element_handle(),
    )
    assert sorted(times)[47] < 50, times


def test_what_a_file_holds_is_what_was_kept(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    give(page, filled(2))
    expect(page.locator("garder-liste [role=status]")).to_contain_text("2 dossiers importés.")
    stored: list[Any] = [json.loads(text) for text in kept(page).values()]
    assert {one["nom"] for one in stored} == {"Table 0", "Table 1"}
