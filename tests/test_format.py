"""Le fichier d'export : ce qui s'écrit se relit, et rien d'hostile n'entre."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

MAINTENANT = "2026-11-20T12:00:00.000Z"
CODE = "<img src=x onerror=alert(1)>"
APPEL = """async ([name, args]) => {
  const module = await import("/assets/listes/format.js");
  try {
    return JSON.stringify({ valeur: module[name](...JSON.parse(args)) });
  } catch (error) {
    if (error instanceof module.Refus) return JSON.stringify({ refus: error.message });
    throw error;
  }
}"""

Objet = dict[str, Any]


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    """Une seule page pour tout le module : Hypothesis y passe des centaines de fois."""
    page = chromium.new_page()
    page.goto(f"{adresse}a-propos/")
    yield page
    page.close()


def call(page: Page, name: str, *args: object) -> Any:
    """Ce que rend la fonction, ou `{"refus": message}`. En JSON, pour que « __proto__ » passe."""
    done = json.loads(page.evaluate(APPEL, [name, json.dumps(args)]))
    return done.get("valeur", done)


def reponse(**champs: object) -> Objet:
    return {
        "reponse": "oui",
        "note": "Une note.",
        "empreinte": "1a2b",
        "le": 1763640000000,
        **champs,
    }


def action(**champs: object) -> Objet:
    return {
        "id": "a1",
        "point": "respect",
        "quoi": "Se voir",
        "qui": "Ana",
        "quand": "2026-12-01",
        "statut": "a-faire",
        **champs,
    }


def releve(**champs: object) -> Objet:
    return {
        "id": "r1",
        "liste": "liste-mobilisation",
        "commence_le": "2026-11-01T09:00:00.000Z",
        "modifie_le": "2026-11-20T09:00:00-05:00",
        "pseudonyme": "Outarde",
        "reponses": {"respect": reponse()},
        "plan": [action()],
        **champs,
    }


def dossier(**champs: object) -> Objet:
    return {
        "id": "d1",
        "nom": "Table",
        "cree_le": "2026-11-01",
        "releves": [releve()],
        **champs,
    }


def fichier(*dossiers: Objet, **champs: object) -> str:
    entete = {"format": "guide-concertation", "version": 1, "exporte_le": MAINTENANT}
    return json.dumps({**entete, "dossiers": dossiers, **champs})


ids = st.one_of(
    st.sampled_from(["constructor", "valueof", "-", "0", "a" * 80]),
    st.from_regex(r"[a-z0-9-]{1,80}", fullmatch=True),
)
textes = st.text(max_size=40)
instants = st.datetimes().map(lambda moment: f"{moment.isoformat()}Z")
jours = st.one_of(st.just(""), st.dates().map(str))
empreintes = st.from_regex(r"[0-9a-f]{4}", fullmatch=True)
reponses = st.fixed_dictionaries(
    {
        "reponse": st.none() | ids,
        "note": textes,
        "empreinte": empreintes,
        "le": st.integers(0, 253_402_300_799_999),
    }
)
actions = st.fixed_dictionaries(
    {
        "id": ids,
        "point": st.none() | ids,
        "quoi": textes,
        "qui": textes,
        "quand": jours,
        "statut": st.sampled_from(["a-faire", "en-cours", "fait"]),
    }
)


def several(objets: st.SearchStrategy[Objet]) -> st.SearchStrategy[list[Objet]]:
    return st.lists(objets, max_size=3, unique_by=lambda objet: objet["id"])


releves = st.fixed_dictionaries(
    {
        "id": ids,
        "liste": ids,
        "commence_le": instants,
        "modifie_le": instants,
        "pseudonyme": textes,
        "reponses": st.dictionaries(ids, reponses, max_size=4),
        "plan": several(actions),
    }
)
dossiers = several(
    st.fixed_dictionaries(
        {"id": ids, "nom": textes, "cree_le": instants, "releves": several(releves)}
    )
)


@settings(max_examples=60, deadline=None)
@given(dossiers)
def test_what_is_exported_is_imported_as_it_was(page: Page, sent: list[Objet]) -> None:
    written = call(page, "writeFichier", sent, MAINTENANT)
    assert call(page, "readFichier", written) == sent


def test_a_file_says_what_it_is(page: Page) -> None:
    assert json.loads(call(page, "writeFichier", [dossier()], MAINTENANT)) == {
        "format": "guide-concertation",
        "version": 1,
        "exporte_le": MAINTENANT,
        "dossiers": [dossier()],
    }


def test_the_export_takes_a_date(page: Page) -> None:
    written = page.evaluate(
        """async () => {
          const { writeFichier } = await import("/assets/listes/format.js");
          return writeFichier([], new Date(0));
        }"""
    )
    assert json.loads(written)["exporte_le"] == "1970-01-01T00:00:00.000Z"


def test_an_export_too_big_to_be_read_again_is_refused(page: Page) -> None:
    long = {f"p{rank}": reponse(note="é" * 2000) for rank in range(300)}
    done = call(page, "writeFichier", [dossier(releves=[releve(reponses=long)])], MAINTENANT)
    assert done["refus"].startswith("L’export dépasse 1 Mo")


def test_a_byte_order_mark_is_no_obstacle(page: Page) -> None:
    assert call(page, "readFichier", "\ufeff" + fichier(dossier())) == [dossier()]


def test_emoji_and_scripts_of_all_kinds_stay(page: Page) -> None:
    words = "👩🏽‍🌾 Ça ⚡ 協働 שלום e\u0301"
    sent = dossier(nom=words, releves=[releve(reponses={"p": reponse(note=words)})])
    assert call(page, "cleanDossier", sent) == sent


def test_half_a_character_does_not_break_anything(page: Page) -> None:
    sent = dossier(nom="\ud83d")
    written = call(page, "writeFichier", [sent], MAINTENANT)
    assert call(page, "readFichier", written) == [sent]


def test_code_in_words_stays_words(page: Page) -> None:
    sent = dossier(
        nom=CODE,
        releves=[
            releve(reponses={"p": reponse(note=CODE)}, plan=[action(quoi=CODE, qui=CODE)]),
        ],
    )
    assert call(page, "cleanDossier", sent) == sent


# Où écrire dans un dossier : le reste doit y être une valeur du bon genre.
PLACES: dict[str, Callable[[object], Objet]] = {
    "id": lambda value: dossier(id=value),
    "cree_le": lambda value: dossier(cree_le=value),
    "releves": lambda value: dossier(releves=value),
    "releve": lambda value: dossier(releves=[value]),
    "releve.id": lambda value: dossier(releves=[releve(id=value)]),
    "liste": lambda value: dossier(releves=[releve(liste=value)]),
    "commence_le": lambda value: dossier(releves=[releve(commence_le=value)]),
    "modifie_le": lambda value: dossier(releves=[releve(modifie_le=value)]),
    "reponses": lambda value: dossier(releves=[releve(reponses=value)]),
    "une": lambda value: dossier(releves=[releve(reponses={"p": value})]),
    "reponse": lambda value: dossier(releves=[releve(reponses={"p": reponse(reponse=value)})]),
    "empreinte": lambda value: dossier(releves=[releve(reponses={"p": reponse(empreinte=value)})]),
    "le": lambda value: dossier(releves=[releve(reponses={"p": reponse(le=value)})]),
    "plan": lambda value: dossier(releves=[releve(plan=value)]),
    "action": lambda value: dossier(releves=[releve(plan=[value])]),
    "action.id": lambda value: dossier(releves=[releve(plan=[action(id=value)])]),
    "point": lambda value: dossier(releves=[releve(plan=[action(point=value)])]),
    "quand": lambda value: dossier(releves=[releve(plan=[action(quand=value)])]),
    "statut": lambda value: dossier(releves=[releve(plan=[action(statut=value)])]),
}
TEXTES: dict[str, tuple[int, Callable[[object], Objet]]] = {
    "nom": (120, lambda value: dossier(nom=value)),
    "pseudonyme": (60, lambda value: dossier(releves=[releve(pseudonyme=value)])),
    "note": (2000, lambda value: dossier(releves=[releve(reponses={"p": reponse(note=value)})])),
    "quoi": (500, lambda value: dossier(releves=[releve(plan=[action(quoi=value)])])),
    "qui": (500, lambda value: dossier(releves=[releve(plan=[action(qui=value)])])),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", [CODE, "__proto__", 12.5, True, [None], "x" * 81, "A\n"])
def test_a_value_of_another_kind_is_refused(page: Page, place: str, value: object) -> None:
    done = call(page, "readFichier", fichier(PLACES[place](value)))
    assert set(done) == {"refus"}
    assert done["refus"].startswith("Rien n’a été importé. ")
    assert done["refus"].endswith(".")
    assert CODE not in done["refus"]


@pytest.mark.parametrize("place", TEXTES)
def test_words_are_taken_whole_or_refused(page: Page, place: str) -> None:
    most, put = TEXTES[place]
    assert call(page, "cleanDossier", put("é" * most)) == put("é" * most)
    said = f"{most:,}".replace(",", "\xa0")
    refus = call(page, "cleanDossier", put("é" * (most + 1)))["refus"]
    assert refus.endswith(f"dépasse la limite de {said} caractères.")
    for other in (None, 3, ["mot"], {"toString": "mot"}):
        assert set(call(page, "cleanDossier", put(other))) == {"refus"}


@pytest.mark.parametrize("jour", ["2026-02-31", "2026-13-01", "26-01-01", "12026-01-01", "demain"])
def test_a_day_that_does_not_exist_is_refused(page: Page, jour: str) -> None:
    done = call(page, "cleanReleve", releve(plan=[action(quand=jour)]))
    assert done == {"refus": "Une action du plan a une date qui n’est pas valable."}


@pytest.mark.parametrize("le", [-1, 0.5, 253_402_300_800_000, "1763640000000", None])
def test_a_time_that_does_not_exist_is_refused(page: Page, le: object) -> None:
    done = call(page, "cleanReleve", releve(reponses={"p": reponse(le=le)}))
    assert done == {"refus": "Une réponse a une date qui n’est pas valable."}


def test_only_known_fields_come_in(page: Page) -> None:
    extra = {"autre": CODE, "toString": "x", "constructor": {"prototype": {}}}
    sent = dossier(
        **extra,
        releves=[
            releve(**extra, reponses={"p": reponse(**extra)}, plan=[action(**extra)]),
        ],
    )
    assert call(page, "cleanDossier", sent) == dossier(releves=[releve(reponses={"p": reponse()})])


def test_no_prototype_is_touched(page: Page) -> None:
    hostile = {"__proto__": {"pollue": "oui", **reponse()}}
    sent = fichier(
        dossier(
            **hostile,
            releves=[
                releve(
                    **hostile,
                    reponses={**hostile, "constructor": reponse(), "Prototype": reponse()},
                    plan=[action(**hostile)],
                )
            ],
        ),
        **hostile,
    )
    found = page.evaluate(
        """async (texte) => {
          const { readFichier } = await import("/assets/listes/format.js");
          const [dossier] = readFichier(texte);
          const [releve] = dossier.releves;
          const objects = [{}, dossier, releve, releve.reponses, releve.plan[0]];
          return {
            pollue: objects.some((object) => "pollue" in object),
            prototype: Object.getPrototypeOf(releve.reponses),
            ids: Object.keys(releve.reponses),
            note: releve.reponses.constructor.note,
          };
        }""",
        sent,
    )
    assert found == {
        "pollue": False,
        "prototype": None,
        "ids": ["constructor"],
        "note": "Une note.",
    }


def test_a_file_made_before_pseudonyms_is_read(page: Page) -> None:
    before = releve()
    del before["pseudonyme"]
    (read,) = call(page, "readFichier", fichier(dossier(releves=[before])))
    assert read["releves"] == [releve(pseudonyme="")]


def test_answers_to_unknown_points_are_kept(page: Page) -> None:
    sent = releve(liste="liste-inconnue", reponses={"enonce-inconnu": reponse(reponse="a9")})
    assert call(page, "cleanReleve", sent) == sent


def test_a_new_object_is_returned(page: Page) -> None:
    shared = page.evaluate(
        """async (releve) => {
          const { cleanReleve } = await import("/assets/listes/format.js");
          const clean = cleanReleve(releve);
          return [clean === releve, clean.reponses === releve.reponses, clean.plan === releve.plan,
            clean.reponses.respect === releve.reponses.respect, clean.plan[0] === releve.plan[0]];
        }""",
        releve(),
    )
    assert shared == [False] * 5


ILLISIBLE = "Ce fichier est illisible\u00a0: il est incomplet, abîmé ou d’un autre genre."
AUTRE = "Ce fichier n’est pas un export du Guide de la concertation."
SANS_VERSION = "Ce fichier ne dit pas de quelle version il est."
FUTUR = (
    "Ce fichier vient d’une version plus récente du guide. Rechargez la page, puis essayez de "
    "nouveau."
)
TROP_GROS = "Ce fichier dépasse la limite de 1 Mo."
REFUS = {
    "vide": ("", ILLISIBLE),
    "tronqué": (fichier(dossier())[:-20], ILLISIBLE),
    "HTML": ("<!doctype html><p>Bonjour", ILLISIBLE),
    "profond": ("[" * 900_000, ILLISIBLE),
    "pas du texte": (None, "Ce fichier n’est pas du texte."),
    "énorme": (" " * 1_000_001, TROP_GROS),
    "énorme en octets": (fichier(dossier(), x="é").replace("\\u00e9", "é" * 500_000), TROP_GROS),
    "liste": ("[]", AUTRE),
    "null": ("null", AUTRE),
    "autre format": (fichier(format="autre"), AUTRE),
    "format par le prototype": ('{"__proto__": ' + fichier() + "}", AUTRE),
    "version 2": (fichier(dossier(), version=2), FUTUR),
    "version en texte": (fichier(dossier(), version="1"), SANS_VERSION),
    "version 0": (fichier(dossier(), version=0), SANS_VERSION),
    "sans dossiers": (fichier(dossiers=None), "La suite des dossiers manque ou est illisible."),
    "dossiers en objet": (
        fichier(dossiers={"length": 1, "0": dossier()}),
        "La suite des dossiers manque ou est illisible.",
    ),
    "201 dossiers": (
        fichier(*[dossier(id=f"d{rank}", releves=[]) for rank in range(201)]),
        "Il y a plus de 200 dossiers.",
    ),
    "201 relevés": (
        fichier(
            dossier(releves=[releve(id=f"r{rank}", reponses={}, plan=[]) for rank in range(201)])
        ),
        "Il y a plus de 200 relevés dans un dossier.",
    ),
    "501 actions": (
        fichier(dossier(releves=[releve(plan=[action(id=f"a{rank}") for rank in range(501)])])),
        "Il y a plus de 500 actions dans un plan.",
    ),
    "10 000 réponses": (
        fichier(dossier(releves=[releve(reponses={f"p{rank}": None for rank in range(10_000)})])),
        "Il y a plus de 500 réponses dans un relevé.",
    ),
    "deux fois le même": (
        fichier(dossier(), dossier()),
        "Il y a deux fois le même identifiant parmi les dossiers.",
    ),
    "un mauvais parmi les bons": (
        fichier(dossier(), dossier(id="D 2")),
        "Un dossier a un identifiant qui n’est pas valable.",
    ),
}


@pytest.mark.parametrize("case", REFUS)
def test_a_hostile_file_is_refused_whole(page: Page, case: str) -> None:
    texte, message = REFUS[case]
    assert call(page, "readFichier", texte) == {"refus": f"Rien n’a été importé. {message}"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=10) | ids,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "nom", "releves", "__proto__", "constructor", "toString"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(json_values)
def test_anything_else_is_refused_in_words(page: Page, value: object) -> None:
    assert set(call(page, "cleanDossier", value)) == {"refus"}
    assert set(call(page, "cleanReleve", value)) == {"refus"}
    assert set(call(page, "readFichier", json.dumps(value))) == {"refus"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_clean(page: Page, data: st.DataObject) -> None:
    whole = fichier(dossier())
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    done = call(page, "readFichier", whole[:start] + data.draw(textes) + whole[end:])
    assert isinstance(done, list) or set(done) == {"refus"}
