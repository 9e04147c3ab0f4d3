// The reader: topics on and off, keys, search, editing, history.
import { test } from "node:test";
import assert from "node:assert/strict";
import { site, soon } from "./open.mjs";

const { open } = site();
const chips = (page) => page.getByRole("group", { name: "Topics" }).getByRole("button");
const tint = (page, label) => page.locator(`article.first mark[data-topic="${label}"]`).first()
  .evaluate((mark) => getComputedStyle(mark).textDecorationLine);

test("a topic is switched off and on without drawing the text again", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  const chip = chips(page).first();
  const label = await chip.locator(".lab").textContent();
  await page.evaluate(() => {
    globalThis.changed = 0;
    new MutationObserver((list) => changed += list.length).observe(document.querySelector(".reader"), { childList: true, subtree: true, characterData: true });
  });
  await chip.click();
  await soon(async () => assert.equal(await chip.getAttribute("aria-pressed"), "false"));
  await soon(async () => assert.equal(await tint(page, label), "none"));
  await chip.click();
  await soon(async () => assert.equal(await tint(page, label), "underline"));
  assert.equal(await page.evaluate(() => changed), 0);
  await page.done();
});

test("only one topic by a double press, and all again", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  await chips(page).nth(1).dblclick();
  const pressed = () => chips(page).evaluateAll((list) => list.map((c) => c.getAttribute("aria-pressed") === "true"));
  await soon(async () => assert.deepEqual((await pressed()).map((on, i) => on === (i === 1)).includes(false), false));
  await page.getByRole("button", { name: "Show all" }).click();
  await soon(async () => assert.equal((await pressed()).includes(false), false));
  await page.done();
});

test("keys: marks, views, topics, search, the list of keys", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  await page.keyboard.press("j");
  const first = await page.evaluate(() => document.activeElement.dataset.topic);
  assert.ok(first, "j goes to a mark");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.dataset.topic), first));
  await page.keyboard.press("Enter");
  await page.locator(".compare").waitFor({ state: "visible" });
  await soon(async () => assert.ok(await page.evaluate(() => document.activeElement.dataset.row), "Enter goes to the row that tells of it"));
  await page.keyboard.press("Backspace");
  await page.locator(".reader").waitFor({ state: "visible" });
  await page.keyboard.press("1");
  await soon(async () => assert.equal(await chips(page).first().getAttribute("aria-pressed"), "false"));
  await page.keyboard.press("Control+z");
  await soon(async () => assert.equal(await chips(page).first().getAttribute("aria-pressed"), "true"));
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await page.getByRole("region", { name: "Who is quoted" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.keyboard.press("/");
  await page.keyboard.type("ferry");
  const hit = page.getByRole("search").getByRole("button").first();
  await hit.waitFor();
  assert.match(await hit.textContent(), /ferry/i);
  await hit.click();
  await page.locator(".para.landed").first().waitFor();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard" });
  await dialog.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("1");
  assert.equal(await chips(page).first().getAttribute("aria-pressed"), "true", "letters and digits are off");
  await page.done();
});

test("the browser's Back steps through the views", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  await page.view("Compare");
  await page.view("Quoted");
  await page.goBack();
  await page.locator(".compare").waitFor({ state: "visible" });
  await page.goBack();
  await page.locator(".reader").waitFor({ state: "visible" });
  await page.goForward();
  await page.locator(".compare").waitFor({ state: "visible" });
  await page.done();
});

test("articles are renamed, moved and removed, with undo", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  const tabs = page.getByRole("group", { name: "Articles" }).getByRole("button");
  const names = () => tabs.allTextContents();
  const edit = () => page.getByRole("button", { name: "Edit article" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit article" });
  await edit();
  await dialog.getByLabel("Name (outlet or short title)").fill("Courier");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("article", { name: "Courier" }).waitFor();
  assert.match(await page.title(), / · Crossread$/, "a tab is found by what it is about");
  await edit();
  await dialog.getByLabel("Words").fill("");
  await dialog.getByRole("button", { name: "Save" }).click();
  assert.equal(await dialog.getByLabel("Words").evaluate((area) => area.validity.valueMissing), true, "no words are not kept in silence");
  await dialog.getByRole("button", { name: "Close" }).click();
  await edit();
  await dialog.getByRole("button", { name: "Move right" }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await soon(async () => assert.deepEqual(await names(), ["Northern Wire", "Courier", "Authority statement"]));
  await edit();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await soon(async () => assert.deepEqual(await names(), ["Northern Wire", "Authority statement"]));
  for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
  await soon(async () => assert.deepEqual(await names(), ["The Aldmouth Courier", "Northern Wire", "Authority statement"]));
  await page.done();
});

test("topics are renamed, hidden and added", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.example();
  const label = await chips(page).first().locator(".lab").textContent();
  await page.getByRole("button", { name: "Edit topics" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit topics" });
  await dialog.getByRole("button", { name: label }).first().click();
  await dialog.getByLabel("Name").fill("The crossing");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await page.locator('mark[data-topic="The crossing"]').first().waitFor({ state: "attached" });
  await dialog.getByLabel("A word or phrase from the texts").fill("Quay Street");
  await dialog.getByRole("button", { name: "Add topic" }).click();
  await page.locator('[data-topic="Quay Street"]').first().waitFor({ state: "attached" });
  await dialog.getByRole("button", { name: "Quay Street" }).first().click();
  await dialog.getByRole("button", { name: "Hide", exact: true }).click();
  await page.waitForFunction(() => !document.querySelector('[data-topic="Quay Street"]'));
  await page.done();
});

test("another article begins at its beginning, however far the last one was scrolled", { timeout: 60_000 }, async () => {
  const page = await open({ viewport: { width: 700, height: 700 } });
  const story = (name, many) => Array.from({ length: many }, (_, i) => `${name} ${i}: the ferry is late again, said Ann Lee, and the quay was full of people who had to wait for it.`).join("\n\n");
  await page.add(story("Long", 120));
  await page.add(story("Short", 40));
  const tab = (n) => page.getByRole("group", { name: "Articles" }).getByRole("button").nth(n);
  const scrolled = () => page.evaluate(() => Math.round(scrollY));
  await tab(0).click();
  await page.evaluate(() => scrollTo(0, 6000));
  await soon(async () => assert.ok(await scrolled() > 5000));
  await tab(1).evaluate((b) => b.click());
  await soon(async () => assert.ok(await scrolled() < 600, `${await scrolled()}`));
  await page.waitForTimeout(300);
  assert.ok(await scrolled() < 600, "and stays there");
  await tab(0).evaluate((b) => b.click());
  await soon(async () => assert.ok(await scrolled() > 5000, "the first one is where it was left"));
  await page.done();
});

test("on a phone the article that is read stands in view among the others", { timeout: 60_000 }, async () => {
  const page = await open({ viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true });
  await page.example();
  const last = page.getByRole("group", { name: "Articles" }).getByRole("button").last();
  await last.evaluate((button) => button.click());
  await soon(async () => {
    const { x, width } = await last.boundingBox();
    assert.ok(x >= 0 && x + width <= 360, `${x} and ${width}`);
  });
  await page.done();
});

test("by speakers a denial stands before what is denied", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.add("The pier will shut in May.\n\nThe mayor, Ann Lee, denied that the pier had been sold to the brewery. Traders said the pier had been sold in May.");
  await page.view("Compare");
  await page.getByRole("radiogroup", { name: "Compare by" }).getByText("Speakers").click();
  await page.getByText(/^denied that the pier had been sold/).first().waitFor();
  await page.done();
});
