"""Les macros du Guide de la concertation, pour MkDocs (mkdocs-macros) et Zensical.

Les pages de docs/ n'en appellent qu'une par ligne; tout le travail est dans les autres modules.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import guide as memoire
from . import render


def define_env(env: Any) -> None:
    """Enregistre les macros. Appelé par le générateur, une fois par construction ou par page."""
    etat = memoire.current(Path(env.project_dir) / "data")
    if not etat.guide:
        raise SystemExit("\n".join(map(str, etat.problems)))
    guide = etat.guide

    def page() -> str:
        """L'adresse de la page en cours, depuis la racine du site."""
        url = str(env.page.url)
        return "" if url in (".", "/", "./") else url.lstrip("/")

    def fiche(id: str) -> str:
        """La page d'une fiche. Exemple : `{{ fiche("eparpillement") }}`"""
        return _known(render.fiche, guide, page(), id)

    def collection(dossier: str) -> str:
        """L'index d'une collection. Exemple : `{{ collection("freins") }}`"""
        return _known(render.collection, guide, page(), dossier)

    def comparaison(*ids: str) -> str:
        """Des notions côte à côte. Exemple : `{{ comparaison("concertation", "partenariat") }}`"""
        return _known(render.comparaison, guide, page(), ids)

    def accueil() -> str:
        """Les portes d'entrée. Exemple : `{{ accueil() }}`"""
        return render.accueil(guide, page())

    def certitudes() -> str:
        """Les degrés de certitude d'un fait. Exemple : `{{ certitudes() }}`"""
        return render.certitudes(guide, page())

    def decompte(dossier: str) -> str:
        """Combien de fiches dans une collection. Exemple : `{{ decompte("conditions") }}`"""
        return _known(render.decompte, guide, page(), dossier)

    for macro in (fiche, collection, comparaison, accueil, certitudes, decompte):
        env.macro(macro)


def _known(macro: Callable[..., str], guide: Any, page: str, argument: Any) -> str:
    """Appelle la macro; un identifiant inconnu devient un message qui nomme la page."""
    try:
        return macro(guide, page, argument)
    except KeyError as error:
        raise ValueError(
            f"page « {page or os.curdir} » : {error} n'existe pas dans data/"
        ) from None
