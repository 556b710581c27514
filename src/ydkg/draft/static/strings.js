/** The page's own texts, in English or as the catalogue has them in Chinese. */

/** Mark a text for the catalogue. @param {string} text */
function translatable(text) {
  return text;
}

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

/**
 * Say a text in the page's present language.
 * @param {string} text in English
 * @param {Record<string, string | number>} [values] what stands for the names in braces
 * @returns {string}
 */
function gettext(text, values = {}) {
  return ((view.lang === "zh" && draft.texts[text]) || text).replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name]));
}

/**
 * Say a text that depends on a number, which stands for `{n}`.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 */
function ngettext(one, many, n) {
  if (view.lang === "zh") return gettext(one, { n });
  return gettext(n === 1 ? one : many, { n });
}

/** @param {Both} both */
function pick(both) {
  return view.lang === "zh" ? both[1] : both[0];
}

/** Say what a word of the data, or of the view, is called. @param {string} key */
function wordFor(key) {
  return gettext(names[key] || key);
}

/** Write the page's language into what the page had, in English, from the start. */
function translatePage() {
  document.documentElement.lang = view.lang === "zh" ? "zh-Hans" : "en";
  document.title = `${gettext("Review of a draft")}${view.lang === "zh" ? "：" : ": "}${draft.title}`;
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say]"))) {
    each.dataset.say ||= each.textContent || "";
    each.textContent = gettext(each.dataset.say);
  }
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say-label]"))) {
    each.dataset.sayLabel ||= each.getAttribute("aria-label") || "";
    each.setAttribute("aria-label", gettext(each.dataset.sayLabel));
  }
  byId("language").textContent = view.lang === "zh" ? "English" : "中文";
  byId("language").lang = view.lang === "zh" ? "en" : "zh-Hans";
}
