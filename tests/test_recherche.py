"""La recherche : elle trouve ce qu'elle doit, n'invente rien, ne casse pas, et se charge tard."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from macros import francais
from macros import guide as memoire
from macros.passages import Section, sections
from macros.relations import Guide

from .conftest import RACINE
from .html import pages, read
from .mesure_recherche import GUIDE, RIEN, Mesure, measure_all, queries, searcher

COMPARER = """async (texte) => {
  globalThis.francais ??= await (async () => {
    const { Francais, fold } = await import("/assets/recherche/francais.js");
    const donnees = await (await fetch("/recherche/index.json")).json();
    return Object.assign(new Francais(donnees), { fold });
  })();
  const expression = francais.expression(texte);
  return [francais.fold(texte), francais.chunks(texte), expression,
    expression.map((mot) => francais.root(mot))];
}"""
PROCHES = """async (texte) => {
  const { Moteur } = await import("/assets/recherche/moteur.js");
  globalThis.moteur ??= new Moteur(await (await fetch("/recherche/index.json")).json());
  return [moteur.search(texte).resultats.length, moteur.near(texte)];
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    """Une seule page pour tout le module."""
    page = chromium.new_page(service_workers="block")
    page.goto(f"{adresse}a-propos/")
    yield page
    page.close()


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    return dict(json.loads((site / "recherche/index.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def guide_vrai() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


@pytest.fixture(scope="module")
def mesures(page: Page) -> dict[str, Mesure]:
    """Toutes les requêtes de tests/recherche/, cherchées dans le vrai site."""
    return measure_all(searcher(page, GUIDE), queries())


def search(page: Page, text: str) -> list[str]:
    return searcher(page, GUIDE)(text)


def test_the_gold_set_is_large() -> None:
    asked = queries()
    assert sum(len(some) for genre, some in asked.items() if genre != RIEN) >= 200
    assert len(asked[RIEN]) >= 30


def test_the_right_page_is_among_the_first_three(mesures: dict[str, Mesure]) -> None:
    assert mesures["tout"].trois >= 0.95, mesures["tout"]
    assert mesures["tout"].premier >= 0.85, mesures["tout"]


def test_no_kind_of_query_is_left_behind(mesures: dict[str, Mesure]) -> None:
    low = {name: one for name, one in mesures.items() if name != RIEN and one.trois < 0.9}
    assert low == {}


def test_what_the_guide_does_not_treat_finds_nothing(mesures: dict[str, Mesure]) -> None:
    assert mesures[RIEN].premier >= 0.85, mesures[RIEN]


@pytest.mark.parametrize(
    "forms",
    [
        ("l'engagement", "l’engagement", "L’ENGAGEMENT"),
        ("évaluation", "evaluation", "ÉVALUATION", "e\u0301valuation"),
        ("garder le cœur du modèle", "garder le coeur du modele"),
        ("co-construction", "coconstruction", "co construction", "co‑construction"),
        ("conflit", "conflits"),
        ("enjeux", "enjeu"),
        ("milieux", "milieu"),
        ("MRC", "(MRC)", "M.R.C.", "mrc", "municipalité régionale de comté"),
        ("c’est quoi la concertation", "qu'est-ce que la concertation", "définition concertation"),
    ],
    ids=lambda forms: forms[0],
)
def test_ways_to_write_the_same_thing_find_the_same_first(
    page: Page, forms: tuple[str, ...]
) -> None:
    found = [search(page, form) for form in forms]
    assert found[0]
    assert {tuple(one[:1]) for one in found} == {tuple(found[0][:1])}


@pytest.mark.parametrize("typed", ["mobil", "mobilis", "mobilisation", "mobilisation d"])
def test_a_word_not_finished_already_finds(page: Page, typed: str) -> None:
    assert "etape-mobilisation" in search(page, typed)[:5]


def test_the_exact_title_comes_first(page: Page, guide_vrai: Guide) -> None:
    others = {
        fiche.titre: search(page, fiche.titre)[:3]
        for fiche in guide_vrai.fiches.values()
        if fiche.dossier not in ("references", "sources")
        and fiche.id not in search(page, fiche.titre)[:1]
    }
    assert len(others) <= 3, others
    assert not [found for title, found in others.items() if not found]


@pytest.mark.parametrize("typed", ["confianc", "conifance", "confiannce", "confiznce", "ocnfiance"])
def test_one_error_is_forgiven_from_five_letters(page: Page, typed: str) -> None:
    assert "confiance" in search(page, f"{typed} ")[:3]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cocnertatoin", "concertation"),
        ("concretatio", "concertation"),
        ("partanariatt", "partenariat"),
        ("mobilsiaton", "etape-mobilisation"),
    ],
)
def test_two_errors_are_forgiven_from_nine_letters(page: Page, typed: str, found: str) -> None:
    assert found in search(page, f"{typed} ")[:3]


def test_every_synonym_leads_somewhere(page: Page, guide_vrai: Guide) -> None:
    silent = [
        typed
        for entree in guide_vrai.synonymes
        for typed in entree.on_tape
        if not search(page, f"{typed} ")
    ]
    assert silent == []


def test_every_word_of_the_synonyms_is_in_the_guide(index: dict[str, Any]) -> None:
    known = set(index["racines"].split())
    said = {racine for _, dits in index["synonymes"] for dit in dits for racine in dit.split()}
    assert said <= known, said - known


def read_in_python(text: str) -> list[object]:
    expression = francais.expression(text)
    roots = [francais.root(word) for word in expression]
    return [francais.fold(text), francais.chunks(text), expression, roots]


def test_both_languages_read_words_alike(page: Page, index: dict[str, Any]) -> None:
    text = " ".join([index["mots"], "L’aujourd'hui M.R.C. co-construit qu’on jusqu'à ÆŒ 1re"])
    assert page.evaluate(COMPARER, text) == read_in_python(text)


SIGNES = "()[]{}.*+?^$|\\/<>&\"'`~!@#%=-_;:,0a🌾é\u0301 "
LETTRES = st.text(st.sampled_from(string.ascii_letters + "éèêàçùïôœæÉŒ'’- .,0123456789"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTRES)
@example("l’l'l’école-l'")
@example("aujourd’hui n’est-ce")
def test_both_languages_read_any_words_alike(page: Page, text: str) -> None:
    assert page.evaluate(COMPARER, text) == read_in_python(text)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=10_000) | st.text(SIGNES, max_size=300))
@example("<img src=x onerror=alert(1)>" * 300)
@example("constructor __proto__ toString hasOwnProperty valueOf")
@example("é" * 10_000)
@example("a-" * 5_000)
@example("l'" * 5_000)
@example("concertation " * 800)
@example("🌾👩‍👩‍👧‍👦" * 1_000)
def test_nothing_typed_breaks_it(page: Page, text: str) -> None:
    count, near = page.evaluate(PROCHES, text)
    assert count >= 0
    assert all(isinstance(word, str) for word in near)


def test_every_page_is_in_the_index(index: dict[str, Any], site: Path) -> None:
    addresses = [adresse for _, adresse, *_ in index["entrees"]]
    assert len(set(addresses)) == len(addresses)
    built = {path.parent.relative_to(site).as_posix() + "/" for path in pages(site)} - {"./"} | {""}
    pieces = {address for address in built if re.match(r"parcours/[^/]+/[^/]+/$", address)}
    assert built - set(addresses) - pieces == {"moteur-de-recherche/"}  # pour l'entretien
    assert set(addresses) <= built


def test_every_place_it_leads_to_exists(index: dict[str, Any], site: Path) -> None:
    missing = []
    for path in (site / "recherche").glob("textes-*.json"):
        for adresse, places in json.loads(path.read_text(encoding="utf-8")).items():
            ids = set(read(site / adresse / "index.html").xpath("//@id"))
            missing += [(adresse, ancre) for ancre, *_ in places if ancre and ancre not in ids]
    assert missing == []


def test_a_page_is_cut_where_one_can_go() -> None:
    page = """
# L’exemple {: #haut }

<p class="chapeau">Un résumé.</p>

## Que faire {: #pistes .titre-pistes }

<ul><li>Un geste <a href="x">utile</a>. <span class="mene-a"><a href="y">Ailleurs</a></span></li>
<li>Un <em>autre</em>.</li></ul>
<fieldset class="point" id="rester"><legend>Je reste.</legend><label>Oui</label></fieldset>

## Voir aussi {: #voir-aussi data-search-exclude="" }

<p>Des liens.</p>
"""
    assert sections(page) == (
        Section("", "L’exemple", ("Un résumé.",)),
        Section("pistes", "Que faire", ("Un geste utile.", "Un autre.")),
        Section("rester", "", ("Je reste.",)),
    )
