/** The page's own texts, in English or as the catalogue has them in Chinese. */

/** In Chinese, by their English. */
const texts = draft.texts;

/** Texts that stand for a word of the data, or of the view. @type {Record<string, string>} */
const names = {
  accept: translatable("Accepted"),
  reject: translatable("Rejected"),
  edit: translatable("Edited"),
  split: translatable("Split"),
  "same-as": translatable("Same as"),
  undecided: translatable("Undecided"),
  decided: translatable("Decided"),
  found: translatable("To be looked at again"),
};

/** @param {Both} both */
function pick(both) {
  return view.lang === "zh" ? both[1] : both[0];
}

/** A text of the draft that says its language, where that is not the page's. @param {string} text */
function quoted(text) {
  const chinese = /\p{Script=Han}/u.test(text);
  return element("bdi", { text, attributes: chinese === (view.lang === "zh") ? {} : { lang: chinese ? "zh-Hans" : "en" } });
}
