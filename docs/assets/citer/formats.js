// Des notices CSL-JSON dans un fichier, pour Zotero ou un logiciel du même genre; et la phrase
// qu'on copie, pour la boîte « Partager », qui ne charge ce paquet que pour citer.

import { apaParts, toBibtex, toCslJson, toRis, withAccess } from "./notices.js";
import { download } from "../telecharger.js";

export const FORMATS = {
  bibtex: ["bib", "application/x-bibtex", (csl) => csl.map(toBibtex).join("\n")],
  ris: ["ris", "application/x-research-info-systems", (csl) => csl.map(toRis).join("\r\n")],
  csl: ["json", "application/vnd.citationstyles.csl+json", toCslJson],
};

export const sayApa = apaParts;

export const sayAccess = withAccess;

export function saveNotices(name, notices, format) {
  const [end, type, write] = FORMATS[format];
  download(`${name}.${end}`, new Blob([write(notices)], { type: `${type};charset=utf-8` }));
}
