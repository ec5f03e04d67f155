// Ce qu'on partage : la page, une de ses sections ou un de ses points; ses mots et son adresse.

import { TITRES, textOf, wordsOf } from "./mots.js";

// `asked` : un « § », ou le bouton de la page. L'adresse est la publique, jamais celle où un lien
// reçu ou un aperçu ont ouvert la page : son fragment peut contenir des réponses.
export function describe(asked) {
  const page = textOf(document.querySelector("h1"));
  const url = new URL(document.querySelector("link[rel=canonical]")?.href ?? location.href);
  url.search = "";
  url.hash = asked.hash ?? "";
  const ancre = url.hash.slice(1);
  if (!ancre) return { genre: "page", page, titre: page, lieu: "", ancre, url };
  const genre = document.getElementById(ancre)?.matches(TITRES) ? "section" : "point";
  const lieu = wordsOf(asked);
  return { genre, page, titre: `${page} — ${lieu}`, lieu, ancre, url };
}
