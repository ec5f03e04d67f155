// <exporter-notices> : la notice de `data-csl`, ou celles du fichier `data-source`, au format
// qu'on choisit. Sans JavaScript, l'élément reste caché.

import { loadJson } from "../charger.js";
import { saveNotices } from "./formats.js";

class ExporterNotices extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.onclick = ({ target }) => target.value && this.export(target.value);
  }

  async export(format) {
    const status = this.querySelector("[role=status]");
    status.textContent = "";
    try {
      saveNotices(this.dataset.nom, await this.read(), format);
    } catch {
      status.textContent = status.dataset.panne;
    }
  }

  async read() {
    const { csl, source } = this.dataset;
    return csl ? [JSON.parse(csl)] : loadJson(source);
  }
}

customElements.define("exporter-notices", ExporterNotices);
