"""L'édition : une même date partout, un journal, un flux des fiches nouvelles et revues."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from macros import edition
from macros import guide as memoire
from macros.flux import NOM, dates, flux, history, write_flux
from macros.relations import Guide

from .conftest import RACINE, copy_project, run
from .html import read, text

AUJOURDHUI = datetime.date(2027, 3, 1)
CORPUS = "2026-01-02"
EDITION = "# L'édition publiée.\npubliee_le: 2026-01-02\n"
JOURNAL = """# Journal

## Non publié {: #non-publie }

- **Une fiche** de plus.

## Édition du 2 janvier 2026 {: #edition-2026-01-02 }

La première.
"""
CITATION = "title: Guide\nversion: 2026-01-02\ndate-released: 2026-01-02\n"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def racine(data: Path) -> Path:
    """Un projet réduit à ce qui dit l'édition, et au petit corpus."""
    racine = data.parent
    (racine / "docs").mkdir()
    (racine / "docs/journal.md").write_text(JOURNAL, encoding="utf-8")
    (racine / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (racine / "mkdocs.yml").write_text("site_url: https://exemple.org/g\n", encoding="utf-8")
    (data / "edition.yml").write_text(EDITION, encoding="utf-8")
    return racine


def written(racine: Path) -> dict[str, str]:
    names = (edition.DONNEES, edition.JOURNAL, edition.CITATION)
    return {name: (racine / name).read_text(encoding="utf-8") for name in names}


def test_publishing_dates_the_three_files_and_opens_the_next_edition(racine: Path) -> None:
    edition.publish(racine, AUJOURDHUI, AUJOURDHUI)
    assert written(racine) == {
        edition.DONNEES: EDITION.replace(CORPUS, "2027-03-01"),
        edition.CITATION: CITATION.replace(CORPUS, "2027-03-01"),
        edition.JOURNAL: JOURNAL.replace(
            "- **Une fiche** de plus.\n",
            "Rien pour le moment.\n\n"
            "## Édition du 1er mars 2027 {: #edition-2027-03-01 }\n\n"
            "- **Une fiche** de plus.\n",
        ),
    }
    assert edition.disagreements(racine, AUJOURDHUI) == []


@pytest.mark.parametrize(
    ("date", "journal", "message"),
    [
        ("2027-02-28", JOURNAL, "le 28 février 2027 est passé"),
        (CORPUS, JOURNAL, "le 2 janvier 2026 est passé"),
        (
            "2027-03-02",
            JOURNAL.replace("- **Une fiche** de plus.", "Rien pour le moment."),
            "docs/journal.md : « Non publié » est vide",
        ),
        ("2027-03-02", "# Journal\n", "remettez le titre « ## Non publié"),
    ],
)
def test_an_edition_that_makes_no_sense_changes_nothing(
    racine: Path, date: str, journal: str, message: str
) -> None:
    (racine / "docs/journal.md").write_text(journal, encoding="utf-8")
    before = written(racine)
    with pytest.raises(edition.Refus) as refus:
        edition.publish(racine, datetime.date.fromisoformat(date), AUJOURDHUI)
    assert message in str(refus.value)
    assert written(racine) == before


def test_an_edition_is_not_published_twice(racine: Path) -> None:
    with pytest.raises(edition.Refus, match="l'édition du 2026-01-02 existe déjà"):
        edition.publish(racine, datetime.date(2026, 1, 2), datetime.date(2026, 1, 1))


def test_a_date_that_is_not_one_is_said_in_french() -> None:
    done = run("macros", "edition", "demain")
    assert done.returncode == 2
    assert "« demain » n'est pas une date, comme 2026-11-20" in done.stderr


def test_a_disagreement_names_the_file_the_line_and_the_remedy(racine: Path) -> None:
    path = racine / "CITATION.cff"
    path.write_text(CITATION.replace(f"released: {CORPUS}", "released: 2026-01-03"), "utf-8")
    (racine / "docs/journal.md").write_text("# Journal\n", encoding="utf-8")
    found = map(str, edition.disagreements(racine, datetime.date.fromisoformat(CORPUS)))
    assert list(found) == [
        "CITATION.cff:3:1 : l'édition y est du 2026-01-03, et data/edition.yml dit 2026-01-02; "
        "lancez « make edition », ou remettez la même date.",
        "docs/journal.md:1:1 : il y manque l'édition du 2026-01-02; "
        "lancez « make edition », ou remettez la même date.",
    ]


def test_verifier_refuses_a_disagreement(tmp_path: Path) -> None:
    projet = copy_project(tmp_path / "projet")
    (projet / "data/edition.yml").write_text("publiee_le: 2031-05-06\n", encoding="utf-8")
    done = run("macros", "verifier", cwd=projet)
    assert done.returncode == 1
    assert "docs/journal.md:" in done.stderr
    assert "et data/edition.yml dit 2031-05-06" in done.stderr


def test_the_site_says_its_edition_and_leads_to_what_changed(site: Path) -> None:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    anchor = f"edition-{guide.edition.publiee_le}"
    for page in ("", "a-propos/", "freins/eparpillement/"):
        [link] = read(site / page / "index.html").xpath("//article//a[@class='edition']")
        assert link.get("href").endswith(f"journal/#{anchor}"), page
    [title] = read(site / "journal/index.html").xpath(f"//h2[@id='{anchor}']")
    assert text(title).startswith(text(link))


def test_pages_announce_the_feed_and_the_journal_links_to_it(site: Path) -> None:
    path = "//link[@rel='alternate feed' and @type='application/atom+xml']/@href"
    for page in ("", "freins/eparpillement/", "journal/"):
        [href] = read(site / page / "index.html").xpath(path)
        assert (site / page / href).resolve() == site / NOM
    assert read(site / "journal/index.html").xpath("//article//a[contains(@href, 'flux.xml')]")


def checked(content: str) -> Any:
    """Le flux, lu par feedparser, une fois sûr que ce que la RFC 4287 exige y est, une fois."""
    feed = feedparser.parse(content.encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    tree = etree.fromstring(content.encode())
    for element in (tree, *tree.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, (element, name)
    assert tree.findtext(f"{ATOM}author/{ATOM}name") == "Guide de la concertation"
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    assert all(address.startswith("https://") for address in ids)
    moments = [entry.updated for entry in feed.entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.feed.updated == moments[0]
    return feed


def test_the_feed_of_the_site_is_valid_and_its_links_lead_to_fiches(site: Path) -> None:
    feed = checked((site / NOM).read_text(encoding="utf-8"))
    assert len(feed.entries) == 50
    root = "https://guide-concertation.example/"
    assert feed.feed.links[0].href == f"{root}{NOM}"
    missing = [
        entry.link
        for entry in feed.entries
        if not (site / entry.link.removeprefix(root) / "index.html").exists()
    ]
    assert missing == []


def git(racine: Path, *command: str, day: int = 1) -> None:
    moment = f"2026-05-{day:02}T12:00:00-04:00"
    identity = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.org")
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    subprocess.run(
        ["git", *who, *command], cwd=racine, env=environment | identity, check=True,
        capture_output=True,
    )  # fmt: skip


def commit(racine: Path, day: int) -> None:
    git(racine, "add", "data")
    git(racine, "commit", "-qm", "Essai", day=day)


@pytest.fixture
def histoire(racine: Path, data: Path) -> Path:
    """Un dépôt : tout le 1er mai, une fiche revue le 3, une renommée le 4, une ajoutée le 5."""
    late = (data / "outils/tour-de-table.yml").read_text(encoding="utf-8")
    (data / "outils/tour-de-table.yml").unlink()
    git(racine, "init", "-q")
    for key, value in (("log.showSignature", "true"), ("diff.renames", "false"),
                       ("color.ui", "always"), ("log.showRoot", "false"), ("i18n.x", "fr"),
                       ("diff.noprefix", "true"), ("log.follow", "true")):  # fmt: skip
        git(racine, "config", key, value)
    commit(racine, 1)
    with (data / "freins/trop-de-tables.yml").open("a", encoding="utf-8") as file:
        file.write("\n")
    commit(racine, 3)
    (data / "exemples/la-table.yml").rename(data / "exemples/table.yml")
    commit(racine, 4)
    (data / "outils/tour-de-table.yml").write_text(late, encoding="utf-8")
    commit(racine, 5)
    return racine


def test_the_feed_tells_new_fiches_from_revised_ones(histoire: Path) -> None:
    found = dates(
        {f"data/{name}.yml" for name in
         ("freins/trop-de-tables", "exemples/table", "outils/tour-de-table", "etapes/commencer")},
        history(histoire),
    )  # fmt: skip
    told = {
        name: (one.nouvelle, one.ajoutee and one.ajoutee.day, one.changee.day)
        for name, one in found.items()
    }
    assert told == {
        "data/outils/tour-de-table.yml": (True, 5, 5),
        "data/exemples/table.yml": (False, 1, 4),
        "data/freins/trop-de-tables.yml": (False, 1, 3),
        "data/etapes/commencer.yml": (True, 1, 1),
    }


def test_an_entry_says_what_happened_to_its_fiche(histoire: Path, guide: Guide) -> None:
    feed = checked(flux(guide, history(histoire)))
    told = {entry.id: (entry.title, entry.updated) for entry in feed.entries}
    base = "https://exemple.org/g"
    assert told[f"{base}/outils/tour-de-table/"] == (
        "Nouvelle fiche\u00a0: Le tour de table", "2026-05-05T16:00:00Z",
    )  # fmt: skip
    assert told[f"{base}/freins/trop-de-tables/"] == (
        "Fiche revue\u00a0: Trop de tables", "2026-05-03T16:00:00Z",
    )  # fmt: skip


def test_a_shallow_clone_is_not_believed(histoire: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", histoire.as_uri(), "court")
    assert history(tmp_path / "court") == ""


def test_without_git_the_feed_is_valid_and_dated_by_the_last_review(
    racine: Path, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert history(racine) == ""  # pas un dépôt
    monkeypatch.setenv("PATH", "")
    assert shutil.which("git") is None
    write_flux(guide, racine / "docs")
    feed = checked((racine / "docs" / NOM).read_text(encoding="utf-8"))
    frein = next(entry for entry in feed.entries if "trop-de-tables" in entry.id)
    assert frein.id == "https://exemple.org/g/freins/trop-de-tables/"
    assert frein.updated == f"{guide.fiches['trop-de-tables'].revise_le}T12:00:00Z"
    assert frein.title == "Fiche revue\u00a0: Trop de tables"


def test_a_preview_keeps_the_feed_it_finds(racine: Path, guide: Guide) -> None:
    write_flux(guide, racine / "docs", apercu=True)
    (racine / "docs" / NOM).write_text("déjà là", encoding="utf-8")
    write_flux(guide, racine / "docs", apercu=True)
    assert (racine / "docs" / NOM).read_text(encoding="utf-8") == "déjà là"
