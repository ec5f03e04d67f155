"""Les commandes : ce qu'elles disent, leur code de sortie, leur rapidité, leur documentation."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from macros import define_env

from .conftest import RACINE, run


def test_verifier_says_that_all_is_well() -> None:
    done = run("macros", "verifier")
    assert done.returncode == 0
    assert re.fullmatch(
        r"data/ : \d+ fiches, 628 unités de source, aucun problème\.\n", done.stdout
    )


def test_verifier_says_every_problem_at_once_and_exits_1(projet: Path) -> None:
    (projet / "data/freins/eparpillement.yml").write_text("titre: [\n", encoding="utf-8")
    (projet / "data/freins/conflits.yml").write_text("titre: no\n", encoding="utf-8")
    done = run("macros", "verifier", cwd=projet)
    assert done.returncode == 1
    files = {line.partition(":")[0] for line in done.stderr.splitlines()[:-1]}
    assert {"data/freins/eparpillement.yml", "data/freins/conflits.yml"} <= files
    assert done.stderr.splitlines()[-1].endswith("problème(s) dans data/.")
    assert "Traceback" not in done.stderr


@pytest.mark.chrono
def test_verifier_takes_less_than_two_seconds() -> None:
    """Le meilleur de trois : ces machines sont bruyantes."""
    durations = []
    for _ in range(3):
        start = time.perf_counter()
        run("macros", "verifier")
        durations.append(time.perf_counter() - start)
    assert min(durations) < 2


def test_an_unknown_command_is_said_and_exits_2() -> None:
    assert run("macros", "inconnue").returncode == 2


def test_the_readme_and_the_makefile_name_the_same_commands() -> None:
    makefile = (RACINE / "Makefile").read_text(encoding="utf-8")
    readme = (RACINE / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M)) - {"aide"}
    assert targets == set(re.findall(r"`make ([a-z]+)`", readme))


def test_every_macro_is_documented_by_an_example_that_runs(data: Path) -> None:
    class Page:
        url = "freins/"

    class Env:
        project_dir = str(RACINE)
        page = Page()

        def __init__(self) -> None:
            self.macros: dict[str, object] = {}

        def macro(self, function: object) -> None:
            self.macros[function.__name__] = function  # type: ignore[attr-defined]

    env = Env()
    define_env(env)
    assert set(env.macros) == {
        "accueil", "blocages", "carnet", "carte", "carte_a_integrer", "certitudes", "collection",
        "comparaison", "cycle", "decompte", "edition", "fiche", "format_export", "hors_ligne",
        "kit", "provenance", "publications", "renvoi", "retrait", "selection", "sigles", "synthese",
    }  # fmt: skip
    written_by_us = {"renvoi", "retrait"}  # seules nos pages les appellent : tests/test_registre.py
    for name in env.macros.keys() - written_by_us:
        macro = env.macros[name]
        example = re.search(r"`\{\{ (.+?) \}\}`", macro.__doc__ or "")
        assert example, name
        assert eval(example[1], dict(env.macros)), name


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-publications.txt", "requirements-tests.txt"]
)
def test_dependencies_are_pinned_with_hashes_and_name_no_host(name: str) -> None:
    text = (RACINE / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9-]+==\S+", text, re.M)
    assert len(pins) > 20
    assert text.count("--hash=sha256:") >= len(pins)
    assert not re.search(r"https?://", text)
