"""L'aperçu (make serve) : un changement se voit en deux secondes, une faute ne le tue pas."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import copy_project, shrink

FREIN = "freins/trop-de-tables"
VRAI_FREIN = "freins/eparpillement"


class Apercu:
    """Un vrai `mkdocs serve` sur une copie du projet."""

    def __init__(self, projet: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.projet = projet
        self.log = (projet / "serve.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", self.address],
            cwd=projet,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=self.log,
            stderr=self.log,
        )

    def get(self, page: str) -> str:
        """Le HTML d'une page; vide si elle n'existe pas (encore)."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{page}/", timeout=30) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def seconds_until(self, page: str, words: str, *, shown: bool = True) -> float:
        """Attend que la page montre (ou ne montre plus) ces mots."""
        start = time.perf_counter()
        while (words in self.get(page)) is not shown:
            elapsed = time.perf_counter() - start
            assert self.process.poll() is None, "l'aperçu est mort"
            assert elapsed < 30, f"« {words} » dans {page} : {shown} jamais vu"
            time.sleep(0.02)
        return time.perf_counter() - start

    def wait_for_failure(self) -> None:
        """Attend qu'une construction rate : le serveur retient alors ses réponses, et le dit."""
        start = time.perf_counter()
        while "An error happened during the rebuild" not in self.said():
            assert time.perf_counter() - start < 30, "aucune construction n'a raté"
            time.sleep(0.02)

    def said(self) -> str:
        return Path(self.log.name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.projet / "data" / f"{name}.yml").write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.projet / "data" / f"{name}.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def apercu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apercu]:
    """L'aperçu du petit corpus : ce qui change, pas combien de temps il faut."""
    projet = shrink(copy_project(tmp_path_factory.mktemp("apercu") / "projet"))
    yield from started(Apercu(projet), FREIN)


@pytest.fixture
def vrai_apercu(tmp_path: Path) -> Iterator[Apercu]:
    yield from started(Apercu(copy_project(tmp_path / "projet")), VRAI_FREIN)


def started(apercu: Apercu, page: str) -> Iterator[Apercu]:
    apercu.seconds_until(page, "<article")
    yield apercu
    apercu.process.terminate()
    apercu.process.wait(timeout=10)
    apercu.log.close()


def with_summary(text: str, summary: str) -> str:
    return re.sub(r"^resume:.*?\n(?=\w)", f"resume: {summary}\n", text, flags=re.S | re.M)


@pytest.mark.chrono
def test_a_change_is_seen_within_two_seconds(vrai_apercu: Apercu) -> None:
    """Le meilleur de trois, à la taille réelle du guide."""
    before = vrai_apercu.read(VRAI_FREIN)
    durations = []
    for number in range(3):
        summary = f"Résumé changé numéro {number}."
        vrai_apercu.write(VRAI_FREIN, with_summary(before, summary))
        durations.append(vrai_apercu.seconds_until(VRAI_FREIN, f"{summary}</p>"))
    assert min(durations) < 2, durations


def test_a_change_is_seen_on_the_pages_that_show_it(apercu: Apercu) -> None:
    apercu.write(FREIN, with_summary(apercu.read(FREIN), "Un résumé vu de l'index."))
    apercu.seconds_until("freins", "Un résumé vu de l’index.")


def test_a_new_fiche_appears_then_disappears(apercu: Apercu) -> None:
    apercu.write("freins/tout-neuf", apercu.read(FREIN).replace("titre: ", "titre: Tout neuf, ", 1))
    apercu.seconds_until("freins/tout-neuf", "Tout neuf, ")
    apercu.seconds_until("freins", "freins/tout-neuf/")
    (apercu.projet / "data/freins/tout-neuf.yml").unlink()
    apercu.seconds_until("freins", "freins/tout-neuf/", shown=False)
    assert apercu.get("freins/tout-neuf") == ""


def test_a_half_written_file_is_shown_as_a_problem_and_kills_nothing(apercu: Apercu) -> None:
    good = apercu.read(FREIN)
    apercu.write(FREIN, good[: len(good) // 2] + "\n  : [")
    apercu.seconds_until(FREIN, "data/freins/trop-de-tables.yml:")
    assert "voici la dernière version sans faute" in apercu.get("conditions/but-commun")
    apercu.write(FREIN, good)
    apercu.seconds_until(FREIN, "dernière version sans faute", shown=False)


def test_search_still_knows_the_pages_that_did_not_change(apercu: Apercu) -> None:
    apercu.write(FREIN, with_summary(apercu.read(FREIN), "Un mot rarissime, le zyxomme."))
    apercu.seconds_until(FREIN, "zyxomme")
    with urllib.request.urlopen(f"http://{apercu.address}/recherche/index.json") as answer:
        index = answer.read().decode()
    assert "zyxomme" in index
    assert "conditions/but-commun/" in index


def test_a_fiche_withdrawn_then_put_back_is_found_again(apercu: Apercu) -> None:
    name = "exemples/la-table"
    text = apercu.read(name)
    apercu.write("exemples/tout-autre", text)
    apercu.seconds_until("exemples", "exemples/tout-autre/")
    (apercu.projet / "data/exemples/tout-autre.yml").unlink()
    apercu.seconds_until("exemples", "exemples/tout-autre/", shown=False)
    apercu.write("exemples/tout-autre", text)
    apercu.seconds_until("exemples", "exemples/tout-autre/")
    with urllib.request.urlopen(f"http://{apercu.address}/recherche/index.json") as answer:
        assert "exemples/tout-autre/" in answer.read().decode()
    (apercu.projet / "data/exemples/tout-autre.yml").unlink()


def test_a_macro_in_error_is_shown_and_kills_nothing(apercu: Apercu) -> None:
    page = apercu.projet / "docs/comparer.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("{{ comparaison(", "{{ comparaisn("), encoding="utf-8")
    apercu.seconds_until("comparer", "comparaisn")
    page.write_text(good, encoding="utf-8")
    apercu.seconds_until("comparer", "comparaisn", shown=False)


def test_a_page_whose_build_failed_is_built_the_next_time(apercu: Apercu) -> None:
    page = apercu.projet / "docs/comparer.md"
    good = page.read_bytes()
    page.write_bytes("# Été".encode("latin-1"))
    apercu.write(FREIN, with_summary(apercu.read(FREIN), "Changé pendant la panne."))
    apercu.wait_for_failure()
    page.write_bytes(good)
    apercu.seconds_until(FREIN, "Changé pendant la panne.</p>")
