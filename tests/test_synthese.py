"""La synthèse d'un groupe : des liens rassemblés dans la page, le désaccord d'abord."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Ouvrir = Callable[..., Page]
LISTE = "listes/liste-mobilisation/"
LIEN = """async ([rester, confiance, commence]) => {
  const { encode } = await import(new URL("/assets/listes/partage.js", location));
  const { readListe } = await import(new URL("/assets/listes/liste.js", location));
  const text = await (await fetch("/listes/liste-mobilisation/")).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const liste = readListe(page.querySelector("liste-verification"), location.href);
  const answer = (reponse) => ({ reponse, note: "", empreinte: "00000000", le: 1 });
  return encode({ id: "x", liste: "liste-mobilisation", commence_le: commence, modifie_le: commence,
    reponses: { rester: answer(rester), confiance: answer(confiance) }, plan: [] }, liste);
}"""


def links(page: Page, answers: list[tuple[str, str]]) -> list[str]:
    """Un lien par personne : (« Je compte rester. », « On se fait confiance. »)."""
    return [
        page.evaluate(LIEN, [rester, confiance, f"2026-11-20T13:00:{second:02}.000Z"])
        for second, (rester, confiance) in enumerate(answers)
    ]


def gather(page: Page, fragments: list[str]) -> None:
    page.get_by_label("Liens reçus").fill("\n".join(f"https://x.example/#r={f}" for f in fragments))
    page.get_by_role("button", name="Ajouter ces liens").click()


def test_where_the_group_disagrees_comes_first(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a4"), ("a5", "so")]))
    first = page.locator("tbody tr").first
    expect(first.get_by_role("rowheader")).to_have_text("Je compte rester.")
    expect(first.get_by_role("cell")).to_have_text(
        ["L’intérêt d’en être", "2", "0", "0", "0", "2", "0", "4", "3 Moyennement", "fort"]
    )
    trust = page.get_by_role("row", name="On se fait confiance.")
    expect(trust.get_by_role("cell")).to_have_text(
        ["Les liens", "0", "0", "0", "3", "0", "1", "3", "4 Beaucoup", "faible"]
    )


def test_under_four_answers_nothing_shows_unless_all_agree(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a5", "a4")]))
    expect(page.get_by_text("Moins de quatre réponses")).to_be_visible()
    expect(page.locator(".resultat")).to_be_hidden()
    page.get_by_label("Tout le monde est d’accord").check()
    expect(page.locator(".resultat")).to_be_visible()


def test_an_answer_received_twice_counts_once(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    one = links(page, [("a1", "a4")])
    gather(page, one + one)
    status = page.get_by_role("status")
    expect(status).to_contain_text("Réponses ajoutées\u00a0: 1. En tout\u00a0: 1.")
    expect(status).to_contain_text("Déjà reçue")


def test_a_bad_link_stays_in_the_box_with_its_reason(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, [*links(page, [("a1", "a4")]), "v1.zzz"])
    expect(page.get_by_label("Liens reçus")).to_have_value("https://x.example/#r=v1.zzz")
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")


def test_the_synthesis_becomes_a_plan(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a1", "a4"), ("a1", "a4"), ("a2", "a5")]))
    page.get_by_role("button", name="En tirer un plan d’action").click()
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("1 Pas du tout")).to_be_checked()
    page.get_by_role("button", name="Ajouter les points faibles").click()
    expect(page.get_by_label("Quoi")).to_have_value("Je compte rester.")


def test_two_hundred_answers_are_drawn_in_a_second(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    one = links(page, [("a1", "a4"), ("a5", "a2"), ("a3", "a3"), ("a2", "a5")])
    gather(page, one)
    milliseconds = page.evaluate(
        """() => { const group = document.querySelector("synthese-groupe");
        group.releves = Array.from({ length: 200 }, (_, n) => group.releves[n % 4]);
        const start = performance.now(); group.show(); return performance.now() - start; }"""
    )
    assert milliseconds < 1000


@pytest.mark.parametrize("largeur", [320, 1280])
def test_the_table_does_not_widen_the_page(ouvrir: Ouvrir, largeur: int) -> None:
    page = ouvrir("synthese/", largeur=largeur)
    gather(page, links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a4"), ("a5", "a1")]))
    expect(page.locator(".resultat")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


def test_a_link_pasted_without_its_address_is_read_too(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    page.get_by_label("Liens reçus").fill(links(page, [("a1", "a4")])[0])
    page.get_by_role("button", name="Ajouter ces liens").click()
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")


def test_the_table_leaves_as_a_csv_with_its_titles(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a4"), ("a5", "so")]))
    with page.expect_download() as download:
        page.get_by_role("button", name="Tableau (CSV)").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('"Section";"Énoncé";"1 Pas du tout"')
    assert "Je compte rester." in lines[1]


def test_a_file_of_answers_is_gathered(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a2"), ("a5", "so")]))
    with page.expect_download() as download:
        page.get_by_role("button", name="Toutes les réponses (JSON)").click()
    other = ouvrir("synthese/")
    other.get_by_label("ou des fichiers JSON").set_input_files(
        {
            "name": "s.json",
            "mimeType": "application/json",
            "buffer": download.value.path().read_bytes(),
        }
    )
    expect(other.get_by_role("status")).to_contain_text("En tout\u00a0: 4.")


def test_on_paper_the_whole_table_is_there(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/", largeur=680)  # la largeur utile d'une feuille
    gather(page, links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a4"), ("a5", "so")]))
    expect(page.locator(".resultat")).to_be_visible()
    page.emulate_media(media="print")
    table = page.locator(".resultat table").bounding_box()
    assert table
    assert table["x"] + table["width"] <= 680
