"""Les règles d'un fichier à l'autre : ce qu'une fiche ne peut pas savoir seule.

Appelé par `check`, une règle après l'autre, quand tout est lu. Une règle rend tout ce qu'elle
trouve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .francais import expression, root
from .load import Document
from .model import TYPES, Commun, Definition, Etape, Liste, Modele, Outil, Source, Vers
from .model.commun import walk
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
_ANCRES_DE_LISTE = ("liste", "resultat", "lecture", "plan", "garder", "suite")
_ANCRES_DE_PAGES = {"haut", "je-veux", "demarche", "contenu", "oie", "pointe"}
_DECLARED_ONCE = ("voir_aussi", "a_distinguer")
Documents = dict[str, Document]


@dataclass
class Checked:
    """Ce que la vérification a trouvé : les modèles lisibles, et les problèmes."""

    fiches: dict[str, Commun] = field(default_factory=dict)
    seuls: dict[str, Any] = field(default_factory=dict)
    """Les fichiers seuls : « vocabulaire.yml » → son modèle, s'il se lit."""
    problems: list[Problem] = field(default_factory=list)
    lus: list[tuple[str, Modele]] = field(default_factory=list)
    """Tout ce qui se lit, (chemin, modèle), même une fiche dont l'identifiant est déjà pris."""

    def document(self, fiche: Commun, documents: Documents) -> Document:
        """Le document d'où vient une fiche."""
        return documents[fiche.fichier.removeprefix("data/")]


def declared_once(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Une relation se déclare d'un seul côté : l'autre côté la montre tout seul."""
    seen: dict[frozenset[str], str] = {}
    for fiche in checked.fiches.values():
        for chemin, value, marks in walk(fiche):
            if chemin[0] in _DECLARED_ONCE and any(isinstance(mark, Vers) for mark in marks):
                pair = frozenset((fiche.id, value))
                if seen.setdefault(pair, fiche.id) != fiche.id:
                    document = checked.document(fiche, documents)
                    yield document.problem(
                        chemin, f"déjà déclaré dans {value}.yml; gardez un seul des deux côtés."
                    )


def complete_comparison(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Une notion comparée dit tous les points de « criteres », et seulement ceux-là."""
    vocabulaire = checked.seuls.get("vocabulaire.yml")
    if not vocabulaire:
        return
    expected = {terme.id for terme in vocabulaire.criteres}
    for fiche in checked.fiches.values():
        if isinstance(fiche, Definition) and fiche.comparaison:
            document = checked.document(fiche, documents)
            for key in sorted(expected ^ fiche.comparaison.keys()):
                what = "manquante." if key in expected else f"inconnue{suggestion(key, expected)}"
                yield document.problem(("comparaison", key), f"clé « {key} » {what}")


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


def known_pages(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Une porte de l'accueil mène à l'index d'une collection, à un de ses groupes, ou à docs/."""
    accueil, vocabulaire = (checked.seuls.get(n) for n in ("accueil.yml", "vocabulaire.yml"))
    if not accueil or not vocabulaire:
        return
    for porte, chemin in ((p, ("portes", n)) for n, p in enumerate(accueil.portes)):
        for index, page in enumerate(porte.pages):
            folder, _, anchor = page.adresse.partition("/")
            if folder not in TYPES:
                continue
            groups = TYPES[folder].groupe
            terms = {t.id for t in vocabulaire.liste(groups[1])} if groups else set[str]()
            if anchor and anchor.removeprefix("#") not in terms:
                where = (*chemin, "pages", index, "adresse")
                what = f"« {page.adresse} » ne mène à aucun groupe de « {folder} »."
                yield documents["accueil.yml"].problem(where, what)


def every_unit_used(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Toute unité sert à une fiche, ou dit pourquoi elle ne sert pas."""
    if len(checked.lus) < len(documents):  # un fichier illisible en revendiquait peut-être
        return
    used = {
        value
        for _path, modele in checked.lus
        for _chemin, value, marks in walk(modele)
        if any(isinstance(mark, Vers) and mark.quoi == "unite" for mark in marks)
    }
    for source in (f for f in checked.fiches.values() if isinstance(f, Source)):
        document = checked.document(source, documents)
        for index, unite in enumerate(source.unites):
            if unite.id not in used and not unite.motif:
                what = f"« {unite.id} » ne sert à aucune fiche; dites pourquoi dans « motif »."
                yield document.problem(("unites", index), what)
            elif unite.id in used and unite.motif:
                what = f"« motif » de trop : une fiche repose sur « {unite.id} »."
                yield document.problem(("unites", index, "motif"), what)


def sourced_tools(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Un outil vient d'une source (« provenance ») ou dit d'où on le tient (« certitudes »)."""
    for outil in checked.fiches.values():
        if isinstance(outil, Outil) and not outil.provenance and not outil.certitudes:
            what = "ni « provenance » ni « certitudes »; dites d'où on tient cet outil."
            yield checked.document(outil, documents).problem((), what)


def steps_in_order(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Les étapes se suivent : 1, 2, 3… sans trou ni double."""
    if len(checked.lus) < len(documents):
        return
    etapes = [fiche for fiche in checked.fiches.values() if isinstance(fiche, Etape)]
    for rang, etape in enumerate(sorted(etapes, key=lambda e: (e.numero, e.id)), start=1):
        if etape.numero != rang:
            what = f"étape {etape.numero}, alors qu'on attend la {rang}; renumérotez."
            yield checked.document(etape, documents).problem(("numero",), what)
            return


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
    """Dans une liste, un identifiant, même ancien, ne sert qu'une fois : on y répond par lui."""
    for liste in (f for f in checked.fiches.values() if isinstance(f, Liste)):
        seen: dict[str, Chemin] = dict.fromkeys((*_ANCRES, *_ANCRES_DE_LISTE), ())
        for chemin, id, _marks in walk(liste):
            if (chemin[-1] != "id" and "anciens_ids" not in chemin) or chemin[0] != "sections":
                continue
            if seen.setdefault(id, chemin) != chemin:
                what = f"« {id} » sert déjà dans cette page; changez-le."
                yield checked.document(liste, documents).problem(chemin, what)
            elif seen.setdefault(cle_courte(id), chemin) != chemin:
                what = f"« {id} » a la clé courte d'un autre (codes QR); changez-le."
                yield checked.document(liste, documents).problem(chemin, what)


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


CROISEES = (
    declared_once,
    complete_comparison,
    ids_of_units,
    known_pages,
    every_unit_used,
    sourced_tools,
    steps_in_order,
    distinct_anchors,
    distinct_points,
    distinct_addresses,
    distinct_sigles,
    distinct_synonymes,
)
