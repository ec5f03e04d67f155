"""D'une page du site à un chapitre de livre : sans ce qui n'a de sens qu'à l'écran.

Les listes de vérification deviennent des formulaires à remplir au crayon. Ne touche ni aux liens,
ni aux ancres : voir `renvois`.
"""

from __future__ import annotations

import base64
import re

from lxml import html
from lxml.html import HtmlElement

_ECRAN = (
    *("fil", "voisines", "pas", "headerlink", "filtres-cadre", "sans-js", "sans-impression"),
    *("liste-barre", "liste-boutons", "figure-qr", "notion", "pour-citer"),
)
_BALISES = (
    *("script", "style", "template", "noscript"),
    *("button", "select", "video", "progress"),
)
_GARDES = {"alt", "class", "colspan", "href", "id", "lang", "rowspan", "scope", "src", "title"}
_CASSES = {"viewbox": "viewBox", "refx": "refX", "refy": "refY"} | {
    f"marker{side}": f"marker{side.title()}" for side in ("width", "height")
}
_CYCLE = """
.fleche { fill: none; stroke: #4a5b5f; stroke-width: 2 }
marker path { fill: #4a5b5f }
rect { fill: #fff; stroke: #0b5563; stroke-width: 1.5 }
text { fill: #0b5563; font-size: 15.5px; font-weight: 600; text-anchor: middle }
text { font-family: "Source Sans 3", sans-serif }
"""


def clean(article: HtmlElement) -> HtmlElement:
    """Le contenu d'une page, en `div`, prêt pour un livre. Change `article` sur place."""
    _drop_screen(article)
    _flatten_details(article)
    _draw_forms(article)
    _draw_figures(article)
    _unwrap(article)
    _drop_empty(article)
    _lower_headings(article)
    _keep_attributes(article)
    article.tag = "div"
    return article


def having(word: str) -> str:
    """Le XPath des éléments de cette classe."""
    return f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {word} ')]"


def _drop_screen(article: HtmlElement) -> None:
    gone = [having(word) for word in _ECRAN] + [f".//{tag}" for tag in _BALISES]
    for element in article.xpath("|".join([*gone, ".//*[@hidden]", ".//comment()"])):
        element.drop_tree()


def _flatten_details(article: HtmlElement) -> None:
    """Ce qui s'ouvre d'un clic est ouvert; seul un titre qui dit quelque chose reste."""
    for details in article.iter("details"):
        summary = details.find("summary")
        if "blocage" in details.classes:
            summary.tag = "h3"
        else:
            summary.drop_tree()
        details.tag = "div"


def _draw_forms(article: HtmlElement) -> None:
    """Des cases à cocher et des lignes où écrire, au lieu des champs."""
    for field in article.iter("fieldset"):
        field.tag = "div"
    for legend in article.iter("legend"):
        legend.tag = "p"
        legend.classes.add("enonce")
    for answers in article.xpath(having("reponses")):
        answers.tag = "p"
    for choice in article.xpath(".//input[@type='radio' or @type='checkbox']"):
        choice.tag, choice.text = "span", "☐"
        choice.attrib.clear()
        choice.set("class", "case")
        choice.tail = "\N{NO-BREAK SPACE}" + (choice.tail or "").strip()
        choice.getparent().classes.add("reponse")
    for note in article.xpath(having("note-point")):
        note.tag = "p"
    for label in article.iter("label"):
        label.tag = "span"
    for field in article.xpath(".//textarea|.//input"):
        field.drop_tree()
    for table in article.xpath(having("plan-vide")):
        for cell in table.iter("th"):
            cell.set("scope", "col")


def _draw_figures(article: HtmlElement) -> None:
    """Un dessin devient une image, que tout lecteur sait montrer, avec ses mots à côté."""
    for svg in article.xpath(".//*[local-name()='svg']"):
        words = " ".join(" ".join(text.itertext()) for text in svg.iter("text"))
        alt = f"{svg.get('aria-label', '')}\N{NO-BREAK SPACE}: {' '.join(words.split())}"
        image = html.Element("img", src=_as_data(svg), alt=alt)
        image.tail = svg.tail
        svg.getparent().replace(svg, image)


def _as_data(svg: HtmlElement) -> str:
    """Le dessin, en adresse « data: ».

    WeasyPrint oriente mal la pointe d'un arc, et centre mal un `tspan` sans place à lui.
    """
    svg.tail = None
    for link in svg.xpath(".//a"):
        link.tag = "g"
        link.attrib.clear()
    for arrow in svg.xpath(".//path[@marker-end]"):
        arrow.set("d", re.sub(r"A.* 1 ", "L", arrow.get("d")))
    for number in svg.xpath(".//text/tspan[1][not(@x)]"):
        number.set("x", number.getparent().get("x"))
    for element in svg.iter():
        for name, right in _CASSES.items():
            if name in element.attrib:
                element.set(right, element.attrib.pop(name))
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    style = html.Element("style")
    style.text = _CYCLE
    svg.insert(0, style)
    code = html.tostring(svg, encoding="utf-8", method="xml")
    return "data:image/svg+xml;base64," + base64.b64encode(code).decode()


def _unwrap(article: HtmlElement) -> None:
    """Sans les boîtes d'un formulaire, d'un `dl` ou d'un lien.

    Leurs ancres, comme celles d'une ligne de tableau, passent à leurs premiers mots : pandoc ne les
    garderait pas.
    """
    boxes = article.xpath(".//form|.//dl/div|.//*[contains(local-name(), '-')]|.//time|.//a/span")
    for holder in article.xpath(".//dl/div[@id]|.//tr[@id]|.//dt[@id]|.//li[@id]"):
        place = html.Element("span", id=holder.attrib.pop("id"))
        first = holder[0] if holder.tag in ("div", "tr") else holder
        place.tail, first.text = first.text, None
        first.insert(0, place)
    for box in boxes:
        box.drop_tag()
    for note in article.xpath(".//th/small"):
        note.addprevious(html.Element("br"))
        note.tag = "span"
        note.set("class", "precision")
    for inner in article.xpath(".//a/*[self::em or self::i or self::strong]"):
        _swap(inner.getparent(), inner)
    for box in article.xpath(".//section|.//footer|.//header|.//nav"):
        box.tag = "div"


def _swap(link: HtmlElement, inner: HtmlElement) -> None:
    """Met l'emphase autour du lien : l'inverse n'est pas bien balisé dans le PDF."""
    if len(link) > 1 or (link.text or "").strip() or (inner.tail or "").strip():
        inner.drop_tag()
        return
    link.tag, inner.tag = inner.tag, "a"
    inner.attrib.update(link.attrib)
    link.attrib.clear()


def _drop_empty(article: HtmlElement) -> None:
    """Enlève les boîtes vides, puis les titres qui n'ont plus rien sous eux."""
    for box in reversed(article.xpath(".//div|.//ul|.//p|.//dl")):
        if not len(box) and not (box.text or "").strip():
            box.drop_tree()
    for level in ("h3", "h2"):
        for heading in list(article.iter(level)):
            following = heading.getnext()
            if following is None or re.fullmatch(rf"h[1-{level[1]}]", following.tag):
                heading.drop_tree()


def _lower_headings(article: HtmlElement) -> None:
    """Les titres du livre et de ses parties passent avant : h1 devient h2."""
    for heading in article.xpath(".//h1|.//h2|.//h3|.//h4"):
        heading.tag = f"h{int(heading.tag[1]) + 1}"


def _keep_attributes(article: HtmlElement) -> None:
    for element in article.iter():
        for name in set(element.attrib) - _GARDES:
            del element.attrib[name]
