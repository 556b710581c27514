/** What the views of when and where are made of: rows and their frames, made once; a change moves only what it changes. */

/** By form, and by what they are of. @type {Map<string, Map<unknown, any>>} */
let keptRows = new Map();
/** The language that they are in. */
let keptIn = "";

/**
 * Give a row as it was made before, or make it; the selection is marked anew.
 * @template {Element} Row @param {string} form @param {unknown} of what is shown in this form
 * @param {string[]} ids the things that are selected with it @param {() => Row} make @returns {Row}
 */
function keptRow(form, of, ids, make) {
  if (keptIn !== view.lang) forgetRows();
  let kept = keptRows.get(form);
  if (!kept) keptRows.set(form, (kept = new Map()));
  let row = kept.get(of);
  if (!row) kept.set(of, (row = make()));
  row.classList.toggle("selected", view.node !== null && ids.includes(view.node));
  return row;
}

/**
 * Give the frame around rows as it was made before, with what is in it now.
 * @param {string} name @param {() => HTMLElement} make the frame, empty @param {(HTMLElement | null)[]} children
 */
function keptFrame(name, make, children) {
  const frame = keptRow("frame", name, [], make);
  settle(frame, children);
  return frame;
}

/** With more things and milestones than this a view of when and where is laid out as far as it is in sight, and a change shows there first. */
const manyRows = things.size + milestones.length > 1000;
/** How many rows a list holds: of many rows one list after the other is laid out, when it comes into sight. */
const rowsTogether = 15;

/** Do what need not be seen at once: where there are many rows, when the next frame has been painted. @param {() => void} act */
function afterPainting(act) {
  if (manyRows) requestAnimationFrame(() => (window.requestIdleCallback || setTimeout)(act));
  else act();
}

/** The frames that are in sight. @type {Set<Element>} */
const inSight = new Set();
const sight = new IntersectionObserver((seen) => { for (const { target, isIntersecting } of seen) inSight[isIntersecting ? "add" : "delete"](target); });
/** What frames out of sight are still to be filled with. @type {Map<Element, () => void>} */
const unfilled = new Map();

/** Fill a frame: of many rows those that are out of sight after those that are in sight. @param {Element} frame @param {() => void} fill */
function fillInSight(frame, fill) {
  sight.observe(frame);
  if (!manyRows || !frame.firstChild || inSight.has(frame)) {
    unfilled.delete(frame);
    fill();
  } else {
    if (!unfilled.size) afterPainting(() => { for (const later of unfilled.values()) later(); unfilled.clear(); });
    unfilled.set(frame, fill);
  }
}

/**
 * Rows in lists as they were made before; those that the filters do not mean stay, pale.
 * @template T @param {string} name @param {string} form @param {T[]} rows @param {Set<T>} meant
 * @param {(row: T) => string[]} ids the things that are selected with a row @param {(row: T) => HTMLElement} make
 * @param {{high: number, low: number}} look how high a row and a pale one are, about, in rem
 */
function keptLists(name, form, rows, meant, ids, make, { high, low }) {
  const parts = Array.from({ length: Math.ceil(rows.length / rowsTogether) }, (_, part) => rows.slice(part * rowsTogether, (part + 1) * rowsTogether));
  return parts.map((part, number) => {
    const list = keptRow("frame", `${name} ${number}`, [], () => element("ul", { class: "plain rows" }));
    fillInSight(list, () => {
      settle(list, part.map((row) => {
        const made = keptRow(form, row, ids(row), () => make(row));
        made.classList.toggle("dim", !meant.has(row));
        return made;
      }));
      list.style.containIntrinsicSize = `auto ${part.reduce((sum, row) => sum + (meant.has(row) ? high : low), 0)}rem`;
    });
    return list;
  });
}

/** Write a number at the end of what was made before. @param {Element} made @param {number} n */
function writeCount(made, n) {
  const count = /** @type {Element} */ (made.lastElementChild);
  if (count.textContent !== String(n)) count.textContent = String(n);
}

/** Have all rows made anew, as after a text was dropped whose words they quote. */
function forgetRows() {
  keptRows = new Map();
  unfilled.clear();
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
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
}
