"""L'adaptateur de MkDocs : vérifie data/ et écrit les pages avant chaque construction.

Avec `define_env` et `apercu`, le seul code qui connaisse MkDocs. Un autre générateur s'en passe :
`python -m macros pages` fait la même chose avant lui.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent.parent))

from macros import guide as memoire
from macros.apercu import Apercu
from macros.ecriture import write_all

_log = logging.getLogger("mkdocs.hooks.guide")
_apercu = Apercu()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Un aperçu survit à une erreur dans data/ et ne refait que le nécessaire; lui seul."""
    _apercu.actif = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Avant les macros : lit data/; un problème arrête tout, sauf un aperçu déjà en marche."""
    etat = memoire.current(_root(config) / "data", now=True)
    for problem in etat.problems:
        _log.error(str(problem))
    if etat.problems and not (_apercu.actif and etat.guide):
        raise Abort(f"data/ : {len(etat.problems)} problème(s), rien n'a été construit.")
    _apercu.problems = etat.problems
    if _apercu.actif:  # sinon une macro en erreur met fin au processus
        config.plugins["macros"].config["on_error_fail"] = False


def on_pre_build(config: MkDocsConfig) -> None:
    """Écrit sous docs/ tout ce qui s'engendre."""
    etat = memoire.current(_root(config) / "data", look=False)
    if not etat.guide:
        return
    problems = write_all(etat.guide, Path(config.docs_dir), apercu=_apercu.actif)
    if _apercu.actif:
        _apercu.problems = [*etat.problems, *problems]
    elif problems:
        raise Abort("\n".join(map(str, problems)))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Aperçu : met de côté les pages qui n'ont pas changé."""
    etat = memoire.current(_root(config) / "data", look=False)
    if _apercu.actif and etat.guide:
        _apercu.reuse(files, config, etat.guide)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Aperçu : garde les gabarits du thème compilés d'une construction à l'autre."""
    if _apercu.actif:
        env.bytecode_cache = _apercu.gabarits


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Aperçu : retient la page et montre les problèmes de data/."""
    return _apercu.remember(output, page) if _apercu.actif else output


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
