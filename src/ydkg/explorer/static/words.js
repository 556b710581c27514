/** Small words and elements: text reaches the page by textContent only. */

/** Fold a name for comparison: no accents, no case, no punctuation at its ends. @param {string} text */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’‘'“”"]/g, "").replace(/[‐-―-]/g, " ").replace(/\s+/g, " ").trim();
}

/** @param {string} text */
function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text as parts, so that on the Chinese page English words in it say their language. @param {string} text @returns {Node[]} */
function worded(text) {
  if (view.lang !== "zh") return [document.createTextNode(text)];
  return text.split(/([A-Za-z“‘][ -~’‘“”–—µ³]*[a-z]{2}[ -~’‘“”–—µ³]*)/).filter(Boolean).map((part) =>
    (/[a-z]{2}/.test(part) ? element("span", { text: part, attributes: { lang: "en" } }) : document.createTextNode(part)));
}

/** The letter of a province: in Chinese the name of one letter that it has. @param {string} id */
function letterOf(id) {
  const short = view.lang === "zh" && thing(id).aliases?.find((alias) => /^\p{Script=Han}$/u.test(alias));
  return short || Array.from(nameOf(id))[0];
}

/** A name with how many there are, in brackets. @param {string} name @param {number} n */
function tallied(name, n) {
  return gettext("{name} ({n})", { name, n });
}

/** Words that lead to another page, in a window of its own; as they are where there is none. @param {string} text @param {string} [address] */
function linkElement(text, address) {
  return address ? element("a", { text, attributes: { href: address, rel: "noreferrer noopener", target: "_blank" } }) : element("span", { text });
}

/** Leave the keyboard at what a change has made anew. @param {string} selector */
function focusOn(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}

/**
 * Buttons of which one is pressed; what it stands for is shown anew, and the keyboard stays at it.
 * @param {string} label @param {string} name of the attribute that has the key @param {string} chosen a key
 * @param {Record<string, string>} choices texts by their keys @param {(key: string) => void} choose
 */
function switchElement(label, name, chosen, choices, choose) {
  return element("div", { class: "switch", attributes: { role: "group", "aria-label": label } }, Object.entries(choices).map(([key, text]) =>
    element("button", { text, attributes: { "aria-pressed": String(key === chosen), [`data-${name}`]: key }, on: { click: () => { choose(key); focusOn(`[data-${name}="${key}"]`); } } })));
}

/** How many there are, beside what they are. @param {number} n @param {number} [all] of how many, where these are a part */
function countElement(n, all = n) {
  return element("span", { class: "count", text: n === all ? String(n) : gettext("{n} of {m}", { n, m: all }) });
}

/** The language of a name, by its script. @param {string} name */
function languageOf(name) {
  return /\p{Script=Han}/u.test(name) ? "zh-Hans" : "en";
}

/** A note of the editors. @param {Bilingual | undefined} note */
function noteElement(note) {
  return note ? element("p", { class: "note" }, [element("span", { class: "note-sign", text: `${gettext("Editors’ note")} ` }), ...worded(pick(note))]) : null;
}

/** A thing's name as an element that says its language. @param {string} id */
function nameElement(id) {
  return element("bdi", { text: nameOf(id), attributes: foreign(id) ? { lang: "en" } : {} });
}
