// La barre d'une liste : dans quel dossier on écrit, combien de réponses, et ce qu'on peut en faire.

import { newDossier } from "./depot.js";

export class BarreDossiers {
  constructor(element, signal) {
    this.element = element;
    this.root = element.querySelector(".liste-barre");
    this.status = this.root.querySelector("[role=status]");
    this.select = this.root.querySelector("select");
    this.name = this.root.querySelector("input");
    this.root.hidden = false;
    element.querySelector(".sans-js").hidden = true;
    this.select.addEventListener("change", () => this.choose(this.select.value), { signal });
    this.name.addEventListener("change", () => this.rename(this.name.value), { signal });
    this.root.addEventListener("click", ({ target }) => this.act(target.dataset.action), { signal });
  }

  show(resultat = this.resultat) {
    this.resultat = resultat;
    const { dossier, depot } = this.element;
    const options = depot.dossiers().map(({ id, nom }) => new Option(nom, id));
    if (dossier && !options.some(({ value }) => value === dossier.id))
      options.unshift(new Option(dossier.nom, dossier.id));
    options.push(new Option(this.select.dataset.nouveau, ""));
    this.select.replaceChildren(...options);
    this.select.value = dossier?.id ?? "";
    if (document.activeElement !== this.name) this.name.value = dossier?.nom ?? "";
    this.element.querySelector(".releve-papier span").textContent = dossier
      ? `${dossier.nom}, ${this.element.releve.commence_le.slice(0, 10)}`
      : "";
    for (const action of ["dupliquer", "supprimer", "releve", "vider"])
      this.button(action).disabled = !dossier || this.element.lecture;
    this.say(null);
  }

  // L'avancement et, s'il y a lieu, ce qu'il faut savoir; dit une fois, pas à chaque lettre.
  say(what) {
    const { comptes, points } = this.resultat ?? {};
    if (!points) return;
    const { dataset } = this.status;
    const given = points.length - comptes["sans-reponse"];
    const parts = [given
      ? dataset.avance.replace("#", given).replace("@", points.length)
      : dataset.vide];
    if (this.element.lecture) parts.push(dataset.lecture);
    else if (this.element.durable === false || !this.element.depot.durable) parts.push(dataset.memoire);
    else if (given) parts.push(dataset.garde);
    if (what) parts.push(dataset[what]);
    const lost = this.element.depot.unreadable;
    if (lost) parts.push(dataset.illisible.replace("#", lost));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const words = parts.join(" ");
      if (this.status.textContent !== words) this.status.textContent = words;
    }, 300);
  }

  act(action) {
    if (action === "releve") this.element.startReleve();
    else if (action === "dupliquer") this.element.duplicate();
    else if (action === "vider") this.confirmed("vidage", () => this.element.empty());
    else if (action === "supprimer") this.confirmed("suppression", () => this.remove());
    else if (action === "annuler") this.undo();
  }

  // Demande avant, et laisse revenir en arrière après.
  confirmed(question, action) {
    if (!confirm(this.status.dataset[question])) return;
    this.back = action();
    this.button("annuler").hidden = false;
    this.button("annuler").focus();
  }

  undo() {
    this.back?.();
    this.button("annuler").hidden = true;
    this.select.focus();
  }

  remove() {
    const { dossier, depot } = this.element;
    this.element.flush();
    depot.remove(dossier.id);
    this.element.open(null);
    return () => {
      depot.save(dossier);
      this.element.open(dossier.id);
    };
  }

  choose(id) {
    if (id) return this.element.open(id);
    const dossier = newDossier(this.defaultName());
    this.element.flush();
    this.element.depot.save(dossier);
    this.element.open(dossier.id);
    this.name.focus();
    this.name.select();
  }

  rename(name) {
    const { element } = this;
    element.dossier ??= newDossier(this.defaultName());
    element.dossier.nom = name.trim().slice(0, 120) || this.defaultName();
    element.durable = element.depot.save(element.dossier);
    element.depot.current = element.dossier.id;
    this.show();
  }

  defaultName() {
    const date = new Date().toLocaleDateString("fr-CA", { dateStyle: "medium" });
    return `${this.status.dataset.sansNom}, ${date}`;
  }

  button(action) {
    return this.root.querySelector(`[data-action=${action}]`);
  }
}
