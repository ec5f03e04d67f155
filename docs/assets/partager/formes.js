// Un lien en Markdown ou en HTML. Un titre peut contenir n'importe quoi : tout y est échappé.

const ENTITES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function toMarkdown({ titre, url }) {
  const words = titre.replace(/[\\`*_[\]<>&|~$]/g, "\\$&");
  return `[${words}](${encode(url)})`;
}

export function toHtml({ titre, url }) {
  return `<a href="${escape(encode(url))}">${escape(titre)}</a>`;
}

export function toFrame(titre, carte) {
  return `<iframe src="${escape(encode(carte))}" title="${escape(titre)}" `
    + 'width="100%" height="420" loading="lazy"></iframe>';
}

// Une parenthèse fermerait le lien; `URL` échappe le reste.
function encode(url) {
  return url.href.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
}

function escape(text) {
  return text.replace(/[&<>"']/g, (sign) => ENTITES[sign]);
}
