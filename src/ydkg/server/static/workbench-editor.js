// The editor: a plain textarea, with its coloured copy behind it and line numbers beside it.

import { byId, element } from "./elements.js";
import { tokens } from "./workbench-tokens.js";

export class Editor {
  constructor() {
    this.field = /** @type {HTMLTextAreaElement} */ (byId("query"));
    this.numbers = element("div", { class: "numbers" });
    this.letters = element("code");
    const copy = element("pre", { class: "copy", attributes: { "aria-hidden": "true" } }, [this.letters]);
    /** Around the text: something can be placed in it. */
    this.box = element("div", { class: "box" }, [copy, this.field]);
    /** The line that is marked as wrong; 0 for none. */
    this.wrong = 0;
    byId("editor").replaceChildren(element("div", { class: "gutter", attributes: { "aria-hidden": "true" } }, [this.numbers]), this.box);
    byId("editor").classList.add("live");
    this.field.addEventListener("input", () => this.mark(0));
    this.field.addEventListener("scroll", () => this.follow());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.isComposing && !event.defaultPrevented) {
        event.preventDefault();
        const { value, selectionStart, selectionEnd } = this.field;
        const before = value.slice(0, selectionStart).split("\n").pop() ?? "";
        const indent = /^[ ]*/.exec(before)?.[0] ?? "";
        this.insert(selectionStart, selectionEnd, `\n${indent}${/[{(]\s*$/.test(before) ? "  " : ""}`);
      }
    });
    this.paint();
  }

  follow() {
    const { scrollLeft, scrollTop } = this.field;
    this.letters.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
    this.numbers.style.transform = `translateY(${-scrollTop}px)`;
  }

  paint() {
    const text = this.field.value;
    // A line feed at the end has no height of its own in the copy.
    this.letters.replaceChildren(...tokens(text).map(({ kind, text: run }) => (kind === "space" || kind === "sign" ? run : element("span", { class: `q-${kind === "blank" ? "variable" : kind}`, text: run }))), "\n");
    this.numbers.replaceChildren(...text.split("\n").map((_, at) => element("span", { class: at + 1 === this.wrong ? "wrong" : "", text: String(at + 1) })));
    this.follow();
  }

  /** Mark a line as wrong. @param {number} line 0 marks none */
  mark(line) {
    this.wrong = line;
    if (line > 0) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
    this.paint();
  }

  /** Replace the text. @param {string} text */
  put(text) {
    this.field.value = text;
    this.mark(0);
  }

  /** Replace a part of the text, so that it can be undone. @param {number} from @param {number} to @param {string} text */
  insert(from, to, text) {
    this.field.focus();
    this.field.setSelectionRange(from, to);
    // The one way that a browser can undo; where it is gone, the text is set.
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, from, to, "end");
      this.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }

  /** Put the caret somewhere. @param {number} line @param {number} column code points, as the server counts them */
  go(line, column) {
    const lines = this.field.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const before = [...(lines[line - 1] ?? "")].slice(0, Math.max(column - 1, 0)).join("");
    this.field.focus();
    this.field.setSelectionRange(start + before.length, start + before.length);
    this.field.scrollTop = (this.field.scrollHeight / lines.length) * Math.max(line - 4, 0);
  }

  /** Where a letter is, within the box. @param {number} at */
  place(at) {
    const walker = document.createTreeWalker(this.letters, NodeFilter.SHOW_TEXT);
    let left = at;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (left < length) {
        const range = document.createRange();
        range.setStart(node, left);
        range.setEnd(node, left + 1);
        const [letter] = range.getClientRects();
        const frame = this.box.getBoundingClientRect();
        if (letter) return { left: letter.left - frame.left, top: letter.top - frame.top, bottom: letter.bottom - frame.top };
        break;
      }
      left -= length;
    }
    return { left: 0, top: 0, bottom: 24 };
  }
}
