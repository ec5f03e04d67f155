// Les formes d'un mot que sa racine ne suffit pas à relier.

const COLLE = /^(?:qu|[cdjlmnst])(?=[aeiouyh])/; // « linteret », sans son apostrophe
// Ce qui change d'un mot à l'autre d'une même famille, une fois la racine prise.
const SUFFIXE = new RegExp("(?:issement|ement|ament|ation|isation|ateur|atric|iteur|eur|eux|euse|" +
  "uel|iel|el|al|ier|ieres?|ial|iqu|ist|ism|it|anc|enc|air|ariat|ag|abl|ibl|if|iv|is|i|u|ion|or)$");

export function unglued(mot) {
  return mot.replace(COLLE, "");
}

export function baseOf(racine) {
  const base = racine.replace(SUFFIXE, "");
  return base.length >= 4 ? base : racine;
}
