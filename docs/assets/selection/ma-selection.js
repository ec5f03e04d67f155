// <ma-selection> : composer un document avec les fiches du guide. Rien ne quitte le navigateur :
// le lien ne porte que des identifiants.

import { loadJson } from "../charger.js";
import {
  PLUS, fromFragment, readSelection, watchSelection, writeSelection,
} from "./garder-selection.js";
import { FichesChoisies } from "./fiches-choisies.js";
import { selectionToMarkdown, selectionToYaml } from "./sorties.js";

class MaSelection extends FichesChoisies {
  async connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.status = this.querySelector("[role=status]");
    this.mots = this.status.dataset;
    this.list = this.querySelector("ol");
    this.hidden = false;
    this.parentElement.querySelector(".sans-js").hidden = true;
    try {
      this.connues = await loadJson("selection/fiches.json");
    } catch {
      return this.say(this.mots.panne);
    }
    if (signal.aborted) return;
    this.suggest();
    this.addEventListener("click", ({ target }) => this.act(target), { signal });
    this.addEventListener("input", ({ target }) => this.write(target), { signal });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.id !== "selection-ajout") return;
      event.preventDefault();
      this.add();
    }, { signal });
    addEventListener("hashchange", () => this.open(), { signal });
    watchSelection(() => this.recue || this.open(), signal);
    this.open();
  }

  disconnectedCallback() {
    this.leaving?.abort();
  }

  // Celle d'un lien, s'il y en a un; sinon la mienne.
  open() {
    this.recue = fromFragment(location.hash);
    this.selection = this.resolved(this.recue ?? readSelection());
    this.querySelector("[name=titre]").value = this.selection.titre;
    this.querySelector("[name=texte]").value = this.selection.texte;
    this.show();
    const lost = this.lost.length ? this.mots.perdues.replace("#", this.lost.join(", ")) : "";
    this.say(`${this.recue ? this.count(this.mots.recue) : this.told()} ${lost}`);
  }

  write(control) {
    const row = control.closest("li");
    if (row) this.element(row).note = control.value;
    else if (control.name) this.selection[control.name] = control.value;
    else return;
    if (row) row.querySelector(".selection-note").textContent = control.value;
    this.showPaper();
    this.keep();
  }

  keep(words = "") {
    this.durable = writeSelection(this.selection);
    this.say([words, this.told()].join(" ").trim());
  }

  told() {
    if (!this.selection.elements.length) return this.mots.vide;
    return this.durable === false ? this.mots.memoire : this.count(this.mots.garde);
  }

  count(words) {
    return words.replace("#", this.selection.elements.length).replace("@", PLUS);
  }

  act(button) {
    const row = button.closest("li");
    const make = {
      ajouter: () => this.add(),
      monter: () => this.move(row, -1), descendre: () => this.move(row, 1),
      retirer: () => this.remove(row), vider: () => this.empty(), annuler: () => this.undo(),
      garder: () => this.take(this.selection), joindre: () => this.join(),
      revenir: () => this.leave(), imprimer: () => this.print(), lien: () => this.copyLink(),
      markdown: () => this.export("text/markdown", ".md", selectionToMarkdown),
      yaml: () => this.export("application/yaml", ".yml", selectionToYaml),
    };
    make[button.dataset.action]?.();
  }

  add() {
    const input = this.querySelector("#selection-ajout");
    const id = this.titres.get(input.value);
    const { elements } = this.selection;
    if (!id) return this.say(this.mots.inconnue);
    if (elements.some((element) => element.id === id)) return this.say(this.mots.deja);
    if (elements.length >= PLUS) return this.say(this.mots.pleine);
    elements.push({ id, note: "" });
    this.changed(this.mots.ajoutee + this.fiche(id).titre);
    input.value = "";
    input.focus();
  }

  move(row, step) {
    const { elements } = this.selection;
    const from = elements.indexOf(this.element(row));
    const to = from + step;
    if (!elements[to]) return;
    elements.splice(to, 0, ...elements.splice(from, 1));
    const { titre } = this.fiche(row.dataset.id);
    this.changed(this.mots.deplacee.replace("#", titre).replace("@", to + 1));
    const again = step < 0 ? "monter" : "descendre";
    this.list.children[to].querySelector(`[data-action=${again}]`).focus();
  }

  remove(row) {
    this.back = structuredClone(this.selection);
    const rank = [...this.list.children].indexOf(row);
    this.selection.elements.splice(rank, 1);
    this.changed(this.mots.retiree + this.fiche(row.dataset.id).titre);
    this.button("annuler").hidden = false;
    (this.list.children[rank] ?? this.list.lastElementChild)?.querySelector("[data-action=retirer]")
      .focus();
  }

  empty() {
    if (!confirm(this.mots.vidage)) return;
    this.back = structuredClone(this.selection);
    this.selection.elements = [];
    this.changed();
    this.button("annuler").hidden = false;
    this.button("annuler").focus();
  }

  undo() {
    this.selection = this.back;
    this.button("annuler").hidden = true;
    this.changed();
    this.button("vider").focus();
  }

  changed(words) {
    this.show();
    this.keep(words);
  }

  // Une sélection reçue devient la mienne; l'adresse redevient celle de la page.
  take(selection) {
    forgetLink();
    this.recue = null;
    this.selection = selection;
    this.changed();
    this.querySelector("[name=titre]").focus();
  }

  join() {
    const mine = this.resolved(readSelection());
    const ids = new Set(mine.elements.map(({ id }) => id));
    const more = this.selection.elements.filter(({ id }) => !ids.has(id));
    this.take({ ...mine, elements: [...mine.elements, ...more].slice(0, PLUS) });
    this.open();
  }

  leave() {
    forgetLink();
    this.open();
  }

  element(row) {
    return this.selection.elements.find(({ id }) => id === row.dataset.id);
  }
}

function forgetLink() {
  history.replaceState(null, "", location.pathname + location.search);
}

customElements.define("ma-selection", MaSelection);
