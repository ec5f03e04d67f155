// <resultat-liste> : le résultat d'une liste, en mots, en tableau et en barres, et ce qui aide.

import { compare } from "./resultat.js";

const NIVEAUX = ["forte", "moyenne", "faible", "sans-objet", "sans-reponse"];
const PLACES = { faible: ".points-faibles", moyenne: ".points-moyens", forte: ".points-forts" };

class ResultatListe extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.root = this.querySelector(".resultat");
    this.libelles = JSON.parse(this.dataset.niveaux);
    this.select = this.querySelector(".comparer select");
    this.select.addEventListener("change", () => this.showChanges(), { signal });
    document.addEventListener("releve", ({ target, detail }) =>
      this.show(target, detail.resultat), { signal });
    this.source = document.querySelector("liste-verification");
    if (this.source?.liste) this.source.announce();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  show(source, resultat) {
    this.source = source;
    const given = resultat.points.length - resultat.comptes["sans-reponse"];
    this.root.hidden = !given;
    this.querySelector(".sans-js").hidden = Boolean(given);
    if (!given) return;
    const rows = resultat.sections.map(({ section, comptes }) => this.row(section.titre, comptes));
    this.querySelector("tbody").replaceChildren(...rows);
    for (const [niveau, place] of Object.entries(PLACES)) this.list(place, niveau, resultat);
    this.showWithdrawn(resultat.retires);
    this.showEarlier();
  }

  row(titre, comptes) {
    const row = document.createElement("tr");
    const head = row.appendChild(document.createElement("th"));
    head.scope = "row";
    head.append(titre, bar(comptes));
    for (const niveau of NIVEAUX) {
      const cell = row.appendChild(document.createElement("td"));
      cell.dataset.colonne = this.libelles[niveau];
      cell.textContent = comptes[niveau];
    }
    return row;
  }

  list(place, niveau, resultat) {
    const list = this.querySelector(`${place} ul`);
    const items = resultat.points
      .filter((one) => one.niveau === niveau).map((one) => this.item(one));
    if (!items.length) items.push(document.createElement("li"));
    if (!items[0].childNodes.length) items[0].textContent = list.dataset.rien;
    list.replaceChildren(...items);
  }

  // Le point, sa note, et, s'il n'est pas fort, les fiches qui aident.
  item({ point, answer, niveau }) {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = `#${point.id}`;
    link.textContent = point.texte;
    if (answer?.note) item.append(` — ${answer.note}`);
    const help = document.getElementById(point.id)?.querySelector(".mene-a");
    if (help && niveau !== "forte") {
      const copy = document.createElement("span");
      copy.className = "mene-a";
      copy.append(...[...help.children].map((child) => child.cloneNode(true)));
      item.append(copy);
    }
    return item;
  }

  showWithdrawn(retires) {
    const part = this.querySelector(".points-retires");
    part.hidden = !retires.length;
    part.querySelector("ul").replaceChildren(...retires.map(({ id, reponse, note }) => {
      const item = document.createElement("li");
      item.textContent = [id, reponse, note].filter(Boolean).join(", ");
      return item;
    }));
  }

  // Les relevés d'avant, pour comparer deux dates du même dossier.
  showEarlier() {
    const earlier = this.source.lecture ? [] : this.source.releves
      .filter(({ id }) => id !== this.source.releve.id);
    const chosen = this.select.value;
    this.select.replaceChildren(this.select.options[0], ...earlier.map((releve) =>
      new Option(day(releve.commence_le), releve.id)));
    this.select.value = earlier.some(({ id }) => id === chosen) ? chosen : "";
    this.querySelector(".comparer").hidden = !earlier.length;
    this.showChanges();
  }

  showChanges() {
    const list = this.querySelector(".changements");
    const before = this.source.releves.find(({ id }) => id === this.select.value);
    list.hidden = !before;
    if (!before) return;
    const changes = compare(this.source.liste, before, this.source.releve);
    const lines = changes.map(({ point, avant, apres }) =>
      `${point.texte} ${this.libelles[avant]} → ${this.libelles[apres]}`);
    if (!lines.length) lines.push(list.dataset.rien);
    list.replaceChildren(...lines.map((line) =>
      Object.assign(document.createElement("li"), { textContent: line })));
  }
}

// Une barre par section : la longueur de chaque part; les nombres sont à côté, en mots.
function bar(comptes) {
  const svg = svgElement("svg", {
    viewBox: "0 0 100 6", class: "barre-niveaux", "aria-hidden": "true",
  });
  const total = NIVEAUX.reduce((sum, niveau) => sum + comptes[niveau], 0);
  let x = 0;
  for (const niveau of NIVEAUX) {
    const width = (100 * comptes[niveau]) / total;
    const part = { x, y: 0, width, height: 6, class: `niveau-${niveau}` };
    if (width) svg.append(svgElement("rect", part));
    x += width;
  }
  return svg;
}

function svgElement(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function day(iso) {
  return new Date(iso).toLocaleString("fr-CA", { dateStyle: "long", timeStyle: "short" });
}

customElements.define("resultat-liste", ResultatListe);
