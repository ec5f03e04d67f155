// Un élément qui donne et reçoit des fichiers, et dit en mots ce qu'il refuse. Rien n'est envoyé.

import { download } from "../telecharger.js";
import { OCTETS, Refus, readFichier } from "./format.js";

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

  // Les dossiers de ces fichiers, et pourquoi les autres n'en donnent pas.
  async read(files) {
    const read = { dossiers: [], raisons: [] };
    for (const file of files)
      try {
        if (file.size > OCTETS) throw new Refus("Ce fichier dépasse la limite de 1 Mo.");
        read.dossiers.push(...readFichier(await file.text()));
      } catch (error) {
        if (!(error instanceof Refus)) throw error;
        const name = files.length > 1 ? `${file.name}\u00a0: ` : "";
        read.raisons.push(name + error.message);
      }
    return read;
  }

  // Garde des dossiers reçus, et le dit. Ce que le navigateur refuse reste dans la page.
  keep({ dossiers, raisons }, depot) {
    const { plein, importe, importes } = this.querySelector("[role=status]").dataset;
    const kept = dossiers.map((dossier) => depot.add(dossier));
    const words = dossiers.length
      ? [(dossiers.length > 1 ? importes : importe).replace("#", dossiers.length)]
      : [];
    this.say([...words, ...kept.includes(false) ? [plein] : [], ...raisons].join(" "));
  }

  download(name, type, text) {
    download(name, new Blob([text], { type: `${type};charset=utf-8` }));
  }
}

// Les fichiers choisis; le champ se vide, pour reprendre le même fichier.
export function take(input) {
  const files = [...input.files];
  input.value = "";
  return files;
}
