/** What programs of the site's pages share: the page's language and texts, as the server knows them, and addresses of the site. */

import { spoken } from "./texts.js";

spoken.lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
spoken.texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");

/**
 * Give an address of this site, which may lie below a path of another.
 * @param {string} path from the site's root; an address elsewhere is given back
 */
export function onSite(path) {
  if (!path.startsWith("/")) return path;
  const { pathname, search, hash } = new URL(`..${path}`, import.meta.url);
  return pathname + search + hash;
}
