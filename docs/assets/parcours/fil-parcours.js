// La barre d'une fiche ouverte depuis un parcours : ce qu'on lit avant, ce qu'on lit ensuite, et
// le retour à l'activité. Chargé seulement quand l'adresse finit par « #parcours=… ».

const FRAGMENT = /^#parcours=([a-z0-9-]+)\/([a-z0-9-]+)$/;

export async function followParcours(racine, loadJson) {
  const [, id, activite] = FRAGMENT.exec(location.hash) ?? [];
  const chemins = id ? await loadJson("parcours/chemins.json").catch(() => ({})) : {};
  const chemin = Object.hasOwn(chemins, id ?? "") ? chemins[id] : null;
  const steps = chemin?.pas.filter(([one]) => one === activite) ?? [];
  const here = location.href.replace(racine, "").replace(/(index\.html)?[?#].*$/, "");
  const rank = steps.findIndex(([, , adresse]) => adresse === here);
  if (rank < 0) return;
  const bar = draw(racine, { id, chemin, steps, rank });
  const top = document.querySelector("article");
  top.querySelector(".fil-parcours")?.remove();
  top.prepend(bar);
}

function draw(racine, { id, chemin, steps, rank }) {
  const [activite, titre] = steps[rank];
  const bar = document.createElement("nav");
  bar.className = "fil-parcours";
  bar.setAttribute("aria-label", `Parcours\u00a0: ${chemin.titre}`);
  const read = ([, , adresse]) => `${racine}${adresse}#parcours=${id}/${activite}`;
  const back = `${racine}parcours/${id}/#${activite}`;
  const next = steps[rank + 1];
  const before = steps[rank - 1];
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
