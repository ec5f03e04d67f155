// Autour des résultats : ce qui a été compris, des mots qui ressemblent, un lien à donner.

import { publicAddress } from "../racine.js";

// « concertaton » : compris « concertation ».
export function showCorrections(part, { corrections, resultats }) {
  const mots = [...corrections.values()].map((mot) => `«\u00a0${mot}\u00a0»`);
  part.hidden = !mots.length || !resultats.length;
  part.querySelector("span").textContent = mots.join(", ");
}

export function showNear(part, mots) {
  part.hidden = !mots.length;
  part.querySelector("span").replaceChildren(...mots.flatMap((mot) => [makeNear(mot), " "]));
}

// Un mot du guide à essayer.
function makeNear(mot) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: mot });
  button.dataset.mot = mot;
  return button;
}

// Rien si le lien est copié; le lien, à copier à la main, si le navigateur refuse.
export async function copyLink(texte, genre) {
  const link = new URL(publicAddress("recherche/"));
  link.searchParams.set("q", texte);
  if (genre) link.searchParams.set("type", genre);
  try {
    await navigator.clipboard.writeText(link.href);
    return "";
  } catch {
    return link.href;
  }
}
