/** What the views of when and where are made of: rows and their frames, made once; a change moves only what it changes. */

/** By form, and by what they are of. @type {Map<string, Map<unknown, any>>} */
let keptRows = new Map();
/** The language that they are in. */
let keptIn = "";

/**
 * Give a row as it was made before, or make it; the selection is marked anew.
 * @template {Element} Row
 * @param {string} form
 * @param {unknown} of what is shown in this form
 * @param {string[]} ids the things that are selected with it
 * @param {() => Row} make
 * @returns {Row}
 */
function keptRow(form, of, ids, make) {
  if (keptIn !== view.lang) forgetRows();
  let kept = keptRows.get(form);
  if (!kept) keptRows.set(form, (kept = new Map()));
  let row = kept.get(of);
  if (!row) kept.set(of, (row = make()));
  const selected = view.node !== null && ids.includes(view.node);
  if (selected !== row.classList.contains("selected")) row.classList.toggle("selected", selected);
  return row;
}

/**
 * Give the frame around rows as it was made before, with what is in it now.
 * @param {string} name
 * @param {() => HTMLElement} make the frame, empty
 * @param {(HTMLElement | null)[]} children
 * @param {string[]} [ids] the things that are selected with it
 */
function keptFrame(name, make, children, ids = []) {
  const frame = keptRow("frame", name, ids, make);
  settle(frame, children);
  return frame;
}

/** How many rows a list holds: of many rows one list after the other is laid out, when it comes into sight. */
const rowsTogether = 15;

/**
 * Rows in lists as they were made before; those that the filters do not mean stay, pale.
 * @template T
 * @param {string} name
 * @param {string} form
 * @param {T[]} rows
 * @param {Set<T>} meant
 * @param {(row: T) => string[]} ids the things that are selected with a row
 * @param {(row: T) => HTMLElement} make
 * @param {{high: number, low: number, silent?: boolean}} look how high a row and a pale one are, about, in rem; whether a pale one has nothing to say
 */
function keptLists(name, form, rows, meant, ids, make, { high, low, silent }) {
  const parts = Array.from({ length: Math.ceil(rows.length / rowsTogether) }, (_, part) => rows.slice(part * rowsTogether, (part + 1) * rowsTogether));
  return parts.map((part, number) => {
    const list = keptFrame(`${name} ${number}`, () => element("ul", { class: "plain rows" }), part.map((row) => {
      const made = keptRow(form, row, ids(row), () => make(row));
      if (made.classList.contains("dim") === meant.has(row)) {
        made.classList.toggle("dim");
        if (silent) made.setAttribute("aria-hidden", String(!meant.has(row)));
      }
      return made;
    }));
    const height = `${part.reduce((sum, row) => sum + (meant.has(row) ? high : low), 0)}rem`;
    if (list.style.getPropertyValue("--height") !== height) list.style.setProperty("--height", height);
    return list;
  });
}

/** Have all rows made anew, as after a text was dropped whose words they quote. */
function forgetRows() {
  keptRows = new Map();
  keptIn = view.lang;
}

/** Give an element its children, and leave those alone that are there and stay. @param {Element} parent @param {(Element | null)[]} children */
function settle(parent, children) {
  const wanted = /** @type {Element[]} */ (children.filter(Boolean));
  if (wanted.length === parent.childElementCount) {
    let same = parent.firstElementChild;
    if (wanted.every((child) => { const here = child === same; same = same?.nextElementSibling || null; return here; })) return;
  }
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const child of wanted) {
    // What stands before it comes later: it alone is moved then, and not all that follow it.
    if (at && at !== child && at.nextElementSibling === child) at = child;
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
}
