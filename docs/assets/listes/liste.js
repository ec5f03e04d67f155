// La liste telle que sa page la montre : les mots sont dans le HTML. Sert aussi à une page lue d'ailleurs.

export function readListe(element, adresse) {
  const first = element.querySelector("fieldset.point");
  const sections = [...element.querySelectorAll(".liste-section")].map((section) => ({
    id: section.dataset.section,
    titre: section.querySelector("h3").firstChild.textContent.trim(),
    sens: section.dataset.sens,
    points: [...section.querySelectorAll("fieldset.point")].map((fieldset) => ({
      id: fieldset.id,
      texte: fieldset.querySelector("legend").textContent.trim(),
      empreinte: fieldset.dataset.empreinte,
      anciens: fieldset.dataset.anciens.split(" ").filter(Boolean),
    })),
  }));
  return {
    id: element.dataset.liste,
    titre: element.dataset.titre,
    adresse: new URL(new URL(adresse).pathname, adresse).href,
    echelle: [...first.querySelectorAll("input")].map((radio) => ({
      id: radio.value,
      libelle: radio.parentElement.textContent.trim(),
      rang: radio.dataset.rang ? Number(radio.dataset.rang) : null,
    })),
    sections,
    points: new Map(sections.flatMap(({ points }) => points.map((point) => [point.id, point]))),
  };
}
