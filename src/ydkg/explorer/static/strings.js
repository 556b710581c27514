/** The page's own texts, in English or as the catalogue has them in Chinese; what the graph says comes from the graph. */

/** Texts that stand for a word of the data, or of the view. @type {Record<string, string>} */
const names = {
  picture: translatable("Picture"),
  things: translatable("Things"),
  relations: translatable("Relations"),
  milestones: translatable("Milestones"),
  metrics: translatable("Metrics"),
  paths: translatable("Paths"),
  Planned: translatable("Planned"),
  Underway: translatable("Under way"),
  Done: translatable("Done"),
  Higher: translatable("higher is better"),
  Lower: translatable("lower is better"),
  ahead: translatable("ahead of target"),
  behind: translatable("behind target"),
};

/** Mark a text for the catalogue. @param {string} text */
function translatable(text) {
  return text;
}

/** A number with its thousands set apart; the browser's own way takes a third of a second when first asked. @param {number} value */
function thousands(value) {
  const [whole, rest] = String(value).split(".");
  return (view.lang === "zh" ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ",")) + (rest ? `.${rest}` : "");
}

/**
 * Say a text in the page's present language.
 * @param {string} text in English
 * @param {Record<string, string | number>} [values] what stands for the names in braces
 * @returns {string}
 */
function gettext(text, values = {}) {
  return ((view.lang === "zh" && atlas.texts[text]) || text).replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => {
    const value = values[name];
    return typeof value === "number" ? thousands(value) : value;
  });
}

/**
 * Say a text that depends on a number, which stands for `{n}`.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
function ngettext(one, many, n, values = {}) {
  const text = n === 1 || view.lang === "zh" ? one : many;
  return gettext(text, { n, ...values });
}

/** Say what a word of the data, or of the view, is called. @param {string} key */
function wordFor(key) {
  return gettext(names[key] || key);
}

/** What stands between clauses. */
function comma() {
  return view.lang === "zh" ? "，" : ", ";
}

/** What stands before what is told. */
function colon() {
  return view.lang === "zh" ? "：" : ": ";
}

/** Write the page's language into what the page had, in English, from the start. */
function translatePage() {
  document.documentElement.lang = view.lang === "zh" ? "zh-Hans" : "en";
  document.title = gettext("{title}: who does what, where, by when, and where it is written", { title: pick(atlas.title) });
  byId("collection").textContent = pick(atlas.title);
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say]"))) {
    each.dataset.say ||= each.textContent || "";
    each.textContent = gettext(each.dataset.say);
  }
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say-label]"))) {
    each.dataset.sayLabel ||= each.getAttribute("aria-label") || "";
    each.setAttribute("aria-label", gettext(each.dataset.sayLabel));
  }
  byId("query").setAttribute("placeholder", gettext("Search any name · 搜索名称"));
  byId("language").textContent = view.lang === "zh" ? "English" : "中文";
  byId("language").lang = view.lang === "zh" ? "en" : "zh-Hans";
  byId("canvas").setAttribute("aria-label", gettext("Network of {n} things and {m} relations. Arrow keys go from thing to thing, plus and minus zoom, Shift with arrows moves the view, Alt with arrows moves the selected thing.", { n: things.size, m: relations.length }));
}
