"""Les modules d'une page assemblés en un fichier : même sens, une seule requête."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros.paquets import assemble


def write(folder: Path, **modules: str) -> Path:
    """Des modules par leur nom; rend le chemin de « page.js »."""
    for name, source in modules.items():
        (folder / f"{name.replace('_', '-')}.js").write_text(source, encoding="utf-8")
    return folder / "page.js"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def evaluate(page: Page, source: str) -> object:
    return json.loads(page.evaluate(f"(() => {{ {source} return JSON.stringify(window.dit); }})()"))


def test_modules_keep_their_own_names(tmp_path: Path, page: Page) -> None:
    entree = write(
        tmp_path,
        page='import {\n  dire as dit,\n  Mot,\n} from "./des-mots.js";\nimport "./suite.js";\n'
        'const aide = "page";\nwindow.dit = [dit(), new Mot().lettre, aide];\n',
        des_mots='const aide = "mots";\nexport function dire() {\n  return aide;\n}\n'
        'export class Mot {\n  lettre = LETTRE;\n}\nexport const LETTRE = "é";\n',
        suite='import { dire } from "./des-mots.js";\ndire();\n',
    )
    assert evaluate(page, assemble([entree])) == ["mots", "é", "page"]


def test_the_forms_of_libraries_are_assembled(tmp_path: Path, page: Page) -> None:
    (tmp_path / "bib").mkdir()
    entree = write(
        tmp_path / "bib",
        page="import lire from '../lire.js';\n"
        "import { _A as A, ecrire, } from './ecrire.js';\nwindow.dit = [lire(), A, ecrire()];\n",
        ecrire='const A = "a";\nexport function ecrire() {\n  return "écrit";\n}\n'
        "export { A as _A, ecrire as _ecrire, };\n",
    )
    write(tmp_path, lire='const lire = () => "lu";\nexport default lire;\n')
    assert evaluate(page, assemble([entree])) == ["lu", "a", "écrit"]


def test_a_module_is_there_once(tmp_path: Path) -> None:
    entree = write(
        tmp_path,
        page='import "./un.js";\nimport "./deux.js";\n',
        un='import "./deux.js";\n',
        deux="// deux\n",
    )
    assert assemble([entree, tmp_path / "un.js"]).count("// deux") == 1


def test_a_part_loaded_on_demand_stays_apart(tmp_path: Path) -> None:
    entree = write(tmp_path, page='const plus = () => import("../qr/code-qr.js");\n')
    assert 'import("../qr/code-qr.js")' in assemble([entree])


@pytest.mark.parametrize(
    "line",
    [
        "export default 1;",
        'export * from "./b.js";',
        'import * as b from "./b.js";',
        "export { b };",
        "export let b = 1;",
    ],
)
def test_another_form_is_refused(tmp_path: Path, line: str) -> None:
    entree = write(tmp_path, page=f"{line}\n", b="")
    with pytest.raises(ValueError, match=r"page\.js : « .* » ne s'assemble pas\."):
        assemble([entree])


def test_a_loop_is_refused(tmp_path: Path) -> None:
    entree = write(tmp_path, page='import "./b.js";\n', b='import "./page.js";\n')
    with pytest.raises(ValueError, match="s'importe lui-même"):
        assemble([entree])


def test_a_template_within_a_template_is_refused(tmp_path: Path) -> None:
    """Rjsmin y perd le fil : les espaces des textes qui suivent disparaîtraient."""
    (tmp_path / "a.js").write_text("const a = `x ${b ? ` y z` : ''}`;\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.js .* sortez-le"):
        assemble([tmp_path / "a.js"])


BIBLIOTHEQUE = re.compile(r"-\d+\.\d+\.\d+$")
BIBLIOTHEQUES = [
    path
    for path in (Path(__file__).parent.parent / "docs/assets").rglob("*")
    if path.is_dir() and BIBLIOTHEQUE.search(path.name)
]
SOURCES = [
    path
    for path in (Path(__file__).parent.parent / "docs/assets").rglob("*.js")
    if "paquets" not in path.parts
    and not BIBLIOTHEQUE.search(path.parent.name)
    and path.name != "gabarit.js"  # engendré (macros/partager.py)
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_module_is_short_enough_to_be_read(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
    assert [line for line in lines if len(line) > 100] == []


@pytest.mark.parametrize("folder", BIBLIOTHEQUES, ids=lambda folder: folder.name)
def test_a_library_is_the_one_that_was_published(folder: Path) -> None:
    provenance = (folder / "PROVENANCE.txt").read_text(encoding="utf-8")
    written = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", provenance, re.MULTILINE))
    assert {name: mark for mark, name in written.items()} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "PROVENANCE.txt"
    }
