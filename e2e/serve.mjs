// A small static server for the built page, under a sub-path like the one it will be deployed to.
import http from "node:http";
import fs from "node:fs";
import path from "node:path";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
};

export function serve(root, base = "/crossread/") {
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, "http://local").pathname);
    if (!name.startsWith(base)) return response.writeHead(404).end();
    name = name.slice(base.length);
    if (name === "" || name.endsWith("/")) name += "index.html";
    const file = path.join(root, name);
    if (!file.startsWith(root) || !fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => server.close(),
  })));
}
