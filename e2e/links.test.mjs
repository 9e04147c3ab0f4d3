// Links: what they carry, what may happen to them on their way, and that they never touch the reader's own work.
import { test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import { seeds, site, soon } from "./open.mjs";

const tools = site();
const { open } = tools;

const own = "The reader’s own text is about apples.\n\n“They are ripe,” said Olga Stern, who grows them.";
const pieces = (hash) => [hash.slice(0, 90), hash.slice(90)];

/** The example's link and table, made once. */
let made;
async function example() {
  if (made) return made;
  const page = await open();
  await page.example();
  await page.view("Compare");
  const table = await page.table();
  made = { table, hash: await page.link() };
  await page.done();
  return made;
}

test("what programs do to a link is repaired: the same table, cell by cell", { timeout: 120_000 }, async () => {
  const { table, hash } = await example();
  const [a, b] = pieces(hash);
  // The others are in src/session/link/tests.rs.
  const arrivals = [`${hash}).`, `${a}=%0D%0A> ${b}`, `${a}\u200b${b}?fbclid=x`, hash.slice(0, -1)];
  for (const arrival of arrivals) {
    const page = await open({ at: arrival });
    await page.read();
    assert.deepEqual(await page.table(), table, arrival);
    await page.done();
  }
});

test("%23 for # asks the host for a page that is not there, and comes right", { timeout: 60_000 }, async () => {
  const { table, hash } = await example();
  const page = await open({ at: `%23${hash.slice(1)}`, allow: /404/ });
  await page.read();
  assert.deepEqual(await page.table(), table);
  assert.equal(new URL(page.url()).hash, hash);
  await page.goto(`${tools.server.url}nowhere`);
  await page.getByRole("heading", { name: "There is no page at this address" }).waitFor();
  await page.leave();
});

test("a cut link says how much is missing; an altered one is refused; nothing of either is shown", { timeout: 60_000 }, async () => {
  const { hash } = await example();
  const other = hash[300] === "A" ? "B" : "A";
  for (const [arrival, says] of [
    [hash.slice(0, 500), new RegExp(`cut: 499 of ${(hash.length - 1).toLocaleString("en")} characters arrived`)],
    [hash.slice(0, 300) + other + hash.slice(301), /altered on its way/],
    [hash.slice(0, 300) + hash.slice(301), /altered on its way|cut/],
    [hash.replace("#v1", "#v7"), /newer version/],
  ]) {
    const page = await open({ at: arrival });
    await page.getByRole("alert").waitFor();
    assert.match(await page.alert(), says);
    assert.equal(await page.locator("article").count(), 0);
    await page.done();
  }
});

test("a link opens apart from the reader's own work, which stays, also when the link's articles are changed", { timeout: 120_000 }, async () => {
  const { table, hash } = await example();
  const mine = await open();
  await mine.add(own);
  await mine.kept();
  const context = mine.context();
  const page = await open({ context, hash });
  await page.read();
  assert.match(await page.origin(), /Opened from a link.*whoever made it/);
  assert.deepEqual(await page.table(), table);
  assert.ok(!(await page.texts()).join().includes("apples"));
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("My reading");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "My reading" }).waitFor();
  await page.kept((all) => all.some(([name, text]) => name.startsWith("guest") && text.includes("My reading")));
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "My reading" }).waitFor();
  assert.match(await page.origin(), /^Opened from a link.* You have changed it since, in this browser\.\s*Back/, "it is not the maker's");
  await page.getByRole("link", { name: "Back to your own articles" }).click();
  await page.waitForFunction(() => document.querySelector("article")?.textContent.includes("apples"));
  await soon(async () => assert.equal(await page.locator("article").count(), 1));
  await soon(async () => assert.equal(await page.getByText("Opened from").count(), 0));
  await page.check();
  await mine.reload();
  await mine.read();
  assert.match((await mine.texts()).join(), /apples/);
  // A link put into the address bar of the open page opens as well.
  await mine.evaluate((hash) => { location.hash = hash; }, hash);
  await mine.getByRole("heading", { level: 1, name: "My reading" }).waitFor();
  await mine.goto(tools.server.url + hash.slice(0, 700));
  await mine.getByRole("alert").waitFor();
  assert.match((await mine.texts()).join(), /apples/, "a link that fails leaves the reader with their own work");
  await mine.done();
});

test("the dialog: what the link carries, its length, where it fits, a code to scan", { timeout: 120_000 }, async () => {
  const page = await open();
  await page.example();
  await page.view("Compare");
  const table = await page.table();
  await page.getByRole("button", { name: "Sharing options" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this comparison" });
  const field = dialog.getByRole("textbox", { name: /^Link, / });
  const links = {};
  for (const choice of ["Everything", "Excerpts", "Only the view"]) {
    await dialog.getByRole("radio", { name: choice }).check();
    await field.waitFor();
    await page.waitForFunction((before) => { const now = document.querySelector("#share-link")?.value; return now && !before.includes(now); }, Object.values(links));
    const link = links[choice] = await field.inputValue();
    assert.equal(await dialog.getByText(/^Link, [\d,]+ characters$/).innerText(), `Link, ${link.length.toLocaleString("en")} characters`);
    for (const item of await dialog.getByRole("listitem").allInnerTexts()) {
      const most = Number(item.match(/[\d,]+$/)[0].replaceAll(",", ""));
      assert.equal(item.includes("Fits"), link.length <= most, item);
    }
    assert.equal(await dialog.getByRole("img", { name: "QR code" }).count(), link.length <= 1732 ? 1 : 0, `${link.length}`);
  }
  assert.ok(links["Only the view"].length < links.Excerpts.length && links.Excerpts.length < links.Everything.length);
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await dialog.getByRole("button", { name: "Copied" }).waitFor();
  await page.keyboard.press("Escape");

  const excerpts = await open({ hash: new URL(links.Excerpts).hash });
  await excerpts.read();
  assert.match(await excerpts.origin(), /excerpts/);
  assert.ok((await excerpts.texts()).join().includes("[…]"));
  await excerpts.done();

  // The view alone: for whoever has the same articles; else it says which.
  const view = new URL(links["Only the view"]).hash;
  const stranger = await open({ hash: view });
  await stranger.getByRole("alert").waitFor();
  assert.match(await stranger.alert(), /The Aldmouth Courier, Northern Wire/);
  await stranger.done();
  const friend = await open({ context: page.context(), hash: view });
  await friend.read();
  assert.deepEqual(await friend.table(), table);
  await friend.check();
  await page.done();
});

test("when the link is too long the dialog says what to do instead", { timeout: 120_000 }, async () => {
  const page = await open();
  let seed = 1;
  const word = () => Array.from({ length: 7 }, () => String.fromCharCode(97 + ((seed = (seed * 48271) % 2147483647) % 26))).join("");
  await page.add(`The river rose.\n\n${Array.from({ length: 1500 }, word).join(" ")}.`);
  await page.getByRole("button", { name: "Sharing options" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this comparison" });
  await dialog.getByRole("textbox", { name: /^Link, / }).waitFor();
  assert.match(await dialog.innerText(), /Too long[\s\S]*Share excerpts, or save a file[\s\S]*#set=/);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as file" }).click();
  assert.match((await download).suggestedFilename(), /\.crossread\.json$/);
  await page.done();
});

test("links of every version open", { timeout: 120_000 }, async () => {
  const folder = "tests/links";
  for (const file of fs.readdirSync(folder).sort()) {
    const links = fs.readFileSync(`${folder}/${file}`, "utf8").trim().split("\n");
    for (const [number, hash] of links.entries()) {
      const page = await open({ hash });
      if (number < 3) {
        await page.read();
        assert.equal(await page.locator("article").count(), 2, `${file}, ${number}`);
        assert.match((await page.texts()).join(), /halve the opening hours[\s\S]*three days a week/);
      } else {
        await page.getByRole("alert").waitFor();
        assert.match(await page.alert(), /Millbrook Courier, Radio Mill/);
      }
      await page.done();
    }
  }
});

test("two real articles with their view fit into 1,700 characters", { timeout: 120_000, skip: seeds() ? false : "../shared/data/seeds is not here" }, async () => {
  const page = await open();
  for (const text of seeds()) await page.add(text);
  await page.getByRole("button", { name: "Sharing options" }).click();
  const field = page.getByRole("dialog").getByRole("textbox", { name: /^Link, / });
  await field.waitFor();
  const { hash } = new URL(await field.inputValue());
  assert.ok(hash.length <= 1700, `${hash.length} characters`);
  await page.done();
});
