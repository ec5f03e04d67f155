// Les dossiers gardés dans ce navigateur, une clé chacun : deux onglets ne s'effacent pas.
// Ce qui ne se lit pas est laissé tel quel. Si le navigateur refuse, tout vit en mémoire.

import { Refus, cleanDossier } from "./format.js";
import { isAhead, merge } from "./fusion.js";

const PREFIXE = "guide-concertation:";
const CLE = `${PREFIXE}dossier:`;
const VERSION = 1;

export class Depot {
  constructor(storage = browserStorage()) {
    this.storage = storage;
    this.memory = new Map(); // ce que le navigateur n'a pas voulu garder
    this.durable = Boolean(storage);
  }

  // Tous les dossiers lisibles, le plus récent d'abord.
  dossiers() {
    const found = new Map();
    for (const dossier of this.keys().map((key) => this.read(key)))
      if (dossier) found.set(dossier.id, dossier);
    for (const [id, dossier] of this.memory) found.set(id, dossier);
    return [...found.values()].sort((a, b) => changedAt(b).localeCompare(changedAt(a)));
  }

  dossier(id) {
    return this.memory.get(id) ?? this.read(CLE + id);
  }

  // Vrai si c'est gardé pour de bon; faux si ce n'est qu'en mémoire (navigateur plein ou fermé).
  // Un dossier qui ne se relirait pas (trop de relevés…) n'est pas écrit : le dernier bon reste.
  save(dossier) {
    this.memory.set(dossier.id, dossier);
    try {
      cleanDossier(dossier);
    } catch {
      return false;
    }
    if (this.isTaken(dossier.id)) {
      this.memory.delete(dossier.id);
      dossier.id = newId(); // on n'écrase pas ce qu'on ne sait pas lire
      this.memory.set(dossier.id, dossier);
    }
    const kept = this.write(CLE + dossier.id, JSON.stringify({ version: VERSION, ...dossier }));
    if (kept) this.memory.delete(dossier.id);
    return kept;
  }

  // Un dossier reçu ne remplace jamais celui d'ici : s'il existe déjà, autre, c'est une copie.
  add(dossier) {
    const here = this.dossier(dossier.id);
    if (here && !isAhead(dossier, cleanDossier(here))) return !this.memory.has(dossier.id);
    if (here) dossier.id = newId();
    return this.save(dossier);
  }

  remove(id) {
    this.memory.delete(id);
    attempt(() => this.storage?.removeItem(CLE + id));
  }

  // Le dossier ouvert en dernier, pour le retrouver d'une page à l'autre.
  get current() {
    return attempt(() => this.storage?.getItem(`${PREFIXE}courant`)) ?? this.chosen ?? null;
  }

  set current(id) {
    this.chosen = id;
    attempt(() => this.storage?.setItem(`${PREFIXE}courant`, id));
  }

  // Et le relevé, parmi ceux d'une même liste.
  get currentReleve() {
    return attempt(() => this.storage?.getItem(`${PREFIXE}releve`)) ?? null;
  }

  set currentReleve(id) {
    attempt(() => this.storage?.setItem(`${PREFIXE}releve`, id));
  }

  // Combien de clés ne se lisent pas (abîmées, ou d'une version plus récente du guide).
  get unreadable() {
    return this.keys().filter((key) => !this.read(key)).length;
  }

  // Prévient quand un autre onglet change un dossier.
  watch(callback, signal) {
    addEventListener("storage", ({ key }) => {
      if (key === null) this.memory.clear();
      else if (key?.startsWith(CLE)) this.memory.delete(key.slice(CLE.length));
      if (key === null || key?.startsWith(CLE)) callback(key?.slice(CLE.length) ?? null);
    }, { signal });
  }

  // Garde-t-il autre chose que des dossiers : « selection », « parcours »?
  holds(nom) {
    return Boolean(attempt(() => this.storage?.getItem(PREFIXE + nom)));
  }

  // Efface tout ce que le guide a gardé, et rien d'autre; rend de quoi tout remettre, tel quel.
  clear() {
    const texts = new Map();
    const memory = new Map(this.memory);
    for (const key of attempt(() => Object.keys(this.storage ?? {})) ?? []) {
      if (!key.startsWith(PREFIXE)) continue;
      texts.set(key, this.storage.getItem(key));
      attempt(() => this.storage.removeItem(key));
    }
    this.memory.clear();
    return () => {
      for (const [key, text] of texts) this.putBack(key, text);
      for (const dossier of memory.values()) this.restore(dossier);
    };
  }

  // Remet un dossier supprimé, avec ce qu'un autre onglet y aurait mis depuis.
  restore(dossier) {
    const now = this.dossier(dossier.id);
    return this.save(now ? merge(null, dossier, now) : dossier);
  }

  // Ce qui est arrivé depuis reste.
  putBack(key, text) {
    if (!attempt(() => this.storage.getItem(key))) this.write(key, text);
    else if (key.startsWith(CLE)) {
      const dossier = readText(text);
      if (dossier) this.restore(dossier);
    }
  }

  // Une clé prise par un texte illisible.
  isTaken(id) {
    return Boolean(attempt(() => this.storage?.getItem(CLE + id))) && !this.read(CLE + id);
  }

  keys() {
    const all = attempt(() => Object.keys(this.storage ?? {})) ?? [];
    return all.filter((key) => key.startsWith(CLE));
  }

  read(key) {
    return readText(attempt(() => this.storage?.getItem(key)));
  }

  write(key, text) {
    if (!this.storage) return false;
    this.durable = attempt(() => (this.storage.setItem(key, text), true)) ?? false;
    return this.durable;
  }
}

// Le dossier que ce texte contient, ou null.
function readText(text) {
  if (!text) return null;
  try {
    const { version, ...rest } = Object(JSON.parse(text));
    return version === VERSION ? cleanDossier(rest) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Refus) return null;
    throw error;
  }
}

// Un identifiant neuf, que rien d'autre ne porte.
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(9))].map((n) => (n % 36).toString(36)).join("");
}

export function newDossier(nom) {
  return { id: newId(), nom, cree_le: new Date().toISOString(), releves: [] };
}

export function newReleve(liste) {
  const now = new Date().toISOString();
  return {
    id: newId(), liste, commence_le: now, modifie_le: now, pseudonyme: "", reponses: {}, plan: [],
  };
}

function changedAt(dossier) {
  return dossier.releves.map((releve) => releve.modifie_le).concat(dossier.cree_le).sort().at(-1);
}

function browserStorage() {
  return attempt(() => {
    localStorage.setItem(`${PREFIXE}essai`, "1");
    localStorage.removeItem(`${PREFIXE}essai`);
    return localStorage;
  }) ?? attempt(() => (localStorage.length >= 0 ? localStorage : null)) ?? null;
}

// Le stockage peut être fermé, plein ou absent : on s'en passe sans rien casser.
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
