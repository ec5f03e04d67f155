// La barre d'une liste : dans quel dossier on écrit, combien de réponses, ce qu'on peut en faire.

import { newDossier, newReleve } from "./depot.js";

export class BarreDossiers {
  constructor(element, signal) {
    this.element = element;
    this.root = element.querySelector(".liste-barre");
    this.status = this.root.querySelector("[role=status]");
    this.select = this.root.querySelector("#liste-dossier");
    this.releve = this.root.querySelector("#liste-releve");
    this.name = this.root.querySelector("input");
    this.root.hidden = false;
    element.querySelector(".sans-js").hidden = true;
    this.select.addEventListener("change", () => element.open(this.select.value), { signal });
    this.releve.addEventListener("change", () => this.chooseReleve(this.releve.value), { signal });
    this.name.addEventListener("input", () => this.rename(this.name.value), { signal });
    this.root.addEventListener("click", ({ target }) =>
      this.act(target.dataset.action), { signal });
  }

  show() {
    const { dossier, depot, lecture } = this.element;
    const options = depot.dossiers().map(({ id, nom }) => new Option(nom, id));
    if (dossier && !options.some(({ value }) => value === dossier.id))
      options.unshift(new Option(dossier.nom, dossier.id));
    this.select.replaceChildren(...options);
    this.select.value = dossier?.id ?? "";
    if (document.activeElement !== this.name) this.name.value = dossier?.nom ?? "";
    this.showReleves();
    this.element.querySelector(".releve-papier span").textContent = dossier && !lecture
      ? `${dossier.nom}, ${this.element.releve.commence_le.slice(0, 10)}`
      : "";
    for (const part of this.root.querySelectorAll("[data-quand]"))
      part.hidden = part.dataset.quand !== (lecture ? "lecture" : "ecriture");
    for (const action of ["dupliquer", "supprimer", "releve", "vider"])
      this.button(action).disabled = !dossier;
    this.lost = depot.unreadable;
    this.say(null);
  }

  // Où on en est, à chaque réponse.
  count(resultat) {
    this.resultat = resultat;
    this.say(null);
  }

  showReleves() {
    const { releves, releve } = this.element;
    const known = releves.some(({ id }) => id === releve.id) ? releves : [...releves, releve];
    this.releve.replaceChildren(
      ...known.map(({ id, commence_le }) => new Option(moment(commence_le), id)));
    this.releve.value = releve.id;
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
    const { lecture, durable, depot, releve, releves } = this.element;
    if (lecture) parts.push(dataset.lecture);
    else if (durable === false || !depot.durable) parts.push(dataset.memoire);
    else if (releves.includes(releve)) parts.push(dataset.garde);
    if (what) parts.push(dataset[what] ?? what);
    if (this.lost) parts.push(dataset.illisible.replace("#", this.lost));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const words = parts.join(" ");
      if (this.status.textContent !== words) this.status.textContent = words;
    }, 300);
  }

  act(action) {
    if (action === "releve") this.element.openReleve();
    else if (action === "nouveau") this.create();
    else if (action === "revenir") this.leaveLink(this.element.depot.current);
    else if (action === "copier") this.keepCopy();
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
    const { back } = this;
    this.forget();
    back?.();
    this.select.focus();
  }

  // On a changé de relevé : ce qu'« Annuler » déferait n'est plus sous les yeux.
  forget() {
    this.back = null;
    this.button("annuler").hidden = true;
  }

  leaveLink(id) {
    history.replaceState(null, "", location.pathname + location.search);
    this.element.open(id);
    this.select.focus();
  }

  // Les réponses d'un lien deviennent un dossier d'ici.
  keepCopy() {
    const dossier = newDossier(this.defaultName());
    const { liste, reponses, plan, pseudonyme } = this.element.releve;
    dossier.releves.push({ ...newReleve(liste), reponses, plan, pseudonyme });
    this.element.durable = this.element.depot.save(dossier);
    this.leaveLink(dossier.id);
  }

  remove() {
    const { dossier, depot } = this.element;
    this.element.flush();
    depot.remove(dossier.id);
    this.element.open(null);
    return () => {
      depot.restore(dossier);
      this.element.open(dossier.id);
    };
  }

  chooseReleve(id) {
    this.element.openReleve(this.element.releves.find((releve) => releve.id === id));
  }

  // Un dossier encore vide suffit : un double clic n'en fait pas deux.
  create() {
    if (this.element.dossier && !this.element.dossier.releves.length) return this.name.select();
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
    element.schedule();
  }

  defaultName() {
    const date = new Date().toLocaleDateString("fr-CA", { dateStyle: "medium" });
    return `${this.status.dataset.sansNom}, ${date}`;
  }

  reveal() {
    this.root.scrollIntoView({ block: "center" });
  }

  button(action) {
    return this.root.querySelector(`[data-action=${action}]`);
  }
}

function moment(iso) {
  return new Date(iso).toLocaleString("fr-CA", { dateStyle: "medium", timeStyle: "short" });
}
