// Ma sélection : des fiches dans l'ordre, gardées par identifiant dans ce navigateur.
// Ce qui est gardé, et ce qu'un lien apporte, peut avoir été changé par n'importe qui : on ne
// prend que la forme attendue, et rien de plus.

const CLE = "guide-concertation:selection";
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const FRAGMENT = "#s=";
export const PLUS = 60; // fiches; au-delà, un document ne se lit plus
export const LONG = 1_000; // signes d'un commentaire

export function readSelection() {
  try {
    return cleaned(JSON.parse(localStorage.getItem(CLE)));
  } catch {
    return cleaned(null);
  }
}

// Vrai si le navigateur l'a gardée.
export function writeSelection(selection) {
  try {
    localStorage.setItem(CLE, JSON.stringify(selection));
    return true;
  } catch {
    return false;
  }
}

export function watchSelection(callback, signal) {
  addEventListener("storage", ({ key }) => [CLE, null].includes(key) && callback(), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && callback(), { signal });
}

// Les identifiants seuls : ni le titre, ni les commentaires.
export function toFragment({ elements }) {
  return FRAGMENT + elements.map(({ id }) => id).join(",");
}

// Les identifiants d'un lien reçu; null si l'adresse n'en est pas un.
export function fromFragment(hash) {
  if (!hash.startsWith(FRAGMENT)) return null;
  return cleaned({ elements: hash.slice(FRAGMENT.length).split(",").map((id) => ({ id })) });
}

function cleaned(kept) {
  const elements = Array.isArray(kept?.elements) ? kept.elements : [];
  const seen = new Map();
  for (const element of elements.slice(0, 10 * PLUS)) {
    const id = String(element?.id ?? "");
    if (ID.test(id) && seen.size < PLUS && !seen.has(id))
      seen.set(id, { id, note: text(element.note, LONG) });
  }
  const [titre, texte] = [text(kept?.titre, 120), text(kept?.texte, LONG)];
  return { titre, texte, elements: [...seen.values()] };
}

function text(value, limit) {
  return typeof value === "string" ? value.slice(0, limit) : "";
}
