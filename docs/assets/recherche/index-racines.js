// L'index : quelle racine est dans quelle page, et combien elle y compte (MiniSearch, BM25+).

import MiniSearch from "./minisearch-7.2.0/index.js";

const INCONNU = 5; // pages
const POIDS = { titre: 5, mots_cles: 4.4, resume: 1.3, corps: 1 };
const OPTIONS = {
  fields: Object.keys(POIDS),
  tokenize: (texte) => [texte],
  processTerm: (texte) => texte,
  searchOptions: { boost: POIDS, bm25: { k: 1.4, b: 0.65, d: 0 } },
};

export class IndexRacines {
  constructor({ champs, entrees, longueurs, racines, listes, frequence_max: frequenceMax }) {
    this.nombre = entrees.length;
    this.listes = listes;
    this.frequenceMax = frequenceMax;
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

  // Dans combien de pages, à peu près, sans déplier la liste.
  spread(racine) {
    return this.has(racine) ? this.listes[this.ranks.get(racine)].length : 0;
  }

  // Déplie d'un coup les listes qu'une question demande : les déplier toutes retarderait la
  // première réponse, et une à une, chaque touche.
  unfold(racines) {
    const missing = [...racines].filter((racine) => !this.found.has(racine));
    const known = missing.filter((racine) => this.has(racine));
    const index = MiniSearch.loadJS({
      ...this.description,
      index: known.map((racine) => [racine, this.unpack(this.listes[this.ranks.get(racine)])]),
    }, OPTIONS);
    for (const racine of missing) this.found.set(racine, new Map());
    for (const racine of known)
      for (const { id, score, match } of index.search(racine)) {
        const titre = match[racine].includes("titre");
        const fort = titre || match[racine].includes("mots_cles");
        this.found.get(racine).set(id, { score, titre, fort });
      }
  }

  // rang de la page → { score, titre, fort } pour une racine.
  scores(racine) {
    if (!this.found.has(racine)) this.unfold([racine]);
    return this.found.get(racine);
  }

  // Une liste de macros/recherche.py : { champ: { page: fréquence } }.
  unpack(liste) {
    const data = {};
    for (let at = 0, champ = 0; at < liste.length; champ += 1) {
      const end = at + 1 + liste[at];
      const pages = {};
      let page = -1;
      for (at += 1; at < end; at += 1) {
        page += 1 + Math.floor(liste[at] / this.frequenceMax);
        pages[page] = 1 + liste[at] % this.frequenceMax;
      }
      if (page >= 0) data[champ] = pages;
    }
    return data;
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
