"""CSV, Markdown et agenda : tout y est, et les mots de quelqu'un n'y sont jamais que des mots."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

MAINTENANT = "2026-11-20T12:34:56.789Z"
LE = 1763640000000  # le 20 novembre 2025, à midi (UTC)
CODE = '<script>alert(1)</script> <b onclick="x">&lt;i&gt; [lien](javascript:alert(1)) ![](x)'
APPEL = """async ([name, args]) => {
  const { Refus } = await import("/assets/listes/format.js");
  const module = await import("/assets/listes/exports.js");
  try {
    return module[name](...JSON.parse(args));
  } catch (error) {
    if (error instanceof Refus) return `Refus : ${error.message}`;
    throw error;
  }
}"""

Objet = dict[str, Any]


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    """Une seule page pour tout le module, à l'heure du Québec."""
    page = chromium.new_page(timezone_id="America/Montreal", locale="fr-CA")
    page.goto(f"{adresse}a-propos/")
    yield page
    page.close()


def call(page: Page, name: str, *args: object) -> str:
    done = page.evaluate(APPEL, [name, json.dumps(args)])
    assert isinstance(done, str)
    return done


def point(id: str, texte: str) -> Objet:
    return {"id": id, "texte": texte, "empreinte": "1a2b"}


LISTE = {
    "id": "liste-essai",
    "titre": "Le degré de mobilisation",
    "adresse": "https://guide.example/listes/liste-essai/",
    "echelle": [
        {"id": "non", "libelle": "Non", "rang": 0},
        {"id": "oui", "libelle": "Oui", "rang": 1},
        {"id": "so", "libelle": "s. o.", "rang": None},
    ],
    "sections": [
        {
            "id": "liens",
            "titre": "Les liens",
            "sens": "",
            "points": [
                point("respect", "On se respecte."),
                point("constructor", "On construit."),
            ],
        },
        {
            "id": "couts",
            "titre": "Les coûts; le temps",
            "sens": "cout",
            "points": [point("temps", "On y passe du « temps »."), point("argent", "On paie.")],
        },
    ],
}


def reponse(valeur: str | None = "oui", note: str = "", empreinte: str = "1a2b") -> Objet:
    return {"reponse": valeur, "note": note, "empreinte": empreinte, "le": LE}


def action(id: str = "a1", **champs: object) -> Objet:
    return {
        "id": id,
        "point": None,
        "quoi": "Se voir",
        "qui": "",
        "quand": "2026-12-01",
        "statut": "a-faire",
        **champs,
    }


def releve(reponses: Objet | None = None, *plan: Objet) -> Objet:
    return {
        "id": "r1",
        "liste": "liste-essai",
        "commence_le": "2026-11-01",
        "modifie_le": "2026-11-20T02:00:00.000Z",  # encore le 19 au Québec
        "reponses": reponses or {},
        "plan": list(plan),
    }


REPONSES = {
    "respect": reponse("oui", 'Oui; mais\n« pas » "toujours".'),
    "constructor": reponse("so", "", "0000"),
    "temps": reponse(None, "À revoir 🌾"),
    "argent": reponse(None, ""),
    "parti": reponse("non", "On en parlait."),
    "vide": reponse(None, ""),
}
PLAN = [
    action("a1", point="constructor", qui="Ana, Luc", statut="en-cours"),
    action("a2", quoi="Payer; ou pas", quand="", statut="fait", point="inconnu"),
    action("a3", quoi="", quand="2027-01-31"),
]


def rows(texte: str) -> list[list[str]]:
    assert texte.startswith("\ufeff")
    return list(csv.reader(io.StringIO(texte[1:], newline=""), delimiter=";", strict=True))


def tidy(texte: str) -> str:
    """Ce que les exports font des fins de ligne et des signes de commande."""
    lines = re.sub("\r\n?|[\u2028\u2029]", "\n", texte)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", lines)


def one_line(texte: str) -> str:
    return re.sub(r"[\s\ufeff]+", " ", tidy(texte)).strip()


# Un petit alphabet qui cherche le trouble, et tout Unicode.
textes = st.one_of(
    st.text("=+-@;,\"'\\|<>&#*_[](){}!`~. \t\r\n\u20281aé🌾", max_size=30), st.text(max_size=30)
)


def test_the_answers_make_a_table(page: Page) -> None:
    assert rows(call(page, "toCsv", LISTE, releve(REPONSES))) == [
        ["Section", "Énoncé", "Réponse", "Note", "Date", "Remarque"],
        [
            "Les liens",
            "On se respecte.",
            "Oui",
            'Oui; mais\n« pas » "toujours".',
            "2025-11-20",
            "",
        ],
        [
            "Les liens",
            "On construit.",
            "s. o.",
            "",
            "2025-11-20",
            "L’énoncé a changé depuis la réponse",
        ],
        ["Les coûts; le temps", "On y passe du « temps ».", "", "À revoir 🌾", "2025-11-20", ""],
        ["Les coûts; le temps", "On paie.", "", "", "", ""],
        [
            "Réponses à des énoncés retirés",
            "parti",
            "Non",
            "On en parlait.",
            "2025-11-20",
            "",
        ],
    ]


def test_a_point_named_constructor_has_no_answer_of_its_own(page: Page) -> None:
    assert rows(call(page, "toCsv", LISTE, releve()))[2] == [
        "Les liens", "On construit.", "", "", "", "",
    ]  # fmt: skip


def test_a_csv_is_what_spreadsheets_expect(page: Page) -> None:
    texte = call(page, "planToCsv", LISTE, releve({}, action(quoi='Dire "oui"\r\nou non')))
    assert texte == (
        "\ufeff"
        '"Quoi";"Qui";"Pour quand";"Où on en est";"Énoncé"\r\n'
        '"Dire ""oui""\nou non";"";"2026-12-01";"À faire";""\r\n'
    )


def test_the_plan_makes_a_table(page: Page) -> None:
    assert rows(call(page, "planToCsv", LISTE, releve({}, *PLAN)))[1:] == [
        ["Se voir", "Ana, Luc", "2026-12-01", "En cours", "On construit."],
        ["Payer; ou pas", "", "", "Fait", "inconnu"],
        ["", "", "2027-01-31", "À faire", ""],
    ]


@pytest.mark.parametrize(
    "texte",
    ["=1+1", "+1", "-1", "@A1", " =1", "\t=1", "\n=1", "\r=1", "\0=1", "\ufeff=1", "＝1", "\t1"],
)
def test_a_formula_is_only_words(page: Page, texte: str) -> None:
    found = rows(call(page, "toCsv", LISTE, releve({"respect": reponse("oui", texte)})))
    assert found[1][3] == f"'{tidy(texte)}"
    found = rows(call(page, "planToCsv", LISTE, releve({}, action(quoi=texte, qui=texte))))
    assert found[1][:2] == [f"'{tidy(texte)}"] * 2


@settings(max_examples=60, deadline=None)
@given(textes, textes)
def test_a_csv_says_what_was_written(page: Page, note: str, quoi: str) -> None:
    sent = releve({"respect": reponse("oui", note)}, action(quoi=quoi))
    for name, column, texte in (("toCsv", 3, note), ("planToCsv", 0, quoi)):
        cell = rows(call(page, name, LISTE, sent))[1][column]
        assert cell in (tidy(texte), f"'{tidy(texte)}")
        assert not re.match(r"\s*[=+\-@]", cell)


def test_everything_makes_a_text(page: Page) -> None:
    assert call(page, "toMarkdown", LISTE, releve(REPONSES, *PLAN), "Table *A*") == (
        """# Le degré de mobilisation

**Table \\*A\\***

Commencé le 2026-11-01, modifié le 2026-11-19

<https://guide.example/listes/liste-essai/>

## Les liens

- **Oui** · On se respecte.

    > Oui; mais  \n    > « pas » "toujours".

- **s. o.** · On construit. (L’énoncé a changé depuis la réponse.)

## Les coûts; le temps

- *Sans réponse* · On y passe du « temps ».

    > À revoir 🌾

- *Sans réponse* · On paie.

## Réponses à des énoncés retirés

- **Non** · parti

    > On en parlait.

## Plan d’action

- [ ] Se voir · Ana, Luc · 2026-12-01 · En cours · On construit.

- [x] Payer; ou pas · Fait · inconnu

- [ ] Action à préciser · 2027-01-31 · À faire
"""
    )


def test_an_empty_text_says_so(page: Page) -> None:
    texte = call(page, "toMarkdown", LISTE, releve(), " ")
    assert "**Sans nom**" in texte
    assert texte.count("*Sans réponse*") == 4
    assert "Plan d’action" not in texte


@settings(max_examples=60, deadline=None)
@given(textes)
@example(CODE)
@example("1. un\n# deux\n- trois\n===\n> quatre\n```\ncinq")
@example("{: onclick=alert(1) } {{ six }} --8<-- 'x'")
@example("javascript:alert(1)\\")
def test_no_words_become_html(page: Page, words: str) -> None:
    sent = releve({"respect": reponse("oui", words)}, action(quoi=words, qui=words))
    texte = call(page, "toMarkdown", {**LISTE, "titre": words}, sent, words)
    html = lxml.html.fromstring(
        markdown.markdown(texte, extensions=["attr_list", "fenced_code", "tables"])
    )
    expected = {"div", "h1", "h2", "p", "a", "ul", "li", "blockquote", "strong", "em", "br"}
    assert {node.tag for node in html.iter()} <= expected
    assert html.xpath("//a/@href") == [LISTE["adresse"]]
    assert html.xpath("//@*[name() != 'href']") == []
    assert len(html.xpath("//h1 | //h2")) == 4
    assert len(html.xpath("//li")) == 5


def test_words_read_the_same_once_shown(page: Page) -> None:
    words = "Un * deux_trois [4] `cinq` <six> & sept &amp; # huit \\ neuf"
    sent = releve({"respect": reponse("oui", f"{words}\n- {words}\n12. {words}")})
    html = lxml.html.fromstring(markdown.markdown(call(page, "toMarkdown", LISTE, sent, "Table")))
    [note] = html.xpath("//blockquote")
    assert note.text_content().split("\n") == [
        "", words, f"- {words}", f"12. {words}", "",
    ]  # fmt: skip


def unfold(texte: str) -> list[str]:
    assert texte.endswith("\r\n")
    assert "\n" not in texte.replace("\r\n", "")
    for line in texte.split("\r\n"):
        assert len(line.encode()) <= 75
    return texte.replace("\r\n ", "").split("\r\n")[:-1]


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), value)


def test_dated_actions_make_a_calendar(page: Page) -> None:
    texte = call(page, "planToIcs", LISTE, releve({}, *PLAN), "Table; A", MAINTENANT)
    adresse = "https://guide.example/listes/liste-essai/"
    assert unfold(texte) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Guide de la concertation//Listes de verification//FR",
        "BEGIN:VEVENT",
        "UID:a1.r1@guide-concertation",
        "DTSTAMP:20261120T123456Z",
        "DTSTART;VALUE=DATE:20261201",
        "SUMMARY:Se voir",
        "DESCRIPTION:Table\\; A\\nQui\u00a0: Ana\\, Luc\\nOù on en est\u00a0: En cours\\n"
        f"Énoncé\u00a0: On construit.\\nLe degré de mobilisation\\n{adresse}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:a3.r1@guide-concertation",
        "DTSTAMP:20261120T123456Z",
        "DTSTART;VALUE=DATE:20270131",
        "SUMMARY:Action à préciser",
        "DESCRIPTION:Table\\; A\\nOù on en est\u00a0: À faire\\n"
        f"Le degré de mobilisation\\n{adresse}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_an_action_keeps_its_place_in_the_calendar(page: Page) -> None:
    before = call(page, "planToIcs", LISTE, releve({}, action()), "A", MAINTENANT)
    moved = action(quand="2027-05-05", quoi="Autre chose", statut="fait")
    after = call(page, "planToIcs", LISTE, releve({}, moved), "B", LE)
    uid = "UID:a1.r1@guide-concertation"
    assert uid in unfold(before)
    assert uid in unfold(after)
    assert "DTSTAMP:20251120T120000Z" in unfold(after)


def test_a_plan_without_a_date_makes_no_calendar(page: Page) -> None:
    done = call(page, "planToIcs", LISTE, releve({}, action(quand="")), "A", MAINTENANT)
    assert done == (
        "Refus : Aucune action du plan n’a de date\u00a0: il n’y a rien à mettre à l’agenda."
    )


@settings(max_examples=60, deadline=None)
@given(textes, textes, textes)
@example("fin\r\nEND:VEVENT\r\nATTACH:file:///etc", "🌾" * 100, "e\u0301" * 100)
def test_no_words_become_a_line_of_a_calendar(page: Page, quoi: str, qui: str, nom: str) -> None:
    sent = releve({}, action(quoi=quoi, qui=qui))
    lines = unfold(call(page, "planToIcs", LISTE, sent, nom, MAINTENANT))
    names = ["BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "SUMMARY"]
    names += ["DESCRIPTION", "TRANSP", "END", "END"]
    assert [re.split("[:;]", line)[0] for line in lines] == names
    summary = unescape(lines[7].removeprefix("SUMMARY:"))
    assert summary == (one_line(quoi) or "Action à préciser")
    description = unescape(lines[8].removeprefix("DESCRIPTION:")).split("\n")
    assert description[0] == (one_line(nom) or "Sans nom")
    assert description[1:-3] == ([f"Qui\u00a0: {one_line(qui)}"] if one_line(qui) else [])


def test_a_very_long_releve_is_written_whole(page: Page) -> None:
    long = {f"p{rank}": reponse("oui", "é;\n" * 600) for rank in range(500)}
    plan = [action(f"a{rank}", quoi="é, " * 150) for rank in range(500)]
    sent = releve(long, *plan)
    assert len(rows(call(page, "toCsv", LISTE, sent))) == 1 + 4 + 500
    assert call(page, "toMarkdown", LISTE, sent, "Table").count("\n- [ ] ") == 500
    lines = unfold(call(page, "planToIcs", LISTE, sent, "Table", MAINTENANT))
    assert lines.count("BEGIN:VEVENT") == 500
