// Prints how long the worker takes to make and to open the link of the two seed articles, in Chromium:
//   CHROMIUM=/usr/bin/chromium node e2e/tools/links.mjs
// Milliseconds from the page's message to the worker's answer, on an otherwise quiet machine; it asserts nothing.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";

const folder = process.argv[2] ?? "../shared/data/seeds";
const texts = ["a", "b"].map((name) => fs.readFileSync(path.join(folder, `article-${name}.txt`), "utf8"));
const server = await serve(path.resolve(process.env.DIST ?? "dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });

async function open(hash) {
  const page = await (await browser.newContext()).newPage();
  // Notes each job that the page gives (src/protocol.rs: `Message::Do` begins with a 2) and when it was answered.
  await page.addInitScript(() => {
    globalThis.jobs = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      const bytes = message instanceof ArrayBuffer ? new Uint8Array(message.slice()) : [];
      if (bytes[0] === 2) {
        const job = { bytes, worker: this, began: performance.now(), took: null };
        jobs.push(job);
        // A string only says that the worker listens.
        this.addEventListener("message", ({ data }) => { if (typeof data !== "string") job.took ??= performance.now() - job.began; });
      }
      return post.call(this, message, ...rest);
    };
    /** The same job again, some times: the shortest and the median. */
    globalThis.again = async ({ bytes, worker }, times) => {
      const all = [];
      for (let i = 0; i < times; i++) {
        const began = performance.now();
        const answer = new Promise((done) => worker.addEventListener("message", done, { once: true }));
        post.call(worker, bytes.slice().buffer);
        await answer;
        all.push(performance.now() - began);
      }
      all.sort((a, b) => a - b);
      return [all[0], all[times >> 1]];
    };
  });
  await page.goto(server.url + hash);
  await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
  return page;
}
const read = (page, many) => page.waitForFunction((many) => document.querySelectorAll("article").length === many
  && !document.querySelector(".busy") && !document.querySelector(".foot").textContent.includes("until the learned model"), many);
/** A job of this kind (its number in src/jobs.rs, behind the ticket), as it was and again. */
const timed = (page, kind) => page.evaluate(async (kind) => {
  const job = jobs.findLast(({ bytes }) => bytes[2] === kind);
  return { first: job.took, again: await again(job, 21) };
}, kind);
const say = (what, { first, again: [least, median] }) =>
  console.log(`${what}: ${least.toFixed(0)} ms at least, ${median.toFixed(0)} in the median of 21; the first time, with the dictionary fetched and read, ${first.toFixed(0)}`);

const maker = await open("");
for (const [i, text] of texts.entries()) {
  await maker.getByRole("textbox", { name: "Article text" }).fill(text);
  await maker.getByRole("button", { name: "Add article" }).click();
  await read(maker, i + 1);
}
await maker.getByRole("button", { name: "Sharing options" }).click();
const address = await maker.getByRole("textbox", { name: /^Link, / }).inputValue();
say(`make a link of ${new URL(address).hash.length} characters`, await timed(maker, 1));
const opener = await open(new URL(address).hash);
await read(opener, 2);
say("open it", await timed(opener, 0));
await browser.close();
server.close();
