"""Les macros du Guide de la concertation, pour MkDocs (mkdocs-macros) et Zensical.

Les pages de docs/ n'en appellent qu'une par ligne; tout le travail est dans les autres modules.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

RACINE = Path(__file__).parent.parent
if str(RACINE) not in sys.path:  # Zensical exécute ce fichier sans importer le paquet
    sys.path.insert(0, str(RACINE))

from macros import guide as memoire  # noqa: E402
from macros import render  # noqa: E402


def define_env(env: Any) -> None:
    """Enregistre les macros. Appelé par le générateur, une fois par construction ou par page."""
    etat = memoire.current(Path(env.project_dir) / "data")
    if not etat.guide:
        raise SystemExit("\n".join(map(str, etat.problems)))
    guide = etat.guide

    def page() -> str:
        """D'où les liens partent : l'adresse de la page, ou, pour Zensical, celle de son dossier.

        Zensical déplace lui-même les liens d'un fichier Markdown vers sa page; MkDocs, non.
        """
        source = getattr(env.page, "path", None)
        url = str(env.page.url) if source is None else source.rpartition("/")[0] + "/"
        return "" if url in (".", "./") else url.lstrip("/")

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

    def cycle() -> str:
        """Le dessin des étapes. Exemple : `{{ cycle() }}`"""
        return render.cycle(guide, page())

    def blocages() -> str:
        """Des symptômes à ce qui aide. Exemple : `{{ blocages() }}`"""
        return render.blocages(guide, page())

    def carte() -> str:
        """Toutes les fiches du guide. Exemple : `{{ carte() }}`"""
        return render.carte(guide, page())

    def sigles() -> str:
        """Les sigles expliqués. Exemple : `{{ sigles() }}`"""
        return render.sigles(guide, page())

    def provenance() -> str:
        """Ce que le guide reprend de chaque source. Exemple : `{{ provenance() }}`"""
        return render.provenance(guide, page())

    def certitudes() -> str:
        """Les degrés de certitude d'un fait. Exemple : `{{ certitudes() }}`"""
        return render.certitudes(guide, page())

    def decompte(dossier: str) -> str:
        """Combien de fiches dans une collection. Exemple : `{{ decompte("conditions") }}`"""
        return _known(render.decompte, guide, page(), dossier)

    for macro in (
        fiche,
        collection,
        comparaison,
        accueil,
        cycle,
        blocages,
        carte,
        sigles,
        provenance,
        certitudes,
        decompte,
    ):
        env.macro(macro)


def _known(macro: Callable[..., str], guide: Any, page: str, argument: Any) -> str:
    """Appelle la macro; un identifiant inconnu devient un message qui nomme la page."""
    try:
        return macro(guide, page, argument)
    except KeyError as error:
        raise ValueError(f"page « {page} » : {error} n'existe pas dans data/") from None
