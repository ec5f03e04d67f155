// <garder-liste> : imprimer, exporter, importer. Rien ne part d'ici tout seul.

import { newDossier } from "./depot.js";
import { planToCsv, planToIcs, toCsv, toMarkdown } from "./exports.js";
import { ElementFichiers, take } from "./fichiers.js";
import { writeFichier } from "./format.js";

class GarderListe extends ElementFichiers {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.source = document.querySelector("liste-verification");
    this.querySelector(".sans-js").hidden = true;
    this.querySelector("div[hidden]").hidden = false;
    this.addEventListener("click", ({ target }) =>
      this.attempt(() => this.act(target.dataset.action)), { signal });
    this.querySelector("input").addEventListener("change", ({ target }) =>
      this.attempt(() => this.import(target)), { signal });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  act(action) {
    const { liste, releve, dossier, lecture } = this.source;
    const nom = dossier && !lecture ? dossier.nom : liste.titre;
    const now = new Date();
    const make = {
      imprimer: () => print(),
      json: () => this.give("json", "application/json", writeFichier([this.whole(nom)], now)),
      csv: () => this.give("csv", "text/csv", toCsv(liste, releve)),
      markdown: () => this.give("md", "text/markdown", toMarkdown(liste, releve, nom)),
      "plan-csv": () => this.give("plan.csv", "text/csv", planToCsv(liste, releve)),
      ics: () => this.give("ics", "text/calendar", planToIcs(liste, releve, nom, now)),
    };
    make[action]?.();
  }

  // Le dossier ouvert, ou un dossier fait du relevé qu'on lit.
  whole(nom) {
    const { releve, dossier, lecture } = this.source;
    return dossier && !lecture ? dossier : { ...newDossier(nom), releves: [releve] };
  }

  give(extension, type, text) {
    this.download(`${this.dataset.fichier}.${extension}`, type, text);
  }

  async import(input) {
    const read = await this.read(take(input));
    const { depot, lecture, barre } = this.source;
    this.keep(read, depot);
    const [first] = read.dossiers;
    if (!first) return;
    if (lecture) barre.leaveLink(first.id);
    else this.source.open(first.id);
  }
}

customElements.define("garder-liste", GarderListe);
