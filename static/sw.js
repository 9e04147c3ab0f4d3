// Works with the network off. A build is fetched whole, by the names that `cargo xtask build` writes below, into a
// cache of its own; only then does it take the place of the build before. The page itself and files without a hash in
// their name come from the network while there is one, so that a new build is never held back.
const CACHE = "crossread-__BUILD__";
const FILES = "__FILES__".split(" ");
const hashed = /-[0-9a-f]{8,}(_bg)?\.(js|wasm|css)$/;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((name) => new Request(name, { cache: "no-cache" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("crossread") && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const visit = request.mode === "navigate";
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const find = () => cache.match(request, { ignoreSearch: visit });
    if (hashed.test(url.pathname)) return await find() ?? fetch(request);
    try {
      // What a phone's share sheet hands over stands in the address and is the reader's own: it is not sent.
      const answer = await fetch(visit && url.search ? url.pathname : request);
      // Sets that lie beside the page are there again without a network. The page is not: it needs the files of its build.
      if (answer.ok && !visit) await cache.put(request, answer.clone());
      return answer;
    } catch (error) {
      const hit = await find();
      if (hit) return hit;
      throw error;
    }
  })());
});
