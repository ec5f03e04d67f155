"""Le fichier d'export des listes : sa définition, d'où sortent son schéma JSON et ses tableaux.

Ne lit rien : le seul lecteur est docs/assets/listes/format.js, et un test les tient d'accord. Une
longueur se compte ici en caractères; là-bas, en unités UTF-16, comme `maxlength` dans une page.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

_ID = r"^[a-z0-9-]{1,80}$"
_JOUR = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_HEURE = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_MINUIT = r"24:00(:00(\.0{1,9})?)?"  # la fin du jour, que la norme permet
_INSTANT = rf"^{_JOUR}(T({_HEURE}(:[0-5][0-9](\.[0-9]{{1,9}})?)?|{_MINUIT})(Z|[+-]{_HEURE})?)?$"

Identifiant = TypeAliasType(
    "Identifiant",
    Annotated[
        str,
        Field(
            title="Identifiant",
            pattern=_ID,
            description="De 1 à 80 signes : a à z sans accent, 0 à 9, trait d'union.",
        ),
    ],
)
Instant = TypeAliasType(
    "Instant",
    Annotated[
        str,
        Field(
            title="Instant",
            pattern=_INSTANT,
            description="Un jour, ou un jour et une heure : 2026-11-20T14:00:00.000Z.",
        ),
    ],
)
Jour = TypeAliasType(
    "Jour",
    Annotated[
        str,
        Field(
            title="Jour",
            pattern=rf"^({_JOUR})?$",
            description="Un jour du calendrier, comme 2026-12-01, ou un texte vide.",
        ),
    ],
)
Empreinte = TypeAliasType(
    "Empreinte",
    Annotated[
        str,
        Field(
            title="Empreinte",
            pattern=r"^[0-9a-f]{4}$",
            description="Huit signes, parmi 0 à 9 et a à f.",
        ),
    ],
)


class Objet(BaseModel):
    """Base des objets du fichier. Une clé inconnue y est permise, et ignorée."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Action(Objet):
    """Une ligne du plan d'action."""

    model_config = ConfigDict(title="Action")

    id: Identifiant = Field(description="Le sien, que rien d'autre ne porte dans ce plan.")
    point: Identifiant | None = Field(description="L'énoncé d'où elle vient, ou null.")
    quoi: str = Field(max_length=500, description="Ce qu'il y a à faire.")
    qui: str = Field(max_length=500, description="Qui s'en charge.")
    quand: Jour = Field(description="Pour quand.")
    statut: Literal["a-faire", "en-cours", "fait"] = Field(description="Où on en est.")


class Reponse(Objet):
    """Ce qui a été répondu à un énoncé."""

    model_config = ConfigDict(title="Réponse")

    reponse: Identifiant | None = Field(
        description="Le choix dans l'échelle de la liste, « so » pour sans objet; "
        "null s'il n'y a qu'une note."
    )
    note: str = Field(max_length=2000, description="La note; vide s'il n'y en a pas.")
    empreinte: Empreinte = Field(
        description="Celle de l'énoncé quand on y a répondu; une autre veut dire que ses mots "
        "ont changé depuis."
    )
    le: int = Field(
        ge=0,
        le=253_402_300_799_999,
        description="Quand, en millisecondes depuis le 1er janvier 1970, temps universel.",
    )


class Releve(Objet):
    """Une liste de vérification, remplie une fois."""

    model_config = ConfigDict(title="Relevé")

    id: Identifiant = Field(description="Le sien, que rien d'autre ne porte dans ce dossier.")
    liste: Identifiant = Field(description="La liste remplie, comme dans l'adresse de sa page.")
    commence_le: Instant = Field(description="Quand il a été commencé.")
    modifie_le: Instant = Field(description="Quand il a été changé pour la dernière fois.")
    pseudonyme: str = Field(
        "",
        max_length=60,
        description="Le nom que la personne se donne pour remettre ses réponses; souvent vide.",
    )
    reponses: Annotated[
        dict[Annotated[str, Field(pattern=_ID)], Reponse], Field(max_length=500)
    ] = Field(
        description="Les réponses, chacune sous l'identifiant de son énoncé. Ce qui est sous une "
        "autre sorte de clé est ignoré."
    )
    plan: tuple[Action, ...] = Field(max_length=500, description="Le plan d'action, dans l'ordre.")


class Dossier(Objet):
    """Ce qui regroupe des relevés : une concertation, un comité, une rencontre."""

    model_config = ConfigDict(title="Dossier")

    id: Identifiant = Field(description="Le sien; refait à l'arrivée s'il est déjà pris.")
    nom: str = Field(max_length=120, description="Le nom que vous lui avez donné; peut être vide.")
    cree_le: Instant = Field(description="Quand il a été créé.")
    releves: tuple[Releve, ...] = Field(max_length=200, description="Ses relevés.")


class Export(Objet):
    """Tout le fichier : ce qu'il est, et les dossiers qu'il contient."""

    model_config = ConfigDict(title="Export du Guide de la concertation")

    format: Literal["guide-concertation"] = Field(description="Dit que le fichier vient du guide.")
    version: Literal[1] = Field(
        description="La version du format; un plus grand nombre vient d'un guide plus récent."
    )
    exporte_le: Instant = Field(
        description="Quand le fichier a été écrit. Le guide ne s'en sert pas à la lecture."
    )
    dossiers: tuple[Dossier, ...] = Field(max_length=200, description="Les dossiers exportés.")
