// Les réponses que contient un texte, collé ou lu par la caméra : des liens, un fichier. Sans DOM.

import { Refus, readFichier } from "./format.js";
import { decode } from "./partage.js";

const LIEN = /#r=(v\d+\.[\w-]*)|^(v[01]\.[\w-]{20,})/; // l'adresse peut manquer, un > suivre
const SUITE = /^[\w-]+\W?$/; // ce qu'un courriel a pu renvoyer à la ligne
const MORCEAUX = 20;

// Une suite de { texte, releve } ou de { texte, raison }, un par lien; sans lien, un Refus.
export async function readTexte(texte) {
  if (!texte.trim()) throw new Refus("Collez d’abord un lien.");
  if (texte.trim().startsWith("{"))
    return readFichier(texte)
      .flatMap(({ releves }) => releves.map((releve) => ({ texte, releve })));
  const mots = texte.split(/\s+/).map(unwrap);
  const places = [...mots.keys()].filter((place) => LIEN.test(mots[place]));
  const read = await Promise.all(places.map((place) => readLien(mots.slice(place))));
  if (!read.length)
    throw new Refus("Il n’y a pas de réponses dans ce texte\u00a0: il faut un lien du guide.");
  return read;
}

// Certaines messageries cachent un lien dans le leur, ses signes récrits.
function unwrap(mot) {
  try {
    return /%23r(=|%3D)/i.test(mot) ? decodeURIComponent(mot) : mot;
  } catch {
    return mot;
  }
}

// Le premier mot, ou le lien qu'il fait avec ceux qui le suivent.
async function readLien([mot, ...rest]) {
  const end = rest.findIndex((one) => !SUITE.test(one));
  const suite = rest.slice(0, end < 0 ? MORCEAUX : Math.min(end, MORCEAUX));
  let refus;
  for (let taken = 0; taken <= suite.length; taken += 1) {
    const texte = [mot, ...suite.slice(0, taken)].join("");
    const [, withHash, alone] = LIEN.exec(texte);
    try {
      return { texte, releve: (await decode(withHash ?? alone)).releve };
    } catch (error) {
      if (!(error instanceof Refus)) throw error;
      refus ??= error;
    }
  }
  const kept = [mot, ...suite.filter((one) => one.length > 30)];
  return { texte: kept.join("\n"), raison: refus.message };
}
