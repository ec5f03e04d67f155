"""Les règles qu'une fiche respecte à elle seule : ses textes, ses liens, ce qu'elle vise.

Appelé par `check`, une règle après l'autre, sur chaque fiche lue. Une règle rend tout ce qu'elle
trouve.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .load import Document
from .model import Modele, Vers
from .model.commun import all_keys, follow, is_markdown, walk
from .problems import Chemin, Problem, suggestion, suggestion_or_list
from .texte import SAFE_LINK, plain_texts, targets

_CLES = "|".join(sorted(all_keys()))

# Ce qu'aucun texte ne contient, et pourquoi. « {} » est remplacé par ce qui a été trouvé.
_NOWHERE = (
    (
        r"<[a-zA-Z/!?][^>]{0,20}",
        "HTML refusé (« {} »); écrivez en Markdown (**gras**, *italique*).",
    ),
    (r"\{\{|\{%|\{#", "« {} » refusé : un texte n'exécute rien."),
    (r"&(?:#\d+|[a-zA-Z]+);", "« {} » refusé; tapez le caractère lui-même."),
    (r"\ufffd|Ã[\x80-\xbf©¨ª§ ]", "« {} » : accents abîmés; retapez le mot."),
    (rf"(?:^|\s)(?:{_CLES}):(?=\s|$)", "« {} » dans le texte : clé mal alignée, elle est avalée."),
    (r"\S +[-•] ", "« {} » dans le texte : puce mal alignée, ou tiret à mettre entre guillemets."),
)
_NOT_IN_MARKDOWN = (
    (r"(?m)^#{1,6}\s", "titre refusé; les titres viennent des champs de la fiche."),
    (r"!\[[^\]]*\]\(", "image refusée dans un texte."),
    (r"(?m)^[>|]|`|~~", "« {} » : ce signe de Markdown n'est pas pris ici."),
    (r"\[\]\([^)]*\)?", "« {} » : un lien sans mots."),
)
_NOT_IN_PLAIN_TEXT = (
    (r"\*\*\S+|\]\([^)]*|\[@[^\]]*", "« {} » : ce champ ne prend ni gras, ni lien, ni citation."),
)
_FEW = 12  # une liste assez courte pour être dite en entier
_HALF_WRITTEN = re.compile(
    r"\[[^\]\n]*@[^\]\n]*\]?|(?<![\w.])@[a-z][\w-]*|\]\([^)\n]*\)?|fiche:\S*|\[[a-z]+-[a-z0-9-]+\]"
)
_LINK = re.compile(r"\]\(\s*([^)\s]*)")


@dataclass
class Examen:
    """Une fiche lue, son fichier, et tous les identifiants qui existent, par genre."""

    modele: Modele
    document: Document
    known: dict[str, set[str]]

    @property
    def valeurs(self) -> list[tuple[Chemin, Any, list[Any]]]:
        """Toutes les valeurs de la fiche."""
        return walk(self.modele)

    @property
    def textes(self) -> Iterator[tuple[Chemin, str]]:
        """Les textes en Markdown de la fiche."""
        return ((chemin, value) for chemin, value, marks in self.valeurs if is_markdown(marks))

    def unknown(self, chemin: Chemin, quoi: str, value: str, what: str = "") -> Iterator[Problem]:
        """Le problème d'un identifiant que rien ne porte."""
        if quoi in self.known and value not in self.known[quoi]:
            few = len(self.known[quoi]) <= _FEW
            end = (suggestion_or_list if few else suggestion)(value, sorted(self.known[quoi]))
            yield self.document.problem(chemin, f"{what}« {value} » inconnu{end}")


def nothing_forbidden(examen: Examen) -> Iterator[Problem]:
    """Ni HTML, ni gabarit, ni clé ou puce avalée; du Markdown seulement là où il est pris."""
    for chemin, value, marks in examen.valeurs:
        if not isinstance(value, str):
            continue
        markdown, plain = is_markdown(marks), not marks and "://" not in value
        tables = (_NOWHERE, _NOT_IN_MARKDOWN if markdown else _NOT_IN_PLAIN_TEXT if plain else ())
        for pattern, refusal in itertools.chain(*tables):
            if found := re.search(pattern, value):
                what = refusal.replace("{}", " ".join(found[0].split()))
                yield examen.document.problem(chemin, what)


def known_ids(examen: Examen) -> Iterator[Problem]:
    """Ce qu'un champ vise existe : fiche, référence, unité, terme du vocabulaire."""
    for chemin, value, marks in examen.valeurs:
        for mark in marks:
            if isinstance(mark, Vers):
                yield from examen.unknown(chemin, mark.quoi, value)


def not_itself(examen: Examen) -> Iterator[Problem]:
    """Une fiche ne se vise pas elle-même."""
    for chemin, value, marks in examen.valeurs:
        aimed = any(isinstance(mark, Vers) and mark.quoi == "fiche" for mark in marks)
        if aimed and value == getattr(examen.modele, "id", None):
            yield examen.document.problem(chemin, f"« {value} » est cette fiche; enlevez-le.")


def safe_links(examen: Examen) -> Iterator[Problem]:
    """Un lien mène à une fiche ou au Web; jamais il n'exécute."""
    for chemin, value in examen.textes:
        for href in _LINK.findall(value):
            if not SAFE_LINK.match(href):
                what = f"lien « {href} » refusé; écrivez « fiche:… » ou « https://… »."
                yield examen.document.problem(chemin, what)


def known_targets(examen: Examen) -> Iterator[Problem]:
    """Les liens `fiche:` et les citations d'un texte mènent quelque part."""
    for chemin, value in examen.textes:
        for genre, cible, _repere in targets(value):
            if genre == "citation":
                yield from examen.unknown(chemin, "reference", cible, "ouvrage ")
            elif cible == f"fiche:{getattr(examen.modele, 'id', '')}":
                yield examen.document.problem(chemin, f"lien vers cette fiche même (« {cible} »).")
            elif cible.startswith("fiche:"):
                yield from examen.unknown(chemin, "fiche", cible[6:], "lien vers ")


def nothing_half_written(examen: Examen) -> Iterator[Problem]:
    """Une citation ou un lien mal écrit se lirait tel quel sur la page."""
    for chemin, value in examen.textes:
        if any(not SAFE_LINK.match(href) for href in _LINK.findall(value)):
            continue  # déjà dit par `safe_links`
        for text in plain_texts(value):
            if found := _HALF_WRITTEN.search(text):
                form = "une citation : [@id, p. 5]; un lien : [mots](fiche:id)"
                what = f"« {found[0]} » mal écrit; {form}."
                yield examen.document.problem(chemin, what)


def backed_certainty(examen: Examen) -> Iterator[Problem]:
    """« verifie » donne une adresse; « incertain » dit pourquoi."""
    for chemin, value, _marks in examen.valeurs:
        if chemin[-1] != "certitude":
            continue
        fait = follow(examen.modele, chemin[:-1])
        if value == "verifie" and not fait.preuves:
            yield examen.document.problem(chemin, "« verifie » sans « preuves »; donnez l'adresse.")
        if value == "incertain" and not fait.texte:
            yield examen.document.problem(chemin, "« incertain » sans « texte »; dites pourquoi.")


def no_repetition(examen: Examen) -> Iterator[Problem]:
    """Une liste ne vise pas deux fois la même chose; deux éléments n'ont pas le même id."""
    seen: set[tuple[Any, ...]] = set()
    for chemin, value, marks in examen.valeurs:
        if chemin[-1] == "id":
            place = (*chemin[:-2], value)
        elif isinstance(chemin[-1], int) and any(isinstance(mark, Vers) for mark in marks):
            place = (*chemin[:-1], value)
        else:
            continue
        if place in seen:
            yield examen.document.problem(chemin, f"« {value} » en double; gardez-en un.")
        seen.add(place)


# Ce qui ne dépend que de la fiche : `check` en garde le résultat tant que le fichier ne change pas.
SEULES = (
    nothing_forbidden,
    not_itself,
    safe_links,
    nothing_half_written,
    backed_certainty,
    no_repetition,
)
# Ce qui dépend des identifiants des autres fichiers.
LIEES = (known_ids, known_targets)
