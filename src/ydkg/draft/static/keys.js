/** The keyboard: one key a decision, wherever the reader is but in a field. */

import { shown } from "./cards.js";
import { sentenceOf } from "./data.js";
import { byId, element, inputOf, meantElsewhere } from "./elements.js";
import { acceptAll } from "./filters.js";
import { closeForm, openForm } from "./forms.js";
import { chooseProposal, decideCurrent, focusCard, isOpen, showAll } from "./main.js";
import { leave } from "./marking.js";
import { filtered, matches, nextFrom, undoLast, view } from "./state.js";
import { gettext, translatable } from "./texts.js";

/** @type {[string, string, () => void][]} */
const keys = [
  ["Enter", translatable("Accept, and go to the next"), () => decideCurrent("accept")],
  ["Space", translatable("Accept what is undecided in this sentence, and go on"), () => acceptAll(filtered().filter((number) => sentenceOf[number] === sentenceOf[view.current]))],
  ["v", translatable("Accept what is visible, and go on"), () => acceptAll(shown)],
  ["r", translatable("Reject, and go to the next"), () => decideCurrent("reject")],
  ["e", translatable("Edit"), () => openForm("edit")],
  ["m", translatable("Same as a known thing"), () => openForm("same-as")],
  ["u", translatable("Undo the last decision"), () => { undoLast(); showAll(); focusCard(); }],
  ["j", translatable("Next proposal"), () => chooseProposal(nextFrom(matches))],
  ["k", translatable("Proposal before"), () => chooseProposal(nextFrom(matches, -1))],
  ["n", translatable("Next sentence with something undecided"), () => chooseProposal(nextFrom((number) => isOpen(number) && sentenceOf[number] !== sentenceOf[view.current]))],
  ["f", translatable("Filter"), () => byId("filter-kind").focus()],
  ["?", translatable("This list"), () => openHelp()],
];
/** @type {Record<string, string>} */
const alike = { " ": "Space", ArrowDown: "j", ArrowUp: "k", x: "r", a: "Enter" };

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && view.form === "add") leave();
    else if (event.key === "Escape" && view.form) closeForm();
    const at = /** @type {HTMLElement} */ (event.target);
    if (meantElsewhere(event) || at.closest("dialog") || (["Enter", " "].includes(event.key) && at.closest("button, summary, a")) || view.form || !inputOf("keys-on").checked) return;
    const name = alike[event.key] || event.key;
    const found = keys.find(([key]) => key === name || key === name.toLowerCase());
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
  byId("help-open").addEventListener("click", openHelp);
}

function openHelp() {
  byId("key-list").replaceChildren(...keys.flatMap(([key, text]) => [element("dt", {}, [element("kbd", { text: key })]), element("dd", { text: gettext(text) })]));
  /** @type {HTMLDialogElement} */ (byId("help")).showModal();
}
