// Accessible in every view and theme, at every width, without a sideways scroll of the page.
import { test } from "node:test";
import assert from "node:assert/strict";
import { site, soon } from "./open.mjs";

const { open } = site();
const large = site({ browserArgs: ["--blink-settings=defaultFontSize=32"] });

/** Articles with whatever is long: headlines that become names, an address, a hash, figures that differ. */
const wide = ["four", "five", "six"].map((dead, n) => `Fire at the Aldmouth chemical depot forces some two thousand people from their homes, part ${n}

The fire at the depot killed ${dead} people and cost £${n + 2} million, Ruth Adeyemi, the mayor, said on Monday.

The report on the fire is at https://www.example.org/${"a-very-long-path/".repeat(5)}${"0123456789abcdef".repeat(4)}.html, Ruth Adeyemi said. Its sum is ${"0123456789abcdef".repeat(4)}, she said.`);

for (const colorScheme of ["light", "dark"]) {
  for (const [device, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 360, height: 740 }]]) {
    test(`no violation: ${colorScheme}, ${device}`, { timeout: 240_000 }, async () => {
      const page = await open({ viewport, media: { colorScheme } });
      await page.accessible("start");
      await page.example();
      for (const view of ["Read", "Compare", "Quoted"]) {
        await page.view(view);
        await page.accessible(view);
      }
      await page.view("Read");
      await page.locator("article.first button.who").first().click();
      await page.accessible("statement");
      await page.keyboard.press("Escape");
      const dialogs = [
        ["Read", page.getByRole("button", { name: "Edit topics" })],
        ["Read", page.getByRole("article").first().getByRole("button", { name: "Edit article" })],
        ["Read", page.getByRole("button", { name: "Rename" })],
        ["Read", page.getByRole("button", { name: "Keyboard" })],
        ["Compare", page.getByRole("button", { name: "Copy", exact: true })],
        ["Compare", page.getByRole("button", { name: "Sharing options" }).first()],
      ];
      for (const [view, opener] of dialogs) {
        await page.view(view);
        if (!await opener.isVisible()) await page.getByText("Menu", { exact: true }).click();
        const name = await opener.innerText();
        await opener.locator("visible=true").click();
        const dialog = page.getByRole("dialog");
        await dialog.waitFor();
        if (name === "Sharing options") await dialog.getByRole("textbox").waitFor();
        await page.accessible(`${name} at ${device}`);
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
        await soon(async () => assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY", `${name}: the focus is back`));
      }
      await page.getByRole("searchbox").fill("said");
      await page.getByRole("search").getByRole("button").first().waitFor();
      await page.accessible("search");
      await page.done();
    });
  }
}

test("no sideways scroll from 320 px to wide screens", { timeout: 120_000 }, async () => {
  // A page is opened on a phone and one on a desk; between, windows are drawn wider.
  for (const widths of [[320, 360, 640, 768], [991, 1280, 1499, 1600, 2200]]) {
    const page = await open({ viewport: { width: widths[0], height: 800 } });
    const fits = async (what) => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        assert.ok(await page.sideways() <= 0, `${what} at ${width}`);
      }
    };
    await fits("start");
    await page.example();
    for (const view of ["Read", "Compare", "Quoted"]) {
      await page.view(view);
      await fits(view);
    }
    await page.view("Compare");
    await page.getByRole("radiogroup", { name: "Compare by" }).getByText("Speakers").click();
    await page.getByRole("columnheader", { name: "Ruth Adeyemi" }).waitFor({ state: "attached" });
    await fits("many speakers");
    await page.done();
  }
});

for (const [what, width, tools] of [["360 px", 360, { open }], ["320 px", 320, { open }], ["360 px, twice the text size", 360, large]]) {
  test(`nothing is too wide for a phone: ${what}`, { timeout: 120_000 }, async () => {
    const page = await tools.open({ viewport: { width, height: 740 }, isMobile: true, hasTouch: true });
    for (const text of wide) await page.add(text);
    const fits = async (where) => assert.ok(await page.sideways() <= 0, `${where}: ${await page.sideways()} px too wide`);
    for (const view of ["Read", "Compare", "Quoted"]) {
      await page.view(view);
      await page.waitForTimeout(200);
      await fits(view);
    }
    await page.view("Compare");
    await page.getByRole("radiogroup", { name: "Compare by" }).getByText("Speakers").click();
    await page.getByRole("columnheader", { name: "Ruth Adeyemi" }).waitFor({ state: "attached" });
    await fits("by speakers");
    await page.getByRole("textbox", { name: "Article text" }).fill("The fire.");
    await fits("what is typed");
    const link = await page.getByRole("button", { name: "Copy link" }).first().boundingBox();
    assert.ok(link.x >= 0 && link.x + link.width <= width, "Copy link is on the screen");
    await page.done();
  });
}

test("headings, landmarks and live regions", { timeout: 60_000 }, async () => {
  const page = await open();
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  await page.example();
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  assert.equal(await page.getByRole("main").count(), 1);
  const status = await page.getByRole("status").first().textContent();
  assert.match(status, /statement/);
  await page.view("Compare");
  await soon(async () => assert.equal(await page.getByRole("navigation", { name: "Views" }).locator("[aria-current]").innerText(), "Compare"));
  await page.done();
});

test("forced colours and reduced motion", { timeout: 60_000 }, async () => {
  const page = await open({ media: { forcedColors: "active", reducedMotion: "reduce" } });
  await page.example();
  await page.accessible("forced colours");
  await page.done();
});
