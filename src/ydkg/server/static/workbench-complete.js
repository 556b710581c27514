// Completion: a list under the caret, worked by keyboard, told to screen readers.

import { Choices, byId, element } from "./elements.js";
import { onSite } from "./site.js";
import { gettext } from "./texts.js";
import { suggestions } from "./workbench-suggest.js";

/** @import { Editor } from "./workbench-editor.js" */
/** @import { Suggestion, Suggestions, Terms } from "./workbench-suggest.js" */

const GAP = 4;

/** @param {Editor} editor */
export function startCompletion(editor) {
  const { field, box } = editor;
  const list = element("ul", { class: "suggestions", attributes: { id: "suggestions", role: "listbox", "aria-label": gettext("Suggestions"), hidden: "" } });
  const told = element("div", { class: "visually-hidden", attributes: { role: "status" } });
  box.append(list);
  box.after(told);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-controls", list.id);
  /** @type {Suggestions | null} */
  let shown = null;
  const close = () => {
    shown = null;
    list.hidden = true;
    list.replaceChildren();
    choices.point(-1);
    told.textContent = "";
  };
  const take = (/** @type {number} */ at) => {
    if (!shown || at < 0) return;
    const { from, to, list: all } = shown;
    const word = all[at].insert;
    close();
    editor.insert(from, to, word.endsWith(":") ? word : `${word} `);
  };
  const choices = new Choices(field, list, take);
  /** @param {boolean} asked */
  const open = async (asked) => {
    const terms = await words();
    if (!terms || document.activeElement !== field || field.selectionStart !== field.selectionEnd) return;
    const made = suggestions(field.value, field.selectionStart, terms, asked);
    if (!made) {
      close();
      if (asked) told.textContent = gettext("No suggestions");
      return;
    }
    shown = made;
    list.replaceChildren(...made.list.map(option));
    list.hidden = false;
    const at = editor.place(made.from);
    list.style.left = `${Math.max(0, Math.min(at.left, box.clientWidth - list.offsetWidth))}px`;
    list.style.top = `${at.bottom + GAP}px`;
    choices.point(-1);
    told.textContent = gettext("{n} suggestions; arrow keys choose, Enter or Tab takes one", { n: made.list.length });
    // The first one is taken by Enter and Tab, unless that word stands there already.
    if (asked || made.list[0].insert !== field.value.slice(made.from, made.to)) choices.point(0);
  };

  field.addEventListener("input", (event) => {
    const typed = /** @type {InputEvent} */ (event);
    if (typed.isComposing) return;
    if (typed.inputType === "insertText" && typed.data?.length === 1 && !/[\s{}().;,]/.test(typed.data)) open(false);
    else if (typed.inputType?.startsWith("delete") && shown) open(false);
    else if (typed.inputType === "insertCompositionText" || typed.inputType === "insertFromComposition") open(false);
    else close();
  });
  field.addEventListener("compositionend", () => open(false));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      open(true);
    } else if (shown && choices.step(event.key)) event.preventDefault();
    else if (shown && ["Enter", "Tab"].includes(event.key) && choices.at >= 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      event.stopImmediatePropagation();
      take(choices.at);
    } else if (shown && event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) close();
  }, { capture: true });
  field.addEventListener("blur", close);
  field.addEventListener("scroll", close);
  field.addEventListener("focus", () => void words(), { once: true });
}

/**
 * @param {Suggestion} suggestion
 * @param {number} at
 */
function option(suggestion, at) {
  return element("li", { attributes: { role: "option", id: `suggestion-${at}`, "aria-selected": "false" } }, [
    element("span", { class: "means", text: suggestion.means }),
    element("code", { text: suggestion.insert }),
    element("span", { class: "often", text: suggestion.often }),
  ]);
}

/** @type {Promise<Terms | null> | null} */
let asked = null;

/** Fetch the words of the graph, once; where they cannot be had, nothing is completed, and they are asked for again. */
async function words() {
  const version = byId("main").querySelector(".workbench")?.getAttribute("data-version") ?? "";
  asked ??= fetch(onSite(`/workbench/terms.json?v=${encodeURIComponent(version)}`)).then((response) => (response.ok ? response.json() : null)).catch(() => null);
  const terms = await asked;
  if (!terms) asked = null;
  return terms;
}
