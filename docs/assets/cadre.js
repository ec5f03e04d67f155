// Le cadre de la page : le bouton du mode, le sommaire qui suit, « Retour en haut », les replis.
// Sans JavaScript, tout se lit : le sommaire ne suit pas, les deux boutons restent cachés.

import { RACINE } from "./racine.js";

const html = document.documentElement;
const mode = document.querySelector(".mode");
const top = document.querySelector(".md-top");
const title = document.querySelector(".md-header__title");
const h1 = document.querySelector(".md-content h1");
const links = [...document.querySelectorAll(".md-nav--secondary a[href*='#']")]
  .map((link) => ({ link, section: document.getElementById(link.hash.slice(1)) }))
  .filter(({ section }) => section);
let before = scrollY;
let drawing = 0;

// La forme est celle de Material : une page d'avant, gardée hors ligne, la relit.
function switchMode() {
  const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
  html.dataset.mode = document.body.dataset.mdColorScheme = scheme;
  const kept = { index: Number(scheme === "slate"), color: { scheme } };
  try {
    localStorage.setItem(`${new URL(RACINE).pathname}.__palette`, JSON.stringify(kept));
  } catch {} // stockage fermé : le choix vaut pour cette page
}

function follow() {
  drawing = 0;
  const y = scrollY;
  const seen = document.querySelector(".md-header").offsetHeight + 24;
  title?.classList.toggle("md-header__title--active", h1?.getBoundingClientRect().bottom < seen);
  if (top && y !== before) top.hidden = y > before || y <= 0;
  before = y;
  markSection(seen);
}

// La dernière section passée sous l'en-tête; au bas de la page, la toute dernière.
function markSection(seen) {
  const end = scrollY > 0 && scrollY + innerHeight >= document.body.scrollHeight - 1;
  const passed = (section) => end || section.getBoundingClientRect().top < seen;
  const here = links.findLastIndex(({ section }) => passed(section));
  if (links[here]?.link.classList.contains("md-nav__link--active")) return;
  for (const [rank, { link }] of links.entries()) {
    link.classList.toggle("md-nav__link--passed", rank <= here);
    link.classList.toggle("md-nav__link--active", rank === here);
  }
  if (links[here]) reveal(links[here].link);
}

// Seul le sommaire défile, jamais la page.
function reveal(link) {
  const frame = link.closest(".md-sidebar__scrollwrap");
  const away = link.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  if (away < 0 || away > frame.clientHeight - link.offsetHeight)
    frame.scrollTop += away - frame.clientHeight / 2;
}

// Un lien vers un repli fermé l'ouvre; le papier les montre tous.
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const closed = target?.closest(".md-content details:not([open])");
  if (!closed) return;
  closed.open = true;
  target.scrollIntoView();
}

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(".md-content details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
addEventListener("hashchange", openTarget);
for (const moving of ["scroll", "resize"])
  addEventListener(moving, () => {
    drawing ||= requestAnimationFrame(follow);
  }, { passive: true });

if (mode) {
  mode.hidden = false;
  mode.onclick = switchMode;
}
if (top) top.onclick = () => scrollTo({ top: 0 });
openTarget();
follow();
