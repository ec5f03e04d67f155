"""Une adresse publiée mène toujours quelque part : renommée, retirée, ou telle quelle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros import guide as memoire
from macros import registre
from macros.relations import Guide

from .conftest import RACINE, Serveur, copy_project, run
from .html import read

RETRAIT = """retraits:
  - id: responsabilite-populationnelle
    dossier: definitions
    titre: La responsabilité populationnelle
    retire_le: 2026-11-20
    motif: Le mot a changé de sens; voir [l'intérêt général](fiche:interet-general).
    voir: [interet-general]
"""


@pytest.fixture(scope="module")
def projet(construction: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Le vrai projet, où une fiche et un énoncé ont changé de nom, et une fiche est partie."""
    projet = copy_project(tmp_path_factory.mktemp("registre") / "projet", construction[0].parent)
    data = projet / "data"
    for path in [*data.rglob("*.yml"), *(projet / "docs").glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?<!id: )\beparpillement\b", "dispersion", text), encoding="utf-8")
    old = data / "freins/eparpillement.yml"
    text = old.read_text(encoding="utf-8") + "anciens_ids: [eparpillement]\n"
    (data / "freins/dispersion.yml").write_text(text, encoding="utf-8")
    old.unlink()
    liste = data / "listes/liste-mobilisation.yml"
    text = liste.read_text(encoding="utf-8")
    assert "id: rester" in text
    text = text.replace("id: rester", "id: demeurer\n        anciens_ids: [rester]", 1)
    liste.write_text(text, encoding="utf-8")
    for path in [*data.rglob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("parcours-debloquer", "parcours-sortir"), encoding="utf-8")
    text = (data / "parcours/parcours-debloquer.yml").read_text(encoding="utf-8")
    assert "- id: premier-geste" in text
    text = text.replace("- id: premier-geste", "- id: geste\n    anciens_ids: [premier-geste]")
    text += "anciens_ids: [parcours-debloquer]\n"
    (data / "parcours/parcours-sortir.yml").write_text(text, encoding="utf-8")
    (data / "parcours/parcours-debloquer.yml").unlink()
    (data / "definitions/responsabilite-populationnelle.yml").unlink()
    (data / "retraits.yml").write_text(RETRAIT, encoding="utf-8")
    return projet


@pytest.fixture(scope="module")
def adresse(projet: Path) -> Iterator[str]:
    done = run("mkdocs", "build", "--strict", cwd=projet)
    assert done.returncode == 0, done.stderr
    serveur = Serveur(projet / "site")
    yield serveur.adresse
    serveur.stop()


def test_a_rename_and_a_withdrawal_said_are_accepted(projet: Path) -> None:
    done = run("macros", "verifier", cwd=projet)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_address_leads_to_the_new_one(
    chromium: Browser, adresse: str, javascript: bool
) -> None:
    page = chromium.new_page(java_script_enabled=javascript, service_workers="block")
    page.goto(f"{adresse}freins/eparpillement/#signes")
    anchor = "#signes" if javascript else ""  # une balise ne sait pas garder l'ancre
    expect(page).to_have_url(f"{adresse}freins/dispersion/{anchor}")
    page.close()


def test_an_old_address_is_cited_as_the_new_one(projet: Path, adresse: str) -> None:
    page = read(projet / "site/freins/eparpillement/index.html")
    named = page.xpath("//link[@rel='canonical' or @rel='cite-as']/@href")
    assert named == ["https://guide-concertation.example/freins/dispersion/"] * 2


@pytest.mark.parametrize("piece", ["", "animation/", "document/", "diapos/"])
def test_each_piece_of_a_renamed_course_follows_with_its_anchors(
    chromium: Browser, adresse: str, piece: str
) -> None:
    page = chromium.new_page(service_workers="block")
    page.goto(f"{adresse}parcours/parcours-debloquer/{piece}#premier-geste")
    page.wait_for_url(f"{adresse}parcours/parcours-sortir/{piece}**")
    expect(page.locator("#premier-geste")).to_have_count(1)
    page.close()


def test_an_old_point_is_still_a_place_of_its_list(projet: Path, adresse: str) -> None:
    page = read(projet / "site/listes/liste-mobilisation/index.html")
    [point] = page.xpath("//fieldset[@id='demeurer']")
    assert point.xpath(".//*[@id='rester']")


def test_a_withdrawn_fiche_says_what_replaces_it(chromium: Browser, adresse: str) -> None:
    page = chromium.new_page(service_workers="block")
    page.goto(f"{adresse}definitions/responsabilite-populationnelle/#sens")
    expect(page.get_by_text("Cette fiche a été retirée le 20 novembre 2026.")).to_be_visible()
    page.locator(".cartes").get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/definitions/interet-general/$"))
    page.close()


def test_old_addresses_are_not_found_by_search(projet: Path, adresse: str) -> None:
    index = (projet / "site/recherche/index.json").read_text(encoding="utf-8")
    assert "freins/dispersion/" in index
    assert "freins/eparpillement/" not in index


def test_every_published_place_is_in_the_site(site: Path) -> None:
    missing = []
    for address, places in registre.read(RACINE / "docs").items():
        page = site / address / "index.html"
        ids = set(read(page).xpath("//@id")) if page.exists() else set()
        missing += [(address, id) for id in places.sections | places.donnees if id not in ids]
        missing += [] if page.exists() else [(address, "")]
    assert missing == []


def test_sections_have_not_lost_their_anchor() -> None:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    assert registre.lost(guide, RACINE / "docs") == []
    assert registre.lost_sections(guide, RACINE / "docs") == []


def again(data: Path) -> Guide:
    etat = memoire.current(data, now=True)
    assert not etat.problems
    assert etat.guide
    return etat.guide


@pytest.fixture
def docs(guide: Guide, tmp_path: Path) -> Path:
    """Des docs vides, et le registre du petit corpus."""
    docs = tmp_path / "docs"
    docs.mkdir()
    assert registre.write(guide, docs) > 0
    return docs


def test_the_registry_only_grows(guide: Guide, docs: Path) -> None:
    (docs / "registre.txt").write_text("# En-tête\n/freins/parti/ ici | la\n", encoding="utf-8")
    registre.write(guide, docs)
    assert registre.read(docs)["freins/parti/"] == registre.Places({"ici"}, {"la"})
    assert registre.write(guide, docs) == 0


def test_a_fiche_removed_silently_is_a_problem_that_says_what_to_write(
    guide: Guide, data: Path, docs: Path
) -> None:
    path = docs / "registre.txt"
    path.write_text(path.read_text(encoding="utf-8") + "/freins/parti/\n", encoding="utf-8")
    [problem] = registre.lost(again(data), docs)
    assert "« freins/parti/ » a été publiée et n'existe plus." in str(problem)
    assert "`anciens_ids`" in str(problem)
    assert "data/retraits.yml" in str(problem)


def test_a_point_removed_silently_is_a_problem(guide: Guide, data: Path, docs: Path) -> None:
    liste = data / "listes/la-liste.yml"
    text = liste.read_text(encoding="utf-8")
    liste.write_text(text.replace("anciens_ids: [rare]", "anciens_ids: []"), encoding="utf-8")
    [problem] = registre.lost(again(data), docs)
    assert "« listes/la-liste/#rare » a été publiée et n'existe plus." in str(problem)
