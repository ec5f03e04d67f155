"""Ce qu'une page montre, hors des champs de sa fiche : jointures, voisines, liens de retour.

Appelé par `render` pour chaque page. Ne contient ni HTML, ni règle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .model import TYPES, Commun, Definition, Etape, Frein, Source, Unite
from .model.site import Symptome, Terme
from .relations import Guide, Relation


@dataclass(frozen=True)
class Lien:
    """Une autre fiche, et ce que la relation en dit (une phrase par relation)."""

    fiche: Commun
    textes: list[str]


@dataclass(frozen=True)
class Vue:
    """Tout ce que la page d'une fiche montre, hors de ses propres champs."""

    fiche: Commun
    groupe: Terme | None
    etapes: list[Etape]
    entendus: list[Symptome]
    freins: list[Lien]
    outils: list[Lien]
    exemples: list[Lien]
    a_distinguer: list[Lien]
    voir_aussi: list[tuple[str, list[Commun]]]
    provenance: list[tuple[Source, list[Unite]]]
    references: list[tuple[Commun, list[str]]]
    cite_par: list[tuple[str, list[tuple[Commun, list[str]]]]]
    precedente: Commun | None
    suivante: Commun | None


def view(guide: Guide, id: str) -> Vue:
    """La vue d'une fiche; KeyError si l'identifiant est inconnu."""
    fiche = guide.fiches[id]
    entrants = sorted(guide.entrants[id], key=lambda relation: guide.rangs[relation.de.id])
    freins = [r for r in entrants if r.champ == "pistes" and isinstance(r.de, Frein)]
    outils = [r for r in entrants if r.champ == "aide_a"]
    exemples = [r for r in entrants if r.champ == "enseignements"]
    distinctions = [r for r in entrants if r.champ == "a_distinguer"]
    etapes = steps(guide, id)
    placed = (*freins, *outils, *exemples, *distinctions)
    others = [r for r in entrants if r not in placed]
    neighbours = guide.collections[fiche.dossier]
    rang = guide.rangs[id] - guide.rangs[neighbours[0].id]
    return Vue(
        fiche=fiche,
        groupe=_groupe(fiche, guide),
        etapes=etapes,
        entendus=guide.entendus[id],
        freins=_grouped(freins),
        outils=_grouped(outils),
        exemples=_grouped(exemples),
        a_distinguer=_distinctions(fiche, distinctions, guide),
        voir_aussi=_see_also(fiche, others, guide),
        provenance=_provenance(fiche, guide),
        references=_references(fiche, guide),
        cite_par=_cited_by(fiche, guide),
        precedente=neighbours[rang - 1] if rang else None,
        suivante=neighbours[rang + 1] if rang + 1 < len(neighbours) else None,
    )


def _grouped(relations: list[Relation]) -> list[Lien]:
    """Les relations d'une même fiche, ensemble, sans phrase répétée."""
    liens: dict[str, Lien] = {}
    for relation in relations:
        lien = liens.setdefault(relation.de.id, Lien(relation.de, []))
        if relation.texte and relation.texte not in lien.textes:
            lien.textes.append(relation.texte)
    return list(liens.values())


def _groupe(fiche: Commun, guide: Guide) -> Terme | None:
    if not fiche.groupe:
        return None
    champ, liste = fiche.groupe
    return next(t for t in guide.vocabulaire.liste(liste) if t.id == getattr(fiche, champ))


def _distinctions(fiche: Commun, entrants: list[Relation], guide: Guide) -> list[Lien]:
    """Les notions à ne pas confondre, déclarées ici ou en face."""
    declared = fiche.a_distinguer if isinstance(fiche, Definition) else ()
    here = [Lien(guide.fiches[distinction.fiche], [distinction.texte]) for distinction in declared]
    return here + _grouped(entrants)


def steps(guide: Guide, id: str) -> list[Etape]:
    """Les étapes où une fiche sert : celles qui y renvoient, ou auxquelles elle renvoie."""
    linked = {relation.de.id for relation in guide.entrants[id]} | guide.sortants[id]
    etapes = [fiche for fiche in guide.collections["etapes"] if isinstance(fiche, Etape)]
    return [etape for etape in etapes if etape.id in linked]


def _see_also(
    fiche: Commun, others: list[Relation], guide: Guide
) -> list[tuple[str, list[Commun]]]:
    """Les fiches liées que la page ne montre pas ailleurs, type par type, dans l'ordre du guide."""
    shown = {fiche.id, *guide.sortants[fiche.id], *(e.id for e in steps(guide, fiche.id))}
    shown |= {relation.de.id for relation in guide.entrants[fiche.id] if relation not in others}
    ids = dict.fromkeys((*fiche.voir_aussi, *(relation.de.id for relation in others)))
    return by_type(guide.fiches[id] for id in ids if id not in shown)


def by_type(fiches: Iterable[Commun]) -> list[tuple[str, list[Commun]]]:
    """Des fiches par dossier, dans l'ordre des types; l'ordre reçu est gardé dans chacun."""
    members = list(fiches)
    parts = ((folder, [f for f in members if f.dossier == folder]) for folder in TYPES)
    return [(folder, found) for folder, found in parts if found]


def _provenance(fiche: Commun, guide: Guide) -> list[tuple[Source, list[Unite]]]:
    """Les unités revendiquées, source par source, dans l'ordre du document."""
    claimed = set(guide.repose_sur[fiche.id])
    sources = {guide.unites[id][0].id: guide.unites[id][0] for id in claimed}
    return [
        (source, [unite for unite in source.unites if unite.id in claimed])
        for _, source in sorted(sources.items())
    ]


def _references(fiche: Commun, guide: Guide) -> list[tuple[Commun, list[str]]]:
    found = [(guide.fiches[id], reperes) for id, reperes in guide.cite[fiche.id].items()]
    return sorted(found, key=lambda pair: guide.rangs[pair[0].id])


def _cited_by(fiche: Commun, guide: Guide) -> list[tuple[str, list[tuple[Commun, list[str]]]]]:
    """Les fiches qui citent un ouvrage et où, collection par collection."""
    found = [(guide.fiches[id], reperes) for id, reperes in guide.cite_par[fiche.id].items()]
    found.sort(key=lambda pair: guide.rangs[pair[0].id])
    parts = ((folder, [pair for pair in found if pair[0].dossier == folder]) for folder in TYPES)
    return [(folder, pairs) for folder, pairs in parts if pairs]


@dataclass(frozen=True)
class Groupe:
    """Une partie d'une page d'index."""

    terme: Terme | None
    fiches: tuple[Commun, ...]


def groups(guide: Guide, folder: str) -> list[Groupe]:
    """Une collection en groupes, dans l'ordre du vocabulaire; un seul groupe si elle n'en a pas."""
    fiches = guide.collections[folder]
    declared = TYPES[folder].groupe
    if not declared:
        return [Groupe(None, fiches)] if fiches else []
    champ, liste = declared
    parts = [
        Groupe(terme, tuple(f for f in fiches if getattr(f, champ) == terme.id))
        for terme in guide.vocabulaire.liste(liste)
    ]
    return [part for part in parts if part.fiches]


def compared(guide: Guide, ids: Iterable[str]) -> list[Definition]:
    """Les définitions à mettre côte à côte; ValueError si l'une ne dit pas ses points."""
    found = [guide.fiches[id] for id in ids]
    for fiche in found:
        if not isinstance(fiche, Definition) or not fiche.comparaison:
            raise ValueError(f"« {fiche.id} » n'a pas de « comparaison »")
    return [fiche for fiche in found if isinstance(fiche, Definition)]
