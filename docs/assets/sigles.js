// Échap ferme l'infobulle d'un sigle (WCAG 1.4.13); elle se rouvre quand on y revient.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const sigle of document.querySelectorAll(".sigle:is(:hover, :focus-within)"))
    sigle.classList.add("ferme");
});

for (const leaving of ["mouseout", "focusout"])
  document.addEventListener(leaving, () => {
    for (const sigle of document.querySelectorAll(".sigle.ferme:not(:hover, :focus-within)"))
      sigle.classList.remove("ferme");
  });
