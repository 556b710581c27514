// The editor: a plain textarea, with its coloured copy behind it and line numbers beside it.

import { tokens } from "./workbench-tokens.js";

/**
 * @typedef {object} Editor
 * @property {HTMLTextAreaElement} field
 * @property {HTMLElement} box around the text, in which something can be placed
 * @property {(text: string) => void} put replace the text
 * @property {(from: number, to: number, text: string) => void} insert replace a part, so that it can be undone
 * @property {(line: number) => void} mark mark a line as wrong; 0 marks none
 * @property {(line: number, column: number) => void} go put the caret there
 * @property {(at: number) => { left: number, top: number, bottom: number }} place where a letter is, within the box
 */

/**
 * Put colours and line numbers around the textarea.
 * @returns {Editor}
 */
export function startEditor() {
  const field = /** @type {HTMLTextAreaElement} */ (byId("query"));
  const editor = byId("editor");
  const numbers = element("div", { class: "numbers" });
  const gutter = element("div", { class: "gutter", attributes: { "aria-hidden": "true" } }, [numbers]);
  const letters = element("code");
  const copy = element("pre", { class: "copy", attributes: { "aria-hidden": "true" } }, [letters]);
  const box = element("div", { class: "box" }, [copy, field]);
  let wrong = 0;
  editor.replaceChildren(gutter, box);
  editor.classList.add("live");

  const follow = () => {
    letters.style.transform = `translate(${-field.scrollLeft}px, ${-field.scrollTop}px)`;
    numbers.style.transform = `translateY(${-field.scrollTop}px)`;
  };
  const paint = () => {
    const text = field.value;
    // A line feed at the end has no height of its own in the copy.
    letters.replaceChildren(...tokens(text).map(({ kind, text: run }) => (kind === "space" || kind === "sign" ? run : element("span", { class: `q-${kind === "blank" ? "variable" : kind}`, text: run }))), "\n");
    numbers.replaceChildren(...text.split("\n").map((_, at) => element("span", { class: at + 1 === wrong ? "wrong" : "", text: String(at + 1) })));
    follow();
  };
  /** @param {number} line */
  const mark = (line) => {
    wrong = line;
    if (line > 0) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    paint();
  };
  field.addEventListener("input", () => mark(0));
  field.addEventListener("scroll", follow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.isComposing && !event.defaultPrevented) {
      event.preventDefault();
      const before = field.value.slice(0, field.selectionStart).split("\n").pop() ?? "";
      const indent = /^[ ]*/.exec(before)?.[0] ?? "";
      insert(field, field.selectionStart, field.selectionEnd, `\n${indent}${/[{(]\s*$/.test(before) ? "  " : ""}`);
    }
  });
  paint();
  return {
    field,
    box,
    put: (text) => {
      field.value = text;
      mark(0);
    },
    insert: (from, to, text) => insert(field, from, to, text),
    mark,
    go: (line, column) => go(field, line, column),
    place: (at) => place(letters, box, at),
  };
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {number} from
 * @param {number} to
 * @param {string} text
 */
function insert(field, from, to, text) {
  field.focus();
  field.setSelectionRange(from, to);
  // The one way that a browser can undo; where it is gone, the text is set.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {number} line
 * @param {number} column code points, as the server counts them
 */
function go(field, line, column) {
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const before = [...(lines[line - 1] ?? "")].slice(0, Math.max(column - 1, 0)).join("");
  field.focus();
  field.setSelectionRange(start + before.length, start + before.length);
  field.scrollTop = (field.scrollHeight / Math.max(lines.length, 1)) * Math.max(line - 4, 0);
}

/**
 * @param {HTMLElement} letters
 * @param {HTMLElement} box
 * @param {number} at
 */
function place(letters, box, at) {
  const walker = document.createTreeWalker(letters, NodeFilter.SHOW_TEXT);
  let left = at;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left < length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      const [letter] = range.getClientRects();
      const frame = box.getBoundingClientRect();
      if (letter) return { left: letter.left - frame.left, top: letter.top - frame.top, bottom: letter.bottom - frame.top };
      break;
    }
    left -= length;
  }
  return { left: 0, top: 0, bottom: 24 };
}
