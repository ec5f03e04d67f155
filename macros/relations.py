"""Le guide relié : qui mène à qui, qui cite quoi, qui repose sur quelle unité, et dans quel ordre.

Calculé une fois par lecture, par `guide`; `views` y puise. Ne contient ni HTML, ni règle.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .model import TYPES, Accueil, Commun, Reference, Source, Unite, Vers, Vocabulaire
from .model.commun import is_markdown, walk
from .texte import targets


@dataclass(frozen=True)
class Relation:
    """Un lien d'une fiche vers une autre, déclaré dans `champ`, avec ce qu'il en dit."""

    de: Commun
    vers: Commun
    champ: str
    texte: str | None = None


@dataclass(frozen=True)
class Citation:
    """Une fiche qui cite un ouvrage, et où dans l'ouvrage."""

    de: Commun
    repere: str | None


@dataclass
class Guide:
    """Toutes les fiches et ce qui les relie. Lecture seule une fois bâti."""

    fiches: dict[str, Commun]
    vocabulaire: Vocabulaire
    accueil: Accueil
    collections: dict[str, tuple[Commun, ...]] = field(default_factory=dict)
    unites: dict[str, tuple[Source, Unite]] = field(default_factory=dict)
    usages: dict[str, list[Commun]] = field(default_factory=lambda: defaultdict(list))
    entrants: dict[str, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    citations: dict[str, list[Citation]] = field(default_factory=lambda: defaultdict(list))
    rangs: dict[str, int] = field(default_factory=dict)

    def libelle(self, liste: str, id: str) -> str:
        """Le mot à montrer pour un terme d'une liste fermée."""
        return next(terme.libelle for terme in getattr(self.vocabulaire, liste) if terme.id == id)


def build(fiches: dict[str, Commun], vocabulaire: Vocabulaire, accueil: Accueil) -> Guide:
    """Relie les fiches entre elles. Suppose qu'elles ont passé `check`."""
    guide = Guide(fiches, vocabulaire, accueil)
    for source in (f for f in fiches.values() if isinstance(f, Source)):
        guide.unites.update({unite.id: (source, unite) for unite in source.unites})
    for fiche in fiches.values():
        for relation in _relations(fiche, fiches):
            guide.entrants[relation.vers.id].append(relation)
        for unite in dict.fromkeys(ids_in(fiche, "unite")):
            guide.usages[unite].append(fiche)
        for citation, id in citations_in(fiche):
            guide.citations[id].append(citation)
    for folder in TYPES:
        members = [fiche for fiche in fiches.values() if fiche.dossier == folder]
        guide.collections[folder] = tuple(sorted(members, key=lambda f: _order(f, guide)))
        guide.rangs.update({fiche.id: rang for rang, fiche in enumerate(guide.collections[folder])})
    return guide


def ids_in(fiche: Commun, quoi: str) -> Iterator[str]:
    """Les identifiants d'un genre (« unite », « reference »…) que la fiche vise."""
    for _chemin, value, marks in walk(fiche):
        if any(isinstance(mark, Vers) and mark.quoi == quoi for mark in marks):
            yield value


def _relations(fiche: Commun, fiches: dict[str, Commun]) -> Iterator[Relation]:
    seen = set()
    for chemin, value, marks in walk(fiche):
        champ = str(chemin[0])
        if any(isinstance(mark, Vers) and mark.quoi == "fiche" for mark in marks):
            found = [(champ, value, getattr(_follow(fiche, chemin[:2]), "texte", None))]
        elif is_markdown(marks):
            found = [("mention", cible[6:], None)
                     for _, cible, _ in targets(value) if cible.startswith("fiche:")]
        else:
            continue
        for relation in found:
            if relation not in seen and relation[1] != fiche.id:
                seen.add(relation)
                yield Relation(fiche, fiches[relation[1]], relation[0], relation[2])


def _follow(modele: Any, chemin: Iterable[str | int]) -> Any:
    for part in chemin:
        modele = modele[part] if isinstance(part, int) else getattr(modele, part)
    return modele


def citations_in(fiche: Commun) -> Iterator[tuple[Citation, str]]:
    """Les ouvrages cités par une fiche, dans « references » puis dans ses textes."""
    for renvoi in getattr(fiche, "references", ()):
        yield Citation(fiche, renvoi.repere), renvoi.id
    for _chemin, value, marks in walk(fiche):
        if is_markdown(marks):
            for genre, id, repere in targets(value):
                if genre == "citation":
                    yield Citation(fiche, repere), id


def _order(fiche: Commun, guide: Guide) -> tuple[Any, ...]:
    rank = 0
    if fiche.groupe:
        champ, liste = fiche.groupe
        rank = [terme.id for terme in getattr(guide.vocabulaire, liste)].index(getattr(fiche, champ))
    return rank, folded(author_name(fiche)), folded(sort_title(fiche.titre))


def author_name(fiche: Commun) -> str:
    """Le nom sous lequel une référence se classe; rien pour une autre fiche."""
    authors = fiche.author if isinstance(fiche, Reference) else ()
    return " ".join(author.family or author.literal or "" for author in authors)


def sort_title(titre: str) -> str:
    """Le titre sans l'article qui l'ouvre : « L'éparpillement » se classe à E."""
    for article in ("l'", "le ", "la ", "les ", "un ", "une ", "des "):
        if titre.lower().replace("’", "'").startswith(article):
            return titre[len(article):]
    return titre


def folded(text: str) -> str:
    """Minuscules sans accent, pour trier comme un dictionnaire français."""
    flat = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in flat if not unicodedata.combining(char))
