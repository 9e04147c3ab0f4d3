// Measures the built page's analysis beside wink-nlp and compromise, on the same texts, in the same run:
//   CHROMIUM=/usr/bin/chromium TEXTS=folder node e2e/tools/bench.mjs
// TEXTS holds 3000.txt, 5400.txt (900 words), 30000.txt, … (`cargo bench --bench stages -- --texts folder`). Prints Markdown; asserts nothing.
// Cold: the first text after loading; warm: further texts of the same length. Ours is loaded in two ways: with the text
// pasted the moment that the page can take it, and a second after that, in which it warms up by itself. Programs take
// turns, so that a slow moment of the machine hits all of them.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";
import { peers } from "./peers.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const WARM = 3;
const sizes = fs.readdirSync(process.env.TEXTS).map((f) => parseInt(f, 10)).filter(Boolean).sort((a, b) => a - b);
const texts = new Map(sizes.map((size) => [size, fs.readFileSync(path.join(process.env.TEXTS, `${size}.txt`), "utf8")]));
/** Another text of that length: each paragraph begins with words of its own, so that nothing can be remembered. Words, since to
 * the network one long number is like another. */
const DIGITS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const fresh = (() => {
  let n = 0;
  return (size) => {
    n += 1;
    const count = [...String(n)].map((d) => DIGITS[d]).join(" ");
    return texts.get(size).replace(/\n\n(?=.)/g, `\n\nIn case ${count}, `);
  };
})();
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

const server = await serve(path.resolve(process.env.DIST ?? "dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });

/** The times of one peer in a page of its own. */
async function peerTimes({ script }, size) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const start = Date.now();
  for (const content of script()) await page.addScriptTag({ content });
  await page.evaluate(() => prepare());
  const load = Date.now() - start;
  const time = (text) => page.evaluate((t) => { const start = performance.now(); read(t); return performance.now() - start; }, text);
  const cold = await time(fresh(size));
  const warm = [];
  for (let i = 0; i < WARM; i++) warm.push(await time(fresh(size)));
  await context.close();
  return { load, cold, warm };
}

/** Every measure that the page's workers have taken, by name. */
const measured = async (page, name) => (await Promise.all(page.workers().map((w) => w.evaluate((n) =>
  performance.getEntriesByName(n, "measure").map((e) => e.duration), name).catch(() => [])))).flat();

async function until(page, name, many) {
  for (;;) {
    const found = await measured(page, name);
    if (found.length >= many) return found;
    await page.waitForTimeout(5);
  }
}

/** Until the workers have measured nothing new for a while: a text that is forgotten while it is being compared would leave half-measures. */
async function quiet(page) {
  const count = async () => (await Promise.all(page.workers().map((w) => w.evaluate(() =>
    performance.getEntriesByType("measure").length).catch(() => 0)))).reduce((sum, n) => sum + n, 0);
  for (let before = -1, now = await count(); before !== now; before = now, now = await count()) await page.waitForTimeout(500);
}

/** Our times: what the worker takes from bytes to bytes, and what the reader waits for the first marks. `pause` is how long
 * the reader does nothing first, in milliseconds. */
async function ourTimes(size, pause, warm) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
  while (page.workers().length === 0) await page.waitForTimeout(5);
  await page.waitForTimeout(pause);
  const paste = (text) => page.evaluate((t) => {
    const data = new DataTransfer();
    data.setData("text/plain", t);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  const stages = { "topics": [], "statements": [], "comparison": [] };
  const shown = [];
  // The first text is read by the rules while the model is on its way; the model reads it again.
  for (let i = 0; i <= warm; i++) {
    await paste(fresh(size));
    await until(page, "statements by the model", i + 1);
    await page.waitForFunction((n) => performance.getEntriesByName("compare").length >= n && !document.querySelector(".busy"), i + 1);
    await until(page, "other comparison", i + 1);
    await quiet(page);
    // Each text by itself: topics are those of all articles.
    await page.evaluate(() => [...document.querySelectorAll("button")].find((b) => b.textContent === "Forget everything").click());
    await page.waitForFunction(() => !document.querySelector("article"));
  }
  for (const [stage, name] of [["topics", "topics"], ["statements", "statements by the model"], ["comparison", "comparison"]]) {
    stages[stage] = await measured(page, name);
  }
  shown.push(...await page.evaluate(() => performance.getEntriesByName("analyze").map((e) => e.duration)));
  await context.close();
  return { stages, shown };
}

const rows = new Map();
const note = (name, size, kind, times) => {
  const row = rows.get(name) ?? rows.set(name, new Map()).get(name);
  const cell = row.get(size) ?? row.set(size, { cold: [], warm: [] }).get(size);
  cell[kind].push(...times);
};
const OURS = [
  ["topics and their marks", (t) => t.stages.topics],
  ["who said what, learned model", (t) => t.stages.statements],
  ["until the page shows the topics", (t) => t.shown],
];
const WAYS = [["Crossread, at once", 0, WARM], ["Crossread, after a second", 1000, 0]];
for (const size of sizes) {
  for (let round = 0; round < (size > 1_000_000 ? 1 : size > 100_000 ? Math.min(ROUNDS, 5) : ROUNDS); round++) {
    for (const [way, pause, warm] of WAYS) {
      const times = await ourTimes(size, pause, warm);
      for (const [name, of] of OURS) {
        const [first, ...rest] = of(times);
        note(`${way}: ${name}`, size, "cold", [first]);
        note(`${way}: ${name}`, size, "warm", rest);
      }
    }
    for (const peer of peers.filter((p) => size <= p.largest)) {
      const { load, cold, warm } = await peerTimes(peer, size);
      note(peer.name, size, "cold", [cold]);
      note(peer.name, size, "warm", warm);
      note(`${peer.name}: loading`, size, "cold", [load]);
    }
    process.stderr.write(`${size} bytes, round ${round + 1}\n`);
  }
}

const bytes = (n) => (n >= 1e6 ? `${n / 1e6} MB` : `${n / 1e3} kB`);
const ms = (x) => (x === undefined || Number.isNaN(x) ? "–" : x < 10 ? x.toFixed(1) : x.toFixed(0));
console.log(`| cold (warm), ms | ${sizes.map(bytes).join(" | ")} | exponent |`);
console.log(`| :-- |${" --: |".repeat(sizes.length + 1)}`);
for (const [name, row] of rows) {
  if (name.endsWith("loading")) continue;
  const cells = sizes.map((size) => row.get(size)).map((c) => (!c ? "–" : c.warm.length ? `${ms(median(c.cold))} (${ms(median(c.warm))})` : ms(median(c.cold))));
  const known = sizes.filter((s) => row.get(s) && s >= 3000);
  const at = (s) => median(row.get(s).warm.concat(row.get(s).cold));
  const exponent = Math.log(at(known.at(-1)) / at(known[0])) / Math.log(known.at(-1) / known[0]);
  console.log(`| ${name} | ${cells.join(" | ")} | ${exponent.toFixed(2)} |`);
}
const cold = (name, size) => median(rows.get(name).get(size)?.cold ?? []);
const big = sizes.filter((s) => s <= 300_000).at(-1);
const ratio = (peer, ours) => `${(cold(peer, big) / cold(ours, big)).toFixed(1)} ×`;
for (const [way] of WAYS) {
  const [topics, learned] = OURS.map(([name]) => `${way}: ${name}`);
  console.log(`\nAt ${bytes(big)}, cold, ${way.replace("Crossread, ", "")}: topics and marks are there ${ratio("wink-nlp", topics)} sooner than wink-nlp's answer ` +
    `and ${ratio("compromise", topics)} sooner than compromise's; statements with the learned model ${ratio("compromise", learned)} sooner than compromise's.`);
}
console.log(
  `Loading them took ${ms(median(rows.get("wink-nlp: loading").get(big).cold))} and ${ms(median(rows.get("compromise: loading").get(big).cold))} ms. ` +
  peers.map((p) => `${p.name}: ${p.what}.`).join(" "));
await browser.close();
server.close();
