// Le fichier d'export et ce qu'il contient : des dossiers, leurs relevés, leurs réponses.
// Tout ce qui entre (fichier, fragment, stockage) est tenu pour hostile : on rebâtit un objet neuf,
// champ par champ, ou on refuse tout. Une valeur trop longue est refusée, jamais coupée : le texte
// de quelqu'un ne disparaît pas en silence. Ni DOM ni stockage ici.

const FORMAT = "guide-concertation";
const VERSION = 1;

export const OCTETS = 1_000_000;
const DOSSIERS = 200;
export const RELEVES = 200;
const REPONSES = 500;
const ACTIONS = 500;
const NOTE = 2000;
const NOM = 120;
const PSEUDONYME = 60;
const LIGNE = 500;

const JOUR = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/;
export const DERNIER_INSTANT = 253402300799999; // ms : la fin de l'an 9999
const STATUTS = ["a-faire", "en-cours", "fait"];

const isId = (texte) => /^[a-z0-9-]{1,80}$/.test(texte);
const isEmpreinte = (texte) => /^[0-9a-f]{4}$/.test(texte);

// Son message est complet, à montrer tel quel, et ne cite rien de ce qui est refusé.
export class Refus extends Error {
  name = "Refus";
}

export function readFichier(texte) {
  try {
    return readDossiers(texte);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    throw new Refus(`Rien n’a été importé. ${error.message}`, { cause: error });
  }
}

// `maintenant` : une Date, des millisecondes ou un texte ISO 8601. Ce qui est écrit se relira.
export function writeFichier(dossiers, maintenant) {
  const texte = JSON.stringify({
    format: FORMAT,
    version: VERSION,
    exporte_le: new Date(maintenant).toISOString(),
    dossiers: cleanDossiers(dossiers),
  });
  if (weighsTooMuch(texte))
    throw new Refus("L’export dépasse 1 Mo. Exportez moins de dossiers à la fois.");
  return texte;
}

export function cleanDossier(objet) {
  const dossier = expectObject(objet, "Un dossier");
  return {
    id: cleanId(dossier.id, "Un dossier"),
    nom: cleanText(dossier.nom, NOM, "Un nom de dossier"),
    cree_le: cleanInstant(dossier.cree_le, "Un dossier"),
    releves: cleanAll(dossier.releves, cleanReleve, RELEVES, "relevés dans un dossier"),
  };
}

export function cleanReleve(objet) {
  const { pseudonyme = "", ...releve } = expectObject(objet, "Un relevé");
  return {
    id: cleanId(releve.id, "Un relevé"),
    liste: cleanId(releve.liste, "La liste d’un relevé"),
    commence_le: cleanInstant(releve.commence_le, "Un relevé"),
    modifie_le: cleanInstant(releve.modifie_le, "Un relevé"),
    pseudonyme: cleanText(pseudonyme, PSEUDONYME, "Un pseudonyme"),
    reponses: cleanReponses(releve.reponses),
    plan: cleanAll(releve.plan, cleanAction, ACTIONS, "actions dans un plan"),
  };
}

function readDossiers(texte) {
  if (typeof texte !== "string") throw new Refus("Ce fichier n’est pas du texte.");
  if (weighsTooMuch(texte)) throw new Refus("Ce fichier dépasse la limite de 1 Mo.");
  const fichier = parse(texte);
  if (!isObject(fichier) || fichier.format !== FORMAT)
    throw new Refus("Ce fichier n’est pas un export du Guide de la concertation.");
  if (!Number.isInteger(fichier.version) || fichier.version < 1)
    throw new Refus("Ce fichier ne dit pas de quelle version il est.");
  if (fichier.version > VERSION)
    throw new Refus("Ce fichier vient d’une version plus récente du guide. " +
      "Rechargez la page, puis essayez de nouveau.");
  return cleanDossiers(fichier.dossiers);
}

function parse(texte) {
  try {
    return JSON.parse(texte.replace(/^\uFEFF/, "")); // le Bloc-notes de Windows ajoute ce signe
  } catch {
    throw new Refus("Ce fichier est illisible\u00a0: il est incomplet, abîmé ou d’un autre genre.");
  }
}

// Un caractère pèse au moins un octet : un texte énorme est écarté sans être encodé.
function weighsTooMuch(texte) {
  return texte.length > OCTETS || new TextEncoder().encode(texte).length > OCTETS;
}

function cleanDossiers(objets) {
  return cleanAll(objets, cleanDossier, DOSSIERS, "dossiers");
}

// Le même id deux fois : l'un écraserait l'autre une fois rangé.
function cleanAll(objets, clean, max, noms) {
  if (!Array.isArray(objets)) throw new Refus(`La suite des ${noms} manque ou est illisible.`);
  if (objets.length > max) throw new Refus(`Il y a plus de ${max} ${noms}.`);
  const propres = Array.from(objets, (objet) => clean(objet));
  if (new Set(propres.map(({ id }) => id)).size < propres.length)
    throw new Refus(`Il y a deux fois le même identifiant parmi les ${noms}.`);
  return propres;
}

// Une clé qui n'est pas un id (« __proto__ ») est ignorée; « constructor » en est un, d'où
// l'objet sans prototype.
function cleanReponses(objet) {
  const reponses = expectObject(objet, "La partie « réponses » d’un relevé");
  const ids = Object.keys(reponses);
  if (ids.length > REPONSES)
    throw new Refus(`Il y a plus de ${REPONSES} réponses dans un relevé.`);
  const propres = Object.create(null);
  for (const id of ids) if (isId(id)) propres[id] = cleanReponse(reponses[id]);
  return propres;
}

function cleanReponse(objet) {
  const reponse = expectObject(objet, "Une réponse");
  return {
    reponse: cleanIdOrNull(reponse.reponse, "Une réponse"),
    note: cleanText(reponse.note, NOTE, "Une note"),
    empreinte: cleanMatch(reponse.empreinte, isEmpreinte, "Une réponse a une empreinte"),
    le: cleanMilliseconds(reponse.le),
  };
}

function cleanAction(objet) {
  const action = expectObject(objet, "Une action du plan");
  if (!STATUTS.includes(action.statut)) throw new Refus("Une action du plan a un statut inconnu.");
  return {
    id: cleanId(action.id, "Une action du plan"),
    point: cleanIdOrNull(action.point, "L’énoncé d’une action"),
    quoi: cleanText(action.quoi, LIGNE, "Une action du plan (quoi)"),
    qui: cleanText(action.qui, LIGNE, "Une action du plan (qui)"),
    quand: cleanMatch(action.quand, isJourOrEmpty, "Une action du plan a une date"),
    statut: action.statut,
  };
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function expectObject(value, sujet) {
  if (isObject(value)) return value;
  throw new Refus(`${sujet} manque ou est illisible.`);
}

function cleanMatch(value, isValid, sujet) {
  if (typeof value === "string" && isValid(value)) return value;
  throw new Refus(`${sujet} qui n’est pas valable.`);
}

function cleanId(value, sujet) {
  return cleanMatch(value, isId, `${sujet} a un identifiant`);
}

function cleanIdOrNull(value, sujet) {
  return value === null ? null : cleanId(value, sujet);
}

// Compte comme `maxlength` dans une page : ce qu'on a pu y taper passe.
function cleanText(value, max, sujet) {
  if (typeof value !== "string") throw new Refus(`${sujet} manque ou n’est pas du texte.`);
  if (value.length <= max) return value;
  throw new Refus(`${sujet} dépasse la limite de ${max.toLocaleString("fr-CA")} caractères.`);
}

function cleanInstant(value, sujet) {
  return cleanMatch(value, isInstant, `${sujet} a une date`);
}

function cleanMilliseconds(value) {
  if (Number.isInteger(value) && value >= 0 && value <= DERNIER_INSTANT) return value;
  throw new Refus("Une réponse a une date qui n’est pas valable.");
}

function isInstant(texte) {
  return INSTANT.test(texte) && !Number.isNaN(Date.parse(texte));
}

// Le 31 février passe chez Date.parse, qui le reporte en mars : on vérifie le jour rendu.
function isJourOrEmpty(texte) {
  if (texte === "") return true;
  if (!JOUR.test(texte) || Number.isNaN(Date.parse(texte))) return false;
  return new Date(texte).toISOString().startsWith(texte);
}
