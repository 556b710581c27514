/** Keeping decisions: by the server that the page came from, and in this browser until it has them. */

import { showProgress } from "./cards.js";
import { draft, numberOf } from "./data.js";
import { announce, byId } from "./elements.js";
import { showAll } from "./main.js";
import { confirmed, pending, setFindings, setPending, settle, view } from "./state.js";
import { gettext, ngettext, spoken } from "./texts.js";

/** @import { Decision } from "./data.js" */

const storageKey = `ydkg-review-${draft.digest}`;
const rest = 2000;
let sending = false;
let stale = false;

/** Lines of a file of decisions. @param {Decision[]} decisions */
function linesOf(decisions) {
  return decisions.map((decision) => `${JSON.stringify(decision)}\n`).join("");
}

/** Keep what is pending. */
export function keep() {
  keepLocally(pending);
  send();
}

/** Put decisions where this browser finds them again. @param {Decision[]} decisions */
function keepLocally(decisions) {
  try {
    localStorage.setItem(storageKey, linesOf(decisions));
  } catch {
    // A browser that keeps nothing still sends them.
  }
}

/** Take what this browser kept, and the decisions in the file do not have. */
function restore() {
  try {
    const known = new Set(draft.decisions.map((decision) => JSON.stringify(decision)));
    const kept = (localStorage.getItem(storageKey) || "").split("\n").filter(Boolean).filter((line) => !known.has(line));
    setPending(kept.map((line) => JSON.parse(line)).filter((decision) => numberOf.has(decision[0])));
  } catch {
    setPending([]);
  }
  settle();
  if (pending.length) keep();
}

/** Ask the server that the page came from. @param {string} what @param {any} sent @returns {Promise<any>} */
export async function ask(what, sent) {
  const body = JSON.stringify(sent);
  const answer = await fetch(what, { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive: body.length < 60000 });
  const told = await answer.json();
  if (!answer.ok) throw new Error((spoken.lang === "zh" && told.chinese) || told.error || answer.statusText);
  return told;
}

let quiet = 0;

/** Ask what the check would say of what stands, once nothing was decided for a moment. */
export function foresee() {
  clearTimeout(quiet);
  quiet = setTimeout(async () => {
    try {
      const { findings, done } = await ask("check", {});
      setFindings(findings);
      showAll(true);
      if (!done) foresee();
    } catch {
      // The server is gone, which is said where something waits to be saved.
    }
  }, rest);
}

/** Send what is pending; while there is nothing, ask what others decided. */
async function send() {
  if (sending) return;
  sending = true;
  const batch = pending.slice();
  let failed = false;
  try {
    const told = await ask("decisions", { seen: confirmed.length, decisions: batch });
    follow(told.decisions, told.taken, batch);
    if (stale && !pending.length && !view.form) location.reload();
    if (pending.length === 0) showKept("");
  } catch (error) {
    if (batch.length) showKept(gettext("Not saved yet: {why}. It is tried again.", { why: String(error instanceof Error ? error.message : error) }));
    failed = true;
  }
  sending = false;
  if (failed) setTimeout(() => { if (pending.length) send(); }, rest);
  else if (pending.length) send();
}

/** Take what the server answered. @param {Decision[]} decisions all since those that were seen @param {boolean} taken @param {Decision[]} batch */
function follow(decisions, taken, batch) {
  const others = new Set((taken ? decisions.slice(0, decisions.length - batch.length) : decisions).map(([key]) => key));
  confirmed.push(...decisions);
  const lost = taken ? [] : batch.filter(([key]) => others.has(key));
  setPending(pending.slice(taken ? batch.length : 0).filter((decision) => !lost.includes(decision)));
  keepLocally(pending);
  settle();
  if (lost.length) announce(ngettext("{n} proposal was decided in another window meanwhile; that stands", "{n} proposals were decided in another window meanwhile; that stands", lost.length));
  // A fact that was added, or taken back, makes another page, once nobody is at a form.
  stale ||= decisions.some(([, what, , , rule]) => what === "add" || (what === "undo" && rule.startsWith("reviewer.")));
  if (decisions.length) foresee();
  if (others.size) showAll(true);
  showProgress();
}

/** Say how what was decided is kept. @param {string} text */
export function showKept(text) {
  byId("kept").textContent = text;
  byId("kept").className = text ? "unsaved" : "";
}

export function startKeeping() {
  restore();
  foresee();
  setInterval(() => { if (!document.hidden && !pending.length) send(); }, rest);
  window.addEventListener("beforeunload", (event) => { if (pending.length) event.preventDefault(); });
}
