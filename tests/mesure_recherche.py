"""Mesure des recherches sur les mêmes requêtes : `make mesurer` (python -m tests.mesure_recherche).

Rappel à 1, 3 et 10 et rang réciproque moyen, par genre de requête, pour la recherche de Material
(d'origine, puis avec les apostrophes parmi ses séparateurs), pour Pagefind et pour celle du guide.
Chacune est celle que le visiteur aurait : son propre index, son propre code, dans Chromium.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

from .conftest import CHROMIUM, SANS_RESEAU, Serveur, copy_project, run

REQUETES = Path(__file__).parent / "recherche"
CONTROLE = Path(__file__).parent / "recherche-controle"
"""Écrites sans voir ni les autres, ni les synonymes, ni les mots clés : elles jugent le réglage."""
RIEN = "rien"
SEPARATEURS = "\\b(?:[cdjlmnstCDJLMNST]|[qQ]u)['’]|[\\s\\-,:!?;.=\\[\\]()\"/«»'’]+"

Requete = tuple[str, list[str]]
"""(ce qu'on tape, identifiants attendus)"""
Chercher = Callable[[str], list[str]]
"""Requête → identifiants des pages trouvées, la meilleure d'abord."""

GUIDE = """async (texte) => {
  globalThis.moteur ??= await (async () => {
    const { Moteur } = await import("/assets/recherche/moteur.js");
    return new Moteur(await (await fetch("/recherche/index.json")).json());
  })();
  return moteur.search(texte).resultats.map(({ adresse }) => adresse);
}"""
MATERIAL = """async (texte) => {
  const ask = (message, type) => new Promise((resolve) => {
    travailleur.addEventListener("message", function wait({ data }) {
      if (data.type !== type) return;
      travailleur.removeEventListener("message", wait);
      resolve(data.data);
    });
    travailleur.postMessage(message);
  });
  if (!globalThis.travailleur) {
    const page = await (await fetch("/")).text();
    const [, path] = /"search": ?"([^"]+)"/.exec(page);
    globalThis.__search = undefined;
    globalThis.travailleur = new Worker(new URL(path, location.origin + "/"));
    const index = await (await fetch("/search/search_index.json")).json();
    index.options = { suggest: false };
    await ask({ type: 0, data: index }, 1);
  }
  const { items } = await ask({ type: 2, data: texte }, 3);
  return items.map(([first]) => first.location.split("#")[0]);
}"""
PAGEFIND = """async (texte) => {
  globalThis.pagefind ??= await (async () => {
    const module = await import("/pagefind/pagefind.js");
    await module.init();
    return module;
  })();
  const { results } = await pagefind.search(texte);
  const found = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return found.map(({ url }) => url);
}"""


@dataclass
class Mesure:
    """Ce qu'une recherche trouve, pour un genre de requête. Parts de 0 à 1."""

    requetes: int = 0
    premier: float = 0
    trois: float = 0
    dix: float = 0
    rang: float = 0
    """rang réciproque moyen"""


def queries(folder: Path = REQUETES) -> dict[str, list[Requete]]:
    """Genre → requêtes."""
    return {
        path.stem: [
            (one["cherche"], one["attendu"])
            for one in yaml.safe_load(path.read_text(encoding="utf-8"))
        ]
        for path in sorted(folder.glob("*.yml"))
    }


def rank(found: list[str], expected: list[str]) -> int | None:
    """La place de la première page attendue, à partir de 1."""
    return next((place for place, id in enumerate(found, 1) if id in expected), None)


def measure(search: Chercher, asked: list[Requete]) -> Mesure:
    """Une requête de « rien » réussit si rien ne sort."""
    ranks = [
        rank(found, expected) if expected else (None if found else 1)
        for found, expected in ((search(text), expected) for text, expected in asked)
    ]
    size = len(asked)
    return Mesure(
        size,
        sum(place == 1 for place in ranks) / size,
        sum(place is not None and place <= 3 for place in ranks) / size,
        sum(place is not None and place <= 10 for place in ranks) / size,
        sum(1 / place for place in ranks if place and place <= 10) / size,
    )


def searcher(page: Page, script: str) -> Chercher:
    """Une recherche, dans une page déjà ouverte à la racine d'un site."""

    def search(text: str) -> list[str]:
        found = [str(address) for address in page.evaluate(script, text)]
        return [address.strip("/").rpartition("/")[2] for address in found]

    return search


@contextmanager
def opened(site: Path) -> Iterator[Page]:
    """Une page vide à la racine d'un site servi sur cette machine."""
    serveur = Serveur(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SANS_RESEAU)
        page = browser.new_page(service_workers="block")
        page.goto(f"{serveur.adresse}robots.txt")
        yield page
        browser.close()
    serveur.stop()


def build_material(projet: Path, name: str, options: dict[str, str]) -> Path:
    """Le même guide, avec la recherche de Material."""
    config = yaml.load(  # les balises de mkdocs.yml passent telles quelles
        (projet / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""), yaml.SafeLoader
    )
    macros = config["plugins"]
    plugins = {"plugins": [{"search": {"lang": "fr", **options}}, *macros]}
    path = projet / f"mkdocs-{name}.yml"
    path.write_text(yaml.safe_dump({"INHERIT": "mkdocs.yml", **plugins}), encoding="utf-8")
    return build(projet, name, "-f", path.name)


def build(projet: Path, name: str, *options: str) -> Path:
    site = projet / "sites" / name
    done = run("mkdocs", "build", "--strict", *options, "-d", str(site), cwd=projet)
    assert done.returncode == 0, done.stderr
    (site / "robots.txt").touch()
    return site


def build_pagefind(projet: Path, site: Path) -> Path:
    """Le guide, indexé par Pagefind : le texte des articles."""
    copy = Path(shutil.copytree(site, projet / "sites" / "pagefind"))
    done = run("pagefind", "--site", str(copy), "--root-selector", "article", cwd=projet)
    assert done.returncode == 0, done.stderr
    return copy


def show(name: str, mesures: dict[str, Mesure]) -> None:
    print(f"\n{name}\n{'genre':<14}{'requêtes':>9}{'1re':>7}{'3':>7}{'10':>7}{'RRM':>7}")
    for genre, one in mesures.items():
        parts = (one.premier, one.trois, one.dix, one.rang)
        print(f"{genre:<14}{one.requetes:>9}", *(f"{100 * part:6.1f}" for part in parts))


def measure_all(search: Chercher, asked: dict[str, list[Requete]]) -> dict[str, Mesure]:
    """Par genre, puis pour tout ce qui doit trouver."""
    mesures = {genre: measure(search, some) for genre, some in asked.items()}
    wanted = [one for genre, some in asked.items() if genre != RIEN for one in some]
    return mesures | {"tout": measure(search, wanted)}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        projet = copy_project(Path(folder) / "projet")
        guide = build(projet, "guide")
        sites = {
            "Material, d'origine": (build_material(projet, "origine", {}), MATERIAL),
            "Material, réglée": (
                build_material(projet, "reglee", {"separator": SEPARATEURS}),
                MATERIAL,
            ),
            "Pagefind": (build_pagefind(projet, guide), PAGEFIND),
            "Le guide": (guide, GUIDE),
        }
        for name, (site, script) in sites.items():
            with opened(site) as page:
                for jeu in (REQUETES, CONTROLE):
                    search = searcher(page, script)
                    show(f"{name}, {jeu.name}", measure_all(search, queries(jeu)))


if __name__ == "__main__":
    main()
