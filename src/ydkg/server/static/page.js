// What pages of the site have in common, behind what all pages have: their language and texts, addresses, where headings break, and buttons that copy.

/** The language of the page, as the server knows it. @type {{lang: "en" | "zh"}} */
const view = { lang: document.documentElement.lang.startsWith("zh") ? "zh" : "en" };
/** The program's texts in Chinese, by their English; an English page has none. @type {Record<string, string>} */
const texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");
/** Where this program lies: in a folder of the site. */
const folder = /** @type {HTMLScriptElement} */ (document.currentScript).src;

/**
 * Give an address of this site, which may lie below a path of another.
 * @param {string} path from the site's root; an address elsewhere is given back
 */
function onSite(path) {
  if (!path.startsWith("/")) return path;
  const { pathname, search, hash } = new URL(`..${path}`, folder);
  return pathname + search + hash;
}

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
