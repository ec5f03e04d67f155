"""Donne à chaque fiche sa page : un court fichier Markdown sous docs/, pour tout générateur.

Appelé avant chaque construction. N'écrit que ce qui change, enlève ce qui n'a plus de fiche, et ne
touche jamais à un fichier qu'il n'a pas écrit. Ces fichiers ne vont pas dans Git.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path

from .model import TYPES, Commun, Retrait
from .model.site import Page
from .problems import Problem
from .relations import Guide
from .typographie import typo

_MARK = "# Page écrite par macros/pages.py"
TITRES = {"animation": "feuille d'animation", "document": "document à remettre"}
STATIQUES = ("diapos",)
"""Pièces d'un parcours qui s'écrivent entières, sans le thème."""


def write_pages(guide: Guide, docs: Path) -> list[Problem]:
    """Met docs/ d'accord avec le guide; rend les places déjà prises par un autre fichier."""
    wanted = {docs / f"{adresse.strip('/')}.md": text for adresse, text in _stubs(guide)}
    if problems := misplaced(guide, docs):
        return problems
    for path, text in wanted.items():
        write_changed(path, text)
    for folder in TYPES:
        for path in (docs / folder).rglob("*.md"):
            if path not in wanted and is_ours(path):
                path.unlink()
    return []


def _stubs(guide: Guide) -> Iterator[tuple[str, str]]:
    """(adresse, fichier Markdown) de chaque page engendrée."""
    for fiche in guide.fiches.values():
        yield fiche.adresse, stub(fiche, guide)
        for piece in fiche.pieces:
            if piece not in STATIQUES:
                yield f"{fiche.adresse}{piece}/", kit(fiche, piece)
    for old, fiche in guide.anciens.items():
        for piece in ("", *(f"{one}/" for one in fiche.pieces)):
            yield f"{fiche.dossier}/{old}/{piece}", renvoi(fiche, old, piece)
    for one in guide.retraits:
        for piece in ("", *(f"{piece}/" for piece in TYPES[one.dossier].pieces)):
            yield one.adresse + piece, retrait(one)


def write_changed(path: Path, text: str) -> None:
    """Écrit ce texte, sauf s'il y est déjà : un aperçu se refait pour chaque fichier touché."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def misplaced(guide: Guide, docs: Path) -> list[Problem]:
    """Ce qui, dans docs/, empêche de construire : une place prise, une page qui manque."""
    paths = [docs / fiche.dossier / f"{fiche.id}.md" for fiche in guide.fiches.values()]
    taken = [_taken(path, docs) for path in paths if path.exists() and not is_ours(path)]
    return taken + _missing(guide, docs)


def stub(fiche: Commun, guide: Guide) -> str:
    """Le fichier Markdown d'une fiche : son titre, son résumé, l'appel de la macro."""
    edition = json.dumps(guide.edition.publiee_le.isoformat())
    return _page(f'fiche("{fiche.id}")', **_described(fiche), edition=edition)


def kit(fiche: Commun, piece: str) -> str:
    """Le fichier Markdown d'une pièce du matériel d'un parcours."""
    titre = f"{fiche.titre} : {TITRES[piece]}"
    described = _described(fiche, titre)
    macro = f'kit("{fiche.id}", "{piece}")'
    return _page(macro, **described, vignette=fiche.adresse, hide="[toc]")


def renvoi(fiche: Commun, ancien: str, piece: str = "") -> str:
    """Le fichier Markdown d'une adresse d'avant : elle mène à celle d'aujourd'hui."""
    return _page(f'renvoi("{ancien}")', **_described(fiche), vers=fiche.adresse + piece)


def retrait(one: Retrait) -> str:
    """Le fichier Markdown d'une fiche retirée."""
    titre = _front_matter(one.titre)
    return _page(f'retrait("{one.id}")', title=titre, donnees="data/retraits.yml", retiree="true")


def _described(fiche: Commun, titre: str = "") -> dict[str, str]:
    return {
        "title": _front_matter(titre or fiche.titre),
        "description": _front_matter(fiche.resume),
        "donnees": fiche.fichier,
    }


def _page(macro: str, **entete: str) -> str:
    """Un fichier Markdown : d'où il vient, son en-tête, et la macro qui fait la page."""
    lines = [f"{_MARK} : ne la modifiez pas, modifiez {entete['donnees']}."]
    lines += [f"{key}: {value}" for key, value in entete.items()]
    return "\n".join(["---", *lines, "---", "", f"{{{{ {macro} }}}}", ""])


def _front_matter(text: str) -> str:
    """Un texte pour l'en-tête d'une page; échappé : le thème le met tel quel dans un attribut."""
    return json.dumps(html.escape(typo(" ".join(text.split()))), ensure_ascii=False)


def is_ours(path: Path) -> bool:
    """Ce fichier est-il une page que ce module a écrite?"""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline() == "---\n" and file.readline().startswith(_MARK)


def _missing(guide: Guide, docs: Path) -> list[Problem]:
    """Les pages de l'accueil qui n'existent pas dans docs/."""
    return [
        Problem("data/accueil.yml", 1, 1, where, f"« {page.adresse} » n'est pas une page de docs/.")
        for porte, chemin in enumerate(guide.accueil.portes)
        for index, page in enumerate(chemin.pages)
        if (where := f"portes[{porte}].pages[{index}].adresse") and not _exists(page, docs)
    ]


def _exists(page: Page, docs: Path) -> bool:
    path = page.adresse.partition("#")[0]
    return (docs / path / "index.md").exists() or (docs / f"{path.strip('/')}.md").exists()


def _taken(path: Path, docs: Path) -> Problem:
    fichier = f"docs/{path.relative_to(docs).as_posix()}"
    return Problem(
        fichier, 1, 1, "", "cette place est celle d'une fiche; déplacez ou renommez ce fichier."
    )
