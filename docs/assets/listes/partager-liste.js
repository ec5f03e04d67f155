// <partager-liste> : les réponses dans un lien, un code QR ou un petit fichier, si on le demande.
// Par défaut, ni les notes ni le plan : ce qu'on remet à un groupe reste court et discret.

import { newDossier } from "./depot.js";
import { ElementFichiers } from "./fichiers.js";
import { Refus, writeFichier } from "./format.js";
import { decode, encode } from "./partage.js";
import { FigureQr } from "./figure-qr.js";

const FRAGMENT = "#r=";

class PartagerListe extends ElementFichiers {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.source = document.querySelector("liste-verification");
    this.status = this.querySelector("[role=status]");
    this.pseudonyme = this.querySelector("[name=pseudonyme]");
    this.figure = new FigureQr(this.querySelector("figure"));
    this.querySelector(".sans-js").hidden = true;
    this.querySelector("div[hidden]").hidden = false;
    this.querySelector("[data-action=envoyer]").hidden = !navigator.share;
    this.addEventListener("click", ({ target }) =>
      this.attempt(() => this.act(target.dataset.action)), { signal });
    this.addEventListener("input", ({ target }) => this.changed(target), { signal });
    document.addEventListener("releve", () => this.show(), { signal });
    addEventListener("pageshow", ({ persisted }) =>
      persisted && this.attempt(() => this.openLink()), { signal });
    addEventListener("hashchange", () => this.attempt(() => this.openLink()), { signal });
    this.show();
    this.attempt(() => this.openLink());
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  show() {
    const { releve, lecture } = this.source;
    if (this.pseudonyme.value.trim() !== releve.pseudonyme)
      this.pseudonyme.value = releve.pseudonyme;
    this.pseudonyme.disabled = lecture;
    this.hideQr();
  }

  hideQr() {
    if (this.figure.hide()) this.say("");
  }

  changed(control) {
    this.hideQr();
    if (control !== this.pseudonyme) return;
    this.source.releve.pseudonyme = control.value.trim();
    this.source.touch();
  }

  act(action) {
    const given = Object.values(this.source.releve.reponses).some(({ reponse }) => reponse);
    if (action && !given) return this.say(this.status.dataset.rien);
    const make = {
      lien: () => this.copyLink(),
      qr: () => this.showQr(),
      envoyer: () => this.send(),
      fichier: () => this.give(),
    };
    return make[action]?.();
  }

  // Ce que la personne a choisi de remettre.
  chosen() {
    const { releve } = this.source;
    const wants = (name) => this.querySelector(`[name=${name}]`).checked;
    const answers = Object.entries(releve.reponses);
    const bare = answers.map(([id, answer]) => [id, { ...answer, note: "" }]);
    return {
      ...releve,
      reponses: wants("notes") ? releve.reponses : Object.fromEntries(bare),
      plan: wants("plan") ? releve.plan : [],
    };
  }

  async link(options) {
    const { liste } = this.source;
    return liste.adresse + FRAGMENT + (await encode(this.chosen(), liste, options));
  }

  async copyLink() {
    const link = await this.link();
    try {
      await navigator.clipboard.writeText(link);
      this.say(this.status.dataset.copie);
    } catch {
      this.say(this.status.dataset.lienImpossible + link);
    }
  }

  async showQr() {
    const link = await this.link({ court: true });
    this.say(this.status.dataset[await this.figure.show(link, this.status.dataset.code)]);
    this.figure.reveal();
  }

  // La feuille de partage du téléphone; la fermer n'est pas une erreur.
  async send() {
    const url = await this.link();
    await navigator.share({ title: this.source.liste.titre, url }).catch((error) => {
      if (error.name !== "AbortError") this.say(this.status.dataset.lienImpossible + url);
    });
  }

  give() {
    const releve = this.chosen();
    const nom = releve.pseudonyme || this.source.liste.titre;
    const name = [this.dataset.fichier, releve.pseudonyme].filter(Boolean).join(" ");
    const text = writeFichier([{ ...newDossier(nom), releves: [releve] }], new Date());
    this.download(`${name}.json`, "application/json", text);
  }

  // Un lien reçu s'ouvre en lecture; ce qui était gardé ici ne bouge pas.
  async openLink() {
    if (!location.hash.startsWith(FRAGMENT)) {
      if (this.source.lecture) this.source.open(this.source.depot.current); // « Précédent »
      return;
    }
    try {
      const { liste, releve } = await decode(location.hash.slice(FRAGMENT.length));
      if (liste !== this.source.liste.id) throw new Refus("Ce lien est celui d’une autre liste.");
      this.source.view(releve);
      this.source.barre.reveal();
    } catch (error) {
      this.source.barre.reveal();
      if (error instanceof Refus) this.source.barre.say(error.message); // en haut aussi
      throw error;
    }
  }
}

customElements.define("partager-liste", PartagerListe);
