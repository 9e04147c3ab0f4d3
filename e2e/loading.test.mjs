// Everything that can be loaded, by every way in.
import { test } from "node:test";
import assert from "node:assert/strict";
import http from "node:http";
import { archive } from "./archive.mjs";
import { site } from "./open.mjs";

const tools = site();
const { open } = tools;

const story = (name) => `${name} will close the old ferry on Friday.\n\n“We could not keep it open,” said Ines Farrow, who chairs the harbour board.`;
const closes = (name) => new RegExp(`${name} will close the old ferry.*said Ines Farrow`, "s");
const paragraphs = (name) => story(name).split("\n\n").map((p) => `<p>${p}</p>`).join("");
const page = (name) => `<!doctype html><html><head><meta charset="utf-8"><title>Ferry to close</title>
  <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry to close","datePublished":"2026-03-04","publisher":{"name":"${name} Post"}}</script></head>
  <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry to close</h1>${paragraphs(name)}
  <p>The board met for three hours on Monday evening, and nobody voted against the plan that its chair had put forward in January.</p></article>
  <aside><h2>Most read</h2><a href="/a">Ten things about bridges</a></aside></body></html>`;
const utf16 = (text) => Buffer.from(`\ufeff${text}`, "utf16le");
const windows1252 = (text) => Buffer.from(text.replaceAll("“", "\x93").replaceAll("”", "\x94"), "latin1");
const docx = (name) => archive("word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
  ${story(name).split("\n\n").map((p) => `<w:p><w:r><w:t xml:space="preserve">${p}</w:t></w:r></w:p>`).join("")}</w:body></w:document>`);

/** One file of each kind, and the start of its text. */
const files = [
  ["alpha.txt", story("Alpha"), "Alpha"],
  ["bravo.md", `# Ferry to close\n\n${story("**Bravo**")}`, "Bravo"],
  ["charlie.html", page("Charlie"), "Charlie"],
  ["delta.json", JSON.stringify({ status: "ok", articles: [{ source: { name: "Delta Times" }, title: "Ferry", url: "https://delta.example/1", publishedAt: "2026-03-04T07:00:00Z", content: story("Delta") }] }), "Delta"],
  ["echo.json", JSON.stringify({ articles: { results: [{ title: "Ferry", body: story("Echo"), date: "2026-03-04", source: { title: "Echo" } }] } }), "Echo"],
  ["foxtrot.json", JSON.stringify({ response: { results: [{ webTitle: "Ferry", webUrl: "https://www.theguardian.com/1", fields: { bodyText: story("Foxtrot") } }] } }), "Foxtrot"],
  ["golf.rss", `<?xml version="1.0"?><rss version="2.0"><channel><title>Golf Gazette</title><item><title>Ferry</title><description><![CDATA[${paragraphs("Golf")}]]></description></item></channel></rss>`, "Golf"],
  ["hotel.xml", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Hotel</title><entry><title>Ferry</title><content type="html">${paragraphs("Hotel").replaceAll("<", "&lt;")}</content></entry></feed>`, "Hotel"],
  ["india.docx", docx("India"), "India"],
  ["juliet.txt", utf16(story("Juliet")), "Juliet"],
  ["kilo.txt", windows1252(story("Kilo")), "Kilo"],
];

const one = async (p, name) => {
  const found = await p.texts();
  assert.ok(found.some((text) => closes(name).test(text)), `${name} in ${JSON.stringify(found.map((t) => t.slice(0, 80)))}`);
  assert.ok(found.every((text) => !text.includes("\ufffd") && !text.includes("\x93")), "quotation marks are those of the file");
};

test("files of every kind, many at once, by the button", { timeout: 120_000 }, async () => {
  const p = await open();
  await p.files(files);
  await p.waitForFunction((n) => document.querySelectorAll("article").length === n, files.length);
  await p.read();
  for (const [, , name] of files) await one(p, name);
  for (const name of ["Charlie Post", "Delta Times", "The Guardian", "Golf Gazette"]) {
    assert.equal(await p.getByRole("group", { name: "Articles" }).getByRole("button", { name, exact: true }).count(), 1, name);
  }
  assert.ok(!(await p.texts()).join("").includes("Ten things about bridges"));
  await p.done();
});

test("files of every kind, dropped on the page", { timeout: 120_000 }, async () => {
  const p = await open();
  const data = await p.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const [name, content] of list) data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
    return data;
  }, files.map(([name, content]) => [name, Buffer.from(content).toString("base64")]));
  for (const type of ["dragover", "drop"]) await p.dispatchEvent("main", type, { dataTransfer: data });
  await p.waitForFunction((n) => document.querySelectorAll("article").length === n, files.length);
  for (const [, , name] of files) await one(p, name);
  await p.done();
});

test("a file that cannot be read: what works is said, and the others are read", { timeout: 60_000 }, async () => {
  const p = await open();
  await p.files([["scan.pdf", "%PDF-1.7"]]);
  await p.getByRole("alert").waitFor();
  assert.match(await p.alert(), /scan\.pdf.*\.txt, \.md, \.html, \.json, \.rss, \.xml, \.docx/s);
  await p.files([["broken.docx", "PK"], ["good.txt", story("Lima")], ["empty.html", "<p>"]]);
  await p.read();
  await one(p, "Lima");
  assert.match(await p.alert(), /2 files.*broken\.docx.*empty\.html/s);
  await p.done();
});

test("rich text is read as a page, plain text as it stands", { timeout: 60_000 }, async () => {
  const p = await open();
  const paste = (types) => p.evaluate((types) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(types)) clipboardData.setData(type, text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, types);
  await paste({ "text/html": `<div><h1>Ferry to close</h1>${paragraphs("Mike")}<figure><img src="x.jpg"><figcaption>A ferry. Photograph: N. Body</figcaption></figure></div>`, "text/plain": story("Mike") });
  await p.read();
  await one(p, "Mike");
  const [text] = await p.texts();
  assert.ok(!text.includes("Photograph"), "captions go");
  assert.ok(text.includes("Ferry to close"));
  await paste({ "text/html": "<meta charset='utf-8'><a href='https://x.example'></a>", "text/plain": story("November") });
  await p.waitForFunction(() => document.querySelectorAll("article").length === 2);
  await one(p, "November");
  await p.done();
});

test("not the right text: another of the page's texts is taken, and undone", { timeout: 60_000 }, async () => {
  const p = await open();
  const filler = (what) => Array.from({ length: 6 }, (_, i) => `<p>${what} number ${i} is told here at some length, so that it weighs as much as a story does, with commas, and a full stop.</p>`).join("");
  await p.files([["two.html", `<html><head><title>Two</title></head><body><div class="one">${filler("The first account")}</div><hr><div class="two">${filler("The second account")}</div></body></html>`]]);
  await p.read();
  const all = (what) => p.waitForFunction((what) => document.querySelector("article").textContent.includes(what), what);
  await all("second account number 3");
  await p.getByRole("button", { name: "Not the right text?" }).click();
  const dialog = p.getByRole("dialog", { name: "Edit article" });
  await dialog.getByRole("group", { name: "Not the right text?" }).getByRole("radio", { name: /^The first account .*\(162 words\)/ }).check();
  assert.doesNotMatch(await dialog.getByLabel("Words", { exact: true }).inputValue(), /second account/);
  await dialog.getByRole("button", { name: "Save" }).click();
  await p.waitForFunction(() => !document.querySelector("article").textContent.includes("second account"));
  await p.keyboard.press("Control+z");
  await all("second account number 3");
  await p.done();
});

/** A news site of another origin. */
async function elsewhere(body) {
  const server = http.createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/story`, close: () => { server.close(); server.closeAllConnections(); } };
}

test("the bookmarklet brings the page that one is on, or what is marked of it", { timeout: 90_000 }, async () => {
  const p = await open();
  await p.getByText("More ways to add articles").click();
  const code = (await p.getByRole("link", { name: "Read in Crossread" }).getAttribute("href")).replace(/^javascript:/, "");
  const site = await elsewhere(page("Oscar"));
  for (const marked of [false, true]) {
    const news = await p.context().newPage();
    await news.goto(site.url);
    if (marked) await news.evaluate(() => getSelection().selectAllChildren(document.querySelectorAll("article p")[1]));
    const popup = p.context().waitForEvent("page");
    await news.evaluate(code);
    const opened = await popup;
    // The tab first shows what was kept, then what came. Notes beside it may quote what it leaves out.
    const para = (text) => opened.locator(".para p").filter({ hasText: text });
    const came = opened.getByRole("article").filter({ has: para("said Ines Farrow") });
    await came.filter({ [marked ? "hasNot" : "has"]: para("Oscar will close") }).waitFor();
    assert.equal(new URL(opened.url()).hash, "", "a reload does not add it again");
    await p.kept((all) => all.some(([, text]) => text.includes(`"url": "${site.url}"`)));
  }
  site.close();
  await p.done();
});

test("a phone's share sheet brings text, and says so when it brings only an address", { timeout: 60_000 }, async () => {
  const share = (values) => `?${new URLSearchParams(values)}`;
  const p = await open({ at: share({ title: "Ferry to close", text: story("Papa"), url: "https://papa.example/1" }) });
  await p.read();
  await one(p, "Papa");
  assert.equal(new URL(p.url()).search, "");
  await p.kept();
  await p.goto(tools.server.url + share({ title: "Ferry", text: "https://papa.example/2" }));
  await p.ready();
  await p.getByRole("alert").waitFor();
  assert.match(await p.alert(), /only the address/i);
  assert.equal(await p.locator("article").count(), 1);
  await p.done();
});

test("a set beside the page opens by its address; nothing else does", { timeout: 90_000 }, async () => {
  const session = { format: "crossread-session", version: 1, title: "Lesson one", articles: [{ label: "The Quay", text: story("Quebec") }, { label: "Radio", text: story("Romeo") }], view: { page: "read" } };
  tools.server.beside.set("lesson1.json", JSON.stringify(session));
  const p = await open({ hash: "#set=lesson1.json" });
  await p.read();
  await one(p, "Romeo");
  assert.equal(await p.getByRole("heading", { level: 1 }).innerText(), "Lesson one");
  assert.match(await p.origin(), /set that lies beside this page/);
  await p.done();
  for (const name of ["../secret.json", "//evil.example/x.json", "https://evil.example/x.json", "absent.json"]) {
    const q = await open({ hash: `#set=${name}`, allow: /404/ });
    await q.getByRole("alert").waitFor();
    assert.match(await q.alert(), /no such set/);
    await q.done();
  }
});
