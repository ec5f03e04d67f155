// Une notice CSL-JSON en BibTeX, en RIS, en CSL-JSON; une page du guide en style APA (français).
// Fonctions pures. En APA, les ouvrages s'écrivent à la construction (macros/bibliographie.py).

const MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
  "septembre", "octobre", "novembre", "décembre"];

// Type CSL → type BibTeX, type RIS. Ce que BibTeX ne connaît pas (une loi) : « misc ».
const TYPES = {
  "article": ["unpublished", "UNPB"],
  "article-journal": ["article", "JOUR"],
  "article-magazine": ["article", "MGZN"],
  "article-newspaper": ["article", "NEWS"],
  "book": ["book", "BOOK"],
  "chapter": ["incollection", "CHAP"],
  "dataset": ["misc", "DATA"],
  "legal_case": ["misc", "CASE"],
  "legislation": ["misc", "STAT"],
  "manuscript": ["unpublished", "UNPB"],
  "pamphlet": ["booklet", "PAMP"],
  "paper-conference": ["inproceedings", "CPAPER"],
  "report": ["techreport", "RPRT"],
  "song": ["misc", "SOUND"],
  "thesis": ["phdthesis", "THES"],
  "webpage": ["online", "ELEC"],
};
const AUTRE = ["misc", "GEN"];

// Où BibTeX met l'éditeur et l'ouvrage ou le site qui contient l'œuvre.
const EDITEUR = { techreport: "institution", phdthesis: "school", online: "organization" };
const CONTENANT = { article: "journal", incollection: "booktitle", inproceedings: "booktitle" };

// Une barre oblique devant une accolade ne suffit pas : BibTeX la compterait quand même.
const SIGNES = {
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\u00a0": "~", "\u202f": "\\,",
  "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_",
};

export function toBibtex(csl) {
  const [type] = TYPES[csl.type] ?? AUTRE;
  const years = readYears(csl.issued);
  const [, month, day] = readDate(csl.issued);
  const fields = {
    author: writeNames(csl.author),
    editor: writeNames(csl.editor),
    title: protect(csl.title),
    ...writeHosts(csl, type),
    address: escape(csl["publisher-place"]),
    series: escape(csl["collection-title"]),
    edition: escape(csl.edition ?? csl.version),
    year: years.join("--") || "s. d.", // sans ce champ, un style BibTeX écrit « ?? »
    date: month && [years[0], month, day].filter(Boolean).join("-"),
    volume: escape(csl.volume),
    number: escape(csl.issue ?? csl.number),
    pages: escape(csl.page).replace(/\s*[-–‑]\s*/g, "--"),
    [/^(techreport|phdthesis)$/.test(type) ? "type" : "note"]: escape(csl.genre),
    isbn: escape(csl.ISBN),
    doi: writeAddress(csl.DOI),
    url: writeAddress(csl.URL),
    urldate: readDate(csl.accessed).join("-"),
    language: escape(csl.language),
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${type}{${csl.id},\n${lines.join("")}}\n`;
}

export function toRis(csl) {
  const [first, last] = oneLine(csl.page).split(/\s*[-–‑]\s*/);
  const years = readYears(csl.issued);
  const lines = [
    ["TY", (TYPES[csl.type] ?? AUTRE)[1]],
    ["ID", csl.id],
    ...(csl.author ?? []).map((name) => ["AU", writeRisName(name)]),
    ...(csl.editor ?? []).map((name) => ["A2", writeRisName(name)]),
    ["TI", csl.title],
    ["T2", csl["container-title"]],
    ["T3", csl["collection-title"]],
    ["PB", csl.publisher],
    ["CY", csl["publisher-place"]],
    ["PY", years[0]],
    ["DA", writeRisDate(csl.issued, years)],
    ["VL", csl.volume],
    ["IS", csl.issue ?? csl.number],
    ["SP", first],
    ["EP", last],
    ["ET", csl.edition ?? csl.version],
    ["M3", csl.genre],
    ["SN", csl.ISBN],
    ["DO", csl.DOI],
    ["UR", csl.URL],
    ["Y2", readDate(csl.accessed).join("/")],
    ["LA", csl.language],
  ];
  const kept = lines.map(([tag, value]) => [tag, oneLine(value)]).filter(([, value]) => value);
  return [...kept, ["ER", ""]].map(([tag, value]) => `${tag}  - ${value}\r\n`).join("");
}

// Une notice ou plusieurs : le format est un tableau.
export function toCslJson(csl) {
  return `${JSON.stringify([csl].flat(), null, 2)}\n`;
}

// Une page du guide en APA, 7e édition. L'auteur est aussi le site : l'APA ne le répète pas. La
// page peut changer : d'où « Récupéré le… de… » devant l'adresse, comme dans l'adaptation française
// de Marc Couture, d'où partent les guides de l'UdeM et de l'UQTR. Sans `consultee` (une Date),
// l'adresse vient seule. `section` est le titre d'une partie de la page, `ancre` son identifiant.
export function toApa(page, options) {
  return apaParts(page, options).join("");
}

// La même, en trois morceaux : ce qui précède le titre, le titre (en italique), ce qui le suit.
export function apaParts(page, { consultee, section, ancre } = {}) {
  const [year, month, day] = readDate(page.issued);
  const exact = [writeDay(day), MOIS[month - 1]].filter(Boolean).join(" ");
  const part = section ? `, «\u00a0${oneLine(section).replace(/\.$/, "")}\u00a0»` : "";
  const from = consultee ? `Récupéré le ${writeFullDate(consultee)} de ` : "";
  const end = /[?!]$/.test(page.title) && !part ? "" : ".";
  const authors = page.author.map(({ literal }) => literal).join(", ");
  return [
    `${authors}. (${[year ?? "s.\u00a0d.", exact].filter(Boolean).join(", ")}). `,
    page.title,
    `${part}${end} ${from}${page.URL}` + (ancre ? `#${ancre}` : ""),
  ];
}

// La notice, et le jour (une Date) où la personne a lu la page.
export function withAccess(csl, date) {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return { ...csl, accessed: { "date-parts": [parts] } };
}

function writeFullDate(date) {
  return `${writeDay(date.getDate())} ${MOIS[date.getMonth()]} ${date.getFullYear()}`;
}

function writeDay(day) {
  return day && (Number(day) === 1 ? "1er" : String(Number(day)));
}

function writeHosts({ "container-title": container, publisher }, type) {
  const host = CONTENANT[type];
  if (host) return { [host]: protect(container), publisher: escape(publisher) };
  const words = [container, publisher].filter(Boolean).map(escape).join(", ");
  if (EDITEUR[type]) return { [EDITEUR[type]]: words && `{${words}}` };
  return type === "book" ? { publisher: words } : { howpublished: words };
}

// Un organisme entre accolades : BibTeX ne le coupe pas en prénom et nom.
function writeNames(names = []) {
  return names.map(({ family, given, literal }) => {
    if (literal) return `{${escape(literal)}}`;
    const last = /,| and /.test(family) ? `{${escape(family)}}` : escape(family);
    return given ? `${last}, ${escape(given)}` : last;
  }).join(" and ");
}

// En RIS, la virgule sépare le nom du prénom : un organisme n'en garde pas.
function writeRisName({ family, given, literal }) {
  if (literal) return literal.replace(/\s*,\s*/g, ". ");
  return given ? `${family}, ${given}` : family;
}

// « 2026/11/20 »; pour deux années, ce que RIS permet d'ajouter à la première.
function writeRisDate(issued, years) {
  if (years.length > 1) return `${years[0]}///${years.join("-")}`;
  const date = readDate(issued);
  return date.length > 1 ? date.join("/") : "";
}

// Année, mois et jour, à deux chiffres, ceux qu'on a.
function readDate(date) {
  const parts = date?.["date-parts"]?.[0] ?? [];
  return parts.map((part, rank) => String(part).padStart(rank ? 2 : 4, "0"));
}

function readYears(date) {
  const parts = date?.["date-parts"]?.map(([year]) => String(year));
  return parts ?? String(date?.literal ?? "").match(/\d{4}/g) ?? [];
}

// Double accolade : aucun style ne change les majuscules d'un titre français.
function protect(text) {
  return text && `{${escape(text)}}`;
}

function escape(text) {
  return oneLine(text).replace(/[\\{}~^\u00a0\u202f&%$#_]/g, (sign) => SIGNES[sign]);
}

// BibTeX prend une adresse telle quelle; ces signes-là n'y ont pas leur place.
function writeAddress(text) {
  return oneLine(text).replace(/[\\{}\s]/g, encodeURIComponent);
}

function oneLine(text) {
  return String(text ?? "").replace(/[\r\n\t ]+/g, " ").trim();
}
