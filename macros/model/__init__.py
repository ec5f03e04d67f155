"""La seule définition de chaque type du guide (Pydantic) : champs, listes fermées, relations.

La validation en vient. Ne connaît ni YAML, ni HTML.
"""

from .commun import Commun, Fait, Fiche, Id, Markdown, Modele, Renvoi, Texte, Vers
from .demarche import Debat, Etape, Outil, Repere, Role
from .fiches import Condition, Definition, Exemple, Frein
from .listes import Liste
from .parcours import Activite, Parcours
from .references import Reference
from .site import (
    Accueil,
    Edition,
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
    "parcours": Parcours,
    "exemples": Exemple,
    "reperes": Repere,
    "debats": Debat,
    "references": Reference,
    "sources": Source,
}
"""Dossier de data/ → type de ses fiches, dans l'ordre du guide."""

FICHIERS: dict[str, type[Modele]] = {
    "accueil.yml": Accueil,
    "edition.yml": Edition,
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
    "Activite",
    "Commun",
    "Condition",
    "Debat",
    "Definition",
    "Edition",
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
    "Parcours",
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
