// Starts the program once the static page has been painted: until then nothing else shares the line or the processor. The
// build puts this into the page, and its hash into the page's policy (xtask/src/first_paint.rs).
const { dataset } = document.querySelector("#app");
const address = (name, selector) => dataset[name] ?? document.querySelector(selector).href;

// What is pasted beside the field before the program listens goes into it, and the program takes that over.
document.addEventListener("paste", (event) => {
  const field = document.querySelector("#paste");
  const text = event.clipboardData?.getData("text/plain");
  if (!field || !text || event.target === field || performance.getEntriesByName("ready").length) return;
  event.preventDefault();
  field.value += text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Files dropped before the program listens wait for it: else the browser would open them in the page's stead.
const early = (event) => {
  if (!event.dataTransfer?.types.includes("Files") || performance.getEntriesByName("ready").length) return false;
  event.preventDefault();
  return true;
};
document.addEventListener("dragover", early);
document.addEventListener("drop", (event) => {
  if (!early(event)) return;
  // The event's own list is empty when it has passed.
  const dataTransfer = new DataTransfer();
  for (const file of event.dataTransfer.files) dataTransfer.items.add(file);
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("ready").length) return;
    observer.disconnect();
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }).observe({ type: "mark", buffered: true });
});

// A page in the background is not painted, so this does not wait for ever.
await new Promise((done) => {
  setTimeout(done, 400);
  try {
    new PerformanceObserver(done).observe({ type: "largest-contentful-paint", buffered: true });
  } catch {
    requestAnimationFrame(() => setTimeout(done));
  }
});

const program = WebAssembly.compileStreaming(fetch(address("pageProgram", 'link[rel="preload"][as="fetch"]')));
// The program is not to be seen without the style sheet, which was not to hold up the first paint.
const link = (fields) => document.head.append(Object.assign(document.createElement("link"), fields));
const styled = dataset.pageStyle
  && new Promise((done) => link({ rel: "stylesheet", href: dataset.pageStyle, onload: done, onerror: done }));
link({ rel: "manifest", href: "manifest.webmanifest" });
// For the page's own thread, where no worker starts: a program has no other way to load another.
globalThis.crossreadImport = (script) => import(script);
const { default: init } = await import(address("pageScript", 'link[rel="modulepreload"]'));
await styled;
await init({ module_or_path: await program });

if ("serviceWorker" in navigator && (location.protocol === "https:" || location.hostname === "127.0.0.1" || location.hostname === "localhost")) {
  // The only script address that this file may name.
  const only = (name) => { if (name !== "./sw.js") throw new TypeError(name); return name; };
  // It fetches everything once more: not while the page begins and somebody may be pasting.
  await new Promise((done) => setTimeout(done, 3000));
  const policy = globalThis.trustedTypes?.createPolicy("crossread-boot", { createScriptURL: only });
  await navigator.serviceWorker.register(policy?.createScriptURL("./sw.js") ?? "./sw.js");
}
