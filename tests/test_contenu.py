"""Le vrai contenu : complet, sourcé, relié. Compte ce que l'inventaire des sources promet."""

from __future__ import annotations

from collections import Counter

import pytest

from macros import guide as memoire
from macros.model import Condition, Debat, Definition, Etape, Exemple, Frein, Reference, Role
from macros.relations import Guide
from macros.views import view

from .conftest import RACINE

FONDS = ("references", "sources")  # ce ne sont pas des fiches de contenu


@pytest.fixture(scope="module")
def guide() -> Guide:
    etat = memoire.current(RACINE / "data")
    assert etat.problems == []
    assert etat.guide
    return etat.guide


def test_the_five_sources_hold_the_628_units(guide: Guide) -> None:
    units = Counter(source.id for source, _ in guide.unites.values())
    assert units == {
        "bourque-2008-quatrieme-couverture": 21,
        "communagir-espaces-concertation-2019": 45,
        "coutu-concertation-mrc": 186,
        "cplt-guide-concertation-toxicomanie": 334,
        "diapositives-concertation": 42,
    }


def test_each_of_the_628_units_is_used_or_left_out_with_a_reason(guide: Guide) -> None:
    used = [id for id in guide.unites if guide.usages[id] or id in guide.sigles_de]
    reasons = [id for id, (_, unite) in guide.unites.items() if unite.motif]
    assert sorted([*used, *reasons]) == sorted(guide.unites)
    assert len(guide.unites) == 628


def test_every_fiche_is_reached_from_at_least_two_others(guide: Guide) -> None:
    """Les liens montrés sur les pages des fiches; ni les index, ni les sources ne comptent."""
    contenu = {id for id, fiche in guide.fiches.items() if fiche.dossier not in FONDS}
    shown = {id: shown_on(guide, id) & contenu for id in contenu}
    reached = Counter(other for id in contenu for other in shown[id] - {id})
    assert {id: reached[id] for id in contenu if reached[id] < 2} == {}


def shown_on(guide: Guide, id: str) -> set[str]:
    """Les fiches vers lesquelles la page d'une fiche a un lien, hors précédente et suivante."""
    vue = view(guide, id)
    liens = (*vue.freins, *vue.outils, *vue.exemples, *vue.a_distinguer)
    see_also = [fiche.id for _, fiches in vue.voir_aussi for fiche in fiches]
    steps = [etape.id for etape in vue.etapes]
    return {lien.fiche.id for lien in liens} | guide.sortants[id] | {*see_also, *steps}


def test_every_reference_is_cited(guide: Guide) -> None:
    assert [f.id for f in guide.collections["references"] if not guide.cite_par[f.id]] == []


def test_every_frein_has_words_that_people_say(guide: Guide) -> None:
    assert [frein.id for frein in guide.collections["freins"] if not guide.entendus[frein.id]] == []


def test_every_step_has_its_questions_its_gestures_and_its_traps(guide: Guide) -> None:
    etapes = [etape for etape in guide.collections["etapes"] if isinstance(etape, Etape)]
    assert [etape.numero for etape in etapes] == [1, 2, 3, 4, 5, 6, 7]
    leading = [
        etape.id
        for etape in etapes
        if not all(geste.fiches for geste in (*etape.gestes, *etape.pieges))
    ]
    assert leading == []


@pytest.mark.parametrize(("famille", "count"), [("types", 5), ("profils", 7), ("animation", 3)])
def test_the_roles_of_the_sources_are_whole(guide: Guide, famille: str, count: int) -> None:
    roles = [role for role in guide.collections["roles"] if isinstance(role, Role)]
    assert len([role for role in roles if role.famille == famille]) == count


def test_every_debate_gives_each_side_its_source(guide: Guide) -> None:
    debats = [debat for debat in guide.collections["debats"] if isinstance(debat, Debat)]
    assert len(debats) >= 11
    alone = [d.id for d in debats if len({frozenset(p.provenance) for p in d.positions}) < 2]
    assert alone == []


def test_the_bodies_that_disappeared_say_what_became_of_them(guide: Guide) -> None:
    sigles = {sigle.sigle: sigle for sigle in guide.sigles}
    gone = ("CRÉ", "CLD", "CSSS", "CLE", "CLSC", "CRPAT", "CPLT", "TPDSL", "CAMF")
    assert [one for one in gone if not sigles[one].devenir or not sigles[one].bulle] == []


@pytest.mark.parametrize(
    ("prefix", "count", "kind"),
    [
        ("diapo-cg-", 12, Condition),
        ("coutu-cg-", 20, Condition),
        ("coutu-frein-", 11, Frein),
        ("diapo-defi-", 5, Frein),
        ("cplt-cout-", 7, Frein),
        ("cplt-defi-", 10, Frein),
    ],
)
def test_numbered_lists_of_the_sources_are_whole(
    guide: Guide, prefix: str, count: int, kind: type
) -> None:
    ids = [id for id in guide.unites if id.startswith(prefix)]
    assert len(ids) == count
    assert all(any(isinstance(f, kind) for f in guide.usages[id]) for id in ids)


def test_the_references_are_there_and_say_what_is_uncertain(guide: Guide) -> None:
    references = [f for f in guide.fiches.values() if isinstance(f, Reference)]
    assert len(references) >= 47  # les 47 que les sources citent, et les autres
    assert len([reference for reference in references if reference.provenance]) == 47
    assert all(reference.certitudes for reference in references)


def test_every_condition_answers_a_frein(guide: Guide) -> None:
    conditions = [f.id for f in guide.fiches.values() if isinstance(f, Condition)]
    assert [id for id in conditions if not view(guide, id).freins] == []


def test_every_piste_of_a_frein_leads_to_a_fiche(guide: Guide) -> None:
    freins = [f for f in guide.fiches.values() if isinstance(f, Frein)]
    assert [f.id for f in freins if not all(piste.fiches for piste in f.pistes)] == []


def test_every_exemple_says_what_it_became(guide: Guide) -> None:
    exemples = [f for f in guide.fiches.values() if isinstance(f, Exemple)]
    assert [f.id for f in exemples if f.genre != "cas-type" and not f.devenir] == []


def test_collaboration_concertation_and_partenariat_can_be_compared(guide: Guide) -> None:
    compared = {f.id for f in guide.fiches.values() if isinstance(f, Definition) and f.comparaison}
    assert compared == {"collaboration", "concertation", "partenariat"}


def test_every_page_cited_is_said_to_its_place(guide: Guide) -> None:
    """Une citation d'une source paginée donne toujours un repère."""
    paged = {"coutu-sd", "cplt-guide-sd"}
    bare = [
        (fiche, id)
        for fiche, cited in guide.cite.items()
        for id, reperes in cited.items()
        if id in paged and not reperes and not fiche.startswith(("coutu-", "cplt-"))
    ]
    assert bare == []
