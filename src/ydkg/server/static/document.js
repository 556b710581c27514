// The reader's own copy of a document, on its page: dropped or chosen, proven here, and kept only where the reader says so.

import { startFacts } from "./document-facts.js";
// @ts-ignore: the server puts it together from the explorer's modules.
import { editionOf, forgetText, hashedSentences, inSteps, keepText, keptText, linesOf, manuscript, sealOf } from "./proof.js";

const { sentence, document: packed } = JSON.parse(byId("proof").textContent || "{}");
const known = manuscript(packed);
/** The whole text, where it is proven. */
let proven = "";

/** @param {string} line @param {string} more @param {string} kind */
function seal(line, more, kind) {
  byId("seal").className = `seal ${kind}`;
  byId("seal-line").textContent = line;
  byId("seal-more").textContent = more;
}

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
  seal(gettext("Reading…"), "", "");
  proven = "";
  try {
    const edition = editionOf(known, await inSteps(hashedSentences(await lines, sentence, [known])));
    if (!edition.held) throw new Error(gettext("Not this document: none of its sentences is in this file."));
    edition.words.forEach((/** @type {string | undefined} */ words, /** @type {number} */ place) => {
      const row = document.getElementById(`s${place + 1}`);
      if (row?.querySelector("svg.bar") && words !== undefined) putWords(row, words);
    });
    const { line, more, kind } = sealOf(known, edition);
    proven = edition.text;
    seal(line, more, kind);
  } catch (error) {
    seal(error instanceof Error ? error.message : String(error), "", "trouble");
  }
  offer();
}

const zone = byId("drop-zone");
zone.hidden = false;
byId("choose-file").addEventListener("change", (event) => {
  const [file] = /** @type {HTMLInputElement} */ (event.target).files || [];
  if (file) prove(linesOf(file));
});
document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  zone.classList.add("over");
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  zone.classList.remove("over");
  const [file] = event.dataTransfer?.files || [];
  if (!file) return;
  event.preventDefault();
  prove(linesOf(file));
});
byId("keep").addEventListener("click", () => {
  try {
    keepText(known.digest, proven);
  } catch {
    seal(gettext("This browser keeps nothing for this page."), "", "trouble");
  }
  offer();
});
byId("forget").addEventListener("click", () => {
  forgetText(known.digest);
  offer();
});
startFacts(known);
const kept = keptText(known.digest);
if (kept !== null) prove(kept.split("\n"));
else offer();
