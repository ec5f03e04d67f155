"""Le schéma du fichier d'export dit ce que le guide accepte, et la page « format » dit vrai."""

from __future__ import annotations

import copy
import datetime
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page

from macros.schema_export import schema, write_schema

from . import test_format as ecrits
from . import test_partage as liens
from .html import read, text
from .test_format import MAINTENANT, Objet, call

Chemin = tuple[str | int, ...]
SCHEMA = schema()
VALIDATEUR = Draft202012Validator(SCHEMA)
COMPLET: Objet = json.loads(ecrits.fichier(ecrits.dossier()))
PAGE = "format/index.html"


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    """Une seule page pour tout le module."""
    page = chromium.new_page()
    page.goto(f"{adresse}404.html")
    yield page
    page.close()


def verdicts(page: Page, value: object) -> tuple[bool, bool]:
    """(le schéma l'accepte, le guide l'accepte)."""
    done = call(page, "readFichier", json.dumps(value))
    return VALIDATEUR.is_valid(value), isinstance(done, list)


def resolve(champ: Objet) -> Objet:
    found: Objet = SCHEMA["$defs"][champ["$ref"].rpartition("/")[2]] if "$ref" in champ else champ
    return found


def inside(champ: Objet) -> Objet | None:
    """Ce que contient une suite ou un objet par identifiant."""
    by_id: Objet = champ.get("patternProperties", {})
    found: Objet | None = champ.get("items", next(iter(by_id.values()), None))
    return found


def places(objet: Objet = SCHEMA, chemin: Chemin = ()) -> Iterator[tuple[Chemin, Objet, bool]]:
    """Chaque champ du modèle : (chemin dans COMPLET, sa définition, s'il est obligatoire)."""
    for cle, champ in objet["properties"].items():
        yield (*chemin, cle), champ, cle in objet["required"]
        if content := inside(champ):
            step = 0 if "items" in champ else "respect"
            yield from places(resolve(content), (*chemin, cle, step))


PLACES = {".".join(map(str, chemin)): (chemin, *rest) for chemin, *rest in places()}


def put(chemin: Chemin, value: object) -> Objet:
    """Le fichier complet, avec cette valeur à cet endroit."""
    changed = copy.deepcopy(COMPLET)
    at(changed, chemin[:-1])[chemin[-1]] = value
    return changed


def at(value: Any, chemin: Chemin) -> Any:
    for step in chemin:
        value = value[step]
    return value


def test_the_published_schema_is_valid_and_comes_from_the_model(site: Path) -> None:
    published = json.loads((site / "format/export-1.schema.json").read_text(encoding="utf-8"))
    assert published == SCHEMA
    Draft202012Validator.check_schema(published)
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert published["$id"] == "urn:guide-concertation:export:1"


def test_every_object_and_every_key_is_described() -> None:
    for objet in (SCHEMA, *SCHEMA["$defs"].values()):
        assert objet["title"] and objet["description"]
    for _, champ, _ in places():
        assert champ["description"].endswith(".")
        assert "title" not in champ


def test_an_unchanged_schema_is_not_written_again(tmp_path: Path) -> None:
    write_schema(tmp_path)
    path = tmp_path / "format/export-1.schema.json"
    before = path.stat().st_mtime_ns
    write_schema(tmp_path)
    assert path.stat().st_mtime_ns == before
    path.write_text("{}", encoding="utf-8")
    write_schema(tmp_path)
    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMA


@settings(max_examples=60, deadline=None)
@given(ecrits.dossiers)
def test_what_the_guide_writes_follows_the_schema(page: Page, sent: list[Objet]) -> None:
    VALIDATEUR.validate(json.loads(call(page, "writeFichier", sent, MAINTENANT)))


def exists(texte: str) -> bool:
    """Un jour du calendrier; rien n'est demandé à ce qui n'est pas un jour."""
    if not re.match(r"\d{4}-\d\d-\d\d", texte):
        return True
    try:
        return bool(datetime.date.fromisoformat(texte[:10]))
    except ValueError:
        return False


def matching(motif: str) -> st.SearchStrategy[str]:
    """Le « $ » de JavaScript est la fin du texte."""
    return st.from_regex(motif.replace("$", r"\Z")).filter(exists)


def values(champ: Objet) -> st.SearchStrategy[Any]:
    """Ce que le schéma permet à cet endroit, en petit."""
    found: st.SearchStrategy[Any]
    match resolve(champ):
        case {"anyOf": choix}:
            found = st.one_of([values(un) for un in choix])
        case {"const": valeur}:
            found = st.just(valeur)
        case {"enum": valeurs}:
            found = st.sampled_from(valeurs)
        case {"pattern": motif}:
            found = matching(motif)
        case {"type": "null"}:
            found = st.none()
        case {"maxLength": most}:
            found = st.text(max_size=most // 2)
        case {"minimum": least, "maximum": most}:
            found = st.integers(least, most)
        case {"items": objet}:
            found = st.lists(values(objet), max_size=2, unique_by=lambda un: un["id"])
        case {"patternProperties": motifs}:
            ((motif, objet),) = motifs.items()
            found = st.dictionaries(matching(motif), values(objet), max_size=2)
        case {"properties": champs, "required": required}:
            each = {cle: values(champ) for cle, champ in champs.items()}
            needed = {cle: each.pop(cle) for cle in required}
            found = st.fixed_dictionaries(needed, optional=each)
        case other:
            raise AssertionError(other)
    return found


@settings(max_examples=60, deadline=None)
@given(values(SCHEMA))
def test_what_follows_the_schema_is_read(page: Page, sent: Objet) -> None:
    assert verdicts(page, sent) == (True, True)


VALEURS: list[object] = [
    None, True, False, 0, -1, 1, 1.0, 2, 1.5, 1e300, 253_402_300_799_999, 253_402_300_800_000,
    "", "x", "1", "so", "A", "é", "a b", "<b>", "__proto__", "a" * 80, "a" * 81,
    "a-faire", "0a1b", "0A1B", "0a1", "0a1b0",
    "2026-12-01", "2026-13-01", "2026-00-01", "2026-12-00", "2026-12-32", "26-12-01", "12026-12-01",
    "2026-12-01T", "2026-12-01T10", "2026-12-01T10:00", "2026-12-01T10:00:00.123456789Z",
    "2026-12-01T10:00:00.1234567890Z", "2026-12-01T10:00:00.Z", "2026-12-01 10:00", "0000-01-01",
    "2026-12-01T24:00:00.0Z", "2026-12-01T24:00:01Z", "2026-12-01T25:00Z", "2026-12-01T10:60Z",
    "2026-12-01T10:00:60Z", "2026-12-01T10:00-23:59", "2026-12-01T10:00+24:00",
    "2026-12-01T10:00+10:60", "2026-12-01T10:00+1000", "2026-12-01T10:00z", "2026-12-01Z",
    [], [None], [[]], [{}], {}, {"x": 1}, {"x": {}}, {"A": 1}, {"__proto__": None},
]  # fmt: skip


@pytest.mark.parametrize("place", [place for place in PLACES if place != "exporte_le"])
def test_the_guide_and_the_schema_take_the_same_values(page: Page, place: str) -> None:
    chemin, _, required = PLACES[place]
    found = {json.dumps(value): verdicts(page, put(chemin, value)) for value in VALEURS}
    assert [value for value, (one, other) in found.items() if one != other] == []
    assert not all(one for one, _ in found.values())
    bare = copy.deepcopy(COMPLET)
    del at(bare, chemin[:-1])[chemin[-1]]
    assert verdicts(page, bare) == (not required, not required)


BORNES = {
    f"{place}, {borne} {champ[borne]}": (chemin, champ, borne)
    for place, (chemin, champ, _) in PLACES.items()
    for borne in ("maxLength", "maxItems", "maxProperties", "maximum", "minimum")
    if borne in champ
}


@pytest.mark.parametrize("place", BORNES)
def test_the_guide_and_the_schema_have_the_same_bounds(page: Page, place: str) -> None:
    chemin, champ, borne = BORNES[place]
    beyond = -1 if borne == "minimum" else 1
    sent = [filled(chemin, borne, champ[borne] + more) for more in (0, beyond)]
    assert [verdicts(page, put(chemin, value)) for value in sent] == [(True, True), (False, False)]


def filled(chemin: Chemin, borne: str, size: int) -> object:
    if borne == "maxLength":
        return "é" * size
    if borne == "maxItems":
        return [{**at(COMPLET, (*chemin, 0)), "id": f"id-{rang}"} for rang in range(size)]
    if borne == "maxProperties":
        return {f"id-{rang}": ecrits.reponse() for rang in range(size)}
    return size


def test_every_text_and_every_series_has_a_bound() -> None:
    closed = {"maxLength", "maxItems", "maxProperties", "maximum", "pattern", "const", "enum"}
    kinds = [resolve(un) for _, champ, _ in places() for un in champ.get("anyOf", [champ])]
    assert [kind for kind in kinds if not closed & kind.keys()] == [{"type": "null"}] * 2
    assert len(BORNES) == 11


def test_unknown_keys_are_allowed_everywhere(page: Page) -> None:
    extra = {"autre": [1], "__proto__": None}
    for chemin in {chemin[:-1] for chemin, _, _ in places()}:
        changed = copy.deepcopy(COMPLET)
        at(changed, chemin).update(extra)
        assert verdicts(page, changed) == (True, True)
    ignored = put(("dossiers", 0, "releves", 0, "reponses", "Pas un id"), "n'importe quoi")
    assert verdicts(page, ignored) == (True, True)


ACTION = ("dossiers", 0, "releves", 0, "plan", 0)
TWICE = [ecrits.dossier(), ecrits.dossier()]
DIFFERENCES = {
    "le poids": (put(("dossiers", 0, "autre"), "x" * 1_000_000), (True, False)),
    "un identifiant deux fois": (put(("dossiers",), TWICE), (True, False)),
    "des émojis": (put(("dossiers", 0, "nom"), "🤝" * 61), (True, False)),
    "le 31 février": (put((*ACTION, "quand"), "2026-02-31"), (True, False)),
    "exporte_le": (put(("exporte_le",), "hier"), (False, True)),
}


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_the_page_owns_up_to_the_differences(page: Page, difference: str) -> None:
    sent, expected = DIFFERENCES[difference]
    assert verdicts(page, sent) == expected


def code(site: Path, langage: str) -> str:
    """Ce que la page montre, comme on le copierait."""
    (found,) = read(site / PAGE).xpath(f"//pre/code[contains(@class, 'language-{langage}')]")
    return str(found.text_content())


def test_the_example_of_the_page_is_read_whole(site: Path, page: Page) -> None:
    example = json.loads(code(site, "json"))
    assert verdicts(page, example) == (True, True)
    assert call(page, "readFichier", code(site, "json")) == example["dossiers"]


def test_the_page_has_a_row_for_each_key(site: Path) -> None:
    rows = [
        [text(cell) for cell in row.xpath("./th | ./td")]
        for row in read(site / PAGE).xpath("//article//tbody/tr")
    ]
    shown = [(cle, needed == "oui") for cle, _, needed, _, _ in rows]
    objets = [SCHEMA, *(SCHEMA["$defs"][nom] for nom in ("Dossier", "Releve", "Reponse", "Action"))]
    assert shown == [
        (cle, cle in objet["required"]) for objet in objets for cle in objet["properties"]
    ]
    assert all(cell for row in rows for cell in row)
    assert "De 0 à 253 402 300 799 999." in {bounds for _, _, _, bounds, _ in rows}


@pytest.mark.parametrize("version", ["v0", "v1"])
def test_the_python_of_the_page_reads_a_link(
    site: Path, page: Page, tmp_path: Path, version: str
) -> None:
    program = code(site, "python")
    assert len(program.strip().splitlines()) == 12
    releve = liens.make_releve(
        {
            "interet-partage": liens.answer("plutot-oui", "À suivre, 🤝"),
            "liens-reconnu": liens.answer(None, "À revoir"),
            "liens-revu": liens.answer("plutot-oui"),
            "poids-de-chacun-revu": liens.answer("sans-objet"),
        },
        [liens.action(point="liens-revu", quoi="Se voir", quand="2026-12-01")],
    )
    fragment = liens.encode(page, releve)
    if version == "v0":
        fragment = liens.v0(liens.shrunk())
    link = f"https://guide.example/listes/liste-mobilisation/#r={fragment}\n"
    (tmp_path / "lien.txt").write_text(link, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        cwd=tmp_path, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert (
        done.stdout.splitlines()
        == {
            "v0": [
                f"liste-mobilisation {liens.DEBUT} {liens.FIN} ",
                "confiance | plutot-oui | ",
                "",
            ],
            "v1": [
                f"liste-mobilisation {liens.DEBUT} {liens.FIN} Outarde",
                "interet-partage | plutot-oui | À suivre, 🤝",
                "liens-reconnu |  | À revoir",
                "liens-revu | plutot-oui | ",
                "poids-de-chacun-revu | sans-objet | ",
                "['liens-revu', 'Se voir', '', '2026-12-01', 'a-faire']",
            ],
        }[version]
    )
