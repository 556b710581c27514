// Words of the page's language, and elements: text reaches the page as text only.

const chinese = document.documentElement.lang.startsWith("zh");

/** The language of the page, as the server knows it. */
export const lang = chinese ? "zh" : "en";

/** Give an address of this site, which may lie below a path of another. @param {string} path from the site's root; an address elsewhere is given back */
export function onSite(path) {
  if (!path.startsWith("/")) return path;
  const { pathname, search, hash } = new URL(`..${path}`, import.meta.url);
  return pathname + search + hash;
}

/** The program's texts in the page's language, by their English; an English page has none. @type {Record<string, string>} */
const texts = JSON.parse(document.getElementById("texts")?.textContent || "{}");

/** Say a text in the page's language. @param {string} text in English @param {Record<string, string | number>} [values] what stands for the names in braces */
export function gettext(text, values = {}) {
  return (texts[text] || text).replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" && !chinese ? value.toLocaleString("en") : String(value);
  });
}

/**
 * Say a text that depends on a number, which stands for `{n}`.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [values] what stands for other names in braces
 */
export function ngettext(one, many, n, values = {}) {
  return gettext(n === 1 || chinese ? one : many, { n, ...values });
}

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Make an element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function draw(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Find an element that the page is known to have. @param {string} id @returns {HTMLElement} */
export function found(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
