// « Partager » et chaque « § » : leur boîte (assets/partager/) ne se charge qu'au premier usage.
// Sans JavaScript, ou avec Ctrl, Maj ou Cmd, un « § » reste un lien ordinaire.

import { loadModule } from "./charger.js";
import { wordsOf } from "./partager/mots.js";

for (const button of document.querySelectorAll("[data-partager]")) button.hidden = false;

// Hors d'un titre, « § » ne dit pas de quoi.
for (const link of document.querySelectorAll(".headerlink:not(h1 *, h2 *, h3 *, h4 *)"))
  link.ariaLabel = `§ ${wordsOf(link)}`;

addEventListener("click", async (event) => {
  const asked = event.target.closest?.("[data-partager], .headerlink");
  if (!asked || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const { share } = await loadModule("assets/paquets/partager.js");
    await share(asked);
  } catch {
    location.hash = asked.hash ?? "haut"; // le réseau manque : l'adresse est dans sa barre
  }
});
