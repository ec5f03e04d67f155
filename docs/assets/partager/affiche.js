// Le code QR d'une adresse : à l'écran, en fichier, en affiche. Le dessin se charge à la demande.

import { loadModule } from "../charger.js";
import { download } from "../telecharger.js";

const PIXELS = 1_200; // du PNG : net sur une demi-feuille à 150 points par pouce

export class Affiche {
  constructor(dialog) {
    this.figure = dialog.querySelector("figure");
    this.taille = dialog.querySelector("select");
    this.titre = this.figure.dataset.titre;
    this.page = document.querySelector(".affiche");
  }

  async draw(endroit) {
    this.figure.replaceChildren(await this.svg(endroit));
  }

  async svg({ url, titre }) {
    const { drawQr } = await loadModule("assets/qr/code-qr.js");
    return drawQr(url.href, `${this.titre}\u00a0: ${titre}`);
  }

  // De la taille choisie, marge blanche comprise, et non de celle de l'écran.
  async sized(endroit) {
    const svg = await this.svg(endroit);
    svg.removeAttribute("class");
    for (const side of ["width", "height"]) svg.setAttribute(side, `${this.taille.value}cm`);
    return svg;
  }

  async saveSvg(endroit) {
    const text = new XMLSerializer().serializeToString(await this.sized(endroit));
    download(`${name(endroit)}.svg`, new Blob([text], { type: "image/svg+xml" }));
  }

  async savePng(endroit) {
    const { paintQr } = await loadModule("assets/qr/code-qr.js");
    download(`${name(endroit)}.png`, await paintQr(endroit.url.href, PIXELS));
  }

  // L'affiche seule, sur une page; ce qu'on lisait revient ensuite.
  async print(endroit) {
    const { dataset } = document.documentElement;
    const [title, under, address] = this.page.querySelectorAll("[data-mots]");
    title.textContent = endroit.page;
    under.textContent = endroit.lieu;
    address.textContent = endroit.url.href;
    this.page.querySelector("figure").replaceChildren(await this.sized(endroit));
    addEventListener("afterprint", () => { delete dataset.imprime; }, { once: true });
    dataset.imprime = "affiche";
    print();
  }
}

function name({ url, ancre }) {
  return ["code-qr", url.pathname.split("/").at(-2), ancre].filter(Boolean).join(" ");
}
