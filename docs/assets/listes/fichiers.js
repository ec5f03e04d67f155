// Un élément qui donne et reçoit des fichiers, et dit en mots ce qu'il refuse. Rien n'est envoyé.

import { Refus, readFichier } from "./format.js";

const LIMITE = 1_000_000; // octets d'un fichier reçu

export class ElementFichiers extends HTMLElement {
  // Fait, ou dit pourquoi c'est refusé.
  async attempt(action) {
    try {
      await action?.();
    } catch (error) {
      if (!(error instanceof Refus)) throw error;
      this.say(error.message);
    }
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }

  // Les dossiers des fichiers choisis; le champ se vide, pour reprendre le même fichier.
  async received(input) {
    const files = [...input.files];
    input.value = "";
    if (files.some(({ size }) => size > LIMITE))
      throw new Refus("Un fichier dépasse 1 Mo : il ne vient pas du guide.");
    return (await Promise.all(files.map(async (file) => readFichier(await file.text())))).flat();
  }

  // Garde des dossiers reçus, et le dit.
  keep(dossiers, depot) {
    const { plein, importe, importes } = this.querySelector("[role=status]").dataset;
    if (!dossiers.every((dossier) => depot.add(dossier))) throw new Refus(plein);
    this.say((dossiers.length > 1 ? importes : importe).replace("#", dossiers.length));
  }

  download(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "-");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}
