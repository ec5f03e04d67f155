// <liste-verification> : les réponses d'une liste, gardées au fil de la frappe dans un dossier.
// Les contrôles viennent du serveur; sans JavaScript, la liste se lit, se coche et s'imprime.

import { BarreDossiers } from "./barre-dossiers.js";
import { Depot, newDossier, newId, newReleve } from "./depot.js";
import { DERNIER_INSTANT } from "./format.js";
import { isAhead, merge } from "./fusion.js";
import { readListe, showAnswer } from "./liste.js";
import { adopt, answerTo, summarize } from "./resultat.js";

const ATTENTE = 400; // ms entre la dernière frappe et l'écriture

export class ListeVerification extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.liste ??= readListe(this);
    this.depot = new Depot();
    this.barre = new BarreDossiers(this, signal);
    this.addEventListener("input", (event) => this.changed(event.target), { signal });
    addEventListener("pagehide", () => this.flush(), { signal });
    addEventListener("pageshow", ({ persisted }) =>
      persisted && this.open(this.dossier?.id), { signal });
    addEventListener("beforeunload", (event) => {
      this.flush();
      if (this.depot.memory.size) event.preventDefault(); // ce n'est que dans cette page
    }, { signal });
    this.depot.watch((id) => this.fromElsewhere(id), signal);
    this.open(this.depot.current);
  }

  disconnectedCallback() {
    this.flush();
    this.leaving.abort();
  }

  // Ouvre un dossier (sans rien : le plus récent) et le relevé de cette liste où on en était.
  open(id) {
    this.flush();
    this.use(this.depot.dossier(id ?? "") ?? this.depot.dossiers()[0] ?? null);
    if (this.dossier) this.depot.current = this.dossier.id;
    const filled = this.releves.filter(({ reponses }) => Object.values(reponses).some(isGiven));
    const last = this.releves.find((releve) => releve.id === this.depot.currentReleve);
    this.openReleve(last ?? filled.at(-1) ?? this.releves.at(-1));
  }

  // Ouvre un relevé de ce dossier; sans rien, un neuf, gardé à la première réponse.
  openReleve(releve = newReleve(this.liste.id)) {
    this.flush();
    this.lecture = false;
    this.depot.currentReleve = releve.id;
    this.turnTo(releve);
  }

  // Montre les réponses d'un lien, sans rien garder.
  view(releve) {
    this.flush();
    this.lecture = true;
    this.turnTo(adopt(this.liste, releve));
  }

  turnTo(releve) {
    this.releve = releve;
    this.barre.forget();
    for (const details of this.querySelectorAll(".point details")) details.open = false;
    this.fill();
  }

  // Le dossier où l'on écrit, et tel qu'il est gardé : ce qui diffère vient d'ici.
  use(dossier) {
    this.dossier = dossier;
    this.base = structuredClone(dossier);
    for (const releve of this.releves) adopt(this.liste, releve);
  }

  // Dans l'ordre où on les a commencés : l'horloge peut avoir reculé.
  get releves() {
    return (this.dossier?.releves ?? []).filter(({ liste }) => liste === this.liste.id);
  }

  // Un choix ne touche pas à la note, ni une note au choix : l'autre a pu changer ailleurs.
  changed(control) {
    const fieldset = control.closest("fieldset.point");
    if (!fieldset || this.lecture) return;
    const before = answerTo(fieldset, this.releve);
    const typed = control.matches("textarea");
    this.set(fieldset.id, {
      reponse: typed ? before?.reponse ?? null : control.value,
      note: typed ? control.value : before?.note ?? "",
      empreinte: this.liste.points.get(fieldset.id).empreinte,
    });
    fieldset.querySelector(".change").hidden = true;
    this.touch();
  }

  // Toujours plus récente que la précédente, même si l'horloge recule.
  set(id, answer) {
    const { reponses } = this.releve;
    const le = Math.max(Date.now(), (answerTo({ id }, this.releve)?.le ?? 0) + 1);
    reponses[id] = { ...answer, le: Math.min(le, DERNIER_INSTANT) };
  }

  // Quelque chose a changé dans le relevé : on l'écrit bientôt, on le montre tout de suite.
  touch() {
    if (this.lecture) return;
    const now = Math.max(Date.now(), Date.parse(this.releve.modifie_le) + 1);
    this.releve.modifie_le = new Date(Math.min(now, DERNIER_INSTANT)).toISOString();
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
    this.base = structuredClone(this.dossier);
    this.depot.current = this.dossier.id;
    this.barre.show();
  }

  // Un autre onglet a écrit : ce que chacun a changé reste.
  fromElsewhere(id) {
    const { lecture, dossier } = this;
    if (lecture || !dossier || (id !== null && id !== dossier.id)) return this.barre.show();
    const theirs = this.depot.dossier(dossier.id);
    if (!theirs) return this.waiting ? this.flush() : this.closed();
    const merged = merge(this.base, dossier, theirs);
    const ahead = isAhead(merged, theirs);
    this.use(merged);
    this.base = theirs;
    this.releve = this.releves.find(({ id: one }) => one === this.releve.id) ?? this.releve;
    if (ahead) this.schedule();
    this.fill();
    this.barre.say("ailleurs");
  }

  // Supprimé dans un autre onglet, et rien n'attendait ici : on ne le fait pas renaître.
  closed() {
    this.use(null);
    this.openReleve();
    this.barre.say("supprime");
  }

  // Vide les réponses; rend de quoi remettre celles qu'on n'a pas données de nouveau depuis.
  empty() {
    const before = Object.entries(this.releve.reponses).filter(([, answer]) => isGiven(answer));
    for (const [id, { empreinte }] of before) this.set(id, { reponse: null, note: "", empreinte });
    this.touch();
    this.fill();
    return () => {
      for (const [id, answer] of before)
        if (!isGiven(answerTo({ id }, this.releve))) this.set(id, answer);
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
    for (const fieldset of this.querySelectorAll("fieldset.point")) {
      const point = this.liste.points.get(fieldset.id);
      showAnswer(fieldset, point, answerTo(point, this.releve), this.lecture);
    }
    this.barre.show();
    this.announce();
  }

  announce() {
    const detail = { resultat: summarize(this.liste, this.releve) };
    this.barre.count(detail.resultat);
    this.dispatchEvent(new CustomEvent("releve", { bubbles: true, detail }));
  }
}

function isGiven(answer) {
  return Boolean(answer?.reponse || answer?.note);
}

customElements.define("liste-verification", ListeVerification);
