// Flèches : d'un résultat à l'autre. Entrée : le premier. Une lettre : on continue à taper.

const ARRETS = [
  ".recherche-sigles a", ".recherche-resultats > li > a", ".recherche-suite button",
  ".recherche-proches button",
].join(", ");

export function moveByKey(dialog, event) {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || isComposing || target.type === "radio") return;
  const input = dialog.querySelector("input");
  const shown = [...dialog.querySelectorAll(ARRETS)].filter((stop) => stop.checkVisibility());
  const stops = [input, ...shown];
  const at = stops.indexOf(target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[key];
  if (next !== undefined && at >= 0) {
    event.preventDefault();
    stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
  } else if (key === "Enter" && target === input) {
    event.preventDefault();
    openFirst(dialog);
  } else if (key.length === 1 && key !== " " && at > 0) input.focus();
}

export function openFirst(dialog) {
  dialog.querySelector(".recherche-resultats a")?.click();
}
