// Prints, as Markdown, what Lighthouse says of the built page on its simulated phone:
//   CHROME_PATH=/usr/bin/chromium LIGHTHOUSE=target/tools/lighthouse/node_modules/.bin/lighthouse node e2e/tools/lighthouse.mjs
// The page is served compressed, as any host does.
import path from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve } from "../serve.mjs";

const server = await serve(path.resolve(process.env.DIST ?? "dist"), "/crossread/", { compress: true });
// The first request of each file compresses it.
for (const file of ["", ...(await (await fetch(server.url)).text()).match(/(?:href|src|data-[\w-]+)="\.\/[^"]+"/g).map((m) => m.split('"')[1])]) {
  await (await fetch(new URL(file, server.url), { headers: { "accept-encoding": "br" } })).arrayBuffer();
}
const runs = [];
for (let i = 0; i < Number(process.env.ROUNDS ?? 3); i++) {
  const { stdout } = await promisify(execFile)(process.env.LIGHTHOUSE, [server.url, "--output=json", "--quiet",
    "--only-categories=performance,accessibility,best-practices", "--chrome-flags=--headless=new --no-sandbox"], { maxBuffer: 1e9 });
  runs.push(JSON.parse(stdout));
}
server.close();
const median = (of) => runs.map(of).sort((a, b) => a - b)[runs.length >> 1];
const row = (what, value, wanted) => console.log(`| ${what} | ${value} | ${wanted} |`);
const score = (id) => Math.round(median((r) => r.categories[id].score) * 100);
const time = (id) => Math.round(median((r) => r.audits[id].numericValue));
console.log("| Lighthouse, simulated phone | measured | wanted |\n| :-- | --: | --: |");
row("performance", score("performance"), 98);
row("accessibility", score("accessibility"), 100);
row("best practices", score("best-practices"), 100);
row("first contentful paint, ms", time("first-contentful-paint"), 700);
row("largest contentful paint, ms", time("largest-contentful-paint"), 700);
row("total blocking time, ms", time("total-blocking-time"), 50);
