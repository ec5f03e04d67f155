// Les raccourcis d'une seule touche, et <raccourcis-guide> pour les couper (WCAG 2.1.4) : une
// commande vocale ou une touche effleurée peut les déclencher.

const CLE = "guide-raccourcis";

export function hasShortcuts() {
  try {
    return localStorage.getItem(CLE) !== "non";
  } catch {
    return true; // stockage fermé
  }
}

class RaccourcisGuide extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    const box = this.querySelector("input");
    box.checked = hasShortcuts();
    box.onchange = () => {
      try {
        localStorage.setItem(CLE, box.checked ? "oui" : "non");
      } catch {
        box.checked = true; // rien ne se garde ici
      }
    };
  }
}

customElements.define("raccourcis-guide", RaccourcisGuide);
