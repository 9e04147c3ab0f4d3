// Takes the pictures in docs/screenshots from the built page: node e2e/tools/screenshots.mjs
// Shows the bundled example in the themes and sizes that README and reviews need.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";

const folder = path.resolve("docs/screenshots");
mkdirSync(folder, { recursive: true });
const desk = { width: 1280, height: 860 };
const phone = { width: 360, height: 740 };
const pictures = [
  { name: "start-light", theme: "light", size: desk },
  { name: "read-light", theme: "light", size: desk, view: "Read" },
  { name: "read-dark", theme: "dark", size: desk, view: "Read" },
  { name: "compare-light", theme: "light", size: desk, view: "Compare" },
  { name: "compare-dark", theme: "dark", size: desk, view: "Compare" },
  { name: "quoted-light", theme: "light", size: desk, view: "Quoted" },
  { name: "wide-read", theme: "light", size: { width: 1600, height: 1000 }, view: "Read" },
  { name: "phone-read", theme: "light", size: phone, view: "Read" },
  { name: "phone-compare", theme: "light", size: phone, view: "Compare" },
  { name: "print", theme: "light", size: { width: 794, height: 1123 }, view: "Compare", media: "print" },
];

const site = await serve(path.resolve("dist"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
try {
  for (const { name, theme, size, view, media } of pictures) {
    const context = await browser.newContext({ viewport: size, colorScheme: theme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(site.url);
    const example = page.getByRole("button", { name: "Try an example" });
    await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
    await example.waitFor();
    if (view) {
      await example.click();
      // Until the learned model has answered.
      await page.waitForFunction(() => document.querySelector("article") && !document.querySelector(".busy")
        && !document.querySelector(".foot").textContent.includes("until the learned model"));
      const views = page.getByRole("navigation", { name: "Views" });
      await views.getByText(view, { exact: true }).first().click();
      if (view === "Compare") await page.getByRole("table", { name: "Source comparison" }).waitFor();
    }
    if (media) {
      await page.emulateMedia({ media });
      // The margins of a sheet.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("body { margin: 15mm 14mm }");
        document.adoptedStyleSheets = [sheet];
      });
    }
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    await context.close();
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  site.close();
}
