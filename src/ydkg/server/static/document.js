// The reader's own copy of a document, on its page: dropped or chosen, and proven here.

import { startFacts } from "./document-facts.js";
import { byId, element } from "./elements.js";
import { editionOf, hashedSentences, linesOf, manuscript, putSeal, sealOf, takeFiles } from "./proof.js";
import "./site.js";
import { gettext } from "./texts.js";

const { sentence, document: packed } = JSON.parse(byId("proof").textContent || "{}");
const known = manuscript(packed);

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

/** Prove a file, and show the words that are there. @param {File} file */
async function prove(file) {
  putSeal({ kind: "", line: gettext("Reading…"), more: "" });
  try {
    const edition = await editionOf(known, await hashedSentences(await linesOf(file), sentence, [known]));
    if (!edition.held) throw new Error(gettext("This file is not this document: it has none of its sentences."));
    edition.words.forEach((words, place) => {
      const row = document.getElementById(`s${place + 1}`);
      if (row?.querySelector("svg.bar") && words !== undefined) putWords(row, words);
    });
    putSeal(sealOf(known, edition));
  } catch (error) {
    putSeal({ kind: "trouble", line: error instanceof Error ? error.message : String(error), more: "" });
  }
}

const zone = byId("drop-zone");
zone.hidden = false;
takeFiles((over) => zone.classList.toggle("over", over), prove);
startFacts(known);
