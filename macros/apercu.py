"""L'aperçu vif (make serve) : après un changement dans data/, ne refait que les pages touchées.

Appelé par `hook`, jamais pour construire le site publié. Une page ne dépend que de son texte, de ce
que ses macros rendent et du thème : si rien n'a changé, son HTML ressert.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from . import render
from .ecrites import expanded, handwritten
from .pages import STATIQUES, kit, stub
from .problems import Problem
from .relations import Guide

_POUR_AILLEURS = ("carte/", "vignettes/")  # les réseaux sociaux ne visitent pas un aperçu


class Compiles(BytecodeCache):
    """Les gabarits du thème, compilés une fois : MkDocs les recompile à chaque construction."""

    def __init__(self) -> None:
        """Vide au départ."""
        self._codes: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Rend un gabarit déjà compilé, s'il n'a pas changé."""
        bucket.code = self._codes.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Garde un gabarit compilé."""
        self._codes[bucket.key + bucket.checksum] = bucket.code


@dataclass
class Apercu:
    """Ce que la construction précédente a laissé : empreinte et HTML de chaque page."""

    actif: bool = False
    gabarits: Compiles = field(default_factory=Compiles)
    empreintes: dict[str, str] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    theme: list[tuple[str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def reuse(self, files: Files, config: MkDocsConfig, guide: Guide) -> None:
        """Remplace, dans les fichiers à construire, les pages inchangées par leur dernier HTML."""
        for other in [other for other in files if other.src_uri.startswith(_POUR_AILLEURS)]:
            files.remove(other)
        theme = _stamps(
            [Path(config.config_file_path), *Path(config.theme.custom_dir or ".").rglob("*")]
        )
        if theme != self.theme:
            self.html.clear()
            self.theme = theme
        pages = {one: made for one, *made in _pages(guide, Path(config.docs_dir))}
        for gone in self.html.keys() - pages.keys():
            del self.html[gone]
        for adresse, (source, empreinte) in pages.items():
            file = files.get_file_from_path(source)
            unchanged = self.empreintes.get(adresse) == empreinte
            self.empreintes[adresse] = empreinte
            if file and unchanged and adresse in self.html:
                _keep(files, file, self.with_banner(self.html[adresse]))
            else:
                self.html.pop(adresse, None)  # refaite, même si la construction échoue

    def remember(self, html: str, page: Page) -> str:
        """Garde le HTML d'une page et le rend, avec les problèmes de data/ en tête s'il y en a."""
        self.html[page.url] = html
        return self.with_banner(html)

    def with_banner(self, html: str) -> str:
        """Le HTML d'une page, les problèmes de data/ en tête s'il y en a."""
        if not self.problems:
            return html
        start, body, rest = html.partition("<body")
        tag, end, content = rest.partition(">")
        return f"{start}{body}{tag}{end}{render.bandeau(self.problems)}{content}"


def _pages(guide: Guide, docs: Path) -> Iterator[tuple[str, str, str]]:
    """(adresse, fichier Markdown, tout ce dont la page dépend) de chaque page."""
    for fiche in guide.fiches.values():
        made = stub(fiche, guide) + render.fiche(guide, fiche.adresse, fiche.id)
        yield fiche.adresse, f"{fiche.adresse[:-1]}.md", made
        for piece in (one for one in fiche.pieces if one not in STATIQUES):
            adresse = f"{fiche.adresse}{piece}/"
            made = kit(fiche, piece) + render.kit(guide, adresse, fiche.id, piece)
            yield adresse, f"{adresse[:-1]}.md", made
    for adresse, text in handwritten(docs):
        index = f"{adresse}index.md"
        source = index if (docs / index).exists() else f"{adresse[:-1]}.md"
        yield adresse or "./", source, text + expanded(text, guide, adresse)


class _Kept(File):
    """Une page déjà faite : MkDocs la copie, et les liens vers son fichier restent justes."""

    def is_documentation_page(self) -> bool:
        """Faux : il n'y a plus rien à rendre."""
        return False


def _keep(files: Files, file: File, html: str) -> None:
    files.remove(file)
    kept = copy.copy(file)
    kept.__class__ = _Kept
    kept.content_string = html
    files.append(kept)


def _stamps(paths: Iterable[Path]) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in paths if path.is_file())
