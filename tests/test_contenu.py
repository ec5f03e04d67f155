"""Le vrai contenu : complet, sourcé, relié. Compte ce que l'inventaire des sources promet."""

from __future__ import annotations

from collections import Counter

import pytest

from macros import guide as memoire
from macros.model import Condition, Definition, Exemple, Frein, Reference
from macros.relations import Guide
from macros.views import view

from .conftest import RACINE

NATURES = {"definition", "distinction", "condition", "frein", "defi", "exemple", "reference"}


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


def test_every_unit_of_these_natures_is_claimed(guide: Guide) -> None:
    left = [
        id
        for id, (_, unite) in guide.unites.items()
        if unite.nature in NATURES and not guide.usages[id]
    ]
    assert left == []


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


def test_the_47_references_are_there_and_say_what_is_uncertain(guide: Guide) -> None:
    references = [f for f in guide.fiches.values() if isinstance(f, Reference)]
    assert len(references) == 47
    assert all(reference.certitudes for reference in references)
    unexplained = [
        reference.id
        for reference in references
        for part in reference.certitudes
        if part.certitude == "incertain" and not part.texte
    ]
    assert unexplained == []


def test_every_condition_answers_a_frein(guide: Guide) -> None:
    conditions = [f.id for f in guide.fiches.values() if isinstance(f, Condition)]
    assert [id for id in conditions if not view(guide, id).freins] == []


def test_every_piste_of_a_frein_leads_to_a_fiche(guide: Guide) -> None:
    freins = [f for f in guide.fiches.values() if isinstance(f, Frein)]
    assert [f.id for f in freins if not all(piste.fiches for piste in f.pistes)] == []


def test_every_exemple_says_what_it_became(guide: Guide) -> None:
    exemples = [f for f in guide.fiches.values() if isinstance(f, Exemple)]
    assert [f.id for f in exemples if f.genre != "cas-type" and not f.devenir] == []


def test_what_is_verified_gives_its_document(guide: Guide) -> None:
    facts = [
        (fiche.id, fait.texte)
        for fiche in guide.fiches.values()
        for fait in (*getattr(fiche, "mise_a_jour", ()), *getattr(fiche, "devenir", ()))
        if fait.certitude == "verifie" and not fait.preuves
    ]
    assert facts == []


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
