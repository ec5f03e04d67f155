// Ma sélection en Markdown, et en parcours prêt à proposer (data/parcours/). Ni DOM ni stockage.
// Ce que la personne a écrit y reste du texte : ni HTML, ni lien, ni clé YAML.

import { toMarkdown } from "../partager/formes.js";

const LIRE = 5; // minutes : une fiche
const PARLER = 10;
const BILAN = 10;
const MARQUES = /[<>*_[\]\x60|~\\]/g; // \x60 : l'accent grave

// `elements` : { id, note, titre, resume, liste: vrai si on la remplit, adresse }.
export function selectionToMarkdown({ titre, texte, elements }) {
  const lines = [`# ${plain(titre)}`, ...texte ? [plain(texte)] : []];
  for (const [rank, { titre: nom, resume, note, adresse }] of elements.entries())
    lines.push([
      `${rank + 1}. ${toMarkdown({ titre: nom, url: new URL(adresse) })}. ${plain(resume)}`,
      ...note ? [`   ${plain(note)}`] : [],
    ].join("\n\n"));
  return `${lines.join("\n\n")}\n`;
}

// Un fichier que « make verifier » accepte tel quel; ce qui manque y est dit « À compléter ».
export function selectionToYaml({ titre, texte, elements }, jour) {
  const minutes = elements.length * (LIRE + PARLER) + BILAN;
  const read = elements.some(({ liste }) => !liste);
  return [
    `# À déposer dans data/parcours/ sous le nom ${fileName(titre)}. Le nom est l'identifiant.`,
    "# Relisez tout, remplacez chaque « À compléter », puis lancez « make verifier ».",
    `titre: ${yaml(titre)}`,
    `resume: ${yaml(cut(texte || "À compléter. Ce que le parcours donne, en une phrase.", 200))}`,
    'public: "À compléter. À qui ce parcours s\'adresse."',
    'groupe_type: "À compléter. Combien de personnes, et comment les placer."',
    `minutes: ${minutes}`,
    'objectifs: ["À compléter. Un verbe d\'action.", "À compléter. Un autre."]',
    'materiel: ["Une copie du document à remettre, par personne."]',
    'preparation: ["Lisez les fiches."]',
    'seul: "Lisez les fiches dans l\'ordre et répondez aux questions par écrit."',
    "activites:",
    ...elements.flatMap((element, rank) => activite(element, !read && rank === 0)),
    ...bilan(),
    'suite: [{texte: "À compléter. Quoi faire dans les jours qui suivent."}]',
    `revise_le: ${jour}`,
    "",
  ].join("\n");
}

export function fileName(titre) {
  const words = titre.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g);
  return `parcours-${words?.join("-").slice(0, 60).replace(/-$/, "") ?? "sans-titre"}.yml`;
}

function activite({ id, titre, note, liste }, alsoRead) {
  const doing = liste ? "Remplissez la liste, puis parlez-en." : "Lisez la fiche, puis parlez-en.";
  return [
    `  - id: ${id}`,
    `    titre: ${yaml(cut(titre, 80))}`,
    `    minutes: ${LIRE + PARLER}`,
    `    texte: ${yaml(note || doing)}`,
    ...!liste || alsoRead ? [`    fiches: [${id}]`] : [],
    ...liste ? [`    listes: [${id}]`] : [],
    '    questions: ["Qu\'est-ce que cela change pour nous?"]',
    ...animation([[LIRE, "Chacun lit."], [PARLER, "On discute de la question."]]),
    `    diapo: {titre: ${yaml(cut(titre, 60))}, points: ["Qu'est-ce que cela change pour nous?"]}`,
  ];
}

function bilan() {
  return [
    "  - id: retour-en-groupe",
    '    titre: "Ce que nous retenons"',
    `    minutes: ${BILAN}`,
    '    texte: "On termine par ce que chacun fera."',
    '    exercice: {titre: "Un geste", consigne: ["Écrivez un geste à faire d\'ici un mois."], '
      + 'produit: "Un geste par personne."}',
    ...animation([[BILAN, "Chacun écrit son geste et le dit."]]),
    '    diapo: {titre: "Ce que nous retenons", points: ["Un geste à faire d\'ici un mois."]}',
  ];
}

function animation(temps) {
  const steps = temps.map(([minutes, texte]) => `{minutes: ${minutes}, texte: ${yaml(texte)}}`);
  return [
    "    animation:",
    `      deroulement: [${steps.join(", ")}]`,
    '      dire: ["À compléter."]',
    '      pieges: ["À compléter."]',
  ];
}

// Entre guillemets doubles, où JSON et YAML s'écrivent pareil; sans ce que data/ refuse.
function yaml(words) {
  return JSON.stringify(plain(words).replace(/[{}]/g, ""));
}

// Une seule ligne, sans balise ni marque.
function plain(words) {
  return words.replace(MARQUES, "").replace(/\s+/g, " ").trim();
}

function cut(words, limit) {
  return words.length > limit ? `${words.slice(0, limit - 1).trimEnd()}…` : words;
}
