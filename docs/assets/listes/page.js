// La page d'une liste : ses cinq éléments. Chargé par ces pages seulement.

import "./liste-verification.js";
import "./resultat-liste.js";
import "./plan-action.js";
import "./garder-liste.js";
import "./partager-liste.js";
