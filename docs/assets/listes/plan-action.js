// <plan-action> : des points faibles à quoi, qui, pour quand; gardé avec le relevé.

import { newId } from "./depot.js";

class PlanAction extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.rows = this.querySelector("tbody");
    this.addEventListener("click", ({ target }) => this.act(target), { signal });
    this.addEventListener("input", ({ target }) => this.changed(target), { signal });
    document.addEventListener("releve", ({ target, detail }) => this.show(target, detail.resultat), { signal });
    this.source = document.querySelector("liste-verification");
    if (this.source?.liste) this.source.announce();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  get plan() {
    return this.source.releve.plan;
  }

  show(source, resultat) {
    this.source = source;
    this.resultat = resultat;
    this.querySelector(".plan").hidden = false;
    this.querySelector(".sans-js").hidden = true;
    for (const button of this.querySelectorAll(".liste-boutons button")) button.disabled = source.lecture;
    const typing = this.rows.contains(document.activeElement) && this.shown === source.releve.id;
    if (!typing && this.drawn !== JSON.stringify([source.releve.id, source.lecture, this.plan])) this.draw();
  }

  draw() {
    this.shown = this.source.releve.id;
    this.drawn = JSON.stringify([this.shown, this.source.lecture, this.plan]);
    this.rows.replaceChildren(...this.plan.map((action) => this.row(action)));
  }

  row(action) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.id = action.id;
    for (const control of row.querySelectorAll("[name]")) {
      control.value = action[control.name];
      control.disabled = this.source.lecture;
    }
    row.querySelector("button").disabled = this.source.lecture;
    return row;
  }

  act(button) {
    const { action } = button.dataset;
    if (action === "ligne") this.add([{ point: null, quoi: "" }]);
    else if (action === "faibles") this.add(this.weak());
    else if (action === "enlever") this.removeRow(button.closest("tr"));
  }

  // Les points faibles qui ne sont pas encore dans le plan.
  weak() {
    const known = new Set(this.plan.map(({ point }) => point));
    return this.resultat.points
      .filter(({ niveau, point }) => niveau === "faible" && !known.has(point.id))
      .map(({ point }) => ({ point: point.id, quoi: point.texte }));
  }

  add(actions) {
    for (const { point, quoi } of actions)
      this.plan.push({ id: newId(), point, quoi, qui: "", quand: "", statut: "a-faire" });
    this.draw();
    this.source.touch();
    this.rows.lastElementChild?.querySelector("textarea").focus();
  }

  removeRow(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.source.releve.plan = this.plan.filter(({ id }) => id !== row.dataset.id);
    this.draw();
    this.source.touch();
    const place = next && this.rows.querySelector(`[data-id="${next.dataset.id}"] textarea`);
    (place ?? this.querySelector("[data-action=ligne]")).focus();
  }

  changed(control) {
    const action = this.plan.find(({ id }) => id === control.closest("tr")?.dataset.id);
    if (!action || this.source.lecture) return;
    if (!control.validity.valid) return; // une date à moitié tapée
    action[control.name] = control.value;
    this.source.touch();
  }
}

customElements.define("plan-action", PlanAction);
