"""Les chemins vers les fiches : filtres, « Ça bloque? », comptes des sources, dessin du cycle."""

from __future__ import annotations

import pytest

from macros import acces, dessins
from macros import guide as memoire
from macros.relations import Guide

from .conftest import RACINE


@pytest.fixture(scope="module")
def vrai() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


def test_a_fiche_filters_by_group_step_and_source(guide: Guide) -> None:
    assert acces.facets(guide, guide.fiches["but-commun"]) == {
        "theme": ["sens"],
        "etape": ["commencer"],
        "source": ["livret"],
    }


def test_a_filter_with_a_single_choice_is_left_out(guide: Guide) -> None:
    (theme,) = acces.filters(guide, "conditions")
    assert (theme.cle, theme.libelle) == ("theme", "Thème")
    assert [(option.libelle, option.nombre) for option in theme.options] == [
        ("Le sens", 1),
        ("L'action", 1),
    ]


def test_from_a_symptom_to_what_helps(guide: Guide) -> None:
    ((moment, (blocage,)),) = acces.blocages(guide)
    (piste,) = blocage.pistes
    assert (moment.titre, blocage.symptome.dit) == ("Ça ne donne rien", "On se réunit pour rien.")
    assert piste.frein.id == "trop-de-tables"
    assert [condition.id for condition in piste.conditions] == ["but-commun", "peu-de-reunions"]
    assert [outil.id for outil in piste.outils] == ["tour-de-table"]


def test_the_counts_of_a_source_say_what_is_left_out(guide: Guide) -> None:
    (compte,) = acces.comptes(guide)
    assert (compte.total, compte.reprises) == (3, 2)
    assert [unite.motif for unite in compte.laissees] == ["Hors du sujet."]


def test_the_seven_boxes_of_the_cycle_do_not_overlap(vrai: Guide) -> None:
    noeuds = dessins.cycle(vrai)
    assert [noeud.etape.numero for noeud in noeuds] == [1, 2, 3, 4, 5, 6, 7]
    width, height = dessins.BOITE
    touching = [
        (one.etape.id, other.etape.id)
        for one in noeuds
        for other in noeuds
        if one is not other and abs(one.x - other.x) < width and abs(one.y - other.y) < height
    ]
    assert touching == []


def test_the_cycle_stays_inside_its_frame(vrai: Guide) -> None:
    (width, height), (box_width, box_height) = dessins.MESURES, dessins.BOITE
    for noeud in dessins.cycle(vrai):
        assert box_width / 2 <= noeud.x <= width - box_width / 2
        assert box_height / 2 <= noeud.y <= height - box_height / 2
        assert noeud.fleche
