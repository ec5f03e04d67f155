"""Donne à chaque fiche sa page : un court fichier Markdown sous docs/, pour tout générateur.

Appelé avant chaque construction. N'écrit que ce qui change, enlève ce qui n'a plus de fiche, et ne
touche jamais à un fichier qu'il n'a pas écrit. Ces fichiers ne vont pas dans Git.
"""

from __future__ import annotations

import json
from pathlib import Path

from .model import TYPES, Commun
from .problems import Problem
from .relations import Guide
from .typographie import typo

_MARK = "# Page écrite par macros/pages.py"
_STUB = """---
{mark} : ne la modifiez pas, modifiez {fichier}.
title: {title}
description: {description}
donnees: {fichier}
---

{{{{ fiche("{id}") }}}}
"""


def write_pages(guide: Guide, docs: Path) -> list[Problem]:
    """Met docs/ d'accord avec le guide; rend les places déjà prises par un autre fichier."""
    wanted = {
        docs / fiche.dossier / f"{fiche.id}.md": stub(fiche) for fiche in guide.fiches.values()
    }
    problems = [_taken(path, docs) for path in wanted if path.exists() and not _is_ours(path)]
    if problems:
        return problems
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for folder in TYPES:
        for path in (docs / folder).glob("*.md"):
            if path not in wanted and _is_ours(path):
                path.unlink()
    return []


def stub(fiche: Commun) -> str:
    """Le fichier Markdown d'une fiche : son titre, son résumé, l'appel de la macro."""
    return _STUB.format(
        mark=_MARK,
        id=fiche.id,
        fichier=fiche.fichier,
        title=json.dumps(typo(fiche.titre), ensure_ascii=False),
        description=json.dumps(typo(fiche.resume), ensure_ascii=False),
    )


def _is_ours(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline() == "---\n" and file.readline().startswith(_MARK)


def _taken(path: Path, docs: Path) -> Problem:
    fichier = f"docs/{path.relative_to(docs).as_posix()}"
    return Problem(
        fichier, 1, 1, "", "cette place est celle d'une fiche; déplacez ou renommez ce fichier."
    )
