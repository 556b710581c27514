// Where Chinese headings break, buttons that copy, and what an address opens: on every page of the site.

import { sayDone } from "./elements.js";

/** Let a Chinese heading break between words. What the browser takes for a word of one character may be a part of the one beside it. @param {HTMLElement} heading */
function breakInWords(heading) {
  if (heading.childElementCount || !Intl.Segmenter) return;
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let before = 0;
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "word" }).segment(heading.textContent || "")) {
    if (before > 1 && segment.length > 1) parts.push(document.createElement("wbr"));
    parts.push(segment);
    before = segment.length;
  }
  heading.replaceChildren(...parts);
  heading.classList.add("in-words");
}

for (const heading of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("h1:lang(zh)"))) breakInWords(heading);

// Buttons that copy the text before them; they stay hidden where a page may not copy, as where it did not come over https.
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button.copying"))) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling?.textContent || "");
    sayDone(button, button.dataset.done || "");
  });
}

/** Open what the address names, where it is folded. */
function unfold() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(named instanceof HTMLDetailsElement) || named.open) return;
  named.open = true;
  named.scrollIntoView();
}

addEventListener("hashchange", unfold);
unfold();
