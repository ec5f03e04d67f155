// Le panneau de recherche : ce qu'on tape, ce qu'on trouve, où cela mène.

import { pageAddress } from "../racine.js";
import { copyLink, showCorrections, showNear } from "./annexes.js";
import { moveByKey, openFirst } from "./clavier.js";
import { Extraits, Textes } from "./extraits.js";
import { Moteur } from "./moteur.js";
import { makeGenre, makeSigle, showResult } from "./resultat.js";

const PREMIERS = 10;
const PAUSE = 250; // ms sans rien taper : on demande les phrases, on retient la question
const SILENCE = 800; // ms : on dit le compte, ou que rien n'est trouvé

export class Panneau {
  // `dialog` est dans la page (theme/partials/search.html), ses mots aussi.
  constructor(dialog, donnees) {
    this.dialog = dialog;
    this.moteur = new Moteur(donnees);
    this.textes = new Textes(donnees.par_fichier);
    const { francais, index } = this.moteur;
    this.extraits = new Extraits(francais, (mot) => index.info(mot));
    this.genre = dialog.dataset.type ?? "";
    this.seen = new IntersectionObserver((found) => this.fillSeen(found));
    this.input.addEventListener("input", () => {
      this.genre = ""; // une autre question
      this.search();
    });
    dialog.addEventListener("change", ({ target }) =>
      target.name === "type" && this.filter(target));
    dialog.addEventListener("click", (event) => this.press(event));
    dialog.addEventListener("keydown", (event) => moveByKey(dialog, event));
    this.search();
  }

  get input() {
    return this.dialog.querySelector("input");
  }

  part(name) {
    return this.dialog.querySelector(`.recherche-${name}`);
  }

  search() {
    this.found = this.moteur.search(this.input.value);
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
    const { asked } = this.found; // faux tant que rien ne dit ce qu'on cherche
    const some = kept.slice(0, this.shown);
    this.items = new Map(some.map((entree) => [this.item(entree), entree]));
    this.part("resultats").replaceChildren(...this.items.keys());
    this.part("suite").hidden = kept.length <= some.length;
    this.part("suite").querySelector("span").textContent = kept.length;
    this.part("lien").hidden = !kept.length;
    this.part("debut").hidden = asked;
    this.part("aide").hidden = true;
    this.part("sigles").replaceChildren(
      ...this.found.sigles.map((sigle) => makeSigle(sigle, pageAddress("sigles/"))));
    showCorrections(this.part("compris"), this.found);
    this.count(asked, kept.length);
    this.seen.disconnect();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), PAUSE);
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.tell(asked, kept.length), SILENCE);
  }

  // Le résumé d'abord; la phrase exacte et sa place, quand le texte de la page est là.
  item(entree, sections = [], item = document.createElement("li")) {
    const [, nom] = this.moteur.genres.find(([genre]) => genre === entree.genre);
    const { racines } = this.found;
    showResult(item, { ...entree, nom, id: `resultat-${entree.rang}` }, {
      adresse: pageAddress(entree.adresse),
      lieux: this.extraits.places(entree, sections, racines),
      nodes: (texte) => this.extraits.nodes(texte, racines),
    });
    return item;
  }

  settle() {
    for (const item of this.items.keys()) this.seen.observe(item);
    this.remember();
  }

  tell(asked, count) {
    const sigles = this.part("sigles").innerText.replaceAll("\n", ". ");
    const { dataset, textContent } = this.part("compte");
    const words = asked && !count ? dataset.aucune : textContent;
    this.part("compte").textContent = words;
    this.part("annonce").textContent = [words, sigles].filter(Boolean).join(". ");
    this.part("aide").hidden = !asked || count > 0;
    showNear(this.part("proches"), asked && !count ? this.moteur.near(this.input.value) : []);
  }

  remember() {
    if (!this.dialog.open) return;
    const recherche = { q: this.input.value.trim(), type: this.genre };
    history.replaceState({ ...history.state, recherche }, "");
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
    while (item.matches(":active")) await new Promise((resolve) => setTimeout(resolve, PAUSE));
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

  count(asked, count) {
    const { dataset } = this.part("compte");
    const words = count === 1 ? dataset.une : dataset.plusieurs.replace("#", count);
    this.part("compte").textContent = asked && count ? words : "";
  }

  press({ target }) {
    const { action, mot } = target.closest("button")?.dataset ?? {};
    if (mot) this.ask(mot);
    if (action === "fermer") this.dialog.close();
    if (action === "effacer") this.ask("");
    if (action === "suite") this.more();
    if (action === "lien") this.share();
    const link = target.closest("a");
    if (!link) return;
    this.remember();
    if (new URL(link.href).pathname === location.pathname) this.dialog.close();
  }

  openFirst() {
    openFirst(this.dialog);
  }

  ask(texte) {
    this.input.value = texte;
    this.input.focus();
    this.search();
  }

  async share() {
    const { dataset } = this.part("lien");
    const said = await copyLink(this.input.value.trim(), this.genre);
    this.part("lien").querySelector("span").textContent = said || dataset.copie;
    this.part("annonce").textContent = said ? "" : dataset.copie;
  }

  more() {
    const next = this.shown;
    this.shown = Infinity;
    this.show();
    this.part("resultats").children[next]?.querySelector("a").focus();
  }
}
