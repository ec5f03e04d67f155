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
from macros.relations import Guide  # noqa: E402


def define_env(env: Any) -> None:
    """Enregistre les macros. Appelé par le générateur, une fois par construction ou par page."""
    etat = memoire.current(Path(env.project_dir) / "data")
    if not etat.guide:
        raise SystemExit("\n".join(map(str, etat.problems)))
    macros = Macros(env, etat.guide)
    for name in vars(Macros):
        if not name.startswith("_"):
            env.macro(getattr(macros, name))


class Macros:
    """Ce qu'une page de docs/ peut appeler. L'exemple de chaque macro est un test."""

    def __init__(self, env: Any, guide: Guide) -> None:
        """`env` : ce que le générateur donne à `define_env`."""
        self._env = env
        self._guide = guide

    def fiche(self, id: str) -> str:
        """La page d'une fiche. Exemple : `{{ fiche("eparpillement") }}`"""
        return self._known(render.fiche, id)

    def renvoi(self, ancien: str) -> str:
        """D'une adresse d'avant (`anciens_ids`) à celle d'aujourd'hui."""
        return self._known(render.renvoi, ancien)

    def retrait(self, id: str) -> str:
        """La page d'une fiche retirée (data/retraits.yml)."""
        return self._known(render.retrait, id)

    def kit(self, id: str, piece: str) -> str:
        """Le matériel d'un parcours. Exemple : `{{ kit("parcours-decouvrir", "animation") }}`"""
        return self._known(render.kit, id, piece)

    def collection(self, dossier: str) -> str:
        """L'index d'une collection. Exemple : `{{ collection("freins") }}`"""
        return self._known(render.collection, dossier)

    def comparaison(self, *ids: str) -> str:
        """Des notions côte à côte. Exemple : `{{ comparaison("concertation", "partenariat") }}`"""
        return self._known(render.comparaison, ids)

    def accueil(self) -> str:
        """Les portes d'entrée. Exemple : `{{ accueil() }}`"""
        return render.accueil(self._guide, self._page())

    def edition(self) -> str:
        """L'édition du guide. Exemple : `{{ edition() }}`"""
        return render.edition(self._guide, self._page())

    def carte_a_integrer(self, id: str) -> str:
        """La carte d'une fiche, dans un cadre. Exemple : `{{ carte_a_integrer("conflits") }}`"""
        return self._known(render.carte_a_integrer, id)

    def cycle(self) -> str:
        """Le dessin des étapes. Exemple : `{{ cycle() }}`"""
        return render.cycle(self._guide, self._page())

    def blocages(self) -> str:
        """Des symptômes à ce qui aide. Exemple : `{{ blocages() }}`"""
        return render.blocages(self._guide, self._page())

    def carte(self) -> str:
        """Toutes les fiches du guide. Exemple : `{{ carte() }}`"""
        return render.carte(self._guide, self._page())

    def carnet(self) -> str:
        """Le carnet de la personne. Exemple : `{{ carnet() }}`"""
        return render.carnet(self._guide, self._page())

    def hors_ligne(self) -> str:
        """Les copies gardées sur l'appareil. Exemple : `{{ hors_ligne() }}`"""
        return render.hors_ligne(self._guide, self._page())

    def selection(self) -> str:
        """Les fiches que la personne choisit. Exemple : `{{ selection() }}`"""
        return render.selection(self._guide, self._page())

    def synthese(self) -> str:
        """La synthèse d'un groupe. Exemple : `{{ synthese() }}`"""
        return render.synthese(self._guide, self._page())

    def sigles(self) -> str:
        """Les sigles expliqués. Exemple : `{{ sigles() }}`"""
        return render.sigles(self._guide, self._page())

    def provenance(self) -> str:
        """Ce que le guide reprend de chaque source. Exemple : `{{ provenance() }}`"""
        return render.provenance(self._guide, self._page())

    def certitudes(self) -> str:
        """Les degrés de certitude d'un fait. Exemple : `{{ certitudes() }}`"""
        return render.certitudes(self._guide, self._page())

    def format_export(self) -> str:
        """Les champs du fichier d'export. Exemple : `{{ format_export() }}`"""
        return render.format_export(self._guide, self._page())

    def publications(self) -> str:
        """Les livres à télécharger. Exemple : `{{ publications() }}`"""
        docs = Path(self._env.project_dir) / "docs"
        return render.publications(self._guide, self._page(), docs)

    def decompte(self, dossier: str) -> str:
        """Combien de fiches dans une collection. Exemple : `{{ decompte("conditions") }}`"""
        return self._known(render.decompte, dossier)

    def _page(self) -> str:
        """D'où les liens partent : l'adresse de la page, ou, pour Zensical, celle de son dossier.

        Zensical déplace lui-même les liens d'un fichier Markdown vers sa page; MkDocs, non.
        """
        source = getattr(self._env.page, "path", None)
        url = str(self._env.page.url) if source is None else source.rpartition("/")[0] + "/"
        return "" if url in (".", "./") else url.lstrip("/")

    def _known(self, macro: Callable[..., str], *arguments: Any) -> str:
        """Appelle la macro; un identifiant inconnu devient un message qui nomme la page."""
        page = self._page()
        try:
            return macro(self._guide, page, *arguments)
        except KeyError as error:
            raise ValueError(f"page « {page} » : {error} n'existe pas dans data/") from None
