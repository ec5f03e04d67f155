// Les mots de ce qu'on tape, comme ceux de l'index (macros/francais.py) : un test les compare.

import { stemmer } from "./stemmers-3.1.18/fr.js";

const SIGNES = new Map([
  ["œ", "oe"], ["æ", "ae"],
  ...Array.from("’‘ʼ´`", (signe) => [signe, "'"]),
  ...Array.from("\u2010\u2011\u2012\u2013\u2014\u2212", (signe) => [signe, "-"]),
  ...Array.from("\u00ad\u200b\u200c\u200d\u2060\ufeff", (signe) => [signe, ""]),
]);
const A_CHANGER = /[^\x00-\x5f\x61-\x7f]/gu; // tout sauf l'ASCII, où seul « ` » change
const SIGLE_POINTE = /(?<![a-z0-9])(?:[a-z]\.){2,}/g;
const MOT = /[a-z0-9]+(?:['-][a-z0-9]+)*/g;

// Minuscules, sans accents; « œ » en deux lettres, une seule apostrophe.
export function fold(texte) {
  return texte.toLowerCase().replace(A_CHANGER, foldSign);
}

// Signe par signe, et chacun une fois : des milliers de mots passent ici avant la première réponse.
function foldSign(signe) {
  if (!SIGNES.has(signe)) SIGNES.set(signe, signe.normalize("NFKD").replace(/\p{M}/gu, ""));
  return SIGNES.get(signe);
}

export function partsOf(chunk) {
  return chunk.length > 1 ? chunk.slice(0, -1) : chunk;
}

export class Francais {
  constructor({ vides, elisions, finales }) {
    this.vides = new Set(vides.split(" "));
    this.elision = new RegExp(`(?<![a-z0-9])(?:${elisions.replaceAll(" ", "|")})'`, "g");
    this.finales = finales.map(([motif, autre]) => [new RegExp(motif), autre]);
    this.racines = new Map();
  }

  // Un mot composé donne ses parties, puis le tout soudé.
  words(texte) {
    return this.chunks(texte).flat();
  }

  // Les mêmes, un tableau par mot tapé : ["co", "construit", "coconstruit"].
  chunks(texte) {
    const flat = fold(texte).replace(SIGLE_POINTE, (sigle) => sigle.replaceAll(".", ""));
    return (flat.match(MOT) ?? []).map((chunk) => {
      const parts = chunk.replace(this.elision, "").replaceAll("'", "").split("-");
      return parts.length > 1 ? [...parts, parts.join("")] : parts;
    });
  }

  // Les mots qui comptent, les composés soudés : « post-it » → « postit ».
  expression(texte) {
    const isEmpty = (mot) => this.vides.has(mot);
    return this.chunks(texte).filter((chunk) => !partsOf(chunk).every(isEmpty))
      .map((chunk) => chunk.at(-1));
  }

  // « mobilisees », « mobiliser » → « mobilis ».
  root(mot) {
    const known = this.racines.get(mot);
    if (known !== undefined) return known;
    const change = (fini, [motif, autre]) => fini.replace(motif, autre);
    const racine = stemmer(this.finales.reduce(change, mot));
    this.racines.set(mot, racine);
    return racine;
  }
}
