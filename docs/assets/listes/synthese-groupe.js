// <synthese-groupe> : rassemble les réponses reçues et montre où le groupe diverge.
// Tout se passe dans cette page : rien n'est envoyé, rien n'est gardé sans qu'on l'exporte.

import { pageAddress } from "../racine.js";
import { Depot, newDossier, newId } from "./depot.js";
import { writeCsv } from "./exports.js";
import { ElementFichiers } from "./fichiers.js";
import { RELEVES, Refus, writeFichier } from "./format.js";
import { fetchListe } from "./liste.js";
import { Reception } from "./reception.js";
import { adopt } from "./resultat.js";
import { SEUIL, countPeople, isSame, isTwin, tally, toReleve } from "./synthese.js";
import { drawTable, hideFew, toRows } from "./tableau-synthese.js";

class SyntheseGroupe extends ElementFichiers {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.releves = [];
    this.queue = Promise.resolve();
    this.status = this.querySelector("[role=status]");
    this.lever = this.querySelector("[name=lever]");
    this.lever.checked = false; // le navigateur a pu la garder cochée
    this.querySelector(".sans-js").hidden = true;
    this.querySelector(".synthese").hidden = false;
    this.reception = new Reception(this, signal);
    this.addEventListener("click", ({ target }) =>
      this.attempt(() => this.act(target)), { signal });
    this.lever.addEventListener("change", () => this.show(), { signal });
    addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault(), { signal });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  act(button) {
    const make = {
      ...this.reception.actions,
      json: () => this.exportJson(),
      csv: () => this.exportCsv(),
      imprimer: () => print(),
      plan: () => this.toPlan(),
      enlever: () => this.remove(button),
      vider: () => this.keepOnly([]),
      annuler: () => this.undo(),
    };
    return make[button.dataset.action]?.();
  }

  // Ajoute des relevés, chacun à son tour, et dit combien, et pourquoi pas les autres.
  // Rend ce qui n'est pas entré, pour qu'on le garde sous les yeux.
  addAll(received) {
    this.queue = this.queue.catch(() => {}).then(async () => {
      const reasons = new Set();
      const left = [];
      const before = this.releves.length;
      for (const one of received) {
        const { raison, perdu } = one.releve ? await this.add(one.releve) : { ...one, perdu: true };
        if (raison) reasons.add(raison);
        if (perdu && one.texte && !left.includes(one.texte)) left.push(one.texte);
      }
      this.show();
      this.say([this.countWords(this.releves.length - before), ...reasons].join(" "));
      return left;
    });
    return this.queue;
  }

  // { raison: ce qu'il y a à dire, perdu: n'est pas entré et n'est pas déjà là }.
  async add(releve) {
    const { dataset } = this.status;
    const expected = this.liste?.id ?? this.reception.shown ?? releve.liste;
    if (releve.liste !== expected) {
      const raison = dataset.autre.replace("#", this.reception.titleOf(releve.liste));
      return { raison, perdu: true };
    }
    const liste = this.liste ?? await fetchListe(releve.liste);
    if (!liste) return { raison: dataset.introuvable, perdu: true };
    adopt(liste, releve);
    if (!Object.values(releve.reponses).some(({ reponse }) => reponse))
      return { raison: dataset.sansReponse };
    if (this.releves.some((one) => isSame(one, releve))) return { raison: dataset.double };
    const twin = this.releves.some((one) => isTwin(one, releve));
    this.liste = liste;
    this.releves.push({ ...releve, id: newId() });
    this.unsaved = true;
    this.forget();
    return { raison: twin ? dataset.jumelle : "" };
  }

  show() {
    const count = countPeople(this.releves);
    const enonces = count ? tally(this.liste, this.releves) : [];
    const few = count < SEUIL || enonces.some(({ total }) => total && total < SEUIL);
    this.querySelector(".trop-peu").hidden = !count || !few;
    this.querySelector(".resultat").hidden = !count || (count < SEUIL && !this.lever.checked);
    this.showReceived();
    this.enonces = this.lever.checked ? enonces : hideFew(enonces);
    this.planned = null;
    if (this.querySelector(".resultat").hidden) return;
    this.querySelector(".resultat h3").textContent = this.liste.titre;
    const day = new Date().toLocaleDateString("fr-CA", { dateStyle: "long" });
    this.querySelector(".personnes").textContent =
      this.mots.personnes.replace("#", count).replace("@", day);
    drawTable(this.querySelector("table"), this.liste, this.enonces, this.mots);
  }

  // Qui a remis quelque chose, jamais quoi.
  showReceived() {
    const part = this.querySelector(".recues");
    part.hidden = !this.releves.length;
    part.querySelector("ol").replaceChildren(...this.releves.map((releve) => {
      const item = this.querySelector("template").content.firstElementChild.cloneNode(true);
      const name = releve.pseudonyme || this.status.dataset.anonyme;
      const button = item.querySelector("button");
      item.dataset.id = releve.id;
      item.querySelector("span").textContent = name;
      button.setAttribute("aria-label", `${button.textContent}\u00a0: ${name}`);
      return item;
    }));
  }

  countWords(added) {
    return this.status.dataset.ajoutes.replace("#", added).replace("@", this.releves.length);
  }

  remove(button) {
    const { id } = button.closest("li").dataset;
    this.keepOnly(this.releves.filter((releve) => releve.id !== id));
  }

  // Ne garde que ces relevés; on peut revenir en arrière jusqu'au prochain ajout.
  keepOnly(releves) {
    this.back = { releves: this.releves, liste: this.liste };
    this.turnTo(releves, releves.length ? this.liste : null);
    this.undoButton.hidden = false;
    this.undoButton.focus();
  }

  undo() {
    this.turnTo(this.back.releves, this.back.liste);
    this.forget();
    this.querySelector(".recues summary").focus();
  }

  // Une permission ne vaut que pour le groupe qui l'a donnée.
  turnTo(releves, liste) {
    this.releves = releves;
    this.liste = liste;
    this.unsaved = Boolean(releves.length);
    if (!releves.length) this.lever.checked = false;
    this.show();
    this.say(releves.length ? this.countWords(0) : this.status.dataset.vide);
  }

  forget() {
    this.back = null;
    this.undoButton.hidden = true;
  }

  get undoButton() {
    return this.querySelector("[data-action=annuler]");
  }

  // Les mots du tableau, écrits dans la page.
  get mots() {
    return this.querySelector("table").dataset;
  }

  exportJson() {
    const dossiers = [];
    for (let from = 0; from < this.releves.length; from += RELEVES) {
      const releves = this.releves.slice(from, from + RELEVES);
      dossiers.push({ ...newDossier(this.liste.titre), releves });
    }
    this.download("synthese.json", "application/json", writeFichier(dossiers, new Date()));
    this.unsaved = false;
  }

  exportCsv() {
    const rows = toRows(this.liste, this.enonces, this.mots);
    this.download("synthese.csv", "text/csv", writeCsv(rows));
  }

  // S'ouvre dans un autre onglet, où est le plan d'action : les réponses reçues restent ici.
  toPlan() {
    const depot = new Depot();
    const day = new Date().toLocaleDateString("fr-CA");
    this.planned ??= newDossier(`${this.status.dataset.groupe} ${day}`);
    if (!this.planned.releves.length) {
      this.planned.releves.push(toReleve(this.liste, this.enonces));
      if (!depot.save(this.planned)) throw new Refus(this.status.dataset.memoire);
    }
    depot.current = this.planned.id;
    open(pageAddress(`listes/${this.liste.id}/`) + "#plan", "plan-du-groupe");
  }
}

customElements.define("synthese-groupe", SyntheseGroupe);
