// Les mots d'un endroit de la page : un titre, un énoncé, une idée.

export const TITRES = "h1, h2, h3, h4";

// De quoi ce « § » est l'adresse.
export function wordsOf(link) {
  const around = link.closest("fieldset, section, tr, details");
  const inside = around?.querySelector("legend, h3, th, summary") ?? link.parentElement;
  return textOf(link.closest(`dt, ${TITRES}`) ?? inside);
}

// Sans « § » ni ce qui s'ajoute au titre.
export function textOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".headerlink, .sigle-bulle, .tenants").forEach((part) => part.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}
