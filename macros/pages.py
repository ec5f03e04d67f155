"""Donne à chaque fiche sa page : un court fichier Markdown sous docs/, pour tout générateur.

Appelé avant chaque construction. N'écrit que ce qui change, enlève ce qui n'a plus de fiche, et ne
touche jamais à un fichier qu'il n'a pas écrit. Ces fichiers ne vont pas dans Git.
"""

from __future__ import annotations

import html
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
    problems += _missing(guide, docs)
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
        title=_front_matter(fiche.titre),
        description=_front_matter(fiche.resume),
    )


def _front_matter(text: str) -> str:
    """Un texte pour l'en-tête d'une page; échappé : le thème le met tel quel dans un attribut."""
    return json.dumps(html.escape(typo(" ".join(text.split()))), ensure_ascii=False)


def _is_ours(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline() == "---\n" and file.readline().startswith(_MARK)


def _missing(guide: Guide, docs: Path) -> list[Problem]:
    """Les pages de l'accueil qui n'existent pas dans docs/."""
    pages = (page.adresse.partition("#")[0] for p in guide.accueil.portes for page in p.pages)
    return [
        Problem("data/accueil.yml", 1, 1, "", f"« {page} » n'est pas une page de docs/.")
        for page in pages
        if not (docs / page / "index.md").exists() and not (docs / f"{page.strip('/')}.md").exists()
    ]


def _taken(path: Path, docs: Path) -> Problem:
    fichier = f"docs/{path.relative_to(docs).as_posix()}"
    return Problem(
        fichier, 1, 1, "", "cette place est celle d'une fiche; déplacez ou renommez ce fichier."
    )
