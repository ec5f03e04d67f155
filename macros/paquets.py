"""Assemble les modules d'une page en un seul fichier, `docs/assets/paquets/<nom>.js`.

Le navigateur fait alors une requête au lieu de quinze. Les modules restent publiés, lisibles tels
quels. Chacun devient une fonction qui rend ce qu'il exporte : rien n'y change de nom ni de sens.
Les commentaires et les espaces ne voyagent pas (un quart du poids), ni ceux des styles.
La clé USB en fait des scripts classiques, les seuls qu'un navigateur ouvre sans serveur.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import quote

from rcssmin import cssmin
from rjsmin import jsmin

from .pages import write_changed

PAQUETS = {
    "guide": (
        "renvoi.js",
        "cadre.js",
        "sigles.js",
        "filtre-fiches.js",
        "hors-ligne.js",
        "ouvrir-recherche.js",
        "ouvrir-parcours.js",
        "selection/bouton-selection.js",
        "ouvrir-partage.js",
    ),
    "partager": ("partager/boite.js",),
    "citer": ("citer/formats.js",),
    "recherche": ("recherche/panneau.js",),
    "listes": ("listes/page.js",),
    "synthese": ("listes/synthese-groupe.js",),
    "carnet": ("listes/carnet.js",),
    "parcours": ("parcours/page.js",),
    "fil-parcours": ("parcours/fil-parcours.js",),
    "selection": ("selection/ma-selection.js",),
    "choisir": ("selection/choisir.js",),
    "references": ("citer/exporter-notices.js",),
    "hors-ligne-page": ("hors-ligne-page.js",),
}
STYLES = "guide.css"
_IMPORT = re.compile(
    r"""^import (?:(?:(\w+)|\{([^}]*)\}) from )?["'](\.\.?/[\w./-]+\.js)["'];\n""", re.MULTILINE
)
_EXPORT = re.compile(
    r"(?:^|(?<=[;}]))export (?=(?:async )?(?:class|const|function\*?) (\w+))", re.MULTILINE
)
_APRES = re.compile(  # formes des bibliothèques
    r"^export (?:default ([^\W\d]\w*)|\{((?: \w+ as \w+,?)+) \});$", re.MULTILINE
)
_IMBRIQUE = re.compile(  # rjsmin y perd le fil, et ôte des espaces aux textes qui suivent
    r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^{}`]*\})*\$\{[^{}`]*`", re.DOTALL
)
_PAIRE = re.compile(r"(\w+) as (\w+)")
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

    ValueError pour une forme d'import ou d'export que le projet n'écrit pas, pour une boucle, ou
    pour ce que la minification abîmerait.
    """
    modules = _modules(entrees)
    for path, body in modules.items():
        if inner := _IMBRIQUE.search(body):
            said = f"« {inner[0][-60:]} », un ` dans un `…${{…}}…`"
            raise ValueError(f"{path.name} : {said}; sortez-le.")
    return "".join(modules.values()) + "".join(map(_exported, entrees))


def assemble_script(entrees: list[Path], racine: Path, chemin: str) -> str:
    """Les mêmes en un script classique, qui dépose ce qu'ils exportent dans `guideCharge[chemin]`.

    `chemin` est celui du script depuis la racine du site. ValueError comme `assemble`, sauf pour
    la minification : rien n'en est minifié.
    """
    modules = "".join(
        source.replace("import.meta.url", _address(path, racine / chemin))
        for path, source in _modules(entrees).items()
    )
    exported = ", ".join(
        f"...{_variable(entree.name)}"
        for entree in entrees
        if _exports(entree.read_text(encoding="utf-8"))
    )
    return (
        '(() => {\n"use strict";\nconst adresse_ = document.currentScript.src;\n'
        f"{modules}{deposit(chemin, f'{{ {exported} }}')}}})();\n"
    )


def deposit(chemin: str, value: str) -> str:
    """L'instruction qui dépose une valeur là où la clé USB la cherche."""
    return f"(globalThis.guideCharge ??= {{}})[{json.dumps(chemin)}] = {value};\n"


def _address(path: Path, script: Path) -> str:
    """L'adresse d'un module, à partir de celle du script où il est assemblé."""
    relative = Path(os.path.relpath(path, script.parent.resolve())).as_posix()
    return f"new URL({json.dumps(quote(relative))}, adresse_).href"


def _modules(entrees: list[Path]) -> dict[Path, str]:
    done: dict[Path, str] = {}
    for entree in entrees:
        _add(entree.resolve(), done, ())
    return done


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
    body = _APRES.sub("", _EXPORT.sub("", body))
    if other := _AUTRE.search(body):
        raise ValueError(f"{path.name} : « {other[0]} » ne s'assemble pas.")
    call = f"const {_variable(path.name)} = " if exports else ""
    end = f"return {{ {', '.join(exports)} }};\n" if exports else ""
    return f"{call}(() => {{\n{body}{end}}})();\n"


def _exports(source: str) -> list[str]:
    after = [
        f"default: {default}" if default else " ".join(_PAIRE.sub(r"\2: \1", pairs).split())
        for default, pairs in _APRES.findall(source)
    ]
    return [*_EXPORT.findall(source), *after]


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
