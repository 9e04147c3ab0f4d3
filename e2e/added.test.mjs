// What a reader adds: a statement that was not found.
import { test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import { site, soon } from "./open.mjs";

const tools = site();
const large = site({ browserArgs: ["--blink-settings=defaultFontSize=32"] });

const TEXT = `The pier at Quayhaven is shut for the winter. Nobody was hurt when a beam fell on Monday.

"The pier will open again in May," said harbour master Ines Farrow. The beam weighed 40 kilograms.

Traders on the front fear for their summer. Boats leave from the north quay until then.`;
const WORDS = "Traders on the front fear for their summer.";

/** Selects words in the article that is open. */
const select = (page, words) => page.evaluate((words) => {
  const walker = document.createTreeWalker(document.querySelector("article.first .body"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node; (node = walker.nextNode());) if (!node.parentElement.closest("button, .pil")) nodes.push(node);
  const all = nodes.map((n) => n.data).join("");
  const point = (at) => {
    for (const node of nodes) {
      if (at <= node.data.length) return [node, at];
      at -= node.data.length;
    }
  };
  const start = all.indexOf(words);
  const [from, to] = [point(start), point(start + words.length)];
  getSelection().setBaseAndExtent(...from, ...to);
}, words);

const add = async (page, speaker) => {
  const dialog = page.getByRole("dialog", { name: "Add a statement" });
  await dialog.getByRole("combobox", { name: "Who said it" }).fill(speaker);
  await dialog.getByRole("button", { name: "Add a statement" }).click();
};

const mine = (page, name) => page.locator(`article.first .stmt[data-speaker="${name}"]`);

test("words that are selected become a statement, which counts everywhere, and is undone", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  await page.add(TEXT);
  await select(page, WORDS);
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "Add a statement" });
  assert.equal(await dialog.getByRole("textbox", { name: /^What somebody says in/ }).inputValue(), WORDS);
  await page.accessible("the dialog");
  const offered = await dialog.locator("datalist option").evaluateAll((all) => all.map((o) => o.value));
  assert.ok(offered.includes("Ines Farrow"), `${offered}`);
  await add(page, "Gil Harker");
  await page.locator(".toast").getByText("Added for Gil Harker: “Traders on the front fear for").waitFor();
  await soon(async () => assert.equal(await mine(page, "Gil Harker").evaluateAll((all) =>
    all.map((s) => [...s.childNodes].filter((n) => n.nodeName !== "BUTTON").map((n) => n.textContent).join("")).join("")), WORDS));
  const label = page.locator("article.first button.who").filter({ hasText: "Gil Harker" });
  assert.match(await label.textContent(), /added by a reader/);
  await page.read();
  await page.view("Quoted");
  await page.getByRole("region", { name: "Who is quoted" }).getByText("Gil Harker").waitFor();
  await page.view("Compare");
  await page.getByRole("radiogroup", { name: "Compare by" }).getByText("Speakers").click();
  await page.getByRole("columnheader", { name: "Gil Harker" }).waitFor();
  await page.view("Read");
  await page.keyboard.press("Control+z");
  await soon(async () => assert.equal(await mine(page, "Gil Harker").count(), 0));
  await page.keyboard.press("Control+Shift+Z");
  await mine(page, "Gil Harker").first().waitFor();
  await page.done();
});

test("a statement that was added is given to somebody else, and taken away", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  await page.add(TEXT);
  await select(page, WORDS);
  await page.getByRole("button", { name: "Add a statement" }).click();
  await add(page, "Gil Harker");
  await page.locator("article.first button.who").filter({ hasText: "Gil Harker" }).click();
  const dialog = page.getByRole("dialog", { name: "Gil Harker" });
  assert.match(await dialog.innerText(), /added by a reader/);
  await dialog.getByRole("combobox", { name: "Who said it" }).fill("Ines Farrow");
  await dialog.getByRole("button", { name: "Change speaker" }).click();
  await soon(async () => assert.equal(await mine(page, "Gil Harker").count(), 0));
  await soon(async () => assert.ok(await mine(page, "Ines Farrow").count() >= 2));
  await page.locator("article.first .stmt", { hasText: "Traders" }).locator("button.who").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Not a statement" }).click();
  await soon(async () => assert.equal(await page.locator("article.first .stmt", { hasText: "Traders" }).count(), 0));
  await page.done();
});

test("by keyboard alone: words are written, those that do not stand there are refused, and known ones replaced", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  await page.add(TEXT);
  await page.locator("#main").focus();
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "Add a statement" });
  const words = dialog.getByRole("textbox", { name: /^What somebody says in/ });
  assert.equal(await words.inputValue(), "");
  await words.fill("Traders on the front are glad.");
  await dialog.getByRole("combobox", { name: "Who said it" }).fill("Gil Harker");
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").getByText("do not stand in the article").waitFor();
  assert.equal(await words.inputValue(), "Traders on the front are glad.", "they can be put right");
  await words.fill("“the pier will open again in May,” said harbour master Ines Farrow.");
  await dialog.getByRole("combobox", { name: "Who said it" }).focus();
  await page.keyboard.press("Enter");
  await mine(page, "Gil Harker").first().waitFor();
  await soon(async () => assert.equal(await mine(page, "Ines Farrow").count(), 0, "the reader's takes the place"));
  await page.done();
});

test("what was added is in the link, in the file and in the exports", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  await page.add(TEXT);
  await select(page, WORDS);
  await page.keyboard.press("a");
  await add(page, "Gil Harker");
  await mine(page, "Gil Harker").first().waitFor();
  await page.read();
  const other = await tools.open({ hash: await page.link() });
  await other.read();
  await mine(other, "Gil Harker").first().waitFor();
  await other.done();
  const saved = async (name) => {
    await page.getByRole("button", { name: "Export" }).click();
    const coming = page.waitForEvent("download");
    await page.getByRole("menuitem", { name }).click();
    return fs.readFileSync(await (await coming).path(), "utf8");
  };
  assert.match(await saved("Markdown"), /\*\*Gil Harker \(added by a reader\):\*\* Traders on the front/);
  const json = JSON.parse(await saved("JSON"));
  assert.ok(json.articles[0].attributions.some((a) => a.reason === "Added"));
  const file = JSON.parse(await saved("Session file"));
  assert.equal(file.corrections[0].AddStatement.speaker, "Gil Harker");
  await page.done();
});

for (const [what, { open }] of [["in the dark", tools], ["at twice the text size", large]]) {
  test(`a statement can be added on a phone ${what}`, { timeout: 60_000 }, async () => {
    const page = await open({ viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true, media: { colorScheme: "dark" } });
    await page.add(TEXT);
    await select(page, WORDS);
    await page.getByRole("button", { name: "Add a statement" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a statement" });
    assert.equal(await dialog.getByRole("textbox", { name: /^What somebody says in/ }).inputValue(), WORDS);
    assert.ok(await page.sideways() <= 0, "not too wide");
    await page.accessible(what);
    await add(page, "Gil Harker");
    await mine(page, "Gil Harker").first().waitFor();
    await page.done();
  });
}
