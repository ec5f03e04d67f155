// <garder-liste> : imprimer, exporter, importer, partager par un lien. Rien ne part d'ici tout seul.

import { Refus, writeFichier } from "./format.js";
import { planToCsv, planToIcs, toCsv, toMarkdown } from "./exports.js";
import { decode, encode } from "./partage.js";
import { newDossier, newId } from "./depot.js";
import { ElementFichiers } from "./fichiers.js";

const FRAGMENT = "#r=";

class GarderListe extends ElementFichiers {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.source = document.querySelector("liste-verification");
    this.status = this.querySelector("[role=status]");
    this.querySelector(".sans-js").hidden = true;
    this.querySelector("div[hidden]").hidden = false;
    this.addEventListener("click", ({ target }) => this.act(target.dataset.action), { signal });
    this.querySelector("input").addEventListener("change", ({ target }) =>
      this.attempt(() => this.import(target)), { signal });
    document.addEventListener("releve", () => {
      this.button("copier").hidden = !this.source.lecture;
    }, { signal });
    addEventListener("pageshow", ({ persisted }) =>
      persisted && this.attempt(() => this.openLink()), { signal });
    addEventListener("hashchange", () => this.attempt(() => this.openLink()), { signal });
    this.attempt(() => this.openLink());
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  act(action) {
    const { liste, releve, dossier } = this.source;
    const mine = dossier && !this.source.lecture;
    const nom = mine ? dossier.nom : liste.titre;
    const now = new Date();
    const whole = mine ? dossier : { ...newDossier(nom), releves: [releve] };
    const make = {
      imprimer: () => print(),
      json: () => this.give("json", "application/json", writeFichier([whole], now)),
      csv: () => this.give("csv", "text/csv", toCsv(liste, releve)),
      markdown: () => this.give("md", "text/markdown", toMarkdown(liste, releve, nom)),
      "plan-csv": () => this.give("plan.csv", "text/csv", planToCsv(liste, releve)),
      ics: () => this.give("ics", "text/calendar", planToIcs(liste, releve, nom, now)),
      lien: () => this.copyLink(),
      copier: () => this.keepCopy(),
    };
    this.attempt(make[action]);
  }

  give(extension, type, text) {
    this.download(`${this.dataset.fichier}.${extension}`, type, text);
  }

  async import(input) {
    const dossiers = await this.received(input);
    this.keep(dossiers, this.source.depot);
    this.source.open(dossiers[0]?.id);
  }

  async copyLink() {
    const { liste, releve } = this.source;
    const link = liste.adresse + FRAGMENT + (await encode(releve, liste));
    try {
      await navigator.clipboard.writeText(link);
      this.say(this.status.dataset.copie);
    } catch {
      this.say(this.status.dataset.lienImpossible + link);
    }
  }

  // Un lien reçu s'ouvre en lecture; ce qui était gardé ici ne bouge pas.
  async openLink() {
    if (!location.hash.startsWith(FRAGMENT)) return;
    try {
      const { liste, releve } = await decode(location.hash.slice(FRAGMENT.length));
      if (liste !== this.source.liste.id) throw new Refus("Ce lien est celui d’une autre liste.");
      this.source.view(releve);
    } catch (error) {
      if (error instanceof Refus) this.source.barre.say(error.message); // en haut aussi
      throw error;
    }
  }

  keepCopy() {
    const dossier = newDossier(this.source.barre.defaultName());
    dossier.releves.push({ ...this.source.releve, id: newId() });
    if (!this.source.depot.save(dossier)) throw new Refus(this.status.dataset.plein);
    this.source.barre.leaveLink(() => this.source.open(dossier.id));
  }

  button(action) {
    return this.querySelector(`[data-action=${action}]`);
  }
}

customElements.define("garder-liste", GarderListe);
