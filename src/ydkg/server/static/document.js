// The reader's own copy of a document, on its page: dropped or chosen, proven here, and kept nowhere.

import { startFacts } from "./document-facts.js";
import { found, gettext, make } from "./page.js";
// @ts-ignore: the server puts it together from the explorer's modules.
import { editionOf, hashedSentences, inSteps, linesOf, manuscript, sealOf } from "./proof.js";

const { sentence, document: packed } = JSON.parse(found("proof").textContent || "{}");
const known = manuscript(packed);

/** @param {string} line @param {string} more @param {string} kind */
function seal(line, more, kind) {
  found("seal").className = `seal ${kind}`;
  found("seal-line").textContent = line;
  found("seal-more").textContent = more;
}

/** Put the words of a sentence in the place of its bar, each run as the link that its piece of the bar was. @param {Element} row @param {string} words */
function putWords(row, words) {
  const signs = Array.from(words);
  const line = make("p", { class: "words", lang: "en" });
  for (const piece of row.querySelectorAll("[data-at]")) {
    const [at, length] = [Number(piece.getAttribute("data-at")), Number(piece.getAttribute("data-length"))];
    const run = signs.slice(at, at + length).join("");
    const link = piece.closest("a")?.getAttribute("href");
    line.append(link && run.trim() ? make("a", { class: "mark", href: link, "data-at": String(at), "data-length": String(length) }, run) : run);
  }
  row.querySelector(".bar, .words")?.replaceWith(line);
}

/** @param {Blob} file */
async function take(file) {
  seal(gettext("Reading…"), "", "");
  try {
    const edition = editionOf(known, await inSteps(hashedSentences(await linesOf(file), sentence, [known])));
    if (!edition.held) throw new Error(gettext("Not this document: none of its sentences is in this file."));
    edition.words.forEach((/** @type {string | undefined} */ words, /** @type {number} */ place) => {
      const row = document.getElementById(`s${place + 1}`);
      if (row?.querySelector("svg.bar") && words !== undefined) putWords(row, words);
    });
    const { line, more, kind } = sealOf(known, edition);
    seal(line, more, kind);
  } catch (error) {
    seal(error instanceof Error ? error.message : String(error), "", "trouble");
  }
}

const zone = found("drop-zone");
zone.hidden = false;
found("choose-file").addEventListener("change", (event) => {
  const [file] = /** @type {HTMLInputElement} */ (event.target).files || [];
  if (file) take(file);
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
  take(file);
});
startFacts(known);
