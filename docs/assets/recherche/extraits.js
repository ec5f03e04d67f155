// La phrase qui répond, et l'endroit exact où elle est; les mots cherchés y sont marqués.

import { loadJson } from "../charger.js";
import { fold } from "./francais.js";

const LIEUX_MAX = 3; // par page
const LONGUEUR = 190; // signes d'un extrait
const TRAIT = /[-\u2010\u2011]/g;
const COMPOSE = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)*/gu;
const MORCEAU = /[\p{L}\p{N}]+/gu;
// Ni après une initiale (« D. »), ni avant une minuscule.
const PHRASE = /(?<=[\p{Ll}\p{N}»)][.!?…]\s|[.!?…]\s»\s)(?=[«\p{Lu}])/u;

// Les textes des pages, par paquets, demandés une fois chacun.
export class Textes {
  constructor(parFichier) {
    Object.assign(this, { parFichier, fichiers: new Map() });
  }

  // Les sections d'une page : [[ancre, titre, ...passages]]; aucune si elles manquent.
  async sections({ rang, adresse }) {
    const name = Math.floor(rang / this.parFichier);
    if (!this.fichiers.has(name)) this.fichiers.set(name, this.read(name));
    return (await this.fichiers.get(name))[adresse] ?? [];
  }

  async read(name) {
    try {
      return await loadJson(`recherche/textes-${name}.json`);
    } catch {
      this.fichiers.delete(name); // le réseau reviendra peut-être
      return {};
    }
  }
}

export class Extraits {
  constructor(francais, info) {
    Object.assign(this, { francais, info });
  }

  // Les meilleurs endroits d'une page : [{ ancre, titre, phrase }], le plus utile d'abord.
  places({ resume }, sections, racines) {
    const found = [["", "", resume], ...sections].map(([ancre, titre, ...passages]) =>
      this.bestSentence({ ancre, titre }, passages, racines));
    const useful = found.filter(({ score }) => score).sort((a, b) => b.score - a.score);
    const seen = new Set();
    const distinct = useful.filter(({ ancre }) => !seen.has(ancre) && seen.add(ancre));
    if (!distinct.length) return [{ ancre: "", titre: "", phrase: resume }];
    return distinct.slice(0, LIEUX_MAX);
  }

  bestSentence(place, passages, racines) {
    const titled = this.rate(place.titre, racines) * 0.5;
    let best = { ...place, phrase: passages[0] ?? "", score: titled };
    for (const phrase of passages.flatMap((passage) => passage.split(PHRASE))) {
      const score = this.rate(phrase, racines) + titled;
      if (score > best.score) best = { ...place, phrase, score };
    }
    return best;
  }

  rate(texte, racines) {
    const found = new Set();
    for (const { racine } of this.marked(texte, racines)) if (racine) found.add(racine);
    return [...found].reduce((sum, racine) => sum + this.info(racine), 0);
  }

  // Le texte en morceaux : { texte, racine } où la racine est celle d'un mot cherché, ou rien.
  marked(texte, racines) {
    const parts = [];
    let end = 0;
    for (const { mot, index, racine } of this.words(texte, racines)) {
      if (index > end) parts.push({ texte: texte.slice(end, index), racine: "" });
      parts.push({ texte: mot, racine });
      end = index + mot.length;
    }
    if (end < texte.length) parts.push({ texte: texte.slice(end), racine: "" });
    return parts;
  }

  // Les mots cherchés qui sont dans le texte; un composé d'un tenant, s'il est cherché soudé.
  * words(texte, racines) {
    for (const { 0: compose, index: start } of texte.matchAll(COMPOSE)) {
      const welded = this.searched(compose.replaceAll(TRAIT, ""), racines);
      if (welded) yield { mot: compose, index: start, racine: welded };
      else for (const { 0: mot, index } of compose.matchAll(MORCEAU)) {
        const racine = this.searched(mot, racines);
        if (racine) yield { mot, index: start + index, racine };
      }
    }
  }

  searched(mot, racines) {
    const flat = fold(mot);
    const racine = this.francais.vides.has(flat) ? "" : this.francais.root(flat);
    return racines.has(racine) ? racine : "";
  }

  // La même chose en nœuds, autour des premiers mots trouvés si la phrase est longue.
  nodes(texte, racines) {
    return this.marked(shorten(texte, this.firstAt(texte, racines)), racines).map((part) => {
      if (!part.racine) return document.createTextNode(part.texte);
      const mark = document.createElement("mark");
      mark.textContent = part.texte;
      return mark;
    });
  }

  firstAt(texte, racines) {
    const [first, second] = this.marked(texte, racines);
    return first && !first.racine && second ? first.texte.length : 0;
  }
}

function shorten(texte, at) {
  if (texte.length <= LONGUEUR) return texte;
  const start = at < LONGUEUR * 0.6 ? 0 : texte.lastIndexOf(" ", at - LONGUEUR * 0.3) + 1;
  const end = start + LONGUEUR;
  const last = end >= texte.length ? texte.length : texte.lastIndexOf(" ", end);
  const cut = last > start ? last : end;
  return (start ? "… " : "") + texte.slice(start, cut) + (cut < texte.length ? "…" : "");
}
