// Deux onglets ont écrit le même dossier : ce que chacun a changé depuis `base` reste. Sans DOM.
// `base` : la dernière version que les deux connaissaient, ou null.

export function merge(base, mine, theirs) {
  const nom = pick(base?.nom, mine.nom, theirs.nom);
  const releves = mergeAll(base?.releves ?? [], mine.releves, theirs.releves, mergeReleve);
  return { ...theirs, nom, releves };
}

// `mine` a-t-il quelque chose que `theirs` n'a pas? Alors il faut récrire.
export function isAhead(mine, theirs) {
  return JSON.stringify(mine) !== JSON.stringify(theirs);
}

// Chaque réponse garde la plus récente; le plan et le pseudonyme, ce qui a changé.
function mergeReleve(base, mine, theirs) {
  const reponses = { ...theirs.reponses };
  for (const [point, answer] of Object.entries(mine.reponses))
    if (!(reponses[point]?.le > answer.le)) reponses[point] = answer;
  return {
    ...theirs,
    modifie_le: [mine, theirs].map((one) => one.modifie_le).sort(byInstant)[1],
    pseudonyme: pick(base?.pseudonyme, mine.pseudonyme, theirs.pseudonyme),
    reponses,
    plan: mergeAll(base?.plan ?? [], mine.plan, theirs.plan, pickAction),
  };
}

// Ce qui était dans `base` et n'est plus d'un côté a été enlevé, sauf si l'autre y a écrit depuis.
function mergeAll(base, mine, theirs, mergeOne) {
  const known = byId(base);
  const [here, there] = [byId(mine), byId(theirs)];
  const ids = new Set([...there.keys(), ...here.keys()]);
  const isRemoved = (id) => known.has(id) && !(here.has(id) && there.has(id))
    && !isAhead(here.get(id) ?? there.get(id), known.get(id));
  return [...ids]
    .filter((id) => !isRemoved(id))
    .map((id) => here.has(id) && there.has(id)
      ? mergeOne(known.get(id), here.get(id), there.get(id))
      : here.get(id) ?? there.get(id));
}

function pickAction(base, mine, theirs) {
  return base && !isAhead(mine, base) ? theirs : mine;
}

function pick(base, mine, theirs) {
  return mine === base ? theirs : mine;
}

function byId(objets) {
  return new Map(objets.map((objet) => [objet.id, objet]));
}

function byInstant(a, b) {
  return Date.parse(a) - Date.parse(b);
}
