// Les diapositives au clavier. Sans JavaScript, la page défile d'une diapositive à l'autre.

const slides = [...document.querySelectorAll(".diapo")];
const bar = document.querySelector(".commandes");
const place = bar.querySelector("output");
const KEYS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
  ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  Home: -Infinity, End: Infinity,
};
let current = 0;

function go(rank) {
  current = Math.min(Math.max(rank, 0), slides.length - 1);
  slides[current].scrollIntoView({ block: "start" });
  tell();
}

function tell() {
  place.textContent = place.dataset.place.replace("#", current + 1).replace("@", slides.length);
  history.replaceState(null, "", `#${slides[current].id}`);
}

function act(action) {
  const make = {
    avant: () => go(current - 1),
    apres: () => go(current + 1),
    plein: () => (document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen()),
    imprimer: () => print(),
  };
  make[action]?.();
}

addEventListener("keydown", (event) => {
  const { key, target, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey) return;
  if ([" ", "Enter"].includes(key) && target.closest("a, button")) return;
  if (key.toLowerCase() === "f") return act("plein");
  if (!Object.hasOwn(KEYS, key)) return;
  event.preventDefault();
  go(event.shiftKey && key === " " ? current - 1 : current + KEYS[key]);
});

bar.addEventListener("click", ({ target }) => act(target.dataset.action));
bar.querySelector("[data-action=plein]").hidden = !document.fullscreenEnabled;
bar.hidden = false;

// Le doigt et la molette aussi changent de diapositive.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries)
    if (isIntersecting && slides[current] !== target) {
      current = slides.indexOf(target);
      tell();
    }
}, { threshold: 0.6 });
for (const slide of slides) seen.observe(slide);

const asked = slides.findIndex(({ id }) => id === location.hash.slice(1));
go(asked < 0 ? 0 : asked);
