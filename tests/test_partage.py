"""Un relevé dans un lien : il revient entier, et un lien hostile est refusé sans rien casser."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

Objet = dict[str, Any]

ABIME = "Ce lien est incomplet ou abîmé. Demandez-le de nouveau à qui vous l’a envoyé."
RECENT = "Ce lien vient d’une version plus récente du guide. Rechargez la page, puis réessayez."
ANCIEN = "Ce navigateur est trop ancien pour lire ce lien. Demandez plutôt le fichier."
GROS_LIEN = "Ce lien contient plus que ce que le guide accepte. Rien n’a été pris."
GROS_RELEVE = "Ce relevé est trop long pour tenir dans un lien. Enregistrez-le plutôt en fichier."
DEBUT, FIN = "2025-11-20T14:00:00.000Z", "2025-11-20T14:12:31.250Z"
FIN_MS = 1_763_647_951_250

POINTS = [
    f"{sujet}-{suite}"
    for sujet in ("interet", "liens", "travail-commun", "poids-de-chacun", "souplesse", "argent")
    for suite in ("partage", "reconnu", "dans-le-temps", "discute", "assume", "chaque-jour", "revu")
]
ECHELLE = ["pas-du-tout", "plutot-non", "moitie", "plutot-oui", "tout-a-fait", "sans-objet"]

# Un texte JSON à l'aller et au retour : « __proto__ » y est une clé comme une autre.
APPEL = """async ([name, json]) => {
  const { encode, decode } = await import("/assets/listes/partage.js");
  try {
    return JSON.stringify({ value: await { encode, decode }[name](...JSON.parse(json)) });
  } catch (error) {
    if (error.name !== "Refus") throw error;
    return JSON.stringify({ refus: error.message });
  }
}"""


class Refus(Exception):
    """Le module a refusé, avec ce message."""


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    """Une seule page pour tout le fichier : le module n'y laisse rien."""
    page = chromium.new_page()
    page.goto(adresse + "404.html")
    yield page
    page.close()


def call(page: Page, name: str, *arguments: object) -> Any:
    answer = json.loads(page.evaluate(APPEL, [name, json.dumps(arguments)]))
    if "refus" in answer:
        raise Refus(answer["refus"])
    return answer["value"]


def encode(page: Page, releve: Objet, points: list[str] = POINTS) -> str:
    fragment: str = call(page, "encode", releve, make_liste(points))
    return fragment


def decode(page: Page, fragment: str, *limite: int) -> Objet:
    """Le relevé rendu, ses identifiants neufs mis à part : ils sont vérifiés ici."""
    read = call(page, "decode", fragment, *limite)
    releve: Objet = read["releve"]
    assert read["liste"] == releve["liste"]
    ids = [releve.pop("id"), *(action.pop("id") for action in releve["plan"])]
    assert len(set(ids)) == len(ids)
    return releve


def refusal(page: Page, fragment: str, *limite: int) -> str:
    with pytest.raises(Refus) as refused:
        decode(page, fragment, *limite)
    return str(refused.value)


def make_liste(points: list[str]) -> Objet:
    return {
        "id": "liste-mobilisation",
        "titre": "Le degré de mobilisation",
        "adresse": "/listes/liste-mobilisation/",
        "echelle": [{"id": one, "libelle": one, "rang": i} for i, one in enumerate(ECHELLE)],
        "sections": [
            {
                "id": "tout",
                "titre": "Tout",
                "sens": "",
                "points": [
                    {"id": one, "texte": one, "empreinte": mark(one), "anciens": []}
                    for one in points
                ],
            }
        ],
    }


def mark(words: str) -> str:
    return f"{zlib.crc32(words.encode()):08x}"[:4]


def answer(reponse: str | None, note: str = "", empreinte: str = "0a1b") -> Objet:
    return {"reponse": reponse, "note": note, "empreinte": empreinte, "le": FIN_MS}


def make_releve(reponses: Objet, plan: list[Objet] | None = None) -> Objet:
    return {
        "id": "r1",
        "liste": "liste-mobilisation",
        "commence_le": DEBUT,
        "modifie_le": FIN,
        "pseudonyme": "Outarde",
        "reponses": reponses,
        "plan": plan or [],
    }


def action(**fields: object) -> Objet:
    blank = {"id": "a1", "point": None, "quoi": "", "qui": "", "quand": "", "statut": "a-faire"}
    return {**blank, **fields}


def filled(points: list[str], note: str = "") -> Objet:
    return make_releve(
        {
            one: answer(ECHELLE[i * 7 % 5], note and f"{note} {i}", mark(one))
            for i, one in enumerate(points)
        }
    )


def without_ids(releve: Objet) -> Objet:
    plan = [{key: one[key] for key in one if key != "id"} for one in releve["plan"]]
    return {**{key: releve[key] for key in releve if key != "id"}, "plan": plan}


def shrunk(**changed: object) -> list[object]:
    """La forme que le lien transporte, à abîmer."""
    columns = {
        "liste": "liste-mobilisation",
        "commence_le": DEBUT,
        "modifie_le": FIN,
        "reponses": "plutot-oui",
        "points": "confiance",
        "indices": "0",
        "empreintes": "0a1b",
        "notes": [""],
        "plan": [],
        "pseudonyme": "",
    }
    assert changed.keys() <= columns.keys()
    return [*{**columns, **changed}.values()]


def v0(content: object) -> str:
    return "v0." + base64url(json.dumps(content).encode())


def v1(data: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return "v1." + base64url(deflate.compress(data) + deflate.flush())


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_a_releve_comes_back_whole(page: Page) -> None:
    releve = make_releve(
        {
            "interet-partage": answer("plutot-oui", empreinte="0a1b"),
            "liens-reconnu": answer(None, "À revoir\nen mars; <b>vite</b>", empreinte="ffff"),
            "liens-revu": answer("sans-objet", "🤝", empreinte="0000"),
        },
        [
            action(quoi="Relancer", qui="Ève", quand="2026-12-01", statut="en-cours"),
            action(id="a2", point="liens-revu", statut="fait"),
        ],
    )
    fragment = encode(page, releve)
    assert fragment.startswith("v1.")
    assert decode(page, fragment) == without_ids(releve)


def test_a_releve_without_answers_comes_back(page: Page) -> None:
    assert decode(page, encode(page, make_releve({}))) == without_ids(make_releve({}))


def test_an_answer_taken_back_leaves_no_trace(page: Page) -> None:
    releve = make_releve({"liens-revu": answer(None)})
    assert encode(page, releve) == encode(page, make_releve({}))


def test_the_same_answers_make_the_same_link_in_any_order(page: Page) -> None:
    releve = filled(POINTS)
    backwards = make_releve(dict(reversed(releve["reponses"].items())))
    assert encode(page, backwards) == encode(page, releve)


def test_a_link_never_takes_the_place_of_a_kept_releve(page: Page) -> None:
    fragment = encode(page, make_releve({}, [action()]))
    ids = [call(page, "decode", fragment)["releve"]["id"] for _ in range(2)]
    assert "r1" not in ids
    assert ids[0] != ids[1]


def test_answers_to_points_the_list_no_longer_has_are_kept(page: Page) -> None:
    releve = make_releve({"point-retire": answer("oui"), "constructor": answer("une-ancienne")})
    assert decode(page, encode(page, releve)) == without_ids(releve)


@pytest.mark.parametrize(
    ("points", "note", "longest"), [(20, "", 500), (42, "À revoir avec le groupe", 1200)]
)
def test_a_link_stays_short(page: Page, points: int, note: str, longest: int) -> None:
    assert len(encode(page, filled(POINTS[:points], note))) < longest


IDS = st.sampled_from([*POINTS, "constructor", "inconnu", "0", "7", "-"])
TEXTES = st.text(max_size=60) | st.sampled_from(["<img src=x>", "👩‍👩‍👧", "\0\ufeff\u2028"])
INSTANTS = st.sampled_from([DEBUT, FIN, "1969-07-20", "9999-12-31T23:59-05:00", "0001-01-01T00:00"])
REPONSES = st.builds(
    answer,
    st.none() | st.sampled_from(ECHELLE),
    TEXTES,
    st.from_regex(r"[0-9a-f]{4}", fullmatch=True),
)
PLANS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.uuids().map(str),
            "point": st.none() | IDS,
            "quoi": TEXTES,
            "qui": TEXTES,
            "quand": st.just("") | st.dates().map(str),
            "statut": st.sampled_from(["a-faire", "en-cours", "fait"]),
        }
    ),
    max_size=4,
    unique_by=lambda one: one["id"],
)
properties = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@properties
@given(st.dictionaries(IDS, REPONSES, max_size=50), PLANS, INSTANTS, INSTANTS)
def test_any_releve_comes_back(
    page: Page, reponses: Objet, plan: list[Objet], start: str, end: str
) -> None:
    releve = {**make_releve(reponses, plan), "commence_le": start, "modifie_le": end}
    read = decode(page, encode(page, releve))
    moments = {one.pop("le") for one in read["reponses"].values()}
    kept = {key: one for key, one in reponses.items() if one["reponse"] or one["note"]}
    for one in kept.values():
        del one["le"]
    assert len(moments) <= 1
    assert read == without_ids({**releve, "reponses": kept})


@properties
@given(st.text(max_size=40) | st.from_regex(r"v[01]\.[\w-]{0,80}", fullmatch=True))
def test_any_text_is_refused_in_one_sentence(page: Page, fragment: str) -> None:
    assert refusal(page, fragment) in {ABIME, RECENT}


@properties
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9) | st.just("2025-11-20"),
        lambda some: st.lists(some, max_size=9) | st.dictionaries(st.text(), some, max_size=3),
    )
)
def test_any_json_is_refused_or_read_clean(page: Page, content: object) -> None:
    columns = ["liste", "commence_le", "modifie_le", "reponses", "points", "notes", "plan"]
    for fragment in (v0(content), *(v0(shrunk(**{name: content})) for name in columns)):
        try:
            read = decode(page, fragment)
        except Refus as refused:
            assert str(refused).endswith(".")
        else:
            assert read["liste"] in ["liste-mobilisation", content]


def test_a_truncated_link_is_refused_wherever_it_stops(page: Page) -> None:
    fragment = encode(page, filled(POINTS[:3]))
    assert {refusal(page, fragment[:end]) for end in range(len(fragment))} == {ABIME}


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "v1",
        "v1.",
        "v0.",
        "v01.W10",
        "bonjour",
        "v1.AAAA AAAA",
        "v1.AAAA+/==",
        "v1.é",
        "v1.A",
        "v0.W10\n",
        "v1." + base64url(b"ce n'est pas du deflate"),
        v1(b"ce n'est pas du JSON"),
        v1(json.dumps(shrunk(notes=["?"])).encode().replace(b"?", b"\xff")),
        v1(b"[" * 100_000),
        v1(b"null"),
        v1(b"{}"),
        v1(b"[]"),
        v1(b"[1,2,3,4,5,6,7,8,9]"),
        v1(json.dumps(shrunk()).encode()) + "AAAA",
        v0(shrunk(plan=[None])),
        v0(shrunk(notes=None)),
    ],
)
def test_a_damaged_link_is_refused(page: Page, fragment: str) -> None:
    assert refusal(page, fragment) == ABIME


@pytest.mark.parametrize("version", ["v2.", "v10.AAAA", "v999999999._-"])
def test_a_link_from_a_later_version_is_refused(page: Page, version: str) -> None:
    assert refusal(page, version) == RECENT


@pytest.mark.parametrize(
    "changed",
    [
        {"liste": "../autre"},
        {"liste": "__proto__"},
        {"commence_le": "hier"},
        {"modifie_le": "9999-99-99"},
        {"indices": "1"},
        {"indices": "length"},
        {"indices": "-1"},
        {"reponses": "<b>oui</b>"},
        {"empreintes": "0A1B"},
        {"notes": []},
        {"notes": [{"toString": "x"}]},
        {"notes": ["x" * 2001]},
        {"pseudonyme": "x" * 61},
        {"plan": [[None, "", "", "", "peut-être"]]},
        {"plan": [[None, "", "", "2026-02-31", "fait"]]},
        {"plan": [[None, "", "", "", "fait"]] * 501},
    ],
)
def test_a_link_with_a_wrong_field_is_refused(page: Page, changed: Objet) -> None:
    assert decode(page, v0(shrunk()))["reponses"] == {"confiance": answer("plutot-oui")}
    assert refusal(page, v0(shrunk(**changed))).endswith(".")


def test_a_link_made_before_pseudonyms_is_read(page: Page) -> None:
    assert decode(page, v0(shrunk()[:-1]))["pseudonyme"] == ""


def test_a_link_cannot_reach_the_prototype(page: Page) -> None:
    points = {"points": "__proto__,constructor", "indices": "0,0", "notes": ["", ""]}
    read = decode(page, v0(shrunk(**points, empreintes="0a1b" * 2)))
    assert read["reponses"] == {"constructor": answer("plutot-oui")}
    nested = json.dumps(shrunk()).replace('[""]', '[""], {"__proto__": {"polluted": 1}}')
    assert refusal(page, v1(nested.encode())) == ABIME
    assert page.evaluate("({}).polluted === undefined && ({}).reponse === undefined")


def test_html_stays_text(page: Page) -> None:
    hostile = "</script><img src=x onerror='globalThis.owned = 1'>"
    releve = make_releve({"confiance": answer(None, hostile)}, [action(quoi=hostile, qui=hostile)])
    before = page.content()
    assert decode(page, encode(page, releve)) == without_ids(releve)
    assert page.content() == before
    assert page.evaluate("globalThis.owned === undefined")


def test_emoji_and_half_emoji_come_back(page: Page) -> None:
    releve = make_releve({"confiance": answer(None, "👩🏽‍🌾 é 𝒳 \ud83e")})
    assert decode(page, encode(page, releve)) == without_ids(releve)


def test_ten_thousand_answers_are_refused_both_ways(page: Page) -> None:
    points = [f"p{i}" for i in range(10_000)]
    with pytest.raises(Refus, match="plus de 500 réponses"):
        encode(page, make_releve({one: answer("oui") for one in points}))
    many = {
        "points": ",".join(points),
        "indices": ",".join("0" for _ in points),
        "empreintes": "0a1b" * len(points),
        "notes": ["" for _ in points],
    }
    assert "plus de 500 réponses" in refusal(page, v1(json.dumps(shrunk(**many)).encode()))


def test_five_hundred_answers_come_back(page: Page) -> None:
    releve = make_releve({f"p{i}": answer(f"r{i % 40}", "🤝" * 100) for i in range(500)})
    assert decode(page, encode(page, releve)) == without_ids(releve)


def test_a_releve_too_long_for_a_link_is_refused_before_it_leaves(page: Page) -> None:
    releve = make_releve({f"p{i}": answer("oui", "é" * 2000) for i in range(500)})
    with pytest.raises(Refus) as refused:
        encode(page, releve)
    assert str(refused.value) == GROS_RELEVE


def test_a_decompression_bomb_is_stopped_at_the_limit(page: Page) -> None:
    """Un gigaoctet de zéros : un bloc d'un mégaoctet, répété, puis la fin."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = deflate.compress(bytes(1_000_000)) + deflate.flush(zlib.Z_FULL_FLUSH)
    bomb = "v1." + base64url(block * 1000 + deflate.flush())
    assert len(bomb) > 1_000_000
    milliseconds, message, inflated = page.evaluate(
        """async (bomb) => {
          const { decode } = await import("/assets/listes/partage.js");
          let inflated = 0;
          const { decode: real } = TextDecoder.prototype;
          TextDecoder.prototype.decode = function (chunk, options) {
            inflated += chunk?.length ?? 0;
            return real.call(this, chunk, options);
          };
          const start = performance.now();
          const message = await decode(bomb).catch((error) => error.message);
          TextDecoder.prototype.decode = real;
          return [performance.now() - start, message, inflated];
        }""",
        bomb,
    )
    assert message == GROS_LIEN
    assert inflated <= 1_000_000
    assert milliseconds < 1000


def test_the_limit_counts_what_comes_out(page: Page) -> None:
    content = json.dumps(shrunk()).encode()
    for fragment in (v0(shrunk()), v1(content)):
        assert decode(page, fragment, len(content))["liste"] == "liste-mobilisation"
        assert refusal(page, fragment, len(content) - 1) == GROS_LIEN


def test_an_endless_link_is_refused_without_being_read(page: Page) -> None:
    assert refusal(page, "v1." + "A" * 2_000_001) == GROS_LIEN


@pytest.mark.parametrize(
    "old",
    [
        "delete globalThis.CompressionStream; delete globalThis.DecompressionStream",
        # Chromium 80 à 102 : les flux existent, mais pas « deflate-raw ».
        """globalThis.CompressionStream = globalThis.DecompressionStream = class {
             constructor(format) { throw new TypeError(`Unsupported: ${format}`); } }""",
    ],
)
def test_an_old_browser_writes_a_longer_link_that_any_browser_reads(
    chromium: Browser, adresse: str, page: Page, old: str
) -> None:
    releve, fresh = filled(POINTS[:20], "é🤝"), encode(page, filled(POINTS[:20]))
    ancient = chromium.new_page()
    ancient.add_init_script(old)
    ancient.goto(adresse + "404.html")
    fragment = encode(ancient, releve)
    assert fragment.startswith("v0.")
    assert decode(ancient, fragment) == decode(page, fragment) == without_ids(releve)
    assert refusal(ancient, fresh) == ANCIEN
    ancient.close()
