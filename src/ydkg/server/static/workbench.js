// The workbench: the query is asked without leaving the page, and the address keeps it.

import { byId, element } from "./elements.js";
import { onSite } from "./site.js";
import { gettext, ngettext, spoken } from "./texts.js";
import { readAnswer } from "./workbench-answer.js";
import { startCompletion } from "./workbench-complete.js";
import { Editor } from "./workbench-editor.js";
import { showTable } from "./workbench-table.js";

/** @import { Answer } from "./workbench-answer.js" */

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, application/problem+json;q=0.8";
/** Characters of an address: what some programs cut, and what this server reads. */
const LONG = 2000;
const TOO_LONG = 12000;
const MOST_RAW = 300000;

const editor = new Editor();
const form = /** @type {HTMLFormElement} */ (byId("ask"));
const run = /** @type {HTMLButtonElement} */ (form.querySelector("button.run"));
const cancel = /** @type {HTMLButtonElement} */ (byId("cancel"));
const [fault, unknown, said, section, count, raw, take, stage] = ["fault", "unknown", "said", "answer", "count", "raw", "take", "view"].map(byId);
/** @type {AbortController | null} */
let running = null;
/** @type {string} the query whose answer is shown */
let answered = "";

startCompletion(editor);
document.querySelectorAll(".keys").forEach((each) => each.removeAttribute("hidden"));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(true);
});
cancel.addEventListener("click", () => running?.abort());
editor.field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    ask(true);
  }
});
addEventListener("popstate", () => {
  const query = new URLSearchParams(location.search).get("query");
  if (query === null) return location.reload();
  editor.put(query);
  ask(false);
});
const asked = new URLSearchParams(location.search);
if (asked.has("query") || asked.has("question")) ask(false);

/** Where the query may be asked of other graphs than all. */
function dataset() {
  return [...new FormData(form)].filter(([name]) => name.endsWith("-graph-uri")).map(([name, value]) => [name, String(value)]);
}

/** @param {boolean} remember whether the address is to have it */
async function ask(remember) {
  const query = editor.field.value;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const started = performance.now();
  busy(true);
  if (remember) keep(query);
  try {
    const body = new URLSearchParams([["query", query], ...dataset()]);
    const response = await fetch(onSite("/sparql"), { method: "POST", body, headers: { Accept: ACCEPT, "Accept-Language": document.documentElement.lang }, signal: mine.signal });
    const text = await response.text();
    if (running !== mine) return;
    const seconds = (performance.now() - started) / 1000;
    if (!response.ok) return refused(response.headers.get("content-type") === "application/problem+json" ? JSON.parse(text) : { detail: text.trim() });
    answered = query;
    fault.hidden = true;
    unknown.hidden = true;
    fault.replaceChildren();
    editor.mark(0);
    doubt(query);
    await show(readAnswer(response.headers.get("content-type") ?? "", text), seconds);
  } catch (error) {
    if (running !== mine) return;
    const stopped = error instanceof DOMException && error.name === "AbortError";
    tell(stopped ? gettext("Cancelled.") : gettext("The server does not answer."));
  } finally {
    if (running === mine) {
      running = null;
      busy(false);
    }
  }
}

/**
 * Say whether a query is being answered.
 * @param {boolean} now
 */
function busy(now) {
  run.disabled = now;
  cancel.hidden = !now;
  section.setAttribute("aria-busy", String(now));
  if (now) tell(gettext("Running…"));
}

/**
 * Tell something that is not in the way.
 * @param {string} words
 * @param {boolean} [seen] false where the page shows it already
 */
function tell(words, seen = true) {
  said.textContent = words;
  said.classList.toggle("visually-hidden", !seen);
}

/**
 * Tell the terms of a query that nothing has, and mark the line of the first.
 * @param {string} query
 */
async function doubt(query) {
  const response = await fetch(onSite(`/workbench/unknown.json?lang=${spoken.lang}`), { method: "POST", body: new URLSearchParams([["query", query]]) }).catch(() => null);
  if (!response?.ok || editor.field.value !== query) return;
  /** @type {{ line: number, says: string }[]} */
  const terms = await response.json();
  unknown.hidden = !terms.length;
  unknown.replaceChildren(...terms.map(({ says }) => element("p", { text: says })));
  if (terms.length) editor.mark(terms[0].line);
}

/**
 * Put the query into the address, as far as addresses go.
 * @param {string} query
 */
function keep(query) {
  const address = new URL(location.href);
  address.searchParams.delete("question");
  address.searchParams.set("query", query);
  if (address.href.length > TOO_LONG) return;
  if (address.href !== location.href) history.pushState(null, "", address);
}

/** What is to be said of the address. */
function length() {
  const address = new URL(location.href);
  address.searchParams.set("query", answered);
  const long = address.href.length;
  if (long > TOO_LONG) return gettext("The query is too long for a link ({n} characters): keep it as a file.", { n: long });
  return long > LONG ? gettext("The link of this query is {n} characters long; some programs cut it.", { n: long }) : "";
}

/**
 * Say that a query was refused.
 * @param {{ detail: string, line?: number, column?: number }} problem as the endpoint tells it
 */
function refused({ detail, line = 0, column = 0 }) {
  const where = column ? gettext("Line {line}, column {column}: ", { line, column }) : line ? gettext("Line {line}: ", { line }) : "";
  section.hidden = true;
  tell("");
  wrong(where + detail, line, column, true);
}

/**
 * Say what is wrong, and mark where.
 * @param {string} message
 * @param {number} line 0 for nowhere
 * @param {number} column
 * @param {boolean} move whether to put the caret there
 */
function wrong(message, line, column, move) {
  const words = element("p", { text: message });
  fault.replaceChildren(words);
  fault.hidden = false;
  editor.mark(line);
  editor.field.setAttribute("aria-invalid", "true");
  editor.field.setAttribute("aria-describedby", "help fault");
  if (!line) return;
  words.append(element("button", { text: gettext("Go to line {line}", { line }), on: { click: () => editor.go(line, column) } }));
  if (move) editor.go(line, column);
}

/**
 * @param {Answer} answer
 * @param {number} seconds that it took
 */
async function show(answer, seconds) {
  section.hidden = false;
  editor.field.setAttribute("aria-describedby", "help");
  const time = seconds < 10 ? gettext("{n} ms", { n: Math.round(seconds * 1000) }) : gettext("{n} s", { n: seconds.toFixed(1) });
  const total = answer.rows.length;
  const amount = answer.kind === "triples" ? ngettext("{n} triple", "{n} triples", total) : ngettext("{n} row", "{n} rows", total);
  count.textContent = answer.kind === "boolean" ? time : `${amount} · ${time}`;
  const long = length();
  tell(long || (answer.kind === "boolean" ? time : amount), !!long);
  for (const link of take.querySelectorAll("a")) {
    const address = new URL(link.href);
    address.searchParams.set("query", answered);
    link.href = address.href;
    link.hidden = !link.dataset.of?.includes(answer.kind);
  }
  const whole = answer.text.length <= MOST_RAW;
  raw.replaceChildren(element("pre", { class: "query raw", attributes: { tabindex: "0" } }, [element("code", { text: whole ? answer.text : answer.text.slice(0, MOST_RAW) })]));
  if (!whole) raw.append(element("p", { class: "quiet", text: gettext("The beginning; the files have all.") }));
  // Each has a place of its own: one that is late, as names come from the server, is not seen any more.
  const place = element("div");
  stage.replaceChildren(place);
  if (answer.kind === "boolean") place.append(element("p", { class: "truth", text: answer.truth ? gettext("Yes") : gettext("No") }));
  else await showTable(place, answer);
}
