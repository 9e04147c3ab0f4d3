// Links against Brotli 11 and deflate 9 of the bare text as base64url, on texts that the dictionary was not made from:
// node data/dictionary/measure.mjs [CORPORA]    (a folder with seeds, polnear, basil and kpcrowd; ../shared/data)
import { execFileSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";

const corpora = process.argv[2] ?? "../shared/data";
const lines = (name) => fs.readFileSync(path.join(corpora, name), "utf8").trim().split("\n").map((line) => JSON.parse(line));
const fitting = (texts) => texts.filter((text) => Buffer.byteLength(text) >= 1200 && Buffer.byteLength(text) <= 6000);
// As build.py has it.
const heldOut = (name) => BigInt(`0x${crypto.createHash("sha256").update(name).digest("hex")}`) % 5n === 0n;
const seeds = ["a", "b"].map((letter) => fs.readFileSync(path.join(corpora, `seeds/article-${letter}.txt`), "utf8"));
const sets = [
  ["seed articles, one link each", seeds],
  ["PolNeAR dev", fitting(lines("polnear/dev.jsonl").map((a) => a.text))],
  ["BASIL, held out", fitting(lines("basil/triplets.jsonl").filter((t) => heldOut(t.triplet)).flatMap((t) => t.articles.map((a) => a.text)))],
  ["KPCrowd", fitting(lines("kpcrowd/dev.jsonl").map((a) => a.text))],
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "links-"));
const characters = (bytes) => Math.ceil((bytes.length * 4) / 3);
const brotli = (text) => characters(zlib.brotliCompressSync(Buffer.from(text), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text) } }));
const deflate = (text) => characters(zlib.deflateRawSync(text, { level: 9 }));
const sum = (list) => list.reduce((a, b) => a + b, 0);

console.log("| texts | links | Brotli 11 | deflate 9 | shorter than Brotli by |\n| --- | --- | --- | --- | --- |");
for (const [name, texts] of sets) {
  const files = texts.map((text, i) => {
    const file = path.join(folder, `${i}.txt`);
    fs.writeFileSync(file, text);
    return file;
  });
  const arguments_ = name.startsWith("seed") ? [...files, files.join("+")] : files;
  const lengths = execFileSync("cargo", ["run", "--quiet", "--locked", "--example", "link_sizes", ...arguments_], { encoding: "utf8" }).trim().split("\n").map(Number);
  const [links, both] = [sum(lengths.slice(0, texts.length)), lengths[texts.length]];
  const [b, d] = [sum(texts.map(brotli)), sum(texts.map(deflate))];
  console.log(`| ${texts.length} ${name} | ${links} | ${b} | ${d} | ${((1 - links / b) * 100).toFixed(1)} % |`);
  if (both) console.log(`| both in one link | ${both} | ${brotli(texts.join("\n\n"))} | ${deflate(texts.join("\n\n"))} | ${((1 - both / brotli(texts.join("\n\n"))) * 100).toFixed(1)} % |`);
}
fs.rmSync(folder, { recursive: true });
