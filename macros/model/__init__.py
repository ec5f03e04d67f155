"""La seule définition de chaque type du guide (Pydantic) : champs, listes fermées, relations.

La validation en vient. Ne connaît ni YAML, ni HTML.
"""

from .commun import Commun, Fait, Fiche, Id, Markdown, Modele, Renvoi, Texte, Vers
from .fiches import Condition, Definition, Exemple, Frein
from .references import Reference
from .site import Accueil, Vocabulaire
from .sources import Source, Unite

TYPES: dict[str, type[Commun]] = {
    "definitions": Definition,
    "conditions": Condition,
    "freins": Frein,
    "exemples": Exemple,
    "references": Reference,
    "sources": Source,
}
"""Dossier de data/ → type de ses fiches, dans l'ordre du guide."""

FICHIERS: dict[str, type[Modele]] = {"accueil.yml": Accueil, "vocabulaire.yml": Vocabulaire}
"""Fichiers seuls de data/ → leur modèle."""

__all__ = [
    "FICHIERS",
    "TYPES",
    "Accueil",
    "Commun",
    "Condition",
    "Definition",
    "Exemple",
    "Fait",
    "Fiche",
    "Frein",
    "Id",
    "Markdown",
    "Modele",
    "Reference",
    "Renvoi",
    "Source",
    "Texte",
    "Unite",
    "Vers",
    "Vocabulaire",
]
