// L'index : quelle racine est dans quelle page, et combien elle y compte (MiniSearch, BM25+).

import MiniSearch from "./minisearch-7.2.0/index.js";

const FREQUENCE_MAX = 3; // comme dans macros/recherche.py
const INCONNU = 5; // pages
const POIDS = { titre: 5, mots_cles: 4.4, resume: 1.3, corps: 1 };
const BM25 = { k: 1.4, b: 0.65, d: 0 };

export class IndexRacines {
  constructor({ champs, entrees, longueurs, racines, listes }) {
    this.nombre = entrees.length;
    this.listes = listes;
    this.description = describe(champs, longueurs);
    this.ranks = new Map(racines.split(" ").map((racine, rank) => [racine, rank]));
    this.found = new Map();
  }

  has(racine) {
    return this.ranks.has(racine);
  }

  // Ce qu'une racine apprend : plus elle est rare, plus elle compte. Un mot que le guide ignore
  // compte comme un mot assez rare.
  info(racine) {
    const pages = this.has(racine) ? this.scores(racine).size : INCONNU;
    return Math.log(1 + this.nombre / pages);
  }

  // rang de la page → { score, titre, fort } pour une racine. Seules les listes des racines
  // cherchées se déplient : déplier tout l'index retarderait la première réponse.
  scores(racine) {
    if (!this.found.has(racine)) this.found.set(racine, this.search(racine));
    return this.found.get(racine);
  }

  search(racine) {
    if (!this.has(racine)) return new Map();
    const data = unpack(this.listes[this.ranks.get(racine)]);
    const index = MiniSearch.loadJS({ ...this.description, index: [[racine, data]] }, {
      fields: Object.keys(POIDS),
      tokenize: (texte) => [texte],
      processTerm: (texte) => texte,
      searchOptions: { boost: POIDS, bm25: BM25 },
    });
    return new Map(index.search(racine).map(({ id, score, match }) => {
      const champs = match[racine];
      const titre = champs.includes("titre");
      return [id, { score, titre, fort: titre || champs.includes("mots_cles") }];
    }));
  }
}

// La forme que MiniSearch donne à un index qu'il garde (toJSON, version 2).
function describe(champs, longueurs) {
  const size = champs.length;
  const documentCount = longueurs.length / size;
  const ranks = Array.from({ length: documentCount }, (_, rank) => rank);
  return {
    documentCount,
    nextId: documentCount,
    documentIds: Object.fromEntries(ranks.map((rank) => [rank, rank])),
    fieldIds: Object.fromEntries(champs.map((champ, place) => [champ, place])),
    fieldLength: Object.fromEntries(
      ranks.map((rank) => [rank, longueurs.slice(rank * size, (rank + 1) * size)])),
    averageFieldLength: champs.map((_, place) =>
      ranks.reduce((sum, rank) => sum + longueurs[rank * size + place], 0) / documentCount),
    storedFields: {},
    serializationVersion: 2,
  };
}

// Une liste de macros/recherche.py : { champ: { page: fréquence } }.
function unpack(liste) {
  const data = {};
  for (let at = 0, champ = 0; at < liste.length; champ += 1) {
    const end = at + 1 + liste[at];
    const pages = {};
    let page = -1;
    for (at += 1; at < end; at += 1) {
      page += 1 + Math.floor(liste[at] / FREQUENCE_MAX);
      pages[page] = 1 + liste[at] % FREQUENCE_MAX;
    }
    if (page >= 0) data[champ] = pages;
  }
  return data;
}
