// Citer une page, une section ou un point : la phrase, et les fichiers des logiciels de
// bibliographie. La notice est au pied d'une fiche; ailleurs, elle se tire des balises de la page.

import { FORMATS, saveNotices } from "../citer/formats.js";
import { apaParts, withAccess } from "../citer/notices.js";

export class Citation {
  formats = FORMATS;

  constructor(dialog) {
    this.phrase = dialog.querySelector(".partage-phrase");
    this.dates = dialog.querySelector(".partage-dates");
    this.edition = dialog.querySelector(".partage-citer").dataset.edition;
  }

  show({ lieu, ancre, url, page }) {
    const now = new Date();
    const csl = this.read(url, page);
    const [before, title, after] = apaParts(csl, { consultee: now, section: lieu, ancre });
    const italic = document.createElement("em");
    italic.textContent = title;
    this.phrase.replaceChildren(before, italic, after);
    this.dates.querySelector("time").textContent = sayDate(now);
    const id = [csl.id, ancre].filter(Boolean).join("-");
    this.csl = withAccess({ ...csl, id, URL: url.href }, now);
  }

  get text() {
    return this.phrase.textContent;
  }

  get html() {
    return this.phrase.innerHTML;
  }

  save(format) {
    saveNotices(this.csl.id, [this.csl], format);
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
