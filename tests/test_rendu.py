"""Les pages : chaque signe est échappé, où qu'il aille; un titre reste un titre."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from lxml import html

from macros import guide as memoire
from macros import render
from macros.pages import stub
from macros.relations import Guide

PIEGES = 'a" onmouseover="x\' & *b* _c_ [d] 1 < 2'


def guide_with(data: Path, name: str, old: str, new: str) -> Guide:
    path = data / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    etat = memoire.current(data)
    assert etat.guide, etat.problems
    return etat.guide


def page(guide: Guide, id: str) -> html.HtmlElement:
    fiche = guide.fiches[id]
    written = render.fiche(guide, fiche.adresse, id)
    return html.fromstring(markdown.markdown(written, extensions=["attr_list", "toc"]))


def test_every_page_of_a_small_guide_renders(data: Path) -> None:
    """Des collections vides, une seule étape : rien ne tombe."""
    guide = memoire.current(data).guide
    assert guide
    pages = (render.accueil, render.cycle, render.blocages, render.carte, render.sigles)
    assert all(page(guide, "") for page in (*pages, render.provenance))
    assert all(render.fiche(guide, fiche.adresse, id) for id, fiche in guide.fiches.items())
    assert [dossier for dossier in guide.collections if render.collection(guide, "", dossier)]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_signs_in_every_text_stay_text(data: Path) -> None:
    path = data / "freins/trop-de-tables.yml"
    text = path.read_text(encoding="utf-8")
    for value in ("Trop de tables", "On se réunit partout.", "Chacun crée la sienne."):
        text = text.replace(value, quoted(PIEGES), 1)
    guide = guide_with(data, "freins/trop-de-tables.yml", path.read_text(encoding="utf-8"), text)
    tree = page(guide, "trop-de-tables")
    assert tree.xpath("//@onmouseover") == []
    assert "1 < 2" in tree.xpath("//h1")[0].text_content()
    assert "*b* _c_" in tree.xpath("//h1")[0].text_content()


@pytest.mark.parametrize(
    "titre", [">\n  Un titre\n  sur deux lignes\n", "|\n  Un\n  # Deux\n  - trois\n"]
)
def test_a_title_on_several_lines_is_one_title(data: Path, titre: str) -> None:
    guide = guide_with(
        data, "freins/trop-de-tables.yml", "titre: Trop de tables\n", f"titre: {titre}"
    )
    tree = page(guide, "trop-de-tables")
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//h1/@id") == ["haut"]
    assert "{" not in tree.xpath("//h1")[0].text_content()


def test_the_summary_cannot_leave_its_attribute(data: Path) -> None:
    trap = "0;url=https://mal.example/\" http-equiv=refresh data-x='"
    guide = guide_with(data, "freins/trop-de-tables.yml", "On se réunit partout.", quoted(trap))
    header = stub(guide.fiches["trop-de-tables"], guide)
    assert 'description: "0;url=https://mal.example/&quot; http-equiv=refresh data-x=’"' in header


def test_a_group_without_fiches_is_not_shown(data: Path) -> None:
    guide = guide_with(data, "conditions/peu-de-reunions.yml", "theme: action", "theme: sens")
    shown = render.collection(guide, "conditions/", "conditions")
    assert "{: #sens }" in shown
    assert "{: #action }" not in shown


@pytest.mark.parametrize(
    ("where", "href"),
    [("", "./freins/"), ("freins/", "../freins/"), ("freins/x/", "../../freins/")],
)
def test_links_start_from_where_the_page_is(data: Path, where: str, href: str) -> None:
    guide = memoire.current(data).guide
    assert guide
    assert f'href="{href}trop-de-tables/"' in render.collection(guide, where, "freins")
