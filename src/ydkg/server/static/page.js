// What programs of the site have in common, behind those of all pages: the language of the page, its texts, and addresses.

/** The language of the page, as the server knows it. @type {{lang: "en" | "zh"}} */
const view = { lang: document.documentElement.lang.startsWith("zh") ? "zh" : "en" };
/** The program's texts in Chinese, by their English; an English page has none. @type {Record<string, string>} */
const texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");
/** The site names nothing by a word of its data. @type {Record<string, string>} */
const names = {};
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
