// Les façons de recevoir des réponses : liens collés, fichiers, codes QR lus par la caméra.
// La caméra ne s'ouvre que sur demande, et aucune image n'est gardée.

import { loadModule } from "../charger.js";
import { publicAddress } from "../racine.js";
import { FigureQr } from "./figure-qr.js";
import { take } from "./fichiers.js";
import { Refus } from "./format.js";
import { readTexte } from "./texte-recu.js";

export class Reception {
  constructor(element, signal) {
    this.element = element;
    this.mots = element.status.dataset;
    this.liste = element.querySelector("[name=liste]");
    this.figure = new FigureQr(element.querySelector("figure"));
    this.video = element.querySelector("video");
    this.liste.addEventListener("change", () => this.figure.hide() && element.say(""), { signal });
    element.querySelector("[type=file]").addEventListener("change", ({ target }) =>
      element.attempt(() => this.readFiles(target)), { signal });
    signal.addEventListener("abort", () => this.camera?.abort());
  }

  get actions() {
    return {
      montrer: () => this.showListe(),
      ajouter: () => this.readBox(),
      camera: () => this.openCamera(),
      fermer: () => this.camera?.abort(),
    };
  }

  // Le code QR de la liste à remplir, pour l'écran de la salle. C'est elle qu'on attend ensuite.
  async showListe() {
    const [option] = this.liste.selectedOptions;
    const address = publicAddress(`listes/${option.value}/`);
    const titre = `${this.mots.code}\u00a0: ${option.text}`;
    const done = await this.figure.show(address, titre, `${option.text}\n${address}`);
    this.shown = option.value;
    this.element.say(this.mots[done]);
    this.figure.reveal();
  }

  titleOf(id) {
    return [...this.liste.options].find(({ value }) => value === id)?.text ?? id;
  }

  // Ce qui n'entre pas reste dans la boîte.
  async readBox() {
    const box = this.element.querySelector("textarea");
    const { value } = box;
    const left = await this.element.addAll(await readTexte(value));
    if (box.value === value) box.value = left.join("\n");
  }

  // Des fichiers du guide, ou des images de codes QR.
  async readFiles(input) {
    const files = take(input);
    const isImage = ({ type }) => type.startsWith("image/");
    const { dossiers, raisons } = await this.element.read(files.filter((file) => !isImage(file)));
    const releves = dossiers.flatMap((dossier) => dossier.releves);
    const images = await this.readImages(files.filter(isImage));
    await this.element.addAll([
      ...releves.map((releve) => ({ releve })), ...raisons.map((raison) => ({ raison })), ...images,
    ]);
  }

  // L'une après l'autre : une photo pèse lourd une fois ouverte.
  async readImages(images) {
    const read = [];
    if (!images.length) return read;
    const { readImage } = await this.loadReader();
    for (const image of images) {
      const text = await readImage(image);
      read.push(...text ? await readTexte(text) : [{ raison: this.mots.sansCode }]);
    }
    return read;
  }

  async openCamera() {
    this.camera?.abort();
    const camera = (this.camera = new AbortController());
    const { signal } = camera;
    this.show(true);
    signal.addEventListener("abort", () => this.camera === camera && this.show(false));
    try {
      const { readCamera } = await this.loadReader();
      this.element.say(this.mots.camera);
      await readCamera(this.video, (text) =>
        this.element.attempt(async () => this.element.addAll(await readTexte(text))), signal);
    } catch (error) {
      if (signal.aborted) return;
      camera.abort();
      if (error instanceof Refus) throw error;
      const words = { NotAllowedError: "refusee", NotFoundError: "absente" }[error.name];
      this.element.say(this.mots[words ?? "bloquee"]);
    }
  }

  loadReader() {
    return loadModule("assets/qr/lecteur-qr.js")
      .catch(() => { throw new Refus(this.mots.sansLecteur); });
  }

  // Le bouton contraire prend le focus.
  show(open) {
    const [opener, closer] = ["camera", "fermer"].map((action) =>
      this.element.querySelector(`[data-action=${action}]`));
    this.element.querySelector(".camera").hidden = !open;
    opener.hidden = open;
    (open ? closer : opener).focus();
  }
}
