"""Une page par fiche : écrite quand il le faut, enlevée avec sa fiche, jamais par-dessus."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import guide as memoire
from macros.pages import write_pages
from macros.relations import Guide


@pytest.fixture
def guide(data: Path) -> Guide:
    guide = memoire.current(data).guide
    assert guide
    return guide


def test_each_fiche_has_one_page_that_calls_its_macro(guide: Guide, tmp_path: Path) -> None:
    assert write_pages(guide, tmp_path) == []
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert written == {f"{f.dossier}/{f.id}.md" for f in guide.fiches.values()}
    assert (tmp_path / "freins/trop-de-tables.md").read_text(encoding="utf-8") == (
        "---\n"
        "# Page écrite par macros/pages.py : ne la modifiez pas, "
        "modifiez data/freins/trop-de-tables.yml.\n"
        'title: "Trop de tables"\n'
        'description: "On se réunit partout."\n'
        "donnees: data/freins/trop-de-tables.yml\n"
        "---\n\n"
        '{{ fiche("trop-de-tables") }}\n'
    )


def test_an_unchanged_page_is_not_written_again(guide: Guide, tmp_path: Path) -> None:
    write_pages(guide, tmp_path)
    page = tmp_path / "freins/trop-de-tables.md"
    before = page.stat().st_mtime_ns
    write_pages(guide, tmp_path)
    assert page.stat().st_mtime_ns == before


def test_the_page_of_a_withdrawn_fiche_goes_away(guide: Guide, tmp_path: Path) -> None:
    write_pages(guide, tmp_path)
    del guide.fiches["la-table"]
    write_pages(guide, tmp_path)
    assert not (tmp_path / "exemples/la-table.md").exists()


def test_a_page_by_hand_is_neither_removed_nor_overwritten(guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "freins").mkdir()
    kept, taken = tmp_path / "freins/index.md", tmp_path / "freins/trop-de-tables.md"
    kept.write_text("# Freins\n", encoding="utf-8")
    taken.write_text("# À moi\n", encoding="utf-8")
    problems = [str(problem) for problem in write_pages(guide, tmp_path)]
    assert problems == [
        "docs/freins/trop-de-tables.md:1:1 : cette place est celle d'une fiche; "
        "déplacez ou renommez ce fichier."
    ]
    assert (kept.read_text(encoding="utf-8"), taken.read_text(encoding="utf-8")) == (
        "# Freins\n",
        "# À moi\n",
    )
    assert list(tmp_path.rglob("but-commun.md")) == []
