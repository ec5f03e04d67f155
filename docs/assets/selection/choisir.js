// Sur un index : une case par fiche, pour composer sa sélection sans les ouvrir une à une.

import { PLUS, readSelection, writeSelection } from "./garder-selection.js";

const FICHE = /\/([a-z0-9-]+)\/(?:index\.html)?$/;

export function choose(button) {
  const open = button.getAttribute("aria-pressed") === "true";
  button.setAttribute("aria-pressed", String(!open));
  for (const card of document.querySelectorAll("article .cartes > li"))
    if (open) card.querySelector(".choisir")?.remove();
    else card.append(draw(card.querySelector("a"), button.dataset.choisir));
}

function draw(link, words) {
  const [, id] = FICHE.exec(link.pathname);
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox" });
  box.checked = readSelection().elements.some((element) => element.id === id);
  box.setAttribute("aria-label", `${words}\u00a0: ${link.textContent.trim()}`);
  box.onchange = () => { box.checked = keep(id, box.checked); };
  label.className = "choisir";
  label.append(box, ` ${words}`);
  return label;
}

// Vrai si la fiche y est, une fois gardée.
function keep(id, wanted) {
  const kept = readSelection();
  const others = kept.elements.filter((element) => element.id !== id);
  const room = others.length < PLUS;
  if (wanted && room) others.push({ id, note: "" });
  const done = writeSelection({ ...kept, elements: others });
  document.querySelector("[data-choisir] + a").hidden = !others.length;
  return done ? wanted && room : !wanted;
}
