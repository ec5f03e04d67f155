// <exporter-notices> : des notices CSL-JSON, celles de `data-csl` ou du fichier `data-source`, dans
// le format qu'on choisit. Sans JavaScript, l'élément reste caché. Le code des formats vient au clic.

const TYPES = {
  bib: "application/x-bibtex",
  ris: "application/x-research-info-systems",
  json: "application/vnd.citationstyles.csl+json",
};

class ExporterNotices extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.onclick = ({ target }) => target.value && this.export(target.value);
  }

  async export(format) {
    const [{ toBibtex, toRis, toCslJson }, { download }] =
      await Promise.all([import("./notices.js"), import("./telecharger.js")]);
    const notices = await this.read();
    const text = {
      bib: () => notices.map(toBibtex).join("\n"),
      ris: () => notices.map(toRis).join("\r\n"),
      json: () => toCslJson(notices),
    }[format]();
    download(`${this.dataset.nom}.${format}`, TYPES[format], text);
  }

  async read() {
    const { csl, source } = this.dataset;
    return csl ? JSON.parse(csl) : (await fetch(source)).json();
  }
}

customElements.define("exporter-notices", ExporterNotices);
