// What a reader sets aside: a finding that is none.
import { test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import { site, soon } from "./open.mjs";

const tools = site();
const large = site({ browserArgs: ["--blink-settings=defaultFontSize=32"] });

test("a finding is set aside, told, brought back, undone and done again", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  await page.example();
  await page.view("Compare");
  const findings = page.getByRole("list", { name: "Findings" }).getByRole("listitem");
  const differ = findings.filter({ has: page.getByRole("button", { name: "Figures differ", exact: true }) });
  const before = await findings.count();
  const sentence = (await differ.first().innerText()).split("\n")[1].slice(0, 40);
  assert.equal(await page.getByText(/set aside$/).count(), 0);
  await page.accessible("with what can be set aside");
  await differ.first().getByRole("button", { name: /^Not so: Figures differ/ }).click();
  await page.locator(".toast").getByText("Set aside. Figures differ: “").waitFor();
  await soon(async () => assert.equal(await page.getByText(sentence).count(), 0));
  const aside = page.getByRole("group").filter({ hasText: "1 finding set aside" });
  await aside.getByText("1 finding set aside").click();
  await page.locator(".toast").waitFor({ state: "hidden" });
  await page.accessible("with the list of what is set aside");
  await aside.getByRole("button", { name: /^Bring back: Figures differ/ }).click();
  await page.getByText(sentence).first().waitFor();
  await soon(async () => assert.equal(await findings.count(), before));
  await page.keyboard.press("Control+z");
  await page.getByText("1 finding set aside").waitFor();
  await page.keyboard.press("Control+z");
  await soon(async () => assert.equal(await page.getByText(/set aside$/).count(), 0));
  await page.keyboard.press("Control+Shift+Z");
  await page.getByText("1 finding set aside").waitFor();
  await page.done();
});

test("figures of a row are set aside there, and leave the table, its filter and the exports", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  await page.example();
  await page.view("Compare");
  const rows = page.getByRole("row").filter({ has: page.getByText("Figures differ", { exact: true }) });
  const many = await rows.count();
  assert.ok(many > 0);
  const filter = page.getByRole("group", { name: "Show rows" }).getByRole("button", { name: /^Figures differ/ });
  const counted = parseInt((await filter.innerText()).match(/\d+/)[0]);
  const label = await rows.first().getByRole("rowheader").locator(".lab").innerText();
  const figures = await rows.first().locator(".fig").allInnerTexts();
  assert.ok(figures.length > 1);
  while (await page.getByRole("button", { name: `Not so: Figures differ, “${label}”` }).count()) {
    const count = await page.getByRole("row").count();
    await page.getByRole("button", { name: `Not so: Figures differ, “${label}”` }).click();
    await soon(async () => assert.match(await page.locator(".aside summary").innerText(), /\d+ findings? set aside/));
    await page.read();
    await soon(async () => assert.equal(await page.getByRole("row").count(), count));
  }
  await soon(async () => assert.equal(await rows.count(), many - 1));
  await soon(async () => assert.equal(await filter.innerText(), `Figures differ ${counted - 1}`));
  await page.getByRole("button", { name: "Export" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Markdown" }).click();
  const markdown = fs.readFileSync(await (await coming).path(), "utf8");
  const line = markdown.split("\n").find((l) => l.startsWith(`| ${label}`) || l.startsWith(`| **${label}`));
  assert.ok(line && !/figures differ/.test(line), line);
  await page.done();
});

test("what was set aside is in the link and in the file, and says so when its place is gone", { timeout: 60_000 }, async () => {
  const page = await tools.open();
  await page.example();
  await page.view("Compare");
  await page.getByRole("button", { name: /^Not so: Figures differ/ }).first().click();
  await page.getByText("1 finding set aside").waitFor();
  const hash = await page.link();
  const other = await tools.open({ hash });
  await other.read();
  await other.getByText("1 finding set aside").click();
  assert.equal(await other.getByText("Its place is not in the text any more").count(), 0);
  await other.done();
  await page.getByRole("button", { name: "Export" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Session file" }).click();
  const file = JSON.parse(fs.readFileSync(await (await coming).path(), "utf8"));
  assert.equal(file.corrections[0].SetAside.kind, "figures-differ");
  const at = file.corrections[0].SetAside.at[0];
  const article = file.articles.find((a) => a.id === at.article);
  article.text = article.text.replace(at.words.split(" ")[0], "some");
  const third = await tools.open();
  await third.files([["changed.crossread.json", JSON.stringify(file)]]);
  await third.read();
  await third.view("Compare");
  await third.getByText("1 finding set aside").click();
  await third.getByText("Its place is not in the text any more").first().waitFor();
  await third.done();
  await page.done();
});

for (const [what, { open }] of [["in the dark", tools], ["at twice the text size", large]]) {
  test(`findings can be set aside on a phone ${what}, and the buttons are not on paper`, { timeout: 60_000 }, async () => {
    const page = await open({ viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true, media: { colorScheme: "dark" } });
    await page.example();
    await page.view("Compare");
    await page.getByRole("button", { name: /^Not so: / }).first().click();
    await page.getByText("1 finding set aside").click();
    assert.ok(await page.sideways() <= 0, "not too wide");
    await page.getByRole("button", { name: /^Bring back/ }).waitFor();
    await page.locator(".toast").waitFor({ state: "hidden" });
    await page.accessible(what);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("button", { name: /^Not so: / }).first().isVisible(), false);
    await page.done();
  });
}
