"""Une faute dans data/ : un message au bon endroit, qui dit quoi faire. Un cas par fichier.

Pour récrire les messages attendus après un changement voulu : ajouter `--ecrire`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros import guide as memoire

CAS = sorted((Path(__file__).parent / "erreurs").glob("*.yml"))


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas.stem)
def test_each_mistake_has_its_message(
    cas: Path, data: Path, request: pytest.FixtureRequest
) -> None:
    case = yaml.safe_load(cas.read_text(encoding="utf-8"))
    for name, text in case["fichiers"].items():
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    messages = [str(problem) for problem in memoire.current(data).problems]
    if request.config.getoption("--ecrire"):
        _write_expected(cas, messages)
    assert messages == case["attendu"]


def _write_expected(cas: Path, messages: list[str]) -> None:
    before = cas.read_text(encoding="utf-8").partition("attendu:")[0]
    dumped = yaml.safe_dump({"attendu": messages}, allow_unicode=True, width=10_000)
    cas.write_text(before + dumped, encoding="utf-8")


def test_the_corpus_itself_has_no_mistake(data: Path) -> None:
    assert memoire.current(data).problems == []
