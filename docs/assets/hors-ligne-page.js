// <garder-hors-ligne> : ce qui est gardé sur cet appareil; y garder tout le guide, ou l'en enlever.

import { RACINE } from "./racine.js";

const PREFIXE = `guide-${new URL(RACINE).pathname}-`; // comme dans le service worker
const ENSEMBLE = 4; // pages demandées à la fois

class GarderHorsLigne extends HTMLElement {
  async connectedCallback() {
    if (this.actions) return;
    this.actions = {
      garder: () => this.keepAll(),
      interrompre: () => this.stop.abort(),
      enlever: () => this.removeAll(),
    };
    this.status = this.querySelector("[role=status]");
    this.show(".copies"); // tout de suite, pour que rien ne bouge ensuite
    this.showMissing();
    this.copies = await openCopies().catch(() => null);
    if (!this.copies) return this.show(".sans-copies");
    this.addEventListener("click", ({ target }) => this.actions[target.dataset.action]?.());
    this.querySelector("details").addEventListener("toggle", ({ target }) =>
      target.open && this.showTitles());
    this.button("garder").disabled = false;
    return this.count();
  }

  show(part) {
    for (const other of [".sans-js", ".sans-copies", ".copies"])
      this.querySelector(other).hidden = other !== part;
  }

  // La page que la personne voulait, si le service worker l'a amenée ici.
  showMissing() {
    const asked = new URLSearchParams(location.search).get("page");
    if (!asked || !URL.canParse(asked) || !asked.startsWith(RACINE)) return;
    const link = this.querySelector(".page-absente a");
    link.href = asked;
    link.textContent = new URL(asked).pathname;
    link.parentElement.hidden = false;
  }

  // Les pages gardées, et celles d'entre elles qui ne le sont pas d'office.
  async kept() {
    const core = new Set([...document.querySelectorAll(".noyau a")].map(({ href }) => href));
    core.add(`${RACINE}hors-ligne/`);
    const all = (await this.copies.keys()).map(({ url }) => url).filter((url) => url.endsWith("/"));
    return { all, others: all.filter((url) => !core.has(url)) };
  }

  async count() {
    const { all, others } = await this.kept();
    this.querySelector(".nombre").textContent = all.length;
    this.querySelector("details").hidden = !others.length;
    this.button("enlever").disabled = !others.length;
    if (this.querySelector("details").open) await this.showTitles();
  }

  async showTitles() {
    const { others } = await this.kept();
    const links = await Promise.all(others.map((url) => this.link(url)));
    links.sort((a, b) => a.textContent.localeCompare(b.textContent, "fr"));
    this.querySelector("details ul").replaceChildren(...links);
  }

  async link(url) {
    const html = await (await this.copies.match(url))?.text() ?? "";
    const head = new DOMParser().parseFromString(html.split("</title>")[0], "text/html");
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = url;
    link.textContent = head.title.replace(/ - [^-]+$/, "") || new URL(url).pathname;
    return item;
  }

  // Toutes les pages du plan du site; celles déjà gardées ne se redemandent pas.
  async keepAll() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.swap("garder", "interrompre");
    this.button("enlever").disabled = true;
    const pages = await readAddresses(this.dataset.aussi.split(" "), signal).catch(() => []);
    let missed = !pages.length;
    let done = 0;
    const queue = pages.values();
    await Promise.all(Array.from({ length: ENSEMBLE }, async () => {
      for (const url of queue) {
        await this.keep(url, signal).catch(() => { missed = true; });
        if (signal.aborted) return;
        done += 1;
        this.advance(done, pages.length);
      }
    }));
    this.swap("interrompre", "garder");
    this.say((signal.aborted && "interrompu") || (missed && "manque") || "garde");
    await this.count();
  }

  async keep(url, signal) {
    if (await this.copies.match(url)) return;
    await this.copies.add(new Request(url, { cache: "no-cache", redirect: "error", signal }));
  }

  // La barre suit chaque page; l'annonce, chaque dizaine.
  advance(done, all) {
    this.querySelector("progress").value = done / all;
    const tenth = Math.floor((done / all) * 10);
    if (tenth > Math.floor(((done - 1) / all) * 10)) this.say("avance", tenth * 10);
  }

  async removeAll() {
    const { others } = await this.kept();
    await Promise.all(others.map((url) => this.copies.delete(url)));
    this.button("garder").focus();
    this.say("enleve");
    await this.count();
  }

  swap(from, to) {
    this.querySelector("progress").hidden = to === "garder";
    this.button(to).hidden = false;
    if (document.activeElement === this.button(from)) this.button(to).focus();
    this.button(from).hidden = true;
  }

  say(words, count) {
    this.status.textContent = this.status.dataset[words].replace("#", count);
  }

  button(action) {
    return this.querySelector(`[data-action=${action}]`);
  }
}

// Le cache de l'édition en service, ou rien si ce navigateur ou ce site n'en a pas.
async function openCopies() {
  const registration = await navigator.serviceWorker.register(`${RACINE}service-worker.js`);
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  while (!["activated", "redundant"].includes(worker.state))
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  const nom = (await caches.keys()).find((nom) => nom.startsWith(PREFIXE)); // puis, la suivante
  return nom ? caches.open(nom) : null;
}

// Toutes les pages, ce que la recherche en montre, et ce que le plan du site ne dit pas.
async function readAddresses(aussi, signal) {
  const [pages, index] = await Promise.all([
    readSitemap(signal),
    fetch(`${RACINE}recherche/index.json`, { signal }).then((answer) => answer.json()),
  ]);
  const count = Math.ceil(index.entrees.length / index.par_fichier);
  const texts = Array.from({ length: count }, (_, n) => `${RACINE}recherche/textes-${n}.json`);
  return [...pages, ...texts, ...aussi.map((chemin) => RACINE + chemin)];
}

// Les adresses du plan du site, ramenées ici : il porte celles du site publié.
async function readSitemap(signal) {
  const answer = await fetch(`${RACINE}sitemap.xml`, { signal });
  const sitemap = new DOMParser().parseFromString(await answer.text(), "text/xml");
  const published = [...sitemap.querySelectorAll("loc")].map((loc) => loc.textContent.trim());
  const home = published.reduce((a, b) => (a.length <= b.length ? a : b)); // toutes en partent
  return published.map((address) => new URL(address.slice(home.length), RACINE).href)
    .filter((url) => url.startsWith(RACINE));
}

customElements.define("garder-hors-ligne", GarderHorsLigne);
