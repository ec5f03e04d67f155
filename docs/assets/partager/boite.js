// La boîte « Partager » : le lien et ses formes, le code QR, la citation, la carte à intégrer.
// Le HTML et les mots viennent de macros/templates/partager.html.j2. Rien n'est envoyé, rien n'est
// gardé.

import { RACINE } from "../racine.js";
import { Affiche } from "./affiche.js";
import { Citation } from "./citation.js";
import { describe } from "./endroit.js";
import { toFrame, toHtml, toMarkdown } from "./formes.js";
import { HTML } from "./gabarit.js";

let boite;

// Ouvre la boîte pour cet endroit. Échoue si ses styles n'arrivent pas; un autre clic recommence.
export async function share(asked) {
  boite ??= await make();
  boite.open(asked);
}

async function make() {
  await loadStyles();
  const template = document.createElement("template");
  template.innerHTML = HTML;
  document.body.append(template.content);
  return new Boite(document.querySelector(".partage"));
}

function loadStyles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `${RACINE}assets/partager.css`;
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(link.href));
    };
  });
}

class Boite {
  constructor(dialog) {
    this.dialog = dialog;
    this.status = dialog.querySelector("[role=status]");
    this.mots = this.status.dataset;
    this.adresse = dialog.querySelector("input");
    this.main = dialog.querySelector(".partage-main");
    this.affiche = new Affiche(dialog);
    this.citation = new Citation(dialog);
    dialog.querySelector("[data-action=envoyer]").hidden = !navigator.share;
    dialog.querySelector(".partage-reponses").hidden = !document.querySelector("partager-liste");
    dialog.addEventListener("click", ({ target }) => this.act(target.dataset.action));
    dialog.addEventListener("toggle", ({ target }) => this.unfold(target), { capture: true });
    dialog.addEventListener("pointerdown", ({ target }) => {
      if (target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => this.asked.focus());
  }

  open(asked) {
    this.asked = asked;
    this.endroit = describe(asked);
    const { genre, page, lieu, url } = this.endroit;
    const title = this.dialog.querySelector("h2");
    title.textContent = title.dataset[genre];
    this.dialog.querySelector(".partage-quoi").textContent = lieu || page;
    this.dialog.querySelector(".partage-page").textContent = lieu && page;
    this.adresse.value = url.href;
    const { partager } = document.querySelector("[data-partager]")?.dataset ?? {};
    this.carte = partager && new URL(partager, url);
    this.part("integrer").hidden = !this.carte;
    for (const part of this.dialog.querySelectorAll("details")) part.open = false;
    this.say("");
    if (!this.dialog.open) this.dialog.showModal();
  }

  part(name) {
    return this.dialog.querySelector(`.partage-${name}`);
  }

  // Le contenu d'une partie ne se fait que si on l'ouvre.
  unfold({ open, classList: [name] }) {
    const parts = {
      "partage-qr": () => this.affiche.draw(this.endroit),
      "partage-citer": () => this.citation.show(this.endroit),
      "partage-integrer": () => { this.part("code").textContent = this.frame; },
    };
    if (open && parts[name]) this.attempt(parts[name]); // la boîte aussi s'ouvre
  }

  get frame() {
    return toFrame(this.endroit.page, this.carte);
  }

  act(action) {
    const { endroit, affiche, citation } = this;
    const acts = {
      fermer: () => this.dialog.close(),
      envoyer: () => this.send(),
      lien: () => this.copy(endroit.url.href, "lien"),
      markdown: () => this.copy(toMarkdown(endroit), "markdown"),
      html: () => this.copy(toHtml(endroit), "html", toHtml(endroit)),
      citation: async () => {
        const [text, rich] = await citation.forms();
        return this.copy(text, "citation", rich);
      },
      cadre: () => this.copy(this.frame, "cadre"),
      svg: () => affiche.saveSvg(endroit),
      png: () => affiche.savePng(endroit),
      affiche: () => affiche.print(endroit),
      bibtex: () => citation.save("bibtex"),
      ris: () => citation.save("ris"),
      csl: () => citation.save("csl"),
    };
    if (acts[action]) this.attempt(acts[action]);
  }

  // Ce qui peut manquer : le réseau, pour le dessin du code.
  async attempt(action) {
    try {
      await action();
    } catch {
      this.say(this.mots.panne);
    }
  }

  // Dans un texte riche, le lien se colle comme un lien. Refusé : le texte, choisi, à copier.
  async copy(text, what, rich) {
    this.say("");
    try {
      await (rich ? copyRich(text, rich) : navigator.clipboard.writeText(text));
      this.say(this.mots[what]);
    } catch {
      this.say(this.mots.refus);
      this.main.hidden = false;
      const area = this.main.querySelector("textarea");
      area.value = text;
      area.focus();
      area.select();
    }
  }

  // La feuille de partage du téléphone; la fermer n'est pas une erreur.
  async send() {
    const { titre: title, url } = this.endroit;
    await navigator.share({ title, url: url.href }).catch((error) => {
      if (error.name !== "AbortError") this.say(this.mots.panne);
    });
  }

  say(words) {
    this.main.hidden = true;
    this.status.textContent = words;
  }
}

async function copyRich(text, rich) {
  const blobs = { "text/plain": text, "text/html": rich };
  for (const [type, content] of Object.entries(blobs)) blobs[type] = new Blob([content], { type });
  if (globalThis.ClipboardItem) await navigator.clipboard.write([new ClipboardItem(blobs)]);
  else await navigator.clipboard.writeText(text);
}
