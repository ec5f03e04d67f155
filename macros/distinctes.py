"""Ce qui ne sert qu'une fois : identifiants, ancres, adresses, sigles, mots qu'on tape.

Appelé par `check`, une règle après l'autre, quand tout est lu. Une règle rend tout ce qu'elle
trouve.
"""

from __future__ import annotations

from collections.abc import Iterator

from .croisees import Checked, Documents
from .francais import expression, root
from .model import TYPES, Liste, Source
from .model.commun import anchors, walk
from .model.listes import cle_courte
from .problems import Chemin, Problem, suggestion

_ANCRES = (
    "haut",
    "unites",
    "provenance",
    "references",
    "voir-aussi",
    "mise-a-jour",
    "exemples",
    "outils",
    "freins",
)
_TROP_COURANT = "la recherche passe ce mot, trop courant (macros/mots-vides.txt)."
_ANCRES_DE = {
    "debats": ("positions", "accord", "en-pratique"),
    "definitions": ("sens", "en-pratique", "a-distinguer"),
    "listes": ("liste", "resultat", "lecture", "plan", "garder", "partager", "suite"),
    "parcours": ("activites", "objectifs", "preparer", "seul", "suite", "kit"),
    "reperes": ("points", "en-pratique"),
}
_ANCRES_DE_PAGES = {"haut", "je-veux", "demarche", "contenu", "oie", "pointe"}


def ids_of_units(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Un identifiant d'unité ne sert qu'une fois, dans toutes les sources et parmi les fiches."""
    taken = dict.fromkeys(_ANCRES, "une section de chaque page")
    taken |= {id: fiche.fichier for id, fiche in checked.fiches.items()}
    for source in checked.fiches.values():
        if not isinstance(source, Source):
            continue
        for index, unite in enumerate(source.unites):
            if taken.setdefault(unite.id, source.fichier) != source.fichier:
                document = checked.document(source, documents)
                what = f"« {unite.id} » sert déjà dans {taken[unite.id]}; changez l'un des deux."
                yield document.problem(("unites", index, "id"), what)


def distinct_anchors(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Sur une page, un identifiant ne sert qu'une fois, et pas celui d'une section."""
    for name, modele in checked.seuls.items():
        seen: dict[str, Chemin] = {}
        for chemin, id, _marks in walk(modele):
            if chemin[-1] != "id" or (name == "vocabulaire.yml" and id != "haut"):
                continue
            if id in _ANCRES_DE_PAGES:
                what = f"« {id} » est déjà une place de la page; changez-le."
                yield documents[name].problem(chemin, what)
            elif seen.setdefault(id, chemin)[:-2] != chemin[:-2]:  # sinon : `no_repetition`
                yield documents[name].problem(chemin, f"« {id} » en double; changez-le.")


def distinct_points(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Dans une page, l'identifiant d'un point, même ancien, ne sert qu'une fois.

    Un lien y mène, une réponse ou un progrès y tient. Les unités : voir `ids_of_units`.
    """
    for fiche in (f for f in checked.fiches.values() if f.dossier in _ANCRES_DE):
        sections = (*_ANCRES, *_ANCRES_DE[fiche.dossier])
        seen: dict[str, Chemin] = dict.fromkeys(sections, ())
        for chemin, id in anchors(fiche):
            if seen.setdefault(id, chemin) != chemin:
                what = f"« {id} » sert déjà dans cette page; changez-le."
                yield checked.document(fiche, documents).problem(chemin, what)
            elif isinstance(fiche, Liste) and seen.setdefault(cle_courte(id), chemin) != chemin:
                what = f"« {id} » a la clé courte d'un autre (codes QR); changez-le."
                yield checked.document(fiche, documents).problem(chemin, what)


def distinct_addresses(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Un identifiant ne sert qu'une fois, même ancien, même retiré : son adresse est publiée."""
    taken = {id: fiche.fichier for id, fiche in checked.fiches.items()}
    for fiche in checked.fiches.values():
        for rang, ancien in enumerate(fiche.anciens_ids):
            if taken.setdefault(ancien, "") or ancien in fiche.anciens_ids[:rang]:
                what = f"« {ancien} » est déjà pris; un identifiant ne sert qu'une fois."
                yield checked.document(fiche, documents).problem(("anciens_ids", rang), what)
            taken[ancien] = fiche.fichier
    retraits = checked.seuls.get("retraits.yml")
    for rang, retrait in enumerate(retraits.retraits if retraits else ()):
        where = ("retraits", rang)
        if retrait.dossier not in TYPES:
            what = f"« {retrait.dossier} » n'est pas un dossier de data/"
            end = suggestion(retrait.dossier, TYPES)
            yield documents["retraits.yml"].problem((*where, "dossier"), what + end)
        if retrait.id in taken:
            what = f"« {retrait.id} » est déjà pris; un identifiant ne sert qu'une fois."
            yield documents["retraits.yml"].problem((*where, "id"), what)
        taken[retrait.id] = "data/retraits.yml"


def distinct_sigles(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Un sigle n'a qu'une explication."""
    sigles = checked.seuls.get("sigles.yml")
    seen: set[str] = set()
    for index, sigle in enumerate(sigles.sigles if sigles else ()):
        if sigle.sigle in seen:
            what = f"« {sigle.sigle} » en double; gardez-en une explication."
            yield documents["sigles.yml"].problem(("sigles", index, "sigle"), what)
        seen.add(sigle.sigle)


def distinct_synonymes(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Ce qu'on tape n'a qu'une entrée, et dit quelque chose que la recherche retient."""
    synonymes = checked.seuls.get("synonymes.yml")
    seen: set[tuple[str, ...]] = set()
    for chemin, dit, _ in walk(synonymes) if synonymes else ():
        searched = tuple(map(root, expression(dit)))
        if not searched:
            what = f"« {dit} » : {_TROP_COURANT}"
            yield documents["synonymes.yml"].problem(chemin, what)
        elif "on_tape" in chemin and searched in seen:
            what = f"« {dit} » est déjà dans ce fichier, sous cette forme ou une autre."
            yield documents["synonymes.yml"].problem(chemin, what)
        elif "on_tape" in chemin:
            seen.add(searched)


REGLES = (
    ids_of_units,
    distinct_anchors,
    distinct_points,
    distinct_addresses,
    distinct_sigles,
    distinct_synonymes,
)
