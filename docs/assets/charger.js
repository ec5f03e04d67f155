// Ce qui se charge à la demande, par son chemin depuis la racine du guide : tout passe par ici.
// La clé USB remplace ce module (macros/templates/cle-usb/).

import { RACINE } from "./racine.js";

export const loadModule = (chemin) => import(RACINE + chemin);

export const loadJson = async (chemin) => (await fetch(RACINE + chemin)).json();

export const loadPage = async (chemin) => (await fetch(RACINE + chemin)).text();
