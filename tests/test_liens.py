"""Ce qui relie les fiches : chaque relation se montre des deux côtés; sources et ouvrages aussi."""

from __future__ import annotations

import pytest

from macros.relations import Guide
from macros.views import compared, groups, view


def see_also(guide: Guide, id: str) -> dict[str, list[str]]:
    return {dossier: [f.id for f in fiches] for dossier, fiches in view(guide, id).voir_aussi}


def test_a_condition_shows_the_freins_it_answers(guide: Guide) -> None:
    (lien,) = view(guide, "but-commun").freins
    assert lien.fiche.id == "trop-de-tables"
    assert lien.textes == ["Faites le ménage, avec [un but](fiche:but-commun)."]


def test_a_condition_shows_the_exemples_that_show_it(guide: Guide) -> None:
    assert [lien.fiche.id for lien in view(guide, "but-commun").exemples] == ["la-table"]


def test_see_also_and_mentions_show_on_both_sides(guide: Guide) -> None:
    assert see_also(guide, "but-commun") == {
        "conditions": ["peu-de-reunions"],
        "listes": ["la-liste"],
        "parcours": ["le-parcours"],
    }
    assert see_also(guide, "peu-de-reunions") == {
        "conditions": ["but-commun"],
        "exemples": ["la-table"],
        "listes": ["la-liste"],
    }


def test_see_also_does_not_repeat_what_the_page_shows(guide: Guide) -> None:
    """Le frein mentionne la condition, mais elle le montre déjà parmi ses freins."""
    assert "freins" not in see_also(guide, "but-commun")


def test_a_fiche_names_the_steps_where_it_serves(guide: Guide) -> None:
    assert [etape.id for etape in view(guide, "but-commun").etapes] == ["commencer"]
    assert "etapes" not in see_also(guide, "but-commun")


def test_a_condition_shows_the_tools_that_help(guide: Guide) -> None:
    (lien,) = view(guide, "but-commun").outils
    assert (lien.fiche.id, lien.textes) == ("tour-de-table", ["Trouver le but."])


def test_a_frein_shows_what_people_say(guide: Guide) -> None:
    assert [s.dit for s in view(guide, "trop-de-tables").entendus] == ["On se réunit pour rien."]


@pytest.mark.parametrize(
    ("fiche", "other"), [("collaboration", "concertation"), ("concertation", "collaboration")]
)
def test_a_distinction_shows_on_both_sides(guide: Guide, fiche: str, other: str) -> None:
    (lien,) = view(guide, fiche).a_distinguer
    assert lien.fiche.id == other
    assert lien.textes == ["L'une est plus organisée que l'autre."]


def test_provenance_gives_units_in_the_order_of_the_source(guide: Guide) -> None:
    ((source, unites),) = view(guide, "but-commun").provenance
    assert (source.id, [unite.repere for unite in unites]) == ("livret", ["p. 1"])


def test_a_unit_knows_the_fiches_that_rest_on_it(guide: Guide) -> None:
    assert [f.id for f in guide.usages["livret-trop"]] == [
        "peu-de-reunions",
        "trop-de-tables",
        "la-liste",
    ]
    assert guide.usages["livret-reste"] == []


def test_a_reference_lists_where_it_is_cited_without_repeating_a_page(guide: Guide) -> None:
    found = {
        folder: [(fiche.id, reperes) for fiche, reperes in pairs]
        for folder, pairs in view(guide, "livret-sd").cite_par
    }
    assert found == {"conditions": [("but-commun", ["p. 1"])], "sources": [("livret", [])]}


def test_neighbours_follow_the_groups_of_the_index(guide: Guide) -> None:
    order = [fiche.id for group in groups(guide, "conditions") for fiche in group.fiches]
    assert order == ["but-commun", "peu-de-reunions"]
    assert view(guide, order[0]).suivante is guide.fiches[order[1]]
    assert view(guide, order[0]).precedente is None


def test_only_notions_with_a_comparison_can_be_compared(guide: Guide) -> None:
    assert [d.id for d in compared(guide, ["collaboration", "concertation"])] == [
        "collaboration",
        "concertation",
    ]
    with pytest.raises(ValueError, match="but-commun"):
        compared(guide, ["but-commun"])
