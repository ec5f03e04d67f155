"""L'adresse publique du site, comme mkdocs.yml et l'environnement la donnent.

Pour ce qui s'écrit avec une adresse entière : flux, cartes, citations. Les pages, elles, ont des
liens relatifs.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any

import yaml


def site_url(root: Path) -> str:
    """L'adresse du site, barre comprise : « https://exemple.org/guide/ »; vide si elle manque."""
    path = root / "mkdocs.yml"
    if not path.exists():
        return ""
    names, default = _declared(path.read_text(encoding="utf-8"))
    url = next((os.environ[name] for name in names if os.environ.get(name)), default)
    return url and url.rstrip("/") + "/"


@functools.lru_cache(maxsize=4)
def _declared(text: str) -> tuple[tuple[str, ...], str]:
    """Les variables qui peuvent donner l'adresse, et l'adresse à défaut."""
    said = yaml.load(text, _Loader).get("site_url") or ""
    *names, default = [said] if isinstance(said, str) else said
    return tuple(names), default or ""


class _Loader(yaml.SafeLoader):
    """Lit mkdocs.yml sans suivre ses étiquettes, dont `!ENV`."""


def _untagged(loader: _Loader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return None


_Loader.add_multi_constructor("!", _untagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python", _untagged)
