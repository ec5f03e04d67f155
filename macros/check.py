"""Les règles d'un fichier à l'autre : tout ce qui ne va pas dans data/, en une fois.

Appelé par `guide` à chaque lecture. Une règle par fonction; aucune ne s'arrête au premier problème.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .load import Document
from .model import FICHIERS, TYPES, Accueil, Commun, Definition, Modele, Source, Vers, Vocabulaire
from .model.commun import is_markdown, walk
from .problems import Chemin, Problem, suggestion
from .texte import targets
from .validation import validate

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_TEXT = (
    (re.compile(r"<[a-zA-Z/!?]"), "HTML refusé; écrivez en Markdown (**gras**, *italique*, listes)."),
    (re.compile(r"\{\{|\{%|\{#"), "« {{ », « {% » et « {# » refusés : un texte n'exécute rien."),
)
_NOT_MARKDOWN = (
    (re.compile(r"^#{1,6}\s", re.M), "titre refusé; les titres viennent des champs de la fiche."),
    (re.compile(r"!\[[^\]]*\]\("), "image refusée dans un texte."),
)
_LINK = re.compile(r"\]\(\s*([^)\s]*)")
_SAFE_LINK = re.compile(r"(https?://|fiche:|mailto:)")
_DECLARED_ONCE = ("voir_aussi", "a_distinguer")


@dataclass
class Checked:
    """Ce que la vérification a trouvé : les modèles lisibles, et les problèmes."""

    fiches: dict[str, Commun] = field(default_factory=dict)
    vocabulaire: Vocabulaire | None = None
    accueil: Accueil | None = None
    problems: list[Problem] = field(default_factory=list)


def check(documents: dict[str, Document]) -> Checked:
    """Vérifie tous les documents (chemin dans data/ → document) et rend modèles et problèmes."""
    checked = Checked()
    documents = dict(sorted(documents.items()))
    sound = {}
    for path, document in documents.items():
        checked.problems += document.problems or _unexpected_place(path, document)
        if not any(p.fichier == document.fichier for p in checked.problems):
            sound[path] = document
    _read_models(sound, checked)
    for name in FICHIERS.keys() - documents.keys():
        checked.problems.append(Problem(f"data/{name}", 1, 1, "", "fichier manquant."))
    known = _known(documents, checked)
    for path, modele in _modeles(checked):
        checked.problems += _check_modele(modele, documents[path], known)
    checked.problems += _declared_twice(checked, documents)
    checked.problems += _incomplete_comparison(checked, documents)
    checked.problems.sort()
    return checked


def _unexpected_place(path: str, document: Document) -> list[Problem]:
    folder, _, name = path.rpartition("/")
    if not folder and name in FICHIERS:
        return []
    if folder not in TYPES:
        end = suggestion(folder or name, [*TYPES, *FICHIERS])
        return [document.problem((), f"« {folder or name} » n'a pas sa place dans data/{end}")]
    if not _ID.fullmatch(name.removesuffix(".yml")):
        return [document.problem((), "le nom du fichier est l'identifiant : minuscules sans accent, "
                                     "chiffres et tirets.")]
    return []


def _read_models(documents: dict[str, Document], checked: Checked) -> None:
    for path, document in documents.items():
        folder, _, name = path.rpartition("/")
        modele, problems = validate(document, TYPES[folder] if folder else FICHIERS[name])
        checked.problems += problems
        id = name.removesuffix(".yml")
        if isinstance(modele, Commun):
            if id in checked.fiches:
                other = checked.fiches[id].fichier
                checked.problems.append(document.problem((), f"« {id} » sert déjà à {other}; "
                                                             "renommez l'un des deux."))
            else:
                checked.fiches[id] = modele.named(id)
        elif isinstance(modele, Vocabulaire):
            checked.vocabulaire = modele
        elif isinstance(modele, Accueil):
            checked.accueil = modele


def _modeles(checked: Checked) -> Iterator[tuple[str, Modele]]:
    for fiche in checked.fiches.values():
        yield fiche.fichier.removeprefix("data/"), fiche
    if checked.vocabulaire:
        yield "vocabulaire.yml", checked.vocabulaire
    if checked.accueil:
        yield "accueil.yml", checked.accueil


def _known(documents: dict[str, Document], checked: Checked) -> dict[str, set[str]]:
    """Tous les identifiants qu'un champ peut viser, par genre.

    Un fichier illisible garde son identifiant : une erreur n'en fait pas naître d'autres ailleurs.
    """
    ids: dict[str, set[str]] = {folder: set() for folder in TYPES}
    for path in documents:
        folder, _, name = path.rpartition("/")
        ids.get(folder, set()).add(name.removesuffix(".yml"))
    known = {"reference": ids["references"], "source": ids["sources"], "fiche": set[str]().union(*ids.values())}
    known["unite"] = {u.id for f in checked.fiches.values() if isinstance(f, Source) for u in f.unites}
    if checked.vocabulaire:
        for name in Vocabulaire.model_fields:
            known[name] = {terme.id for terme in getattr(checked.vocabulaire, name)}
    if not _all_read(documents, checked, "sources"):
        del known["unite"]
    return known


def _all_read(documents: dict[str, Document], checked: Checked, folder: str) -> bool:
    return all(path.partition("/")[2].removesuffix(".yml") in checked.fiches
               for path in documents if path.startswith(f"{folder}/"))


def _check_modele(modele: Modele, document: Document, known: dict[str, set[str]]) -> Iterator[Problem]:
    for chemin, value, marks in walk(modele):
        if not isinstance(value, str):
            continue
        for pattern, refusal in _NOT_TEXT:
            if pattern.search(value):
                yield document.problem(chemin, refusal)
        for quoi in (mark.quoi for mark in marks if isinstance(mark, Vers)):
            yield from _check_id(modele, document, chemin, value, quoi, known)
        if is_markdown(marks):
            yield from _check_markdown(document, chemin, value, known)
    yield from _repeated_ids(modele, document)


def _check_id(
    modele: Modele, document: Document, chemin: Chemin, value: str, quoi: str, known: dict[str, set[str]]
) -> Iterator[Problem]:
    if quoi in known and value not in known[quoi]:
        yield document.problem(chemin, f"« {value} » inconnu{suggestion(value, known[quoi])}")
    elif quoi == "fiche" and value == getattr(modele, "id", None):
        yield document.problem(chemin, f"la fiche se vise elle-même (« {value} »); enlevez-le.")


def _check_markdown(
    document: Document, chemin: Chemin, value: str, known: dict[str, set[str]]
) -> Iterator[Problem]:
    for pattern, refusal in _NOT_MARKDOWN:
        if pattern.search(value):
            yield document.problem(chemin, refusal)
    for href in _LINK.findall(value):
        if not _SAFE_LINK.match(href):
            yield document.problem(chemin, f"lien « {href} » refusé; écrivez « fiche:… » ou « https://… ».")
    for genre, cible, _repere in targets(value):
        if genre == "citation" and cible not in known["reference"]:
            yield document.problem(chemin, f"référence « {cible} » inconnue"
                                           f"{suggestion(cible, known['reference'])}")
        elif cible.startswith("fiche:") and cible[6:] not in known["fiche"]:
            yield document.problem(chemin, f"fiche « {cible[6:]} » inconnue"
                                           f"{suggestion(cible[6:], known['fiche'])}")


def _repeated_ids(modele: Modele, document: Document) -> Iterator[Problem]:
    """Un même identifiant deux fois dans une liste; pour une source, deux unités de même nom."""
    seen: set[tuple[Any, ...]] = set()
    for chemin, value, marks in walk(modele):
        in_list = isinstance(chemin[-1], int) and any(isinstance(m, Vers) for m in marks)
        if in_list or (chemin[-1] == "id" and len(chemin) == 3):
            place = (*(part for part in chemin[:-1] if chemin[-1] != "id"), chemin[0], value)
            if place in seen:
                yield document.problem(chemin, f"« {value} » en double; gardez-en un.")
            seen.add(place)


def _declared_twice(checked: Checked, documents: dict[str, Document]) -> Iterator[Problem]:
    """Une relation se déclare d'un seul côté : l'autre côté la montre tout seul."""
    seen: dict[frozenset[str], str] = {}
    for fiche in checked.fiches.values():
        for chemin, value, marks in walk(fiche):
            if chemin[0] in _DECLARED_ONCE and any(isinstance(mark, Vers) for mark in marks):
                pair = frozenset((fiche.id, value))
                if seen.setdefault(pair, fiche.id) != fiche.id:
                    document = documents[fiche.fichier.removeprefix("data/")]
                    yield document.problem(chemin, f"déjà déclaré dans {value}.yml; "
                                                   "gardez un seul des deux côtés.")


def _incomplete_comparison(checked: Checked, documents: dict[str, Document]) -> Iterator[Problem]:
    """Une notion comparée dit tous les points de « criteres », et seulement ceux-là."""
    if not checked.vocabulaire:
        return
    expected = {terme.id for terme in checked.vocabulaire.criteres}
    for fiche in checked.fiches.values():
        if isinstance(fiche, Definition) and fiche.comparaison:
            document = documents[fiche.fichier.removeprefix("data/")]
            for key in sorted(expected ^ fiche.comparaison.keys()):
                what = "manquante." if key in expected else f"inconnue{suggestion(key, expected)}"
                yield document.problem(("comparaison", key), f"clé « {key} » {what}")
