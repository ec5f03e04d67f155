// Ce qu'on partage : la page, une de ses sections ou un de ses points, avec ses mots et son adresse.

const TITRES = "h1, h2, h3, h4";

// Les mots du titre, de l'énoncé ou de l'idée dont ce « § » est l'adresse.
export function wordsOf(link) {
  const around = "fieldset, section, tr, details, article";
  const inside = "legend, h3, th, summary, h1";
  return words(link.closest(`dt, ${TITRES}`) ?? link.closest(around)?.querySelector(inside));
}

// `asked` : un « § », ou le bouton de la page. L'adresse est la publique, jamais celle où un lien
// reçu ou un aperçu ont ouvert la page : son fragment peut contenir des réponses.
export function describe(asked) {
  const page = words(document.querySelector("h1")) || document.title;
  const url = new URL(document.querySelector("link[rel=canonical]")?.href ?? location.href);
  url.search = "";
  url.hash = asked.hash ?? "";
  const ancre = url.hash.slice(1);
  if (!ancre) return { genre: "page", page, titre: page, lieu: "", ancre, url };
  const genre = document.getElementById(ancre)?.matches(TITRES) ? "section" : "point";
  const lieu = wordsOf(asked);
  return { genre, page, titre: `${page} — ${lieu}`, lieu, ancre, url };
}

function words(element) {
  const copy = element?.cloneNode(true);
  copy?.querySelectorAll(".headerlink, .sigle-bulle, .tenants").forEach((part) => part.remove());
  return copy?.textContent.replace(/\s+/g, " ").trim() ?? "";
}
