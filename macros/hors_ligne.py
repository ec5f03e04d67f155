"""Le guide hors ligne : écrit docs/service-worker.js, hors de Git, que le navigateur installe.

Appelé avant chaque construction, après tout ce qui s'écrit sous docs/. Celui d'un aperçu efface les
copies et se retire : il montrerait de vieilles pages.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from . import render
from .pages import write_changed
from .paquets import PAQUETS, STYLES
from .relations import Guide

# Gardées dès la première visite, avec chaque liste : ce qu'il faut dans une salle sans réseau.
PAGES = ("", "ca-bloque/", "carnet/", "carte/", "hors-ligne/", "listes/", "synthese/")
INDEX = "recherche/index.json"
_NOM = "service-worker.js"
_A_PART = (  # dans un paquet, ou pour les seules pages qui les nomment
    "carte.css",
    "citer/",
    "diapos.css",
    "listes/",
    "parcours/",
    "partager/",
    "recherche/",
    "selection/",
)
_FAIT_DE = ("data", "docs", "macros", "mkdocs.yml", "requirements.txt", "theme")


def write_service_worker(guide: Guide, docs: Path, *, apercu: bool = False) -> None:
    """Écrit docs/service-worker.js, s'il a changé."""
    text = (
        render.script("service-worker-apercu.js.j2")
        if apercu
        else render.script(
            "service-worker.js.j2",
            edition=edition(docs.parent),
            pages=pages(guide),
            fichiers=files(docs),
            index=INDEX,
        )
    )
    write_changed(docs / _NOM, text)


def edition(root: Path) -> str:
    """L'empreinte de tout ce dont le site est fait : qu'un octet change, elle change."""
    empreinte = hashlib.sha256()
    for path in _parts(root):
        content = path.read_bytes()
        empreinte.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        empreinte.update(content)
    for name in sorted(name for name in os.environ if name.startswith("GUIDE_")):
        empreinte.update(f"{name}\0{os.environ[name]}\0".encode())  # les adresses de mkdocs.yml
    return empreinte.hexdigest()[:12]


def pages(guide: Guide) -> list[str]:
    """Les adresses gardées d'office, depuis la racine du site."""
    return [*PAGES, *(liste.adresse for liste in guide.collections["listes"])]


def files(docs: Path) -> list[str]:
    """Le code et les styles du guide, sauf les modules déjà dans un paquet.

    Ceux du thème ont une empreinte dans leur nom : le service worker les trouve dans les pages.
    """
    assembled = {STYLES, *(entree for entrees in PAQUETS.values() for entree in entrees)}
    assets = docs / "assets"
    names = sorted(
        path.relative_to(assets).as_posix()
        for path in assets.rglob("*")
        if path.suffix in (".css", ".js")
    )
    return [
        f"assets/{name}" for name in names if name not in assembled and not name.startswith(_A_PART)
    ]


def _parts(root: Path) -> Iterator[Path]:
    for part in _FAIT_DE:
        found = [root / part, *(root / part).rglob("*")]
        for path in sorted(path for path in found if path.is_file()):
            if path.name != _NOM and "__pycache__" not in path.parts:
                yield path
