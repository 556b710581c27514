/** Elements: text reaches the page by textContent only. */

/**
 * Make an element; a button submits no form unless that is its type.
 * @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag
 * @param {{class?: string, text?: string, attributes?: Record<string, string>, on?: Record<string, (event: any) => void>}} [given]
 * @param {(Node | string | null | undefined | false)[]} [children] @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, given = {}, children = []) {
  const made = document.createElement(tag);
  if (made instanceof HTMLButtonElement) made.type = "button";
  if (given.class) made.className = given.class;
  if (given.text !== undefined) made.textContent = given.text;
  for (const [name, value] of Object.entries(given.attributes || {})) made.setAttribute(name, value);
  for (const [name, listener] of Object.entries(given.on || {})) made.addEventListener(name, listener);
  for (const child of children) if (child) made.append(child);
  return made;
}

export const svgSpace = "http://www.w3.org/2000/svg";

/** Make an element of a drawing; numbers are rounded to a tenth. @param {string} tag @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
export function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(typeof value === "number" ? Math.round(value * 10) / 10 : value));
  made.append(...children);
  return made;
}

/** Find an element that the page has for certain. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/** Give the reader a file, whose name says what it is. @param {string} name @param {string | Blob} content */
export function giveFile(name, content) {
  const address = URL.createObjectURL(new Blob([content]));
  element("a", { attributes: { href: address, download: name } }).click();
  setTimeout(() => URL.revokeObjectURL(address), 2000);
}

/** Add to the list that a map has for a key, which may be the first there. @template Key, Value @param {Map<Key, Value[]>} lists @param {Key} key @param {Value} value */
export function addTo(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The first of so many that something holds of, and of all behind it, searched for by halves. @param {number} all @param {(number: number) => boolean} holds */
export function firstOf(all, holds) {
  let [low, high] = [0, all];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Say on a button, for a moment, that it has done its work. @param {HTMLElement} button @param {string} done */
export function sayDone(button, done) {
  const name = button.textContent;
  if (name === done) return;
  button.textContent = done;
  setTimeout(() => { button.textContent = name; }, 1600);
}

/** Tell screen readers what has changed. @param {string} text */
export function announce(text) {
  byId("said").textContent = text;
}

/** Find a field that the page has for certain. @param {string} id */
export function inputOf(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/** Whether a key is meant for the browser, or for the field that has the focus. @param {KeyboardEvent} event */
export function meantElsewhere({ ctrlKey, metaKey, altKey, target }) {
  return ctrlKey || metaKey || altKey || (target instanceof Element && target.closest("input, select, textarea") !== null);
}

/** Let the slash go to a search box. @param {HTMLInputElement} box */
export function goBySlash(box) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || meantElsewhere(event)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

/** The list below a box: what it offers, and the entry that is pointed at, for the eye and for screen readers. */
export class Choices {
  /** @param {HTMLElement} box @param {HTMLElement} list @param {(at: number) => void} take what is to be done with an entry that is clicked */
  constructor(box, list, take) {
    this.box = box;
    this.list = list;
    this.at = -1;
    // The box keeps the keyboard while the list is pressed or scrolled, so that leaving it can close the list at once.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const at = [...list.children].findIndex((entry) => event.composedPath().includes(entry));
      if (at >= 0) take(at);
    });
  }

  /** Point at an entry; at none of them where its place is -1. @param {number} at */
  point(at) {
    this.at = at;
    [...this.list.children].forEach((entry, place) => entry.setAttribute("aria-selected", String(place === at)));
    const entry = this.list.children[at];
    if (!entry) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", entry.id);
    entry.scrollIntoView({ block: "nearest" });
  }

  /** Point at the next entry that can be taken, or at the one before, and round from end to end: what cannot be taken is last. @param {string} key @returns {boolean} whether it is an arrow that does so */
  step(key) {
    const all = this.list.querySelectorAll("[role=option]:not([aria-disabled])").length;
    if (key === "ArrowDown") this.point((this.at + 1) % all);
    if (key === "ArrowUp") this.point((this.at <= 0 ? all : this.at) - 1);
    return key === "ArrowDown" || key === "ArrowUp";
  }

  /** @param {boolean} open */
  unfold(open) {
    this.list.hidden = !open;
    this.box.setAttribute("aria-expanded", String(open));
    if (!open) this.point(-1);
  }

  /** Offer entries. @param {HTMLElement[]} entries without any the list is closed @param {number} at which of them is pointed at */
  offer(entries, at) {
    this.list.replaceChildren(...entries);
    this.unfold(entries.length > 0);
    this.point(at);
  }
}
