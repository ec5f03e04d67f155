"""Le flux Atom (RFC 4287) des fiches ajoutées ou revues : docs/flux.xml, hors de Git.

Appelé avant chaque construction du site publié. Les dates viennent de l'histoire de data/ dans Git;
sans elle, ou si elle est tronquée, de `revise_le`.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import render
from .model import Commun
from .pages import write_changed
from .relations import Guide

NOM = "flux.xml"
_ENTREES = 50
_MIDI = datetime.time(12, tzinfo=datetime.UTC)  # le même jour, de Terre-Neuve au Pacifique
# Chaque option dit ce qu'un réglage de la machine pourrait changer.
_LOG = (
    *("git", "-c", "log.showRoot=true", "-c", "core.quotePath=false", "log", "--no-color"),
    *("--no-show-signature", "--no-notes", "--no-follow", "--no-diff-merges", "--no-ext-diff"),
    *("--relative", "--name-status", "-M", "-l0", "--format=%x00%ct", "--", "data"),
)


@dataclass(frozen=True)
class Dates:
    """Quand une fiche est arrivée (None : on ne le sait pas) et quand elle a changé."""

    changee: datetime.datetime
    ajoutee: datetime.datetime | None = None

    @property
    def nouvelle(self) -> bool:
        """Vrai si elle n'a pas changé depuis le jour de son arrivée."""
        return bool(self.ajoutee and self.ajoutee.date() == self.changee.date())


def write_flux(guide: Guide, docs: Path, *, apercu: bool = False) -> None:
    """Écrit docs/flux.xml; un aperçu garde celui qui s'y trouve."""
    if apercu and (docs / NOM).exists():
        return
    text = flux(guide, history(docs.parent))
    write_changed(docs / NOM, text)


def flux(guide: Guide, log: str) -> str:
    """Le flux, d'après ce que `history` rend."""
    found = dates({fiche.fichier for fiche in guide.fiches.values()}, log)
    entrees = [(fiche, found.get(fiche.fichier) or _reread(fiche)) for fiche in _ordered(guide)]
    entrees.sort(key=lambda entree: entree[1].changee, reverse=True)
    return render.document("flux.xml.j2", guide, "", entrees=entrees[:_ENTREES], nom=NOM)


def history(root: Path) -> str:
    """Ce que Git dit de data/, du plus récent au plus ancien; vide s'il n'en sait pas tout."""
    shallow = _git(root, "git", "rev-parse", "--is-shallow-repository")
    return _git(root, *_LOG) if shallow.strip() == "false" else ""


def dates(fichiers: set[str], log: str) -> dict[str, Dates]:
    """Fichier d'aujourd'hui → ses dates. Un fichier renommé garde son histoire."""
    names = {fichier: fichier for fichier in fichiers}  # son nom, de commit en commit
    found: dict[str, Dates] = {}
    for commit in log.split("\0")[1:]:
        stamp, *lines = commit.split("\n")
        when = datetime.datetime.fromtimestamp(int(stamp), datetime.UTC)
        before = {}
        for status, *paths in (line.split("\t") for line in lines if line):
            if not (fichier := names.pop(paths[-1], None)):
                continue
            known = found.get(fichier)
            found[fichier] = Dates(known.changee if known else when, when)
            if status != "A":
                before[paths[0]] = fichier
        names |= before
    return found


def _git(root: Path, *command: str) -> str:
    """Ce que Git répond; rien s'il n'est pas là ou si `root` n'est pas à lui."""
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


def _ordered(guide: Guide) -> list[Commun]:
    return sorted(guide.fiches.values(), key=lambda fiche: guide.rangs[fiche.id])


def _reread(fiche: Commun) -> Dates:
    return Dates(datetime.datetime.combine(fiche.revise_le, _MIDI))
