/** The document beside the picture: its words, the facts in them, and the text that is dropped on the page. */

import { atlas, evidence, grouped, thing, things } from "./data.js";
import { addTo, announce, byId, element } from "./elements.js";
import { chooseLine, chooseThing, showView } from "./main.js";
import { forgetPanel, showPanel, thingButton } from "./panel.js";
import { brushThings } from "./picture.js";
import { dataAt, editionOf, fillList, forgetLitPieces, hashedSentences, lightPieces, linesOf, litPieces, numberFrom, putSeal, sealOf, sentenceAt, sentenceTold, takeFiles, tintOf, walkByKeys } from "./proof.js";
import { documentOf, editions, knownFacts, manuscripts, sources, works } from "./sources.js";
import { forgetRows, showTable } from "./tables.js";
import { gettext, pick, spoken } from "./texts.js";
import { view, writeAddress } from "./view.js";
import { glyph, linkElement, worded } from "./words.js";

/** @import { Hashed, Span } from "./proof.js" */

/** Light passages: those that facts are mainly written in, what gives them context, and dates. @param {number[]} facts */
function lightFacts(facts) {
  const { facts: known } = knownFacts();
  lightPieces(facts.flatMap((number) => {
    const { where, first } = known[number];
    return evidence[where].sources.flatMap((source) => (segmentsOf.get(source) || []).map((segment) => /** @type {[Element, string]} */ ([segment, tintOf(manuscripts[openDocument], sources[source], first)])));
  }));
}

/** Light what the selection is about. */
function lightSelection() {
  if (!view.text) return;
  const index = knownFacts();
  const selection = `${builtFor} ${view.node} ${view.edge}`;
  const chosen = view.edge !== null ? index.facts.flatMap(({ line }, number) => (line === view.edge ? [number] : [])) : view.node ? index.of.get(view.node) || [] : [];
  lightFacts(chosen);
  if (selection !== litFor && chosen.length) bringIntoText(litPieces.find((segment) => segment.classList.contains("lit-main")));
  litFor = selection;
}

/** The selection that was lit last. */
let litFor = "";

/** Scroll the text, and nothing else, to a segment. @param {Element | undefined} segment */
function bringIntoText(segment) {
  const frame = byId("reader-text");
  if (!segment) return;
  const scrolled = frame.scrollHeight > frame.clientHeight ? frame : byId("reader");
  const middle = scrolled.getBoundingClientRect().top + scrolled.clientHeight / 2;
  scrolled.scrollBy({ top: segment.getBoundingClientRect().top - middle });
}

/** Which document is open, by its place. */
let openDocument = 0;
/** The sources whose passages cover each segment of the text, by the segment's number. @type {number[][]} */
let segmentSources = [];
/** The segments of each source. @type {Map<number, HTMLElement[]>} */
let segmentsOf = new Map();
/** What the reader was last built for. */
let builtFor = "";
/** The fact that `n` and `p` have come to. */
let factNow = -1;

/** @param {boolean} [build] anew, whatever was built */
export function showReader(build) {
  const reader = byId("reader");
  reader.hidden = !view.text;
  byId("read").setAttribute("aria-pressed", String(view.text));
  document.body.classList.toggle("with-text", view.text);
  if (!view.text) return;
  const name = `${openDocument} ${spoken.lang}`;
  if (build || builtFor !== name) {
    builtFor = name;
    litFor = "";
    buildText();
    listFacts([], gettext("Point at words to see the facts that they carry."), true);
    showSeal();
  }
  lightSelection();
}

/** Build the text of the open document. */
function buildText() {
  const document = manuscripts[openDocument];
  const work = works[document.work];
  segmentSources = [];
  segmentsOf = new Map();
  forgetLitPieces();
  byId("reader-title").replaceChildren(linkElement(pick(work.title), work.link));
  const chooser = byId("reader-documents");
  chooser.hidden = manuscripts.length < 2;
  chooser.replaceChildren(...manuscripts.map((each, place) => element("option", { text: pick(works[each.work].title), attributes: { value: String(place), ...(place === openDocument ? { selected: "" } : {}) } })));
  const longest = Math.max(...document.sentences.map(({ start, end }) => end - start));
  const index = knownFacts();
  const marked = [...index.at.keys()].filter((number) => sources[number].work === document.work).sort((a, b) => (sources[a].start || 0) - (sources[b].start || 0));
  const bySentence = grouped(marked, (number) => String(sentenceAt(document, sources[number].start || 0)));
  const text = byId("reader-text");
  text.replaceChildren();
  /** @type {HTMLElement} */
  let part = element("section");
  document.sentences.forEach((span, place) => {
    const section = document.sections.find(({ first }) => first === place + 1);
    const ended = document.sections.some(({ last }) => last === place);
    if (section || ended || !place) {
      part = element("section", {}, section ? [element("h3", {}, things.has(section.topic) ? [thingButton(section.topic)] : [element("span", { text: pick(section.title) })])] : []);
      text.append(part);
    }
    part.append(sentenceElement(place + 1, span, bySentence.get(String(place + 1)) || [], longest));
  });
}

/** @param {number} number @param {Span} span @param {number[]} marks numbers of sources @param {number} longest */
function sentenceElement(number, { start, end }, marks, longest) {
  const words = editions[openDocument]?.words[number - 1];
  const signs = words === undefined ? null : Array.from(words);
  const cuts = [...new Set([start, end, ...marks.flatMap((mark) => [sources[mark].start || 0, sources[mark].end || 0])])].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
  const facts = factsAt(marks).filter((fact) => !knownFacts().facts[fact].named).length;
  const line = element(signs ? "p" : "div", { class: signs ? "words" : "bar", attributes: signs ? { lang: "en" } : { "aria-hidden": "true" } });
  if (!signs) line.style.setProperty("width", `${Math.max(4, Math.round((100 * (end - start)) / longest))}%`);
  cuts.slice(1).forEach((to, place) => {
    const from = cuts[place];
    const covering = marks.filter((mark) => (sources[mark].start || 0) <= from && (sources[mark].end || 0) >= to);
    const content = signs ? signs.slice(from - start, to - start).join("") : undefined;
    const segment = element("span", { text: content, attributes: covering.length ? { "data-segment": String(segmentSources.length) } : {} });
    if (!signs) segment.style.setProperty("flex", String(to - from));
    line.append(segment);
    if (!covering.length) return;
    segment.className = "mark";
    for (const mark of covering) addTo(segmentsOf, mark, segment);
    segmentSources.push(covering);
  });
  const wrong = !signs && editions[openDocument];
  return element("div", { class: `sentence-row${facts ? "" : " bare"}${wrong ? " wrong" : ""}`, attributes: { "data-sentence": String(number) } }, [
    element("button", { class: "sentence-facts", attributes: { "data-sentence-facts": String(number) } }, [
      element("span", { class: "visually-hidden", text: sentenceTold(number, facts) }),
      element("span", { class: "sentence-number", text: String(number), attributes: { "aria-hidden": "true" } }),
      element("span", { class: "count", text: facts ? String(facts) : "–", attributes: { "aria-hidden": "true" } }),
    ]),
    line,
  ]);
}

/** The numbers of the facts at some sources, each once, in the order of the text. @param {number[]} marks */
function factsAt(marks) {
  const index = knownFacts();
  return [...new Set(marks.flatMap((mark) => index.at.get(mark) || []))].sort((a, b) => a - b);
}

/** The facts that stay listed and lit until words are chosen again. @type {number[]} */
let pinned = [];

/** Light the passages of facts and their things, and list them under the text, unless others have been chosen to stay. @param {number[]} facts @param {string} title @param {boolean} [choose] */
function listFacts(facts, title, choose) {
  const { facts: known } = knownFacts();
  lightFacts(facts);
  brushThings(facts.flatMap((number) => known[number].things));
  if (pinned.length && !choose) return;
  pinned = choose ? facts : [];
  if (pinned.length) byId("reader-facts").scrollIntoView({ block: "nearest" });
  byId("reader-facts-title").textContent = title;
  fillList(byId("reader-facts-list"), facts, factEntry);
}

/** A fact that shows itself. @param {number} number */
function factEntry(number) {
  const fact = knownFacts().facts[number];
  return element("li", {}, [
    element("button", { class: fact.named ? "fact named" : "fact", on: { click: () => { if (fact.line !== undefined) chooseLine(fact.line); else chooseThing(fact.things[0], true); } } }, [
      fact.named ? glyph(thing(fact.things[0]).family) : null,
      element("span", {}, worded(pick(fact.text))),
    ]),
  ]);
}

/** Bring a fact's words into sight, and say it. @param {number} number */
function openFact(number) {
  const { facts } = knownFacts();
  const { where, first } = facts[number];
  factNow = number;
  const document = documentOf(first);
  if (document >= 0 && document !== openDocument) {
    openDocument = document;
    showReader(true);
  }
  listFacts(facts.flatMap((fact, place) => (fact.where === where ? [place] : [])), gettext("Fact {n} of {m}", { n: number + 1, m: facts.length }), true);
  bringIntoText(segmentsOf.get(sources.indexOf(first))?.[0]);
  announce(pick(facts[number].text));
}

/** Show evidence in the text. @param {number} where */
export function openEvidence(where) {
  view.text = true;
  showReader();
  const number = knownFacts().facts.findIndex((fact) => fact.where === where);
  if (number >= 0) openFact(number);
}

export function startReader() {
  const toggled = (/** @type {boolean} */ text) => { view.text = text; showView(); byId(text ? "reader" : "read").focus(); };
  byId("read").hidden = !manuscripts.length;
  byId("read").addEventListener("click", () => toggled(!view.text));
  byId("close-reader").addEventListener("click", () => toggled(false));
  byId("reader-documents").addEventListener("change", (event) => {
    openDocument = Number(/** @type {HTMLSelectElement} */ (event.target).value);
    showReader(true);
  });
  const text = byId("reader-text");
  text.addEventListener("pointerover", (event) => {
    const segment = dataAt(event, "segment");
    if (!segment) return;
    const facts = factsAt(segmentSources[Number(segment)]);
    listFacts(facts, sentenceTold(Number(dataAt(event, "sentence")), facts.length));
  });
  text.addEventListener("pointerleave", () => {
    brushThings([]);
    if (pinned.length) lightFacts(pinned);
    else lightSelection();
  });
  text.addEventListener("click", (event) => {
    const segment = dataAt(event, "segment");
    const sentence = dataAt(event, "sentence-facts");
    if (!segment && !sentence) {
      listFacts([], gettext("Point at words to see the facts that they carry."), true);
      lightSelection();
      return;
    }
    const marks = segment ? segmentSources[Number(segment)] : [...segmentsOf.keys()].filter((mark) => sentenceAt(manuscripts[openDocument], sources[mark].start || 0) === Number(sentence));
    const facts = factsAt(marks);
    if (facts.length) factNow = facts[0];
    listFacts(facts, sentenceTold(Number(dataAt(event, "sentence")), facts.length), true);
  });
  document.addEventListener("pointerover", (event) => {
    const at = view.text && dataAt(event, "where");
    if (at) lightFacts(knownFacts().facts.flatMap(({ where }, number) => (where === Number(at) ? [number] : [])));
  });
  document.addEventListener("pointerout", (event) => { if (view.text && dataAt(event, "where")) lightSelection(); });
  walkByKeys((step) => {
    if (!view.text) return;
    const here = knownFacts().facts.flatMap(({ first, named }, number) => (documentOf(first) === openDocument && !named ? [number] : []));
    const next = numberFrom(here, factNow, step);
    if (next !== undefined) openFact(next);
  });
}

/** What went wrong with the last file, if anything did. */
let dropTrouble = "";

/** Say how much of the open document is proven. */
function showSeal() {
  const edition = editions[openDocument];
  const document = manuscripts[openDocument];
  putSeal(dropTrouble ? { kind: "trouble", line: dropTrouble, more: "" } : edition ? sealOf(document, edition) : { kind: "", line: "", more: "" });
  byId("drop-zone").classList.toggle("done", Boolean(edition?.whole));
}

/** Prove a file against all documents, and take the one that is most in it. @param {Blob} file */
async function takeFile(file) {
  dropTrouble = "";
  view.text = true;
  byId("seal-line").textContent = gettext("Reading…");
  try {
    await takeSentences(await hashedSentences(await linesOf(file), atlas.sentence, manuscripts));
  } catch (error) {
    dropTrouble = error instanceof Error ? error.message : String(error);
  }
  showReader(true);
  forgetRows();
  showTable();
  forgetPanel(); // its sources have words now
  showPanel();
  writeAddress(true);
  announce(byId("seal-line").textContent || "");
}

/** Take what is there of each document: of the one that is most in the file whatever there was before, of others only where it is more. @param {Hashed} found */
async function takeSentences(found) {
  const compared = await Promise.all(manuscripts.map((each) => editionOf(each, found)));
  const most = Math.max(...compared.map(({ held }) => held));
  if (!most) throw new Error(gettext("This file is none of the documents here: it has none of their sentences."));
  compared.forEach((edition, place) => {
    if (!edition.held || (edition.held < most && (editions[place]?.held || 0) > edition.held)) return;
    editions[place] = edition;
    if (edition.held === most) openDocument = place;
  });
}

export function startDropping() {
  if (!manuscripts.length) return;
  takeFiles((over) => document.body.classList.toggle("dropping", over), takeFile);
}
