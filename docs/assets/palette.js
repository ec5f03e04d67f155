// Clair ou sombre avant le premier dessin : le choix gardé (là où Material le gardait), sinon
// l'appareil.
{
  const html = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => document.body?.setAttribute("data-md-color-scheme",
    html.dataset.mode ?? (dark.matches ? "slate" : "default"));
  html.className = "js";
  try {
    const { pathname } = new URL("..", document.currentScript.src);
    [html.dataset.mode] = localStorage[`${pathname}.__palette`].match(/slate|default/);
  } catch {} // rien de gardé
  dark.onchange = show;
  new MutationObserver(show).observe(html, { childList: true }); // dès que body est là
}
