// Les pages d'un parcours. Chargé par ces pages seulement.

import "./suivi-parcours.js";
import "./horaire-parcours.js";
