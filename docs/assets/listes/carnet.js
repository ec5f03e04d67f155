// <carnet-dossiers> : tous les dossiers de ce navigateur; les exporter, en importer, les effacer.

import { Depot } from "./depot.js";
import { ElementFichiers, take } from "./fichiers.js";
import { writeFichier } from "./format.js";

class CarnetDossiers extends ElementFichiers {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.depot = new Depot();
    this.status = this.querySelector("[role=status]");
    this.querySelector(".sans-js").hidden = true;
    this.querySelector(".carnet").hidden = false;
    this.addEventListener("click", ({ target }) =>
      this.attempt(() => this.act(target)), { signal });
    this.querySelector("input").addEventListener("change", ({ target }) =>
      this.attempt(() => this.import(target)), { signal });
    this.depot.watch(() => this.show(), signal);
    addEventListener("pageshow", ({ persisted }) => persisted && this.show(), { signal });
    this.show();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  show() {
    const dossiers = this.depot.dossiers();
    const cards = dossiers.map((dossier) => this.card(dossier));
    this.querySelector(".dossiers").replaceChildren(...cards);
    const { dataset } = this.status;
    const lost = this.depot.unreadable;
    this.button("tout").disabled = !dossiers.length;
    const others = [...this.querySelectorAll("[data-nom]")]
      .filter((link) => !(link.hidden = !this.depot.holds(link.dataset.nom)));
    this.querySelector(".aussi").hidden = !others.length;
    this.button("effacer").disabled = !dossiers.length && !lost && !others.length;
    this.say([
      dossiers.length ? "" : dataset.vide,
      this.depot.durable ? "" : dataset.memoire,
      lost ? dataset.illisible.replace("#", lost) : "",
    ].filter(Boolean).join(" "));
  }

  card(dossier) {
    const card = this.querySelector("template").content.firstElementChild.cloneNode(true);
    card.dataset.id = dossier.id;
    card.querySelector("h2").textContent = dossier.nom;
    for (const button of card.querySelectorAll("button"))
      button.setAttribute("aria-label", `${button.textContent}\u00a0: ${dossier.nom}`);
    const releves = [...dossier.releves]
      .sort((a, b) => b.modifie_le.localeCompare(a.modifie_le));
    const lines = releves.map((releve) => this.line(dossier, releve));
    card.querySelector("ul").replaceChildren(...lines);
    return card;
  }

  // Une liste du dossier : son lien, combien de réponses, quel jour.
  line(dossier, releve) {
    const item = document.createElement("li");
    const known = this.querySelector(`.listes-connues [data-liste="${CSS.escape(releve.liste)}"]`);
    const given = Object.values(releve.reponses).filter(({ reponse }) => reponse).length;
    const day = new Date(releve.modifie_le).toLocaleDateString("fr-CA", { dateStyle: "long" });
    const words = this.status.dataset.relevee
      .replace("#", given).replace("@", known?.dataset.points ?? "?").replace("%", day);
    const link = known?.querySelector("a").cloneNode(true)
      ?? document.createTextNode(`${this.status.dataset.retiree} (${releve.liste})`);
    link.addEventListener?.("click", () => {
      this.depot.current = dossier.id;
      this.depot.currentReleve = releve.id;
    });
    item.append(link, ` ${words}`);
    return item;
  }

  act(button) {
    const dossier = this.depot.dossier(button.closest(".dossier")?.dataset.id ?? "");
    const make = {
      exporter: () => this.export([dossier], dossier.nom),
      tout: () => this.export(this.depot.dossiers(), "carnet"),
      supprimer: () =>
        this.confirmed("suppression", [dossier], () => this.depot.remove(dossier.id)),
      effacer: () => this.confirmed("effacement", this.depot.dossiers(), () => this.depot.clear()),
      annuler: () => this.undo(),
    };
    make[button.dataset.action]?.();
  }

  export(dossiers, nom) {
    this.download(`${nom}.json`, "application/json", writeFichier(dossiers, new Date()));
  }

  // Demande avant, et garde de quoi revenir en arrière tant que la page est ouverte.
  confirmed(question, dossiers, action) {
    if (!confirm(this.status.dataset[question])) return;
    const back = action() ?? (() => dossiers.forEach((dossier) => this.depot.restore(dossier)));
    this.backs = [...this.backs ?? [], back];
    this.show();
    this.button("annuler").hidden = false;
    this.button("annuler").focus();
  }

  undo() {
    this.backs.pop()?.();
    this.button("annuler").hidden = !this.backs.length;
    this.show();
    this.button("tout").focus();
  }

  async import(input) {
    this.keep(await this.read(take(input)), this.depot);
    const words = this.status.textContent;
    this.show();
    this.say(words);
  }

  button(action) {
    return this.querySelector(`.carnet > p [data-action=${action}]`);
  }
}

customElements.define("carnet-dossiers", CarnetDossiers);
