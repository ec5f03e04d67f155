"""Les chemins vers les fiches : filtres des index, « Ça bloque? », carte, comptes de provenance.

Appelé par `render`, une fonction par page. Ne contient ni HTML, ni règle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .model import TYPES, Commun, Condition, Frein, Outil, Source, Unite
from .model.site import Moment, Symptome
from .relations import Guide
from .views import Groupe, groups, steps


@dataclass(frozen=True)
class Option:
    """Une valeur d'un filtre, et combien de fiches l'ont."""

    id: str
    libelle: str
    nombre: int


@dataclass(frozen=True)
class Filtre:
    """Un menu de filtre : sa clé dans l'adresse, son nom, ses valeurs."""

    cle: str
    libelle: str
    options: list[Option]


_CONDITIONS, _OUTILS = 4, 3  # assez pour commencer; la fiche du frein les a toutes
_NOMS = {
    "theme": "Thème",
    "famille": "Famille",
    "genre": "Genre",
    "sujet": "Sujet",
    "mode": "Comment",
    "etape": "Étape",
    "source": "Source",
}


def facets(guide: Guide, fiche: Commun) -> dict[str, list[str]]:
    """Ce par quoi une fiche se filtre : clé du filtre → identifiants."""
    found: dict[str, list[str]] = {}
    if fiche.groupe:
        found[fiche.groupe[0]] = [getattr(fiche, fiche.groupe[0])]
    found["etape"] = [etape.id for etape in steps(guide, fiche.id)]
    units = guide.repose_sur[fiche.id]
    found["source"] = sorted({guide.unites[unite][0].id for unite in units})
    return {key: values for key, values in found.items() if values}


def filters(guide: Guide, folder: str) -> list[Filtre]:
    """Les filtres d'une collection, sauf ceux qui n'offriraient qu'un choix."""
    if folder in ("etapes", "references", "sources"):
        return []
    by_fiche = [facets(guide, fiche) for fiche in guide.collections[folder]]
    found = []
    for cle, nom in _NOMS.items():
        counts: dict[str, int] = {}
        for values in (one.get(cle, ()) for one in by_fiche):
            for value in values:
                counts[value] = counts.get(value, 0) + 1
        options = [
            Option(id, libelle, counts[id])
            for id, libelle in _labels(guide, folder, cle)
            if id in counts
        ]
        if len(options) > 1:
            found.append(Filtre(cle, nom, options))
    return found


def _labels(guide: Guide, folder: str, cle: str) -> Iterable[tuple[str, str]]:
    """Les valeurs possibles d'un filtre, dans l'ordre du guide : (identifiant, libellé)."""
    groupe = TYPES[folder].groupe
    if groupe and cle == groupe[0]:
        return [(terme.id, terme.libelle) for terme in guide.vocabulaire.liste(groupe[1])]
    others = {"etape": "etapes", "source": "sources"}.get(cle)
    return [(fiche.id, fiche.titre) for fiche in guide.collections[others]] if others else []


@dataclass(frozen=True)
class Piste:
    """Un frein qu'un symptôme peut cacher, et ce qui aide."""

    frein: Frein
    conditions: list[Condition]
    outils: list[Commun]


@dataclass(frozen=True)
class Blocage:
    """Un symptôme et ses pistes."""

    symptome: Symptome
    pistes: list[Piste]


def blocages(guide: Guide) -> list[tuple[Moment, list[Blocage]]]:
    """La page « Ça bloque? » : symptôme → freins → conditions → outils."""
    return [
        (
            moment,
            [
                Blocage(symptome, [_piste(guide, frein) for frein in _freins(guide, symptome)])
                for symptome in moment.symptomes
            ],
        )
        for moment in guide.moments
    ]


def _freins(guide: Guide, symptome: Symptome) -> list[Frein]:
    found = (guide.fiches[id] for id in symptome.freins)
    return [frein for frein in found if isinstance(frein, Frein)]


def _piste(guide: Guide, frein: Frein) -> Piste:
    """Le frein, ses premières conditions, et les outils qui le visent, lui ou elles, le plus."""
    helpful = [guide.fiches[one] for piste in frein.pistes for one in piste.fiches]
    conditions = list(dict.fromkeys(f for f in helpful if isinstance(f, Condition)))[:_CONDITIONS]
    aimed = {frein.id, *(condition.id for condition in conditions)}
    declared = [f for f in helpful if isinstance(f, Outil)]
    matching = [o for o in guide.collections["outils"] if aimed & guide.sortants[o.id]]
    matching.sort(key=lambda outil: -len(aimed & guide.sortants[outil.id]))
    return Piste(frein, conditions, list(dict.fromkeys([*declared, *matching]))[:_OUTILS])


@dataclass(frozen=True)
class Compte:
    """Les unités d'une source : combien, combien servent, lesquelles non."""

    source: Source
    total: int
    reprises: int
    laissees: list[Unite]


def comptes(guide: Guide) -> list[Compte]:
    """Source par source, ce que le guide reprend."""
    found = []
    for source in (f for f in guide.collections["sources"] if isinstance(f, Source)):
        left = [u for u in source.unites if not guide.usages[u.id] and u.id not in guide.sigles_de]
        found.append(Compte(source, len(source.unites), len(source.unites) - len(left), left))
    return found


def plan(guide: Guide) -> list[tuple[str, list[Groupe]]]:
    """Toutes les fiches, collection par collection, groupe par groupe."""
    return [(folder, found) for folder in TYPES if (found := groups(guide, folder))]
