/** The page's own texts, in English or as the catalogue has them in Chinese. */

import { draft } from "./data.js";
import { element } from "./elements.js";
import { spoken, translatable } from "./texts.js";

/** In Chinese, by their English. */
spoken.texts = draft.texts;

/** What the states of proposals are called, in the order in which they are offered. @type {Record<string, string>} */
export const stateNames = {
  undecided: translatable("Undecided"),
  decided: translatable("Decided"),
  accept: translatable("Accepted"),
  edit: translatable("Edited"),
  add: translatable("Added"),
  "same-as": translatable("Same as"),
  reject: translatable("Rejected"),
  found: translatable("To be looked at again"),
};

/** A text of the draft that says its language, where that is not the page's. @param {string} text */
export function quoted(text) {
  const chinese = /\p{Script=Han}/u.test(text);
  return element("bdi", { text, attributes: chinese === (spoken.lang === "zh") ? {} : { lang: chinese ? "zh-Hans" : "en" } });
}
