// <horaire-parcours> : l'heure du début donnée, l'horaire dit l'heure qu'il sera.
// <imprimer-page> : le bouton qui imprime. Sans JavaScript, les deux restent cachés.

class HoraireParcours extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.times = [...document.querySelectorAll(".heure")];
    for (const time of this.times) time.dataset.ecoule ??= time.textContent;
    const input = this.querySelector("input");
    input.oninput = () => this.show(input.value);
    this.show(input.value); // un retour arrière rend ce qui était écrit
  }

  show(start) {
    const [hours, minutes] = start.split(":").map(Number);
    for (const time of this.times) {
      const at = hours * 60 + minutes + Number(time.dataset.minute);
      const clock = `${Math.floor(at / 60) % 24}\u00a0h\u00a0${String(at % 60).padStart(2, "0")}`;
      time.textContent = start ? clock : time.dataset.ecoule;
    }
  }
}

class ImprimerPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").onclick = () => print();
  }
}

customElements.define("horaire-parcours", HoraireParcours);
customElements.define("imprimer-page", ImprimerPage);
