"""Le guide sur une clé USB : un zip du site qui s'ouvre d'un double clic, sans serveur ni réseau.

Appelé sur un site construit, qu'il ne change pas. Un navigateur refuse à un fichier ouvert ainsi
(file:) les modules, import(), fetch() et les adresses de dossiers. Les liens mènent donc à
`index.html`, les modules deviennent des scripts classiques, et les données des scripts qui se
déposent dans `guideCharge`, où `templates/cle-usb/charger.js.j2` les prend.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from .. import render
from ..paquets import PAQUETS, assemble_script, deposit
from ..relations import Guide

NOM = "guide-de-la-concertation-cle-usb.zip"
DOSSIER = "guide"
OUVRIR = "Ouvrir le guide.html"
# Les modules qu'une clé a autrement, depuis assets/.
_AUTRES = ("racine.js", "charger.js", "hors-ligne.js", "hors-ligne-page.js")
# Ce qui ne sert qu'à un serveur, à un moteur de recherche ou à qui met le site au point.
_INUTILES = re.compile(r"(?:^|/)\.|^404\.html$|^sitemap\.xml|\.(?:map|gz|zip)$")
# Ce qui ne vient que si une page y mène : les images de partage, les données.
_AU_BESOIN = re.compile(r"^vignettes/|\.json$")
_BALISE = re.compile(
    r"""<(?P<nom>a|form|iframe|img|link|meta|script|source)\s(?P<reste>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.IGNORECASE,
)
_LIEN = re.compile(r'(?<![\w:-])(href|src|action)="([^"]*)"')
_RENVOI = re.compile(r'(content="\d+; *url=)([^"]*)')
_SRC = re.compile(r'(?<![\w-])src="([^"]*)"')
_MODULE = re.compile(r'\s*\btype="module"')
_CANONIQUE = re.compile(r'<link rel="canonical" href="([^"]+)"')
_CHARGE = re.compile(r'\bloadModule\(\s*"([^"]+)"')
_LISTE = "<liste-verification"  # la synthèse lit les listes dans leurs pages


def write_cle_usb(guide: Guide, site: Path, sortie: Path) -> None:
    """Écrit le zip dans le dossier `sortie`, toujours le même pour un même site.

    ValueError si le site n'a pas d'adresse publique, ou si un script ne peut pas y aller.
    """
    copie = _Copie(site, _public_address(site))
    pages = {page: copie.page(page) for page in sorted(copie.fichiers) if page.endswith(".html")}
    with tempfile.TemporaryDirectory() as dossier:
        sources = _sources(site, copie.adresse, Path(dossier))
        modules = _classics(sources, copie.modules)
    date = guide.edition.publiee_le
    sortie.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(sortie / NOM, "w", zipfile.ZIP_DEFLATED) as archive:
        add = _Ajout(archive, (date.year, date.month, date.day, 0, 0, 0))
        opening = {"dossier": DOSSIER, "ouvrir": OUVRIR, "adresse": copie.adresse}
        add(OUVRIR, render.script("cle-usb/ouvrir.html.j2", **opening))
        add(f"{DOSSIER}/ouvrir.js", render.script("cle-usb/ouvrir.js.j2", **opening))
        for path, text in sorted({**pages, **modules, **_data(site, copie, pages)}.items()):
            add(f"{DOSSIER}/{path}", text)
        for path in sorted(copie.others(set(pages))):
            add(f"{DOSSIER}/{path}", (site / path).read_bytes())


@dataclass
class _Copie:
    """Ce que la clé prend du site, et ce que ses pages demandent."""

    site: Path
    adresse: str
    fichiers: set[str] = field(init=False)
    liens: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        paths = (path for path in self.site.rglob("*") if path.is_file())
        names = (path.relative_to(self.site).as_posix() for path in paths)
        self.fichiers = {
            name for name in names if not name.endswith(".js") and not _INUTILES.search(name)
        }

    def page(self, page: str) -> str:
        """Une page telle que la clé la montre."""
        text = (self.site / page).read_text(encoding="utf-8")
        return _BALISE.sub(lambda tag: self._tag(page, tag), text)

    def others(self, pages: set[str]) -> set[str]:
        """Ce qui se copie tel quel."""
        kept = {path for path in self.fichiers if not _AU_BESOIN.search(path)}
        return (kept | self.liens | self.scripts) - pages

    def _tag(self, page: str, tag: re.Match[str]) -> str:
        nom = tag["nom"].lower()
        if nom == "script":
            return self._script(page, tag[0])
        if nom == "meta":
            return _RENVOI.sub(lambda m: m[1] + self._local(page, m[2]), tag[0])
        if nom == "link" and 'rel="modulepreload"' in tag[0]:
            return ""
        return _LIEN.sub(lambda m: f'{m[1]}="{self._local(page, m[2])}"', tag[0])

    def _script(self, page: str, tag: str) -> str:
        src = _SRC.search(tag)
        module = _MODULE.search(tag)
        if src:
            (self.modules if module else self.scripts).add(_resolve(page, unescape(src[1])))
        elif module:
            raise ValueError(f"{page} : mettez ce module dans un fichier, la clé USB le demande.")
        return _MODULE.sub("", tag).replace("<script", "<script defer", 1) if module else tag

    def _local(self, page: str, attribut: str) -> str:
        """Le même lien, vers un fichier; vers le site publié si la clé ne l'a pas."""
        parts = urlsplit(unescape(attribut))
        if parts.scheme or parts.netloc or not parts.path:
            return attribut
        path = _resolve(page, parts.path)
        target = path if path in self.fichiers else posixpath.join(path, "index.html")
        if target in self.fichiers:
            self.liens.add(target)
            link = quote(posixpath.relpath(target, posixpath.dirname(page) or "."))
        else:
            link = self.adresse + quote(path) + ("/" if path and parts.path.endswith("/") else "")
        return escape(urlunsplit(("", "", link, parts.query, parts.fragment)))


@dataclass(frozen=True)
class _Ajout:
    """Ajoute un fichier au zip, à la date de l'édition : deux zips d'un même site sont égaux."""

    archive: zipfile.ZipFile
    date: tuple[int, int, int, int, int, int]

    def __call__(self, path: str, content: str | bytes) -> None:
        info = zipfile.ZipInfo(path, self.date)
        info.external_attr = 0o644 << 16
        self.archive.writestr(info, content, zipfile.ZIP_DEFLATED)


def _public_address(site: Path) -> str:
    found = _CANONIQUE.search((site / "index.html").read_text(encoding="utf-8"))
    if not found:
        raise ValueError("mkdocs.yml : la clé USB demande site_url, l'adresse des liens partagés.")
    return unescape(found[1])


def _resolve(page: str, href: str) -> str:
    """Le chemin depuis la racine du site; « » pour la racine."""
    whole = posixpath.join("/", posixpath.dirname(page), unquote(urlsplit(href).path))
    return posixpath.normpath(whole).strip("/")


def _sources(site: Path, adresse: str, dossier: Path) -> Path:
    """Les modules du site, ceux de la clé à la place des leurs."""
    for path in site.rglob("*.js"):
        to = dossier / path.relative_to(site)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
    (dossier / "assets").mkdir(exist_ok=True)
    for name in _AUTRES:
        text = render.script(f"cle-usb/{name}.j2", adresse=adresse)
        (dossier / "assets" / name).write_text(f"{text}\n", encoding="utf-8")
    return dossier


def _classics(sources: Path, entrees: set[str]) -> dict[str, str]:
    """Les modules des pages, et ceux qu'ils chargent à la demande, en scripts classiques."""
    done: dict[str, str] = {}
    waiting = sorted(entrees)
    while waiting:
        chemin = waiting.pop()
        if chemin not in done:
            done[chemin] = assemble_script(_entries(sources, chemin), sources, chemin)
            waiting += _CHARGE.findall(done[chemin])
    return done


def _entries(sources: Path, chemin: str) -> list[Path]:
    nom = chemin.removeprefix("assets/paquets/").removesuffix(".js")
    if chemin == f"assets/paquets/{nom}.js":
        return [sources / "assets" / entree for entree in PAQUETS[nom]]
    return [sources / chemin]


def _data(site: Path, copie: _Copie, pages: dict[str, str]) -> dict[str, str]:
    """Ce que le site lit par fetch(), en scripts."""
    texts = {page: text for page, text in pages.items() if _LISTE in text}
    for path in copie.fichiers:
        if path.endswith(".json"):
            texts[path] = (site / path).read_text(encoding="utf-8")
    return {f"{path}.js": deposit(f"{path}.js", json.dumps(text)) for path, text in texts.items()}
