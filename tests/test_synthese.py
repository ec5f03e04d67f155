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
  const answer = (reponse) => ({ reponse, note: "", empreinte: "0000", le: 1 });
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
    text = "\n".join(f"https://x.example/#r={fragment}" for fragment in fragments)
    page.get_by_label("Liens ou textes reçus").fill(text)
    page.get_by_role("button", name="Ajouter", exact=True).click()


def test_where_the_group_disagrees_comes_first(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a4"), ("a5", "so")]))
    first = page.locator("tbody").first.get_by_role("row")
    expect(first).to_have_count(2)
    expect(first.first).to_have_text("À discuter (1)")
    expect(first.nth(1).get_by_role("rowheader")).to_contain_text("Je compte rester.")
    expect(first.nth(1).get_by_role("cell")).to_have_text(
        ["2", "0", "0", "0", "2", "0", "4", "1 Pas du tout – 5 Tout à fait"]
    )
    agreed = page.locator("tbody", has_text="Le groupe s’entend (1)")
    trust = agreed.get_by_role("row", name="On se fait confiance.")
    expect(trust.get_by_role("cell")).to_have_text(
        ["0", "0", "0", "3", "0", "1", "3", "4 Beaucoup"]
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
    expect(status).to_contain_text("Personnes ajoutées\u00a0: 1. En tout\u00a0: 1.")
    expect(status).to_contain_text("Déjà reçue")


def test_a_bad_link_stays_in_the_box_with_its_reason(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, [*links(page, [("a1", "a4")]), "v1.zzz"])
    expect(page.get_by_label("Liens ou textes reçus")).to_have_value("https://x.example/#r=v1.zzz")
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")


def test_the_synthesis_becomes_a_plan(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a1", "a4"), ("a1", "a4"), ("a2", "a5")]))
    with page.expect_popup() as popup:
        page.get_by_role("button", name="En tirer un plan d’action").click()
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 4.")
    page = popup.value
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("1 Pas du tout")).to_be_checked()
    page.get_by_role("button", name="Ajouter les points faibles").click()
    expect(page.get_by_label("Quoi", exact=True)).to_have_value("Je compte rester.")


@pytest.mark.chrono
def test_two_hundred_answers_are_drawn_in_a_second(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    one = links(page, [("a1", "a4"), ("a5", "a2"), ("a3", "a3"), ("a2", "a5")])
    gather(page, one)
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 4.")
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
    page.get_by_label("Liens ou textes reçus").fill(links(page, [("a1", "a4")])[0])
    page.get_by_role("button", name="Ajouter", exact=True).click()
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
    other.get_by_label("ou des fichiers").set_input_files(
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


def test_too_few_answers_to_one_point_stay_hidden(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a4"), ("a5", "inconnue")]))
    row = page.get_by_role("row", name="On se fait confiance.")
    expect(row.get_by_role("cell")).to_have_text(["–", "–", "–", "–", "–", "–", "< 4", ""])
    page.get_by_label("Tout le monde est d’accord").check()
    expect(row.get_by_role("cell").nth(3)).to_have_text("3")


def test_a_permission_is_for_one_group_only(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4")]))
    page.get_by_label("Tout le monde est d’accord").check()
    page.get_by_role("button", name="Tout enlever").click()
    gather(page, links(page, [("a2", "a4")]))
    expect(page.get_by_text("Moins de quatre réponses")).to_be_visible()
    expect(page.locator(".resultat")).to_be_hidden()


def test_answers_that_cannot_be_added_stay_in_the_box(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    fragments = links(page, [("a1", "a4"), ("a2", "a4")])
    page.route("**/listes/*/", lambda route: route.abort())
    gather(page, fragments)
    expect(page.get_by_role("status")).to_contain_text("le réseau manque")
    expect(page.get_by_label("Liens ou textes reçus")).to_have_value(
        "\n".join(f"https://x.example/#r={fragment}" for fragment in fragments)
    )
    page.unroute("**/listes/*/")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 2.")


def test_a_hurried_click_counts_nobody_twice(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    text = " ".join(links(page, [("a1", "a4"), ("a5", "a4"), ("a1", "a2")]))
    page.get_by_label("Liens ou textes reçus").fill(text)
    page.evaluate(
        """() => { const button = document.querySelector("[data-action=ajouter]");
        for (let n = 0; n < 5; n += 1) button.click(); }"""
    )
    expect(page.get_by_role("status")).to_contain_text("Déjà reçue")
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 3.")


def test_in_a_section_of_costs_the_plan_takes_the_worse_middle(ouvrir: Ouvrir) -> None:
    page = ouvrir("listes/liste-freins/")
    fragments = []
    for number, choice in enumerate(["Jamais", "Jamais", "Souvent", "Souvent"]):
        page.locator("fieldset.point").first.get_by_label(choice).check()
        page.get_by_label("Pseudonyme").fill(f"P{number}")
        fragments.append(page.evaluate("document.querySelector('partager-liste').link()"))
        page.get_by_role("button", name="Nouveau relevé").click()
    page.goto(page.url.replace("listes/liste-freins/", "synthese/"))
    gather(page, [fragment.partition("#r=")[2] for fragment in fragments])
    with page.expect_popup() as popup:
        page.get_by_role("button", name="En tirer un plan d’action").click()
    expect(popup.value.locator("fieldset.point").first.get_by_label("Souvent")).to_be_checked()


def test_what_is_removed_can_come_back(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    gather(page, links(page, [("a1", "a4"), ("a5", "a4")]))
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 2.")
    page.get_by_role("button", name="Tout enlever").click()
    expect(page.locator(".recues li")).to_have_count(0)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".recues li")).to_have_count(2)


def test_the_list_shown_to_the_room_is_the_one_expected(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    page.get_by_label("Liste", exact=True).select_option("Repérer nos freins")
    page.get_by_role("button", name="Montrer son code QR").click()
    expect(page.locator(".code-qr")).to_be_visible()
    gather(page, links(page, [("a1", "a4")]))
    expect(page.get_by_role("status")).to_contain_text("autre liste (Le degré de mobilisation)")


def test_an_empty_answer_to_another_list_does_not_decide(ouvrir: Ouvrir) -> None:
    page = ouvrir("listes/liste-freins/")
    empty = page.evaluate("document.querySelector('partager-liste').link()").partition("#r=")[2]
    page.goto(page.url.replace("listes/liste-freins/", "synthese/"))
    gather(page, [empty, *links(page, [("a1", "a4")])])
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 1.")
    expect(page.get_by_role("status")).to_contain_text("Sans aucune réponse")


@pytest.mark.parametrize(
    "mail",
    [
        "https://x.safelinks.example/?url=https%3A%2F%2Fg.example%2F%23r%3D{}&data=05",
        "Voici mon lien : <https://g.example/#r={}>. Merci",
        "la v2.1 du plan est jointe, et https://g.example/#r={}",
    ],
)
def test_a_link_is_found_in_any_message(ouvrir: Ouvrir, mail: str) -> None:
    page = ouvrir("synthese/")
    page.get_by_label("Liens ou textes reçus").fill(mail.format(links(page, [("a1", "a4")])[0]))
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(
        "Personnes ajoutées\u00a0: 1. En tout\u00a0: 1."
    )


def test_a_link_cut_by_a_mail_is_put_together(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese/")
    [fragment, other] = links(page, [("a1", "a4"), ("a2", "a4")])
    whole = f"https://g.example/#r={fragment}"
    cut = "\n".join(whole[start : start + 76] for start in range(0, len(whole), 76))
    page.get_by_label("Liens ou textes reçus").fill(f"{cut}\nMerci\nhttps://g.example/#r={other}")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("En tout\u00a0: 2.")
