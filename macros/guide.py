"""Le guide en mémoire : data/ lu une fois, relu seulement quand un fichier change.

`define_env` y vient à chaque construction (MkDocs) ou à chaque page (Zensical) : la lecture est
gardée ici, au niveau du module, fichier par fichier, et les dates des fichiers ne sont regardées
qu'une fois par seconde.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from .adresse import site_url
from .check import check
from .load import Document, list_files, load_file
from .problems import Problem
from .relations import Guide, build

_SECONDS_BETWEEN_LOOKS = 1.0
_Stamp = tuple[int, int]


@dataclass
class Etat:
    """Le dernier guide sans faute (None s'il n'y en a jamais eu) et les problèmes d'aujourd'hui."""

    guide: Guide | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Memory:
    etat: Etat = field(default_factory=Etat)
    documents: dict[str, Document] = field(default_factory=dict)
    stamps: dict[str, _Stamp] | None = None
    looked_at: float = float("-inf")


_memories: dict[Path, _Memory] = {}


def current(data: Path, *, look: bool = True, now: bool = False) -> Etat:
    """L'état de `data`, relu si un fichier a changé.

    `look=False` : tel qu'à la dernière lecture. `now=True` : regarde même s'il vient de le faire.
    """
    memory = _memories.setdefault(data.resolve(), _Memory())
    elapsed = time.monotonic() - memory.looked_at
    if memory.stamps is None or now or (look and elapsed > _SECONDS_BETWEEN_LOOKS):
        _refresh(memory, data)
        memory.looked_at = time.monotonic()
    return memory.etat


def _refresh(memory: _Memory, data: Path) -> None:
    stamps = {
        path.relative_to(data).as_posix(): stamp
        for path in list_files(data)
        if (stamp := _stamp(path))
    }
    if stamps == memory.stamps:
        return
    old = memory.stamps or {}
    memory.documents = {
        name: memory.documents[name]
        if old.get(name) == stamp
        else load_file(data / name, f"data/{name}")
        for name, stamp in stamps.items()
    }
    memory.etat = _read(memory)
    if memory.etat.guide:
        memory.etat.guide.site = site_url(data.resolve().parent)
    memory.stamps = stamps


def _stamp(path: Path) -> _Stamp | None:
    try:
        stat = path.lstat()
    except FileNotFoundError:  # parti entre-temps
        return None
    return stat.st_mtime_ns, stat.st_size


def _read(memory: _Memory) -> Etat:
    checked = check(memory.documents)
    if checked.problems:
        return Etat(memory.etat.guide, checked.problems)
    return Etat(build(checked.fiches, checked.seuls))
