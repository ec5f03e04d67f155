"""Le guide relié : qui mène à qui, qui cite quoi, qui repose sur quelle unité, et dans quel ordre.

Calculé une fois par lecture, par `guide`; `views` y puise. Ne contient ni HTML, ni règle.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .francais import fold
from .model import (
    TYPES,
    Accueil,
    Commun,
    Edition,
    Etape,
    Fiche,
    Reference,
    Retrait,
    Sigle,
    Source,
    Synonyme,
    Unite,
    Vers,
    Vocabulaire,
)
from .model.commun import follow, is_markdown, walk
from .model.site import Moment, Symptome
from .problems import Chemin
from .texte import targets

Reperes = dict[str, list[str]]
"""Identifiant → pages ou sections, dans l'ordre, sans doublon."""


@dataclass(frozen=True, eq=False)
class Relation:
    """Un lien d'une fiche vers une autre, déclaré dans `champ`, avec ce qu'il en dit."""

    de: Commun
    vers: Commun
    champ: str
    texte: str | None = None


@dataclass(eq=False)
class Guide:
    """Toutes les fiches et ce qui les relie. Lecture seule une fois bâti."""

    fiches: dict[str, Commun]
    vocabulaire: Vocabulaire
    accueil: Accueil
    edition: Edition
    sigles: tuple[Sigle, ...] = ()
    moments: tuple[Moment, ...] = ()
    synonymes: tuple[Synonyme, ...] = ()
    retraits: tuple[Retrait, ...] = ()
    anciens: dict[str, Commun] = field(default_factory=dict)
    """identifiant d'avant → la fiche qui le portait"""
    collections: dict[str, tuple[Commun, ...]] = field(default_factory=dict)
    unites: dict[str, tuple[Source, Unite]] = field(default_factory=dict)
    repose_sur: dict[str, list[str]] = field(default_factory=dict)
    """fiche → unités qu'elle revendique"""
    usages: dict[str, list[Commun]] = field(default_factory=lambda: defaultdict(list))
    """unité → fiches qui reposent sur elle"""
    entrants: dict[str, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    """fiche → relations qui la visent"""
    sortants: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """fiche → fiches qu'elle montre dans une de ses sections (pistes, enseignements…)"""
    cite: dict[str, Reperes] = field(default_factory=lambda: defaultdict(dict))
    """fiche → ouvrages qu'elle cite, et où"""
    cite_par: dict[str, Reperes] = field(default_factory=lambda: defaultdict(dict))
    """ouvrage → fiches qui le citent, et où"""
    rangs: dict[str, int] = field(default_factory=dict)
    """fiche → place dans le guide"""
    site: str = ""
    """l'adresse du site, pour ce qui s'imprime ou se projette; vide si elle manque"""
    rendues: dict[tuple[str, str], str] = field(default_factory=dict)
    """(adresse, fiche) → sa page, une fois rendue : elle part avec ce guide"""
    sigles_de: dict[str, Sigle] = field(default_factory=dict)
    """unité → sigle qui la reprend"""
    entendus: dict[str, list[Symptome]] = field(default_factory=lambda: defaultdict(list))
    """frein → ce qu'on entend quand il est là"""

    def libelle(self, liste: str, id: str) -> str:
        """Le mot à montrer pour un terme d'une liste fermée."""
        return next(terme.libelle for terme in self.vocabulaire.liste(liste) if terme.id == id)


def build(fiches: dict[str, Commun], seuls: dict[str, Any]) -> Guide:
    """Relie les fiches et les fichiers seuls de data/. Suppose qu'ils ont passé `check`."""
    guide = _bare(fiches, seuls)
    for source in (f for f in fiches.values() if isinstance(f, Source)):
        guide.unites.update({unite.id: (source, unite) for unite in source.unites})
    for fiche in fiches.values():
        for relation in _relations(fiche, fiches):
            guide.entrants[relation.vers.id].append(relation)
            if relation.champ not in ("voir_aussi", "mention"):
                guide.sortants[fiche.id].add(relation.vers.id)
        guide.repose_sur[fiche.id] = list(dict.fromkeys(_ids(fiche, "unite")))
        for unite in guide.repose_sur[fiche.id]:
            guide.usages[unite].append(fiche)
        for id, repere in _citations(fiche):
            _note(guide.cite[fiche.id], id, repere)
            _note(guide.cite_par[id], fiche.id, repere)
    for folder in TYPES:
        members = [fiche for fiche in fiches.values() if fiche.dossier == folder]
        guide.collections[folder] = tuple(sorted(members, key=lambda f: _order(f, guide)))
        start = len(guide.rangs)
        guide.rangs |= {f.id: start + n for n, f in enumerate(guide.collections[folder])}
    return guide


def _bare(fiches: dict[str, Commun], seuls: dict[str, Any]) -> Guide:
    guide = Guide(
        fiches,
        seuls["vocabulaire.yml"],
        seuls["accueil.yml"],
        seuls["edition.yml"],
        seuls["sigles.yml"].sigles,
        seuls["symptomes.yml"].moments,
        seuls["synonymes.yml"].synonymes,
        seuls["retraits.yml"].retraits,
        {ancien: fiche for fiche in fiches.values() for ancien in fiche.anciens_ids},
    )
    guide.sigles_de = {unite: sigle for sigle in guide.sigles for unite in sigle.provenance}
    for moment in guide.moments:
        for symptome in moment.symptomes:
            for frein in symptome.freins:
                guide.entendus[frein].append(symptome)
    return guide


def _ids(fiche: Commun, quoi: str) -> Iterator[str]:
    for _chemin, value, marks in walk(fiche):
        if any(isinstance(mark, Vers) and mark.quoi == quoi for mark in marks):
            yield value


def _note(reperes: Reperes, id: str, repere: str | None) -> None:
    places = reperes.setdefault(id, [])
    if repere and not any(_says(place, repere) for place in places):
        places.append(repere)


def _says(place: str, repere: str) -> bool:
    """Un repère est-il déjà dit par un autre? « p. 12 » l'est par « p. 6, 12 et 15 »."""
    if re.fullmatch(r"p\. [\d\s,et-]+", repere):
        return _pages(repere) <= _pages(place)
    return bool(re.search(rf"(?<!\w){re.escape(repere)}(?!\d)", place))


def _pages(repere: str) -> set[int]:
    """Les pages d'un repère : « p. 6, 12-14 et 20; condition 3 » → 6, 12, 13, 14, 20."""
    found: set[int] = set()
    for part in re.findall(r"p\. ([\d\s,et-]+)", repere):
        for start, end in re.findall(r"(\d+)(?:\s*-\s*(\d+))?", part):
            found |= set(range(int(start), int(end or start) + 1))
    return found


def _relations(fiche: Commun, fiches: dict[str, Commun]) -> Iterator[Relation]:
    seen = set()
    for chemin, value, marks in walk(fiche):
        champ = str(chemin[0])
        if any(isinstance(mark, Vers) and mark.quoi == "fiche" for mark in marks):
            found = [(champ, value, _said(fiche, chemin))]
        elif is_markdown(marks):
            found = [
                ("mention", cible[6:], None)
                for _, cible, _ in targets(value)
                if cible.startswith("fiche:")
            ]
        else:
            continue
        for relation in found:
            if relation not in seen and relation[1] != fiche.id:
                seen.add(relation)
                yield Relation(fiche, fiches[relation[1]], relation[0], relation[2])


def _said(fiche: Commun, chemin: Chemin) -> str | None:
    """Ce que dit une relation : le « texte » du conseil, de la distinction ou du point."""
    parent = chemin[:-2] if isinstance(chemin[-1], int) else chemin[:-1]
    return getattr(follow(fiche, parent), "texte", None) if parent else None


def _citations(fiche: Commun) -> Iterator[tuple[str, str | None]]:
    """Les ouvrages cités par une fiche : sa notice, « references », puis ses textes."""
    if isinstance(fiche, Source) and fiche.reference:
        yield fiche.reference, None
    for renvoi in fiche.references if isinstance(fiche, Fiche) else ():
        yield renvoi.id, renvoi.repere
    for _chemin, value, marks in walk(fiche):
        if is_markdown(marks):
            for genre, id, repere in targets(value):
                if genre == "citation":
                    yield id, repere


def _order(fiche: Commun, guide: Guide) -> tuple[Any, ...]:
    rank = fiche.numero if isinstance(fiche, Etape) else 0
    if fiche.groupe:
        champ, liste = fiche.groupe
        rank = [terme.id for terme in guide.vocabulaire.liste(liste)].index(getattr(fiche, champ))
    if isinstance(fiche, Reference) and fiche.author:
        names = " ".join(author.family or author.literal or "" for author in fiche.author)
        return rank, fold(names), str(fiche.issued or ""), fiche.year_suffix or ""
    return rank, fold(_sort_title(fiche.titre)), "", ""


def _sort_title(titre: str) -> str:
    """Le titre sans l'article qui l'ouvre : « L'éparpillement » se classe à E."""
    for article in ("l'", "le ", "la ", "les ", "un ", "une ", "des "):
        if titre.lower().replace("’", "'").startswith(article):
            return titre[len(article) :]
    return titre
