// <filtre-fiches> : des menus qui trient les fiches d'un index, et une adresse qu'on peut partager.
// Sans JavaScript, l'élément reste caché et l'index montre tout. Les mots sont dans la page.

class FiltreFiches extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.hidden = false;
    this.addEventListener("change", () => this.remember(), { signal });
    this.querySelector("button").addEventListener("click", () => this.clear(), { signal });
    addEventListener("popstate", () => this.recall(), { signal });
    this.recall();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  get menus() {
    return [...this.querySelectorAll("select")];
  }

  get fiches() {
    return [...this.closest("article").querySelectorAll(".cartes > li")];
  }

  recall() {
    const asked = new URLSearchParams(location.search);
    for (const menu of this.menus) {
      const value = asked.get(menu.name) ?? "";
      menu.value = [...menu.options].some((option) => option.value === value) ? value : "";
    }
    this.show();
  }

  remember() {
    const address = new URL(location);
    for (const { name, value } of this.menus) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
    this.show();
  }

  clear() {
    for (const menu of this.menus) menu.value = "";
    this.remember();
    this.menus[0].focus();
  }

  show() {
    const chosen = this.menus.filter((menu) => menu.value);
    for (const fiche of this.fiches)
      fiche.hidden = !chosen.every(({ name, value }) =>
        (fiche.dataset[name] ?? "").split(" ").includes(value));
    for (const list of new Set(this.fiches.map((fiche) => fiche.parentElement)))
      for (const part of [list, ...headings(list)])
        part.hidden = !list.querySelector("li:not([hidden])");
    this.say(this.fiches.filter((fiche) => !fiche.hidden).length, chosen.length);
  }

  say(count, filtered) {
    const status = this.querySelector("[role=status]");
    const { aucune, une, plusieurs } = status.dataset;
    const words = [aucune, une][count] ?? plusieurs.replace("#", count);
    status.textContent = filtered ? words : "";
    this.querySelector("button").disabled = !filtered;
  }
}

// Le titre d'un groupe et sa phrase, juste avant sa liste, et son lien dans les sommaires.
function headings(list) {
  const found = [];
  for (let before = list.previousElementSibling; before; before = before.previousElementSibling) {
    if (!before.matches("h2, .groupe-texte")) break;
    found.push(before);
    const links = before.id ? document.querySelectorAll(`nav a[href="#${before.id}"]`) : [];
    for (const link of links) found.push(link.closest("li"));
  }
  return found;
}

customElements.define("filtre-fiches", FiltreFiches);
