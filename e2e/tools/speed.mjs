// Prints, as Markdown, how fast the built page answers and what memory it takes: with 12 articles of 800 words and some
// 3,000 highlights, and while a text of 1 MB is read.
//   CHROMIUM=/usr/bin/chromium node e2e/tools/speed.mjs
// Durations in milliseconds, on an otherwise quiet machine; it asserts nothing.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";

const server = await serve(path.resolve(process.env.DIST ?? "dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const most = (list) => Math.max(0, ...list);
const row = (what, value, wanted) => console.log(`| ${what} | ${value} | ${wanted} |`);

const open = async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.tasks = [];
    globalThis.events = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => [e.startTime, e.duration]))).observe({ entryTypes: ["longtask"] });
    new PerformanceObserver((list) => events.push(...list.getEntries().filter((e) => e.interactionId).map((e) => e.duration))).observe({ type: "event", durationThreshold: 16 });
  });
  await page.goto(server.url);
  await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
  await page.waitForTimeout(1000);
  return page;
};
/** As if it came from the clipboard. */
const paste = (page, text) => page.evaluate((t) => {
  const data = new DataTransfer();
  data.setData("text/plain", t);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, text);
/** Until the learned model has read everything, and the page rests. */
const settled = async (page) => {
  await page.waitForFunction(() => document.querySelector("article") && !document.querySelector(".busy")
    && !document.querySelector(".foot").textContent.includes("until the learned model"), null, { timeout: 240_000 });
  await page.waitForTimeout(1500);
};
/** From a press to the second frame after it. */
const press = (page, selector) => page.evaluate((s) => new Promise((done) => {
  const start = performance.now();
  document.querySelector(s).click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
}), selector);

/** Megabytes of the browser's renderers that are theirs alone, after collecting garbage. */
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await page.waitForTimeout(1500);
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
  const own = (pid) => Number(/RssAnon:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  return processInfo.filter((p) => p.type === "renderer").reduce((sum, p) => sum + own(p.id), 0);
}
/** What the page takes more than an empty one of the same browser, once these texts are read, and how much of it
 * came with the texts: what it takes more than itself without articles, when the program and the model have come. */
async function taken(texts) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto("about:blank");
  const empty = await memory(page);
  await page.goto(server.url);
  await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
  await page.waitForTimeout(3000);
  const bare = await memory(page);
  for (const text of texts) await paste(page, text);
  await settled(page);
  const full = await memory(page);
  await context.close();
  return `${(full - empty).toFixed(0)} (${(full - bare).toFixed(0)})`;
}

const names = ["Ana Ruiz", "Tom Hallam", "Mina Okafor", "Daniel Reyes"];
const story = (n, paragraphs = 16) => `Report ${n + 1} on the bridge\n\n${Array.from({ length: paragraphs }, (_, i) =>
  `The bridge and the ferry stay closed on day ${i + 1}, the Harbour Authority said. “The repair will cost ${n + i} million pounds,” ` +
  `said ${names[(n + i) % 4]}, who speaks for the ${i % 2 ? "traders" : "residents"} of Quay Street. The detour by way of Tarnford is ${20 + i} miles long.`).join("\n\n")}`;
const twelve = (paragraphs) => Array.from({ length: 12 }, (_, n) => story(n, paragraphs));
const line = "The river rose by two metres, the mayor of Aldmouth said on Monday. “We were ready,” said Ana Ruiz, who leads the water board.\n\n";
const long = (bytes) => line.repeat(Math.ceil(bytes / line.length));

console.log("| the page | measured | wanted |");
console.log("| :-- | --: | --: |");
{
  const page = await open();
  for (const text of twelve(16)) await paste(page, text);
  await settled(page);
  const compared = (await Promise.all(page.workers().map((w) => w.evaluate(() =>
    performance.getEntriesByName("comparison", "measure").map((e) => e.duration)).catch(() => [])))).flat();
  row("12 articles of 800 words compared, in the worker, ms: at last (slowest of all, fewer articles too)", `${compared.at(-1)?.toFixed(0)} (${most(compared).toFixed(0)})`, "150");
  await page.context().close();
}
{
  const page = await open();
  for (const text of twelve(40)) await paste(page, text);
  await settled(page);
  const marks = await page.locator("[data-topic]").count();
  const toggles = [], views = [];
  for (let i = 0; i < 9; i++) toggles.push(await press(page, ".chip"));
  for (let i = 0; i < 9; i++) views.push(await press(page, `.views a:nth-child(${1 + (i % 3)})`));
  await page.locator(".views a").first().click();
  await page.evaluate(() => { events.length = 0; });
  for (let i = 0; i < 6; i++) await page.locator(".chip").nth(i % 3).click();
  for (let i = 0; i < 6; i++) await page.locator(".views a").nth(i % 3).click();
  await page.waitForTimeout(500);
  row(`12 articles, ${marks} highlights: switching a topic, to the second frame, ms`, median(toggles).toFixed(0), "50");
  row("… changing the view, to the second frame, ms", median(views).toFixed(0), "100");
  row("… slowest of 12 presses to the next paint, ms", most(await page.evaluate(() => events)).toFixed(0), "100");
  row("… longest task while they were pasted and read, ms", most((await page.evaluate(() => tasks)).map((t) => t[1])).toFixed(0), "50");
  await page.context().close();
}
{
  const page = await open();
  // Something is there, so that the field for more is too.
  await paste(page, story(0));
  await settled(page);
  await page.locator("#paste").focus();
  await page.evaluate(() => {
    tasks.length = 0;
    globalThis.delays = [];
    document.querySelector("#paste").addEventListener("input", (e) => delays.push(performance.now() - e.timeStamp));
  });
  const began = Date.now();
  await paste(page, long(1_000_000));
  const marked = page.waitForFunction(() => performance.getEntriesByName("analyze").length > 1, null, { timeout: 240_000 }).then(() => Date.now() - began);
  for (let i = 0; i < 100; i++) await page.keyboard.type("a", { delay: 40 });
  const [first, delays] = [await marked, await page.evaluate(() => delays)];
  await settled(page);
  const tasks = (await page.evaluate(() => tasks)).map((t) => t[1]);
  row("1 MB pasted: until its topics are marked, ms", first, "–");
  row("… until all is read and compared, s", ((Date.now() - began) / 1000).toFixed(1), "–");
  row(`… longest task on the page's thread, ms (${tasks.length} above 50)`, most(tasks).toFixed(0), "50");
  delays.sort((a, b) => a - b);
  row("… typing meanwhile, from key to letter, ms: median (slowest in 20)", `${median(delays).toFixed(0)} (${delays[Math.floor(delays.length * 0.95)].toFixed(0)})`, "16");
  await page.context().close();
}
row("memory over an empty page (over this page without articles), 12 articles of 800 words, MB", await taken(twelve(16)), "60");
row("… one text of 300 kB, MB", await taken([long(300_000)]), "150");
await browser.close();
server.close();
