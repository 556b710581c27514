/** The panel: all about the chosen thing or line, its figures with small charts, and ways on from there. */

import { forgetCamera, pinHere } from "./arrangement.js";
import { citeButton } from "./citation.js";
import { toggleCompared } from "./compare.js";
import { endBox } from "./connections.js";
import { markElement, modalityOf, stepOf } from "./day.js";
import { atlas, claimsOf, comparisonsOf, connections, evidence, figuresIn, figuresOf, foreign, grouped, inAll, iriOf, later, lines, linesAt, milestones, milestonesOf, modalities, mostConnected, nameOf, observations, other, otherEnd, partOf, phraseOf, postsFor, relationCount, relations, relationsAt, sentenceOf, termFor, thing, things } from "./data.js";
import { byId, element } from "./elements.js";
import { neighbourhood, visibleThings } from "./filters.js";
import { chooseLine, chooseNothing, chooseThing, showNeighbours, showView } from "./main.js";
import { network } from "./picture.js";
import { fillList } from "./proof.js";
import { sourceEntries, sourceFold, works } from "./sources.js";
import { colon, comma, gettext, ngettext, pick, spoken } from "./texts.js";
import { view } from "./view.js";
import { chartElement, countElement, focusOn, glyph, languageOf, linkElement, nameElement, noteElement, tallied, worded } from "./words.js";

/** @import { Comparison, Counted, Milestone, Observation, PageWord, Relation, Value } from "./data.js" */
/** @import { Bilingual } from "./proof.js" */

/** Whether the pages of the site are files beside this one; and the address of the site that shows this page, with a slash at its end; empty of a page on disk or of another site. */
const isFile = document.documentElement.dataset.site === "files";
const siteAddress = isFile || (location.protocol.startsWith("http") && location.pathname.endsWith("/explorer")) ? new URL(".", location.href).href : "";
/** Pages of the site are shown in no frame: from within the page of another site they open in a window of their own. @type {Record<string, string>} */
const ownWindow = siteAddress && window.parent === window ? {} : { rel: "noreferrer noopener", target: "_blank" };

/** A link to the page of a thing, a record or a statement: on the site, else at its permanent address. @param {string} id @param {string} text @param {string} [place] in that page */
function pageLink(id, text, place = "") {
  const chinese = spoken.lang === "zh";
  const page = isFile ? `${chinese ? "zh/" : ""}id/${id}.html` : `id/${id}${chinese ? "?lang=zh" : ""}`;
  const address = siteAddress && !id.includes(":") ? siteAddress + page + place : iriOf(id);
  if (!/^(https?|file):/.test(address)) return element("code", { text });
  return element("a", { text, attributes: { href: address, ...ownWindow } });
}

/** Offer the ways. */
export function startWay() {
  byId("skip").addEventListener("click", () => { (byId("panel").hidden ? byId("find") : byId("panel-title")).focus(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !(event.target instanceof HTMLInputElement)) chooseNothing(); });
  if (!siteAddress) return;
  const title = byId("collection");
  const home = element("a", { class: "home", attributes: { href: siteAddress + (isFile ? "index.html" : ""), ...ownWindow } });
  title.replaceWith(home);
  home.append(title);
}

/** The figures of a thing, or of a metric, under headings. @param {string} id @returns {HTMLElement | null} */
function figuresSection(id) {
  const { family, direction } = thing(id);
  const isMetric = family === "metric";
  const own = ownFigures(id);
  const all = inAll(id, "figures", own.length);
  if (!all) return null;
  const groups = grouped(own, ({ about, metric }) => (isMetric ? about : metric));
  const line = (/** @type {string} */ end) => (linesAt.get(id) || []).find((number) => number >= relations.length && otherEnd(number, id) === end);
  const parts = [...groups.entries()].map(([end, group]) => element("div", { class: "figure" }, [
    element("h4", {}, [things.has(end) ? thingButton(end) : element("span", { text: end }), line(end) === undefined ? null : lineOpener(line(end) || 0)]),
    ...group.flatMap((figure) => (comparisonsOf.get(figure.id) || []).map(comparisonBlock)),
    figureTable(group),
    ...figureNotes(group),
  ]));
  return panelSection(gettext("Figures"), own.length, [isMetric && direction ? element("p", { class: "quiet", text: termFor(direction) }) : null, ...parts], all);
}

/** The figures of a thing, or of a metric those in it. @param {string} id */
function ownFigures(id) {
  return (thing(id).family === "metric" ? figuresIn : figuresOf).get(id) || [];
}

/** How many figures a thing has in all. @param {string} id */
export function figureCount(id) {
  return inAll(id, "figures", ownFigures(id).length);
}

/** @param {Observation[]} group */
function figureTable(group) {
  return element("table", {}, [
    element("caption", { class: "visually-hidden", text: gettext("Stated values") }),
    element("thead", { class: "visually-hidden" }, [element("tr", {}, [gettext("Value"), gettext("Period"), gettext("Value status"), gettext("Source")].map((text) => element("th", { text, attributes: { scope: "col" } })))]),
    element("tbody", {}, group.map((figure) => element("tr", {}, [
      element("td", { class: "value", text: pick(figure.value) }),
      element("td", { class: figure.when ? "" : "quiet", text: pick(figure.when) || (figure.undated ? gettext("no period stated") : "") }),
      element("td", { class: `status status-${(figure.state || "").toLowerCase()}`, text: pick(figure.status) }),
      element("td", {}, [sourceFold(figure.evidence, figure)]),
    ]))),
  ]);
}

/** What the editors note of some figures, each note once, with its figure where there are several. @param {Observation[]} group */
function figureNotes(group) {
  const notes = [...grouped(group.filter(({ note }) => note), ({ note }) => pick(note)).entries()];
  return notes.map(([note, noted]) => noteElement(noted.length === group.length ? note : `${noted.map(({ value }) => pick(value)).join(comma())}${colon()}${note}`));
}

/** Baseline → current → target, with the change, the outcome and a chart. @param {Comparison} comparison */
function comparisonBlock(comparison) {
  const { steps = [], chart, change, computed, direction, note, evidence: where } = comparison;
  return element("div", { class: "comparison" }, [
    element("p", { class: "comparison-label" }, worded(pick(comparison.sentence))),
    steps.length < 2 ? null : element("ol", { class: "steps" }, steps.map(({ role, title, figure, about, when }) => element("li", { class: role }, [
      element("span", { class: "role", text: pick(title) }),
      element("strong", { text: pick(observations.get(figure)?.value) }),
      element("span", { class: "quiet", text: [about ? nameOf(about) : "", pick(when)].filter(Boolean).join(comma()) }),
    ]))),
    chart ? chartElement(chart) : null,
    element("p", { class: "comparison-facts" }, [
      change ? element("span", { text: gettext("stated change {change}", { change: pick(change) }) }) : null,
      computed ? element("span", {}, [element("span", { text: pick(computed) }), element("span", { class: "quiet", text: gettext(" (by the figures)") })]) : null,
      againstElement(comparison),
      direction ? element("span", { class: "quiet", text: termFor(direction) }) : null,
      verdictElement(comparison),
      sourceFold(where, comparison),
    ]),
    noteElement(note),
  ]);
}

/** What a comparison without a second figure is set against. @param {Comparison} comparison @param {string} [style] */
export function againstElement({ against }, style) {
  return against ? element("span", { class: style || "" }, worded(gettext("against {what}", { what: pick(against) }))) : null;
}

/** @param {Comparison} comparison */
export function verdictElement({ verdict, judged }) {
  return verdict ? element("span", { class: `outcome outcome-${verdict.key}`, text: pick(judged) }) : null;
}

/** @param {string} id @returns {HTMLElement | null} */
function milestonesSection(id) {
  const own = milestonesOf.get(id) || [];
  if (!own.length) return null;
  const sorted = [...own].sort((a, b) => modalities.indexOf(b.modality) - modalities.indexOf(a.modality));
  return panelSection(gettext("Milestones"), own.length, [element("ol", { class: "milestones" }, sorted.map((milestone) => element("li", { class: `modality-${modalityOf(milestone)}` }, [
    markElement(milestone) || element("p", { class: "modality", text: termFor(milestone.modality) }),
    element("p", { class: "sentence" }, worded(pick(milestone.sentence))),
    sourceFold(milestone.evidence, milestone),
    noteElement(milestone.note),
    ...answersElements(milestone),
  ]))), own.some(({ mark }) => mark) ? element("p", { class: "quiet", text: pick(later.as_of) }) : null]);
}

/** What became of a milestone that was planned or under way, by later documents, and what that rests on; nothing before the day of the first. @param {Milestone} milestone */
export function answersElements(milestone) {
  const told = view.day && !stepOf(milestone) ? null : later.answers[milestone.id];
  return told ? [told.official ? element("p", { class: "quiet", text: gettext("official: {answer}", { answer: pick(told.official) }) }) : null, ...(told.words || []).map(pageElement)] : [];
}

/** @param {PageWord} word */
function pageElement({ sentence, page, confidence, link, stands, note }) {
  return element("div", { class: "claim" }, [
    element("p", { class: "sentence" }, worded(pick(sentence))),
    element("p", { class: "quiet" }, [
      linkElement(pick(page), link),
      ...[confidence && `${gettext("Confidence")}${colon()}${pick(confidence)}`, stands && pick(stands)].flatMap((text) => (text ? [element("span", { text: ` · ${text}` })] : [])),
    ]),
    noteElement(note),
  ]);
}

/** @param {string} id @returns {HTMLElement | null} */
function claimsSection(id) {
  const own = claimsOf.get(id) || [];
  if (!own.length) return null;
  return panelSection(gettext("First of its kind, as the document claims"), own.length, own.map((claim) => element("div", { class: "claim" }, [
    element("p", { class: "sentence" }, worded(pick(claim.says))),
    element("p", { class: "quiet" }, [sourceFold(claim.evidence, claim)]),
    noteElement(claim.note),
  ])));
}

/** How much of the graph the page has, and where the rest is told. @returns {(string | HTMLElement)[]} nothing where it has all */
export function partWords() {
  if (!partOf) return [];
  const { things: all, around } = partOf;
  const [n, m] = around ? [connections(around), inAll(around, "neighbours", 0)] : [0, 0];
  if (n === m) return [gettext("{n} of the graph’s {m} entities; the page of each tells all.", { n: things.size, m: all })];
  return [gettext("{n} of {m} entities around {name}: ", { n, m, name: nameOf(around) }), pageLink(around, gettext("its page tells all"))];
}

/** That the page has not all of a thing, with a link to the page that has. @param {string} id */
export function partElement(id) {
  /** @type {[Counted, number][]} */
  const here = [["figures", ownFigures(id).length], ["relations", relationsAt.get(id)?.length || 0], ["neighbours", connections(id)], ["mentions", placeCount(thing(id).mentions)]];
  return here.every(([what, count]) => count === inAll(id, what, count)) ? null
    : element("p", { class: "quiet" }, [gettext("Only a part of it is here: "), pageLink(id, gettext("its page tells all"))]);
}

const listLimit = 12;
/** A thing's name as a button that selects it. @param {string} id */
export function thingButton(id) {
  const { family, kind } = thing(id);
  return element("button", { class: "thing", attributes: { title: pick(kind), "data-id": id }, on: { click: () => chooseThing(id) } }, [
    glyph(family),
    nameElement(id),
  ]);
}

/** @param {string} title @param {number | null} count @param {(HTMLElement | null)[]} children @param {number} [all] of how many, where these are a part */
function panelSection(title, count, children, all) {
  return element("section", {}, [
    element("h3", {}, [element("span", { text: title }), count === null ? null : countElement(count, all)]),
    ...children,
  ]);
}

/** @param {string} id */
function thingPanel(id) {
  const { name, aliases, kind, family, definition, note, status, values } = thing(id);
  const [second, chinese] = [other(name), spoken.lang === "zh"];
  /** @type {Record<string, string>} */
  const tongue = chinese ? { lang: "en" } : {};
  return [
    element("header", {}, [
      element("p", { class: "kind" }, [
        glyph(family),
        element("span", { text: pick(kind) }),
        status ? element("span", { class: "status", text: termFor(status) }) : null,
        chinese ? null : element("span", { class: "zh", text: other(kind), attributes: { lang: "zh-Hans" } }),
      ]),
      element("h2", { attributes: { id: "panel-title", tabindex: "-1" } }, [element("bdi", { text: pick(thing(id).name), attributes: foreign(id) ? { lang: "en" } : {} })]),
      second ? element("p", { class: "name-zh", attributes: { lang: chinese ? "en" : "zh-Hans" } }, [element("bdi", { text: second })]) : null,
      aliases ? element("p", { class: "aliases" }, [element("span", { text: `${gettext("also")} ` }), ...aliases.flatMap((alias, place) => [place ? element("span", { text: " · " }) : null, element("bdi", { text: alias, attributes: { lang: languageOf(alias) } })])]) : null,
      definition ? element("p", { class: "definition", text: pick(definition), attributes: Array.isArray(definition) ? {} : tongue }) : null,
      noteElement(note),
    ]),
    actionBar(id),
    siteAddress ? element("p", { class: "site-links" }, [pageLink(id, gettext("Its page on the site")), pageLink(id, gettext("Ask about it"), "#asked")]) : null,
    partElement(id),
    figuresSection(id),
    milestonesSection(id),
    claimsSection(id),
    valuesSection(id, values),
    postsSection(id),
    relationsSection(id),
    later.words[id] ? panelSection(gettext("By public pages, not proven to the letter"), later.words[id].length, later.words[id].map(pageElement)) : null,
    mentionsSection(id),
    element("p", { class: "iri" }, [element("span", { text: `${gettext("Identifier")} ` }), pageLink(id, iriOf(id))]),
    element("p", {}, [citeButton(thing(id).name, id)]),
  ];
}

/** What can be done with a thing in the picture. @param {string} id */
function actionBar(id) {
  const distances = [...neighbourhood(id, 3).values()];
  const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ click, /** @type {boolean | undefined} */ pressed = undefined) =>
    element("button", { class: "action", text, attributes: { "data-action": name, ...(pressed === undefined ? {} : { "aria-pressed": String(pressed) }) }, on: { click } });
  const focusButton = (/** @type {number} */ steps) => {
    const here = view.focus?.id === id && view.focus.steps === steps;
    const name = `focus-${steps}`;
    return button(tallied(ngettext("{n} step", "{n} steps", steps), distances.filter((far) => far > 0 && far <= steps).length), name, () => act(() => {
      Object.assign(view, { focus: here ? null : { id, steps }, page: "picture", trail: [] });
      forgetCamera();
    }, name), here);
  };
  return element("div", { class: "actions", attributes: { role: "group", "aria-label": gettext("What to do with it") } }, [
    element("span", { class: "steps-group" }, [
      element("span", { class: "quiet", text: gettext("Focus"), attributes: { id: "focus-label" } }),
      ...[1, 2, 3].map(focusButton),
    ]),
    button(gettext("Show neighbours"), "neighbours", () => { showNeighbours(id); focusOn("[data-action=neighbours]"); }),
    button(gettext("Compare"), "compare", () => act(() => toggleCompared(id), "compare"), view.compared.includes(id)),
    button(gettext("Pin"), "pin", () => act(() => { if (!view.pins.delete(id)) pinHere(id); }, "pin"), view.pins.has(id)),
    button(gettext("Hide"), "hide", () => act(() => { view.out.add(id); view.pins.delete(id); view.added.delete(id); view.node = null; if (view.focus?.id === id) view.focus = null; })),
    button(gettext("Find paths"), "path", () => { Object.assign(view, { page: "paths", from: id, to: view.to === id ? "" : view.to }); showView(); endBox("to").focus(); }),
  ]);
}

/** Do it, show it, and leave the reader at the button. @param {() => void} change @param {string} [name] of the button */
function act(change, name) {
  change();
  showView();
  const button = name ? /** @type {HTMLElement | null} */ (document.querySelector(`[data-action="${name}"]`)) : null;
  (button || byId("panel-title")).focus();
}

/** @param {string} id @param {Value[] | undefined} values */
function valuesSection(id, values) {
  if (!values) return null;
  return panelSection(gettext("Facts"), values.length, [element("dl", { class: "values" }, values.flatMap((value) => [
    element("dt", { text: pick(value.heading) }),
    element("dd", {}, [
      value.link ? linkElement(pick(value.text), value.link) : element("bdi", {}, worded(pick(value.text))),
      sourceFold(value.evidence, value, value.note),
    ]),
  ]))]);
}

/** Who answers for a place or a body: person, post and what that is responsible for, as rows, with the way to their picture. @param {string} id */
function postsSection(id) {
  const posts = postsFor[id];
  if (!posts) return null;
  const entries = posts.map(([post, competences]) => {
    const { from, to } = lines[post];
    const { role, as_of: asOf, evidence, note } = relations[post];
    return element("li", { class: "relation" }, [
      thingButton(from),
      element("span", { class: "role", text: [pick(role || ""), nameOf(to)].filter(Boolean).join(comma()) }),
      ...competences.map((number) => element("span", { class: "quiet", text: `${gettext("responsible for")}${colon()}${nameOf(otherEnd(number, to))}` })),
      asOf ? element("span", { class: "quiet", text: pick(asOf) }) : null,
      sourceFold(evidence, relations[post], note),
    ]);
  });
  const picture = element("button", { class: "action", text: gettext("As a picture"), on: { click: () => act(() => { Object.assign(view, { page: "picture", arranged: "people", focus: null }); forgetCamera(); }) } });
  return panelSection(gettext("Who answers here"), posts.length, [element("ul", { class: "plain" }, entries), element("p", {}, [picture])]);
}

/** Neighbours grouped by relation. @param {string} id */
function relationsSection(id) {
  const numbers = relationsAt.get(id) || [];
  if (!relationCount(id)) return null;
  const groups = grouped(numbers, (number) => phraseOf(number, lines[number].from === id ? "onward" : "back"));
  const inPicture = visibleThings();
  const sorted = [...groups.entries()].sort(([a, some], [b, others]) => some.length - others.length || (a < b ? -1 : 1));
  return panelSection(gettext("Connections"), numbers.length, sorted.map(([heading, held]) => {
    const others = held.map((number) => otherEnd(number, id));
    const absent = others.filter((end) => !inPicture.has(end));
    const list = element("ul", { class: "plain", attributes: { "aria-label": heading } });
    fillList(list, held, (number) => relationEntry(number, id), listLimit);
    return element("div", { class: "group" }, [
      element("h4", {}, [
        element("span", { text: heading }),
        absent.length ? element("button", { class: "expand", text: `+ ${gettext("Add to the picture")}`, attributes: { "aria-label": `${gettext("Add to the picture")}${colon()}${heading} (${absent.length})` }, on: { click: () => act(() => { for (const end of others) { view.added.add(end); view.out.delete(end); } }) } }) : null,
        countElement(held.length),
      ]),
      list,
    ]);
  }), relationCount(id));
}

/** @param {number} number @param {string} id */
function relationEntry(number, id) {
  const relation = relations[number];
  return element("li", { class: "relation" }, [
    thingButton(otherEnd(number, id)),
    relation.role ? element("span", { class: "role", text: pick(relation.role) }) : null,
    relation.as_of ? element("span", { class: "quiet", text: pick(relation.as_of) }) : null,
    lineOpener(number),
    sourceFold(relation.evidence, relation, relation.note),
  ]);
}

/** A small button that shows a line by itself, as a click on it in the picture does. @param {number} number */
function lineOpener(number) {
  return element("button", { class: "line", text: "↔", attributes: { title: gettext("Show this relation"), "aria-label": `${gettext("Show this relation")}${colon()}${sentenceOf(number)}` }, on: { click: () => chooseLine(number) } });
}

/** In how many places something is written. @param {number} [where] */
export function placeCount(where) {
  return where === undefined ? 0 : evidence[where].sources.length;
}

/** Where a thing is named; else where it is described, and which register has it. @param {string} id */
function mentionsSection(id) {
  const { mentions, described, registered } = thing(id);
  const [named, others] = [placeCount(mentions), placeCount(described) + placeCount(registered)];
  const all = inAll(id, "mentions", named);
  return all + others ? panelSection(gettext("In the text"), named + others, [
    ...said(mentions, named < all ? gettext("The first {n} of {m} places where it is named.", { n: named, m: all }) : ngettext("Named in {n} place.", "Named in {n} places.", named)),
    ...said(described, gettext("Described, not named.")),
    ...said(registered, gettext("Not in the text; known from a register.")),
  ], all + others) : null;
}

/** @param {number | undefined} where @param {string} text */
function said(where, text) {
  return where === undefined ? [] : [element("p", { class: "quiet", text }), sourceFold(where)];
}

/** @param {number} number */
function linePanel(number) {
  const relation = relations[number];
  const { from, to } = lines[number];
  return [
    element("header", {}, [
      element("p", { class: "kind" }, [element("span", { text: relation ? phraseOf(number, "onward") : gettext("measured by") })]),
      element("h2", { attributes: { id: "panel-title", tabindex: "-1" } }, [element("bdi", {}, worded(sentenceOf(number)))]),
    ]),
    panelSection(gettext("Between"), null, [element("ul", { class: "plain" }, [from, to].map((id) => element("li", {}, [thingButton(id)])))]),
    ...(relation ? relationParts(relation) : measureParts(from, to)),
  ];
}

/** @param {Relation} relation */
function relationParts(relation) {
  /** @type {[string, Bilingual | undefined][]} */
  const told = [[gettext("Role"), relation.role], [gettext("As of"), relation.day], [gettext("Confidence"), relation.confidence], [gettext("How it was read"), relation.basis]];
  return [
    panelSection(gettext("Details"), null, [element("dl", { class: "values" }, [
      ...told.flatMap(([title, text]) => (text ? [element("dt", { text: title }), element("dd", { text: pick(text) })] : [])),
      element("dt", { text: gettext("Record") }),
      element("dd", {}, [pageLink(relation.id, relation.id)]),
    ]), noteElement(relation.note)]),
    relation.evidence !== undefined
      ? panelSection(gettext("Source"), evidence[relation.evidence].sources.length, [element("ul", { class: "plain" }, sourceEntries(relation.evidence))])
      : panelSection(gettext("Source"), null, [element("p", { class: "quiet", text: gettext("A definition of the editors, which needs none.") })]),
    citeButton(relation.sentence, relation.id, relation.evidence),
  ];
}

/** The figures of a thing in a metric, which a dotted line stands for. @param {string} id @param {string} metric */
function measureParts(id, metric) {
  const group = (figuresOf.get(id) || []).filter((figure) => figure.metric === metric);
  return [panelSection(gettext("Figures"), group.length, [figureTable(group), ...figureNotes(group)])];
}

/** What the panel says before anything is chosen. */
function welcomePanel() {
  const documents = works.filter(({ register }) => !register);
  return [
    element("header", {}, [
      element("p", { class: "kind", text: gettext("How to read this") }),
      element("h2", { text: gettext("Start with a name"), attributes: { id: "panel-title", tabindex: "-1" } }),
      partOf ? element("p", { class: "definition" }, partWords()) : null,
      element("p", { class: "definition", text: gettext("Here are {things} entities and {relations} relations between them, {figures} figures and {milestones} milestones. Search, or choose a shape or a line in the picture; every fact opens to the place where it is written.", { things: things.size, relations: relations.length, figures: observations.size, milestones: milestones.length }) }),
    ]),
    atlas.views.length ? panelSection(gettext("Guided views"), null, [element("ol", { class: "presets" }, atlas.views.map((/** @type {[Bilingual, string]} */ [title, address]) => element("li", {}, [
      element("a", { text: pick(title), attributes: { href: `#${address}${spoken.lang === "zh" ? "&lang=zh" : ""}` } }),
    ])))]) : null,
    panelSection(gettext("Most neighbours"), null, [element("ul", { class: "plain columns" }, mostConnected(things.keys()).slice(0, 10).map((id) => element("li", {}, [thingButton(id), countElement(inAll(id, "neighbours", connections(id)))])))]),
    documents.length ? panelSection(gettext("What it is taken from"), documents.length, [element("ul", { class: "plain" }, documents.map((work) => element("li", {}, [
      linkElement(pick(work.title), work.link),
      element("span", { class: "quiet", text: work.day ? `${comma()}${pick(work.day)}` : "" }),
    ])))]) : null,
  ];
}

/** What the panel was filled for, and whether the reader has gone down in it since. */
let panelShown = "";

/** Have the panel written anew when it is next shown. */
export function forgetPanel() {
  panelShown = "";
}
let panelScrolled = false;
byId("panel").addEventListener("scroll", () => { panelScrolled = true; });

/** What the panel's content depends on: what is chosen, what is done with it, and which of its neighbours the picture has. */
function panelName() {
  const { node, edge, focus, day } = view;
  const { lang } = spoken;
  if (node === null) return JSON.stringify([lang, day, edge]);
  const near = (relationsAt.get(node) || []).map((number) => Number(Boolean(network.body.nodes[otherEnd(number, node)]))).join("");
  return JSON.stringify([lang, day, node, focus, view.pins.has(node), view.compared.includes(node), near]);
}

/** Fill the panel for the present view, where it is not filled for it. @param {boolean} [focus] move the reader there */
export function showPanel(focus) {
  const chosen = view.node !== null || view.edge !== null;
  const panel = byId("panel");
  panel.hidden = !chosen && view.page !== "picture";
  if (panelShown !== panelName()) {
    panelShown = panelName();
    const content = view.node !== null ? thingPanel(view.node) : view.edge !== null ? linePanel(view.edge) : welcomePanel();
    const close = chosen
      ? element("button", { class: "close", text: gettext("Back to the overview"), on: { click: () => chooseNothing() } })
      : null;
    panel.replaceChildren(...[close, ...content].filter((part) => part !== null));
    if (panelScrolled) panel.scrollTop = 0; // where nobody has scrolled, it would cost the browser a layout
    panelScrolled = false;
  }
  if (focus) byId("panel-title").focus({ preventScroll: window.innerWidth > 900 });
}
