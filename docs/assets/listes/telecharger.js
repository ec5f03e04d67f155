// Donne un texte à la personne, en fichier. Rien n'est envoyé.

export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "-");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
