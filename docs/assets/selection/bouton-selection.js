// « Ajouter à ma sélection », sur chaque fiche; « Choisir pour ma sélection », sur un index.
// Sans JavaScript, les boutons restent cachés.

import { loadModule } from "../charger.js";
import { PLUS, readSelection, watchSelection, writeSelection } from "./garder-selection.js";

const button = document.querySelector("button[data-selection]");

function show(kept = readSelection()) {
  const taken = kept.elements.some(({ id }) => id === button.dataset.selection);
  button.dataset.ajouter ??= button.textContent;
  button.textContent = taken ? button.dataset.retirer : button.dataset.ajouter;
  button.disabled = !taken && kept.elements.length >= PLUS;
  button.nextElementSibling.hidden = !kept.elements.length;
}

function toggle() {
  const kept = readSelection();
  const id = button.dataset.selection;
  const left = kept.elements.filter((element) => element.id !== id);
  if (left.length === kept.elements.length) left.push({ id, note: "" });
  kept.elements = left;
  if (writeSelection(kept)) show(kept);
  else button.textContent = button.dataset.refus;
}

if (button) {
  button.hidden = false;
  button.onclick = toggle;
  watchSelection(() => show());
  show();
}

const several = document.querySelector("button[data-choisir]");

if (several) {
  several.hidden = false;
  several.nextElementSibling.hidden = !readSelection().elements.length;
  several.onclick = async () => {
    const { choose } = await loadModule("assets/paquets/choisir.js");
    choose(several);
  };
}
