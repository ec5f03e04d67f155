"""Les listes de vérification : sections, énoncés, échelles."""

from __future__ import annotations

import hashlib
import string
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .commun import Fiche, Id, IdFiche, IdUnite, Markdown, Modele, Texte, Vers
from .fiches import Conseil

Enonce = Annotated[str, Field(pattern=r"\S", max_length=140)]

_SIGNES = string.digits + string.ascii_lowercase


def cle_courte(id: str) -> str:
    """Quatre signes tirés d'un identifiant, toujours les mêmes."""
    number = int.from_bytes(hashlib.sha256(id.encode()).digest()[:8])
    return "".join(_SIGNES[number // 36**rank % 36] for rank in range(4))


class PointListe(Modele):
    """Un énoncé auquel on répond."""

    id: Id = Field(description="Stable : les réponses y tiennent.")
    anciens_ids: tuple[Id, ...] = Field((), description="Ses identifiants d'avant.")
    texte: Enonce = Field(description="L'énoncé, une idée, affirmatif.")
    aide: Texte | None = Field(None, description="Une précision courte.")
    fiches: Annotated[tuple[IdFiche, ...], Field(min_length=1)] = Field(
        description="Ce qui aide quand le point est faible."
    )
    provenance: Annotated[tuple[IdUnite, ...], Field(min_length=1)] = Field(
        description="Les unités d'où vient l'énoncé."
    )

    @property
    def empreinte(self) -> str:
        """Quatre signes qui changent avec l'énoncé : une réponse sait à quels mots elle répond."""
        words = " ".join(self.texte.split())
        return hashlib.sha256(words.encode()).hexdigest()[:4]

    @property
    def cle(self) -> str:
        """L'énoncé dans un code QR, où chaque signe compte : quatre signes tirés de son id."""
        return cle_courte(self.id)

    @property
    def autres_noms(self) -> tuple[str, ...]:
        """Sous quoi une réponse d'avant, ou d'un code QR, a pu être donnée."""
        return (self.cle, *self.anciens_ids, *map(cle_courte, self.anciens_ids))


class SectionListe(Modele):
    """Une partie d'une liste."""

    id: Id
    titre: Texte
    texte: Markdown | None = None
    sens: Literal["cout"] | None = Field(
        None, description="« cout » : une réponse forte y est défavorable."
    )
    points: Annotated[tuple[PointListe, ...], Field(min_length=1)]


class Liste(Fiche):
    """Une liste de vérification."""

    dossier: ClassVar[str] = "listes"
    nom: ClassVar[str] = "Liste de vérification"
    pluriel: ClassVar[str] = "Listes de vérification"
    groupe: ClassVar[tuple[str, str] | None] = ("mode", "modes")

    but: Markdown = Field(description="À quoi elle sert.")
    quand: Texte = Field(description="À quel moment la remplir.")
    mode: Annotated[str, Vers("modes")] = Field(description="Une clé de « modes ».")
    minutes: Annotated[int, Field(ge=1, le=120)] = Field(description="Pour la remplir.")
    echelle: Annotated[str, Vers("echelles")] = Field(description="Une clé de « echelles ».")
    consigne: Markdown | None = Field(None, description="Comment répondre.")
    sections: Annotated[tuple[SectionListe, ...], Field(min_length=1)]
    lecture: Markdown = Field(description="Comment lire le résultat, et ce qu'il ne dit pas.")
    suite: Annotated[tuple[Conseil, ...], Field(min_length=1)] = Field(
        description="Que faire après."
    )
