"""Les règles d'un fichier à l'autre : ce qu'une fiche ne peut pas savoir seule.

Appelé par `check`, une règle après l'autre, quand tout est lu. Une règle rend tout ce qu'elle
trouve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .load import Document
from .model import TYPES, Commun, Definition, Etape, Modele, Outil, Parcours, Source, Vers
from .model.commun import walk
from .problems import Problem, suggestion

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


def durations_add_up(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Les temps d'une activité font sa durée; les activités et les pauses, celle du parcours."""
    for parcours in (f for f in checked.fiches.values() if isinstance(f, Parcours)):
        document = checked.document(parcours, documents)
        total = sum(activite.minutes + (activite.pause or 0) for activite in parcours.activites)
        if total != parcours.minutes:
            what = f"{parcours.minutes} minutes, mais activités et pauses en font {total}."
            yield document.problem(("minutes",), what)
        for rang, activite in enumerate(parcours.activites):
            total = sum(temps.minutes for temps in activite.animation.deroulement)
            if total != activite.minutes:
                what = f"{activite.minutes} minutes, mais son déroulement en fait {total}."
                yield document.problem(("activites", rang, "minutes"), what)


def something_to_do(checked: Checked, documents: Documents) -> Iterator[Problem]:
    """Un parcours fait lire, discuter et pratiquer; chacune de ses activités, l'un des trois."""
    for parcours in (f for f in checked.fiches.values() if isinstance(f, Parcours)):
        document = checked.document(parcours, documents)
        for rang, one in enumerate(parcours.activites):
            if not (one.fiches or one.listes or one.questions or one.exercice):
                what = "rien à faire; donnez une fiche, une liste, une question ou un exercice."
                yield document.problem(("activites", rang), what)
        for champ in ("fiches", "questions", "exercice"):
            if not any(getattr(one, champ) for one in parcours.activites):
                what = f"aucune activité n'a de « {champ} »; il en faut au moins une fois."
                yield document.problem(("activites",), what)


REGLES = (
    declared_once,
    complete_comparison,
    known_pages,
    every_unit_used,
    sourced_tools,
    steps_in_order,
    durations_add_up,
    something_to_do,
)
