"""Les ancres et les liens d'un chapitre, tels qu'ils valent dans tout le livre.

Une ancre prend le nom de sa page devant elle (« freins.eparpillement.signes »); un lien mène à
cette ancre si sa page est dans le livre, sinon à l'adresse publique du site.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

_HAUT = "haut"
_ICI = "http://ici.invalid/"


def anchor(adresse: str, fragment: str = "") -> str:
    """L'ancre, dans le livre, d'une page ou d'un endroit de cette page."""
    page = adresse.strip("/").replace("/", ".")
    return f"{page}.{fragment}" if fragment and fragment != _HAUT else page


def prefix_ids(content: HtmlElement, adresse: str) -> None:
    """Donne à chaque ancre son nom dans le livre."""
    for element in content.xpath(".//*[@id]"):
        element.set("id", anchor(adresse, element.get("id")))


def rewrite_links(
    content: HtmlElement, adresse: str, pages: Collection[str], ids: Collection[str], site: str
) -> None:
    """Récrit les liens : vers le livre s'ils y mènent, sinon vers `site`."""
    for link in content.xpath(".//a[@href]"):
        url = urlsplit(urljoin(_ICI + adresse, link.get("href")))
        if f"{url.scheme}://{url.netloc}/" != _ICI:
            continue
        page = url.path.lstrip("/")
        if page not in pages:
            link.set("href", urljoin(site, page) + (f"#{url.fragment}" if url.fragment else ""))
            continue
        wanted = anchor(page, url.fragment)
        link.set("href", f"#{wanted if wanted in ids else anchor(page)}")
        link.classes.add("ici")
