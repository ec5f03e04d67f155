// Trouve et classe : de ce que la personne tape aux pages du guide, la plus utile d'abord.

import { Francais } from "./francais.js";
import { IndexRacines } from "./index-racines.js";
import { Lexique } from "./lexique.js";
import { Lecteur } from "./requete.js";

// Une fiche répond mieux qu'une page d'index, qui répond mieux qu'une notice.
const GENRES = { definitions: 1.15, conditions: 1.1, freins: 1.1, reperes: 1.1, roles: 1.1,
  exemples: 0.9, listes: 0.8, debats: 0.7, references: 0.6, parcours: 0.55, sources: 0.45,
  pages: 0.45 };
// La part de la question qu'une page doit toucher : moins si un mot est de son titre ou de ses mots
// clés, plus si le guide ignore la plupart des mots de la question.
const COUVERT_MIN = 0.67;
const COUVERT_MIN_FORT = { tous: 0.3, plusieurs: 0.45, peu: 0.56 }; // mots que le guide connaît
const SCORE_MIN = 0.15; // du cinquième
const MOT_EXACT = 0.6; // ce qu'ajoute un titre où le seul mot est écrit comme on l'a tapé
const TITRE = 1.8; // ce qu'ajoute un titre fait des mots cherchés
const NUMERO = /^\d+\. /; // d'une étape
const PROCHES_MAX = 5;
const TEXTE_MAX = 400; // signes lus d'une question

export class Moteur {
  constructor(donnees) {
    this.francais = new Francais(donnees);
    this.lexique = new Lexique(donnees.mots.split(" "));
    this.index = new IndexRacines(donnees);
    this.lecteur = new Lecteur(this.francais, this.lexique, this.index, donnees);
    this.genres = donnees.genres;
    this.entrees = donnees.entrees.map(([genre, adresse, titre, resume], rang) =>
      ({ rang, genre: donnees.genres[genre][0], adresse, titre, resume }));
    this.titres = new Map();
    this.tailles = new Map();
  }

  // { asked, resultats: [{ rang, genre, adresse, titre, resume, score }], racines, corrections,
  // sigles }; `asked` est faux tant qu'aucun mot ne dit ce qu'on cherche.
  search(texte) {
    const { idees, definition, corrections, sigles } = this.lecteur.read(texte.slice(0, TEXTE_MAX));
    this.index.unfold(new Set(idees.flatMap(({ racines, voies }) =>
      [racines, ...voies.map((voie) => voie.racines)].flat())));
    const weighed = idees.map((idee) => ({ ...idee, info: this.weigh(idee) }));
    const total = weighed.reduce((sum, { info }) => sum + info, 0);
    const pages = new Map();
    for (const idee of weighed)
      for (const [rang, found] of this.follow(idee)) this.add(pages, rang, idee, found);
    const scored = [...pages].map(([rang, page]) =>
      this.score(this.entrees[rang], page, total, weighed, definition));
    const least = COUVERT_MIN_FORT[howKnown(weighed)];
    const kept = scored.filter(({ couvert, fort }) => couvert >= (fort ? least : COUVERT_MIN))
      .map((page) => ({ ...page, exact: page.fort ? this.exactness(page, texte, weighed) : 0 }))
      .sort((a, b) => b.exact - a.exact || b.score - a.score);
    const floor = (kept[4]?.score ?? 0) * SCORE_MIN;
    const resultats = kept.filter(({ score }) => score >= floor);
    const asked = idees.length > 0;
    return { asked, resultats, racines: usefulRoots(weighed), corrections, sigles };
  }

  // Des mots du guide qui ressemblent à ceux qu'on a tapés.
  near(texte) {
    const mots = new Set(this.francais.expression(texte.slice(0, TEXTE_MAX)));
    const long = [...mots].filter((mot) => mot.length > 5).slice(0, PROCHES_MAX);
    const found = new Set(long.flatMap((mot) => [...this.lexique.near(mot).slice(0, 2),
      ...this.lexique.startingWith(mot.slice(0, 5), 2)]));
    return [...found].filter((mot) => !mots.has(mot)).slice(0, PROCHES_MAX)
      .map((mot) => this.lexique.written(mot));
  }

  weigh({ racines, voies }) {
    const known = racines.filter((racine) => this.index.has(racine));
    const sum = (some) => some.reduce((total, racine) => total + this.index.info(racine), 0);
    if (known.length === racines.length || !voies.length) return sum(racines);
    return Math.max(...voies.map((voie) => sum(voie.racines) / voie.racines.length));
  }

  // rang → { score, part, titre, fort } : la meilleure voie d'une idée vers chaque page.
  follow(idee) {
    const best = new Map();
    for (const voie of idee.voies)
      for (const [rang, found] of this.along(voie)) {
        const before = best.get(rang);
        if (!before || before.score < found.score) best.set(rang, found);
      }
    return best;
  }

  along({ racines, poids, toutes }) {
    const total = racines.reduce((sum, racine) => sum + this.index.info(racine), 0);
    const sums = new Map();
    for (const racine of racines)
      for (const [rang, { score, titre, fort }] of this.index.scores(racine)) {
        const sum = sums.get(rang) ?? { score: 0, info: 0, touches: 0, titre: new Set() };
        sum.score += score * poids;
        sum.info += this.index.info(racine);
        sum.touches += 1;
        if (titre) sum.titre.add(racine);
        sum.fort ||= fort;
        sums.set(rang, sum);
      }
    const all = [...sums].filter(([, sum]) => !toutes || sum.touches === racines.length);
    return all.map(([rang, { score, info, titre, fort }]) => {
      const part = (poids * info) / total;
      return [rang, { score: score / Math.sqrt(racines.length), part, titre, fort }];
    });
  }

  add(pages, rang, idee, { score, part, titre, fort }) {
    const page = pages.get(rang) ?? { score: 0, info: 0, titre: new Set(), idees: 0 };
    page.score += score;
    page.info += part * idee.info;
    for (const racine of titre) page.titre.add(racine);
    if (titre.size) page.idees += 1;
    page.fort ||= fort;
    pages.set(rang, page);
  }

  score(entree, { score, info, titre, idees, fort }, total, asked, definition) {
    const couvert = total ? info / total : 0;
    const titled = titre.size / this.titleSize(entree);
    const inTitle = (titled * idees) / asked.length;
    const boost = (GENRES[entree.genre] ?? 1) *
      (definition && entree.genre === "definitions" ? 2.5 : 1) *
      (1 + TITRE * Math.min(1, inTitle)) * (1 + MOT_EXACT * this.written(entree, titre, asked));
    return { ...entree, couvert, fort, score: score * couvert ** 1.15 * boost };
  }

  titleSize({ rang, titre }) {
    if (!this.tailles.has(rang)) {
      const racines = this.titleWords(rang, titre).map((mot) => this.francais.root(mot));
      this.tailles.set(rang, Math.max(1, new Set(racines).size));
    }
    return this.tailles.get(rang);
  }

  // Quelle part d'une idée seule est écrite ainsi dans ce titre, au pluriel près?
  written({ rang, titre }, matched, asked) {
    if (!matched.size || asked.length > 1) return 0;
    const there = new Set(this.titleWords(rang, titre).map(singular));
    const mots = asked.flatMap((idee) => idee.mots);
    return mots.filter((mot) => there.has(singular(mot))).length / mots.length;
  }

  // A-t-on tapé ce titre? 2 : tel quel; plus de 1 : ses mots qui comptent, au pluriel près, et le
  // titre le plus court d'abord; 0 : non.
  exactness({ rang, titre }, texte, asked) {
    const plain = (mots) => mots.map(singular).sort().join(" ");
    if (plain(this.titleWords(rang, titre)) !== plain(asked.flatMap(({ mots }) => mots))) return 0;
    const mots = this.francais.words(titre);
    return this.francais.words(texte).join(" ") === mots.join(" ") ? 2 : 1 + 1 / (mots.length + 1);
  }

  titleWords(rang, titre) {
    if (!this.titres.has(rang)) {
      this.titres.set(rang, this.francais.expression(titre.replace(NUMERO, "")));
    }
    return this.titres.get(rang);
  }
}

function singular(mot) {
  return mot.replace(/[sx]$/, "");
}

function howKnown(idees) {
  const unknown = idees.filter(({ voies }) => !voies.length).length / (idees.length || 1);
  return unknown > 0.5 ? "peu" : unknown ? "plusieurs" : "tous";
}

// Les racines à marquer dans les passages : pas les mots supposés, si celui qu'on a tapé existe.
function usefulRoots(idees) {
  return new Set(idees.flatMap(({ voies }) => {
    const exact = voies.some(({ poids }) => poids === 1);
    return voies.filter(({ poids }) => !exact || poids > 0.5).flatMap(({ racines }) => racines);
  }));
}
