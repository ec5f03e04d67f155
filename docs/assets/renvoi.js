// Une adresse d'avant mène à celle d'aujourd'hui, au même endroit de la page.

const next = document.querySelector('link[rel="successor-version"]');
if (next) location.replace(next.href + location.search + location.hash);
