// Starts the program. A file of its own, so that the page needs no inline script.
const address = (selector) => document.querySelector(selector).href;
const { default: init } = await import(address('link[rel="modulepreload"]'));
await init({ module_or_path: address('link[rel="preload"][as="fetch"]') });
if ("serviceWorker" in navigator && location.protocol === "https:") {
  await navigator.serviceWorker.register("./sw.js");
}
