/** The page's own texts, in English or as the catalogue has them in Chinese. */

/** In Chinese, by their English. */
const texts = draft.texts;

/** What the states of proposals are called, in the order in which they are offered. @type {Record<string, string>} */
const stateNames = {
  undecided: translatable("Undecided"),
  decided: translatable("Decided"),
  accept: translatable("Accepted"),
  edit: translatable("Edited"),
  split: translatable("Split"),
  "same-as": translatable("Same as"),
  reject: translatable("Rejected"),
  found: translatable("To be looked at again"),
};

/** A text of the draft that says its language, where that is not the page's. @param {string} text */
function quoted(text) {
  const chinese = /\p{Script=Han}/u.test(text);
  return element("bdi", { text, attributes: chinese === (view.lang === "zh") ? {} : { lang: chinese ? "zh-Hans" : "en" } });
}
