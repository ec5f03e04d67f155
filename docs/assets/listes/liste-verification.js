// <liste-verification> : les réponses d'une liste, gardées au fil de la frappe dans un dossier.
// Les contrôles viennent du serveur; sans JavaScript, la liste se lit, se coche et s'imprime.

import { Depot, merge, newDossier, newId, newReleve } from "./depot.js";
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
    addEventListener("pageshow", ({ persisted }) => persisted && this.open(this.depot.current), { signal });
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
    this.releve = this.releves.at(-1) ?? newReleve(this.liste.id);
    this.lecture = false;
    this.fill();
  }

  // Montre les réponses d'un lien, sans rien garder.
  view(releve) {
    this.flush();
    this.releve = releve;
    this.lecture = true;
    this.fill();
  }

  get releves() {
    return (this.dossier?.releves ?? [])
      .filter((releve) => releve.liste === this.liste.id)
      .sort((a, b) => a.commence_le.localeCompare(b.commence_le));
  }

  get points() {
    return this.querySelectorAll("fieldset.point");
  }

  changed(control) {
    const fieldset = control.closest("fieldset.point");
    if (!fieldset || this.lecture) return;
    const checked = fieldset.querySelector("input:checked");
    this.releve.reponses[fieldset.id] = {
      reponse: checked?.value ?? null,
      note: fieldset.querySelector("textarea").value,
      empreinte: fieldset.dataset.empreinte,
      le: Date.now(),
    };
    fieldset.querySelector(".change").hidden = true;
    this.touch();
  }

  // Quelque chose a changé dans le relevé : on l'écrit bientôt, on le montre tout de suite.
  touch() {
    this.releve.modifie_le = new Date().toISOString();
    this.dossier ??= newDossier(this.barre.defaultName());
    if (!this.dossier.releves.some(({ id }) => id === this.releve.id))
      this.dossier.releves.push(this.releve);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.flush(), ATTENTE);
    this.announce();
  }

  flush() {
    clearTimeout(this.waiting);
    if (!this.waiting || !this.dossier) return;
    this.waiting = null;
    this.durable = this.depot.save(this.dossier);
    this.depot.current = this.dossier.id;
    this.barre.show();
  }

  fromElsewhere(id) {
    if (!this.dossier || (id !== null && id !== this.dossier.id)) return this.barre.show();
    const theirs = this.depot.dossier(this.dossier.id);
    if (!theirs) return this.touch(); // effacé ailleurs : rien n'est perdu ici
    this.dossier = merge(this.dossier, theirs);
    this.releve = this.dossier.releves.find(({ id: one }) => one === this.releve.id) ?? this.releve;
    this.fill();
    this.barre.say("ailleurs");
  }

  startReleve() {
    this.flush();
    this.releve = newReleve(this.liste.id);
    this.fill();
  }

  // Remplace les réponses, et rend de quoi revenir en arrière.
  empty() {
    const before = structuredClone(this.releve);
    this.releve.reponses = {};
    this.touch();
    this.fill();
    return () => {
      Object.assign(this.releve, before);
      this.touch();
      this.fill();
    };
  }

  duplicate() {
    this.flush();
    const copy = { ...structuredClone(this.dossier), id: newId() };
    copy.nom = `${copy.nom} (copie)`.slice(0, 120);
    this.depot.save(copy);
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
      note.value = answer?.note ?? "";
      note.readOnly = this.lecture;
      fieldset.querySelector("details").open = Boolean(answer?.note);
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

customElements.define("liste-verification", ListeVerification);
