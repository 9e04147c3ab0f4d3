// The libraries that a web developer would pick for marking topics in an article, as scripts for a page that has
// nothing else in it, each with one call that does what it can of our work. Used by bench.mjs.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/** A CommonJS module and all that it requires, as one script that calls `use` with what the module exports. */
function bundle(entry, use) {
  const modules = new Map();
  const add = (file) => {
    if (modules.has(file)) return modules.get(file).id;
    const module = { id: modules.size, code: "" };
    modules.set(file, module);
    const code = fs.readFileSync(file, "utf8");
    module.code = file.endsWith(".json") ? `module.exports = ${code}` : code.replace(/require\(\s*(["'])(.+?)\1\s*\)/g,
      (_, __, name) => `require(${add(createRequire(file).resolve(name))})`);
    return module.id;
  };
  add(entry);
  const bodies = [...modules.values()].map(({ id, code }) => `${id}: (module, exports, require) => {${code}\n}`).join(",\n");
  return `(() => { const made = {}, bodies = {${bodies}};
    const require = (id) => { if (!made[id]) { made[id] = { exports: {} }; bodies[id](made[id], made[id].exports, require); } return made[id].exports; };
    (${use})(require(0)); })();`;
}

const winkModel = resolve("wink-eng-lite-web-model");
const compromise = path.resolve("node_modules/compromise/builds/compromise.js");

/** `script` defines `prepare()`, which loads the models, and `read(text)`, which gives back how much was found. */
export const peers = [
  {
    name: "wink-nlp",
    what: "tokens, sentences, parts of speech, entities such as dates and amounts; no speakers, no topics",
    largest: 3_000_000,
    script: () => [
      bundle(winkModel, "(model) => { globalThis.winkModel = model; }"),
      bundle(resolve("wink-nlp"), `(wink) => {
        let nlp;
        globalThis.prepare = () => { nlp = wink(winkModel); };
        globalThis.read = (text) => { const doc = nlp.readDoc(text), { its } = nlp; return doc.sentences().out(its.span).length + doc.entities().out(its.span).length; };
      }`),
    ],
  },
  {
    name: "compromise",
    what: "quotations, people, topics (named things), by words; no speakers",
    // At 3 MB it takes a minute or more.
    largest: 300_000,
    script: () => [fs.readFileSync(compromise, "utf8"), `
      globalThis.prepare = () => {};
      globalThis.read = (text) => { const doc = nlp(text); return doc.quotations().out("array").length + doc.people().out("array").length + doc.topics().out("array").length; };`],
  },
];
