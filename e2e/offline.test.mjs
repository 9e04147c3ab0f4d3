// Without a network, with a new build, without room to keep anything, and twice at once.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { site, soon } from "./open.mjs";
import { serve } from "./serve.mjs";

const dist = path.resolve(process.env.DIST ?? "dist");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "crossread-"));
after(() => fs.rmSync(folder, { recursive: true }));

/** The build under another name, as if something in it had changed. */
function build(name) {
  const root = path.join(folder, name);
  fs.cpSync(dist, root, { recursive: true });
  const worker = path.join(root, "sw.js");
  // A build by Trunk alone has no names in it yet.
  const names = fs.readdirSync(root).filter((file) => !/^(sw\.js|404\.\w+|index\.html)$/.test(file)).map((file) => `./${file}`);
  const text = fs.readFileSync(worker, "utf8").replace("__BUILD__", "0".repeat(16)).replace("__FILES__", ["./", ...names].join(" "));
  assert.match(text, /"crossread-[0-9a-f]{16}"/);
  const index = path.join(root, "index.html");
  const page = fs.readFileSync(index, "utf8");
  fs.writeFileSync(index, page.replace("<title>", `<meta name="build" content="${name}"><title>`));
  fs.writeFileSync(worker, text.replace(/"crossread-[0-9a-f]{16}"/, `"crossread-${name}"`));
  return root;
}

const tools = site({ root: () => build("old") });
/** Until this build's service worker is the only one, and its files the only ones kept. */
async function settled(page, name) {
  const now = () => page.evaluate(async () => {
    const { active, installing, waiting } = await navigator.serviceWorker.ready;
    return [active.state, Boolean(installing ?? waiting), ...await caches.keys()].join();
  });
  while (await now() !== `activated,false,crossread-${name}`) await page.evaluate(() => new Promise(requestAnimationFrame));
}
const built = (page) => page.locator('meta[name="build"]').getAttribute("content");

test("a second visit needs no network; a new build takes over whole", { timeout: 180_000 }, async () => {
  const page = await tools.open({ allow: /ERR_CONNECTION|Failed to fetch/ });
  await settled(page, "old");
  tools.server.root = build("newer");
  await page.reload();
  await page.ready();
  assert.equal(await built(page), "newer", "online, the newest page is there at once");
  await settled(page, "newer");

  tools.server.close();
  await page.reload();
  await page.ready();
  assert.equal(await built(page), "newer");
  await page.example();
  assert.match(await page.locator(".foot").innerText(), /learned model, which errs/, "the model is there as well");
  const hash = await page.link();
  await page.goto(`${tools.server.url}?from=elsewhere${hash}`);
  await page.ready();
  await page.read();
  assert.match(await page.origin(), /Opened from a link/);
  assert.equal(await page.locator("article").count(), 3);
  assert.equal(await page.evaluate(() => globalThis.violations.length), 0);
  await page.done();
  tools.server = await serve(dist);
});

test("the promise leads to the policy, and the policy holds", { timeout: 60_000 }, async () => {
  const page = await tools.open({ allow: /Content Security Policy|Failed to fetch/ });
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|\*|https?:/);
  for (const part of ["default-src 'none'", "connect-src 'self'", "require-trusted-types-for 'script'", "'wasm-unsafe-eval'"]) assert.ok(policy.includes(part), part);
  const outcome = await page.evaluate(async () => {
    const sent = await fetch("https://example.org/?text=secret").then(() => "sent", () => "refused");
    const image = await new Promise((done) => Object.assign(new Image(), { src: "https://example.org/secret.png", onload: () => done("sent"), onerror: () => done("refused") }));
    const markup = (() => { try { document.body.innerHTML += "<i>x</i>"; return "taken"; } catch { return "refused"; } })();
    const code = (() => { try { return eval("'run'"); } catch { return "refused"; } })();
    return { sent, image, markup, code, noted: violations.length };
  });
  assert.deepEqual({ ...outcome, noted: outcome.noted >= 2 }, { sent: "refused", image: "refused", markup: "refused", code: "refused", noted: true });
  await page.getByRole("link", { name: "Nothing leaves this page." }).first().click();
  await page.getByRole("heading", { level: 1, name: "Nothing leaves this page" }).waitFor();
  const said = await page.locator("pre").innerText();
  assert.ok(said === policy || said === "__POLICY__", "the policy of this build");
  await page.leave();
});

for (const [what, first] of [
  ["forbidden", () => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
  }],
  ["full", () => { Storage.prototype.setItem = IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
]) {
  test(`storage is ${what}: the page says so once, and works`, { timeout: 60_000 }, async () => {
    const page = await tools.open({ first });
    await page.example();
    await page.getByRole("alert").waitFor();
    assert.match(await page.alert(), /not kept[\s\S]*no room for your work[\s\S]*save it as a file/);
    await page.getByRole("alert").getByRole("button", { name: "Close" }).click();
    await page.keyboard.press("1");
    await page.keyboard.press("Control+z");
    await page.view("Compare");
    assert.ok((await page.table()).length > 3);
    await page.link();
    await soon(async () => assert.equal(await page.getByRole("alert").count(), 0, "it is said once"));
    await page.done();
  });
}

test("two tabs at once keep their work apart; what is forgotten in one is gone", { timeout: 90_000 }, async () => {
  const one = await tools.open();
  await one.add("The first tab tells of apples.");
  await one.kept((all) => all.some(([, text]) => text.includes("apples")));
  const two = await tools.open({ context: one.context() });
  await two.read();
  assert.match((await two.texts()).join(), /apples/, "a new tab goes on where the last one was");
  await two.add("The second tab tells of pears.");
  await two.kept((all) => all.some(([, text]) => text.includes("pears")));
  await one.reload();
  await one.read();
  assert.doesNotMatch((await one.texts()).join(), /pears/);
  await two.reload();
  await two.read();
  assert.match((await two.texts()).join(), /pears/);
  await two.getByRole("button", { name: "Forget everything" }).click();
  await one.kept((all) => !all.some(([, text]) => text));
  await one.reload();
  await one.getByRole("button", { name: "Try an example" }).waitFor();
  await two.check();
  await one.done();
});

test("links are made and work is kept when the program's files are gone", { timeout: 120_000 }, async () => {
  const page = await tools.open({ serviceWorkers: "block" });
  await page.example();
  await page.context().route(/worker\.js|analysis-/, (route) => route.abort());
  assert.ok((await page.link()).length > 500, "by the worker that has read the articles");
  // While that one reads, by another one, which does not start any more.
  const line = (n) => `The river rose by ${n} metres, the mayor of Aldmouth said on Monday. “We were ready,” said Ana Ruiz, who leads the water board.\n\n`;
  const before = await page.locator("article").count();
  await page.getByRole("textbox", { name: "Article text" }).evaluate((area, text) => { area.value = text; }, Array.from({ length: 800 }, (_, n) => line(n)).join(""));
  await page.getByRole("button", { name: "Add article" }).click();
  await page.getByRole("progressbar", { name: "Articles read" }).waitFor();
  assert.ok((await page.link()).length > 500, "after the analysis, by its worker");
  await page.waitForFunction((n) => document.querySelectorAll("article").length > n, before);
  await page.read();
  await page.kept((all) => all.some(([, text]) => text?.includes("water board")));
  await page.leave();
});
