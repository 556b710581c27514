/** The page's own texts, in English or as the catalogue has them in Chinese. */

import { byId } from "./elements.js";

/** The page's language, and its texts in Chinese by their English. @type {{lang: "en" | "zh", texts: Record<string, string>}} */
export const spoken = { lang: "en", texts: {} };

/** Mark a text for the catalogue. @param {string} text */
export function translatable(text) {
  return text;
}

/** A number, or how it is written in digits, with its thousands set apart; the browser’s own way takes a third of a second when first asked. @param {number | string} value */
export function thousands(value) {
  const [whole, rest] = String(value).split(".");
  return (spoken.lang === "zh" ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ",")) + (rest ? `.${rest}` : "");
}

/**
 * Say a text in the page's present language.
 * @param {string} text in English @param {Record<string, string | number>} [values] what stands for the names in braces @returns {string}
 */
export function gettext(text, values = {}) {
  return ((spoken.lang === "zh" && spoken.texts[text]) || text).replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => {
    const value = values[name];
    return typeof value === "number" ? thousands(value) : String(value);
  });
}

/**
 * Say a text that depends on a number, which stands for `{n}`.
 * @param {string} one @param {string} many @param {number} n @param {Record<string, string | number>} [values]
 */
export function ngettext(one, many, n, values = {}) {
  const text = n === 1 || spoken.lang === "zh" ? one : many;
  return gettext(text, { n, ...values });
}

/** A text in the page's language, which may be the same in both. @param {string | [string, string] | undefined} text in English and Chinese */
export function pick(text) {
  return Array.isArray(text) ? text[spoken.lang === "zh" ? 1 : 0] : text || "";
}

/** What stands between clauses. */
export function comma() {
  return spoken.lang === "zh" ? "，" : ", ";
}

/** What stands before what is told. */
export function colon() {
  return spoken.lang === "zh" ? "：" : ": ";
}

/** The language of those who have not chosen one: Chinese where the page was made so, else the browser's. @returns {"en" | "zh"} */
export function firstLanguage() {
  return document.documentElement.dataset.opens === "zh" || navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/**
 * Put rows in order by what each has in one respect: numbers by size, words as the page's language does; what has nothing comes last either way.
 * @template Row @param {Row[]} rows @param {(row: Row) => string | number | null} key @param {boolean} down
 */
export function inOrder(rows, key, down) {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const keyed = rows.map((row) => ({ row, at: key(row) })).sort(({ at: one }, { at: other }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order = typeof one === "number" && typeof other === "number" ? one - other : compare(String(one), String(other));
    return down ? -order : order;
  });
  return keyed.map(({ row }) => row);
}

/** Write the page's language into what the page had, in English, from the start. @param {string} title the page's */
export function translatePage(title) {
  document.title = title;
  document.documentElement.lang = spoken.lang === "zh" ? "zh-Hans" : "en";
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say]"))) {
    each.dataset.say ||= each.textContent || "";
    each.textContent = gettext(each.dataset.say);
  }
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say-label]"))) {
    each.dataset.sayLabel ||= each.getAttribute("aria-label") || "";
    each.setAttribute("aria-label", gettext(each.dataset.sayLabel));
  }
  byId("language").textContent = spoken.lang === "zh" ? "English" : "中文";
  byId("language").lang = spoken.lang === "zh" ? "en" : "zh-Hans";
}
