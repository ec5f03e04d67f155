// L'adresse du guide, quel que soit le fichier de assets/ où ce module est assemblé.
// Sur une clé USB, une page a deux adresses : ici, et celle qu'on partage (templates/cle-usb/).

export const RACINE = import.meta.url.replace(/(.*\/)assets\/.*/, "$1");

export const pageAddress = (chemin) => RACINE + chemin;

export const publicAddress = pageAddress;
