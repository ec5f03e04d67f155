// <garder-liste> : imprimer, exporter, importer, partager par un lien. Rien ne part d'ici tout seul.

import { Refus, readFichier, writeFichier } from "./format.js";
import { planToCsv, planToIcs, toCsv, toMarkdown } from "./exports.js";
import { decode, encode } from "./partage.js";
import { newDossier, newId } from "./depot.js";
import { download } from "./telecharger.js";

const FRAGMENT = "#r=";
const LIMITE = 1_000_000; // octets d'un fichier importé

class GarderListe extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.source = document.querySelector("liste-verification");
    this.status = this.querySelector("[role=status]");
    this.querySelector(".sans-js").hidden = true;
    this.querySelector("div[hidden]").hidden = false;
    this.addEventListener("click", ({ target }) => this.act(target.dataset.action), { signal });
    this.querySelector("input").addEventListener("change", ({ target }) => this.attempt(() => this.read(target)), { signal });
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

  // Fait, ou dit pourquoi c'est refusé.
  async attempt(action) {
    try {
      await action?.();
    } catch (error) {
      if (!(error instanceof Refus)) throw error;
      this.say(error.message);
    }
  }

  give(extension, type, text) {
    download(`${this.dataset.fichier}.${extension}`, type, text);
  }

  async read(input) {
    const [file] = input.files;
    if (!file) return;
    setTimeout(() => { input.value = ""; });
    if (file.size > LIMITE) throw new Refus("Ce fichier dépasse 1 Mo : il ne vient pas du guide.");
    const dossiers = readFichier(await file.text());
    for (const dossier of dossiers) this.keep(dossier);
    const words = dossiers.length > 1 ? this.status.dataset.importes : this.status.dataset.importe;
    this.say(words.replace("#", dossiers.length));
    this.source.open(dossiers[0]?.id);
  }

  // Un dossier importé ne remplace jamais celui d'ici : s'il existe déjà, c'est une copie.
  keep(dossier) {
    const { depot } = this.source;
    if (depot.dossier(dossier.id)) dossier.id = newId();
    if (!depot.save(dossier)) throw new Refus(this.status.dataset.plein);
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

  say(words) {
    this.status.textContent = words;
  }

  button(action) {
    return this.querySelector(`[data-action=${action}]`);
  }
}

customElements.define("garder-liste", GarderListe);
