// What nobody means to paste: the page says what is wrong, or reads it, and stays alive.
import { test } from "node:test";
import assert from "node:assert/strict";
import { site, soon } from "./open.mjs";

const { open } = site();

for (const [name, text] of [["nothing", ""], ["white space", "  \n\t \u00a0\n"]]) {
  test(`${name}: a clear message, and the page goes on`, { timeout: 60_000 }, async () => {
    const page = await open();
    await page.getByRole("textbox", { name: "Article text" }).fill(text);
    await page.getByRole("button", { name: "Add article" }).click();
    assert.match(await page.getByRole("alert").innerText(), /no text/i);
    await page.example();
    await soon(async () => assert.equal(await page.getByRole("alert").count(), 0));
    await page.done();
  });
}

const paragraph = "The river rose by two metres, the mayor of Aldmouth said on Monday. “We were ready,” said Ana Ruiz, who leads the water board.\n\n";
for (const [name, text] of [
  ["markup", '<script>document.title = "taken"</script><img src=x onerror="document.title=1"> The mayor said the flood was over.'],
  ["emoji", "🌉🌉🌉 The mayor said 👩‍👩‍👧‍👦 families may go home. “Fine 👍🏽,” said Ana Ruiz."],
  ["right-to-left text", "قال رئيس البلدية إن الجسر سيغلق يوم الجمعة.\n\n\u202eThe mayor said so too.\u202c שלום"],
  ["one line of 100,000 characters", "bridge ".repeat(14_000)],
  ["control characters", "The\u0000 mayor\u0007 said\u200b the bridge\ufeff is open.\ud800"],
]) {
  test(`${name}: read as text`, { timeout: 120_000 }, async () => {
    const page = await open();
    await page.add(text);
    await soon(async () => assert.match(await page.title(), /^(.*, in )?1 article · Crossread$/s, "no script has set it"));
    await soon(async () => assert.equal(await page.getByRole("article").count(), 1));
    assert.equal(await page.locator("article script, article img").count(), 0);
    await page.add(paragraph);
    await soon(async () => assert.equal(await page.locator("article").count(), 2));
    await page.done();
  });
}

test("another language: said wherever something is told of the article, and nobody is said to be quoted by none", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.add("Brücke bleibt bis zum Frühjahr gesperrt\n\nDie Brücke über den Fluss bleibt wegen starker Schäden bis zum Frühjahr gesperrt, wie aus dem Rathaus verlautete. Etwa tausend Fahrzeuge müssen nun jeden Tag einen Umweg nehmen, der durch drei Dörfer führt.");
  for (const view of ["Read", "Quoted"]) {
    await page.view(view);
    await page.getByRole("note").filter({ hasText: "not seem to be in English" }).locator("visible=true").waitFor();
  }
  const quoted = await page.getByRole("region", { name: "Who is quoted" }).innerText();
  assert.match(quoted, /No statement was found/);
  assert.doesNotMatch(quoted, /Quotes nobody|100%/);
  await page.done();
});

test("what turns letters about is shown as it is read, in the text, the table and the search", { timeout: 60_000 }, async () => {
  const page = await open();
  await page.add("The bridge is shut\n\n\u202e“The bridge is safe,” said Ann Lee.\n\nThe bridge is \u202eold\u202c, Bo Ray said on Monday.");
  await page.view("Compare");
  await page.table();
  await page.getByRole("searchbox").fill("bridge is");
  await page.getByRole("search").getByRole("button").nth(2).waitFor();
  assert.ok(!/[\u202a-\u202e]/.test(await page.locator("main").textContent()));
  await page.done();
});

test("a text of 1 MB: the page answers while it is read", { timeout: 240_000 }, async () => {
  const page = await open();
  await page.add(paragraph);
  const long = paragraph.repeat(Math.ceil(1_000_000 / paragraph.length));
  const many = await page.locator("article").count();
  await page.getByRole("textbox", { name: "Article text" }).evaluate((area, value) => { area.value = value; }, long);
  await page.getByRole("button", { name: "Add article" }).click();
  await page.waitForFunction((n) => document.querySelectorAll("article").length > n, many, { timeout: 60_000 });
  await page.view("Compare");
  await page.locator(".compare").waitFor({ state: "visible" });
  await page.waitForFunction(() => !document.querySelector(".busy"), null, { timeout: 200_000 });
  await page.done();
});

for (const hash of ["#v1", "#v1d!!!!", "#v9dAAAAz", "#v1dAAAAAAAAAAAAz"]) {
  test(`a broken link (${hash}): told, and the page is usable`, { timeout: 60_000 }, async () => {
    const page = await open({ hash });
    assert.ok((await page.getByRole("alert").innerText()).length > 20);
    await page.example();
    await page.done();
  });
}
