"""Traduit les erreurs de lecture de YAML : où, ce qui s'est passé, comment le réparer.

Appelé par `load` quand PyYAML ne comprend pas un fichier. Ne lit aucun fichier lui-même.
"""

from __future__ import annotations

import re

import yaml

# Ce qu'on voit dans la ligne fautive, ou celle d'avant. « {} » : la clé, ou ce qui a été trouvé.
_CAUSES = tuple(
    (re.compile(pattern), cause)
    for pattern, cause in (
        (r"^(<<<<<<<|=======|>>>>>>>)", "marque de conflit Git; gardez une des deux versions."),
        (r"^ *\t", "tabulation; mettez des espaces."),
        (
            r"^ *(?:- )?[\w-]+\s?:[\u00a0\u202f]",
            "espace insécable après « : »; mettez une espace ordinaire.",
        ),
        (r"^ *[\u00a0\u202f]", "espace insécable; mettez une espace ordinaire."),
        (
            r"^ *(?:- )?[\w-]+: *(?:>-|->|>|\|-|\|) +[^\s#]",
            "après « >- », passez à la ligne et décalez de deux espaces.",
        ),
        (
            r"(?:^|: |- |\[|, )'[^']*'\w",
            "apostrophe entre guillemets simples; doublez-la ('') ou enlevez les guillemets.",
        ),
        (r"^ *[-–][^\s-]", "tiret sans espace; écrivez « - » puis le texte."),
        (r"^ *(?:- )?([\w-]+):[^\s/]", "pas d'espace après « {}: »; mettez-en une."),
        (
            r"^ *(?:- )?([\w-]+): +[^'\"|>\[{].*:(?:\s|$)",
            "« : » dans le texte de « {} »; mettez tout le texte entre guillemets.",
        ),
    )
)

_EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "« : » inattendu; alignez la clé sur ses voisines, ou mettez le texte entre guillemets.",
    ),
    (
        "could not find expected ':'",
        "il manque « : » après une clé, ou un texte long n'est pas décalé.",
    ),
    ("found character '\\t'", "tabulation; mettez des espaces."),
    (
        "cannot start any token",
        "ce caractère ne peut pas commencer un texte; mettez des guillemets.",
    ),
    ("found unexpected end of stream", "guillemet ouvert et jamais fermé."),
    (
        "expected <block end>",
        "ligne mal alignée, ou guillemet fermé trop tôt; alignez-la sur ses voisines.",
    ),
    (
        "did not find expected key",
        "ligne mal alignée, ou guillemet fermé trop tôt; alignez-la sur ses voisines.",
    ),
    (
        "did not find expected '-' indicator",
        "ligne mal alignée dans une liste; commencez par « - ».",
    ),
    ("did not find expected ',' or", "crochet ou accolade jamais fermé, ou virgule manquante."),
    (
        "did not find expected node content",
        "valeur attendue ici; une virgule ou un crochet est de trop.",
    ),
    (
        "did not find expected alphabetic",
        "« & », « * » ou « ! » commence le texte; mettez des guillemets.",
    ),
    (
        "did not find expected hexadecimal",
        "« \\ » entre guillemets doubles; prenez des guillemets simples.",
    ),
    (
        "found unknown escape character",
        "« \\ » entre guillemets doubles; prenez des guillemets simples.",
    ),
    ("found undefined tag handle", "« ! » commence le texte; mettez des guillemets."),
    (
        "block sequence entries are not allowed",
        "« - » inattendu; mettez la liste à la ligne sous sa clé.",
    ),
    ("nesting", "trop de niveaux d'imbrication."),
    ("depth", "trop de niveaux d'imbrication."),
)
_NEVER_CLOSED = ("found unexpected end of stream", "did not find expected ',' or")
_DEFAULT = "YAML illisible ici; vérifiez l'alignement, les « : » et les guillemets."


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str]:
    """(ligne, colonne, message) d'une erreur de PyYAML, la cause plutôt que le symptôme."""
    mark = error.problem_mark or error.context_mark
    ligne, colonne = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for number in (ligne, ligne - 1):
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        for pattern, cause in _CAUSES:
            if found := pattern.search(line):
                return number, found.start() + 1, cause.replace("{}", found[found.lastindex or 0])
    what = f"{error.context or ''} {error.problem or ''}"
    if error.context_mark and any(opened in what for opened in _NEVER_CLOSED):
        ligne, colonne = error.context_mark.line + 1, error.context_mark.column + 1
    elif ligne > len(lines):
        return ligne, colonne, "crochet, accolade ou guillemet ouvert et jamais fermé."
    return ligne, colonne, next((fr for en, fr in _EXPLANATIONS if en in what), _DEFAULT)
