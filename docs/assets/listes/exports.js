// Ce qu'on emporte d'un relevé : un tableau (CSV), un texte (Markdown), un agenda (iCalendar).
// Le relevé est déjà propre (format.js) et sous ses identifiants d'aujourd'hui (adopt), mais ses
// mots sont ceux de n'importe qui : ici, ils ne deviennent ni une formule, ni du HTML, ni une ligne
// d'agenda. Ni DOM ni stockage.

import { Refus } from "./format.js";

const STATUTS = new Map([["a-faire", "À faire"], ["en-cours", "En cours"], ["fait", "Fait"]]);
const CHANGE = "L’énoncé a changé depuis la réponse";
const RETIRES = "Réponses à des énoncés retirés";
const SANS_NOM = "Sans nom";
const SANS_QUOI = "Action à préciser";

export function toCsv(liste, releve) {
  const answers = readAnswers(liste, releve).map(({ section, texte, libelle, note, le, change }) =>
    [section, texte, libelle, note, le, change ? CHANGE : ""]);
  return writeCsv([["Section", "Énoncé", "Réponse", "Note", "Date", "Remarque"], ...answers]);
}

export function planToCsv(liste, releve) {
  const actions = releve.plan.map(({ quoi, qui, quand, statut, point }) =>
    [quoi, qui, quand, STATUTS.get(statut), findTexte(liste, point)]);
  return writeCsv([["Quoi", "Qui", "Pour quand", "Où on en est", "Énoncé"], ...actions]);
}

export function toMarkdown(liste, releve, nom) {
  const lines = [
    `# ${escapeLine(liste.titre)}`,
    `**${escapeLine(nom) || SANS_NOM}**`,
    `Commencé le ${day(releve.commence_le)}, modifié le ${day(releve.modifie_le)}`,
    /^https?:[^\s<>]+$/.test(liste.adresse) ? `<${liste.adresse}>` : escapeLine(liste.adresse),
  ];
  let section;
  for (const answer of readAnswers(liste, releve)) {
    if (answer.section !== section) lines.push(`## ${escapeLine(answer.section)}`);
    section = answer.section;
    lines.push(...writeAnswer(answer));
  }
  if (releve.plan.length) lines.push("## Plan d’action");
  for (const action of releve.plan) lines.push(writeAction(liste, action));
  return `${lines.join("\n\n")}\n`;
}

// Un jour entier par action datée, sans DTEND : c'est ainsi que RFC 5545 dit « ce jour-là ». Des
// VEVENT, parce que plusieurs agendas ignorent les VTODO. Un agenda vide n'est pas permis.
export function planToIcs(liste, releve, nom, maintenant) {
  const dated = releve.plan.filter(({ quand }) => quand);
  if (!dated.length)
    throw new Refus("Aucune action du plan n’a de date\u00a0: il n’y a rien à mettre à l’agenda.");
  const stamp = new Date(maintenant).toISOString().replace(/[-:]|\.\d+/g, "");
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Guide de la concertation//Listes de verification//FR",
    ...dated.flatMap((action) => writeEvent(liste, releve, nom, action, stamp)),
    "END:VCALENDAR",
  ].map((line) => `${fold(line)}\r\n`).join("");
}

// Les réponses dans l'ordre de la liste, puis celles dont l'énoncé n'y est plus : un export ne
// perd rien.
function readAnswers(liste, releve) {
  const left = new Map(Object.entries(releve.reponses));
  const answers = [];
  for (const { titre, points } of liste.sections)
    for (const point of points) {
      answers.push(readAnswer(liste, titre, point, left.get(point.id)));
      left.delete(point.id);
    }
  for (const [id, found] of left)
    if (found.reponse || found.note)
      answers.push(readAnswer(liste, RETIRES, { texte: id, empreinte: found.empreinte }, found));
  return answers;
}

function readAnswer(liste, section, point, found) {
  const said = found?.reponse || found?.note;
  return {
    section,
    texte: point.texte,
    libelle: findLibelle(liste, found?.reponse),
    note: found?.note ?? "",
    le: said ? day(found.le) : "",
    change: Boolean(said) && found.empreinte !== point.empreinte,
  };
}

function findLibelle(liste, id) {
  return liste.echelle.find((reponse) => reponse.id === id)?.libelle ?? id ?? "";
}

function findTexte(liste, id) {
  const points = liste.sections.flatMap((section) => section.points);
  return points.find((point) => point.id === id)?.texte ?? id ?? "";
}

// Le jour là où est la personne, AAAA-MM-JJ.
function day(instant) {
  if (/^\d{4}-\d\d-\d\d$/.test(instant)) return instant;
  const date = new Date(instant);
  const numbers = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return numbers.map((number, rank) => String(number).padStart(rank ? 2 : 4, "0")).join("-");
}

// Les fins de ligne ramenées à une seule, sans les signes de commande qu'aucun format n'attend.
function tidy(texte) {
  return texte.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/(?![\n\t])\p{Cc}/gu, "");
}

function oneLine(texte) {
  return tidy(texte).replace(/\s+/g, " ").trim();
}

// Tout est entre guillemets, et le BOM dit UTF-8 à Excel.
export function writeCsv(rows) {
  return "\uFEFF" + rows.map((row) => `${row.map(quote).join(";")}\r\n`).join("");
}

// Un tableur prend pour une formule ce qui commence ainsi, même après une espace ou pleine chasse.
function quote(field) {
  const texte = tidy(field).replace(/^(?=\s*[=+\-@＝＋－＠]|\t)/u, "'");
  return `"${texte.replaceAll('"', '""')}"`;
}

function writeAnswer({ texte, libelle, note, change }) {
  const said = libelle ? `**${escapeLine(libelle)}**` : "*Sans réponse*";
  const since = change ? ` (${CHANGE}.)` : "";
  const lines = [`- ${said} · ${escapeLine(texte)}${since}`];
  if (oneLine(note)) lines.push(`    > ${escapeLines(note).join("  \n    > ")}`);
  return lines;
}

function writeAction(liste, { quoi, qui, quand, statut, point }) {
  const enonce = findTexte(liste, point);
  const words = [oneLine(quoi) || SANS_QUOI, qui, quand, STATUTS.get(statut), enonce];
  const box = statut === "fait" ? "x" : " ";
  return `- [${box}] ${words.map(escapeLine).filter(Boolean).join(" · ")}`;
}

function escapeLine(texte) {
  return escapeMarkdown(oneLine(texte));
}

function escapeLines(texte) {
  return tidy(texte).trim().split("\n").map(escapeMarkdown);
}

// Des entités pour HTML, une barre oblique pour ce que Markdown lirait comme une forme.
function escapeMarkdown(line) {
  return line
    .trim()
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_[\]{}]/g, "\\$&")
    .replace(/^[-+>#=~]|^\d+(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

function writeEvent(liste, releve, nom, action, stamp) {
  const { id, point, quoi, qui, quand, statut } = action;
  const description = [
    oneLine(nom) || SANS_NOM,
    oneLine(qui) && `Qui\u00a0: ${oneLine(qui)}`,
    `Où on en est\u00a0: ${STATUTS.get(statut)}`,
    point && `Énoncé\u00a0: ${findTexte(liste, point)}`,
    liste.titre,
    liste.adresse,
  ];
  return [
    "BEGIN:VEVENT",
    `UID:${id}.${releve.id}@guide-concertation`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${quand.replaceAll("-", "")}`,
    `SUMMARY:${escapeIcs(oneLine(quoi) || SANS_QUOI)}`,
    `DESCRIPTION:${escapeIcs(description.filter(Boolean).join("\n"))}`,
    "TRANSP:TRANSPARENT", // une échéance n'occupe pas la journée
    "END:VEVENT",
  ];
}

function escapeIcs(texte) {
  return tidy(texte).replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

// 75 octets au plus par ligne, l'espace de la suite comprise, sans couper un caractère en deux.
function fold(line) {
  const bytes = new TextEncoder();
  let folded = "";
  let room = 75;
  for (const char of line) {
    const size = bytes.encode(char).length;
    if (size > room) {
      folded += "\r\n ";
      room = 74;
    }
    folded += char;
    room -= size;
  }
  return folded;
}
