// The reader's own copy of a document, on its page: dropped or chosen, proven here, and kept only where the reader says so.

import { startFacts } from "./document-facts.js";
import { byId, element } from "./elements.js";
import { editionOf, hashedSentences, inSteps, keptText, linesOf, manuscript, offerKeeping, putSeal, sealOf, takeFiles } from "./proof.js";
import "./site.js";
import { gettext } from "./texts.js";

const { sentence, document: packed } = JSON.parse(byId("proof").textContent || "{}");
const known = manuscript(packed);
/** The whole text, where it is proven. */
let proven = "";
/** What is told of what was read last. */
let seal = { kind: "", line: "", more: "" };

/** Put the words of a sentence in the place of its bar, each run as the link that its piece of the bar was. @param {Element} row @param {string} words */
function putWords(row, words) {
  const signs = Array.from(words);
  const line = element("p", { class: "words", attributes: { lang: "en" } });
  for (const piece of row.querySelectorAll("[data-at]")) {
    const [at, length] = [Number(piece.getAttribute("data-at")), Number(piece.getAttribute("data-length"))];
    const run = signs.slice(at, at + length).join("");
    const link = piece.closest("a")?.getAttribute("href");
    line.append(link && run.trim() ? element("a", { class: "mark", text: run, attributes: { href: link, "data-at": String(at), "data-length": String(length) } }) : run);
  }
  row.querySelector(".bar, .words")?.replaceWith(line);
}

/** Say whether the text can be kept, or forgotten. */
function offer() {
  const kept = keptText(known.digest) !== null;
  byId("to-keep").hidden = !proven || kept;
  byId("forget").hidden = !kept;
}

/** Prove lines, and show the words that are there. @param {Promise<string[]> | string[]} lines */
async function prove(lines) {
  putSeal({ kind: "", line: gettext("Reading…"), more: "" });
  proven = "";
  try {
    const edition = editionOf(known, await inSteps(hashedSentences(await lines, sentence, [known])));
    if (!edition.held) throw new Error(gettext("Not this document: none of its sentences is in this file."));
    edition.words.forEach((words, place) => {
      const row = document.getElementById(`s${place + 1}`);
      if (row?.querySelector("svg.bar") && words !== undefined) putWords(row, words);
    });
    proven = edition.text;
    seal = sealOf(known, edition);
  } catch (error) {
    seal = { kind: "trouble", line: error instanceof Error ? error.message : String(error), more: "" };
  }
  putSeal(seal);
  offer();
}

const zone = byId("drop-zone");
zone.hidden = false;
takeFiles((over) => zone.classList.toggle("over", over), (file) => prove(linesOf(file)));
offerKeeping(() => ({ digest: known.digest, text: proven }), (trouble) => {
  putSeal(trouble ? { kind: "trouble", line: trouble, more: "" } : seal);
  offer();
});
startFacts(known);
const kept = keptText(known.digest);
if (kept !== null) prove(kept.split("\n"));
else offer();
