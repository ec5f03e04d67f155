"""L'index de la recherche, écrit sous docs/recherche/, que le navigateur lit quand on l'ouvre.

Appelé avant chaque construction. `index.json` : de quoi trouver et classer. `textes-N.json` : les
passages, page par page, demandés seulement pour les résultats qu'on montre.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import render
from .ecrites import expanded, handwritten
from .francais import ELISIONS, FINALES, VIDES, expression, fold, root, words
from .model import TYPES
from .pages import write_changed
from .passages import Section, sections
from .relations import Guide
from .typographie import typo

CHAMPS = ("titre", "mots_cles", "resume", "corps")
PAGES_PAR_FICHIER = 4
_FREQUENCE_MAX = 3  # au-delà, un mot répété n'apprend plus rien
_PAGE = ("pages", "Page", "Pages")
_LETTRES = re.compile(r"[^\W\d_]+")
_EXCLUE = "\nsearch: {exclude: true}\n"  # dans l'en-tête d'une page
_EN_TETE = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_META = re.compile(r"^(title|description|mots_cles): (.*)$", re.MULTILINE)
_MACROS_CHERCHEES = ("certitudes", "comparaison", "decompte", "sigles")  # les autres : des liens


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
    for adresse, text in handwritten(docs):
        if _EXCLUE not in text:
            yield _page(guide, adresse, text)


def _page(guide: Guide, adresse: str, text: str) -> Entree:
    front = _EN_TETE.match(text)
    body = text[front.end() if front else 0 :]
    meta = dict(_META.findall(front[0] if front else ""))
    kept = expanded(body, guide, adresse, _MACROS_CHERCHEES)
    top, *others = sections(kept) or (Section("", "", ()),)
    if "{{ blocages() }}" in body:
        others += [
            Section(symptome.id, typo(f"« {symptome.dit} »"), ())
            for moment in guide.moments
            for symptome in moment.symptomes
        ]
    titre, resume = (typo(meta.get(key, "").strip('"')) for key in ("title", "description"))
    titre = titre or top.titre
    mots_cles = tuple(meta.get("mots_cles", "").strip("[]").split(", "))
    places = (top._replace(titre=""), *others)
    return Entree("pages", adresse, titre, resume, mots_cles, places)


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
        "frequence_max": _FREQUENCE_MAX,
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
    known = set().union(*found)
    written: dict[str, Counter[str]] = {}
    for form in _LETTRES.findall(" ".join(text for texts in champs for text in texts).lower()):
        if (word := fold(form)) in known:
            written.setdefault(word, Counter())[form] += 1
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
