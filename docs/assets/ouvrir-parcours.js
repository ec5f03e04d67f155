// Une fiche ouverte depuis un parcours (#parcours=…) montre où l'on en est; sinon, rien ne charge.

import { loadModule } from "./charger.js";

if (location.hash.startsWith("#parcours="))
  loadModule("assets/paquets/fil-parcours.js")
    .then(({ followParcours }) => followParcours())
    .catch(() => {}); // sans réseau, la fiche se lit sans la barre
