// <recherche-guide> : ouvre la recherche (clic, « / », « s », ?q=) et n'en charge rien avant.
// Sans JavaScript, son lien mène à la page « Recherche ».
//
// Ce qu'on tape reste dans l'état de l'historique, jamais dans l'adresse : un retour arrière le
// retrouve, et aucun serveur ne le reçoit.

import { loadJson, loadModule } from "./charger.js";
import { hasShortcuts } from "./raccourcis.js";

const SAISIES = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

class RechercheGuide extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.dialog = this.querySelector("dialog");
    this.link = this.querySelector("a");
    this.link.role = "button";
    this.link.ariaHasPopup = "dialog";
    this.link.setAttribute("aria-keyshortcuts", "/ s");
    for (const button of document.querySelectorAll("button[data-recherche]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.open(), { signal });
    }
    this.link.addEventListener("click", (event) => this.press(event), { signal });
    this.link.addEventListener("keydown", (event) => {
      if (event.key === " ") this.press(event);
    }, { signal });
    this.link.addEventListener("focus", () => this.load(), { signal });
    this.dialog.addEventListener("input", () => this.load(), { signal });
    this.dialog.addEventListener("keydown", ({ key, target }) => {
      if (!this.panneau && target.matches("input")) this.entree = key === "Enter"; // pour plus tard
    }, { signal });
    this.dialog.addEventListener("close", () => this.forget(), { signal });
    this.dialog.addEventListener("pointerdown", ({ target }) => {
      if (target === this.dialog) this.dialog.close();
    }, { signal });
    document.addEventListener("keydown", (event) => this.shortcut(event), { signal });
    this.recall();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  // Une recherche reçue en lien, ou celle qu'on avait en quittant cette page.
  recall() {
    const asked = new URLSearchParams(location.search);
    const kept = asked.has("q")
      ? { q: asked.get("q"), type: asked.get("type") ?? "" }
      : history.state?.recherche;
    if (!kept) return;
    this.dialog.dataset.type = kept.type;
    this.open(kept.q);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open();
  }

  shortcut(event) {
    const { key, target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
    if (!["/", "s"].includes(key) || ctrlKey || metaKey || altKey || isComposing) return;
    if (defaultPrevented || document.querySelector("dialog[open]") || !hasShortcuts()) return;
    if (target.closest?.(SAISIES)) return;
    event.preventDefault();
    this.open();
  }

  open(texte) {
    const input = this.dialog.querySelector("input");
    if (texte !== undefined) input.value = texte;
    if (!this.dialog.open) this.dialog.showModal();
    input.select();
    this.load();
  }

  // Une fois; si le réseau manque, on le dit, et le prochain mot tapé recommence.
  async load() {
    if (this.loading) return;
    this.loading = true;
    this.dialog.dataset.etat = "charge";
    try {
      const [{ Panneau }, index] = await Promise.all([
        loadModule("assets/paquets/recherche.js"),
        loadJson("recherche/index.json"),
      ]);
      this.panneau = new Panneau(this.dialog, index);
      this.dialog.dataset.etat = "pret";
      if (this.entree) this.panneau.openFirst();
    } catch {
      this.dialog.dataset.etat = "panne";
      this.loading = false;
    }
  }

  // Fermée, la page n'en garde rien.
  forget() {
    const address = new URL(location);
    if (address.searchParams.has("q"))
      for (const name of ["q", "type"]) address.searchParams.delete(name);
    history.replaceState({ ...history.state, recherche: undefined }, "", address);
  }
}

customElements.define("recherche-guide", RechercheGuide);
