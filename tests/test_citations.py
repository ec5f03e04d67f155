"""Citer : chaque notice dans les quatre formes, relue par d'autres; ce que dit chaque page d'elle.

tests/citations/ a un cas par genre d'ouvrage : sa fiche, puis ce qu'on en attend. `--ecrire` récrit
ce qui est attendu. schema_org.yml est le vocabulaire auquel les données structurées se tiennent.
"""

from __future__ import annotations

import datetime
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import rispy
import yaml
from lxml import html
from playwright.sync_api import Browser, Page
from pybtex.database import parse_string
from pybtex.richtext import Text

from macros import bibliographie, citation, render
from macros import guide as memoire
from macros.model import TYPES, Reference
from macros.relations import Guide

from .conftest import RACINE
from .html import pages, read, text

CAS = Path(__file__).parent / "citations"
NOTICES = sorted(path for path in CAS.glob("*.yml") if path.stem != "schema_org")
COMMUN = {"resume": "Une phrase.", "revise_le": datetime.date(2026, 11, 20)}
SITE = "https://guide-concertation.example/"
ECRIRE = """async ([module, notices]) => {
  const { toBibtex, toRis, toCslJson } = await import(module);
  return notices.map((csl) => [toBibtex(csl), toRis(csl), toCslJson(csl)]);
}"""


@pytest.fixture(scope="module")
def guide() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


@pytest.fixture(scope="module")
def page(chromium: Browser, adresse: str) -> Iterator[Page]:
    page = chromium.new_page(locale="fr-CA", service_workers="block")
    page.goto(adresse + "references/")
    yield page
    page.close()


@pytest.fixture(scope="module")
def ecrites(page: Page) -> dict[str, dict[str, str]]:
    """Cas → ses quatre formes, celles du navigateur écrites d'un seul coup."""
    references = {path.stem: case(path) for path in NOTICES}
    items = {id: citation.csl_reference(one) for id, one in references.items()}
    apa = bibliographie.entries(tuple(references.values()))
    return {
        id: {
            "apa": f"{apa[id][0]}\n{apa[id][1]}\n",
            "bibtex": bibtex,
            "ris": ris.replace("\r\n", "\n"),
            "csl": f"{json.dumps(json.loads(csl), ensure_ascii=False)}\n",
        }
        for id, (bibtex, ris, csl) in zip(items, write(page, list(items.values())), strict=True)
    }


def case(path: Path) -> Reference:
    fields = yaml.safe_load(path.read_text(encoding="utf-8"))["fiche"]
    for names in ("author", "editor"):
        if names in fields:
            fields[names] = tuple(fields[names])
    reference = Reference(**COMMUN, **fields).named(path.stem)
    assert isinstance(reference, Reference)
    return reference


def write(page: Page, notices: list[dict[str, Any]]) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(ECRIRE, ["/assets/citer/notices.js", notices])
    return found


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_work_is_written_as_expected(
    path: Path, ecrites: dict[str, dict[str, str]], request: pytest.FixtureRequest
) -> None:
    written = ecrites[path.stem]
    source = path.read_text(encoding="utf-8")
    if request.config.getoption("--ecrire"):
        blocks = (f"  {name}: |\n{indent(words, '    ')}" for name, words in written.items())
        path.write_text(f"{source.partition('attendu:')[0]}attendu:\n{''.join(blocks)}", "utf-8")
    assert written == yaml.safe_load(path.read_text(encoding="utf-8"))["attendu"]


@pytest.fixture(scope="module")
def exports(page: Page, guide: Guide) -> tuple[dict[str, dict[str, Any]], str, str]:
    """Tous les ouvrages du guide et tous les cas : les notices, leur BibTeX, leur RIS."""
    works = [one for one in guide.collections["references"] if isinstance(one, Reference)]
    notices = [citation.csl_reference(one) for one in (*works, *map(case, NOTICES))]
    bibtex, ris, _ = zip(*write(page, notices), strict=True)
    return {one["id"]: one for one in notices}, "\n".join(bibtex), "\r\n".join(ris)


def test_pybtex_reads_every_notice_back(exports: Any) -> None:
    notices, bibtex, _ = exports
    found = parse_string(bibtex, "bibtex").entries
    assert {id: from_pybtex(entry) for id, entry in found.items()} == {
        id: meant(one, sans_date="s. d.", dash="--") for id, one in notices.items()
    }


def test_rispy_reads_every_notice_back(exports: Any) -> None:
    notices, _, ris = exports
    found = {one["id"]: one for one in rispy.loads(ris)}
    assert {id: from_rispy(entry) for id, entry in found.items()} == {
        id: meant(one, comma=". ") for id, one in notices.items()
    }


def test_the_lines_of_a_ris_file_end_as_its_standard_says(exports: Any) -> None:
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", exports[2])


def meant(
    notice: dict[str, Any], *, sans_date: str = "", dash: str = "-", comma: str = ", "
) -> dict[str, Any]:
    """Ce qu'un logiciel doit comprendre d'une notice. `comma` : dans le nom d'un organisme."""
    dates = notice.get("issued", {}).get("date-parts", [])
    return {
        "title": notice["title"],
        "names": [
            one["literal"].replace(", ", comma)
            if "literal" in one
            else ", ".join(filter(None, (one["family"], one.get("given"))))
            for one in notice.get("author", [])
        ],
        "year": dash.join(str(one[0]) for one in dates) or sans_date,
        "pages": notice.get("page", "").replace("-", dash),
        "url": notice.get("URL", ""),
    }


def from_pybtex(entry: Any) -> dict[str, Any]:
    return {
        "title": decode(entry.fields["title"]),
        "names": [decode(str(one)) for one in entry.persons.get("author", [])],
        "year": entry.fields["year"],
        "pages": entry.fields.get("pages", ""),
        "url": entry.fields.get("url", ""),
    }


def decode(latex: str) -> str:
    """Le texte d'un champ BibTeX. pybtex laisse telles quelles trois commandes de LaTeX."""
    decoded = str(Text.from_latex(latex))
    for command, sign in {"\\textbraceleft ": "{", "\\textasciicircum ": "^", "\\$": "$"}.items():
        decoded = decoded.replace(command, sign)
    return decoded


def from_rispy(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": entry["title"],
        "names": entry.get("authors", []),
        "year": entry.get("date", "").partition("///")[2] or entry.get("year", ""),
        "pages": "-".join(entry[k] for k in ("start_page", "end_page") if k in entry),
        "url": entry.get("urls", [""])[0],
    }


APA = [
    ({}, "20 novembre). L’idée. https://exemple.org/x/"),
    (
        {"consultee": 21},
        "20 novembre). L’idée. Récupéré le 21 novembre 2026 de https://exemple.org/x/",
    ),
    (
        {"consultee": 1, "section": "Les signes.", "ancre": "signes"},
        "20 novembre). L’idée, «\u00a0Les signes\u00a0». Récupéré le 1er novembre 2026"
        " de https://exemple.org/x/#signes",
    ),
]


@pytest.mark.parametrize(("options", "end"), APA, ids=["edition", "consultee", "section"])
def test_a_page_of_the_guide_reads_as_apa(page: Page, options: Any, end: str) -> None:
    csl = {"title": "L’idée", "author": [{"literal": "Guide de la concertation"}]}
    csl |= {"issued": {"date-parts": [[2026, 11, 20]]}, "URL": "https://exemple.org/x/"}
    written = page.evaluate(
        """async ([csl, { consultee, ...options }]) => {
          const { toApa } = await import("/assets/citer/notices.js");
          return toApa(csl, { ...options, consultee: consultee && new Date(2026, 10, consultee) });
        }""",
        [csl, options],
    )
    assert written == f"Guide de la concertation. (2026, {end}"


def test_a_page_is_exported_with_the_day_it_was_read(page: Page, guide: Guide) -> None:
    csl = citation.csl_fiche(guide, guide.fiches["eparpillement"])
    bibtex, ris = page.evaluate(
        """async (csl) => {
          const { toBibtex, toRis, withAccess } = await import("/assets/citer/notices.js");
          const read = withAccess(csl, new Date(2026, 10, 21));
          return [toBibtex(read), toRis(read)];
        }""",
        csl,
    )
    (entry,) = parse_string(bibtex, "bibtex").entries.values()
    assert (entry.type, entry.fields["date"], entry.fields["urldate"]) == (
        "online",
        "2026-11-20",
        "2026-11-21",
    )
    (read,) = rispy.loads(ris)
    assert (read["date"], read["access_date"], read["language"]) == (
        "2026/11/20",
        "2026/11/21",
        "fr-CA",
    )


@pytest.mark.parametrize(
    ("chemin", "bouton", "nom"),
    [
        ("references/bourque-2008/", "BibTeX", "bourque-2008.bib"),
        ("references/bourque-2008/", "CSL-JSON", "bourque-2008.json"),
        ("references/", "RIS", "guide-references.ris"),
    ],
)
def test_a_notice_is_saved_as_a_file(page: Page, chemin: str, bouton: str, nom: str) -> None:
    page.goto(re.sub(r"(//[^/]+/).*", rf"\1{chemin}", page.url))
    with page.expect_download() as download:
        page.get_by_role("button", name=bouton).click()
    assert download.value.suggested_filename == nom
    saved = download.value.path().read_bytes().decode("utf-8")
    kept = {
        "bib": lambda: list(parse_string(saved, "bibtex").entries),
        "ris": lambda: [one["id"] for one in rispy.loads(saved)],
        "json": lambda: [one["id"] for one in json.loads(saved)],
    }[nom.rpartition(".")[2]]()
    assert "bourque-2008" in kept
    assert len(kept) == 1 or "guide" in nom


def test_the_whole_bibliography_is_a_file(site: Path, guide: Guide) -> None:
    href = read(site / "references/index.html").xpath("//a[@download]/@href")[0]
    items = json.loads((site / "references" / href).read_text(encoding="utf-8"))
    assert [one["id"] for one in items] == [one.id for one in guide.collections["references"]]


def test_without_javascript_a_fiche_says_how_to_cite_it(site: Path, guide: Guide) -> None:
    (line,) = read(site / "freins/eparpillement/index.html").xpath("//p[@class='pour-citer']")
    adresse = f"{guide.site}freins/eparpillement/"
    assert text(line) == (
        "Pour citer cette fiche : Guide de la concertation. (2026, 20 novembre). "
        f"L’éparpillement des acteurs. {adresse}"
    )
    assert line.xpath("./a/@href") == [adresse]
    fiche = guide.fiches["eparpillement"]
    assert json.loads(line.get("data-csl")) == citation.csl_fiche(guide, fiche)


def test_a_fiche_has_its_metadata(site: Path, guide: Guide) -> None:
    tree = read(site / "freins/eparpillement/index.html")
    adresse = f"{guide.site}freins/eparpillement/"
    found = {one.get("name"): one.get("content") for one in tree.xpath("//meta[@name]")}
    wanted = {
        "DC.title": "L’éparpillement des acteurs",
        "DC.creator": citation.NOM,
        "DC.publisher": citation.NOM,
        "DC.date": "2026-11-20",
        "DC.language": "fr-CA",
        "DC.type": "Text",
        "DC.rights": citation.LICENCE,
        "DC.identifier": adresse,
        "citation_title": "L’éparpillement des acteurs",
        "citation_author": citation.NOM,
        "citation_publisher": citation.NOM,
        "citation_publication_date": "2026/11/20",
        "citation_language": "fr-CA",
        "citation_public_url": adresse,
    }
    assert {name: found.get(name) for name in wanted} == wanted
    assert tree.xpath("//link[@rel='schema.DC']")


def test_every_page_names_the_address_to_cite(site: Path) -> None:
    different = [
        path.relative_to(site).as_posix()
        for path in pages(site)
        if (tree := read(path)).xpath("//link[@rel='cite-as']/@href")
        != tree.xpath("//link[@rel='canonical']/@href")
    ]
    assert different == []


@pytest.fixture(scope="module")
def decrites(site: Path, guide: Guide) -> dict[str, Any]:
    """Fiche → ce que sa page dit d'elle aux machines."""
    return {
        fiche.id: json.loads(block.text)
        for fiche in guide.fiches.values()
        for block in read(site / fiche.adresse / "index.html").xpath(
            "//article//script[@type='application/ld+json']"
        )
    }


def test_every_fiche_describes_itself_in_the_words_of_schema_org(
    decrites: dict[str, Any], guide: Guide
) -> None:
    vocabulary = yaml.safe_load((CAS / "schema_org.yml").read_text(encoding="utf-8"))
    assert decrites.keys() == guide.fiches.keys()
    unknown = {
        f"{kinds} : {name}"
        for described in decrites.values()
        for kinds, names in objects(described)
        for name in names
        if not any(name in properties(kind, vocabulary) for kind in kinds)
    }
    assert unknown == set()


def objects(value: Any) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """(types, propriétés) de chaque objet, un objet sans type en étant un mauvais."""
    if isinstance(value, dict):
        kinds = value["@type"]
        yield (
            (kinds,) if isinstance(kinds, str) else tuple(kinds),
            [name for name in value if not name.startswith("@")],
        )
    if isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from objects(one)


def properties(kind: str, vocabulary: dict[str, Any]) -> set[str]:
    parents = (properties(parent, vocabulary) for parent in vocabulary[kind]["de"])
    return set(vocabulary[kind]["proprietes"]).union(*parents)


def test_each_type_of_fiche_has_its_type_in_schema_org(
    decrites: dict[str, Any], guide: Guide
) -> None:
    found = {
        dossier: {str(decrites[fiche.id]["@type"]) for fiche in guide.collections[dossier]}
        for dossier in TYPES
        if dossier != "references"
    }
    resource = {"LearningResource"}
    assert found == dict.fromkeys(found, resource) | {
        "definitions": {"DefinedTerm"},
        "outils": resource | {"['LearningResource', 'HowTo']"},
        "parcours": {"Course"},
    }


def test_a_description_says_who_when_and_under_what_licence(decrites: dict[str, Any]) -> None:
    assert decrites["eparpillement"] == {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": "L’éparpillement des acteurs",
        "description": "À force d’être de toutes les tables, on n’est vraiment présent à aucune.",
        "url": f"{SITE}freins/eparpillement/",
        "learningResourceType": "Frein",
        "keywords": ["dispersion", "trop de comités", "toujours les mêmes"],
        "dateModified": "2026-11-20",
        "inLanguage": "fr-CA",
        "license": citation.LICENCE,
        "isAccessibleForFree": True,
        "educationalUse": "développement professionnel",
        "isPartOf": {"@type": "WebSite", "name": citation.NOM, "url": SITE},
    }
    step = decrites["plan-d-action"]["step"][3]
    assert step["text"].endswith("Le CPLT veut des réalisations à court, à moyen et à long terme.")
    assert decrites["liste-mobilisation"]["timeRequired"] == "PT10M"
    assert decrites["bilodeau-2010"]["isPartOf"]["@type"] == "Book"


def test_no_title_can_leave_its_attribute_or_its_script(data: Path) -> None:
    path = data / "freins/trop-de-tables.yml"
    source = path.read_text(encoding="utf-8")
    trap = "Moins < que & plus > qu’avant"
    path.write_text(source.replace("Trop de tables", json.dumps(trap), 1), encoding="utf-8")
    etat = memoire.current(data)
    assert etat.guide, etat.problems
    tree = html.fromstring(render.fiche(etat.guide, "freins/trop-de-tables/", "trop-de-tables"))
    assert [json.loads(one.text)["name"] for one in tree.xpath("//script")] == [trap]
    assert json.loads(tree.xpath("//@data-csl")[0])["title"] == trap


def test_descriptions_weigh_little(site: Path) -> None:
    """Octets de plus pour la page, une fois compressée."""
    block = re.compile(rb'<script type="application/ld\+json">.*?</script>')
    heavy = {}
    for path in pages(site):
        content = path.read_bytes()
        added = len(gzip.compress(content, 6)) - len(gzip.compress(block.sub(b"", content), 6))
        heavy |= {path.parent.relative_to(site).as_posix(): added} if added >= 600 else {}
    assert heavy == {}


def test_the_citation_file_cites_this_edition_of_the_whole_guide(guide: Guide) -> None:
    """Validé une fois par cffconvert 2.0.0; tests/test_edition.py tient sa date d'accord."""
    cff = yaml.safe_load((RACINE / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["cff-version"] == "1.2.0"
    assert (cff["title"], cff["authors"]) == (citation.NOM, [{"name": citation.NOM}])
    assert (cff["url"], cff["license"], cff["type"]) == (SITE, "CC-BY-4.0", "dataset")
    assert cff["date-released"] == guide.edition.publiee_le
    assert cff["version"] == guide.edition.publiee_le.isoformat()
