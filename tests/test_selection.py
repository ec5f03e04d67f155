"""« Ma sélection » : choisir, ranger, commenter, partager par des identifiants, emporter."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import run
from .test_navigateur import violations

Ouvrir = Callable[..., Page]
LIEN = "selection/#s=eparpillement,liste-mobilisation,partenariat"
CLE = "guide-concertation:selection"


def titles(page: Page) -> list[str]:
    return page.locator(".selection-fiches > li > a").all_inner_texts()


def choose(page: Page, words: str) -> None:
    page.get_by_label("Ajouter une fiche ou une liste").fill(words)
    page.get_by_role("button", name="Ajouter", exact=True).click()


def test_a_fiche_is_added_from_its_page_and_taken_back(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    expect(page.get_by_role("button", name="Retirer de ma sélection")).to_be_visible()
    page.locator(".fiche-actions a").click()
    expect(page.locator(".selection-fiches > li")).to_have_count(1)
    page.go_back()
    page.get_by_role("button", name="Retirer de ma sélection").click()
    expect(page.locator(".fiche-actions a")).to_be_hidden()


def test_several_are_chosen_on_an_index(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/")
    page.get_by_role("button", name="Choisir pour ma sélection").click()
    page.get_by_label("Dans ma sélection : L’éparpillement des acteurs").check()
    page.get_by_label("Dans ma sélection : Les conflits").check()
    page.get_by_label("Dans ma sélection : Les conflits").uncheck()
    assert violations(page) == []
    page.get_by_role("button", name="Choisir pour ma sélection").click()
    expect(page.locator(".choisir")).to_have_count(0)
    page.locator(".fiche-actions a").click()
    expect(page.locator(".selection-fiches > li")).to_have_count(1)
    assert titles(page) == ["L’éparpillement des acteurs"]


def test_it_is_composed_reordered_and_kept(ouvrir: Ouvrir) -> None:
    page = ouvrir("selection/")
    for words in ("Le partenariat (Définition)", "La confiance (Condition gagnante)"):
        choose(page, words)
    page.get_by_label("Titre").fill("Atelier")
    page.get_by_label("Commentaire : La confiance").fill("À lire avant")
    page.get_by_role("button", name="Monter : La confiance").press("Enter")
    expect(page.get_by_role("button", name="Monter : La confiance")).to_be_focused()
    page.reload()
    expect(page.locator(".selection-fiches > li")).to_have_count(2)
    assert titles(page) == ["La confiance", "Le partenariat"]
    expect(page.get_by_label("Titre")).to_have_value("Atelier")
    expect(page.get_by_label("Commentaire : La confiance")).to_have_value("À lire avant")


def test_what_is_removed_comes_back(ouvrir: Ouvrir) -> None:
    page = ouvrir(LIEN)
    page.get_by_role("button", name="Prendre à la place de la mienne").click()
    page.get_by_role("button", name="Retirer : Le degré de mobilisation").click()
    assert titles(page) == ["L’éparpillement des acteurs", "Le partenariat"]
    page.get_by_role("button", name="Annuler").click()
    assert len(titles(page)) == 3


def test_the_link_carries_identifiers_only(ouvrir: Ouvrir) -> None:
    page = ouvrir("selection/", permissions=["clipboard-read", "clipboard-write"])
    choose(page, "Le partenariat (Définition)")
    page.get_by_label("Titre").fill("Mon secret")
    page.get_by_label("Commentaire : Le partenariat").fill("Autre secret")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("status")).to_contain_text("Lien copié")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/selection/#s=partenariat")


def test_a_link_received_leaves_mine_alone(ouvrir: Ouvrir) -> None:
    page = ouvrir("selection/")
    choose(page, "La confiance (Condition gagnante)")
    page.evaluate("location.hash = '#s=eparpillement,introuvable'")
    expect(page.get_by_role("status")).to_contain_text("vient d’un lien")
    expect(page.get_by_role("status")).to_contain_text("Introuvables dans ce guide : introuvable")
    assert titles(page) == ["L’éparpillement des acteurs"]
    page.get_by_role("button", name="Revenir à la mienne").click()
    assert titles(page) == ["La confiance"]
    page.evaluate("location.hash = '#s=eparpillement'")
    page.get_by_role("button", name="Ajouter à la mienne").click()
    assert titles(page) == ["La confiance", "L’éparpillement des acteurs"]


@pytest.mark.parametrize(
    "kept",
    [
        '{"elements": [{"id": "<img src=x onerror=alert(1)>"}, {"id": "__proto__"}, null, 3]}',
        '{"elements": {"length": 9}, "titre": {"a": 1}}',
        "[]",
        "{",
    ],
)
def test_what_is_kept_by_another_is_not_trusted(ouvrir: Ouvrir, kept: str) -> None:
    page = ouvrir("selection/")
    page.evaluate("([cle, kept]) => localStorage.setItem(cle, kept)", [CLE, kept])
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Votre sélection est vide")


def test_what_is_written_stays_text(ouvrir: Ouvrir) -> None:
    page = ouvrir("selection/")
    choose(page, "Le partenariat (Définition)")
    page.get_by_label("Titre").fill("<img src=x onerror=alert(1)>")
    page.get_by_label("Commentaire : Le partenariat").fill("<b>gras</b>")
    page.reload()
    expect(page.locator(".selection-fiches > li")).to_have_count(1)
    expect(page.locator("ma-selection :is(img, b)")).to_have_count(0)


def test_the_course_it_gives_is_accepted_as_it_is(ouvrir: Ouvrir, projet: Path) -> None:
    page = ouvrir(LIEN)
    page.get_by_role("button", name="Prendre à la place de la mienne").click()
    page.get_by_label("Titre").fill("Atelier : l'essai {{ 7 }} # <b>")
    page.get_by_label("Commentaire : Le partenariat").fill('Dire « oui » : "non"\n* [x](y) `z`')
    with page.expect_download() as download:
        page.get_by_role("button", name="Parcours (YAML)").click()
    name = download.value.suggested_filename
    assert name == "parcours-atelier-l-essai-7-b.yml"
    download.value.save_as(projet / "data/parcours" / name)
    done = run("macros", "verifier", cwd=projet)
    assert done.returncode == 0, done.stderr
    text = (projet / "data/parcours" / name).read_text(encoding="utf-8")
    assert re.findall(r"^  - id: (.*)$", text, re.MULTILINE) == [
        "eparpillement",
        "liste-mobilisation",
        "partenariat",
        "retour-en-groupe",
    ]


def test_the_markdown_it_gives_links_each_fiche(ouvrir: Ouvrir, tmp_path: Path) -> None:
    page = ouvrir(LIEN)
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    download.value.save_as(tmp_path / "selection.md")
    text = (tmp_path / "selection.md").read_text(encoding="utf-8")
    assert text.startswith("# Ma sélection\n\n1. [L’éparpillement des acteurs](http")
    assert "/listes/liste-mobilisation/). " in text


def test_each_printed_fiche_has_a_code_that_leads_to_it(ouvrir: Ouvrir, tmp_path: Path) -> None:
    import pypdfium2  # noqa: PLC0415
    from pyzbar.pyzbar import decode  # noqa: PLC0415

    page = ouvrir(LIEN)
    page.evaluate("window.print = () => { document.title = 'prêt'; }")
    page.get_by_role("button", name="Imprimer, avec les codes QR").click()
    expect(page).to_have_title("prêt")
    expect(page.locator(".selection-qr svg")).to_have_count(3)
    page.pdf(path=tmp_path / "selection.pdf", format="Letter")
    sheet = pypdfium2.PdfDocument(tmp_path / "selection.pdf")[0]
    found = decode(sheet.render(scale=2, grayscale=True).to_pil())
    assert sorted(code.data.decode().split("/", 3)[3] for code in found) == [
        "definitions/partenariat/",
        "freins/eparpillement/",
        "listes/liste-mobilisation/",
    ]


@pytest.mark.parametrize(("mode", "largeur"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing(ouvrir: Ouvrir, mode: str, largeur: int) -> None:
    page = ouvrir(LIEN, mode=mode, largeur=largeur)
    expect(page.locator(".selection-fiches > li")).to_have_count(3)
    assert violations(page) == []
    page.get_by_role("button", name="Prendre à la place de la mienne").click()
    assert violations(page) == []


def test_the_notebook_says_it_is_kept_and_erases_it(ouvrir: Ouvrir) -> None:
    page = ouvrir("freins/eparpillement/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.goto(page.url.replace("freins/eparpillement/", "carnet/"))
    expect(page.get_by_role("link", name="votre sélection")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Effacer mes données").click()
    expect(page.get_by_role("link", name="votre sélection")).to_be_hidden()
    assert page.evaluate("cle => localStorage.getItem(cle)", CLE) is None
