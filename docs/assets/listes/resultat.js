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

export function answerTo({ id }, { reponses }) {
  return Object.hasOwn(reponses, id) ? reponses[id] : null;
}

// Met chaque réponse sous l'identifiant d'aujourd'hui de son énoncé; de deux, la plus récente.
// À faire une fois, quand un relevé entre.
export function adopt(liste, releve) {
  const { reponses, plan } = releve;
  const ids = new Map();
  for (const { id, anciens } of liste.points.values())
    for (const ancien of anciens) ids.set(ancien, id);
  for (const [ancien, id] of ids) {
    const answer = answerTo({ id: ancien }, releve);
    if (!answer) continue;
    if (!(answerTo({ id }, releve)?.le >= answer.le)) reponses[id] = answer;
    delete reponses[ancien];
  }
  for (const action of plan) action.point = ids.get(action.point) ?? action.point;
  return releve;
}

// Les points qui ont changé de niveau entre deux relevés : { point, avant, apres }.
export function compare(liste, avant, apres) {
  const before = new Map(
    summarize(liste, avant).points.map(({ point, niveau }) => [point.id, niveau]));
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
  return Object.entries(releve.reponses)
    .filter(([id, answer]) => !liste.points.has(id) && (answer.reponse || answer.note))
    .map(([id, answer]) => ({ id, ...answer }));
}
