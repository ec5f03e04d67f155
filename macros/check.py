"""Tout ce qui ne va pas dans data/, en une fois : chaque fichier, puis d'un fichier à l'autre.

Appelé par `guide` à chaque lecture. Une règle par fonction; aucune ne s'arrête au premier problème.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .load import Document
from .model import FICHIERS, TYPES, Accueil, Commun, Definition, Modele, Source, Vers, Vocabulaire
from .model.commun import walk
from .problems import Problem, suggestion
from .regles import REGLES, Examen
from .validation import validate

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ANCRES = ("haut", "unites", "provenance", "references", "voir-aussi", "mise-a-jour", "exemples")
_DECLARED_ONCE = ("voir_aussi", "a_distinguer")


@dataclass
class Checked:
    """Ce que la vérification a trouvé : les modèles lisibles, et les problèmes."""

    fiches: dict[str, Commun] = field(default_factory=dict)
    vocabulaire: Vocabulaire | None = None
    accueil: Accueil | None = None
    problems: list[Problem] = field(default_factory=list)
    lus: list[tuple[str, Modele]] = field(default_factory=list)
    """Tout ce qui se lit, (chemin, modèle), même une fiche dont l'identifiant est déjà pris."""


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
        checked.problems += [problem for regle in REGLES for problem in regle(examen)]
    checked.problems += _declared_twice(checked, documents)
    checked.problems += _incomplete_comparison(checked, documents)
    checked.problems += _ids_of_units(checked, documents)
    checked.problems += _unknown_pages(checked, documents)
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
    modele, problems = validate(document, TYPES[folder] if folder else FICHIERS[name])
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
    elif isinstance(modele, Vocabulaire):
        checked.vocabulaire = modele
    elif isinstance(modele, Accueil):
        checked.accueil = modele


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
        "fiche": set[str]().union(*ids.values()),
    }
    known["unite"] = {
        u.id for f in checked.fiches.values() if isinstance(f, Source) for u in f.unites
    }
    if checked.vocabulaire:
        for name in Vocabulaire.model_fields:
            known[name] = {terme.id for terme in checked.vocabulaire.liste(name)}
    if not _all_read(documents, checked, "sources"):
        del known["unite"]
    return known


def _all_read(documents: dict[str, Document], checked: Checked, folder: str) -> bool:
    return all(
        path.partition("/")[2].removesuffix(".yml") in checked.fiches
        for path in documents
        if path.startswith(f"{folder}/")
    )


def _declared_twice(checked: Checked, documents: dict[str, Document]) -> Iterator[Problem]:
    """Une relation se déclare d'un seul côté : l'autre côté la montre tout seul."""
    seen: dict[frozenset[str], str] = {}
    for fiche in checked.fiches.values():
        for chemin, value, marks in walk(fiche):
            if chemin[0] in _DECLARED_ONCE and any(isinstance(mark, Vers) for mark in marks):
                pair = frozenset((fiche.id, value))
                if seen.setdefault(pair, fiche.id) != fiche.id:
                    document = documents[fiche.fichier.removeprefix("data/")]
                    yield document.problem(
                        chemin, f"déjà déclaré dans {value}.yml; gardez un seul des deux côtés."
                    )


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


def _ids_of_units(checked: Checked, documents: dict[str, Document]) -> Iterator[Problem]:
    """Un identifiant d'unité ne sert qu'une fois, dans toutes les sources et parmi les fiches."""
    taken = dict.fromkeys(_ANCRES, "une section de chaque page")
    taken |= {id: fiche.fichier for id, fiche in checked.fiches.items()}
    for source in checked.fiches.values():
        if not isinstance(source, Source):
            continue
        for index, unite in enumerate(source.unites):
            if taken.setdefault(unite.id, source.fichier) != source.fichier:
                document = documents[source.fichier.removeprefix("data/")]
                what = f"« {unite.id} » sert déjà dans {taken[unite.id]}; changez l'un des deux."
                yield document.problem(("unites", index, "id"), what)


def _unknown_pages(checked: Checked, documents: dict[str, Document]) -> Iterator[Problem]:
    """Une porte de l'accueil mène à l'index d'une collection, à un de ses groupes, ou à docs/."""
    if not checked.accueil or not checked.vocabulaire:
        return
    for porte, chemin in ((p, ("portes", n)) for n, p in enumerate(checked.accueil.portes)):
        for index, page in enumerate(porte.pages):
            folder, _, anchor = page.adresse.partition("/")
            groups = TYPES[folder].groupe if folder in TYPES else None
            terms = {t.id for t in checked.vocabulaire.liste(groups[1])} if groups else set[str]()
            if anchor and anchor.removeprefix("#") not in terms:
                where = (*chemin, "pages", index, "adresse")
                what = f"« {page.adresse} » ne mène à aucun groupe de « {folder} »."
                yield documents["accueil.yml"].problem(where, what)
