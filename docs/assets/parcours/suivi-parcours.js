// <suivi-parcours> : les activités faites, gardées par identifiant dans ce navigateur.
// Sans JavaScript, rien ne se coche et tout se lit.

const CLE = "guide-concertation:parcours";

class SuiviParcours extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.status = this.querySelector("[role=status]");
    this.durable = true;
    this.boxes = [...document.querySelectorAll("input[data-activite]")];
    for (const box of this.boxes) {
      box.closest("label").hidden = false;
      box.addEventListener("change", () => this.remember(), { signal });
    }
    this.querySelector("button").addEventListener("click", () => this.restart(), { signal });
    addEventListener("storage", ({ key }) => key === CLE && this.show(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.show(), { signal });
    this.hidden = false;
    this.show();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  show() {
    const done = this.done();
    for (const box of this.boxes)
      box.checked = [box.dataset.activite, ...box.dataset.anciens.split(" ")]
        .some((id) => done.includes(id));
    this.tell();
  }

  remember() {
    const done = this.boxes.filter(({ checked }) => checked).map(({ dataset }) => dataset.activite);
    try {
      localStorage.setItem(CLE, JSON.stringify({ ...everything(), [this.dataset.parcours]: done }));
    } catch {
      this.durable = false;
    }
    this.tell();
  }

  // Ce qui est gardé vient du navigateur : toute autre forme vaut rien.
  done() {
    const kept = everything()[this.dataset.parcours];
    return Array.isArray(kept) ? kept : [];
  }

  tell() {
    const { rien, une, fait, tout, memoire } = this.status.dataset;
    const left = this.boxes.find(({ checked }) => !checked);
    const count = this.boxes.filter(({ checked }) => checked).length;
    const words = !count ? rien : !left ? tout : count === 1 ? une : fait;
    const said = words.replace("#", count).replace("@", this.boxes.length);
    this.status.textContent = this.durable ? said : `${said} ${memoire}`;
    this.querySelector("button").hidden = !count;
    const link = this.querySelector("a");
    link.hidden = !count || !left;
    if (!left) return;
    const title = left.closest("p").previousElementSibling;
    link.href = `#${left.dataset.activite}`;
    link.querySelector("span").textContent = title.firstChild.textContent.trim();
  }

  restart() {
    for (const box of this.boxes) box.checked = false;
    this.remember();
    this.boxes[0].focus();
  }
}

function everything() {
  try {
    const kept = JSON.parse(localStorage.getItem(CLE));
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

customElements.define("suivi-parcours", SuiviParcours);
