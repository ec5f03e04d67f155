// L'adresse du guide, quel que soit le fichier de assets/ où ce module est assemblé.

export const RACINE = import.meta.url.replace(/(.*\/)assets\/.*/, "$1");
