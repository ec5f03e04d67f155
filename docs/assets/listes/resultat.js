// Ce que disent les réponses : par section, points forts, à discuter, faibles. Sans DOM.

// forte, moyenne ou faible selon sa place dans l'échelle; inversée dans une section de coûts.
export function level(rang, echelle, sens) {
  if (rang === null || rang === undefined) return "sans-objet";
  const top = Math.max(...echelle.map((reponse) => reponse.rang ?? 0));
  const place = sens === "cout" ? 1 - rang / top : rang / top;
  return place >= 0.75 ? "forte" : place <= 0.3 ? "faible" : "moyenne";
}

// Chaque section : combien de chaque niveau, et les points avec leur niveau.
export function summarize(liste, releve) {
  const rangs = new Map(liste.echelle.map((reponse) => [reponse.id, reponse.rang]));
  const sections = liste.sections.map((section) => {
    const points = section.points.map((point) => {
      const answer = answerTo(point, releve);
      const given = answer?.reponse ?? null;
      const niveau = given === null || !rangs.has(given)
        ? "sans-reponse"
        : level(rangs.get(given), liste.echelle, section.sens);
      const change = Boolean(answer?.reponse && answer.empreinte !== point.empreinte);
      return { point, answer, niveau, change };
    });
    return { section, points, comptes: count(points) };
  });
  const points = sections.flatMap((section) => section.points);
  return { sections, points, comptes: count(points), retires: withdrawn(liste, releve) };
}

// La réponse à un point, même donnée sous un de ses anciens identifiants.
export function answerTo(point, releve) {
  const key = [point.id, ...point.anciens].find((id) => Object.hasOwn(releve.reponses, id));
  return key ? releve.reponses[key] : null;
}

// Les points qui ont changé de niveau entre deux relevés : { point, avant, apres }.
export function compare(liste, avant, apres) {
  const before = new Map(summarize(liste, avant).points.map(({ point, niveau }) => [point.id, niveau]));
  return summarize(liste, apres).points
    .map(({ point, niveau }) => ({ point, avant: before.get(point.id), apres: niveau }))
    .filter((one) => one.avant !== one.apres);
}

function count(points) {
  const comptes = { forte: 0, moyenne: 0, faible: 0, "sans-objet": 0, "sans-reponse": 0 };
  for (const { niveau } of points) comptes[niveau] += 1;
  return comptes;
}

// Les réponses à des points qui ne sont plus dans la liste.
function withdrawn(liste, releve) {
  const known = new Set(
    liste.sections.flatMap(({ points }) => points.flatMap((point) => [point.id, ...point.anciens])));
  return Object.entries(releve.reponses)
    .filter(([id, answer]) => !known.has(id) && (answer.reponse || answer.note))
    .map(([id, answer]) => ({ id, ...answer }));
}
