"""Le livre : ce que dit le site, sans ses boutons; des liens qui mènent; un PDF, un EPUB sains."""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html
from pypdf import PdfReader
from weasyprint import HTML

from macros import dates, publiees, render
from macros import guide as memoire
from macros.publications.chaine import write_index
from macros.publications.controles import Fautive, check_pdf
from macros.publications.epub import write_epub
from macros.publications.livre import Livre, assemble, dossiers
from macros.publications.pdf import write_pdf
from macros.relations import Guide

from .conftest import RACINE

XHTML = {"x": "http://www.w3.org/1999/xhtml", "opf": "http://www.idpf.org/2007/opf"}


@pytest.fixture(scope="module")
def vrai() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


@pytest.fixture(scope="module")
def entier(vrai: Guide, site: Path) -> Livre:
    return assemble(vrai, site)


@pytest.fixture(scope="module")
def texte(vrai: Guide, entier: Livre) -> html.HtmlElement:
    return html.document_fromstring(render.livre(vrai, entier, pdf=True))


@pytest.fixture(scope="module")
def etapes(vrai: Guide, site: Path) -> Livre:
    return assemble(vrai, site, ["etapes"])


@pytest.fixture(scope="module")
def pdf(vrai: Guide, etapes: Livre, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "etapes.pdf"
    write_pdf(etapes, vrai, path)
    return path


@pytest.fixture(scope="module")
def lu(pdf: Path) -> PdfReader:
    return PdfReader(pdf)


@pytest.fixture(scope="module")
def epub(vrai: Guide, etapes: Livre, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("epub") / "etapes.epub"
    write_epub(etapes, vrai, path)
    return path


def test_the_book_holds_every_fiche_of_the_guide_in_its_order(vrai: Guide, entier: Livre) -> None:
    shown = [chapter.adresse for part in entier.parties for chapter in part.chapitres]
    wanted = [f.adresse for dossier in dossiers(vrai) for f in vrai.collections[dossier]]
    assert [adresse for adresse in shown if adresse in set(wanted)] == wanted
    assert set(shown) - set(wanted) == {
        "a-propos/",
        "ca-bloque/",
        "comparer/",
        "provenance/",
        "sigles/",
    }


def test_every_anchor_of_the_book_is_unique_and_every_link_finds_its_own(
    texte: html.HtmlElement,
) -> None:
    ids = texte.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in texte.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)
    assert not texte.xpath("//a[not(starts-with(@href, '#')) and not(contains(@href, ':'))]")


def test_titles_go_down_one_level_at_a_time(texte: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in texte.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_made_for_the_screen_is_left(texte: html.HtmlElement) -> None:
    assert not texte.xpath("//script|//button|//input|//form|//select|//svg|//*[@hidden]")
    assert not texte.xpath("//body//*[contains(text(), 'JavaScript')]")
    assert not texte.xpath("//ul[not(*)]|//p[not(*) and not(normalize-space())]")


def test_a_list_becomes_a_form_for_the_pencil(entier: Livre, site: Path) -> None:
    adresse = "listes/liste-freins/"
    on_screen = html.fromstring((site / adresse / "index.html").read_bytes())
    chapters = [one for part in entier.parties for one in part.pages]
    printed = next(one for one in chapters if one.adresse == adresse).contenu
    boxes = printed.xpath(".//span[@class='case']")
    assert len(boxes) == len(on_screen.xpath("//fieldset//input[@type='radio']"))
    assert {box.text for box in boxes} == {"☐"}
    assert printed.xpath("string(.//p[@class='enonce'])") in on_screen.text_content()
    assert len(printed.xpath(".//table[@class='plan-vide']//td")) == 24


def test_a_link_out_of_a_part_goes_to_the_public_site(etapes: Livre) -> None:
    links = etapes.parties[0].chapitres[0].contenu.xpath(".//a[contains(@class, 'appel')]/@href")
    assert links
    assert all(link.startswith(f"{etapes.site}references/") for link in links)


def test_the_pdf_meets_the_rules_of_pdf_ua(pdf: Path, lu: PdfReader) -> None:
    check_pdf(pdf)
    root = lu.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "fr-CA"


def test_a_pdf_that_breaks_the_rules_is_refused_by_name(tmp_path: Path) -> None:
    HTML(string="<p>Sans titre, ni langue, ni balises.").write_pdf(tmp_path / "freins.pdf")
    with pytest.raises(Fautive, match=r"^freins\.pdf : \d+ faute\(s\)\.\nPDFUA1-"):
        check_pdf(tmp_path / "freins.pdf")


def test_the_pdf_says_its_title_author_and_edition(lu: PdfReader, vrai: Guide) -> None:
    assert lu.metadata
    assert lu.metadata.title == "Guide de la concertation. Les sept étapes"
    assert lu.metadata.author == "Guide de la concertation"
    first = " ".join(lu.pages[0].extract_text().split())
    assert f"Édition du {dates.date(vrai.edition.publiee_le)}." in first


def test_every_chapter_has_its_bookmark_and_its_page_in_the_table(
    lu: PdfReader, etapes: Livre
) -> None:
    part, chapters = lu.outline
    assert part.title == "Les sept étapes"
    pages = {one.title: (lu.get_destination_page_number(one) or 0) + 1 for one in chapters}
    assert list(pages) == [chapter.titre for chapter in etapes.parties[0].chapitres]
    table = " ".join(lu.pages[1].extract_text().replace(".", " ").split())
    for title, page in pages.items():
        assert f"{title.replace('.', ' ').replace('  ', ' ')} {page}" in table


def test_every_link_inside_the_pdf_leads_to_a_page(lu: PdfReader) -> None:
    links = [a.get_object() for page in lu.pages for a in page.get("/Annots", ())]
    inside = {str(link["/Dest"]) for link in links if "/Dest" in link}
    assert len(inside) == 8  # la partie et ses sept étapes
    assert inside <= set(lu.named_destinations)
    assert all(link.get("/Contents") for link in links)


def test_the_pdf_hyphenates_in_french(lu: PdfReader) -> None:
    text = "\n".join(page.extract_text() for page in lu.pages[4:7])
    assert re.search(r"[a-zé]-\n", text)


def test_every_link_inside_the_epub_leads_somewhere(epub: Path) -> None:
    with zipfile.ZipFile(epub) as book:
        pages = {
            name: etree.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith(".xhtml")
        }
    ids = {name: set(tree.xpath("//@id")) for name, tree in pages.items()}
    for name, tree in pages.items():
        for link in tree.xpath("//x:a/@href[not(contains(., ':'))]", namespaces=XHTML):
            path, _, fragment = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            target = target if path else name
            assert target in ids, link
            assert not fragment or fragment in ids[target], link


def test_the_epub_names_its_chapters_and_says_how_it_can_be_read(
    epub: Path, etapes: Livre, vrai: Guide
) -> None:
    with zipfile.ZipFile(epub) as book:
        assert book.namelist()[0] == "mimetype"
        nav = etree.fromstring(book.read("EPUB/nav.xhtml"))
        opf = etree.fromstring(book.read("EPUB/content.opf"))
        names = [name for name in book.namelist() if "/text/ch" in name]
        titles = {etree.fromstring(book.read(name)).findtext(".//{*}title") for name in names}
    wanted = {chapter.titre for chapter in etapes.parties[0].chapitres}
    assert wanted <= {"".join(a.itertext()) for a in nav.iter("{*}a")}
    assert wanted <= titles
    said = {
        meta.get("property") for meta in opf.iter("{*}meta") if "schema:" in meta.get("property")
    }
    assert {"schema:accessMode", "schema:accessibilityFeature", "schema:accessibilitySummary"} <= (
        said
    )
    assert opf.findtext(".//{*}language") == "fr-CA"
    assert opf.findtext(".//{*}date") == vrai.edition.publiee_le.isoformat()


def test_the_page_offers_what_was_made_and_nothing_else(
    vrai: Guide, tmp_path: Path, pdf: Path, lu: PdfReader
) -> None:
    assert "sans ses publications" in render.publications(vrai, "publications/", tmp_path)
    folder = tmp_path / publiees.DOSSIER
    folder.mkdir()
    (folder / "etapes.pdf").write_bytes(pdf.read_bytes())
    (folder / "guide-de-la-concertation.epub").write_bytes(b"x" * 1_234_567)
    write_index(folder)
    index = json.loads((folder / publiees.INDEX).read_text(encoding="utf-8"))
    assert index["etapes.pdf"]["pages"] == len(lu.pages)
    page = html.fragment_fromstring(
        render.publications(vrai, "publications/", tmp_path), create_parent=True
    )
    assert page.xpath(".//li/a/@href") == [
        "../publications/guide-de-la-concertation.epub",
        "../publications/etapes.pdf",
    ]
    assert page.xpath("string(.//li)") == "Le guide entier (EPUB) 1,2\N{NO-BREAK SPACE}Mo"
