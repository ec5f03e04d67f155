"""Ce qu'une page montre, hors des champs de sa fiche : jointures, voisines, liens de retour.

Appelé par `render` pour chaque page. Ne contient ni HTML, ni règle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .model import TYPES, Commun, Definition, Exemple, Frein, Source, Unite
from .model.site import Terme
from .relations import Guide, Relation


@dataclass(frozen=True)
class Vue:
    """Tout ce que la page d'une fiche montre, hors de ses propres champs."""

    fiche: Commun
    groupe: Terme | None
    freins: list[Relation]
    exemples: list[Relation]
    a_distinguer: list[Relation]
    voir_aussi: list[Commun]
    provenance: list[tuple[Source, list[Unite]]]
    references: list[tuple[Commun, list[str]]]
    cite_par: list[tuple[Commun, list[str]]]
    precedente: Commun | None
    suivante: Commun | None


def view(guide: Guide, id: str) -> Vue:
    """La vue d'une fiche; KeyError si l'identifiant est inconnu."""
    fiche = guide.fiches[id]
    entrants = guide.entrants[id]
    freins = [r for r in entrants if r.champ == "pistes" and isinstance(r.de, Frein)]
    exemples = [r for r in entrants if r.champ == "enseignements" and isinstance(r.de, Exemple)]
    distinctes = _distinctions(fiche, entrants, guide)
    neighbours = guide.collections[fiche.dossier]
    rang = guide.rangs[id]
    return Vue(
        fiche=fiche,
        groupe=_groupe(fiche, guide),
        freins=_in_order(freins, guide),
        exemples=_in_order(exemples, guide),
        a_distinguer=distinctes,
        voir_aussi=_see_also(fiche, entrants, {r.vers.id for r in distinctes}, guide),
        provenance=_provenance(fiche, guide),
        references=_references(fiche, guide),
        cite_par=_cited_by(fiche, guide),
        precedente=neighbours[rang - 1] if rang else None,
        suivante=neighbours[rang + 1] if rang + 1 < len(neighbours) else None,
    )


def _in_order(relations: list[Relation], guide: Guide) -> list[Relation]:
    return sorted(relations, key=lambda relation: guide.rangs[relation.de.id])


def _groupe(fiche: Commun, guide: Guide) -> Terme | None:
    if not fiche.groupe:
        return None
    champ, liste = fiche.groupe
    return next(t for t in getattr(guide.vocabulaire, liste) if t.id == getattr(fiche, champ))


def _distinctions(fiche: Commun, entrants: list[Relation], guide: Guide) -> list[Relation]:
    """Les notions à ne pas confondre, déclarées ici ou en face; `vers` est toujours l'autre."""
    own = [Relation(fiche, guide.fiches[d.fiche], "a_distinguer", d.texte)
           for d in getattr(fiche, "a_distinguer", ())]
    return own + [Relation(fiche, r.de, r.champ, r.texte) for r in entrants if r.champ == "a_distinguer"]


def _see_also(fiche: Commun, entrants: list[Relation], shown: set[str], guide: Guide) -> list[Commun]:
    """Ce qui est lié sans être montré ailleurs sur la page : déclaré des deux côtés, ou mentionné."""
    elsewhere = {"a_distinguer"}
    ids = [*fiche.voir_aussi]
    for relation in entrants:
        in_section = (relation.champ, type(relation.de)) in (("pistes", Frein), ("enseignements", Exemple))
        if relation.champ not in elsewhere and not in_section:
            ids.append(relation.de.id)
    kept = [id for id in dict.fromkeys(ids) if id not in shown and id != fiche.id]
    return [guide.fiches[id] for id in kept]


def _provenance(fiche: Commun, guide: Guide) -> list[tuple[Source, list[Unite]]]:
    """Les unités revendiquées, source par source, dans l'ordre du document."""
    claimed = set(guide.repose_sur[fiche.id])
    sources = {guide.unites[id][0].id: guide.unites[id][0] for id in claimed}
    return [(source, [unite for unite in source.unites if unite.id in claimed])
            for _, source in sorted(sources.items())]


def _references(fiche: Commun, guide: Guide) -> list[tuple[Commun, list[str]]]:
    found = [(guide.fiches[id], reperes) for id, reperes in guide.cite[fiche.id].items()]
    return sorted(found, key=lambda pair: guide.rangs[pair[0].id])


def _cited_by(fiche: Commun, guide: Guide) -> list[tuple[Commun, list[str]]]:
    order = list(TYPES)
    found = [(guide.fiches[id], reperes) for id, reperes in guide.cite_par[fiche.id].items()]
    return sorted(found, key=lambda pair: (order.index(pair[0].dossier), guide.rangs[pair[0].id]))


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
        return [Groupe(None, fiches)]
    champ, liste = declared
    parts = [Groupe(terme, tuple(f for f in fiches if getattr(f, champ) == terme.id))
             for terme in getattr(guide.vocabulaire, liste)]
    return [part for part in parts if part.fiches]


def compared(guide: Guide, ids: Iterable[str]) -> list[Definition]:
    """Les définitions à mettre côte à côte; ValueError si l'une ne dit pas ses points."""
    found = [guide.fiches[id] for id in ids]
    for fiche in found:
        if not isinstance(fiche, Definition) or not fiche.comparaison:
            raise ValueError(f"« {fiche.id} » n'a pas de « comparaison »")
    return [fiche for fiche in found if isinstance(fiche, Definition)]
