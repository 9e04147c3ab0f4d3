// Prints how fast the built page answers, with 12 articles and some 3,000 highlights and with a text of 1 MB:
//   CHROMIUM=/usr/bin/chromium node e2e/tools/speed.mjs
// Durations in milliseconds, on an otherwise quiet machine; it asserts nothing.
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";

const server = await serve(path.resolve(process.env.DIST ?? "dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();

const open = async () => {
  await page.goto(server.url);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
  await page.evaluate(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ entryTypes: ["longtask"] });
  });
};
const add = async (text) => {
  await page.getByRole("textbox", { name: "Article text" }).evaluate((area, value) => { area.value = value; }, text);
  await page.getByRole("button", { name: "Add article" }).click();
};
const marked = (timeout) => page.waitForFunction(
  () => performance.getEntriesByName("analyze").length > 0 && !document.querySelector(".busy"), null, { timeout });
/** From a press to the second frame after it. */
const press = (selector) => page.evaluate((s) => new Promise((done) => {
  const start = performance.now();
  document.querySelector(s).click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
}), selector);
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

const names = ["Ana Ruiz", "Tom Hallam", "Mina Okafor", "Daniel Reyes"];
const story = (n) => Array.from({ length: 40 }, (_, i) =>
  `The bridge and the ferry stay closed on day ${i + 1}, the Harbour Authority said. “The repair will cost ${n + i} million pounds,” ` +
  `said ${names[(n + i) % 4]}, who speaks for the ${i % 2 ? "traders" : "residents"} of Quay Street. The detour by way of Tarnford is ${20 + i} miles long.`).join("\n\n");

await open();
for (let n = 0; n < 12; n++) await add(`Report ${n + 1} on the bridge\n\n${story(n)}`);
await marked(240_000);
await page.waitForTimeout(1500);
const marks = await page.locator("[data-topic]").count();
const toggles = [], views = [];
for (let i = 0; i < 9; i++) toggles.push(await press(".chip"));
for (let i = 0; i < 9; i++) views.push(await press(`.views a:nth-child(${1 + (i % 3)})`));
console.log(`12 articles, ${marks} highlights: toggling a topic ${median(toggles).toFixed(0)} ms, changing the view ${median(views).toFixed(0)} ms (medians of 9, two frames included)`);

await open();
const line = "The river rose by two metres, the mayor of Aldmouth said on Monday. “We were ready,” said Ana Ruiz, who leads the water board.\n\n";
const began = Date.now();
await add(line.repeat(Math.ceil(1_000_000 / line.length)));
await page.waitForFunction(() => performance.getEntriesByName("analyze").length > 0, null, { timeout: 240_000 });
const took = Date.now() - began;
await page.waitForTimeout(2000);
const tasks = await page.evaluate(() => tasks);
console.log(`1 MB: read in ${took} ms; long tasks on the page's thread: ${tasks.length}, the longest ${Math.max(0, ...tasks).toFixed(0)} ms`);
await browser.close();
server.close();
