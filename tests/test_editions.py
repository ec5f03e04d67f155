"""Une liste modifiée entre deux éditions du guide : les réponses suivent leurs énoncés.

Le site est construit deux fois : comme il est, puis avec un énoncé ajouté, deux déplacés, un
reformulé, un retiré et un renommé.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from .conftest import Serveur, copy_project, run
from .test_listes import answer, saved

LISTE = "listes/liste-mobilisation/"


@pytest.fixture(scope="module")
def suivante(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """L'édition suivante du site."""
    projet = copy_project(tmp_path_factory.mktemp("suivante") / "projet")
    edit(projet / "data/listes/liste-mobilisation.yml")
    done = run("mkdocs", "build", "--strict", cwd=projet)
    assert done.returncode == 0, done.stderr
    return projet / "site"


def edit(path: Path) -> None:
    liste = yaml.safe_load(path.read_text(encoding="utf-8"))
    points = {point["id"]: point for section in liste["sections"] for point in section["points"]}
    interet, liens, travail = (section["points"] for section in liste["sections"][:3])
    added = {"id": "plaisir", "texte": "Je viens avec plaisir."}
    interet.insert(0, copy.deepcopy(points["avantages"]) | added)
    interet.reverse()
    travail.remove(points["roles"])
    interet.append(points["roles"])
    points["confiance"]["texte"] = "On se fait pleinement confiance."
    liens.remove(points["respect-et-ecoute"])
    points["affinites-personnelles"]["provenance"] += points["respect-et-ecoute"]["provenance"]
    points["rester"] |= {"id": "demeurer", "anciens_ids": ["rester"]}
    path.write_text(yaml.safe_dump(liste, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def page(chromium: Browser, serveur: Serveur) -> Iterator[Page]:
    """La liste d'avant, répondue à cinq énoncés; le serveur passera à l'édition suivante."""
    page = chromium.new_page(locale="fr-CA", service_workers="block")
    page.goto(serveur.adresse + LISTE)
    answer(page, "Je compte rester.", "2 Peu")
    answer(page, "On se fait confiance.", "4 Beaucoup")
    answer(page, "On sait clairement qui fait quoi.", "1 Pas du tout")
    answer(page, "On se respecte et on s’écoute.", "5 Tout à fait")
    answer(page, "Je gagne quelque chose à travailler avec ces partenaires.", "3 Moyennement")
    yield page
    page.close()


def check_answers(page: Page) -> None:
    for enonce, reponse in {
        "Je compte rester.": "2 Peu",  # renommé
        "On se fait pleinement confiance.": "4 Beaucoup",  # reformulé
        "On sait clairement qui fait quoi.": "1 Pas du tout",  # déplacé
        "Je gagne quelque chose à travailler avec ces partenaires.": "3 Moyennement",
    }.items():
        expect(page.get_by_role("group", name=enonce).get_by_label(reponse)).to_be_checked()
    added = page.get_by_role("group", name="Je viens avec plaisir.")
    expect(added.locator("input:checked")).to_have_count(0)
    changed = page.get_by_text("Cet énoncé a changé depuis votre réponse.").locator("visible=true")
    expect(changed).to_have_count(1)
    trust = page.get_by_role("group", name="On se fait pleinement confiance.")
    expect(trust.get_by_text("Cet énoncé a changé depuis votre réponse.")).to_be_visible()
    expect(page.locator(".points-retires li")).to_have_text("respect-et-ecoute, a5")
    expect(page.locator("fieldset.point input:checked")).to_have_count(4)


def test_a_link_made_before_opens_right_after(
    page: Page, serveur: Serveur, suivante: Path, chromium: Browser
) -> None:
    link = page.evaluate("document.querySelector('partager-liste').link()")
    serveur.site = suivante
    other = chromium.new_page(locale="fr-CA", service_workers="block")
    other.goto(link)
    check_answers(other)
    other.get_by_role("button", name="Copier dans mes dossiers").click()
    check_answers(other)
    other.close()


def test_what_was_kept_before_is_found_after(page: Page, serveur: Serveur, suivante: Path) -> None:
    saved(page)
    serveur.site = suivante
    page.reload()
    check_answers(page)


def test_an_answer_given_after_a_rename_replaces_the_one_before(
    page: Page, serveur: Serveur, suivante: Path
) -> None:
    saved(page)
    serveur.site = suivante
    page.reload()
    answer(page, "Je compte rester.", "5 Tout à fait")
    saved(page)
    page.reload()
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("5 Tout à fait")).to_be_checked()
    expect(page.locator(".points-retires li")).to_have_text("respect-et-ecoute, a5")


def test_a_file_exported_before_is_read_after(
    page: Page, serveur: Serveur, suivante: Path, tmp_path: Path, chromium: Browser
) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter ce dossier").click()
    download.value.save_as(tmp_path / "avant.json")
    serveur.site = suivante
    other = chromium.new_page(locale="fr-CA", service_workers="block")
    other.goto(serveur.adresse + LISTE)
    other.get_by_label("Importer un fichier JSON").set_input_files(tmp_path / "avant.json")
    check_answers(other)
    other.close()


def test_a_group_of_two_editions_is_counted_together(
    page: Page, serveur: Serveur, suivante: Path
) -> None:
    before = page.evaluate("document.querySelector('partager-liste').link()")
    serveur.site = suivante
    page.goto(f"{serveur.adresse}synthese/")
    page.get_by_label("Liens ou textes reçus").fill(before)
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.get_by_label("Tout le monde est d’accord").check()
    row = page.get_by_role("row", name="Je compte rester.")
    expect(row.get_by_role("cell")).to_have_text(["0", "1", "0", "0", "0", "0", "1", "2 Peu"])


def test_an_answer_from_a_code_is_changed_then_shared_again(page: Page, serveur: Serveur) -> None:
    """Un code QR nomme les énoncés par leur clé courte : une seule réponse en reste."""
    link = "document.querySelector('partager-liste').link({ court: true })"
    page.goto(page.evaluate(link))
    page.get_by_role("button", name="Copier dans mes dossiers").click()
    group = page.get_by_role("group", name="Je compte rester.")
    expect(group.get_by_label("2 Peu")).to_be_checked()
    answer(page, "Je compte rester.", "5 Tout à fait")
    page.goto(page.evaluate(link))
    expect(group.get_by_label("5 Tout à fait")).to_be_checked()
    expect(page.locator(".points-retires")).to_be_hidden()
    page.get_by_role("button", name="Copier dans mes dossiers").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Effacer ces réponses").click()
    expect(page.locator("fieldset.point input:checked")).to_have_count(0)
    page.goto(page.evaluate(link))
    expect(page.locator("fieldset.point input:checked")).to_have_count(0)
