// Une fiche ouverte depuis un parcours (#parcours=…) montre où l'on en est; sinon, rien ne charge.

import { RACINE } from "./racine.js";

async function follow() {
  if (!location.hash.startsWith("#parcours=")) return;
  const styles = Object.assign(document.createElement("link"), { rel: "stylesheet" });
  styles.href = `${RACINE}assets/parcours.css`;
  document.head.append(styles);
  const { followParcours } = await import(`${RACINE}assets/parcours/fil-parcours.js`);
  followParcours(RACINE, (path) => fetch(RACINE + path).then((answer) => answer.json()));
}

follow().catch(() => {}); // sans réseau, la fiche se lit sans la barre
