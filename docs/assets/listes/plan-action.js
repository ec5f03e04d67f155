// <plan-action> : des points faibles à quoi, qui, pour quand; gardé avec le relevé.

import { newId } from "./depot.js";

class PlanAction extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.rows = this.querySelector(".tableau tbody");
    this.status = this.querySelector("[role=status]");
    this.addEventListener("click", ({ target }) => this.act(target), { signal });
    this.addEventListener("input", ({ target }) => this.changed(target), { signal });
    document.addEventListener("releve", ({ target, detail }) =>
      this.show(target, detail.resultat), { signal });
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
    for (const button of this.querySelectorAll(".liste-boutons button"))
      button.disabled = source.lecture;
    this.draw();
  }

  // Ce qui ne change pas reste en place : la ligne qu'on écrit garde son curseur.
  draw() {
    const { rows } = this.rows;
    const drawn = new Map([...rows].map((row) => [row.dataset.id, row]));
    for (const [index, action] of this.plan.entries()) {
      const row = drawn.get(action.id) ?? this.row(action.id);
      this.fill(row, action);
      if (rows[index] !== row) this.rows.insertBefore(row, rows[index] ?? null);
    }
    while (rows.length > this.plan.length) this.rows.lastElementChild.remove();
  }

  row(id) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.id = id;
    return row;
  }

  fill(row, action) {
    const { lecture } = this.source;
    for (const control of row.querySelectorAll("[name]")) {
      const halfTyped = control === document.activeElement && !control.validity.valid;
      if (control.value !== action[control.name] && !halfTyped)
        control.value = action[control.name];
      control.classList.toggle("vide", !control.value);
      control.disabled = lecture;
    }
    row.querySelector("button").disabled = lecture;
  }

  act(button) {
    const { action } = button.dataset;
    if (action === "ligne") this.add([{ point: null, quoi: "" }]);
    else if (action === "faibles") this.addWeak();
    else if (action === "imprimer-plan") this.print();
    else if (action === "enlever") this.removeRow(button.closest("tr"));
  }

  // Les points faibles qui ne sont pas encore dans le plan.
  weak() {
    const known = new Set(this.plan.map(({ point }) => point));
    return this.resultat.points
      .filter(({ niveau, point }) => niveau === "faible" && !known.has(point.id))
      .map(({ point }) => ({ point: point.id, quoi: point.texte }));
  }

  addWeak() {
    const weak = this.weak();
    this.status.textContent = weak.length ? "" : this.status.dataset.rien;
    if (weak.length) this.add(weak);
  }

  // Le plan seul, sur une page.
  print() {
    const { dataset } = document.documentElement;
    addEventListener("afterprint", () => { delete dataset.imprime; }, { once: true });
    dataset.imprime = "plan";
    print();
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
    const row = control.closest("tr");
    if (!row || this.source.lecture || !control.validity.valid) return; // une date à moitié tapée
    const action = this.plan.find(({ id }) => id === row.dataset.id);
    if (!action) return;
    action[control.name] = control.value;
    this.source.touch();
  }
}

customElements.define("plan-action", PlanAction);
