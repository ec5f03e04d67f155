"""Le site construit : toutes ses pages, aucun lien brisé, rien d'anglais, rien d'un autre site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros import guide as memoire
from macros.model.commun import is_markdown, walk
from macros.relations import Guide
from macros.texte import plain_texts
from macros.typographie import typo

from .conftest import RACINE, copy_project, run
from .html import broken_links, external_resources, pages, read, text

DEPOT = "https://github.com/exemple/guide/"  # la barre de la fin ne gêne pas
ADRESSE = "https://autre.example/guide/"
A_LA_MAIN = 30  # dix-sept pages et treize index
# Des noms, des licences, des formats.
NOMS = {"MUNI", "CHRC", "MIT", "CC", "BY", "ISBN", "III"}
NOMS |= {"CSV", "JSON", "QR", "PDF", "EPUB", "USB", "YAML"}
ANGLAIS = re.compile(
    r"\b(the|and|with|not found|made|search(ing)?|skip|link|edit|back to|table of contents|footer"
    r"|header|loading|initializing|type to|close|share|clear|switch|toggle|previous|next|last"
    r"|updated?|copied|copy|page not)\b",
    re.I,
)


@pytest.fixture(scope="module")
def guide() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


def test_there_are_as_many_pages_as_fiches(site: Path, guide: Guide) -> None:
    built = {path.parent.relative_to(site).as_posix() + "/" for path in pages(site)}
    assert {fiche.adresse for fiche in guide.fiches.values()} <= built
    pieces = sum(len(fiche.pieces) for fiche in guide.fiches.values())
    assert len(built) == len(guide.fiches) + pieces + A_LA_MAIN


def test_no_link_or_anchor_is_broken(site: Path) -> None:
    assert broken_links(site) == []


def test_the_build_says_nothing_to_worry_about(construction: tuple[Path, str]) -> None:
    assert [
        line for line in construction[1].splitlines() if "WARN" in line or "ERROR" in line
    ] == []


def test_nothing_comes_from_another_host(site: Path) -> None:
    assert {link for path in pages(site) for link in external_resources(read(path))} == set()


def test_the_styles_ask_nothing_of_another_host(site: Path) -> None:
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert [
        url for style in styles for url in re.findall(r"url\(\s*['\"]?(https?:[^)]*)", style)
    ] == []


@pytest.mark.parametrize(
    "page", ["index.html", "404.html", "freins/index.html", "comparer/index.html"]
)
def test_the_interface_has_no_english_word(site: Path, page: str) -> None:
    tree = read(site / page)
    assert tree.get("lang") == "fr"
    for script in tree.xpath("//script | //style"):
        script.drop_tree()
    shown = [
        *tree.xpath("//text()[normalize-space()]"),
        *tree.xpath("//@title | //@aria-label | //@placeholder | //@alt"),
    ]
    assert [words for words in shown if ANGLAIS.search(words)] == []


def test_a_page_shows_every_text_of_its_fiche(site: Path, guide: Guide) -> None:
    """Chaque suite de mots d'un champ de texte, sans ses liens et ses appels."""
    missing = [
        (fiche.fichier, ".".join(map(str, chemin)), words)
        for fiche in guide.fiches.values()
        for pieces in [("", *(f"{piece}/" for piece in fiche.pieces))]
        for article in ["".join(article_of(site, fiche.adresse + piece) for piece in pieces)]
        for chemin, value, marks in walk(fiche)
        if is_markdown(marks) or chemin[0] == "resume"
        if chemin[0] != "comparaison"  # sur la page « Comparer »
        for words in (plain_texts(value) if is_markdown(marks) else [value])
        if " ".join(typo(words).split()) not in article
    ]
    assert missing == []


def article_of(site: Path, adresse: str) -> str:
    """Le texte d'une page, sans le sens des sigles."""
    (article,) = read(site / adresse / "index.html").xpath("//article | //body[not(.//article)]")
    for bubble in article.xpath("//*[@class='sigle-bulle']"):
        bubble.drop_tree()
    return text(article)


def test_each_page_has_one_title_and_a_summary(site: Path) -> None:
    wrong = []
    for path in pages(site):
        tree = read(path)
        titles, summaries = tree.xpath("//h1"), tree.xpath("//meta[@name='description']/@content")
        if len(titles) != 1 or len(summaries) != 1 or not summaries[0].strip():
            wrong.append(path.relative_to(site).as_posix())
    assert wrong == []


def test_every_colon_has_its_no_break_space(site: Path) -> None:
    bare = re.compile(r"\w :(\s|$)")
    wrong = [
        (path.relative_to(site).as_posix(), words)
        for path in (*pages(site), site / "404.html")
        for words in read(path).xpath("//article//text()")
        if bare.search(words)
    ]
    assert wrong == []


def test_no_id_is_used_twice_in_a_page(site: Path) -> None:
    twice = {}
    for path in pages(site):
        ids = read(path).xpath("//@id")
        if len(ids) != len(set(ids)):
            twice[path.relative_to(site).as_posix()] = sorted({i for i in ids if ids.count(i) > 1})
    assert twice == {}


def test_sections_have_anchors_that_are_not_made_of_titles(site: Path) -> None:
    anchors = read(site / "conditions/roles-clairs/index.html").xpath("//article//h2/@id")
    assert anchors[:4] == ["pourquoi", "comment", "signes", "freins"]


def test_every_fiche_is_at_most_three_clicks_from_the_home_page(site: Path, guide: Guide) -> None:
    """Par les liens du texte seulement : ni le menu, ni la recherche, ni la carte."""
    home = site / "index.html"
    clicks, pending = {home: 0}, [home]
    for page in pending:
        for link in read(page).xpath("//article//a/@href"):
            target = (page.parent / urlsplit(link).path).resolve()
            target = target / "index.html" if target.is_dir() else target
            if not urlsplit(link).scheme and target not in clicks and target.parent.name != "carte":
                clicks[target] = clicks[page] + 1
                pending.append(target)
    far = {
        fiche.id: clicks.get(site / fiche.adresse / "index.html")
        for fiche in guide.fiches.values()
        if clicks.get(site / fiche.adresse / "index.html", 99) > 3
    }
    assert far == {}


def test_the_provenance_page_says_how_many_units_are_used(site: Path, guide: Guide) -> None:
    rows = read(site / "provenance/index.html").xpath("//article//tr")
    left = sum(1 for _, unite in guide.unites.values() if unite.motif)
    assert [text(cell) for cell in rows[-1].xpath("./td")] == ["628", str(628 - left)]


def test_every_unit_of_a_source_leads_somewhere(site: Path, guide: Guide) -> None:
    bare = []
    for source in guide.collections["sources"]:
        tree = read(site / source.adresse / "index.html")
        for row in tree.xpath("//table[contains(@class, 'unites')]/tbody/tr"):
            if not row.xpath("./td[@data-colonne='Fiches']//a | ./td[@data-colonne='Fiches']/em"):
                bare.append(row.get("id"))
    assert bare == []


def test_no_sigle_is_left_unexplained(site: Path, guide: Guide) -> None:
    """Hors des notices d'ouvrages et des documents, dont les titres sont ceux des auteurs."""
    known = {sigle.sigle for sigle in guide.sigles} | NOMS
    unknown = {
        (word, path.parent.relative_to(site).as_posix())
        for path in pages(site)
        if path.relative_to(site).parts[0] not in ("references", "sources")
        for words in read(path).xpath(
            "//article//text()[not(ancestor::p[@hidden] or parent::script)]"
        )
        for word in re.findall(r"(?<![\w-])[A-ZÉÈ]{2,}(?![\w-])", words)
        if word not in known
    }
    assert unknown == set()


def test_without_a_repository_there_is_no_edit_link(site: Path) -> None:
    assert [path for path in pages(site) if read(path).xpath("//a[@rel='edit']")] == []


@pytest.fixture(scope="module")
def publie(construction: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Le site, construit avec une adresse et un dépôt."""
    projet = copy_project(tmp_path_factory.mktemp("publie") / "projet", construction[0].parent)
    done = run("mkdocs", "build", "--strict", cwd=projet, GUIDE_DEPOT=DEPOT, GUIDE_ADRESSE=ADRESSE)
    assert done.returncode == 0, done.stderr
    return projet / "site"


def test_with_a_repository_the_edit_link_opens_the_yaml(publie: Path) -> None:
    links = {
        page: read(publie / page / "index.html").xpath("//a[@rel='edit']/@href")
        for page in ("freins/eparpillement", "freins")
    }
    assert links == {
        "freins/eparpillement": [f"{DEPOT}edit/main/data/freins/eparpillement.yml"],
        "freins": [f"{DEPOT}edit/main/docs/freins/index.md"],
    }


def test_with_a_repository_no_page_asks_github_for_its_stars(publie: Path) -> None:
    page = read(publie / "index.html")
    assert set(page.xpath("//a[@class='md-source']/@href")) == {DEPOT}
    assert page.xpath("//*[@data-md-component='source']") == []


def test_the_address_of_the_site_comes_from_the_environment(publie: Path) -> None:
    page = read(publie / "freins/eparpillement/index.html")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADRESSE}freins/eparpillement/"]


@pytest.mark.parametrize(
    "call",
    [
        '{{ fiche("inexistante") }}',
        '{{ collection("inexistante") }}',
        '{{ comparaison("concertation", "but-commun") }}',
        "{{ macro_inconnue() }}",
        "{{ variable_inconnue }}",
        "{{ fiche() }}",
    ],
)
def test_a_macro_called_wrongly_fails_the_build(petit_projet: Path, call: str) -> None:
    (petit_projet / "docs/comparer.md").write_text(f"# Essai\n\n{call}\n", encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=petit_projet)
    assert done.returncode != 0
    assert "comparer.md" in done.stderr + done.stdout


def test_a_mistake_in_the_data_leaves_no_half_built_site(projet: Path) -> None:
    (projet / "data/freins/eparpillement.yml").write_text("titre: [\n", encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=projet)
    assert done.returncode == 1
    assert "data/freins/eparpillement.yml:2:1 : crochet" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (projet / "site").exists()
