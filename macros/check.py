"""Tout ce qui ne va pas dans data/, en une fois : chaque fichier, puis d'un fichier à l'autre.

Appelé par `guide` à chaque lecture. Une règle par fonction; aucune ne s'arrête au premier problème.
"""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from . import croisees, distinctes
from .croisees import Checked
from .load import Document
from .model import FICHIERS, TYPES, Commun, Modele, Source, Vocabulaire
from .problems import Problem, suggestion
from .regles import LIEES, SEULES, Examen
from .validation import validate

CROISEES = (*croisees.REGLES, *distinctes.REGLES)
_validated: WeakKeyDictionary[Document, tuple[Modele | None, list[Problem]]] = WeakKeyDictionary()
_examined: WeakKeyDictionary[Document, list[Problem]] = WeakKeyDictionary()
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(documents: dict[str, Document]) -> Checked:
    """Vérifie tous les documents (chemin dans data/ → document) et rend modèles et problèmes."""
    checked = Checked()
    documents = dict(sorted(documents.items()))
    for path, document in documents.items():
        unread = document.valeur is None and document.problems
        misplaced = [] if unread else _unexpected_place(path, document)
        checked.problems += [*document.problems, *misplaced]
        if document.valeur is not None and not misplaced:
            _read_model(path, document, checked)
    for name in FICHIERS.keys() - documents.keys():
        checked.problems.append(Problem(f"data/{name}", 1, 1, "", "fichier manquant."))
    known = _known(documents, checked)
    for path, modele in checked.lus:
        examen = Examen(modele, documents[path], known)
        document = documents[path]
        if document not in _examined:
            _examined[document] = [problem for regle in SEULES for problem in regle(examen)]
        checked.problems += _examined[document]
        checked.problems += [problem for regle in LIEES for problem in regle(examen)]
    checked.problems += [p for regle in CROISEES for p in regle(checked, documents)]
    checked.problems.sort()
    return checked


def _unexpected_place(path: str, document: Document) -> list[Problem]:
    folder, _, name = path.rpartition("/")
    if not folder and name in FICHIERS:
        return []
    if folder not in TYPES:
        end = suggestion(folder or name, [*TYPES, *FICHIERS])
        return [document.problem((), f"« {folder or name} » n'a pas sa place dans data/{end}")]
    if name == "index.yml":
        return [
            document.problem((), "« index » est la page de la collection; renommez ce fichier.")
        ]
    if not _ID.fullmatch(name.removesuffix(".yml")):
        return [
            document.problem(
                (),
                "le nom du fichier est l'identifiant : minuscules sans accent, chiffres et tirets.",
            )
        ]
    return []


def _read_model(path: str, document: Document, checked: Checked) -> None:
    folder, _, name = path.rpartition("/")
    if document not in _validated:  # un fichier inchangé garde son modèle
        _validated[document] = validate(document, TYPES[folder] if folder else FICHIERS[name])
    modele, problems = _validated[document]
    already = {problem.ou for problem in document.problems}
    checked.problems += [problem for problem in problems if problem.ou not in already]
    if modele:
        checked.lus.append((path, modele))
    if isinstance(modele, Commun):
        id = name.removesuffix(".yml")
        known = checked.fiches.setdefault(id, modele.named(id))
        if known is not modele:
            what = f"« {id} » sert déjà à {known.fichier}; renommez l'un des deux."
            checked.problems.append(document.problem((), what))
    elif modele:
        checked.seuls[name] = modele


def _known(documents: dict[str, Document], checked: Checked) -> dict[str, set[str]]:
    """Tous les identifiants qu'un champ peut viser, par genre.

    Un fichier illisible garde son identifiant : une erreur n'en fait pas naître d'autres ailleurs.
    """
    ids: dict[str, set[str]] = {folder: set() for folder in TYPES}
    for path in documents:
        folder, _, name = path.rpartition("/")
        ids.get(folder, set()).add(name.removesuffix(".yml"))
    known = {
        "reference": ids["references"],
        "source": ids["sources"],
        "frein": ids["freins"],
        "liste": ids["listes"],
        "definition": ids["definitions"],
        "fiche": set[str]().union(*ids.values()),
    }
    known["unite"] = {
        u.id for f in checked.fiches.values() if isinstance(f, Source) for u in f.unites
    }
    if vocabulaire := checked.seuls.get("vocabulaire.yml"):
        for name in Vocabulaire.model_fields:
            known[name] = {terme.id for terme in vocabulaire.liste(name)}
    if not _all_read(documents, checked, "sources"):
        del known["unite"]
    return known


def _all_read(documents: dict[str, Document], checked: Checked, folder: str) -> bool:
    return all(
        path.partition("/")[2].removesuffix(".yml") in checked.fiches
        for path in documents
        if path.startswith(f"{folder}/")
    )
