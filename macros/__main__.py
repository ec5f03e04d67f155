"""Les commandes de qui tient le guide : `python -m macros verifier`, `python -m macros pages`."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from . import edition as edition_
from . import guide as memoire
from . import registre as registre_
from .pages import misplaced
from .problems import Problem

ROOT = Path(__file__).parent.parent


def verifier(root: Path) -> int:
    """Vérifie data/ et dit tout ce qui ne va pas; 0 si tout va bien, 1 sinon."""
    etat = memoire.current(root / "data")
    docs = root / "docs"
    problems = list(etat.problems)
    if etat.guide and not problems:
        problems += misplaced(etat.guide, docs)
        problems += registre_.lost(etat.guide, docs)
        problems += edition_.disagreements(root, etat.guide.edition.publiee_le)
    _print(problems)
    if problems:
        print(f"{len(problems)} problème(s) dans data/.", file=sys.stderr)
    elif etat.guide:
        fiches, unites = len(etat.guide.fiches), len(etat.guide.unites)
        print(f"data/ : {fiches} fiches, {unites} unités de source, aucun problème.")
    return 1 if problems else 0


def pages(root: Path) -> int:
    """Écrit sous docs/ tout ce qui s'engendre, pour un générateur autre que MkDocs."""
    from .ecriture import write_all  # noqa: PLC0415 - les images et leur code; verifier s'en passe

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


def edition(root: Path, date: datetime.date) -> int:
    """Publie une édition : sa date dans data/, CITATION.cff et le journal."""
    try:
        edition_.publish(root, date, datetime.date.today())
    except edition_.Refus as refus:
        print(f"Rien n'a changé : {refus}", file=sys.stderr)
        return 1
    print(f"Édition du {date}. Relisez docs/journal.md, puis « make registre » et « make site ».")
    return 0


def _date(written: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"« {written} » n'est pas une date, comme 2026-11-20"
        ) from None


def publications(root: Path) -> int:
    """Construit site/ avec le guide en PDF et en EPUB."""
    etat = memoire.current(root / "data")
    _print(etat.problems)
    if etat.problems or not etat.guide:
        return 1
    from .publications.chaine import publish  # noqa: PLC0415, ses dépendances ne servent qu'ici

    publish(etat.guide, root)
    return 0


def _print(problems: list[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def main() -> int:
    """Lit la ligne de commande."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Les commandes du guide.")
    chosen = parser.add_subparsers(required=True, metavar="commande")
    for command in (verifier, pages, registre, edition, publications):
        one = chosen.add_parser(command.__name__, help=(command.__doc__ or "").partition("\n")[0])
        one.set_defaults(command=command)
        if command is edition:
            one.add_argument(
                "date", type=_date, nargs="?", default=datetime.date.today(), help="AAAA-MM-JJ"
            )
    asked = vars(parser.parse_args())
    command = asked.pop("command")
    return int(command(ROOT, **asked))


if __name__ == "__main__":
    sys.exit(main())
