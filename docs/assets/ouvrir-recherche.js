// <recherche-guide> : ouvre la recherche (clic, « / », « s », ?q=) et n'en charge rien avant.
// Sans JavaScript, son lien mène à la page « Recherche ».

const RACINE = import.meta.url.replace(/(.*\/)assets\/.*/, "$1");
const SAISIES = "input, textarea, select, [contenteditable]";

class RechercheGuide extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.link = this.querySelector("a");
    this.link.role = "button";
    this.link.ariaHasPopup = "dialog";
    this.link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open();
    });
    this.link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      this.open();
    });
    this.link.addEventListener("focus", () => this.load());
    this.dialog.addEventListener("input", () => this.load());
    this.dialog.addEventListener("close", () => this.forget());
    this.dialog.addEventListener("click", ({ target }) =>
      target === this.dialog && this.dialog.close());
    document.addEventListener("keydown", (event) => this.shortcut(event));
    const asked = new URLSearchParams(location.search).get("q");
    if (asked !== null) this.open(asked);
  }

  shortcut(event) {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (!["/", "s"].includes(key) || ctrlKey || metaKey || altKey) return;
    if (this.dialog.open || target.closest?.(SAISIES)) return;
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

  // Une fois; si le réseau manque, on le dit et le prochain essai recommence.
  load() {
    this.loading ??= this.start().catch(() => {
      this.loading = null;
      this.dialog.querySelector(".recherche-panne").hidden = false;
    });
  }

  async start() {
    const { Panneau } = await import(`${RACINE}assets/paquets/recherche.js`);
    await Panneau.open(this.dialog, RACINE);
    this.dialog.querySelector(".recherche-panne").hidden = true;
  }

  // Fermée, l'adresse redevient celle de la page.
  forget() {
    const address = new URL(location);
    address.searchParams.delete("q");
    address.searchParams.delete("genre");
    history.replaceState(history.state, "", address);
  }
}

customElements.define("recherche-guide", RechercheGuide);
