// Un résultat : son type, son titre, la phrase qui répond et jusqu'à deux autres endroits.

export function showResult(item, entree, { adresse, lieux, nodes }) {
  const [lieu, ...autres] = lieux;
  item.className = `type-${entree.genre}`;
  const link = makeLink(adresse, lieu);
  link.setAttribute("aria-describedby", entree.id);
  const genre = makeSpan("type", entree.nom);
  genre.classList.add(`type-${entree.genre}`);
  link.append(genre, " ", makeSpan("recherche-titre", nodes(entree.titre)));
  if (lieu.titre) link.append(makeSpan("recherche-lieu", [" › ", ...nodes(lieu.titre)]));
  const phrase = document.createElement("p");
  phrase.id = entree.id;
  phrase.append(...nodes(lieu.phrase));
  item.replaceChildren(link, phrase);
  const others = autres.filter(({ titre }) => titre);
  if (others.length) item.append(makeOthers(adresse, others, nodes, entree.titre));
}

function makeOthers(adresse, lieux, nodes, titre) {
  const list = document.createElement("ul");
  for (const lieu of lieux) {
    const link = makeLink(adresse, lieu);
    link.append(...nodes(lieu.titre));
    link.ariaLabel = `${lieu.titre}, ${titre}`;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  return list;
}

function makeLink(adresse, { ancre }) {
  const link = document.createElement("a");
  link.href = ancre ? `${adresse}#${ancre}` : adresse;
  return link;
}

function makeSpan(className, content) {
  const span = document.createElement("span");
  span.className = className;
  span.append(...(Array.isArray(content) ? content : [content]));
  return span;
}

export function makeGenre(genre, words, checked) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  Object.assign(radio, { type: "radio", name: "type", value: genre, checked });
  label.append(radio, ` ${words}`);
  return label;
}

// Un sigle de la question, ce qu'il veut dire, et sa place dans la page des sigles.
export function makeSigle([sigle, developpement, id], page) {
  const strong = document.createElement("strong");
  strong.textContent = sigle;
  const link = document.createElement("a");
  link.href = `${page}#${id}`;
  link.append(strong, `\u00a0: ${developpement}`);
  const item = document.createElement("li");
  item.append(link);
  return item;
}
