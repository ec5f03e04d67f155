"""Une page par fiche : écrite quand il le faut, enlevée avec sa fiche, jamais par-dessus."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import guide as memoire
from macros.pages import write_pages
from macros.relations import Guide


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Un docs/ où il n'y a que l'index que la page d'accueil vise."""
    (tmp_path / "docs/conditions").mkdir(parents=True)
    (tmp_path / "docs/conditions/index.md").write_text("# Conditions\n", encoding="utf-8")
    return tmp_path / "docs"


def test_each_fiche_has_one_page_that_calls_its_macro(guide: Guide, docs: Path) -> None:
    assert write_pages(guide, docs) == []
    written = {
        path.relative_to(docs).as_posix() for path in docs.rglob("*.md") if path.name != "index.md"
    }
    course = {"ancien-parcours", "le-parcours"}
    assert written == {f"{f.dossier}/{f.id}.md" for f in guide.fiches.values()} | {
        f"parcours/{end}.md"
        for one in course
        for end in (one, f"{one}/animation", f"{one}/document")
    } | {"parcours/ancien-parcours/diapos.md"}
    assert (docs / "freins/trop-de-tables.md").read_text(encoding="utf-8") == (
        "---\n"
        "# Page écrite par macros/pages.py : ne la modifiez pas, "
        "modifiez data/freins/trop-de-tables.yml.\n"
        'title: "Trop de tables"\n'
        'description: "On se réunit partout."\n'
        "donnees: data/freins/trop-de-tables.yml\n"
        'edition: "2026-01-02"\n'
        "---\n\n"
        '{{ fiche("trop-de-tables") }}\n'
    )


def test_an_unchanged_page_is_not_written_again(guide: Guide, docs: Path) -> None:
    write_pages(guide, docs)
    page = docs / "freins/trop-de-tables.md"
    before = page.stat().st_mtime_ns
    write_pages(guide, docs)
    assert page.stat().st_mtime_ns == before


def test_the_page_of_a_withdrawn_fiche_goes_away(guide: Guide, docs: Path) -> None:
    write_pages(guide, docs)
    del guide.fiches["la-table"]
    write_pages(guide, docs)
    assert not (docs / "exemples/la-table.md").exists()


def test_a_page_by_hand_is_neither_removed_nor_overwritten(guide: Guide, docs: Path) -> None:
    (docs / "freins").mkdir()
    kept, taken = docs / "freins/index.md", docs / "freins/trop-de-tables.md"
    kept.write_text("# Freins\n", encoding="utf-8")
    taken.write_text("# À moi\n", encoding="utf-8")
    problems = [str(problem) for problem in write_pages(guide, docs)]
    assert problems == [
        "docs/freins/trop-de-tables.md:1:1 : cette place est celle d'une fiche; "
        "déplacez ou renommez ce fichier."
    ]
    assert (kept.read_text(encoding="utf-8"), taken.read_text(encoding="utf-8")) == (
        "# Freins\n",
        "# À moi\n",
    )
    assert list(docs.rglob("but-commun.md")) == []


def test_a_page_by_hand_beside_the_fiches_stays(guide: Guide, docs: Path) -> None:
    (docs / "freins").mkdir()
    (docs / "freins/a-la-main.md").write_text("# À moi\n", encoding="utf-8")
    write_pages(guide, docs)
    assert (docs / "freins/a-la-main.md").exists()


def test_a_changed_fiche_changes_its_page(guide: Guide, data: Path, docs: Path) -> None:
    write_pages(guide, docs)
    path = data / "freins/trop-de-tables.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Trop de", "Bien des"), "utf-8")
    changed = memoire.current(data, now=True).guide
    assert changed
    write_pages(changed, docs)
    page = (docs / "freins/trop-de-tables.md").read_text(encoding="utf-8")
    assert 'title: "Bien des tables"' in page


def test_a_door_of_the_home_page_leads_to_a_page(guide: Guide, docs: Path) -> None:
    (docs / "conditions/index.md").unlink()
    assert [str(problem) for problem in write_pages(guide, docs)] == [
        "data/accueil.yml:1:1 · portes[0].pages[0].adresse : "
        "« conditions/ » n'est pas une page de docs/."
    ]
