"""La bibliographie, dans les champs de CSL (Citation Style Language)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from .commun import Adresse, Certitude, Commun, IdUnite, Markdown, Modele, Texte

Annee = Annotated[int, Field(ge=1000, le=2100)] | Annotated[str, Field(pattern=r"^\d{4}(-\d{4})?$")]
TypeCSL = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "dataset",
    "document",
    "legal_case",
    "legislation",
    "manuscript",
    "pamphlet",
    "paper-conference",
    "report",
    "song",
    "speech",
    "thesis",
    "webpage",
]


class Personne(Modele):
    """Une personne (family, given) ou un organisme (literal)."""

    family: Texte | None = None
    given: Texte | None = None
    literal: Texte | None = None

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if bool(self.family) == bool(self.literal):
            raise ValueError("donnez « family » (une personne) ou « literal » (un organisme)")
        return self


class ChampsSurs(Modele):
    """Ce qu'on sait d'un groupe de champs, et avec quelle certitude."""

    champs: Annotated[tuple[Texte, ...], Field(min_length=1)] = Field(
        description="Les champs visés, en français courant."
    )
    certitude: Certitude = Field(description="Une clé de « certitudes ».")
    texte: Markdown | None = Field(None, description="Pourquoi, en une phrase.")
    preuves: tuple[Adresse, ...] = Field(
        (), description="Adresses des documents qui l'établissent."
    )


class Reference(Commun):
    """Un ouvrage, une page, une loi : sa notice et ce qu'on en sait."""

    dossier: ClassVar[str] = "references"
    nom: ClassVar[str] = "Référence"
    pluriel: ClassVar[str] = "Références"

    titre: Texte = Field("", validate_default=False, description="Seulement si « title » manque.")
    type: TypeCSL = Field(description="Type CSL.")
    author: tuple[Personne, ...] = Field((), description="Les auteurs, dans l'ordre.")
    appel: Texte | None = Field(None, description="Forme courte de l'auteur dans les appels.")
    issued: Annee | None = Field(None, description="L'année; sans elle, « s. d. ».")
    year_suffix: Annotated[str, Field(pattern="^[a-z]$")] | None = Field(None, alias="year-suffix")
    title: Texte | None = None
    container_title: Texte | None = Field(None, alias="container-title")
    collection_title: Texte | None = Field(None, alias="collection-title")
    editor: tuple[Personne, ...] = ()
    publisher: Texte | None = None
    publisher_place: Texte | None = Field(None, alias="publisher-place")
    page: Annotated[str, Field(pattern=r"^[^p]")] | int | None = None
    volume: Texte | int | None = None
    issue: Texte | int | None = None
    number: Texte | int | None = None
    genre: Texte | None = None
    DOI: Annotated[str, Field(pattern=r"^10\.\d+/\S+$")] | None = None
    URL: Adresse | None = None
    ISBN: Texte | None = None
    pages_deduites: Texte | None = Field(
        None, description="Si ses pages sont déduites, pas imprimées : lesquelles."
    )
    certitudes: tuple[ChampsSurs, ...] = Field(
        (), description="Ce qui est sûr, ce qui ne l'est pas."
    )
    provenance: tuple[IdUnite, ...] = Field((), description="Unités qui citent l'ouvrage.")

    @model_validator(mode="before")
    @classmethod
    def _titled(cls, data: Any) -> Any:
        """Le titre d'une référence est celui de l'œuvre; un intitulé ne sert que s'il manque."""
        if not isinstance(data, dict):
            return data
        if "title" in data and "titre" in data:
            raise ValueError("« titre » ne sert que si « title » manque; gardez « title »")
        if "title" not in data and "titre" not in data:
            raise ValueError("donnez « title », ou un intitulé descriptif dans « titre »")
        return {**data, "titre": data.get("titre", data.get("title"))}
