"""Les commandes de qui tient le guide : `python -m macros verifier`, `python -m macros pages`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import guide as memoire
from . import registre as registre_
from .ecriture import write_all
from .pages import misplaced
from .problems import Problem

ROOT = Path(__file__).parent.parent


def verifier(root: Path) -> int:
    """Vérifie data/ et dit tout ce qui ne va pas; 0 si tout va bien, 1 sinon."""
    etat = memoire.current(root / "data")
    docs = root / "docs"
    problems = etat.problems or (
        [*misplaced(etat.guide, docs), *registre_.lost(etat.guide, docs)] if etat.guide else []
    )
    _print(problems)
    if problems:
        print(f"{len(problems)} problème(s) dans data/.", file=sys.stderr)
    elif etat.guide:
        fiches, unites = len(etat.guide.fiches), len(etat.guide.unites)
        print(f"data/ : {fiches} fiches, {unites} unités de source, aucun problème.")
    return 1 if problems else 0


def pages(root: Path) -> int:
    """Écrit sous docs/ tout ce qui s'engendre, pour un générateur autre que MkDocs."""
    etat = memoire.current(root / "data")
    problems = etat.problems or (write_all(etat.guide, root / "docs") if etat.guide else [])
    _print(problems)
    return 1 if problems else 0


def registre(root: Path) -> int:
    """Ajoute à docs/registre.txt les adresses et les ancres nouvelles."""
    etat = memoire.current(root / "data")
    _print(etat.problems)
    if etat.problems or not etat.guide:
        return 1
    added = registre_.write(etat.guide, root / "docs")
    print(f"docs/{registre_.NOM} : {added} ajout(s).")
    return 0


def _print(problems: list[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def main() -> int:
    """Lit la ligne de commande."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Les commandes du guide.")
    commands = {command.__name__: command for command in (verifier, pages, registre)}
    chosen = parser.add_subparsers(dest="commande", required=True, metavar="commande")
    for name, command in commands.items():
        chosen.add_parser(name, help=(command.__doc__ or "").partition("\n")[0])
    return commands[parser.parse_args().commande](ROOT)


if __name__ == "__main__":
    sys.exit(main())
