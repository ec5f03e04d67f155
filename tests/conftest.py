"""Ce que les tests partagent : le petit corpus, le site construit une fois, un vrai Chromium."""

from __future__ import annotations

import fcntl
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from macros import guide as memoire
from macros.hors_ligne import edition
from macros.relations import Guide

RACINE = Path(__file__).parent.parent
CORPUS = Path(__file__).parent / "corpus"
CONSTRUCTIONS = RACINE / ".cache/construction"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
expect.set_options(timeout=20_000)  # ces machines sont bruyantes; un bon test n'attend pas
SANS_RESEAU = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--ecrire", action="store_true", help="récrit les messages attendus")


def run(*command: str, cwd: Path = RACINE, **env: str) -> subprocess.CompletedProcess[str]:
    """Lance un module Python du projet (« macros », « mkdocs », « zensical ») dans un dossier."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**_clean_environment(), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GUIDE_")}


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    """Une copie du projet, sans ce qui se construit, que le test peut abîmer."""
    return copy_project(tmp_path / "projet")


@pytest.fixture
def projet_construit(construction: tuple[Path, str], tmp_path: Path) -> Path:
    """Une copie du projet où tout ce qui s'engendre est déjà là : la construction va plus vite."""
    return copy_project(tmp_path / "projet", construction[0].parent)


@pytest.fixture
def petit_projet(projet: Path) -> Path:
    """Le projet avec le petit corpus pour contenu : il se construit en deux secondes."""
    return shrink(projet)


def shrink(projet: Path) -> Path:
    """Met le petit corpus à la place du contenu, et ce que deux pages à la main en montrent."""
    shutil.rmtree(projet / "data")
    shutil.copytree(CORPUS, projet / "data")
    shutil.rmtree(projet / "docs/vignettes", ignore_errors=True)
    for name, macro in (
        ("comparer", 'comparaison("concertation", "collaboration")'),
        ("integrer", 'carte_a_integrer("trop-de-tables")'),
    ):
        page = projet / f"docs/{name}.md"
        page.write_text(f"# Essai\n\n{{{{ {macro} }}}}\n", encoding="utf-8")
    return projet


def copy_project(to: Path, source: Path = RACINE) -> Path:
    ignored = shutil.ignore_patterns(
        ".git", ".venv", "site", "__pycache__", ".cache", ".*_cache", "tests"
    )
    return Path(shutil.copytree(source, to, ignore=ignored))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Une copie du petit corpus, que le test peut abîmer."""
    return Path(shutil.copytree(CORPUS, tmp_path / "data"))


@pytest.fixture
def guide(data: Path) -> Guide:
    """Le guide du petit corpus."""
    etat = memoire.current(data)
    assert etat.guide, etat.problems
    return etat.guide


@pytest.fixture(scope="session")
def construction() -> tuple[Path, str]:
    """Le vrai site, construit une fois en mode strict : (dossier, ce que MkDocs a dit).

    Une fois pour tous les processus de pytest-xdist, et tant que rien ne change dans le projet.
    Personne n'y écrit : qui veut l'abîmer en prend une copie.
    """
    folder = CONSTRUCTIONS / edition(RACINE)
    CONSTRUCTIONS.mkdir(parents=True, exist_ok=True)
    with (CONSTRUCTIONS / "verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "dit.txt").exists():
            for old in CONSTRUCTIONS.glob("*/"):
                shutil.rmtree(old)
            done = run("mkdocs", "build", "--strict", cwd=copy_project(folder / "projet"))
            assert done.returncode == 0, done.stderr
            (folder / "dit.txt").write_text(done.stderr, encoding="utf-8")
    return folder / "projet/site", (folder / "dit.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(construction: tuple[Path, str]) -> Path:
    return construction[0]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


class Serveur:
    """Un dossier servi sur cette machine : on peut le changer, arrêter, faire taire."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.bavard = threading.Event()  # baissé, il accepte les requêtes et n'y répond pas
        self.bavard.set()
        self.port = 0
        self.start()

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Sert à la même adresse qu'avant un arrêt."""
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), self._handle)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handle(self, *request: Any) -> None:
        self.bavard.wait()
        _Quiet(*request, directory=str(self.site))


@pytest.fixture
def serveur(site: Path) -> Iterator[Serveur]:
    """Le site, sur un serveur que le test peut arrêter."""
    serveur = Serveur(site)
    yield serveur
    serveur.bavard.set()
    serveur.stop()


@pytest.fixture(scope="session")
def adresse(site: Path) -> Iterator[str]:
    """Le site servi sur cette machine."""
    serveur = Serveur(site)
    yield serveur.adresse
    serveur.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SANS_RESEAU)
    yield browser
    browser.close()


@pytest.fixture
def ouvrir(chromium: Browser, adresse: str) -> Iterator[Callable[..., Page]]:
    """Ouvre une page du site : `ouvrir("freins/", largeur=320, mode="dark")`.

    Sans les copies hors ligne, qui demandent un mégaoctet par visite : tests/test_hors_ligne.py.
    """
    pages: list[Page] = []

    def ouvrir(
        chemin: str = "",
        *,
        largeur: int = 1280,
        mode: str = "light",
        **options: object,
    ) -> Page:
        page = chromium.new_page(
            viewport={"width": largeur, "height": 800},
            color_scheme=mode,
            locale="fr-CA",
            **{"service_workers": "block", **options},
        )
        pages.append(page)
        page.goto(adresse + chemin)
        return page

    yield ouvrir
    for page in pages:
        page.close()
