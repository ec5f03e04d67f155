// Les réponses d'un groupe à une même liste : par énoncé, la répartition, la médiane, le désaccord. Sans DOM.

import { answerTo } from "./resultat.js";

export const SEUIL = 4; // en dessous, on devinerait qui a répondu quoi

// Un énoncé par élément; ceux où le groupe s'entend le moins viennent en premier.
export function tally(liste, releves) {
  const rangs = new Map(liste.echelle.map(({ id, rang }) => [id, rang]));
  const top = Math.max(...rangs.values());
  const enonces = liste.sections.flatMap((section) => section.points.map((point) => {
    const given = releves.map((releve) => answerTo(point, releve)?.reponse)
      .filter((reponse) => rangs.has(reponse));
    const ranks = given.map((reponse) => rangs.get(reponse))
      .filter((rang) => rang !== null).sort((a, b) => a - b);
    return {
      section,
      point,
      comptes: liste.echelle.map(({ id }) => given.filter((reponse) => reponse === id).length),
      nombre: ranks.length,
      mediane: median(ranks),
      desaccord: disagreement(ranks, top),
    };
  }));
  return enonces.sort((a, b) => b.desaccord - a.desaccord);
}

// Le libellé de la médiane; entre deux réponses, les deux.
export function medianWords(liste, mediane) {
  if (mediane === null) return "";
  const words = (rang) => liste.echelle.find((reponse) => reponse.rang === rang).libelle;
  return Number.isInteger(mediane)
    ? words(mediane)
    : `${words(Math.floor(mediane))} – ${words(Math.ceil(mediane))}`;
}

// Le même relevé reçu deux fois : mêmes réponses, commencé au même instant.
export function isSame(one, other) {
  return one.commence_le === other.commence_le && signature(one) === signature(other);
}

// Les mots d'un tableau, pour l'écran comme pour le CSV : une ligne par énoncé.
export function rows(liste, enonces) {
  return enonces.map(({ section, point, comptes, nombre, mediane, desaccord }) => [
    section.titre, point.texte, ...comptes, nombre, medianWords(liste, mediane), level(desaccord),
  ]);
}

// Un mot vaut mieux qu'une décimale : le chiffre n'est pas si précis.
export function level(desaccord) {
  if (desaccord < 0) return "";
  return desaccord > 0.25 ? "fort" : desaccord > 0.1 ? "moyen" : "faible";
}

function median(ranks) {
  if (!ranks.length) return null;
  const middle = (ranks.length - 1) / 2;
  return (ranks[Math.floor(middle)] + ranks[Math.ceil(middle)]) / 2;
}

// L'écart moyen à la médiane, rapporté à l'échelle : 0, tout le monde pareil; 0,5, deux camps.
function disagreement(ranks, top) {
  if (!ranks.length) return -1;
  const centre = median(ranks);
  const spread = ranks.reduce((sum, rang) => sum + Math.abs(rang - centre), 0) / ranks.length;
  return spread / top;
}

function signature({ reponses }) {
  return JSON.stringify(Object.entries(reponses)
    .map(([point, { reponse, note }]) => [point, reponse, note ?? ""]).sort());
}
