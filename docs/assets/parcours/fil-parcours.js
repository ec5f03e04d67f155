// La barre d'une fiche ouverte depuis un parcours : ce qu'on lit avant, ce qu'on lit ensuite, et
// le retour à l'activité. Chargé seulement quand l'adresse finit par « #parcours=… ».

import { loadJson } from "../charger.js";
import { RACINE, pageAddress } from "../racine.js";

const FRAGMENT = /^#parcours=([a-z0-9-]+)\/([a-z0-9-]+)$/;

export async function followParcours() {
  const [, id, activite] = FRAGMENT.exec(location.hash) ?? [];
  const chemins = id ? await loadJson("parcours/chemins.json") : {};
  const chemin = Object.hasOwn(chemins, id ?? "") ? chemins[id] : null;
  const steps = chemin?.pas.filter(([one]) => one === activite) ?? [];
  const here = location.href.replace(/[?#].*$/, "");
  const rank = steps.findIndex(([, , adresse]) => pageAddress(adresse) === here);
  if (rank < 0) return;
  const styles = Object.assign(document.createElement("link"), { rel: "stylesheet" });
  styles.href = `${RACINE}assets/parcours.css`;
  document.head.append(styles);
  document.querySelector("article").prepend(draw({ id, chemin, steps, rank }));
}

function draw({ id, chemin, steps, rank }) {
  const [activite, titre] = steps[rank];
  const bar = document.createElement("nav");
  bar.className = "fil-parcours";
  bar.setAttribute("aria-label", `Parcours\u00a0: ${chemin.titre}`);
  const read = ([, , adresse]) => `${pageAddress(adresse)}#parcours=${id}/${activite}`;
  const parcours = pageAddress(`parcours/${id}/`);
  const back = `${parcours}#${activite}`;
  const [before, next] = [steps[rank - 1], steps[rank + 1]];
  bar.append(
    link(back, "", "Parcours", `${chemin.titre}\u00a0: ${titre}`),
    ...before ? [link(read(before), "prev", "Avant", before[3])] : [],
    next
      ? link(read(next), "next", "Ensuite", next[3])
      : link(back, "next", "Ensuite", "revenir à l’activité"),
  );
  return bar;
}

function link(href, rel, what, words) {
  const made = Object.assign(document.createElement("a"), { href, rel });
  const label = document.createElement("span");
  label.textContent = what;
  made.append(label, ` ${words}`);
  return made;
}
