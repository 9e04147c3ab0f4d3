// Starts the program. A file of its own, so that the page needs no inline script.
const address = (selector) => document.querySelector(selector).href;
// For the page's own thread, where no worker starts: a program has no other way to load another.
globalThis.crossreadImport = (script) => import(script);
const { default: init } = await import(address('link[rel="modulepreload"]'));
await init({ module_or_path: address('link[rel="preload"][as="fetch"]') });
if ("serviceWorker" in navigator && (location.protocol === "https:" || location.hostname === "127.0.0.1" || location.hostname === "localhost")) {
  // The only script address that this file may name.
  const only = (name) => { if (name !== "./sw.js") throw new TypeError(name); return name; };
  const policy = globalThis.trustedTypes?.createPolicy("crossread-boot", { createScriptURL: only });
  await navigator.serviceWorker.register(policy?.createScriptURL("./sw.js") ?? "./sw.js");
}
