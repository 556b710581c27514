/** The state of the review: what is decided, what is shown, and where the reader is. */

import { draft, numberOf, numberOfThing } from "./data.js";
import { addTo, announce, byId, inputOf } from "./elements.js";
import { keep } from "./keeping.js";
import { gettext, ngettext } from "./texts.js";

/** @import { Both, Decision } from "./data.js" */

/**
 * @typedef {"edit" | "same-as" | "add"} FormName
 * @type {{current: number, kind: string, rule: string, state: string, planned: boolean, number: boolean, form: FormName | null}}
 */
export const view = { current: 0, kind: "", rule: "", state: "", planned: false, number: false, form: null };

/** Decisions that are kept for certain, and those that are on their way. @type {Decision[]} */
export let confirmed = draft.decisions.slice();
/** @type {Decision[]} */
export let pending = [];

/** Say anew what is on its way. @param {Decision[]} decisions */
export function setPending(decisions) {
  pending = decisions;
}

/** What stands on each proposal. @type {Map<string, Decision>} */
export let standing = new Map();
/** Keys of what was decided at once in this window, the last at the end. @type {string[][]} */
const acts = [];

/** Work out anew what stands: of each proposal the last decision that was not undone. */
export function settle() {
  /** @type {Map<string, Decision[]>} */
  const made = new Map();
  for (const decision of [...confirmed, ...pending]) {
    if (decision[1] === "undo") made.get(decision[0])?.pop();
    else addTo(made, decision[0], decision);
  }
  standing = new Map();
  for (const [key, before] of made) if (before.length && numberOf.has(key)) standing.set(key, before[before.length - 1]);
}

/** The decision on a proposal. @param {number} number */
export function decisionOn(number) {
  return standing.get(draft.proposals[number].key);
}

/** What a proposal rests on that was rejected, while it is not. @param {number} number @returns {number[]} */
export function lostGround(number) {
  if (decisionOn(number)?.[1] === "reject") return [];
  const grounds = draft.proposals[number].rests.map((thing) => numberOfThing.get(thing) ?? number);
  return grounds.filter((ground) => decisionOn(ground)?.[1] === "reject");
}

/** What the check would say, by key; of the document by an empty text. @type {Record<string, Both[]>} */
export let findings = {};

/** @param {Record<string, Both[]>} found */
export function setFindings(found) {
  findings = found;
}

/** Whether a proposal is to be looked at again: the check would find something, or its ground is gone. @param {number} number */
function isDoubtful(number) {
  return draft.proposals[number].key in findings || lostGround(number).length > 0;
}

/** Whether the filters let a proposal through. @param {number} number */
export function matches(number) {
  const proposal = draft.proposals[number];
  const decision = decisionOn(number)?.[1] || "undecided";
  return (
    (!view.kind || proposal.kind === view.kind) &&
    (!view.rule || proposal.rule === view.rule) &&
    (!view.state || view.state === decision || (view.state === "found" && isDoubtful(number)) || (view.state === "decided" && decision !== "undecided")) &&
    (!view.planned || proposal.planned) &&
    (!view.number || proposal.number)
  );
}

/** Numbers of all proposals that the filters let through. */
export function filtered() {
  return draft.proposals.map((_, number) => number).filter(matches);
}

/** The next of some proposals behind the present one, from the start again behind the last. @param {(number: number) => boolean} wanted @param {number} [step] */
export function nextFrom(wanted, step = 1) {
  const all = draft.proposals.length;
  for (let far = 1; far <= all; far += 1) {
    const number = (view.current + step * far + all * far) % all;
    if (wanted(number)) return number;
  }
  return view.current;
}

/** Who reviews; empty where that is still to be said, which is asked for. */
export function reviewer() {
  const by = inputOf("by").value.trim();
  if (!by) inputOf("by").focus();
  trouble(by ? "" : gettext("Say first who reviews: your name goes with each decision."));
  return by;
}

/**
 * Decide on some proposals at once.
 * @param {number[]} numbers
 * @param {string} decision
 * @param {any} [edited]
 * @returns {boolean} whether it was done
 */
export function decide(numbers, decision, edited = null) {
  const by = reviewer();
  if (!by) return false;
  const at = new Date().toISOString();
  const made = numbers.map((number) => /** @type {Decision} */ ([draft.proposals[number].key, decision, by, at, draft.proposals[number].rule, edited]));
  if (!made.length) return false;
  if (decision !== "undo") acts.push(made.map(([key]) => key));
  pending.push(...made);
  settle();
  keep();
  return true;
}

/** Take back what was decided last in this window, or else what stands on the present proposal. */
export function undoLast() {
  const last = acts.pop()?.filter((key) => standing.has(key));
  const numbers = last?.length ? last.map((key) => numberOf.get(key) || 0) : decisionOn(view.current) ? [view.current] : [];
  if (!numbers.length || !decide(numbers, "undo")) return;
  view.current = numbers[0];
  announce(ngettext("{n} decision undone", "{n} decisions undone", numbers.length));
}

/** Say what is wrong; nothing where all is well. @param {string} text */
export function trouble(text) {
  byId("trouble").textContent = text;
  byId("trouble").hidden = !text;
}
