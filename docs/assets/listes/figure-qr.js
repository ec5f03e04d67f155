// Un code QR dans une <figure>, avec ou sans ce qu'il contient. Le dessin se charge à la demande.

import { loadModule } from "../charger.js";

export class FigureQr {
  constructor(figure) {
    this.figure = figure;
  }

  // Rend le nom du message à dire : « montre », « tropLong », « sansQr »; rien si c'est dépassé.
  async show(texte, titre, legende = "") {
    const asked = (this.asked = {});
    const module = await loadModule("assets/qr/code-qr.js").catch(() => null);
    if (!module) return "sansQr";
    const code = module.drawQr(texte, titre);
    if (!code) return "tropLong";
    if (asked !== this.asked) return "";
    this.figure.replaceChildren(code);
    const words = document.createElement("figcaption");
    words.textContent = legende;
    if (legende) this.figure.append(words);
    this.figure.hidden = false;
    return "montre";
  }

  // Tout le code à l'écran, une fois ce qui l'entoure à sa place.
  reveal() {
    this.figure.scrollIntoView({ block: "center" });
  }

  // Le code ne dit plus ce qui est à l'écran; vrai s'il se voyait.
  hide() {
    const shown = !this.figure.hidden;
    this.asked = null;
    this.figure.hidden = true;
    this.figure.replaceChildren();
    return shown;
  }
}
