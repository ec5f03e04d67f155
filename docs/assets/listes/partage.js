// Un relevé dans l'adresse : ce qui suit le « # » reste dans le navigateur, aucun serveur ne l'a.
// Le lien se suffit (la liste n'est pas là quand on le lit) et ne dit que l'utile : les ids du
// relevé et du plan sont refaits à l'arrivée, pour qu'un lien n'écrase jamais un travail gardé.

import { newId } from "./depot.js";
import { DERNIER_INSTANT, OCTETS, Refus, cleanReleve } from "./format.js";

const TRANCHE = 512; // deflate grossit au plus 1 032 fois : une tranche ne donne pas plus de 0,5 Mo
const ABIME = "Ce lien est incomplet ou abîmé. Demandez-le de nouveau à qui vous l’a envoyé.";
const RECENT =
  "Ce lien vient d’une version plus récente du guide. Rechargez la page, puis réessayez.";
const ANCIEN = "Ce navigateur est trop ancien pour lire ce lien. Demandez plutôt le fichier.";
const GROS_LIEN = "Ce lien contient plus que ce que le guide accepte. Rien n’a été pris.";
const GROS_RELEVE =
  "Ce relevé est trop long pour tenir dans un lien. Enregistrez-le plutôt en fichier.";

// Le relevé en « v1.… », ou en « v0.… » (plus long) si le navigateur ne sait pas compresser.
// `court` : chaque énoncé par sa clé de quatre signes, que sa page reconnaît, pour un code QR.
export async function encode(releve, liste, { court = false } = {}) {
  const columns = shrink(cleanReleve(releve), liste, court);
  const bytes = new TextEncoder().encode(JSON.stringify(columns));
  if (bytes.length > OCTETS) throw new Refus(GROS_RELEVE);
  const deflate = transformer("CompressionStream");
  if (!deflate) return `v0.${toBase64(bytes)}`;
  const stream = new Blob([bytes]).stream().pipeThrough(deflate);
  return `v1.${toBase64(new Uint8Array(await new Response(stream).arrayBuffer()))}`;
}

// { liste: son identifiant, releve }, ou un Refus. `limite` : octets de JSON, décompressés.
export async function decode(fragment, limite = OCTETS) {
  const [, version, body] = /^v(0|[1-9]\d{0,8})\.([\w-]*)$/.exec(fragment) ?? [];
  if (version === undefined) throw new Refus(ABIME);
  if (Number(version) > 1) throw new Refus(RECENT);
  if (body.length > 2 * limite) throw new Refus(GROS_LIEN);
  const chunks = [fromBase64(body)];
  const text = await read(version === "1" ? inflate(chunks[0]) : chunks, limite);
  const releve = cleanReleve(attempt(() => grow(JSON.parse(text))));
  return { liste: releve.liste, releve };
}

// Des colonnes plutôt que des lignes : ce qui se ressemble se touche, et se compresse mieux.
// Les points suivent l'ordre de la liste; leurs réponses sont des indices dans `reponses`.
function shrink(releve, liste, court) {
  const points = liste.sections.flatMap((section) => section.points);
  const order = new Map(points.map(({ id }, i) => [id, i]));
  const place = ([id]) => order.get(id) ?? order.size;
  const name = (id) => (court && points[order.get(id)]?.cle) || id;
  const rows = Object.entries(releve.reponses)
    .filter(([, { reponse, note }]) => reponse || note)
    .sort((a, b) => place(a) - place(b));
  const reponses = [...new Set(rows.map(([, { reponse }]) => reponse))].filter(Boolean);
  return [
    releve.liste, releve.commence_le, releve.modifie_le, reponses.join(),
    rows.map(([id]) => name(id)).join(),
    rows.map(([, { reponse }]) => (reponse ? reponses.indexOf(reponse) : "")).join(),
    rows.map(([, { empreinte }]) => empreinte).join(""),
    rows.map(([, { note }]) => note),
    releve.plan.map(({ point, quoi, qui, quand, statut }) => [point, quoi, qui, quand, statut]),
    releve.pseudonyme,
  ];
}

// L'inverse, sans rien contrôler que la forme : cleanReleve vérifie ensuite chaque champ.
// L'heure de chaque réponse n'est pas dans le lien : c'est celle du relevé.
function grow(columns) {
  const [liste, commence_le, modifie_le, reponses, points, indices, empreintes, notes, plan,
    pseudonyme] = columns;
  const id = newId();
  const table = reponses.split(",");
  const given = indices.split(",");
  const le = Math.min(Math.max(0, Date.parse(modifie_le)), DERNIER_INSTANT);
  const answers = Object.create(null);
  for (const [i, point] of (points ? points.split(",") : []).entries()) {
    const reponse = given[i] === "" ? null : table[Number(given[i])];
    answers[point] = { reponse, note: notes[i], empreinte: empreintes.slice(4 * i, 4 * i + 4), le };
  }
  const actions = plan.map(([point, quoi, qui, quand, statut], i) =>
    ({ id: `${id}-${i + 1}`, point, quoi, qui, quand, statut }));
  return { id, liste, commence_le, modifie_le, pseudonyme, reponses: answers, plan: actions };
}

// Le texte de ces octets, lus un à un : on s'arrête dès que la limite est passée.
async function read(chunks, limite) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, size] = ["", 0];
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > limite) throw new Refus(GROS_LIEN);
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    throw error instanceof Refus ? error : new Refus(ABIME);
  }
}

// Par petites tranches, et seulement quand on lit : une bombe ne gonfle jamais d'un coup.
async function* inflate(bytes) {
  const transform = transformer("DecompressionStream");
  if (!transform) throw new Refus(ANCIEN);
  let at = 0;
  const slices = new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += TRANCHE)));
      else controller.close();
    },
  }, { highWaterMark: 0 });
  const reader = slices.pipeThrough(transform).getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read())
      yield value;
  } finally {
    reader.cancel().catch(() => {});
  }
}

// Absent des vieux navigateurs, ou présent sans « deflate-raw » : null dans les deux cas.
function transformer(name) {
  try {
    return new globalThis[name]("deflate-raw");
  } catch {
    return null;
  }
}

function toBase64(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text) {
  const binary = attempt(() => atob(text.replaceAll("-", "+").replaceAll("_", "/")));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

// Toute forme inattendue (base64, JSON, tableau) est un lien abîmé, dit comme tel.
function attempt(action) {
  try {
    return action();
  } catch {
    throw new Refus(ABIME);
  }
}
