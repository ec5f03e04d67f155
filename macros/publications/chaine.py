"""`make publications`, de bout en bout : le site, ses livres, puis le site qui les offre.

Les livres passent par docs/publications/, hors de Git, et n'y restent pas : `make site` ne publie
jamais ceux d'une autre édition.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

from ..publiees import DOSSIER, INDEX
from ..relations import Guide
from .cle_usb import write_cle_usb
from .controles import check_epub, check_pdf
from .epub import write_epub
from .livre import assemble, dossiers
from .pdf import write_pdf

_ENTIER = "guide-de-la-concertation"


def guide_en_pdf(guide: Guide, site: Path, sortie: Path) -> None:
    """Le guide entier, à lire à l'écran ou à imprimer."""
    _pdf(guide, site, sortie / f"{_ENTIER}.pdf")


def parties_en_pdf(guide: Guide, site: Path, sortie: Path) -> None:
    """Chaque collection, à part : « freins.pdf »."""
    for dossier in dossiers(guide):
        _pdf(guide, site, sortie / f"{dossier}.pdf", dossier)


def guide_en_epub(guide: Guide, site: Path, sortie: Path) -> None:
    """Le guide entier, pour une liseuse ou un téléphone."""
    path = sortie / f"{_ENTIER}.epub"
    write_epub(assemble(guide, site), guide, path)
    check_epub(path)


PUBLICATIONS: list[Callable[[Guide, Path, Path], None]] = [
    write_cle_usb,
    guide_en_epub,
    parties_en_pdf,
    guide_en_pdf,
]
"""Chacune lit le site construit et écrit ses fichiers dans `sortie`."""


def publish(guide: Guide, root: Path) -> None:
    """Construit site/ avec ses publications. Une faute dans l'une d'elles arrête tout."""
    sortie = root / "docs" / DOSSIER
    try:
        with tempfile.TemporaryDirectory() as folder:
            _build(root, Path(folder))
            shutil.rmtree(sortie, ignore_errors=True)
            sortie.mkdir()
            for publication in PUBLICATIONS:
                before = set(sortie.iterdir())
                publication(guide, Path(folder), sortie)
                for path in sorted(set(sortie.iterdir()) - before):
                    print(f"{path.name} : {path.stat().st_size:,} octets", flush=True)
        write_index(sortie)
        _build(root, root / "site")
    finally:
        shutil.rmtree(sortie, ignore_errors=True)


def write_index(sortie: Path) -> None:
    """Écrit ce que la page « Télécharger » dira de chaque fichier."""
    index = {path.name: _facts(path) for path in sorted(sortie.iterdir()) if path.name != INDEX}
    (sortie / INDEX).write_text(json.dumps(index, indent=1), encoding="utf-8")


def _facts(path: Path) -> dict[str, int]:
    facts = {"octets": path.stat().st_size}
    return facts | {"pages": len(PdfReader(path).pages)} if path.suffix == ".pdf" else facts


def _pdf(guide: Guide, site: Path, path: Path, *dossiers: str) -> None:
    write_pdf(assemble(guide, site, dossiers) if dossiers else assemble(guide, site), guide, path)
    check_pdf(path)


def _build(root: Path, site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(site)]
    subprocess.run(command, cwd=root, check=True)
