// What is taken along: each file says where its texts come from, and a session comes back whole.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { site } from "./open.mjs";

const tools = site();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "crossread-"));
after(() => fs.rmSync(folder, { recursive: true }));

const version = fs.readFileSync("Cargo.toml", "utf8").match(/^version = "(.*)"/m)[1];
const sha256 = (text) => crypto.createHash("sha256").update(text).digest("hex");

/** RFC 4180, read back. */
function readCsv(text) {
  assert.ok(text.endsWith("\r\n"));
  const fields = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const lines = [[]];
  for (const [, quoted, plain, end] of fields) {
    lines.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") lines.push([]);
  }
  return lines.slice(0, -1);
}

test("each export holds the table, and its sources with date, version and hash; the session comes back", { timeout: 120_000 }, async () => {
  const page = await tools.open();
  await page.example();
  await page.view("Compare");
  const table = await page.table();
  const rows = await page.getByRole("table", { name: "Source comparison" }).getByRole("rowheader").count();
  const saved = {};
  for (const kind of ["CSV", "Markdown", "JSON", "Web page", "Session file"]) {
    await page.getByRole("button", { name: "Export" }).first().click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: kind, exact: true }).click();
    const file = path.join(folder, (await download).suggestedFilename());
    await (await download).saveAs(file);
    await page.getByRole("status").filter({ hasText: `${kind} saved` }).waitFor({ state: "attached" });
    saved[kind] = { file, text: fs.readFileSync(file, "utf8") };
  }
  for (const { file } of Object.values(saved)) assert.match(file, /-and-2-more\./, "the name says that there are three");
  const session = JSON.parse(saved["Session file"].text);
  assert.equal(session.articles.length, 3);
  for (const [kind, { text }] of Object.entries(saved)) {
    assert.ok(text.includes(`Crossread ${version}`), `${kind}: version`);
    for (const article of session.articles) {
      assert.ok(text.includes(article.label), `${kind}: source`);
      assert.ok(text.includes(article.date), `${kind}: date`);
      assert.ok(text.includes(sha256(article.text)), `${kind}: hash`);
    }
  }
  const csv = readCsv(saved.CSV.text);
  assert.equal(new Set(csv.map((line) => line.length)).size, 1, "as many fields in each line");
  assert.ok(csv.length >= 4 && csv[0].length >= 4);
  assert.ok(JSON.parse(saved.JSON.text).comparison.rows.length >= rows);
  for (const kind of ["CSV", "Markdown", "Web page"]) assert.match(saved[kind].text, /figures differ: .*\d.*, .*\d/, kind);
  assert.ok(csv.some(([name]) => name === "(finding)"), "the findings");
  assert.match(saved.Markdown.text, /^\| .*\|\n\| ?-/m);

  // The web page: from disk, without scripts, without a network.
  const still = await tools.browser.newContext({ javaScriptEnabled: false, offline: true });
  const web = await still.newPage();
  const requests = [];
  web.on("request", (r) => requests.push(r.url()));
  await web.goto(`file://${saved["Web page"].file}`);
  const headings = await web.getByRole("table", { name: "Source comparison" }).getByRole("columnheader").allInnerTexts();
  assert.deepEqual([...headings.slice(1), "remarks"], csv[0].slice(1));
  for (const { label } of session.articles) await web.getByRole("heading", { level: 2, name: label }).waitFor();
  assert.ok(await web.locator("article [data-speaker]").count() > 3, "statements are marked");
  assert.ok(await web.locator("article [data-topic]").count() > 10, "topics are marked");
  assert.ok(await web.getByText("not mentioned").count() > 0);
  const link = web.getByRole("cell").getByRole("link").first();
  assert.equal(await web.locator(await link.getAttribute("href")).count(), 1, "a passage leads to its place");
  assert.notEqual(await web.locator("table").evaluate((t) => getComputedStyle(t).borderCollapse), "separate", "its style sheet is allowed");
  assert.equal(requests.length, 1);
  await still.close();

  const other = await tools.open();
  await other.add("Something of one’s own stands here, and is not lost.");
  await other.files([["again.crossread.json", saved["Session file"].text]]);
  await other.waitForFunction(() => document.querySelectorAll("article").length === 3);
  await other.read();
  assert.deepEqual(await other.table(), table, "the same table, cell by cell");
  await other.getByRole("button", { name: "Undo" }).first().click();
  await other.waitForFunction(() => document.querySelector("article")?.textContent.includes("of one’s own"));
  await other.files([["future.crossread.json", saved["Session file"].text.replace('"version": 1', '"version": 9')], ["cut.crossread.json", saved["Session file"].text.slice(0, 400)]]);
  await other.getByRole("alert").waitFor();
  assert.match(await other.alert(), /newer version[\s\S]*damaged/);
  await other.done();
  await page.done();
});

test("a spreadsheet runs nothing, and names show what they are", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  const text = "=HYPERLINK(1) is closed.\n\n“The =cmd is shut,” said Ann Lee, the mayor of Aldmouth. The bridge is shut, she said.";
  const session = { format: "crossread-session", version: 1, articles: [
    { label: "=cmd|'/C calc'!A0", title: "+1", url: "javascript:alert(1)", text },
    { label: "The \u202eyliaD\u200b", url: "data:text/html,x", text: text.replace("Ann", "Ana") },
  ] };
  await page.files([["nasty.crossread.json", JSON.stringify(session)]]);
  await page.read();
  assert.ok(!/[\u202e\u200b]/.test(await page.getByRole("group", { name: "Articles" }).innerText()));
  await page.getByRole("button", { name: "Export" }).first().click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV", exact: true }).click();
  const file = path.join(folder, "nasty.csv");
  await (await download).saveAs(file);
  for (const line of readCsv(fs.readFileSync(file, "utf8"))) {
    for (const field of line) assert.ok(!/^[\s]*[=+\-@]/.test(field), field);
  }
  assert.equal(await page.locator('a[href^="javascript:alert"], a[href^="data:"]').count(), 0);
  await page.done();
});
