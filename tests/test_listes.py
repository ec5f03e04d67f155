"""Les listes de vérification dans un vrai navigateur : remplir, garder, lire, agir, partager."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from .test_navigateur import MODES, violations

Ouvrir = Callable[..., Page]
LISTE = "listes/liste-mobilisation/"
SANS_STOCKAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refusé", "SecurityError"); } });"""
PLEIN = """Storage.prototype.setItem = () => {
  throw new DOMException("plein", "QuotaExceededError"); };"""


def answer(page: Page, enonce: str, reponse: str) -> None:
    page.get_by_role("group", name=enonce).get_by_label(reponse).check()


def saved(page: Page) -> None:
    expect(page.locator(".liste-barre [role=status]")).to_contain_text("Gardé dans ce navigateur")
    page.evaluate("document.querySelector('liste-verification').flush()")


def test_without_javascript_a_list_is_ticked_and_says_what_is_missing(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE, java_script_enabled=False)
    answer(page, "Je compte rester.", "5 Tout à fait")
    expect(page.get_by_text("Sur papier ou sans JavaScript")).to_be_visible()
    expect(page.get_by_text("Il faut JavaScript.")).to_be_visible()
    expect(page.get_by_role("button", name="Exporter ce dossier")).to_be_hidden()


def test_answers_are_found_again(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "4 Beaucoup")
    group = page.get_by_role("group", name="Je compte rester.")
    group.get_by_text("Note, et ce qui aide").click()
    group.get_by_label("Note").fill("Jusqu'en juin.")
    expect(page.locator(".liste-barre [role=status]")).to_contain_text("Réponses\u00a0: 1 sur 20")
    saved(page)
    page.reload()
    expect(group.get_by_label("4 Beaucoup")).to_be_checked()
    expect(group.get_by_label("Note")).to_have_value("Jusqu'en juin.")


def test_a_page_left_at_once_loses_nothing(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "4 Beaucoup")
    page.reload()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("4")).to_be_checked()


def test_two_named_dossiers_stand_side_by_side(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    page.get_by_label("Son nom").fill("Table de la Matawinie")
    page.get_by_role("button", name="Nouveau dossier").click()
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("1")).not_to_be_checked()
    page.get_by_label("Dossier", exact=True).select_option("Table de la Matawinie")
    expect(group.get_by_label("1")).to_be_checked()


def test_the_result_leads_from_a_weak_point_to_what_helps(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "On se fait confiance.", "2 Peu")
    answer(page, "Je compte rester.", "5 Tout à fait")
    weak = page.locator(".points-faibles")
    expect(weak).to_contain_text("On se fait confiance.")
    expect(weak.get_by_role("link", name="La confiance")).to_be_visible()
    expect(page.locator(".points-forts")).to_contain_text("Je compte rester.")
    expect(page.get_by_role("row", name=re.compile("^Les liens")).get_by_role("cell")).to_have_text(
        ["0", "0", "1", "0", "3"]
    )


def test_in_a_list_of_costs_often_is_weak(ouvrir: Ouvrir) -> None:
    page = ouvrir("listes/liste-freins/")
    page.locator("fieldset.point").first.get_by_label("Souvent").check()
    expect(page.locator(".points-faibles li a").first).to_be_visible()


def test_weak_points_become_a_plan_that_is_kept(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "On se fait confiance.", "1 Pas du tout")
    page.get_by_role("button", name="Ajouter les points faibles").click()
    expect(page.get_by_label("Quoi", exact=True)).to_have_value("On se fait confiance.")
    page.get_by_label("Qui", exact=True).fill("Le trio")
    page.get_by_label("Pour quand").fill("2026-12-01")
    page.get_by_role("button", name="Ajouter les points faibles").click()
    expect(page.get_by_label("Quoi", exact=True)).to_have_count(1)
    saved(page)
    page.reload()
    expect(page.get_by_label("Qui", exact=True)).to_have_value("Le trio")
    page.get_by_role("button", name="Enlever cette ligne").click()
    expect(page.get_by_label("Quoi", exact=True)).to_have_count(0)


def test_emptying_is_confirmed_and_can_be_undone(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "3 Moyennement")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Effacer ces réponses").click()
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("3 Moyennement")).not_to_be_checked()
    page.get_by_role("button", name="Annuler").click()
    expect(group.get_by_label("3 Moyennement")).to_be_checked()


def test_a_deleted_dossier_can_come_back(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "3 Moyennement")
    saved(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Supprimer le dossier").click()
    assert not page.evaluate("Object.keys(localStorage).some((key) => key.includes('dossier:'))")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("3")).to_be_checked()


def test_two_dates_of_a_dossier_are_compared(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    page.get_by_role("button", name="Nouveau relevé").click()
    answer(page, "Je compte rester.", "5 Tout à fait")
    page.locator(".comparer select").select_option(index=1)
    expect(page.locator(".changements")).to_have_text("Je compte rester. Faible → Fort")


@pytest.mark.parametrize("blocage", [SANS_STOCKAGE, PLEIN])
def test_when_the_browser_keeps_nothing_the_list_still_works(
    chromium: Browser, adresse: str, blocage: str
) -> None:
    page = chromium.new_page(locale="fr-CA")
    page.add_init_script(blocage)
    page.goto(adresse + LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    expect(page.locator(".points-faibles")).to_contain_text("Je compte rester.")
    page.evaluate("document.querySelector('liste-verification').flush()")
    expect(page.locator(".liste-barre [role=status]")).to_contain_text("ne garde rien")
    page.close()


@pytest.mark.parametrize(
    "text", ["{", "null", '{"version": 2}', '{"version": 1, "id": 3}', "[" * 9999]
)
def test_a_damaged_dossier_is_left_as_it_is(ouvrir: Ouvrir, text: str) -> None:
    page = ouvrir("a-propos/")
    key = "guide-concertation:dossier:abime"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    page.goto(page.url.replace("a-propos/", LISTE))
    expect(page.locator(".liste-barre [role=status]")).to_contain_text("1 dossier illisible")
    answer(page, "Je compte rester.", "1 Pas du tout")
    saved(page)
    assert page.evaluate("(key) => localStorage.getItem(key)", key) == text


def test_another_tab_brings_its_answers(chromium: Browser, adresse: str) -> None:
    context = chromium.new_context(locale="fr-CA")
    page = context.new_page()
    page.goto(adresse + LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    saved(page)
    other = context.new_page()
    other.goto(page.url)
    answer(other, "On se fait confiance.", "5 Tout à fait")
    saved(other)
    for enonce, reponse in (("On se fait confiance.", "5"), ("Je compte rester.", "1")):
        expect(page.get_by_role("group", name=enonce).get_by_label(reponse)).to_be_checked()
    context.close()


def test_a_reworded_point_says_so(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    saved(page)
    page.evaluate(
        """() => { const key = Object.keys(localStorage).find((k) => k.includes("dossier:"));
        localStorage.setItem(key, localStorage.getItem(key).replace(/"empreinte":"[0-9a-f]{4}"/,
          '"empreinte":"0000"')); }"""
    )
    page.reload()
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_text("Cet énoncé a changé depuis votre réponse.")).to_be_visible()


def test_a_link_opens_read_only_and_can_be_kept(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    fragment = page.evaluate(
        """async () => { const source = document.querySelector("liste-verification");
        const { encode } = await import(new URL("/assets/listes/partage.js", location));
        return encode(source.releve, source.liste); }"""
    )
    other = ouvrir(f"{LISTE}#r={fragment}")
    group = other.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("2 Peu")).to_be_checked()
    expect(group.get_by_label("2 Peu")).to_be_disabled()
    expect(page.get_by_role("button", name="Copier dans mes dossiers")).to_be_hidden()
    expect(other.get_by_role("button", name="Nouveau dossier")).to_be_hidden()
    expect(other.locator(".points-faibles")).to_contain_text("Je compte rester.")
    other.get_by_role("button", name="Copier dans mes dossiers").click()
    expect(group.get_by_label("2 Peu")).to_be_enabled()
    other.reload()
    expect(group.get_by_label("2 Peu")).to_be_checked()


@pytest.mark.parametrize("fragment", ["v1.zzz", "v9.abc", "", "v1." + "A" * 5000])
def test_a_bad_link_says_so_and_touches_nothing(ouvrir: Ouvrir, fragment: str) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    page.evaluate("(fragment) => { location.hash = `#r=${fragment}`; }", fragment)
    expect(page.locator("partager-liste [role=status]")).not_to_be_empty()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("2")).to_be_checked()


def test_a_dossier_leaves_and_comes_back_as_a_file(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter ce dossier").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert json.loads(text)["format"] == "guide-concertation"
    other = ouvrir(LISTE)
    other.get_by_label("Importer un fichier JSON").set_input_files(
        {"name": "d.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    expect(other.get_by_role("group", name="Je compte rester.").get_by_label("2")).to_be_checked()


@pytest.mark.parametrize(("mode", "largeur"), MODES)
def test_axe_finds_nothing_on_a_half_filled_list(ouvrir: Ouvrir, mode: str, largeur: int) -> None:
    page = ouvrir(LISTE, largeur=largeur, mode=mode)
    answer(page, "Je compte rester.", "2 Peu")
    answer(page, "On se fait confiance.", "5 Tout à fait")
    page.get_by_role("button", name="Ajouter les points faibles").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


def test_the_carnet_shows_where_each_dossier_stands(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    page.get_by_label("Son nom").fill("<b>Table</b>")
    page.get_by_label("Son nom").press("Enter")
    saved(page)
    page.goto(f"{adresse}carnet/")
    expect(page.get_by_role("heading", name="<b>Table</b>")).to_be_visible()
    expect(page.locator(".dossier li")).to_contain_text("Réponses\u00a0: 1 sur 20")
    page.locator(".dossier").get_by_role("link", name="Le degré de mobilisation").click()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("2")).to_be_checked()


def test_everything_can_be_erased_then_brought_back(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    page.goto(f"{adresse}carnet/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Effacer mes données").click()
    expect(page.get_by_role("status")).to_contain_text("Aucun dossier")
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('guide-'))") == []
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".dossier")).to_have_count(1)


def test_a_bad_file_is_refused_in_words(ouvrir: Ouvrir) -> None:
    page = ouvrir("carnet/")
    page.get_by_label("Importer un fichier JSON").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": b'{"format": "autre"}'}
    )
    expect(page.get_by_role("status")).to_contain_text("Rien n’a été importé.")
    expect(page.locator(".dossier")).to_have_count(0)


def test_on_paper_an_empty_list_is_boxes_and_lines(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Le résultat")).to_be_hidden()
    expect(page.get_by_role("button", name="Nouveau relevé")).to_be_hidden()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("Note")).to_be_visible()


def test_undo_does_not_follow_to_another_dossier(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.on("dialog", lambda dialog: dialog.accept())
    answer(page, "Je compte rester.", "1 Pas du tout")
    page.get_by_role("button", name="Effacer ces réponses").click()
    page.get_by_role("button", name="Nouveau dossier").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_hidden()


def test_undo_keeps_what_was_answered_since(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.on("dialog", lambda dialog: dialog.accept())
    answer(page, "Je compte rester.", "1 Pas du tout")
    answer(page, "On se fait confiance.", "2 Peu")
    page.get_by_role("button", name="Effacer ces réponses").click()
    answer(page, "Je compte rester.", "5 Tout à fait")
    page.get_by_role("button", name="Annuler").click()
    for enonce, reponse in (("Je compte rester.", "5"), ("On se fait confiance.", "2")):
        expect(page.get_by_role("group", name=enonce).get_by_label(reponse)).to_be_checked()


def test_an_earlier_releve_can_be_opened_again(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    page.get_by_role("button", name="Nouveau relevé").click()
    answer(page, "Je compte rester.", "5 Tout à fait")
    page.get_by_label("Relevé du", exact=True).select_option(index=0)
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("1")).to_be_checked()


def test_a_newer_version_of_a_dossier_is_never_overwritten(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    saved(page)
    key = page.evaluate(
        """() => { const key = Object.keys(localStorage).find((k) => k.includes("dossier:"));
        localStorage.setItem(key, '{"version": 2}'); return key; }"""
    )
    answer(page, "Je compte rester.", "2 Peu")
    page.evaluate("document.querySelector('liste-verification').flush()")
    assert page.evaluate("(key) => localStorage.getItem(key)", key) == '{"version": 2}'
    page.reload()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("2")).to_be_checked()


def test_a_note_being_typed_survives_another_tab(chromium: Browser, adresse: str) -> None:
    context = chromium.new_context(locale="fr-CA")
    page, other = context.new_page(), context.new_page()
    page.goto(adresse + LISTE)
    answer(page, "On se respecte et on s’écoute.", "4 Beaucoup")
    saved(page)
    group = page.get_by_role("group", name="Je compte rester.")
    group.get_by_text("Note, et ce qui aide").click()
    group.get_by_label("Note").press_sequentially("Bon")
    other.goto(adresse + LISTE)
    answer(other, "On se fait confiance.", "5 Tout à fait")
    saved(other)
    trust = page.get_by_role("group", name="On se fait confiance.")
    expect(trust.get_by_label("5")).to_be_checked()
    page.keyboard.type("jour")
    expect(group.get_by_label("Note")).to_have_value("Bonjour")
    context.close()


def test_what_is_erased_elsewhere_does_not_come_back(chromium: Browser, adresse: str) -> None:
    context = chromium.new_context(locale="fr-CA")
    page, other = context.new_page(), context.new_page()
    page.goto(adresse + LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    saved(page)
    other.on("dialog", lambda dialog: dialog.accept())
    other.goto(adresse + "carnet/")
    other.get_by_role("button", name="Effacer mes données").click()
    status = page.locator(".liste-barre [role=status]")
    expect(status).to_contain_text("supprimé dans un autre onglet")
    page.reload()
    assert not page.evaluate("Object.keys(localStorage).some((key) => key.includes('dossier:'))")
    other.get_by_role("button", name="Annuler").click()
    expect(other.locator(".dossier")).to_have_count(1)
    context.close()


def test_from_a_link_one_comes_back_to_ones_answers(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    page.evaluate(
        """async () => { const source = document.querySelector("liste-verification");
        const { encode } = await import(new URL("/assets/listes/partage.js", location));
        const releve = structuredClone(source.releve);
        releve.reponses.rester.reponse = "a5";
        location.hash = `#r=${await encode(releve, source.liste)}`; }"""
    )
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("5")).to_be_checked()
    page.get_by_role("button", name="Revenir à mes réponses").click()
    expect(group.get_by_label("2")).to_be_checked()
    expect(page).to_have_url(re.compile("liste-mobilisation/$"))


def two_tabs(chromium: Browser, adresse: str) -> tuple[Page, Page]:
    """Deux onglets de la même liste, dans le même dossier."""
    context = chromium.new_context(locale="fr-CA", service_workers="block")
    page, other = context.new_page(), context.new_page()
    page.goto(adresse + LISTE)
    answer(page, "On se respecte et on s’écoute.", "4 Beaucoup")
    saved(page)
    other.goto(adresse + LISTE)
    return page, other


def test_a_choice_leaves_the_note_another_tab_wrote(chromium: Browser, adresse: str) -> None:
    page, other = two_tabs(chromium, adresse)
    note = "document.querySelector('#rester textarea')"
    for tab, words in ((page, "abc"), (other, "abc et une longue suite")):
        group = tab.get_by_role("group", name="Je compte rester.")
        if not group.get_by_label("Note", exact=True).is_visible():
            group.get_by_text("Note, et ce qui aide").click()
        group.get_by_label("Note", exact=True).fill(words)
        saved(tab)
        page.wait_for_function(f"() => {note}.value === '{words}'")
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    page.reload()
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("Note", exact=True)).to_have_value("abc et une longue suite")
    page.context.close()


def test_a_plan_written_in_two_tabs_is_whole(chromium: Browser, adresse: str) -> None:
    page, other = two_tabs(chromium, adresse)
    for tab, words in ((page, "Appeler"), (other, "Écrire")):
        tab.get_by_role("button", name="Ajouter une ligne").click()
        tab.get_by_label("Quoi", exact=True).last.fill(words)
    answer(other, "Je compte rester.", "2 Peu")
    for tab in (page, other):
        saved(tab)
        expect(tab.get_by_label("Quoi", exact=True)).to_have_count(2)
    page.reload()
    lines = page.get_by_label("Quoi", exact=True)
    values = lines.evaluate_all("(all) => all.map(({ value }) => value).sort()")
    assert values == ["Appeler", "Écrire"]
    page.context.close()


def test_a_row_removed_in_one_tab_is_gone_from_both(chromium: Browser, adresse: str) -> None:
    page, other = two_tabs(chromium, adresse)
    page.get_by_role("button", name="Ajouter une ligne").click()
    page.get_by_label("Quoi", exact=True).fill("Appeler")
    saved(page)
    expect(other.get_by_label("Quoi", exact=True)).to_have_value("Appeler")
    other.get_by_role("button", name="Enlever cette ligne").click()
    saved(other)
    expect(page.get_by_label("Quoi", exact=True)).to_have_count(0)
    page.reload()
    expect(page.get_by_label("Quoi", exact=True)).to_have_count(0)
    page.context.close()


def test_the_carnet_opens_the_releve_one_asks_for(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "1 Pas du tout")
    page.get_by_role("button", name="Nouveau relevé").click()
    answer(page, "Je compte rester.", "5 Tout à fait")
    saved(page)
    page.goto(f"{adresse}carnet/")
    page.locator(".dossier li a").last.click()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("1")).to_be_checked()


def test_undoing_an_erasure_leaves_what_came_since(ouvrir: Ouvrir, adresse: str) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter ce dossier").click()
    page.goto(f"{adresse}carnet/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Effacer mes données").click()
    page.get_by_label("Importer un fichier JSON").set_input_files(download.value.path())
    expect(page.locator(".dossier")).to_have_count(1)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".dossier")).to_have_count(1)
    page.locator(".dossier li a").click()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("2")).to_be_checked()


def test_back_from_a_link_are_ones_own_answers(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    saved(page)
    page.evaluate(
        """async () => { const share = document.querySelector("partager-liste");
        const link = await share.link();
        share.source.releve.reponses.rester.reponse = "a5";
        share.source.flush();
        location.href = link; }"""
    )
    expect(page.get_by_text("Ce sont les réponses d’un lien")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Ce sont les réponses d’un lien")).to_be_hidden()
    expect(page.get_by_role("group", name="Je compte rester.").get_by_label("2")).to_be_enabled()


def test_the_plan_prints_alone_on_one_page(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    for point in page.locator("fieldset.point").all()[:6]:
        point.get_by_label("1 Pas du tout").check()
    page.get_by_role("button", name="Ajouter les points faibles").click()
    expect(page.get_by_label("Quoi", exact=True)).to_have_count(6)
    page.evaluate(
        """() => { window.print = () => { window.imprime = true; };
        document.querySelector("[data-action=imprimer-plan]").click(); }"""
    )
    assert page.evaluate("window.imprime")
    page.emulate_media(media="print")
    expect(page.locator("fieldset.point").first).to_be_hidden()
    expect(page.get_by_label("Quoi", exact=True).first).to_be_visible()
    pdf = page.pdf(format="Letter")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    expect(page.locator("fieldset.point").first).to_be_visible()  # le papier est sorti


def test_without_weak_points_the_plan_says_so(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.get_by_role("button", name="Ajouter les points faibles").click()
    expect(page.locator("plan-action [role=status]")).to_have_text("Aucun point faible à ajouter.")
    assert not page.evaluate("Object.keys(localStorage).some((key) => key.includes('dossier:'))")


def test_on_paper_an_empty_plan_has_lines_to_write_on(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.emulate_media(media="print")
    expect(page.locator(".plan-vide")).to_be_visible()
    expect(page.locator(".plan-vide tbody tr")).to_have_count(6)


def test_nothing_is_handed_over_before_an_answer(ouvrir: Ouvrir) -> None:
    page = ouvrir(LISTE)
    page.get_by_role("button", name="Montrer le code QR").click()
    status = page.locator("partager-liste [role=status]")
    expect(status).to_have_text("Vous n’avez encore rien répondu.")
    expect(page.locator(".code-qr")).to_have_count(0)
