"""Le seul lecteur de data/ : du YAML strict et sûr, avec la ligne et la colonne de chaque valeur.

Appelé par `guide` à chaque lecture. Refuse ce qui trompe (clés en double, alias, « no » ou
« 12:30 » sans guillemets…) et dit pourquoi. Ne sait rien du modèle : rend des valeurs simples.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import Resolver

from .erreurs_yaml import explain
from .problems import Chemin, Problem, dotted

SIZE_MAX = 1_000_000  # octets; la plus grosse fiche en a 5 000
DEPTH_MAX = 20  # niveaux; la plus profonde en a 6

_SHOWN_MAX = 40  # caractères montrés dans un message

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # celui en C lit 12 fois plus vite
_RESOLVER = Resolver()
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMMENT = re.compile(r"\s+#")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_KEY_WITH_NO_BREAK_SPACE = re.compile(r"[\w-]+\s?:[\u00a0\u202f]")
_READ_AS = {"bool": "vrai ou faux", "float": "un nombre à virgule", "int": "un autre nombre"}


@dataclass(eq=False)
class Document:
    """Un fichier lu : sa valeur (souvent un dictionnaire) et la place de chaque partie."""

    fichier: str
    valeur: Any = None
    positions: dict[Chemin, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, chemin: Chemin, quoi: str) -> Problem:
        """Un problème à la place du chemin, ou de son plus proche parent connu."""
        known = chemin
        while known and known not in self.positions:
            known = known[:-1]
        ligne, colonne = self.positions.get(known, (1, 1))
        return Problem(self.fichier, ligne, colonne, dotted(chemin), quoi)

    def refuse(self, ligne: int, colonne: int, quoi: str, chemin: Chemin = ()) -> None:
        """Note un problème rencontré en lisant."""
        self.problems.append(Problem(self.fichier, ligne, colonne, dotted(chemin), quoi))


class _Stop(Exception):
    """Le fichier ne peut pas être lu plus loin; le problème est déjà noté."""


def list_files(data: Path) -> list[Path]:
    """Tous les fichiers de data/, liens symboliques compris, sans ceux qui sont cachés."""
    found = (p for p in data.rglob("*") if p.is_symlink() or p.is_file())
    return sorted(p for p in found if not any(x.startswith(".") for x in p.relative_to(data).parts))


def load_file(path: Path, fichier: str) -> Document:
    """Lit un fichier YAML; les problèmes sont dans le document, jamais levés.

    `fichier` est le nom montré dans les messages (« data/freins/eparpillement.yml »).
    """
    document = Document(fichier)
    try:
        text = _read_text(path, document)
        document.valeur = _Builder(document).build(text)
    except _Stop:
        pass
    except OSError as error:
        document.refuse(1, 1, f"fichier illisible ({error.strerror}).")
    except yaml.MarkedYAMLError as error:
        ligne, colonne, quoi = explain(error, text.splitlines())
        if not any(problem.ligne == ligne for problem in document.problems):
            document.refuse(ligne, colonne, quoi)
        document.valeur = None
    except yaml.reader.ReaderError as error:
        ligne = text.count("\n", 0, error.position) + 1
        document.refuse(ligne, 1, "caractère que YAML n'accepte pas; retapez cette ligne.")
    return document


def _read_text(path: Path, document: Document) -> str:
    if path.is_symlink():
        _fail(document, "lien symbolique; mettez le fichier lui-même.")
    if path.suffix != ".yml":
        _fail(document, "nom de fichier inattendu; un fichier de data/ finit par « .yml ».")
    raw = path.read_bytes()
    if len(raw) > SIZE_MAX:
        _fail(
            document,
            f"fichier de {len(raw):,} octets; la limite est {SIZE_MAX:,}.".replace(",", " "),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        ligne = raw.count(b"\n", 0, error.start) + 1
        _fail(document, "ce n'est pas de l'UTF-8; enregistrez le fichier en UTF-8.", ligne)
    if bad := _CONTROL.search(text):
        ligne = text.count("\n", 0, bad.start()) + 1
        _fail(document, "caractère invisible interdit; effacez-le.", ligne)
    return text


def _fail(document: Document, quoi: str, ligne: int = 1) -> None:
    document.refuse(ligne, 1, quoi)
    raise _Stop


class _Builder:
    """Bâtit la valeur d'un fichier à partir des événements YAML, sans récursion non bornée."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: list[str] = []

    def build(self, text: str) -> Any:
        self.lines = [*text.splitlines(), ""]
        events = yaml.parse(text, Loader=_LOADER)
        documents = self._documents(events)
        value = next(documents, None)
        if value is None and not self.document.problems:
            _fail(self.document, "fichier vide; effacez-le ou remplissez-le.")
        for _ in documents:
            _fail(self.document, "plusieurs documents (« --- ») dans un fichier; gardez-en un.")
        return value

    def _documents(self, events: Iterator[Any]) -> Iterator[Any]:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield self._value(next(events), events, ())

    def _value(self, event: Any, events: Iterator[Any], chemin: Chemin) -> Any:
        self._check_plain_yaml(event, chemin)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, chemin)
        if len(chemin) >= DEPTH_MAX:
            self._stop(event, f"plus de {DEPTH_MAX} niveaux d'imbrication.", chemin)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, chemin)
        return self._mapping(events, chemin)

    def _check_plain_yaml(self, event: Any, chemin: Chemin) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, "alias (« * ») refusé; écrivez la valeur, ou des guillemets.", chemin)
        if event.anchor:
            self._stop(
                event, "ancre (« & ») refusée; écrivez la valeur, ou des guillemets.", chemin
            )
        if event.tag and event.tag != "!":
            self._stop(
                event, "étiquette (« ! ») refusée; écrivez la valeur, ou des guillemets.", chemin
            )

    def _sequence(self, events: Iterator[Any], chemin: Chemin) -> tuple[Any, ...]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*chemin, len(items))
            self._place(event, here)
            items.append(self._value(event, events, here))
        return tuple(items)

    def _mapping(self, events: Iterator[Any], chemin: Chemin) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, chemin)
            here = (*chemin, key)
            if key in entries:
                self._note(event, f"clé « {key} » en double; gardez-en une seule.", here)
            self._place(event, here)
            entries[key] = self._value(next(events), events, here)
        return entries

    def _key(self, event: Any, chemin: Chemin) -> str:
        self._check_plain_yaml(event, chemin)
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "une clé doit être un mot suivi de « : ».", chemin)
        return str(event.value)

    def _scalar(self, event: Any, chemin: Chemin) -> Any:
        if _CONTROL.search(event.value):  # écrit « \x00 » entre guillemets doubles
            self._note(event, "caractère invisible interdit; effacez-le.", chemin)
            return ""
        if not event.implicit[0]:  # entre guillemets, ou en bloc
            return event.value
        if _KEY_WITH_NO_BREAK_SPACE.match(event.value):
            self._note(event, "espace insécable après « : »; mettez une espace ordinaire.", chemin)
            return event.value
        if _COMMENT.match(self.lines[event.end_mark.line], event.end_mark.column):
            what = "« # » coupe le texte ici; mettez tout le texte entre guillemets."
            self._note(event, what, chemin)
        kind = _implicit_type(event.value)
        return self._typed(kind, event, chemin)

    def _typed(self, kind: str, event: Any, chemin: Chemin) -> Any:
        text = event.value
        if kind == "null":
            return None
        if kind == "int" and len(text) < 19 and _INTEGER.fullmatch(text):
            return int(text)
        if kind == "timestamp" and _DATE.fullmatch(text):
            return self._date(event, chemin)
        if kind in _READ_AS:
            text = text if len(text) < _SHOWN_MAX else f"{text[:_SHOWN_MAX]}…"
            self._note(
                event,
                f"« {text} » sans guillemets se lit comme {_READ_AS[kind]}; "
                f"écrivez '{text}' entre guillemets.",
                chemin,
            )
        return text

    def _date(self, event: Any, chemin: Chemin) -> Any:
        try:
            return datetime.date.fromisoformat(event.value)
        except ValueError:
            self._note(event, f"« {event.value} » n'est pas une date du calendrier.", chemin)
            return event.value

    def _place(self, event: Any, chemin: Chemin) -> None:
        mark = event.start_mark
        self.document.positions.setdefault(chemin, (mark.line + 1, mark.column + 1))

    def _note(self, event: Any, quoi: str, chemin: Chemin) -> None:
        mark = event.start_mark
        self.document.refuse(mark.line + 1, mark.column + 1, quoi, chemin)

    def _stop(self, event: Any, quoi: str, chemin: Chemin) -> None:
        self._note(event, quoi, chemin)
        raise _Stop


def _implicit_type(text: str) -> str:
    """Le type que YAML 1.1 donne à un texte sans guillemets : « str », « bool », « int »…"""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag.rpartition(":")[2]
