// Échap ferme l'infobulle d'un sigle (WCAG 1.4.13); quitter le sigle la remet en service.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const sigle of document.querySelectorAll(".sigle:is(:hover, :focus-within)"))
    sigle.classList.add("ferme");
});

for (const leaving of ["mouseout", "focusout"])
  document.addEventListener(leaving, (event) => {
    event.target.closest?.(".sigle")?.classList.remove("ferme");
  });
