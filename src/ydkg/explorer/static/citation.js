/** A citation of a fact or a thing: what is said, its permanent address, and where it is written. */

import { atlas, evidence, iriOf } from "./data.js";
import { announce, element, sayDone } from "./elements.js";
import { colon, gettext, pick } from "./texts.js";
import { capitalized } from "./words.js";

/** @import { Bilingual } from "./proof.js" */

/** @param {Bilingual} said a fact in a sentence, a thing by name @param {string} id @param {number} [where] */
function citation(said, id, where) {
  /** What stands around what is cited alone and with its works, and what stands between these. @type {Bilingual[]} */
  const [alone, written, between] = atlas.citation;
  const places = where === undefined ? [] : evidence[where].works.map(([work, ranges]) => pick(atlas.works[work].cited[ranges ? 0 : 1]).replace("{range}", () => pick(ranges)));
  /** @type {Record<string, string>} */
  const put = { said: capitalized(pick(said)), iri: iriOf(id), line: places.join(pick(between)) };
  return pick(places.length ? written : alone).replace(/\{(said|iri|line)\}/g, (_, /** @type {string} */ gap) => put[gap]);
}

/** A button that copies a citation, or shows it where the browser does not let it. @param {Bilingual} said @param {string} id @param {number} [where] */
export function citeButton(said, id, where) {
  const button = element("button", { class: "action cite", text: gettext("Copy citation") });
  button.addEventListener("click", () => copyText(citation(said, id, where), button));
  return element("span", { class: "citing" }, [button]);
}

/** @param {string} text @param {HTMLElement} button */
export async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    sayDone(button, gettext("Copied"));
    announce(`${gettext("Copied")}${colon()}${text}`);
  } catch {
    const after = button.closest(".citing") || button;
    if (after.nextElementSibling?.classList.contains("by-hand")) after.nextElementSibling.remove();
    const box = element("textarea", { attributes: { readonly: "", rows: "4", "aria-label": gettext("Copy this by hand:") } });
    box.value = text;
    after.after(element("div", { class: "by-hand" }, [element("p", { class: "quiet", text: gettext("Copy this by hand:") }), box]));
    box.select();
  }
}
