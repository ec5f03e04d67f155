"""Deux versions d'un dossier réunies : ce que chacune a changé reste, ce qu'elle a enlevé part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from .test_format import action, dossier, dossiers, releve, reponse

Objet = dict[str, Any]
properties = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
APPEL = """async (json) => {
  const { isAhead, merge } = await import("/assets/listes/fusion.js");
  const [base, mine, theirs] = JSON.parse(json);
  const merged = merge(base, mine, theirs);
  return JSON.stringify([merged, isAhead(merged, theirs)]);
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    page = chromium.new_page(service_workers="block")
    page.goto(adresse + "404.html")
    yield page
    page.close()


def merge(page: Page, base: Objet | None, mine: Objet, theirs: Objet) -> tuple[Objet, bool]:
    merged, ahead = json.loads(page.evaluate(APPEL, json.dumps([base, mine, theirs])))
    return merged, ahead


def plan(*actions: Objet, **champs: object) -> Objet:
    return dossier(releves=[releve(plan=list(actions), **champs)])


@properties
@given(dossiers.filter(bool))
def test_what_did_not_change_stays(page: Page, some: list[Objet]) -> None:
    assert merge(page, some[0], some[0], some[0]) == (some[0], False)
    assert merge(page, None, some[0], some[0]) == (some[0], False)


@properties
@given(dossiers.filter(bool), st.text(max_size=20), st.text(max_size=20))
def test_a_change_on_one_side_is_kept(page: Page, some: list[Objet], nom: str, quoi: str) -> None:
    base = some[0]
    changed = json.loads(json.dumps(base)) | {"nom": nom}
    for one in changed["releves"]:
        one["plan"].append(action(id="neuve", quoi=quoi))
        one["pseudonyme"] = nom
    changed["releves"] = [one for one in changed["releves"] if len(ids(one)) == len(one["plan"])]
    if len(changed["releves"]) < len(base["releves"]):
        return
    assert merge(page, base, changed, base)[0] == changed
    assert merge(page, base, base, changed) == (changed, False)


def ids(one: Objet) -> set[str]:
    return {action["id"] for action in one["plan"]}


def test_each_answer_keeps_the_later(page: Page) -> None:
    early, late = reponse(reponse="a1", le=1), reponse(reponse="a5", le=2)
    mine = dossier(releves=[releve(reponses={"p": late, "q": early})])
    theirs = dossier(releves=[releve(reponses={"p": early, "q": late, "r": early})])
    merged, ahead = merge(page, None, mine, theirs)
    assert merged["releves"][0]["reponses"] == {"p": late, "q": late, "r": early}
    assert ahead


def test_rows_added_on_both_sides_are_kept_and_removed_ones_go(page: Page) -> None:
    base = plan(action(id="a"), action(id="b"))
    mine = plan(action(id="a", quoi="Changée"), action(id="b"), action(id="c"))
    theirs = plan(action(id="a"), action(id="d"))
    merged, _ = merge(page, base, mine, theirs)
    rows = {row["id"]: row["quoi"] for row in merged["releves"][0]["plan"]}
    assert rows == {"a": "Changée", "d": action()["quoi"], "c": action()["quoi"]}


def test_a_clock_ahead_does_not_take_the_plan_away(page: Page) -> None:
    base = plan()
    mine = plan(action(id="c"), modifie_le="2026-11-20T14:00:00.000Z")
    theirs = plan(modifie_le="2027-11-20T14:00:00.000Z")
    merged, _ = merge(page, base, mine, theirs)
    assert ids(merged["releves"][0]) == {"c"}
    assert merged["releves"][0]["modifie_le"] == "2027-11-20T14:00:00.000Z"
