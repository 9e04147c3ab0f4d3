// What every test needs: the built page in a browser, and whatever must never happen while it is open.
import { after, before } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const axe = fs.readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** Starts server and browser for a file of tests; `open` gives a page, in a fresh profile unless it is told which.
 *
 * Profiles follow one another in one renderer process, cleared in between, and a page beside them holds the compiled
 * programs: else each would compile them anew, which is half of all that it does. */
export function site({ root = () => path.resolve(process.env.DIST ?? "dist"), browserArgs = [] } = {}) {
  let browser, profile, used = false;
  const tools = {};
  // With limits of their own: nothing else would end a run whose browser does not start.
  before(async () => {
    tools.server = await serve(root());
    const args = ["--no-sandbox", "--process-per-site", ...browserArgs];
    tools.browser = browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args, timeout: 60_000 });
    profile = await browser.newContext();
    const programs = fs.readdirSync(root()).filter((name) => name.endsWith(".wasm")).map((name) => tools.server.url + name);
    // Beside the site: what it keeps has nothing to do with this page.
    await (await profile.newPage()).goto(new URL("/", tools.server.url).href);
    await profile.pages()[0].evaluate(compiled, programs);
  }, { timeout: 90_000 });
  after(async () => {
    await browser?.close();
    tools.server?.close();
  }, { timeout: 30_000 });
  /** The profile as good as new, if nobody has it and it is to be nothing special; else another one. */
  const fresh = async (options) => {
    if (used || Object.keys(options).length) return browser.newContext(options);
    used = true;
    const session = await profile.newCDPSession(profile.pages()[0]);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(tools.server.url).origin, storageTypes: "all" });
    await session.detach();
    return profile;
  };
  /** Ends a profile. */
  const close = async (context) => {
    if (context !== profile) return context.close();
    for (const page of profile.pages().slice(1)) await page.close();
    used = false;
  };
  return Object.assign(tools, {
    /** `at` comes behind the page's address; `first` runs before its scripts; `allow` are messages of the console that are no
     * fault; `media` is what styles may ask for. */
    async open({ hash = "", at = hash, context, first, allow = /^$/, viewport = { width: 1280, height: 900 }, media, ...options } = {}) {
      const { server } = tools;
      context ??= await fresh(options);
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      await page.setViewportSize(viewport);
      if (media) await page.emulateMedia(media);
      const wrong = [];
      page.on("console", (m) => m.type() === "error" && !allow.test(m.text()) && wrong.push(m.text()));
      page.on("pageerror", (e) => wrong.push(e.message));
      page.on("request", (r) => {
        const url = new URL(r.url());
        if (!["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(server.url).origin) wrong.push(`request to ${r.url()}`);
      });
      await page.addInitScript(() => {
        globalThis.violations = [];
        document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
      });
      if (first) await page.addInitScript(first);
      await page.goto(server.url + at);
      await ready(page);
      return Object.assign(page, {
        /** Ends the profile; fails on errors, violations of the policy, and requests to elsewhere. */
        async done() {
          await page.check();
          await close(context);
        },
        /** The same where errors are meant to happen. */
        leave: () => close(context),
        async check() {
          wrong.push(...await page.evaluate(() => globalThis.violations));
          assert.deepEqual(wrong, []);
        },
        ready: () => ready(page),
        /** The text of each article, by its name. */
        texts: () => rested(page, () => page.locator("article").evaluateAll((all) => all.map((a) => a.textContent))),
        /** What stands under the title about where the session came from. */
        origin: () => page.getByRole("note").filter({ hasText: "Opened from" }).innerText(),
        alert: () => page.getByRole("alert").innerText(),
        /** Presses "Copy link" and gives the fragment. */
        async link() {
          await page.getByRole("button", { name: "Copy link" }).first().click();
          await page.getByRole("status").filter({ hasText: "copied" }).first().waitFor({ state: "attached" });
          return new URL(await page.evaluate(() => navigator.clipboard.readText())).hash;
        },
        /** Gives files to "Open files": names and contents. */
        async files(files) {
          const chooser = page.waitForEvent("filechooser");
          await page.getByRole("button", { name: "Open files" }).click();
          await (await chooser).setFiles(files.map(([name, content]) =>
            ({ name, mimeType: "", buffer: Buffer.isBuffer(content) ? content : Buffer.from(content) })));
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
        /** Waits until what is kept in the browser's database is as the function wants it: names and texts. */
        async kept(wanted = (all) => all.some(([name, text]) => name.startsWith("own") && text)) {
          while (!wanted(await page.evaluate(stored))) await page.waitForTimeout(50);
        },
        view: (name) => page.getByRole("navigation", { name: "Views" }).getByText(name, { exact: true }).click(),
        /** The table as text: one string for each cell. */
        table: () => rested(page, () => page.locator(".compare table tr").evaluateAll((rows) =>
          rows.map((row) => [...row.children].map((cell) => cell.textContent)))),
        async accessible(what) {
          if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe);
          const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
          assert.deepEqual(violations.map((v) => [v.id, ...v.nodes.map((n) => n.html.slice(0, 160))]), [], what);
        },
        /** By how much the page is wider than the window that was set: on a phone the browser's own `innerWidth` grows with it. */
        sideways: async () => await page.evaluate(() => document.documentElement.scrollWidth) - page.viewportSize().width,
      });
    },
  });
}

/** What is read once it stays the same: articles and the table are drawn piece by piece. */
async function rested(page, read) {
  let before = await read();
  for (;;) {
    await page.waitForTimeout(150);
    const now = await read();
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}

/** Holds an assertion to be true soon: what a press changes is drawn in turns of some 16 ms, and some of it in slices behind these. */
export async function soon(check, patience = 10_000) {
  for (const end = Date.now() + patience; ;) {
    try {
      return await check();
    } catch (wrong) {
      if (Date.now() > end) throw wrong;
      await new Promise((later) => setTimeout(later, 50));
    }
  }
}

/** In the page: what its database holds. */
async function stored() {
  // Not there yet: it is not for the test to make it.
  if (!(await indexedDB.databases()).some(({ name }) => name === "crossread")) return [];
  const settled = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
  const database = await settled(indexedDB.open("crossread"));
  if (!database.objectStoreNames.length) return database.close() ?? [];
  const shelf = database.transaction("work").objectStore("work");
  const [names, texts] = await Promise.all([settled(shelf.getAllKeys()), settled(shelf.getAll())]);
  database.close();
  return names.map((name, i) => [name, texts[i]]);
}

/** In a page: keeps these programs compiled. */
const compiled = async (addresses) => {
  globalThis.programs = await Promise.all(addresses.map((address) => WebAssembly.compileStreaming(fetch(address))));
};

const ready = (page) => page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);

/** The two real articles, where they lie beside the repository. */
export function seeds() {
  const folder = path.resolve("../shared/data/seeds");
  const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
  return fs.existsSync(folder) ? [read("article-a.txt"), read("article-b.txt")] : null;
}
