/** A citation of a fact or a thing in the styles that the data have: what is said, its permanent address, and where it is written are put into their gaps. */

import { atlas, evidence, iriOf } from "./data.js";
import { announce, element, sayDone } from "./elements.js";
import { colon, gettext, pick } from "./texts.js";
import { capitalized } from "./words.js";

/** @import { CitationForm } from "./data.js" */
/** @import { Bilingual } from "./proof.js" */

/** @type {Record<string, CitationForm>} */
export const citationForms = atlas.forms;
/** The style that was chosen last. */
let citationStyle = Object.keys(citationForms)[0];

/** @param {Bilingual} said a fact in a sentence, a thing by name @param {string} id @param {number} [where] */
function citation(said, id, where) {
  const { entry, works: lines, joints, signs } = citationForms[citationStyle];
  const [alone, first, between, last] = joints.map(pick);
  const places = where === undefined ? [] : evidence[where].works.map(([work, ranges]) => pick(lines[work][ranges ? 0 : lines[work].length - 1]).replace("\ue003", () => pick(ranges)));
  const put = [capitalized(pick(said)).replace(/./gu, (sign) => signs[sign] ?? sign), iriOf(id), id];
  return pick(entry).replace(/[\ue000-\ue002]/g, (gap) => put[gap.charCodeAt(0) - 0xe000]) + (places.length ? first + places.join(between) + last : alone);
}

/** A button that copies a citation, or shows it where the browser does not let it, and a choice of its style. @param {Bilingual} said @param {string} id @param {number} [where] */
export function citeButton(said, id, where) {
  const button = element("button", { class: "action cite", text: gettext("Copy citation") });
  button.addEventListener("click", () => copyText(citation(said, id, where), button));
  const style = element("select", { class: "cite-style", attributes: { "aria-label": gettext("Style of citations") }, on: { change: () => {
    citationStyle = style.value; // from now on, wherever it is asked
    for (const each of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll(".cite-style"))) each.value = style.value;
  } } },
    Object.entries(citationForms).map(([value, { name }]) => element("option", { text: pick(name), attributes: { value } })));
  style.value = citationStyle;
  return element("span", { class: "citing" }, [button, style]);
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
