/** The cards: proposals of the sentences that can be seen, with what is decided on each. */

import { draft, sentenceAt, sentenceOf, wordsAt } from "./data.js";
import { byId, element } from "./elements.js";
import { formOf, openForm } from "./forms.js";
import { chooseProposal, decideCurrent, goOn } from "./main.js";
import { bringIntoView, visibleSentences } from "./reading.js";
import { decide, decisionOn, filtered, findings, lostGround, matches, standing, view } from "./state.js";
import { quoted, stateNames } from "./strings.js";
import { gettext, ngettext, pick, spoken } from "./texts.js";

/** @import { Both, Decision, Proposal } from "./data.js" */

/** Numbers of the proposals that are shown. @type {number[]} */
export let shown = [];

/** Show the proposals of the visible sentences, and the words there that were not read. */
export function showCards() {
  const visible = new Set(visibleSentences());
  shown = draft.proposals.map((_, number) => number).filter((number) => visible.has(sentenceOf[number]) && (matches(number) || number === view.current));
  const missed = draft.unread.filter(([start]) => visible.has(sentenceAt(start)));
  const made = shown.map(newCard);
  for (const [start, end, why] of missed) made.push(unreadCard(start, end, why));
  made.unshift(...(findings[""] || []).map((said) => element("li", { class: "card finding" }, [element("strong", { text: `${gettext("The check would say")} ` }), quoted(pick(said))])));
  if (!made.length) made.push(element("li", { class: "none", text: gettext("Nothing is proposed for these sentences, or the filters leave it out.") }));
  byId("cards").replaceChildren(...made);
  showButtons();
  byId("cards").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** @param {number} number */
function newCard(number) {
  const proposal = draft.proposals[number];
  const decision = decisionOn(number);
  const current = number === view.current;
  const state = decision?.[1] || "undecided";
  // That of marked words is of no proposal.
  const form = current && view.form !== "add" ? view.form : null;
  const title = element("button", { class: "name", on: { click: () => chooseProposal(number) } }, [quoted(pick(proposal.title))]);
  return element(
    "li",
    { class: `card ${state}${current ? " current" : ""}`, attributes: { "data-number": String(number), ...(current ? { "aria-current": "true", tabindex: "-1" } : {}) } },
    [
      element("p", { class: "meta" }, [
        element("span", { class: "kind", text: pick(draft.kinds[proposal.kind]) }),
        proposal.isThing && element("span", { class: "known", text: proposal.known ? gettext("known by this name") : gettext("new") }),
        proposal.planned && element("span", { class: "planned", text: gettext("planned") }),
        element("span", { class: "state", text: gettext(stateNames[state]) }),
        element("code", { text: proposal.rule }),
      ]),
      title,
      wordsAt(proposal.start, proposal.end) !== pick(proposal.title) && element("p", { class: "words" }, [quoted(wordsAt(proposal.start, proposal.end))]),
      ...(findings[proposal.key] || []).map((said) => element("p", { class: "finding" }, [element("strong", { text: `${gettext("The check would say")} ` }), quoted(pick(said))])),
      ...lostGround(number).map((ground) => element("p", { class: "finding" }, [element("strong", { text: `${gettext("Rests on what was rejected")} ` }), quoted(pick(draft.proposals[ground].title))])),
      !form && factsOf(proposal, decision),
      current && !form && !decision && candidatesFor(number),
      current && !form && actionsFor(number),
      form && formOf(number, form),
    ],
  );
}

/** What is proposed, and below it what was edited. @param {Proposal} proposal @param {Decision | undefined} decision */
function factsOf(proposal, decision) {
  const rows = proposal.facts.filter(([property]) => property !== "rdfs:label" && property !== "rdf:type").map(([, name, value]) => [pick(name), pick(value), ""]);
  if (decision && ["edit", "same-as"].includes(decision[1])) rows.push(...changesOf(decision[5]).map(([name, value]) => [name, value, "edited"]));
  return rows.length > 0 && element("dl", {}, rows.flatMap(([name, value, kind]) => [element("dt", { class: kind, text: name }), element("dd", { class: kind }, [quoted(value)])]));
}

/** Tell an edit in rows. @param {any} edited @returns {[string, string][]} */
function changesOf(edited) {
  if (typeof edited === "string") return [[gettext("Same as"), thingName(edited)]];
  return Object.entries(edited).map(([property, value]) => /** @type {[string, string]} */ ([
      propertyName(property),
      value === null ? gettext("taken out") : [value].flat().map(thingName).join(spoken.lang === "zh" ? "、" : ", "),
    ]));
}

/** @param {string} property */
function propertyName(property) {
  const rows = [...draft.proposals.flatMap(({ facts }) => facts), ...Object.values(draft.addable).flat()];
  const known = rows.find(([name]) => name === property);
  return known ? pick(known[1]) : property;
}

/** The name of a thing or value; what is none as it is. @param {string} iri */
export function thingName(iri) {
  const short = String(iri).replace(draft.base, "ydr:");
  const found = [...draft.things, ...Object.values(draft.choices).flat()].find(([known]) => known === short);
  return found ? pick([found[1], found[2]]) : String(iri);
}

/** @param {number} start @param {number} end @param {Both} why */
function unreadCard(start, end, why) {
  return element("li", { class: "card missed" }, [
    element("p", { class: "meta" }, [element("span", { class: "kind", text: gettext("Not read") })]),
    element("p", { class: "words" }, [quoted(wordsAt(start, end))]),
    element("p", { class: "why" }, [quoted(pick(why))]),
  ]);
}

/** Known things that a new one may be, each to be taken by a button of its own. @param {number} number */
function candidatesFor(number) {
  const { candidates } = draft.proposals[number];
  const same = (/** @type {string} */ thing) => { if (decide([number], "same-as", thing.replace("ydr:", draft.base))) goOn(); };
  return candidates.length > 0 && element("div", { class: "actions candidates" }, [
    element("span", { text: gettext("Perhaps the same as") }),
    ...candidates.map(([thing, english, chinese]) => element("button", { class: "action", on: { click: () => same(thing) } }, [quoted(pick([english, chinese]))])),
  ]);
}

/** Buttons of the present proposal, each with its key. @param {number} number */
function actionsFor(number) {
  const decided = Boolean(decisionOn(number));
  const proposal = draft.proposals[number];
  /** @type {[string, string, () => void, boolean][]} */
  const buttons = [
    [gettext("Accept"), "Enter", () => decideCurrent("accept"), true],
    [gettext("Reject"), "R", () => decideCurrent("reject"), true],
    [gettext("Edit"), "E", () => openForm("edit"), true],
    [gettext("Same as"), "M", () => openForm("same-as"), proposal.isThing],
    [gettext("Undo"), "U", () => { if (decide([number], "undo")) chooseProposal(number); }, decided],
  ];
  return element("div", { class: "actions" }, buttons.filter(([, , , fits]) => fits).map(([text, key, act]) =>
    element("button", { class: "action", on: { click: act } }, [document.createTextNode(`${text} `), element("kbd", { text: key, attributes: { "aria-hidden": "true" } })])));
}

/** Show how far the review is. */
export function showProgress() {
  const all = draft.proposals.length;
  const count = (/** @type {string} */ decision) => [...standing.values()].filter((each) => each[1] === decision).length;
  const bar = /** @type {HTMLProgressElement} */ (byId("progress"));
  bar.max = Math.max(all, 1);
  bar.value = standing.size;
  byId("counts").textContent = gettext("{n} of {m} decided: {a} accepted, {e} changed, {r} rejected", {
    n: standing.size, m: all, a: count("accept") + count("add"), e: count("edit") + count("same-as"), r: count("reject"),
  });
}

/** Write on the buttons how many proposals they accept. */
function showButtons() {
  const visible = shown.filter((number) => matches(number) && !decisionOn(number)).length;
  const all = filtered().filter((number) => !decisionOn(number)).length;
  byId("accept-visible").textContent = gettext("Accept what is visible ({n})", { n: visible });
  byId("accept-filtered").textContent = gettext("Accept all that is filtered ({n})", { n: all });
  /** @type {HTMLButtonElement} */ (byId("accept-visible")).disabled = !visible;
  /** @type {HTMLButtonElement} */ (byId("accept-filtered")).disabled = !all || !(view.kind || view.rule || view.state || view.planned || view.number);
}

/** List the words that nothing is proposed from. */
export function showUnread() {
  const [summary, list] = byId("unread").children;
  byId("unread").hidden = !draft.unread.length;
  summary.textContent = ngettext("{n} passage was not read", "{n} passages were not read", draft.unread.length);
  list.replaceChildren(...draft.unread.map(([start, end, why]) =>
    element("li", {}, [
      element("button", { on: { click: () => { bringIntoView(sentenceAt(start)); showCards(); } } }, [quoted(wordsAt(start, end))]),
      element("span", { class: "why" }, [quoted(pick(why))]),
    ])));
}
