// Met en service les copies hors ligne, une fois la page arrivée : rien ne la retarde.
// Le navigateur peut refuser (navigation privée, http) : le guide marche alors en ligne seulement.

import { RACINE } from "./racine.js";

async function register() {
  try {
    await navigator.serviceWorker?.register(`${RACINE}service-worker.js`);
  } catch {
    // refusé
  }
}

if (document.readyState === "complete") register();
else addEventListener("load", register, { once: true });
