// Le tableau d'une synthèse, en mots pour le CSV, dessiné à l'écran : ce qui divise d'abord.

import { SEUIL, medianWords } from "./synthese.js";

const ENTENTES = ["fort", "moyen", "faible", ""]; // désaccord; "" : trop peu de réponses

// Moins de réponses que le seuil : on n'en montre rien, sauf permission.
export function hideFew(enonces) {
  return enonces.map((enonce) => enonce.total >= SEUIL || !enonce.total ? enonce : {
    ...enonce, comptes: enonce.comptes.map(() => "–"), nombre: `< ${SEUIL}`, notes: [],
    mediane: [], entente: { mot: "", desaccord: -1 },
  });
}

// Une ligne par énoncé, les titres d'abord. `mots` : les titres et les niveaux, dans la page.
export function toRows(liste, enonces, mots) {
  const choix = liste.echelle.map(({ libelle }) => libelle);
  const head = [mots.section, mots.enonce, ...choix, mots.reponses, mots.mediane, mots.desaccord,
    mots.notes];
  return [head, ...enonces.map((enonce) => [
    enonce.section.titre, enonce.point.texte, ...enonce.comptes.map(String),
    String(enonce.nombre), medianWords(liste, enonce.mediane),
    mots[enonce.entente.mot || "aucune"], enonce.notes.join(" / "),
  ])];
}

export function drawTable(table, liste, enonces, mots) {
  const choix = liste.echelle.map(({ libelle }) => libelle);
  const titles = [mots.enonce, ...choix, mots.reponses, mots.mediane];
  table.tHead.rows[0].replaceChildren(
    ...titles.map((title) => cell("th", title, { scope: "col" })));
  for (const body of [...table.tBodies]) body.remove();
  for (const mot of ENTENTES) {
    const some = enonces.filter(({ entente }) => entente.mot === mot);
    if (some.length) table.append(group(mots[mot || "aucune"], some, liste, titles, mots));
  }
}

function group(title, enonces, liste, titles, mots) {
  const body = document.createElement("tbody");
  const head = cell("th", `${title} (${enonces.length})`, { scope: "rowgroup" });
  head.colSpan = titles.length;
  body.insertRow().append(head);
  body.append(...enonces.map((enonce) => line(enonce, liste, titles, mots)));
  return body;
}

function line({ section, point, comptes, total, nombre, mediane, notes }, liste, titles, mots) {
  const row = document.createElement("tr");
  const head = row.appendChild(cell("th", point.texte, { scope: "row" }));
  head.append(cell("small", section.titre, {}));
  if (notes.length) head.append(details(`${mots.notes} (${notes.length})`, notes));
  for (const [index, compte] of comptes.entries()) {
    const counted = row.appendChild(count(compte, titles[index + 1]));
    counted.style.setProperty("--part", compte > 0 ? compte / total : 0);
  }
  row.append(count(nombre, mots.reponses),
    cell("td", medianWords(liste, mediane), { "data-colonne": mots.mediane }));
  return row;
}

function count(number, title) {
  return cell("td", number, { "data-colonne": title, class: number ? "compte" : "compte zero" });
}

function details(title, notes) {
  const element = document.createElement("details");
  const list = document.createElement("ul");
  list.append(...notes.map((note) => cell("li", note, {})));
  element.append(cell("summary", title, {}), list);
  return element;
}

function cell(name, text, attributes) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
