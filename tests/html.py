"""Lire un site construit : ses pages, leurs textes, les liens qui ne mènent nulle part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement


def read(path: Path) -> HtmlElement:
    return html.fromstring(path.read_bytes())


def pages(site: Path) -> list[Path]:
    """Les pages du site, sans les cartes à intégrer, qui n'ont ni thème ni menu."""
    return sorted(set(site.rglob("index.html")) - set(site.glob("carte/*/index.html")))


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def broken_links(site: Path) -> list[str]:
    """« page → lien » pour chaque lien interne sans page, sans fichier ou sans ancre."""
    trees = {path: read(path) for path in (*pages(site), site / "404.html")}
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    return [
        f"{path.relative_to(site).as_posix()} → {link}"
        for path, tree in trees.items()
        for link in internal_links(tree)
        if not _leads_somewhere(path, link, ids)
    ]


def internal_links(tree: HtmlElement) -> Iterator[str]:
    for link in tree.xpath("//@href | //@src"):
        if not urlsplit(link).scheme and not link.startswith("//"):
            yield str(link)


def external_resources(tree: HtmlElement) -> list[str]:
    """Ce qu'un navigateur irait chercher ailleurs : ni les liens, ni ce qui nomme la page."""
    found = tree.xpath(
        "//script/@src | //img/@src | //iframe/@src | //source/@src"
        " | //link[not(@rel='canonical' or @rel='cite-as' or @rel='schema.DC')]/@href"
    )
    return [str(address) for address in found if urlsplit(address).netloc]


def _leads_somewhere(page: Path, link: str, ids: dict[Path, set[str]]) -> bool:
    parts = urlsplit(link)
    if page.name == "404.html":  # servie à toute adresse : ses liens partent de la racine
        parts = parts._replace(path=parts.path.lstrip("/"))
    target = page if not parts.path else (page.parent / unquote(parts.path)).resolve()
    target = target / "index.html" if target.is_dir() else target
    if not parts.fragment or "=" in parts.fragment:  # « #s=… » : un état, pas une place
        return target.exists()
    return parts.fragment in ids.get(target, set())
