"""L'index de la recherche, écrit sous docs/recherche/, que le navigateur lit quand on l'ouvre.

Appelé avant chaque construction. `index.json` : de quoi trouver et classer. `textes-N.json` : les
passages, page par page, demandés seulement pour les résultats qu'on montre.
"""

from __future__ import annotations

import ast
import functools
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import render
from .francais import ELISIONS, FINALES, VIDES, expression, fold, root, words
from .model import TYPES
from .pages import is_ours, write_changed
from .passages import Section, sections
from .relations import Guide
from .typographie import typo

CHAMPS = ("titre", "mots_cles", "resume", "corps")
PAGES_PAR_FICHIER = 6
_FREQUENCE_MAX = 3  # au-delà, un mot répété n'apprend plus rien
_PAGE = ("pages", "Page", "Pages")
_LETTRES = re.compile(r"[^\W\d_]+")
_MACRO = re.compile(r"\{\{ (\w+)\((.*?)\) \}\}")
_MACROS_CHERCHEES = ("blocages", "certitudes", "comparaison", "sigles")  # les autres sont des liens


@dataclass(frozen=True)
class Entree:
    """Une page du site, telle qu'on la trouve."""

    genre: str
    adresse: str
    titre: str
    resume: str
    mots_cles: tuple[str, ...]
    sections: tuple[Section, ...]


def write_recherche(guide: Guide, docs: Path) -> None:
    """Écrit docs/recherche/ : l'index et les textes."""
    write_index(guide, list(entries(guide, docs)), docs / "recherche")


def write_index(guide: Guide, found: list[Entree], folder: Path) -> None:
    """Écrit ce qui a changé; enlève les textes de trop."""
    wanted = {folder / "index.json": _index(guide, found)}
    for start in range(0, len(found), PAGES_PAR_FICHIER):
        part = found[start : start + PAGES_PAR_FICHIER]
        wanted[folder / f"textes-{start // PAGES_PAR_FICHIER}.json"] = {
            entree.adresse: [[s.ancre, s.titre, *s.passages] for s in entree.sections]
            for entree in part
        }
    for path, value in wanted.items():
        write_changed(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
    for path in folder.glob("*.json"):
        if path not in wanted:
            path.unlink()


def entries(guide: Guide, docs: Path) -> Iterator[Entree]:
    """Chaque fiche, puis chaque page de docs/."""
    for fiche in guide.fiches.values():
        top, *others = sections(render.fiche(guide, fiche.adresse, fiche.id))
        yield Entree(
            fiche.dossier,
            fiche.adresse,
            top.titre,
            typo(fiche.resume),
            fiche.mots_cles,
            (Section("", "", top.passages[1:]), *others),  # le premier est le résumé
        )
    for path in sorted(docs.rglob("*.md")):
        if not is_ours(path):
            yield _page(guide, path.relative_to(docs).as_posix(), path.read_text(encoding="utf-8"))


def _page(guide: Guide, name: str, text: str) -> Entree:
    adresse = name.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
    adresse = "" if adresse == "/" else adresse
    _, front, body = text.split("---\n", 2)
    meta = dict(line.split(": ", 1) for line in front.splitlines() if ": " in line)

    def expand(found: re.Match[str]) -> str:
        macro, arguments = found[1], ast.literal_eval(f"({found[2]},)" if found[2] else "()")
        if macro == "comparaison":
            arguments = (arguments,)
        return str(getattr(render, macro)(guide, adresse, *arguments))

    kept = _MACRO.sub(lambda one: expand(one) if one[1] in _MACROS_CHERCHEES else "", body)
    return Entree(
        "pages",
        adresse,
        meta["title"].strip('"'),
        meta.get("description", "").strip('"'),
        (),
        tuple(section._replace(titre="") if not section.ancre else section
              for section in sections(kept)),
    )


def _index(guide: Guide, found: list[Entree]) -> dict[str, Any]:
    genres = [*((folder, kind.nom, kind.pluriel) for folder, kind in TYPES.items()), _PAGE]
    ranks = {genre: rank for rank, (genre, _, _) in enumerate(genres)}
    lists: dict[str, list[list[int]]] = {}
    lengths = []
    lexicon: dict[str, Counter[str]] = {}
    for rank, entree in enumerate(found):
        counts, written = _counted(entree)
        for word, forms in written.items():
            lexicon.setdefault(word, Counter()).update(forms)
        lengths += [sum(count.values()) for count in counts]
        for champ, count in enumerate(counts):
            for racine, times in count.items():
                places = lists.setdefault(racine, [[] for _ in CHAMPS])
                places[champ] += [rank, min(times, _FREQUENCE_MAX)]
    racines = sorted(lists)
    return {
        "genres": genres,
        "entrees": [[ranks[e.genre], e.adresse, e.titre, e.resume] for e in found],
        "champs": CHAMPS,
        "longueurs": lengths,
        "racines": " ".join(racines),
        "listes": [_packed(lists[racine]) for racine in racines],
        "mots": " ".join(_usual(forms) for _, forms in sorted(lexicon.items())),
        "vides": " ".join(sorted(VIDES)),
        "elisions": " ".join(ELISIONS),
        "finales": FINALES,
        "synonymes": [
            [[_roots(un) for un in s.on_tape], [_roots(un) for un in s.le_guide_dit]]
            for s in guide.synonymes
        ],
        "autres": " ".join(sorted(_typed(guide) - lexicon.keys())),
        "sigles": [
            [s.sigle, typo(s.developpement), s.id, _roots(s.sigle), _roots(s.developpement)]
            for s in guide.sigles
        ],
        "par_fichier": PAGES_PAR_FICHIER,
    }


def _usual(forms: Counter[str]) -> str:
    """La façon la plus fréquente d'écrire un mot, accents compris."""
    return min(forms, key=lambda form: (-forms[form], form))


def _roots(text: str) -> str:
    """Les racines d'une expression, séparées par une espace."""
    return " ".join(map(root, expression(text)))


def _typed(guide: Guide) -> set[str]:
    """Tous les mots de ce qu'on tape, dans les synonymes."""
    return {word for s in guide.synonymes for un in s.on_tape for word in expression(un)}


@functools.lru_cache(maxsize=20_000)
def _counted(entree: Entree) -> tuple[list[Counter[str]], dict[str, Counter[str]]]:
    """Combien de fois chaque racine paraît dans chaque champ; les mots, tels qu'ils s'écrivent."""
    body = [text for s in entree.sections for text in (s.titre, *s.passages)]
    champs = ([entree.titre], entree.mots_cles, [entree.resume], body)
    found = [
        [word for text in texts for word in words(text) if word not in VIDES] for texts in champs
    ]
    written = {word: Counter({word: 0}) for word in set().union(*found)}
    for form in _LETTRES.findall(" ".join(text for texts in champs for text in texts).lower()):
        if (word := fold(form)) in written:
            written[word][form] += 1
    return [Counter(map(root, some)) for some in found], written


def _packed(places: list[list[int]]) -> list[int]:
    """Par champ : combien de pages; pour chacune, l'écart avec la précédente et la fréquence."""
    packed = []
    for flat in places:
        packed.append(len(flat) // 2)
        before = -1
        for rank, times in zip(flat[::2], flat[1::2], strict=True):
            packed.append((rank - before - 1) * _FREQUENCE_MAX + times - 1)
            before = rank
    return packed
