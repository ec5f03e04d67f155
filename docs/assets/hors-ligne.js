// Met en service les copies hors ligne, une fois la page arrivée : rien ne la retarde.
// Le navigateur peut refuser (navigation privée, http) : le guide marche alors en ligne seulement.

// Ce module peut être assemblé plus bas sous assets/ : on remonte jusqu'à la racine du site.
const SERVICE_WORKER = import.meta.url.replace(/(.*\/)assets\/.*/, "$1service-worker.js");

async function register() {
  try {
    await navigator.serviceWorker?.register(SERVICE_WORKER);
  } catch {
    // refusé
  }
}

if (document.readyState === "complete") register();
else addEventListener("load", register, { once: true });
