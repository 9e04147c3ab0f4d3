// What every test needs: the built page in a browser, and whatever must never happen while it is open.
import { after, before } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const axe = fs.readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** Starts server and browser for a file of tests; `open` gives a fresh page in a fresh profile. */
export function site() {
  let server, browser;
  before(async () => {
    server = await serve(path.resolve(process.env.DIST ?? "dist"));
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  return {
    async open({ hash = "", ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      const wrong = [];
      page.on("console", (m) => m.type() === "error" && wrong.push(m.text()));
      page.on("pageerror", (e) => wrong.push(e.message));
      page.on("request", (r) => {
        const url = new URL(r.url());
        if (!["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(server.url).origin) wrong.push(`request to ${r.url()}`);
      });
      await page.addInitScript(() => {
        globalThis.violations = [];
        document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
      });
      await page.goto(server.url + hash);
      await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
      return Object.assign(page, {
        /** Ends the profile; fails on errors, violations of the policy, and requests to elsewhere. */
        async done() {
          wrong.push(...await page.evaluate(() => globalThis.violations));
          await context.close();
          assert.deepEqual(wrong, []);
        },
        /** Adds an article by the field, and waits until it is read. */
        async add(text) {
          const many = await page.locator("article").count();
          await page.getByRole("textbox", { name: "Article text" }).fill(text);
          await page.getByRole("button", { name: "Add article" }).click();
          await page.waitForFunction((n) => document.querySelectorAll("article").length > n, many);
          await page.read();
        },
        /** Waits until all articles are read, by the learned model too, which answers after the rules. */
        read: () => page.waitForFunction(() => document.querySelector("article") && !document.querySelector(".busy")
          && !document.querySelector(".foot").textContent.includes("until the learned model")),
        async example() {
          await page.getByRole("button", { name: "Try an example" }).click();
          await page.read();
        },
        /** Waits until the work is kept in the browser's database. */
        kept: () => page.waitForFunction(() => new Promise((done) => {
          const request = indexedDB.open("crossread");
          // Not there yet: it is not for the test to make it.
          request.onupgradeneeded = () => request.transaction.abort();
          request.onerror = () => done(false);
          request.onsuccess = () => {
            const all = request.result.transaction("work").objectStore("work").count();
            all.onsuccess = () => { request.result.close(); done(all.result > 0); };
          };
        })),
        view: (name) => page.getByRole("navigation", { name: "Views" }).getByText(name, { exact: true }).click(),
        /** The table as text: one string for each cell. */
        table: () => page.locator(".compare table tr").evaluateAll((rows) =>
          rows.map((row) => [...row.children].map((cell) => cell.textContent))),
        async accessible(what) {
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          assert.deepEqual(violations.map((v) => [v.id, ...v.nodes.map((n) => n.html.slice(0, 160))]), [], what);
        },
        sideways: () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      });
    },
  };
}

/** The two real articles, where they lie beside the repository. */
export function seeds() {
  const folder = path.resolve("../shared/data/seeds");
  const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
  return fs.existsSync(folder) ? [read("article-a.txt"), read("article-b.txt")] : null;
}
