"""Assemble les modules d'une page en un seul fichier, `docs/assets/paquets/<nom>.js`.

Le navigateur fait alors une requête au lieu de quinze. Les modules restent publiés, lisibles tels
quels. Chacun devient une fonction qui rend ce qu'il exporte : rien n'y change de nom ni de sens.
Les commentaires et les espaces ne voyagent pas (un quart du poids), ni ceux des styles.
"""

from __future__ import annotations

import re
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from .pages import write_changed

PAQUETS = {
    "guide": (
        "renvoi.js",
        "sigles.js",
        "filtre-fiches.js",
        "hors-ligne.js",
        "ouvrir-recherche.js",
        "ouvrir-parcours.js",
    ),
    "recherche": ("recherche/panneau.js",),
    "listes": ("listes/page.js",),
    "synthese": ("listes/synthese-groupe.js",),
    "carnet": ("listes/carnet.js",),
    "parcours": ("parcours/page.js",),
}
STYLES = "guide.css"
_IMPORT = re.compile(
    r'^import (?:(?:(\w+)|\{([^}]*)\}) from )?"(\./[\w./-]+\.js)";\n', re.MULTILINE
)
_EXPORT = re.compile(
    r"(?:^|(?<=[;}]))export (?=(?:async )?(?:class|const|function\*?) (\w+))", re.MULTILINE
)
_DEFAUT = re.compile(r"^export \{ (\w+) as default \};$", re.MULTILINE)  # forme des bibliothèques
_AUTRE = re.compile(r"^(?:import|export)\b(?! *\().*", re.MULTILINE)


def write_paquets(docs: Path) -> None:
    """Écrit chaque paquet sous docs/assets/paquets/, s'il a changé."""
    assets = docs / "assets"
    for nom, entrees in PAQUETS.items():
        text = assemble([assets / entree for entree in entrees])
        write_changed(assets / "paquets" / f"{nom}.js", jsmin(text))
    styles = (assets / STYLES).read_text(encoding="utf-8")
    write_changed(assets / "paquets" / STYLES, cssmin(styles))


def assemble(entrees: list[Path]) -> str:
    """Les modules d'un paquet, chacun après ceux dont il a besoin.

    ValueError pour une forme d'import ou d'export que le projet n'écrit pas, ou pour une boucle.
    """
    done: dict[Path, str] = {}
    for entree in entrees:
        _add(entree.resolve(), done, ())
    return "".join(done.values()) + "".join(map(_exported, entrees))


def _add(path: Path, done: dict[Path, str], parents: tuple[Path, ...]) -> None:
    if path in parents:
        raise ValueError(f"{path.name} : ce module s'importe lui-même, par un autre.")
    if path in done:
        return
    source = path.read_text(encoding="utf-8")
    for _, _, other in _IMPORT.findall(source):
        _add((path.parent / other).resolve(), done, (*parents, path))
    if _variable(path.name) in map(_variable, (other.name for other in done)):
        raise ValueError(f"{path.name} : un autre module du paquet a ce nom.")
    done[path] = _enclose(path, source)


def _enclose(path: Path, source: str) -> str:
    body = _IMPORT.sub(_names, source)
    exports = _exports(body)
    body = _DEFAUT.sub("", _EXPORT.sub("", body))
    if other := _AUTRE.search(body):
        raise ValueError(f"{path.name} : « {other[0]} » ne s'assemble pas.")
    call = f"const {_variable(path.name)} = " if exports else ""
    end = f"return {{ {', '.join(exports)} }};\n" if exports else ""
    return f"{call}(() => {{\n{body}{end}}})();\n"


def _exports(source: str) -> list[str]:
    return [*_EXPORT.findall(source), *(f"default: {name}" for name in _DEFAUT.findall(source))]


def _exported(entree: Path) -> str:
    """Ce que le paquet exporte : ce qu'exporte le module par où il commence."""
    names = ", ".join(_exports(entree.read_text(encoding="utf-8")))
    return f"export const {{ {names} }} = {_variable(entree.name)};\n" if names else ""


def _names(found: re.Match[str]) -> str:
    names = " ".join((found[2] or "").split()).rstrip(",").replace(" as ", ": ")
    names = f"default: {found[1]}" if found[1] else names
    return f"const {{ {names} }} = {_variable(Path(found[3]).name)};\n" if names else ""


def _variable(name: str) -> str:
    """« barre-dossiers.js » → « barre_dossiers_ », qu'aucun module ne déclare."""
    return name.removesuffix(".js").replace("-", "_") + "_"
