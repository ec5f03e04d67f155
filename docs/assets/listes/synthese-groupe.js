// <synthese-groupe> : rassemble les réponses reçues (liens, fichiers) et montre où le groupe diverge.
// Tout se passe dans cette page : rien n'est envoyé, rien n'est gardé sans qu'on l'exporte.

import { Depot, newDossier, newId, newReleve } from "./depot.js";
import { writeCsv } from "./exports.js";
import { ElementFichiers } from "./fichiers.js";
import { Refus, writeFichier } from "./format.js";
import { readListe } from "./liste.js";
import { decode } from "./partage.js";
import { SEUIL, isSame, rows, tally } from "./synthese.js";

class SyntheseGroupe extends ElementFichiers {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.releves = [];
    this.status = this.querySelector("[role=status]");
    this.querySelector(".sans-js").hidden = true;
    this.querySelector(".synthese").hidden = false;
    this.addEventListener("click", ({ target }) => this.attempt(() => this.act(target.dataset.action)), { signal });
    this.querySelector("[type=file]").addEventListener("change", ({ target }) =>
      this.attempt(() => this.readFiles(target)), { signal });
    this.querySelector("[name=lever]").addEventListener("change", () => this.show(), { signal });
    addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault(), { signal });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  act(action) {
    const make = {
      ajouter: () => this.readLinks(),
      json: () => this.exportJson(),
      csv: () => this.exportCsv(),
      imprimer: () => print(),
      plan: () => this.toPlan(),
      vider: () => confirm(this.status.dataset.vidage) && this.empty(),
    };
    return make[action]?.();
  }

  // Un lien par ligne; ce qui ne se lit pas reste dans la boîte, avec sa raison.
  async readLinks() {
    const box = this.querySelector("textarea");
    const left = [];
    const results = [];
    for (const line of box.value.split(/\s+/).filter(Boolean)) {
      try {
        const { releve } = await decode(line.split("#r=").at(-1)); // l'adresse peut manquer
        results.push(await this.add(releve));
      } catch (error) {
        if (!(error instanceof Refus)) throw error;
        left.push(line);
        results.push(error.message);
      }
    }
    box.value = left.join("\n");
    this.report(results);
  }

  async readFiles(input) {
    const results = [];
    for (const { releves } of await this.received(input))
      for (const releve of releves) results.push(await this.add(releve));
    this.report(results);
  }

  // Vrai si le relevé s'ajoute; sinon la raison, en mots.
  async add(releve) {
    if (this.liste && releve.liste !== this.liste.id) return this.status.dataset.autre;
    this.liste ??= await fetchListe(this.dataset.listes, releve.liste);
    if (this.releves.some((one) => isSame(one, releve))) return this.status.dataset.double;
    this.releves.push(releve);
    this.unsaved = true;
    return true;
  }

  report(results) {
    const added = results.filter((one) => one === true).length;
    const reasons = [...new Set(results.filter((one) => one !== true))];
    const { dataset } = this.status;
    this.say([
      dataset.ajoutes.replace("#", added).replace("@", this.releves.length), ...reasons,
    ].join(" "));
    this.show();
  }

  show() {
    const enough = this.releves.length >= SEUIL || this.querySelector("[name=lever]").checked;
    this.querySelector(".trop-peu").hidden = !this.releves.length || this.releves.length >= SEUIL;
    this.querySelector(".resultat").hidden = !this.releves.length || !enough;
    if (!this.liste || !enough) return;
    this.querySelector(".resultat h3").textContent = this.liste.titre;
    const titles = this.titles();
    this.querySelector("thead tr").replaceChildren(...titles.map((title) => cell("th", title, { scope: "col" })));
    this.querySelector("tbody").replaceChildren(...this.rows().map((values) => {
      const row = document.createElement("tr");
      row.append(...values.map((value, index) => index === 1
        ? cell("th", value, { scope: "row" })
        : cell("td", value, { "data-colonne": titles[index] })));
      return row;
    }));
  }

  titles() {
    const heads = this.status.dataset.entetes.split("|");
    const answers = this.liste.echelle.map(({ libelle }) => libelle);
    return [...heads.slice(0, 2), ...answers, ...heads.slice(2)];
  }

  rows() {
    return rows(this.liste, tally(this.liste, this.releves));
  }

  exportJson() {
    const dossier = { ...newDossier(this.liste?.titre ?? ""), releves: this.withIds() };
    this.download("synthese.json", "application/json", writeFichier([dossier], new Date()));
    this.unsaved = false;
  }

  exportCsv() {
    const table = [this.titles(), ...this.rows()].map((row) => row.map(String));
    this.download("synthese.csv", "text/csv", writeCsv(table));
  }

  // Un relevé du groupe : à chaque énoncé, sa médiane; il s'ouvre dans la liste, où est le plan d'action.
  toPlan() {
    const depot = new Depot();
    const releve = newReleve(this.liste.id);
    for (const { point, mediane } of tally(this.liste, this.releves)) {
      const reponse = this.liste.echelle.find(({ rang }) => rang === Math.floor(mediane ?? -1));
      if (reponse) releve.reponses[point.id] = { reponse: reponse.id, note: "", empreinte: point.empreinte, le: Date.now() };
    }
    const dossier = newDossier(`${this.status.dataset.groupe} ${new Date().toLocaleDateString("fr-CA")}`);
    dossier.releves.push(releve);
    if (!depot.save(dossier)) throw new Refus(this.status.dataset.memoire);
    depot.current = dossier.id;
    this.unsaved = false;
    location.href = `${this.liste.adresse}#plan`;
  }

  empty() {
    this.releves = [];
    this.liste = null;
    this.unsaved = false;
    this.show();
    this.say("");
  }

  withIds() {
    return this.releves.map((releve) => ({ ...releve, id: newId() }));
  }

}

// La liste se lit dans sa propre page : ses mots sont ceux d'aujourd'hui.
async function fetchListe(racine, id) {
  const adresse = new URL(`${racine}${encodeURIComponent(id)}/`, location.href);
  const answer = await fetch(adresse).catch(() => null);
  if (!answer?.ok) throw new Refus("La liste de ces réponses ne se trouve pas dans ce guide.");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return readListe(page.querySelector("liste-verification"), adresse.href);
}

function cell(name, text, attributes) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

customElements.define("synthese-groupe", SyntheseGroupe);
