// Ce que <ma-selection> montre et donne : les fiches choisies, la page imprimée, le lien, les
// fichiers.

import { loadModule } from "../charger.js";
import { pageAddress, publicAddress } from "../racine.js";
import { download } from "../telecharger.js";
import { toFragment } from "./garder-selection.js";
import { fileName } from "./sorties.js";

export class FichesChoisies extends HTMLElement {
  // Un identifiant d'avant mène à la fiche d'aujourd'hui.
  resolved(selection) {
    const { fiches, anciens } = this.connues;
    const now = ({ id, note }) => ({ id: Object.hasOwn(anciens, id) ? anciens[id] : id, note });
    const found = selection.elements.map(now);
    this.lost = found.filter(({ id }) => !Object.hasOwn(fiches, id)).map(({ id }) => id);
    const elements = found.filter(({ id }, rank) =>
      Object.hasOwn(fiches, id) && found.findIndex((other) => other.id === id) === rank);
    return { ...selection, elements };
  }

  show() {
    for (const part of this.querySelectorAll("[data-quand]"))
      part.hidden = (part.dataset.quand === "recue") !== Boolean(this.recue);
    this.list.replaceChildren(...this.selection.elements.map((element) => this.row(element)));
    this.querySelector(".selection-sorties").hidden = !this.selection.elements.length;
    this.button("vider").disabled = !this.selection.elements.length;
    this.showPaper();
  }

  row({ id, note }) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const { dossier, titre, resume } = this.fiche(id);
    row.dataset.id = id;
    const link = row.querySelector("a");
    Object.assign(link, { href: pageAddress(`${dossier}/${id}/`), textContent: titre });
    link.classList.add(`type-${dossier}`);
    row.querySelector(".selection-resume").textContent = resume;
    row.querySelector(".selection-adresse").textContent = publicAddress(`${dossier}/${id}/`);
    row.querySelector("textarea").value = note;
    row.querySelector(".selection-note").textContent = note;
    for (const named of row.querySelectorAll("button, textarea")) {
      const words = named.closest("label")?.textContent.trim() ?? named.textContent;
      named.setAttribute("aria-label", `${words}\u00a0: ${titre}`);
    }
    for (const part of row.querySelectorAll("[data-quand]")) part.hidden = Boolean(this.recue);
    return row;
  }

  showPaper() {
    const name = document.createElement("strong");
    const words = document.createElement("span");
    name.textContent = this.selection.titre || this.mots.sansTitre;
    words.textContent = this.selection.texte;
    this.querySelector(".selection-papier").replaceChildren(name, words);
  }

  fiche(id) {
    const [dossier, titre, resume] = this.connues.fiches[id];
    return { dossier, titre, resume };
  }

  // Ce qu'on tape propose les titres; leur genre les distingue.
  suggest() {
    this.titres = new Map();
    for (const [id, [dossier, titre]] of Object.entries(this.connues.fiches))
      this.titres.set(`${titre} (${this.connues.genres[dossier]})`, id);
    const options = [...this.titres.keys()].map((value) => new Option(value, value));
    this.querySelector("datalist").replaceChildren(...options);
  }

  // Un code par fiche, pour le papier seulement.
  async drawCodes() {
    const { drawQr } = await loadModule("assets/qr/code-qr.js");
    for (const row of this.list.children) {
      const address = row.querySelector(".selection-adresse").textContent;
      const code = drawQr(address, row.querySelector("a").textContent);
      if (code) row.querySelector("figure").replaceChildren(code);
    }
  }

  // Les codes d'abord, s'ils se chargent.
  print() {
    this.drawCodes().catch(() => {}).then(() => print());
  }

  async copyLink() {
    const link = publicAddress("selection/") + toFragment(this.selection);
    try {
      await navigator.clipboard.writeText(link);
      this.say(this.mots.copie);
    } catch {
      this.say(this.mots.lien + link);
    }
  }

  export(type, ending, write) {
    const elements = this.selection.elements.map(({ id, note }) => {
      const { dossier, titre, resume } = this.fiche(id);
      const adresse = publicAddress(`${dossier}/${id}/`);
      return { id, note, titre, resume, adresse, liste: dossier === "listes" };
    });
    const titre = this.selection.titre || this.mots.sansTitre;
    const day = new Date().toLocaleDateString("fr-CA"); // AAAA-MM-JJ
    const text = write({ ...this.selection, titre, elements }, day);
    const name = fileName(titre).replace(/\.yml$/, ending);
    download(name, new Blob([text], { type: `${type};charset=utf-8` }));
  }

  button(action) {
    return this.querySelector(`[data-action=${action}]`);
  }

  say(words) {
    this.status.textContent = words.trim();
  }
}
