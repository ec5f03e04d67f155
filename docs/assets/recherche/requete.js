// De ce que la personne tape à ce qu'on cherche : une idée par mot, et ses voies vers le guide.
//
// Une voie : { racines, poids, toutes }. Le mot tel quel, un synonyme, un sigle ou son
// développement, la suite d'un mot commencé, le mot juste d'une faute.

import { fold, partsOf } from "./francais.js";
import { baseOf, unglued } from "./formes.js";
import { Lexique } from "./lexique.js";

const MOTS_MAX = 24; // au-delà, ce n'est plus une question
const SUITES_MAX = 12;
const POIDS = {
  mot: 1, soude: 1, forme: 0.9, sigle: 0.95, synonyme: 0.6, faute: 0.6, famille: 0.5, suite: 0.4,
};
const DEFINITION = new RegExp([
  "c'?est quoi(?: la difference entre| un| une)?",
  "qu'?est[ -]ce qu(?:e|')(?: c'est que)?",
  "(?:ca |qu[e'] )?(?:veut|veulent) dire(?: quoi)?", "que signifie(?:nt)?", "definitions?",
  "definir", "signification", "sens d(?:e|u)", "differences?", "versus", "vs",
].map((motif) => `(?<![a-z])${motif}(?![a-z])`).join("|"));
const VIDES_DE_QUESTION = new Set(["dire", "difference", "differences", "definition",
  "definitions", "definir", "signifie", "signification", "sens", "vs", "versus"]);

export class Lecteur {
  constructor(francais, lexique, index, { synonymes, autres, sigles }) {
    Object.assign(this, { francais, lexique, index });
    this.expressions = new Map(); // première racine → expressions qui commencent par elle
    this.autres = new Lexique(autres.split(" ")); // mots que seuls les synonymes connaissent
    for (const [tapes, dits] of synonymes)
      for (const tape of tapes) this.learn(tape, dits, POIDS.synonyme);
    this.sigles = sigles.map(([sigle, developpement, id, ...formes]) => {
      this.learn(formes[0], [formes[1]], POIDS.sigle);
      this.learn(formes[1], [formes[0]], POIDS.sigle);
      return { un: [sigle, developpement, id], formes: formes.map((forme) => forme.split(" ")) };
    });
  }

  // « tir couvert » mène à « interet » : des racines, comme macros/recherche.py les écrit.
  learn(tape, dits, poids) {
    const racines = tape.split(" ");
    const voies = dits.map((dit) => ({ racines: dit.split(" "), poids, toutes: true }))
      .filter((voie) => voie.racines.every((racine) => this.index.has(racine)));
    const known = this.expressions.get(racines[0]);
    if (known) known.push({ racines, voies });
    else this.expressions.set(racines[0], [{ racines, voies }]);
  }

  // `corrections` : mot tapé → mot du guide; `sigles` : ceux que la question nomme.
  read(texte) {
    const flat = fold(texte);
    const definition = flat.search(DEFINITION) >= 0;
    const enCours = /[\p{L}\p{N}]$/u.test(texte);
    const chunks = this.francais.chunks(texte).slice(0, MOTS_MAX);
    const kept = this.keep(chunks, definition, enCours);
    const corrections = new Map();
    const mots = kept.map((chunk) =>
      this.readWord(chunk, enCours && chunk === chunks.at(-1), corrections));
    const racines = mots.map(({ racine }) => racine);
    const sigles = this.sigles
      .filter(({ formes }) => formes.some((forme) => follows(racines, forme)))
      .map(({ un }) => un);
    return { idees: this.join(mots), definition, corrections, sigles };
  }

  // Sans les mots qui ne disent rien; ceux d'une question comptent s'il n'y en a pas d'autres, et
  // le seul qu'on est en train d'écrire aussi : « par » commence « partenariat ».
  keep(chunks, definition, enCours) {
    const asked = this.withoutEmpty(chunks, definition);
    const kept = asked.length ? asked : this.withoutEmpty(chunks, false);
    return kept.length || !enCours ? kept : chunks.slice(-1);
  }

  withoutEmpty(chunks, definition) {
    const isEmpty = (mot) => this.francais.vides.has(mot) ||
      (definition && VIDES_DE_QUESTION.has(mot));
    return chunks.filter((chunk) => !partsOf(chunk).every(isEmpty));
  }

  // Un mot : ses racines telles quelles, puis ce qu'il peut vouloir dire d'autre.
  readWord(chunk, enCours, corrections) {
    const mot = chunk.at(-1); // un mot composé : soudé
    const racine = this.francais.root(mot);
    const bare = unglued(mot);
    if (bare !== mot && !this.lexique.has(mot) && this.lexique.has(bare))
      return this.readWord([bare], enCours, corrections);
    const voies = [];
    if (this.index.has(racine)) voies.push({ racines: [racine], poids: POIDS.mot });
    if (chunk.length > 1) {
      const parts = partsOf(chunk).filter((part) => !this.francais.vides.has(part));
      const racines = parts.map((part) => this.francais.root(part));
      if (racines.some((part) => this.index.has(part))) voies.push({ racines, poids: POIDS.soude });
    }
    voies.push(...this.forms(mot, racine));
    if (enCours) voies.push(...this.endings(mot, racine));
    const known = voies.length || this.autres.has(mot) || this.expressions.has(racine);
    if (!known) voies.push(...this.correct(mot, corrections));
    voies.push(...this.family(mot, racine, voies.length));
    return { mot, racine, voies };
  }

  // Des conjugaisons que la racine ne relie pas : « parlent », « parler »; « perds », « perdre ».
  forms(mot, racine) {
    const others = [this.francais.root(mot.replace(/(?:ent|ons)$/, "er")), `${racine}ent`,
      racine.replace(/d$/, "dr"), racine.replace(/dr$/, "d")];
    return [...new Set(others)].filter((other) => other !== racine && this.index.has(other))
      .map((other) => ({ racines: [other], poids: POIDS.forme }));
  }

  endings(mot, racine) {
    if (mot.length < 2) return [];
    const racines = new Set([...this.lexique.startingWith(mot), ...this.autres.startingWith(mot)]
      .map((suite) => this.francais.root(suite)));
    racines.delete(racine);
    return [...racines].sort((a, b) => this.index.spread(b) - this.index.spread(a))
      .slice(0, SUITES_MAX).flatMap((suite) => this.index.has(suite)
        ? { racines: [suite], poids: POIDS.suite } : this.roads(suite, POIDS.suite));
  }

  // Les mots de la même famille : « financières » et « financement ».
  family(mot, racine, known) {
    const base = baseOf(racine);
    const near = known
      ? base.length >= 5 ? this.lexique.startingWith(base, SUITES_MAX * 2) : []
      : this.longestStart(racine);
    const racines = new Set(near.map((other) => this.francais.root(other)));
    racines.delete(racine);
    const kin = [...racines].filter((other) => !known || baseOf(other) === base);
    return kin.slice(0, SUITES_MAX).map((other) => ({ racines: [other], poids: POIDS.famille }));
  }

  // Les mots qui commencent le plus longtemps comme lui : « synthétiser » et « synthèse ».
  longestStart(racine) {
    for (let size = racine.length; size >= Math.max(5, racine.length * 0.54); size -= 1) {
      const found = this.lexique.startingWith(racine.slice(0, size), SUITES_MAX);
      if (found.length) return found;
    }
    return [];
  }

  correct(mot, corrections) {
    const near = this.lexique.near(mot);
    const others = near.length ? [] : this.autres.near(mot);
    const found = [...near, ...others];
    if (found.length) corrections.set(mot, this.lexique.written(found[0]));
    const racines = new Set(found.slice(0, SUITES_MAX).map((one) => this.francais.root(one)));
    return [...racines].flatMap((racine) => this.roads(racine, POIDS.faute));
  }

  // Une racine qu'on suppose : elle-même, et ses synonymes d'un mot.
  roads(racine, poids) {
    const same = (this.expressions.get(racine) ?? []).filter(({ racines }) => racines.length === 1);
    const others = same.flatMap(({ voies }) => voies)
      .map((voie) => ({ ...voie, poids: voie.poids * poids }));
    return this.index.has(racine) ? [{ racines: [racine], poids }, ...others] : others;
  }

  // Rassemble les mots qui font une expression connue, ou qui se soudent (« co construction »).
  join(mots) {
    const idees = [];
    for (let at = 0; at < mots.length;) {
      const size = this.longestExpression(mots, at);
      idees.push(this.makeIdee(mots.slice(at, at + size)));
      at += size;
    }
    return idees;
  }

  longestExpression(mots, at) {
    const racines = mots.slice(at).map(({ racine }) => racine);
    const known = (this.expressions.get(racines[0]) ?? [])
      .filter((one) => one.racines.every((racine, rank) => racine === racines[rank]));
    const welded = racines.length > 1 && this.weld(mots[at], mots[at + 1]) ? 2 : 1;
    return Math.max(welded, ...known.map((one) => one.racines.length));
  }

  weld(a, b) {
    if (a.mot.length > 5 || this.lexique.has(a.mot)) return null;
    const racine = this.francais.root(a.mot + b.mot);
    return this.index.has(racine) ? racine : null;
  }

  makeIdee(mots) {
    const racines = mots.map(({ racine }) => racine);
    const expressions = (this.expressions.get(racines[0]) ?? [])
      .filter((one) => one.racines.join(" ") === racines.join(" "));
    const welded = mots.length === 2 && this.weld(...mots);
    const known = racines.filter((racine) => this.index.has(racine));
    const voies = mots.length === 1 ? [...mots[0].voies]
      : known.length ? [{ racines: known, poids: POIDS.mot }] : [];
    if (welded) voies.push({ racines: [welded], poids: POIDS.soude });
    voies.push(...expressions.flatMap((one) => one.voies));
    return { mots: mots.map(({ mot }) => mot), racines, voies };
  }
}

// « forme » est-elle dans « racines », d'un seul tenant?
function follows(racines, forme) {
  return racines.some((_, at) => forme.length &&
    forme.every((racine, rank) => racine === racines[at + rank]));
}
