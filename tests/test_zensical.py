"""Zensical, le successeur du thème, construit le même site à partir du même dossier."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import copy_project, run
from .html import broken_links, pages, read, text
from .test_politique import inline_in


@pytest.fixture(scope="module")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    projet = copy_project(tmp_path_factory.mktemp("zensical") / "projet")
    assert run("macros", "pages", cwd=projet).returncode == 0
    done = run("zensical", "build", "--clean", "--strict", cwd=projet)
    assert done.returncode == 0, done.stdout + done.stderr
    return projet / "site"


def test_it_has_the_same_pages(zensical: Path, site: Path) -> None:
    assert [p.relative_to(zensical) for p in pages(zensical)] == [
        p.relative_to(site) for p in pages(site)
    ]


def test_it_has_no_broken_link(zensical: Path) -> None:
    assert broken_links(zensical) == []


def test_its_fiches_say_the_same_thing(zensical: Path, site: Path) -> None:
    different = [
        page.relative_to(site).as_posix()
        for page in pages(site)
        if _content(page) != _content(zensical / page.relative_to(site))
    ]
    assert different == []


def test_it_has_nothing_inline_and_none_of_the_code_of_the_theme(zensical: Path) -> None:
    scripts = {Path(src).parts[-2:] for page in pages(zensical) for src in _scripts(page)}
    assert [script for script in scripts if "javascripts" in script] == []
    assert [page for page in pages(zensical) if inline_in(page)] == []


def _scripts(page: Path) -> list[str]:
    return read(page).xpath("//script/@src")


def _content(page: Path) -> str:
    tree = read(page)
    return text((tree.xpath("//article") or [tree])[0])  # des diapos n'ont pas d'article
