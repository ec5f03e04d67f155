// Citer une page, une section ou un point : la phrase, et les fichiers des logiciels de
// bibliographie. La notice est au pied d'une fiche; ailleurs, elle se tire des balises de la page.

import { loadModule } from "../charger.js";

export class Citation {
  constructor(dialog) {
    this.phrase = dialog.querySelector(".partage-phrase");
    this.dates = dialog.querySelector(".partage-dates");
    this.edition = dialog.querySelector(".partage-citer").dataset.edition;
  }

  // Un bouton pressé avant la fin l'attend : `ready`.
  show(endroit) {
    this.ready = this.fill(endroit);
    return this.ready;
  }

  async fill({ lieu, ancre, url, page }) {
    const now = new Date();
    const csl = this.read(url, page);
    this.citer = await loadModule("assets/paquets/citer.js");
    const options = { consultee: now, section: lieu, ancre };
    const [before, title, after] = this.citer.sayApa(csl, options);
    const italic = document.createElement("em");
    italic.textContent = title;
    this.phrase.replaceChildren(before, italic, after);
    this.dates.querySelector("time").textContent = sayDate(now);
    const id = [csl.id, ancre].filter(Boolean).join("-");
    this.csl = this.citer.sayAccess({ ...csl, id, URL: url.href }, now);
  }

  // La phrase, telle quelle et avec son titre en italique.
  async forms() {
    await this.ready;
    return [this.phrase.textContent, this.phrase.innerHTML];
  }

  async save(format) {
    await this.ready;
    this.citer.saveNotices(this.csl.id, [this.csl], format);
  }

  read(url, title) {
    try {
      return JSON.parse(document.querySelector(".pour-citer").dataset.csl);
    } catch {
      const site = document.querySelector("meta[property='og:site_name']")?.content ?? "";
      return {
        id: url.pathname.split("/").filter(Boolean).join("-") || "accueil",
        type: "webpage",
        title,
        author: [{ literal: site }],
        issued: { "date-parts": [this.edition.split("-").map(Number)] },
        URL: url.href.replace(/#.*/, ""),
        language: "fr-CA",
      };
    }
  }
}

function sayDate(date) {
  return new Intl.DateTimeFormat("fr-CA", { dateStyle: "long" }).format(date)
    .replace(/^1 /, "1er ");
}
