// Works with the network off. Files whose names carry a hash come from the cache; the page itself and the
// few files without one come from the network while there is one, so that a new build is never held back.
const CACHE = "crossread";
const hashed = /-[0-9a-f]{8,}(_bg)?\.(js|wasm|css)$/;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  const page = await (await fetch("./", { cache: "no-cache" })).text();
  const files = [...page.matchAll(/(?:href|src|data-[a-z-]+)="(\.\/[^"]+)"/g)].map((m) => m[1]);
  await cache.addAll([...new Set(["./", "./worker.js", "./manifest.webmanifest", "./dictionary-v1.bin", ...files])]);
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const options = { ignoreSearch: request.mode === "navigate" };
    if (hashed.test(url.pathname)) {
      const hit = await cache.match(request, options);
      if (hit) return hit;
    }
    try {
      // What a phone's share sheet hands over stands in the address and is the reader's own: it is not sent.
      const answer = await fetch(request.mode === "navigate" && url.search ? url.pathname : request);
      if (answer.ok) await cache.put(request, answer.clone());
      return answer;
    } catch (error) {
      const hit = await cache.match(request, options);
      if (hit) return hit;
      throw error;
    }
  })());
});
