"""L'adaptateur de MkDocs : vérifie data/ et écrit les pages avant chaque construction.

Le seul fichier, avec `define_env`, qui connaisse MkDocs. Un autre générateur s'en passe :
`python -m macros pages` fait la même chose avant lui.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

sys.path.insert(0, str(Path(__file__).parent.parent))

from macros import guide as memoire  # noqa: E402
from macros.pages import write_pages  # noqa: E402

_log = logging.getLogger("mkdocs.hooks.guide")
_serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Retient si c'est un aperçu : lui seul survit à une erreur dans data/."""
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Avant les macros : lit data/, arrête tout à la première construction qui a un problème."""
    etat = memoire.current(_root(config) / "data")
    messages = [str(problem) for problem in etat.problems]
    for message in messages:
        _log.error(message)
    if messages and not (_serving and etat.guide):
        raise Abort(f"data/ : {len(messages)} problème(s), rien n'a été construit.")
    config.extra["problemes"] = messages  # montrés en tête de chaque page de l'aperçu


def on_pre_build(config: MkDocsConfig) -> None:
    """Écrit les pages des fiches, telles que les macros vont les voir."""
    etat = memoire.current(_root(config) / "data", look=False)
    if not etat.guide:
        return
    if taken := write_pages(etat.guide, Path(config.docs_dir)):
        raise Abort("\n".join(map(str, taken)))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
