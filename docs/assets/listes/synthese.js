// Les réponses d'un groupe à une liste : par énoncé, répartition, médiane, désaccord. Sans DOM.

import { newReleve } from "./depot.js";
import { answerTo } from "./resultat.js";

export const SEUIL = 4; // en dessous, on devinerait qui a répondu quoi

// Un énoncé par élément; ceux où le groupe s'entend le moins viennent en premier.
// `mediane` : les deux rangs du milieu, souvent le même; vide si personne n'a de rang.
export function tally(liste, releves) {
  const rangs = new Map(liste.echelle.map(({ id, rang }) => [id, rang]));
  const top = Math.max(...rangs.values());
  const enonces = liste.sections.flatMap((section) => section.points.map((point) => {
    const answers = releves.map((releve) => answerTo(point, releve)).filter(Boolean);
    const given = answers.map(({ reponse }) => reponse).filter((reponse) => rangs.has(reponse));
    const ranks = given.map((reponse) => rangs.get(reponse))
      .filter((rang) => rang !== null).sort((a, b) => a - b);
    return {
      section,
      point,
      comptes: liste.echelle.map(({ id }) => given.filter((reponse) => reponse === id).length),
      total: given.length,
      nombre: ranks.length,
      notes: answers.map(({ note }) => note.trim()).filter(Boolean).sort(),
      mediane: median(ranks),
      entente: level(ranks, top),
    };
  }));
  return enonces.sort((a, b) => b.entente.desaccord - a.entente.desaccord);
}

// Le libellé de la médiane; entre deux réponses, les deux.
export function medianWords({ echelle }, mediane) {
  const words = mediane.map((rang) => echelle.find((reponse) => reponse.rang === rang).libelle);
  return [...new Set(words)].join(" – ");
}

// Un relevé du groupe, à la médiane; entre deux réponses, la plus défavorable.
export function toReleve(liste, enonces) {
  const releve = newReleve(liste.id);
  for (const { section, point, mediane: [low, high] } of enonces) {
    const rang = section.sens === "cout" ? high : low;
    const reponse = liste.echelle.find((choix) => choix.rang === rang)?.id;
    const { id, empreinte } = point;
    if (reponse) releve.reponses[id] = { reponse, note: "", empreinte, le: Date.now() };
  }
  return releve;
}

// Combien de personnes : deux relevés commencés au même instant sont de la même.
export function countPeople(releves) {
  return new Set(releves.map(({ commence_le }) => commence_le)).size;
}

// Le même relevé reçu deux fois, avec ou sans ses notes : sinon, commencé au même instant.
export function isSame(one, other) {
  return isTwin(one, other) && signature(one) === signature(other);
}

export function isTwin(one, other) {
  return one.commence_le === other.commence_le;
}

function median(ranks) {
  const middle = (ranks.length - 1) / 2;
  return ranks.length ? [ranks[Math.floor(middle)], ranks[Math.ceil(middle)]] : [];
}

// L'écart moyen à la médiane, rapporté à l'échelle : 0, tout le monde pareil; 0,5, deux camps.
// Un mot vaut mieux qu'une décimale : le chiffre n'est pas si précis. Seul, on ne s'entend pas.
function level(ranks, top) {
  if (ranks.length < 2) return { mot: "", desaccord: -1 };
  const [low, high] = median(ranks);
  const centre = (low + high) / 2;
  const spread = ranks.reduce((sum, rang) => sum + Math.abs(rang - centre), 0) / ranks.length;
  const desaccord = spread / top;
  return { mot: desaccord > 0.25 ? "fort" : desaccord > 0.1 ? "moyen" : "faible", desaccord };
}

function signature({ pseudonyme, reponses }) {
  const given = Object.entries(reponses).filter(([, { reponse }]) => reponse);
  return JSON.stringify([pseudonyme, ...given.map(([id, { reponse }]) => [id, reponse]).sort()]);
}
