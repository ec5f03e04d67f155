"""La seule définition de chaque type du guide (Pydantic) : champs, listes fermées, relations.

La validation en vient. Ne connaît ni YAML, ni HTML.
"""

from .commun import Commun, Fait, Fiche, Id, Markdown, Modele, Renvoi, Texte, Vers
from .demarche import Debat, Etape, Outil, Repere, Role
from .fiches import Condition, Definition, Exemple, Frein
from .listes import Liste
from .references import Reference
from .site import (
    Accueil,
    Retrait,
    Retraits,
    Sigle,
    Sigles,
    Symptomes,
    Synonyme,
    Synonymes,
    Vocabulaire,
)
from .sources import Source, Unite

TYPES: dict[str, type[Commun]] = {
    "definitions": Definition,
    "etapes": Etape,
    "conditions": Condition,
    "freins": Frein,
    "roles": Role,
    "outils": Outil,
    "listes": Liste,
    "exemples": Exemple,
    "reperes": Repere,
    "debats": Debat,
    "references": Reference,
    "sources": Source,
}
"""Dossier de data/ → type de ses fiches, dans l'ordre du guide."""

FICHIERS: dict[str, type[Modele]] = {
    "accueil.yml": Accueil,
    "retraits.yml": Retraits,
    "sigles.yml": Sigles,
    "symptomes.yml": Symptomes,
    "synonymes.yml": Synonymes,
    "vocabulaire.yml": Vocabulaire,
}
"""Fichiers seuls de data/ → leur modèle."""

__all__ = [
    "FICHIERS",
    "TYPES",
    "Accueil",
    "Commun",
    "Condition",
    "Debat",
    "Definition",
    "Etape",
    "Exemple",
    "Fait",
    "Fiche",
    "Frein",
    "Id",
    "Liste",
    "Markdown",
    "Modele",
    "Outil",
    "Reference",
    "Renvoi",
    "Repere",
    "Retrait",
    "Retraits",
    "Role",
    "Sigle",
    "Sigles",
    "Source",
    "Symptomes",
    "Synonyme",
    "Synonymes",
    "Texte",
    "Unite",
    "Vers",
    "Vocabulaire",
]
