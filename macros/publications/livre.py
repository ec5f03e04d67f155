"""Le livre : ses parties dans l'ordre du guide, un chapitre par fiche, lus dans le site construit.

Ne sait rien du PDF ni de l'EPUB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement
from lxml.html.builder import E
from markupsafe import Markup

from ..model import TYPES
from ..relations import Guide
from .nettoyage import clean, having
from .renvois import anchor, prefix_ids, rewrite_links

GUIDE = "guide"
"""La partie des pages qui parlent du guide lui-même."""

_SOMMAIRE = "Dans cette partie"
_AVANT = {"freins": ("ca-bloque/",), "sources": ("provenance/",), GUIDE: ("a-propos/",)}
_APRES = {"definitions": ("comparer/",), "sources": ("sigles/",)}
"""Les pages écrites à la main qui ont leur place dans une partie, autour de ses fiches."""


@dataclass
class Chapitre:
    """Une page du site, prête pour le livre."""

    adresse: str
    titre: str
    contenu: HtmlElement

    @property
    def ancre(self) -> str:
        """Son ancre dans le livre."""
        return anchor(self.adresse)

    @property
    def html(self) -> Markup:
        """Ce que contient la page."""
        inside = (html.tostring(child, encoding="unicode") for child in self.contenu)
        return Markup("").join(map(Markup, inside))


@dataclass
class Partie:
    """Une collection du guide : sa page d'entrée, puis ses chapitres."""

    dossier: str
    titre: str
    entree: Chapitre | None
    chapitres: list[Chapitre]

    @property
    def ancre(self) -> str:
        """Son ancre dans le livre."""
        return anchor(f"{self.dossier}/")

    @property
    def pages(self) -> list[Chapitre]:
        """Toutes ses pages, dans l'ordre."""
        return [*([self.entree] if self.entree else []), *self.chapitres]


@dataclass
class Livre:
    """Un livre : le guide entier (`sous_titre` vide), ou une de ses parties."""

    sous_titre: str
    parties: list[Partie]
    site: str
    """L'adresse publique du site."""
    description: str


def assemble(guide: Guide, site: Path, dossiers: Sequence[str] = (GUIDE, *TYPES)) -> Livre:
    """Le livre de ces collections. Une collection sans fiche n'en fait pas partie."""
    parties = [part for dossier in dossiers if (part := _part(guide, site, dossier)).chapitres]
    home = html.fromstring((site / "index.html").read_bytes())
    livre = Livre(
        parties[0].titre if len(dossiers) == 1 else "",
        parties,
        home.xpath("string(.//link[@rel='canonical']/@href)"),
        home.xpath("string(.//meta[@name='description']/@content)"),
    )
    _link(livre)
    return livre


def dossiers(guide: Guide) -> list[str]:
    """Les collections qui font chacune un livre."""
    return [dossier for dossier in TYPES if guide.collections[dossier]]


def _part(guide: Guide, site: Path, dossier: str) -> Partie:
    fiches = [fiche.adresse for fiche in guide.collections.get(dossier, ())]
    addresses = [*_AVANT.get(dossier, ()), *fiches, *_APRES.get(dossier, ())]
    chapters = [_chapter(site, address) for address in addresses]
    if dossier == GUIDE:
        return Partie(dossier, "Le guide", None, chapters)
    entry = _entry(site, dossier)
    return Partie(dossier, entry.titre, entry, chapters)


def _entry(site: Path, dossier: str) -> Chapitre:
    """La page d'une collection : elle annonce ses fiches, sauf si elle les redit en entier."""
    entry = _chapter(site, f"{dossier}/")
    heading = entry.contenu.find("h2")
    heading.drop_tree()  # la partie a déjà ce titre, et son ancre
    for notices in entry.contenu.xpath(having("notices")):
        notices.drop_tree()
    if (cards := entry.contenu.find("ul[@class='cartes']")) is not None:
        first = entry.contenu.find("h3")
        heading = E.h2(_SOMMAIRE)
        (cards if first is None else first).addprevious(heading)
    return entry


def _chapter(site: Path, adresse: str) -> Chapitre:
    page = html.fromstring((site / adresse / "index.html").read_bytes())
    contenu = clean(page.find(".//article"))
    if adresse.count("/") == 2:  # le cycle est à l'entrée de la partie, une fois
        for figure in contenu.iter("figure"):
            figure.drop_tree()
    prefix_ids(contenu, adresse)
    return Chapitre(adresse, " ".join(contenu.findtext(".//h2").split()), contenu)


def _link(livre: Livre) -> None:
    chapters = list(_pages(livre))
    ids = {id for one in chapters for id in one.contenu.xpath("descendant-or-self::*/@id")}
    addresses = {one.adresse for one in chapters}
    for one in chapters:
        rewrite_links(one.contenu, one.adresse, addresses, ids, livre.site)


def _pages(livre: Livre) -> Iterator[Chapitre]:
    for part in livre.parties:
        yield from part.pages
