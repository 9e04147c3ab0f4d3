// The first minute: articles in, highlights and table, from a cell to its passage, a correction, the link.
import { test } from "node:test";
import assert from "node:assert/strict";
import { seeds, site, soon } from "./open.mjs";

const { open } = site();

async function firstMinute(page) {
  const topics = page.getByRole("group", { name: "Topics" }).getByRole("button");
  assert.ok(await topics.count() >= 3, "topics in the legend");
  const label = await topics.first().locator(".lab").textContent();
  assert.ok((await topics.first().innerText()).includes(label));
  const article = page.getByRole("article").first();
  assert.ok(await article.locator("[data-topic]").count() > 0, "highlights");
  assert.ok(await page.locator("[data-speaker]").count() > 0, "statements");

  await page.view("Compare");
  const table = page.getByRole("table", { name: "Source comparison" });
  assert.ok(await table.getByRole("columnheader").count() >= 3, "a column for each source");
  assert.ok(await table.getByRole("rowheader").count() >= 3, "a row for each topic");
  assert.ok(await table.getByText("not mentioned").count() > 0, "silence is shown");

  await table.getByRole("cell").getByRole("link").first().click();
  await page.locator(".para.landed").first().waitFor();
  await soon(async () => assert.ok(await page.locator(".para.landed").first().isVisible(), "a cell leads to its passage"));

  await page.view("Compare");
  const before = await page.table();
  await page.getByRole("button", { name: "Copy link" }).first().click();
  await page.getByRole("status").filter({ hasText: "copied" }).first().waitFor({ state: "attached" });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  return { before, hash: new URL(link).hash };
}

test("the example, from the first press to the link in another browser", { timeout: 120_000 }, async () => {
  const page = await open();
  await page.example();
  assert.equal(await page.getByRole("article", { name: "The Aldmouth Courier" }).count(), 1);
  const { before, hash } = await firstMinute(page);
  await page.done();
  const other = await open({ hash });
  await other.read();
  assert.deepEqual(await other.table(), before, "the link brings the same table");
  await other.done();
});

test("two real articles, typed in", { timeout: 120_000, skip: seeds() ? false : "../shared/data/seeds is not here" }, async () => {
  const page = await open();
  for (const text of seeds()) await page.add(text);
  const { before, hash } = await firstMinute(page);
  const measures = await page.evaluate(() => performance.getEntriesByType("measure").map((m) => m.name));
  assert.equal(measures.filter((name) => name === "analyze").length, 2, "one measure for each article");
  assert.equal(measures.filter((name) => name === "compare").length, 2);
  await page.done();
  const other = await open({ hash });
  await other.read();
  assert.deepEqual(await other.table(), before);
  await other.done();
});

test("what is pasted anywhere on the page becomes an article", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.evaluate(() => navigator.clipboard.writeText("The ferry is late.\n\n“It will come,” said Ann Lee, who runs the ferry."));
  await page.locator("body").press("Control+v");
  await page.read();
  await soon(async () => assert.equal(await page.getByRole("article").count(), 1));
  await page.done();
});

test("a wrong speaker is corrected, and undone", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  const label = page.locator("article.first button.who").first();
  const name = await label.locator("b").textContent();
  await label.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Who said it" }).or(dialog.getByLabel("Who said it")).first().fill("Nadia Brook");
  await dialog.getByRole("button", { name: "Change speaker" }).click();
  await page.locator('article.first [data-speaker="Nadia Brook"]').first().waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await page.locator(`article.first [data-speaker="${name}"]`).first().waitFor();
  await soon(async () => assert.equal(await page.locator('[data-speaker="Nadia Brook"]').count(), 0));
  await page.done();
});

test("work survives a reload until it is forgotten", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  await page.kept();
  await page.reload();
  await page.read();
  assert.equal(await page.getByRole("heading", { level: 2 }).count() > 0, true);
  await page.getByRole("button", { name: "Forget everything" }).click();
  await page.getByRole("button", { name: "Try an example" }).waitFor();
  await page.kept((all) => !all.some(([, text]) => text));
  await page.reload();
  await page.getByRole("button", { name: "Try an example" }).waitFor();
  await soon(async () => assert.equal(await page.locator("article").count(), 0));
  await page.done();
});
