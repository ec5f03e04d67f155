// <liste-verification> : les réponses d'une liste, gardées au fil de la frappe dans un dossier.
// Les contrôles viennent du serveur; sans JavaScript, la liste se lit, se coche et s'imprime.

import { Depot, isAhead, merge, newDossier, newId, newReleve } from "./depot.js";
import { readListe } from "./liste.js";
import { answerTo, summarize } from "./resultat.js";
import { BarreDossiers } from "./barre-dossiers.js";

const ATTENTE = 400; // ms entre la dernière frappe et l'écriture

export class ListeVerification extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.liste ??= readListe(this, location.href);
    this.depot = new Depot();
    this.barre = new BarreDossiers(this, signal);
    this.addEventListener("input", (event) => this.changed(event.target), { signal });
    addEventListener("pagehide", () => this.flush(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.open(this.dossier?.id), { signal });
    this.depot.watch((id) => this.fromElsewhere(id), signal);
    this.open(this.depot.current);
  }

  disconnectedCallback() {
    this.flush();
    this.leaving.abort();
  }

  // Ouvre un dossier (ou rien) et son dernier relevé de cette liste.
  open(id) {
    this.flush();
    this.dossier = this.depot.dossier(id ?? "") ?? this.depot.dossiers()[0] ?? null;
    if (this.dossier) this.depot.current = this.dossier.id;
    const filled = this.releves.filter(({ reponses }) => Object.values(reponses).some(isGiven));
    this.openReleve(filled.at(-1) ?? this.releves.at(-1));
  }

  // Ouvre un relevé de ce dossier; sans rien, un neuf, gardé à la première réponse.
  openReleve(releve = newReleve(this.liste.id)) {
    this.flush();
    this.releve = releve;
    this.lecture = false;
    this.barre.forget();
    for (const details of this.querySelectorAll(".point details")) details.open = false;
    this.fill();
  }

  // Montre les réponses d'un lien, sans rien garder.
  view(releve) {
    this.flush();
    this.releve = releve;
    this.lecture = true;
    this.barre.forget();
    this.fill();
  }

  // Dans l'ordre où on les a commencés : l'horloge peut avoir reculé.
  get releves() {
    return (this.dossier?.releves ?? []).filter(({ liste }) => liste === this.liste.id);
  }

  get points() {
    return this.querySelectorAll("fieldset.point");
  }

  changed(control) {
    const fieldset = control.closest("fieldset.point");
    if (!fieldset || this.lecture) return;
    const checked = fieldset.querySelector("input:checked");
    this.set(fieldset.id, checked?.value ?? null, fieldset.querySelector("textarea").value);
    fieldset.querySelector(".change").hidden = true;
    this.touch();
  }

  // Toujours plus récente que la précédente, même si l'horloge recule.
  set(id, reponse, note) {
    const { reponses } = this.releve;
    const le = Math.max(Date.now(), (reponses[id]?.le ?? 0) + 1);
    reponses[id] = { reponse, note, empreinte: this.liste.points.get(id).empreinte, le };
  }

  // Quelque chose a changé dans le relevé : on l'écrit bientôt, on le montre tout de suite.
  touch() {
    if (this.lecture) return;
    const now = new Date().toISOString();
    if (now > this.releve.modifie_le) this.releve.modifie_le = now;
    this.dossier ??= newDossier(this.barre.defaultName());
    if (!this.dossier.releves.some(({ id }) => id === this.releve.id))
      this.dossier.releves.push(this.releve);
    this.schedule();
    this.announce();
  }

  schedule() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.flush(), ATTENTE);
  }

  flush() {
    clearTimeout(this.waiting);
    if (!this.waiting || !this.dossier) return;
    this.waiting = null;
    this.durable = this.depot.save(this.dossier);
    this.depot.current = this.dossier.id;
    this.barre.show();
  }

  // Un autre onglet a écrit : chaque réponse garde la plus récente, celle qu'on tape comprise.
  fromElsewhere(id) {
    if (this.lecture || !this.dossier || (id !== null && id !== this.dossier.id)) return this.barre.show();
    const theirs = this.depot.dossier(this.dossier.id);
    if (!theirs) return this.waiting ? this.flush() : this.closed();
    const mine = this.dossier;
    this.dossier = merge(mine, theirs);
    this.releve = this.dossier.releves.find(({ id: one }) => one === this.releve.id) ?? this.releve;
    if (isAhead(mine, theirs)) this.schedule();
    this.fill();
    this.barre.say("ailleurs");
  }

  // Supprimé dans un autre onglet, et rien n'attendait ici : on ne le fait pas renaître.
  closed() {
    this.dossier = null;
    this.open(null);
    this.barre.say("supprime");
  }

  // Vide les réponses; rend de quoi remettre celles qu'on n'a pas données de nouveau depuis.
  empty() {
    const before = structuredClone(this.releve.reponses);
    for (const id of Object.keys(before)) if (this.liste.points.has(id)) this.set(id, null, "");
    this.touch();
    this.fill();
    return () => {
      for (const [id, { reponse, note }] of Object.entries(before))
        if (this.liste.points.has(id) && !isGiven(this.releve.reponses[id])) this.set(id, reponse, note);
      this.touch();
      this.fill();
    };
  }

  duplicate() {
    this.flush();
    const copy = { ...structuredClone(this.dossier), id: newId() };
    copy.nom = `${copy.nom} (copie)`.slice(0, 120);
    this.durable = this.depot.save(copy);
    this.open(copy.id);
  }

  fill() {
    for (const fieldset of this.points) {
      const point = this.liste.points.get(fieldset.id);
      const answer = answerTo(point, this.releve);
      for (const radio of fieldset.querySelectorAll("input")) {
        radio.checked = radio.value === answer?.reponse;
        radio.disabled = this.lecture;
      }
      const note = fieldset.querySelector("textarea");
      if (note !== document.activeElement) note.value = answer?.note ?? "";
      note.readOnly = this.lecture;
      if (answer?.note) fieldset.querySelector("details").open = true;
      const stale = answer?.reponse && answer.empreinte !== point.empreinte;
      fieldset.querySelector(".change").hidden = !stale;
    }
    this.announce();
  }

  announce() {
    const detail = { resultat: summarize(this.liste, this.releve) };
    this.barre.show(detail.resultat);
    this.dispatchEvent(new CustomEvent("releve", { bubbles: true, detail }));
  }
}

function isGiven(answer) {
  return Boolean(answer?.reponse || answer?.note);
}

customElements.define("liste-verification", ListeVerification);
