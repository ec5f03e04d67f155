// Un texte en code QR, noir sur blanc : le mode sombre et l'impression n'y changent rien.

import { encodeQR } from "./qr-0.7.0/index.js";

// Octets : un code de version 20 au niveau M. Caméra simulée en 640 × 480 (70 % de la hauteur,
// penché, flou, bruité), 60 codes, une demi-seconde chacun : le lecteur d'à côté en lit 57 ou 58 à
// 666 octets, 47 ou 48 à 910. À texte égal, le niveau M s'y lit mieux que L, pourtant moins dense.
export const LIMITE = 666;
const NIVEAU = "medium";
const MARGE = 4; // modules blancs tout autour : la norme les demande
const MODULE = 4; // pixels, quand rien d'autre ne fixe la taille

// L'élément SVG, ou null si le texte est trop long pour qu'une caméra le lise bien.
export function drawQr(texte, titre) {
  if (new TextEncoder().encode(texte).length > LIMITE) return null;
  const modules = encode(texte);
  const side = modules.length;
  const svg = make("svg", {
    class: "code-qr", role: "img", viewBox: `0 0 ${side} ${side}`,
    width: side * MODULE, height: side * MODULE, "shape-rendering": "crispEdges",
  });
  const title = make("title", {});
  title.textContent = titre;
  const page = make("rect", { width: side, height: side, fill: "#fff" });
  svg.append(title, page, make("path", { d: modules.map(drawRow).join(""), fill: "#000" }));
  return svg;
}

// Le même en PNG, d'au moins `cote` pixels. Un module y fait un nombre entier de pixels : net.
export function paintQr(texte, cote) {
  const modules = encode(texte);
  const size = Math.ceil(cote / modules.length);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = modules.length * size;
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = "#000";
  for (const [y, row] of modules.entries())
    for (const [x, dark] of row.entries())
      if (dark) brush.fillRect(x * size, y * size, size, size);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function encode(texte) {
  return encodeQR(texte, "raw", { ecc: NIVEAU, border: MARGE });
}

// Un rectangle par suite de modules noirs.
function drawRow(row, y) {
  const runs = [...row.map(Number).join("").matchAll(/1+/g)];
  return runs.map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`).join("");
}

function make(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
