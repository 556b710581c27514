/** Start: show the draft, listen, decide. */

import { showCards, showProgress, showUnread } from "./cards.js";
import { draft, numberOf, sentenceOf } from "./data.js";
import { announce, byId, element, inputOf } from "./elements.js";
import { showFilters, startFilters } from "./filters.js";
import { startKeeping } from "./keeping.js";
import { startKeys } from "./keys.js";
import { leave, offerMarked } from "./marking.js";
import { bringIntoView, showDocument, startReading, writeDocument } from "./reading.js";
import { decide, decisionOn, matches, nextFrom, view } from "./state.js";
import { colon, firstLanguage, gettext, pick, spoken, translatePage } from "./texts.js";

/** Whether a proposal is let through and wants a decision, or another one. @param {number} number */
export function isOpen(number) {
  return matches(number) && (!decisionOn(number) || view.state === "found");
}

/** Show everything anew. @param {boolean} [stay] leave the document where it is */
export function showAll(stay) {
  if (!stay) bringIntoView(sentenceOf[view.current]);
  showDocument();
  if (!view.form) showCards();
  showProgress();
}

/** @param {number} number */
export function chooseProposal(number) {
  if (view.form === "add") leave();
  view.form = null;
  view.current = number;
  showAll();
  focusCard();
}

export function focusCard() {
  /** @type {HTMLElement | null} */ (byId("cards").querySelector("[aria-current]"))?.focus({ preventScroll: true });
}

/** Go to what is undecided next, if there is anything. */
export function goOn() {
  const next = nextFrom(isOpen);
  if (isOpen(next)) view.current = next;
  else announce(gettext("Everything that the filters let through is decided."));
  showAll();
  focusCard();
}

/** @param {"accept" | "reject"} decision */
export function decideCurrent(decision) {
  if (decide([view.current], decision)) goOn();
}

/** @param {"en" | "zh"} lang */
function speak(lang) {
  spoken.lang = lang;
  translatePage(`${gettext("Review of a draft")}${colon()}${draft.title}`);
  showFilters();
  byId("things").replaceChildren(...draft.things.map(([, english, chinese]) => element("option", { attributes: { value: pick([english, chinese]) } })));
  showUnread();
  showAll();
}

if (window.matchMedia("(max-width: 40rem)").matches) byId("more").removeAttribute("open");
inputOf("by").value = draft.reviewer;
writeDocument();
startKeeping();
view.current = numberOf.get(location.hash.slice(1)) ?? Math.max(0, draft.proposals.findIndex((_, number) => !decisionOn(number)));
startReading(chooseProposal);
for (const done of ["mouseup", "keyup", "touchend"]) byId("reading").addEventListener(done, offerMarked);
startFilters();
startKeys();
byId("language").addEventListener("click", () => speak(spoken.lang === "zh" ? "en" : "zh"));
window.addEventListener("resize", () => { if (!view.form) showCards(); });
speak(firstLanguage());
document.documentElement.dataset.ready = "yes";
