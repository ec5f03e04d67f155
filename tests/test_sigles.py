"""Les sigles : expliqués la première fois, en infobulle ensuite, jamais au milieu d'un mot."""

from __future__ import annotations

from macros.model import Sigle
from macros.sigles import Explications
from macros.texte import Liens, to_html

CRE = Sigle(
    id="cre", sigle="CRÉ", developpement="conférence régionale des élus", texte="…", bulle="abolie"
)


def explained(text: str) -> str:
    return str(Explications((CRE,), "../sigles/")(text))


def test_the_first_time_a_sigle_leads_to_its_page_and_says_its_meaning() -> None:
    assert explained("La CRÉ.") == (
        'La <span class="sigle"><a href="../sigles/#cre">CRÉ</a><span class="sigle-bulle">'
        " (conférence régionale des élus; abolie)</span></span>."
    )


def test_after_that_it_is_an_abbreviation() -> None:
    assert explained("CRÉ, CRÉ").endswith(
        ', <abbr title="conférence régionale des élus; abolie">CRÉ</abbr>'
    )


def test_a_sigle_inside_a_word_is_not_one() -> None:
    assert explained("CRÉATION, SACRÉ, CRÉ-2") == "CRÉATION, SACRÉ, CRÉ-2"


def test_the_longest_sigle_wins() -> None:
    cr = Sigle(id="cr", sigle="CR", developpement="compte rendu", texte="…")
    both = str(Explications((cr, CRE), "")("CRÉ")), str(Explications((CRE, cr), "")("CR"))
    assert "conférence" in both[0]
    assert "compte rendu" in both[1]


def test_on_a_card_a_sigle_has_its_meaning_and_no_link() -> None:
    assert str(Explications((CRE,), "").abbreviated("La CRÉ")) == (
        'La <abbr title="conférence régionale des élus; abolie">CRÉ</abbr>'
    )


def test_the_text_around_is_escaped() -> None:
    assert explained("<b> & co") == "&lt;b&gt; &amp; co"


def test_a_link_is_not_put_inside_a_link() -> None:
    liens = Liens(lambda id: f"../{id}/", lambda *_: None, Explications((CRE,), "../sigles/"))  # type: ignore[arg-type,return-value]
    html = to_html("[la CRÉ](fiche:x), puis la CRÉ", liens)
    assert '<a href="../x/">la CRÉ</a>, puis la <span class="sigle">' in html
