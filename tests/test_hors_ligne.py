"""Le guide sans réseau, dans un vrai navigateur, sur un serveur qu'on arrête pour de bon."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from macros import guide as memoire
from macros import hors_ligne
from macros.hors_ligne import edition, write_service_worker
from macros.relations import Guide

from .conftest import RACINE, Serveur
from .html import pages, read
from .test_listes import answer, saved
from .test_navigateur import MODES, search, violations

Visite = Callable[..., Page]
LISTE = "listes/liste-mobilisation/"
POINT = "Je compte rester."
FICHE = "freins/eparpillement/"
FERME = """Object.defineProperty(Navigator.prototype, "serviceWorker", {
  get() { throw new DOMException("refusé", "SecurityError"); } });"""
REFUSE = """if (isSecureContext) ServiceWorkerContainer.prototype.register = async () => {
  throw new DOMException("refusé", "SecurityError"); };"""


@pytest.fixture
def dit() -> list[str]:
    """Ce que le navigateur dit dans sa console : rien, à la fin de chaque test."""
    return []


@pytest.fixture
def visite(chromium: Browser, dit: list[str]) -> Iterator[Visite]:
    """Un navigateur neuf, et la page demandée."""
    contexts: list[BrowserContext] = []

    def visite(address: str, script: str = "", **options: Any) -> Page:
        context = chromium.new_context(locale="fr-CA", **options)
        contexts.append(context)
        context.add_init_script(script)
        context.on("console", lambda message: dit.append(f"{message.type} : {message.text}"))
        context.on("weberror", lambda error: dit.append(str(error.error)))
        page = context.new_page()
        page.goto(address)
        return page

    yield visite
    said = list(dit)  # fermer coupe des requêtes, et cela se dit
    for context in contexts:
        context.close()
    assert said == []


def ready(page: Page) -> Page:
    """Attend que les copies soient en service."""
    wait_while(page, "!navigator.serviceWorker.controller")
    return page


def caches(page: Page) -> list[str]:
    return list(page.evaluate("caches.keys()"))


def kept(page: Page) -> set[str]:
    """Les chemins gardés par l'édition en service."""
    addresses = "async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)"
    return {urlsplit(url).path for url in page.evaluate(addresses, caches(page)[0])}


def wait_while(page: Page, condition: str) -> None:
    """Attend que ce qu'on dit d'un navigateur ne soit plus vrai."""
    page.evaluate(
        f"""async () => {{ for (let turns = 1000; {condition}; turns -= 1) {{
        if (!turns) throw new Error("toujours vrai");
        await new Promise((resolve) => setTimeout(resolve, 20)); }} }}"""
    )


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def copy_site(site: Path, to: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """Le même site, où ces fichiers ont changé."""
    shutil.copytree(site, to)
    for name, (old, new) in changes.items():
        text = (to / name).read_text(encoding="utf-8")
        assert old in text
        (to / name).write_text(text.replace(old, new), encoding="utf-8")
    return to


def next_edition(site: Path, to: Path, changes: dict[str, tuple[str, str]]) -> Path:
    suivante = {"service-worker.js": ('PREFIXE + "', 'PREFIXE + "suivante-')}
    return copy_site(site, to, suivante | changes)


def test_a_list_is_filled_without_network_and_finds_its_answers(
    visite: Visite, serveur: Serveur
) -> None:
    page = ready(visite(serveur.adresse + LISTE))
    serveur.stop()
    page.reload()
    answer(page, POINT, "4 Beaucoup")
    saved(page)
    page.reload()
    expect(page.get_by_role("group", name=POINT).get_by_label("4 Beaucoup")).to_be_checked()


@pytest.mark.parametrize(
    ("chemin", "titre"),
    [
        ("", "Guide de la concertation"),
        ("listes/liste-freins/", "Repérer nos freins"),
        ("carnet/", "Mon carnet"),
        ("synthese/", "Synthèse d’un groupe"),
    ],
)
def test_a_core_page_never_seen_opens_without_network(
    visite: Visite, serveur: Serveur, chemin: str, titre: str
) -> None:
    page = ready(visite(serveur.adresse + FICHE))
    serveur.stop()
    page.goto(serveur.adresse + chemin)
    expect(page).to_have_url(serveur.adresse + chemin)
    title(page, titre)


def test_a_core_page_works_when_the_browser_says_it_is_offline(
    visite: Visite, serveur: Serveur
) -> None:
    page = ready(visite(serveur.adresse))
    page.context.set_offline(True)
    serveur.stop()
    page.goto(serveur.adresse + LISTE)
    answer(page, POINT, "1 Pas du tout")
    expect(page.locator(".points-faibles")).to_contain_text(POINT)


def test_a_page_seen_once_opens_again_whatever_its_filter(visite: Visite, serveur: Serveur) -> None:
    page = ready(visite(serveur.adresse))
    page.goto(serveur.adresse + "conditions/")
    serveur.stop()
    page.goto(serveur.adresse + "conditions/?theme=rencontres")
    expect(page.get_by_label("Thème")).to_have_value("rencontres")


def test_a_page_never_seen_leads_to_the_offline_page_which_names_it(
    visite: Visite, serveur: Serveur
) -> None:
    page = ready(visite(serveur.adresse))
    serveur.stop()
    page.goto(serveur.adresse + FICHE)
    title(page, "Hors ligne")
    link = page.locator(".page-absente").get_by_role("link")
    expect(link).to_have_text(f"/{FICHE}")
    serveur.start()
    link.click()
    title(page, "L’éparpillement")


def test_search_works_without_network(visite: Visite, serveur: Serveur, dit: list[str]) -> None:
    page = ready(visite(serveur.adresse))
    serveur.stop()
    page.reload()
    search(page, "éparpillement")
    expect(page.locator(f".recherche-resultats a[href$='/{FICHE}']").first).to_be_visible()
    expect(page.locator(".recherche-resultats p").first).not_to_be_empty()
    page.wait_for_timeout(500)
    dit.clear()  # les textes, qu'on n'a pas gardés : le résumé suffit


def test_when_the_network_does_not_answer_the_copy_comes(visite: Visite, serveur: Serveur) -> None:
    page = ready(visite(serveur.adresse + LISTE))
    serveur.bavard.clear()
    page.reload()
    answer(page, POINT, "1 Pas du tout")
    expect(page.locator(".points-faibles")).to_contain_text(POINT)
    search(page, "éparpillement")
    expect(page.locator(".recherche-resultats a").first).to_be_visible()


def test_a_server_in_trouble_gives_way_to_the_copy(visite: Visite, serveur: Serveur) -> None:
    page = ready(visite(serveur.adresse + LISTE))
    page.context.route("**/*", lambda route: route.fulfill(status=503, body="panne"))
    page.reload()
    answer(page, POINT, "1 Pas du tout")
    expect(page.locator(".points-faibles")).to_contain_text(POINT)


def test_errors_and_redirects_are_never_kept(
    visite: Visite, serveur: Serveur, dit: list[str]
) -> None:
    page = ready(visite(serveur.adresse))
    page.evaluate("(address) => fetch(address)", serveur.adresse + FICHE.rstrip("/"))
    page.goto(serveur.adresse + FICHE.rstrip("/"))
    expect(page).to_have_url(serveur.adresse + FICHE)
    page.goto(serveur.adresse + "inconnue/")
    assert kept(page) & {f"/{FICHE}", f"/{FICHE.rstrip('/')}", "/inconnue/"} == {f"/{FICHE}"}
    dit.clear()  # le 404


def test_a_new_edition_shows_at_once_and_loses_nothing(
    visite: Visite, serveur: Serveur, site: Path, tmp_path: Path
) -> None:
    page = ready(visite(serveur.adresse + FICHE))
    page.goto(serveur.adresse + FICHE)  # gardée : la première fois, rien n'était en service
    page.goto(serveur.adresse + LISTE)
    answer(page, POINT, "4 Beaucoup")
    saved(page)
    (before,) = caches(page)
    changes = {
        f"{LISTE}index.html": ("Le degré de mobilisation", "Le nouveau degré"),
        f"{FICHE}index.html": ("L’éparpillement", "Le nouvel éparpillement"),
    }
    serveur.site = next_edition(site, tmp_path / "suivante", changes)
    page.reload()
    title(page, "Le nouveau degré")
    wait_while(page, f"(await caches.keys()).includes('{before}')")
    serveur.stop()
    page.reload()
    title(page, "Le nouveau degré")
    expect(page.get_by_role("group", name=POINT).get_by_label("4 Beaucoup")).to_be_checked()
    page.goto(serveur.adresse + FICHE)
    title(page, "Le nouvel éparpillement")


def test_a_new_edition_leaves_other_caches_alone(
    visite: Visite, serveur: Serveur, site: Path, tmp_path: Path
) -> None:
    page = ready(visite(serveur.adresse))
    (before,) = caches(page)
    others = ["autre-site", "guide-/autre-guide/-0123456789ab"]
    page.evaluate("(names) => Promise.all(names.map((name) => caches.open(name)))", others)
    serveur.site = next_edition(site, tmp_path / "suivante", {})
    page.reload()
    wait_while(page, f"(await caches.keys()).includes('{before}')")
    assert set(others) < set(caches(page))


def test_with_network_a_page_and_its_styles_are_of_the_same_edition(
    visite: Visite, serveur: Serveur, site: Path, tmp_path: Path
) -> None:
    """Même quand le navigateur pense pouvoir resservir de mémoire un fichier vieux d'un mois."""
    serveur.site = copy_site(site, tmp_path / "ancienne", {})
    month_ago = time.time() - 30 * 24 * 3600
    for path in serveur.site.rglob("*"):
        os.utime(path, (month_ago, month_ago))
    page = ready(visite(serveur.adresse + FICHE))
    page.goto(serveur.adresse + LISTE)
    page.goto(serveur.adresse + FICHE)
    changes = {"assets/paquets/guide.css": (":root{", ":root{--edition:suivante;")}
    serveur.site = next_edition(site, tmp_path / "suivante", changes)
    page.goto(serveur.adresse + LISTE)
    style = "getComputedStyle(document.documentElement).getPropertyValue('--edition')"
    assert page.evaluate(style) == "suivante"


def test_an_incomplete_edition_is_not_taken(
    visite: Visite, serveur: Serveur, site: Path, tmp_path: Path
) -> None:
    page = ready(visite(serveur.adresse + LISTE))
    before = caches(page)
    changes = {f"{LISTE}index.html": ("Le degré de mobilisation", "Le nouveau degré")}
    serveur.site = next_edition(site, tmp_path / "suivante", changes)
    shutil.rmtree(serveur.site / "carnet")
    page.evaluate(
        """async () => { const registration = await navigator.serviceWorker.ready;
        globalThis.suivante = (await registration.update()).installing; }"""
    )
    wait_while(page, "suivante.state !== 'redundant'")
    serveur.stop()
    page.reload()
    title(page, "Le degré de mobilisation")
    page.goto(serveur.adresse + "carnet/")
    title(page, "Mon carnet")
    assert caches(page) == before


def test_it_works_below_the_root_of_a_host(
    visite: Visite, serveur: Serveur, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "guide").symlink_to(site)
    serveur.site = tmp_path
    page = ready(visite(serveur.adresse + "guide/"))
    serveur.stop()
    page.goto(serveur.adresse + "guide/" + LISTE)
    answer(page, POINT, "1 Pas du tout")
    expect(page.locator(".points-faibles")).to_contain_text(POINT)
    page.goto(serveur.adresse + "guide/" + FICHE)
    expect(page.locator(".page-absente")).to_contain_text(f"/guide/{FICHE}")


@pytest.mark.parametrize("script", [FERME, REFUSE])
def test_when_the_browser_refuses_the_guide_works_with_the_network(
    visite: Visite, adresse: str, script: str
) -> None:
    page = visite(adresse + LISTE, script)
    answer(page, POINT, "1 Pas du tout")
    expect(page.locator(".points-faibles")).to_contain_text(POINT)
    page.goto(adresse + "hors-ligne/")
    expect(page.get_by_text("Ce navigateur ne garde pas de copies")).to_be_visible()
    expect(page.get_by_role("button", name="Garder tout le guide")).to_be_hidden()


def test_without_https_the_guide_works_with_the_network(
    chromium: Browser, site: Path, dit: list[str]
) -> None:
    def serve(route: Route) -> None:
        path = site / urlsplit(route.request.url).path.strip("/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    page = chromium.new_page(locale="fr-CA")
    page.on("pageerror", lambda error: dit.append(str(error)))
    page.route("http://guide.example/**", serve)
    page.goto("http://guide.example/hors-ligne/")
    expect(page.get_by_text("Ce navigateur ne garde pas de copies")).to_be_visible()
    page.close()
    assert dit == []


def test_a_preview_takes_the_copies_away(
    visite: Visite, serveur: Serveur, site: Path, guide: Guide, tmp_path: Path
) -> None:
    page = ready(visite(serveur.adresse + LISTE))
    answer(page, POINT, "1 Pas du tout")
    saved(page)
    serveur.site = copy_site(site, tmp_path / "apercu", {})
    write_service_worker(guide, serveur.site, apercu=True)
    page.reload()
    wait_while(page, "(await caches.keys()).length")
    wait_while(page, "await navigator.serviceWorker.getRegistration()")
    expect(page.get_by_role("group", name=POINT).get_by_label("1")).to_be_checked()


def test_the_whole_guide_can_be_kept(visite: Visite, serveur: Serveur, site: Path) -> None:
    page = ready(visite(serveur.adresse + "hors-ligne/"))
    page.evaluate(
        """() => { globalThis.said = []; const status = document.querySelector("[role=status]");
        new MutationObserver(() => said.push(status.textContent)).observe(status,
          { childList: true }); }"""
    )
    page.get_by_role("button", name="Garder tout le guide").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Tout le guide est gardé.", timeout=60_000)
    expect(page.locator(".nombre")).to_have_text(str(len(pages(site))))
    expect(page.get_by_role("button", name="Garder tout le guide")).to_be_focused()
    assert page.evaluate("said.length") <= 11
    serveur.stop()
    page.goto(serveur.adresse + FICHE)
    title(page, "L’éparpillement")


def test_keeping_stops_and_resumes(visite: Visite, serveur: Serveur, site: Path) -> None:
    page = ready(visite(serveur.adresse + "hors-ligne/"))
    page.get_by_role("button", name="Garder tout le guide").click()
    expect(page.get_by_role("status")).to_contain_text("% du guide")
    page.get_by_role("button", name="Interrompre").click()
    expect(page.get_by_role("status")).to_contain_text("Interrompu")
    assert len(kept(page)) < len(pages(site))
    page.reload()
    page.get_by_role("button", name="Garder tout le guide").click()
    expect(page.get_by_role("status")).to_have_text("Tout le guide est gardé.", timeout=60_000)


def test_keeping_without_network_says_what_is_missing(
    visite: Visite, serveur: Serveur, dit: list[str]
) -> None:
    page = ready(visite(serveur.adresse + "hors-ligne/"))
    serveur.stop()
    page.get_by_role("button", name="Garder tout le guide").click()
    expect(page.get_by_role("status")).to_contain_text("n’ont pas pu être gardées")
    dit.clear()  # le plan du site, que le réseau n'a pas donné


def test_kept_pages_are_named_and_can_be_taken_away(visite: Visite, serveur: Serveur) -> None:
    page = ready(visite(serveur.adresse))
    page.goto(serveur.adresse + FICHE)
    page.goto(serveur.adresse + "hors-ligne/")
    page.get_by_text("Voir celles qui ne le sont pas d’office").click()
    links = page.locator("garder-hors-ligne details a")
    expect(links).to_have_text(["L’éparpillement des acteurs"])
    page.get_by_role("button", name="Enlever les copies").click()
    expect(page.get_by_role("status")).to_contain_text("Copies enlevées")
    expect(page.locator(".nombre")).to_have_text(str(len(hors_ligne.pages(true_guide()))))
    serveur.stop()
    page.goto(serveur.adresse + FICHE)
    title(page, "Hors ligne")


def test_without_javascript_the_page_says_what_is_missing(visite: Visite, adresse: str) -> None:
    page = visite(adresse + "hors-ligne/", java_script_enabled=False)
    expect(page.get_by_text("il faut JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="Le degré de mobilisation")).to_be_visible()
    expect(page.get_by_role("button", name="Garder tout le guide")).to_be_hidden()


@pytest.mark.parametrize(("mode", "largeur"), MODES)
def test_axe_finds_nothing_on_the_offline_page(
    visite: Visite, serveur: Serveur, mode: str, largeur: int
) -> None:
    taille = {"width": largeur, "height": 800}
    page = ready(visite(serveur.adresse, viewport=taille, color_scheme=mode))
    page.goto(serveur.adresse + FICHE)
    page.goto(serveur.adresse + "hors-ligne/?page=" + serveur.adresse + "conditions/confiance/")
    page.get_by_text("Voir celles qui ne le sont pas d’office").click()
    page.get_by_role("button", name="Garder tout le guide").click()
    expect(page.get_by_role("status")).to_contain_text("% du guide")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    page.get_by_role("button", name="Interrompre").click()


def true_guide() -> Guide:
    guide = memoire.current(RACINE / "data").guide
    assert guide
    return guide


def test_everything_kept_from_the_start_is_in_the_site(site: Path) -> None:
    missing = [
        name for name in hors_ligne.files(site.parent / "docs") if not (site / name).exists()
    ]
    missing += [
        page for page in hors_ligne.pages(true_guide()) if not (site / page / "index.html").exists()
    ]
    assert missing == []


def test_the_offline_page_links_to_everything_kept_from_the_start(site: Path) -> None:
    links = read(site / "hors-ligne/index.html").xpath("//ul[@class='noyau']//a/@href")
    shown = {str(link).removeprefix("../") for link in links}
    assert shown == set(hors_ligne.pages(true_guide())) - {"hors-ligne/"}


def test_the_announced_sizes_are_right(site: Path) -> None:
    """À un mégaoctet près, ou au quart."""
    words = read(site / "hors-ligne/index.html").text_content()
    announced = [int(n) for n in re.findall(r"(\d+)\s+Mo", words)]
    contents = [path.read_bytes() for path in pages(site)]
    sent = sum(len(gzip.compress(content, 6)) for content in contents) / 1e6
    raw = sum(map(len, contents)) / 1e6
    assert announced == [pytest.approx(sent, abs=1), pytest.approx(raw, rel=0.25)]


def test_two_identical_builds_are_the_same_edition(site: Path) -> None:
    worker = (site / "service-worker.js").read_text(encoding="utf-8")
    assert f'PREFIXE + "{edition(site.parent)}"' in worker


@pytest.mark.parametrize(
    "name",
    [
        "data/freins/eparpillement.yml",
        "docs/carnet.md",
        "docs/assets/guide.css",
        "macros/templates/carnet.md.j2",
        "mkdocs.yml",
        "requirements.txt",
        "theme/main.html",
    ],
)
def test_any_change_is_a_new_edition(projet: Path, name: str) -> None:
    before = edition(projet)
    with (projet / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    assert edition(projet) != before


def test_another_address_is_a_new_edition(projet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition(projet)
    monkeypatch.setenv("GUIDE_ADRESSE", "https://autre.example/")
    assert edition(projet) != before


def test_what_is_not_the_site_changes_no_edition(projet: Path) -> None:
    before = edition(projet)
    (projet / "docs/service-worker.js").write_text("autre", encoding="utf-8")
    (projet / "macros/__pycache__").mkdir(exist_ok=True)
    (projet / "macros/__pycache__/x.pyc").write_bytes(b"x")
    (projet / "README.md").unlink()
    assert edition(projet) == before


def test_an_unchanged_service_worker_is_not_written_again(guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    write_service_worker(guide, tmp_path / "docs")
    path = tmp_path / "docs/service-worker.js"
    before = path.stat().st_mtime_ns
    write_service_worker(guide, tmp_path / "docs")
    assert path.stat().st_mtime_ns == before
