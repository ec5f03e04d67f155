// La liste telle que sa page la montre : les mots sont dans le HTML. La synthèse la lit aussi.

import { loadPage } from "../charger.js";
import { publicAddress } from "../racine.js";

export function readListe(element) {
  const first = element.querySelector("fieldset.point");
  const sections = [...element.querySelectorAll(".liste-section")].map((section) => ({
    id: section.dataset.section,
    titre: section.querySelector("h3").firstChild.textContent.trim(),
    sens: section.dataset.sens,
    points: [...section.querySelectorAll("fieldset.point")].map((fieldset) => ({
      id: fieldset.id,
      texte: fieldset.querySelector("legend").textContent.trim(),
      empreinte: fieldset.dataset.empreinte,
      cle: fieldset.dataset.cle,
      anciens: fieldset.dataset.anciens.split(" ").filter(Boolean),
    })),
  }));
  return {
    id: element.dataset.liste,
    titre: element.dataset.titre,
    adresse: publicAddress(`listes/${element.dataset.liste}/`),
    echelle: [...first.querySelectorAll("input")].map((radio) => ({
      id: radio.value,
      libelle: radio.parentElement.textContent.trim(),
      rang: radio.dataset.rang ? Number(radio.dataset.rang) : null,
    })),
    sections,
    points: new Map(sections.flatMap(({ points }) => points.map((point) => [point.id, point]))),
  };
}

// Une réponse (ou null) dans les contrôles de son point. Une note déjà là ne perd pas son curseur.
export function showAnswer(fieldset, point, answer, lecture) {
  for (const radio of fieldset.querySelectorAll("input")) {
    radio.checked = radio.value === answer?.reponse;
    radio.disabled = lecture;
  }
  const note = fieldset.querySelector("textarea");
  const words = answer?.note ?? "";
  if (note.value !== words) note.value = words;
  note.readOnly = lecture;
  if (words) fieldset.querySelector("details").open = true;
  const stale = answer?.reponse && answer.empreinte !== point.empreinte;
  fieldset.querySelector(".change").hidden = !stale;
}

// La liste lue dans sa propre page : ses mots sont ceux d'aujourd'hui. Sans page, null.
export async function fetchListe(id) {
  const text = await loadPage(`listes/${encodeURIComponent(id)}/`).catch(() => "");
  const page = new DOMParser().parseFromString(text, "text/html");
  const element = page.querySelector("liste-verification");
  return element && readListe(element);
}
