// A small static server for the built page, under a sub-path like the one it will be deployed to. As on most static
// hosts, 404.html stands in for what is not there.
import http from "node:http";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
};

/** `root` may be changed while it runs (another build is deployed); `beside` are further files, by name. `compress` sends
 * what a host would send compressed. */
export function serve(root, base = "/crossread/", { compress = false } = {}) {
  const site = { root, beside: new Map() }, packed = new Map();
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, "http://local").pathname);
    if (!name.startsWith(base)) return response.writeHead(404, { "content-type": types[".html"] }).end("<title>Nothing here</title>");
    name = name.slice(base.length);
    if (name === "" || name.endsWith("/")) name += "index.html";
    const type = { "content-type": types[path.extname(name)] ?? "application/octet-stream" };
    if (site.beside.has(name)) return response.writeHead(200, type).end(site.beside.get(name));
    const file = path.join(site.root, name);
    if (!file.startsWith(site.root) || !fs.existsSync(file)) {
      return response.writeHead(404, { "content-type": types[".html"] }).end(fs.readFileSync(path.join(site.root, "404.html")));
    }
    if (compress && /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && !/png$|bin$/.test(file)) {
      const bytes = packed.get(file) ?? zlib.brotliCompressSync(fs.readFileSync(file));
      packed.set(file, bytes);
      return response.writeHead(200, { ...type, "content-encoding": "br" }).end(bytes);
    }
    response.writeHead(200, type);
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(Object.assign(site, {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  }))));
}
