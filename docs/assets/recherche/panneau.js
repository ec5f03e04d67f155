// Le panneau de recherche : ce qu'on tape, ce qu'on trouve, où cela mène.

import { Extraits, Textes } from "./extraits.js";
import { Moteur } from "./moteur.js";
import { makeGenre, makeNear, makeSigle, showResult } from "./resultat.js";

const PREMIERS = 10;
// Millisecondes sans rien taper : on demande les phrases, on dit le compte, on retient l'adresse.
const PAUSE = 250;

export class Panneau {
  // `dialog` est dans la page (theme/partials/search.html), ses mots aussi.
  constructor(dialog, racine, donnees) {
    this.dialog = dialog;
    this.racine = racine;
    this.moteur = new Moteur(donnees);
    this.textes = new Textes(`${racine}recherche/`, donnees.par_fichier);
    const { francais, index } = this.moteur;
    this.extraits = new Extraits(francais, (mot) => index.info(mot));
    this.genre = new URLSearchParams(location.search).get("genre") ?? "";
    this.seen = new IntersectionObserver((found) => this.fillSeen(found));
    this.input.addEventListener("input", () => this.search());
    dialog.addEventListener("change", ({ target }) =>
      target.name === "genre" && this.filter(target));
    dialog.addEventListener("click", (event) => this.press(event));
    dialog.addEventListener("keydown", (event) => this.move(event));
    this.search();
  }

  static async open(dialog, racine) {
    const answer = await fetch(`${racine}recherche/index.json`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return new Panneau(dialog, racine, await answer.json());
  }

  get input() {
    return this.dialog.querySelector("input");
  }

  part(name) {
    return this.dialog.querySelector(`.recherche-${name}`);
  }

  // Ce qu'on a tapé change : on cherche, on montre, on le garde dans l'adresse.
  search() {
    const texte = this.input.value;
    this.found = this.moteur.search(texte);
    this.shown = PREMIERS;
    this.showGenres();
    this.show();
  }

  get kept() {
    const { resultats } = this.found;
    const some = resultats.filter(({ genre }) => genre === this.genre);
    return some.length ? some : resultats;
  }

  show() {
    const kept = this.kept;
    const asked = this.input.value.trim();
    const some = kept.slice(0, this.shown);
    this.items = new Map(some.map((entree) => [this.item(entree), entree]));
    this.part("resultats").replaceChildren(...this.items.keys());
    this.part("suite").hidden = kept.length <= some.length;
    this.part("debut").hidden = Boolean(asked);
    this.part("aide").hidden = !asked || kept.length > 0;
    this.showSigles();
    this.showNear(asked && !kept.length);
    this.count(asked, kept.length);
    this.seen.disconnect();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(asked), PAUSE);
  }

  // Le résumé d'abord; la phrase exacte et sa place, quand le texte de la page est là.
  item(entree, sections = [], item = document.createElement("li")) {
    const [, nom] = this.moteur.genres.find(([genre]) => genre === entree.genre);
    const { racines } = this.found;
    showResult(item, { ...entree, nom }, {
      adresse: this.racine + entree.adresse,
      lieux: this.extraits.places(entree, sections, racines),
      nodes: (texte) => this.extraits.nodes(texte, racines),
    });
    return item;
  }

  settle(asked) {
    for (const item of this.items.keys()) this.seen.observe(item);
    this.part("annonce").textContent = this.part("compte").textContent;
    if (this.dialog.open) remember(asked, this.genre);
  }

  // Seulement ce qu'on voit : le reste du texte ne se charge pas.
  fillSeen(found) {
    for (const { isIntersecting, target } of found)
      if (isIntersecting) {
        this.seen.unobserve(target);
        this.fill(target, this.items.get(target));
      }
  }

  async fill(item, entree) {
    const sections = await this.textes.sections(entree);
    if (!sections.length || !this.items.has(item)) return;
    const focused = item.contains(document.activeElement);
    this.item(entree, sections, item);
    if (focused) item.querySelector("a").focus();
  }

  showGenres() {
    const counts = new Map();
    for (const { genre } of this.found.resultats) counts.set(genre, (counts.get(genre) ?? 0) + 1);
    const options = this.moteur.genres.filter(([genre]) => counts.has(genre));
    const all = [["", "", this.part("genres").dataset.tout], ...options];
    const total = this.found.resultats.length;
    const current = counts.has(this.genre) ? this.genre : "";
    const labels = all.map(([genre, , pluriel]) =>
      makeGenre(genre, `${pluriel} (${genre ? counts.get(genre) : total})`, genre === current));
    this.part("genres").hidden = options.length < 2;
    this.part("genres").querySelector("div").replaceChildren(...labels);
  }

  filter({ value }) {
    this.genre = value;
    this.shown = PREMIERS;
    this.show();
  }

  showSigles() {
    this.part("sigles").replaceChildren(
      ...this.found.sigles.map((sigle) => makeSigle(sigle, `${this.racine}sigles/`)));
  }

  showNear(needed) {
    const mots = needed ? this.moteur.near(this.input.value) : [];
    this.part("proches").hidden = !mots.length;
    this.part("proches").querySelector("span").replaceChildren(...mots.map(makeNear));
  }

  count(asked, count) {
    const { dataset } = this.part("compte");
    const words = [dataset.aucune, dataset.une][count] ?? dataset.plusieurs.replace("#", count);
    this.part("compte").textContent = asked ? words : "";
  }

  press({ target }) {
    const { action, mot } = target.closest("button")?.dataset ?? {};
    if (mot) this.ask(mot);
    if (action === "fermer") this.dialog.close();
    if (action === "suite") this.more();
  }

  ask(texte) {
    this.input.value = texte;
    this.input.focus();
    this.search();
  }

  more() {
    const next = this.shown;
    this.shown = Infinity;
    this.show();
    this.part("resultats").children[next]?.querySelector("a").focus();
  }

  // Flèches : d'un résultat à l'autre. Entrée : le premier. Une lettre : on continue à taper.
  move(event) {
    const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing || target.type === "radio") return;
    const links = [...this.dialog.querySelectorAll(".recherche-sigles a, .recherche-resultats a")];
    const stops = [this.input, ...links];
    const at = stops.indexOf(target);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[key];
    if (next !== undefined && at >= 0) {
      event.preventDefault();
      stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
    } else if (key === "Enter" && target === this.input) {
      event.preventDefault();
      this.part("resultats").querySelector("a")?.click();
    } else if (key.length === 1 && key !== " " && at > 0) this.input.focus();
  }
}

function remember(texte, genre) {
  const address = new URL(location);
  for (const [name, value] of [["q", texte], ["genre", texte && genre]])
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
}
