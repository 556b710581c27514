/** Marking: words of the document that a reviewer makes a fact of, with what the reader of sentences takes from them. */

import { draft, wordsAt } from "./data.js";
import { byId, element } from "./elements.js";
import { fieldOf, valueOf } from "./forms.js";
import { ask } from "./keeping.js";
import { confirmed, reviewer, trouble, view } from "./state.js";
import { quoted } from "./strings.js";
import { gettext, pick } from "./texts.js";

/** @import { Field } from "./forms.js" */

/** @type {[number, number]} */
let marked = [0, 0];

/** Where a point of the document is in its text, in code points; -1 where it is elsewhere. @param {Node | null} node @param {number} offset */
function positionOf(node, offset) {
  const piece = node?.parentElement?.closest("#reading [data-start]");
  return node && piece ? Number(piece.getAttribute("data-start")) + Array.from((node.textContent || "").slice(0, offset)).length : -1;
}

/** Offer to make a fact of what is selected. */
export function offerMarked() {
  const selection = getSelection();
  const [from, to] = [positionOf(selection?.anchorNode || null, selection?.anchorOffset || 0), positionOf(selection?.focusNode || null, selection?.focusOffset || 0)];
  let [start, end] = [Math.min(from, to), Math.max(from, to)];
  while (start < end && !wordsAt(start, start + 1).trim()) start += 1;
  while (start < end && !wordsAt(end - 1, end).trim()) end -= 1;
  if (start < 0 || start >= end || view.form) return;
  marked = [start, end];
  const kinds = Object.entries(draft.added).map(([kind, [name]]) => element("button", { class: "action", text: pick(name), on: { click: () => fillIn(kind) } }));
  show([element("p", { class: "kind", text: gettext("Make a fact of the marked words") }), element("p", { class: "words" }, [quoted(wordsAt(...marked))]), element("div", { class: "actions" }, [...kinds, cancel()])]);
}

function cancel() {
  return element("button", { class: "action", text: gettext("Cancel"), on: { click: leave } });
}

/** @param {HTMLElement[]} parts */
function show(parts) {
  byId("mark").replaceChildren(...parts);
  byId("mark").hidden = !parts.length;
  byId("side").scrollTop = 0;
}

export function leave() {
  view.form = null;
  show([]);
}

/** Ask for the parts of a fact: what is read of them stands there already. @param {string} kind */
async function fillIn(kind) {
  view.form = "add";
  const [start, end] = marked;
  try {
    const { values } = await ask("read", { kind, start, end });
    const [name, rows] = draft.added[kind];
    const fields = rows.map(([property, called, how]) => fieldOf(property, pick(called), values[property] || "", how));
    const form = element("form", { on: { submit: (event) => { event.preventDefault(); save(kind, fields); } } }, [
      element("p", { class: "kind", text: pick(name) }), element("p", { class: "words" }, [quoted(wordsAt(start, end))]),
      element("div", { class: "fields" }, fields.map(({ field }) => field)),
      element("div", { class: "actions" }, [element("button", { class: "action", text: gettext("Add"), attributes: { type: "submit" } }), cancel()]),
    ]);
    show([form]);
    fields[0].input.focus();
  } catch (error) {
    leave();
    trouble(String(error instanceof Error ? error.message : error));
  }
}

/** @param {string} kind @param {Field[]} fields */
async function save(kind, fields) {
  const by = reviewer();
  if (!by) return;
  const [start, end] = marked;
  try {
    const facts = Object.fromEntries(fields.map((field) => [field.property, valueOf(field)]));
    const { key, taken } = await ask("facts", { seen: confirmed.length, kind, start, end, by, facts });
    if (taken) location.hash = key;
    location.reload();
  } catch (error) {
    trouble(String(error instanceof Error ? error.message : error));
  }
}
