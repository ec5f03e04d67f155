// Lit des codes QR, à la caméra ou dans une image choisie. Rien n'est gardé, rien n'est envoyé.
// Le décodeur du navigateur d'abord; le nôtre ne se charge que s'il manque ou ne répond pas.

import { loadModule } from "../charger.js";

const PAUSE = 130; // ms entre deux lectures
const OCTETS = 30_000_000; // plus qu'une photo de téléphone
const PIXELS = 110_000_000;

// Le grand côté de l'image lue, tour à tour : ce qu'une taille manque, une autre le lit souvent.
const CAMERA = [1280, 960, 720];
const IMAGE = [1600, 1200, 800, 600];

let detect; // (canvas) → les textes lus

// Rend chaque texte lu à `onText`, une fois tant que le même code reste devant. Finit, caméra
// éteinte, quand `signal` est abandonné. Sinon, le nom de l'erreur dit pourquoi : NotAllowedError
// (refusée), NotFoundError (absente), NotReadableError (occupée, ou débranchée depuis),
// NotSupportedError (page sans HTTPS).
export async function readCamera(video, onText, signal) {
  if (signal.aborted) return;
  const stream = await openCamera();
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    if (video.srcObject === stream) video.srcObject = null;
  };
  signal.addEventListener("abort", close, { once: true });
  try {
    if (!signal.aborted) await readStream(stream, video, onText, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    close();
  }
}

// Le texte d'un code QR dans cette image, ou null : ni image ni code, ou plus qu'on n'en accepte.
export async function readImage(file) {
  const pixels = file.size > OCTETS ? 0 : await countPixels(file);
  if (!pixels || pixels > PIXELS) return null;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  try {
    const canvas = document.createElement("canvas");
    for (const side of IMAGE) {
      const [text] = await readFrame(draw(canvas, bitmap, bitmap.width, bitmap.height, side));
      if (text !== undefined) return text;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

async function openCamera() {
  if (!navigator.mediaDevices) throw new DOMException("", "NotSupportedError");
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", ...size } });
}

async function readStream(stream, video, onText, signal) {
  Object.assign(video, { muted: true, playsInline: true, srcObject: stream });
  await video.play();
  const canvas = document.createElement("canvas");
  const [track] = stream.getVideoTracks();
  let last = [];
  for (let turn = 0; !signal.aborted; turn += 1) {
    if (track.readyState === "ended") throw new DOMException("", "NotReadableError");
    const side = CAMERA[turn % CAMERA.length];
    const texts = await readFrame(draw(canvas, video, video.videoWidth, video.videoHeight, side));
    for (const text of texts) if (!signal.aborted && !last.includes(text)) onText(text);
    if (texts.length) last = texts;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  }
}

// Ce que dit l'en-tête : rien n'est décodé. Un petit fichier peut cacher des milliards de pixels.
async function countPixels(file) {
  const image = new Image();
  image.src = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onloadend = () => resolve(reader.result ?? "data:,");
    reader.readAsDataURL(file); // blob: n'est pas permis par la politique de sécurité
  });
  await new Promise((resolve) => { image.onload = image.onerror = resolve; });
  return image.naturalWidth * image.naturalHeight;
}

// Sur fond blanc : un code à fond transparent y reste lisible.
function draw(canvas, source, width, height, side) {
  const scale = side / Math.max(width, height);
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function readFrame(canvas) {
  detect ??= (await openNative()) ?? (await openOurs());
  return detect(canvas).catch(async () => {
    detect = await openOurs(); // annoncé par le navigateur, mais hors service
    return detect(canvas);
  });
}

async function openNative() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (!formats?.includes("qr_code")) return null;
  const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
  return async (canvas) => (await detector.detect(canvas)).map(({ rawValue }) => rawValue);
}

// La forme « Batch » rend la main à la page toutes les 8 ms, et trouve tous les codes de l'image.
async function openOurs() {
  const { decodeQRBatch } = await loadModule("assets/qr/qr-0.7.0/decode.js");
  return async (canvas) => {
    const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const maxSize = { width: image.width, height: image.height };
    const [results] = await decodeQRBatch([image], { maxSize });
    return results.filter((result) => typeof result === "string"); // le reste dit l'échec
  };
}
