/** Search in all that is told, forgiving typing errors. */

import { atlas, claims, comparisons, connections, figures, milestones, nameOf, other, partOf, thing, things } from "./data.js";
import { Choices, announce, element } from "./elements.js";
import { editions } from "./sources.js";
import { gettext, pick } from "./texts.js";
import { folded, glyph, languageOf, nameElement } from "./words.js";

/** @import { Bilingual } from "./proof.js" */

/**
 * @typedef {{id: string, name: string, score: number, text?: Bilingual, partly?: boolean}} Hit a thing, the name or, where no name says it, the text that was found, which may have only a part of the words
 */

const hitLimit = 12;
/** Words so short are looked for as whole words first: they are in too many others. */
const shortWord = 3;

/** @param {string} text */
export function searchForm(text) {
  return folded(text).replace(/(\d),(?=\d{3})/g, "$1");
}

/** @type {{id: string, name: string, folded: string, main: boolean, words?: string[]}[]} */
export const searchable = [...things.entries()].flatMap(([id, { name, short = [], aliases = [] }]) =>
  [.../** @type {Set<string>} */ (new Set([name, short, aliases].flat()))].map((each, place) => ({ id, name: each, folded: searchForm(each), main: place === 0 })));

/** @param {string} sign */
function isLetter(sign) {
  return /[\p{L}\p{N}]/u.test(sign) && !/\p{Script=Han}/u.test(sign);
}

/** How a name holds what is wanted: 5 all of it, 4 at its beginning, 3 at that of a word, 2 within one, 0 not at all; a short word counts whole, and less as the beginning of others. @param {string} text @param {string} wanted */
function heldAs(text, wanted) {
  let best = 0;
  if (!wanted) return best;
  const latin = isLetter(wanted[0]) && isLetter(wanted[wanted.length - 1]);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const begins = !latin || at === 0 || !isLetter(text[at - 1]);
    const whole = begins && (!latin || at + wanted.length === text.length || !isLetter(text[at + wanted.length]));
    const place = text === wanted ? 5 : begins ? (at ? 3 : 4) : 2;
    best = Math.max(best, !latin || wanted.length > shortWord || whole ? place : begins ? place / 10 : 0);
  }
  return best;
}

/** How many signs are wrong between two words: missing, too many, another, or two the other way round; more than the limit is not counted. @param {string} one @param {string} two @param {number} limit */
function distance(one, two, limit) {
  if (Math.abs(one.length - two.length) > limit) return limit + 1;
  /** @type {number[][]} */
  const rows = [Array.from({ length: two.length + 1 }, (_, place) => place)];
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at];
    for (let to = 1; to <= two.length; to += 1) {
      row[to] = Math.min(rows[at - 1][to] + 1, row[to - 1] + 1, rows[at - 1][to - 1] + (one[at - 1] === two[to - 1] ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === two[to - 2] && one[at - 2] === two[to - 1]) row[to] = Math.min(row[to], rows[at - 2][to - 2] + 1);
    }
    rows[at] = row;
    if (Math.min(...row) > limit) return limit + 1;
  }
  return rows[one.length][two.length];
}

/** How nearly a name is what was typed, but for an error or, in long words, two: 2 all of it, 1 a word of it, or the beginning of one, 0 not at all. @param {string[]} words of the name @param {string} wanted without spaces */
function nearly(words, wanted) {
  const limit = wanted.length < 4 || /\p{Script=Han}/u.test(wanted) ? 0 : wanted.length < 8 ? 1 : 2;
  if (!limit) return 0;
  // Few err in both of the first two signs, and most names are left aside by that.
  const near = words.filter((word) => word[0] === wanted[0] || word[1] === wanted[1] || word[0] === wanted[1]);
  if (!near.length) return 0;
  if (near[0] === words[0] && distance(wanted, words.join(""), limit) <= limit) return 2;
  const close = (/** @type {string} */ word) => distance(wanted, word, limit) <= limit
    || (wanted.length >= 6 && word[0] === wanted[0] && distance(wanted, word.slice(0, wanted.length), limit) <= limit);
  return near.some((word) => word.length > 3 && close(word)) ? 1 : 0;
}

/** @param {Iterable<Hit>} found @returns {Hit[]} each thing once, the best first */
function best(found) {
  /** @type {Map<string, Hit>} */
  const kept = new Map();
  for (const hit of found) if ((kept.get(hit.id)?.score || 0) < hit.score) kept.set(hit.id, hit);
  return [...kept.values()].sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, hitLimit);
}

/** Things by name; those that only nearly fit, where no other does, have a score below one. @param {string} typed @returns {Hit[]} */
export function hitsByName(typed) {
  const wanted = searchForm(typed);
  if (!wanted) return [];
  const words = wanted.split(" ");
  const extra = (/** @type {{id: string, main: boolean}} */ { id, main }) => (main ? 0.5 : 0) + Math.min(0.4, connections(id) / 200);
  /** @type {Hit[]} */
  const found = [];
  for (const each of searchable) {
    const score = heldAs(each.folded, wanted) || (words.length > 1 && words.every((word) => heldAs(each.folded, word) >= 1) ? 1 : 0);
    if (score) found.push({ id: each.id, name: each.name, score: score + extra(each) / (score < 1 ? 10 : 1) });
  }
  if (found.some(({ score }) => score >= 1)) return best(found);
  const close = wanted.replace(/ /g, "");
  for (const each of searchable) {
    const near = nearly((each.words ||= each.folded.split(/[^\p{L}\p{N}]+/u)), close);
    if (near) found.push({ id: each.id, name: each.name, score: near * 0.3 + extra(each) / 10 });
  }
  return best(found);
}

/** Words that say nothing of what is asked about. */
const stopWords = new RegExp(atlas.stopWords, "g");
/** Letters of a word that count where a part of the words is enough, so that its forms are one. */
const stemLength = 5;
/** Share of what the nearest text has of the words, from which on another is as near, and how many things are offered by that. */
const nearBest = 0.8;
const shareLimit = 5;

/** What is told of things besides their names: kinds, definitions, notes, values, figures, milestones, first claims. @type {{id: string, text: Bilingual, folded: string}[] | null} */
let toldTexts = null;

function textsTold() {
  if (toldTexts) return toldTexts;
  /** @type {{id: string, text: Bilingual, folded: string}[]} */
  const found = [];
  const add = (/** @type {string} */ id, /** @type {Bilingual | undefined} */ text, /** @type {Bilingual} */ beside = "") => { if (text && things.has(id)) found.push({ id, text, folded: searchForm([text, beside, thing(id).kind].flat().join(" ")) }); };
  for (const [id, { kind, definition, note, values = [] }] of things) for (const text of [kind, definition, note, ...values.map(({ sentence }) => sentence)]) add(id, text);
  for (const { about, metric, sentence, note } of figures) for (const text of [sentence, note]) { add(about, text); add(metric, text); }
  for (const { about, sentence, note, modality } of milestones) { add(about, sentence); add(about, note); add(about, atlas.words[modality]); }
  // What a claim calls national or regional is the first in a place, whose name its words may leave out.
  for (const { about, sentence, scope = "" } of claims) add(about, sentence, things.get(scope)?.name);
  for (const { about, sentence } of comparisons) add(about, sentence);
  return (toldTexts = found);
}

/** Things by what is told of them. @param {string} typed @returns {Hit[]} */
function hitsByText(typed) {
  const typedWords = searchForm(typed).split(" ").filter(Boolean);
  // Words that say nothing alone are not looked for beside others.
  const telling = typedWords.filter((word) => word.replace(stopWords, ""));
  const words = telling.length ? telling : typedWords;
  /** @type {Hit[]} */
  const found = [];
  if (words.length) for (const { id, text, folded: told } of textsTold()) {
    const held = Math.min(...words.map((word) => heldAs(told, word)));
    if (held >= 3) found.push({ id, name: nameOf(id), text, score: held / 10 + Math.min(0.4, connections(id) / 200) + (typedWords.every((word) => heldAs(told, word) >= 3) ? 0.5 : 0) });
  }
  return best(found);
}

/** Take what was typed apart as `ydkg.graph.ranking` does: beginnings of words, and Chinese by pairs of signs. @param {string} typed */
function termsOf(typed) {
  const runs = searchForm(typed).replace(stopWords, " ").match(/\p{Script=Han}+|\w+/gu) || [];
  return new Set(runs.flatMap((run) => (isLetter(run[0]) ? run.slice(0, stemLength) : Array.from(run.slice(1), (sign, at) => run[at] + sign))));
}

/** Things by what is told of them that shares some of the words, of which rare ones count most; a word alone is shared with too much. @param {string} typed @returns {Hit[]} */
function hitsByShare(typed) {
  const terms = termsOf(typed);
  const told = terms.size > 1 ? textsTold() : [];
  /** @type {Map<typeof told[0], number>} */
  const shares = new Map();
  for (const term of terms) {
    const holding = told.filter(({ folded: text }) => heldAs(text, term) >= 3);
    for (const each of holding) shares.set(each, (shares.get(each) || 0) + Math.log(1 + told.length / holding.length));
  }
  const least = nearBest * Math.max(...shares.values());
  // Of two that share the same words, the one that says less besides is nearer.
  const near = [...shares].filter(([, share]) => share >= least).map(([{ id, text, folded: { length } }, share]) => ({ id, name: nameOf(id), text, score: share + 1 / length, partly: true }));
  return best(near).slice(0, shareLimit);
}

/** Things by name, then by what is told of them, then by names that only nearly fit; where there are none, by a part of the words. @param {string} typed @returns {Hit[]} best first, each thing once */
function hitsFor(typed) {
  const named = hitsByName(typed);
  const found = [...named.filter(({ score }) => score >= 1), ...hitsByText(typed), ...named.filter(({ score }) => score < 1)];
  if (!found.length) return hitsByShare(typed);
  return found.filter(({ id }, place) => found.findIndex((hit) => hit.id === id) === place).slice(0, hitLimit);
}

/** What is said where nothing is found: of a part of the graph no more than that; by the whole text of the documents, where it is at hand, or by what is told of them. @param {string} typed */
export function nothingFound(typed) {
  const name = typed.trim();
  if (partOf) return gettext("Nothing in this part of the graph is called “{name}”", { name });
  const documentTexts = editions.map((edition) => (edition?.whole ? edition.words.join(" ") : ""));
  if (!documentTexts.length || documentTexts.some((text) => !text)) return gettext("The document is not known to mention “{name}”", { name });
  return documentTexts.some((text) => heldAs(searchForm(text), searchForm(name)) >= 3)
    ? gettext("The document mentions “{name}”, but nothing here is called so", { name })
    : gettext("The document does not mention “{name}”", { name });
}

/** Let a box find things, in a list below it; what is chosen empties it. @param {HTMLInputElement} box @param {HTMLElement} list @param {(id: string) => void} choose */
export function searchIn(box, list, choose) {
  /** @type {Hit[]} */
  let hits = [];
  const close = () => choices.unfold(false);
  const take = (/** @type {number} */ place) => {
    const hit = hits[place];
    if (!hit) return;
    box.value = "";
    close();
    choose(hit.id);
  };
  const choices = new Choices(box, list, take);
  const open = () => {
    hits = hitsFor(box.value);
    const entries = hits.map((hit, place) => hitEntry(hit, `${list.id}-${place}`));
    const nothing = box.value.trim() && hits.every(({ partly }) => partly) ? nothingFound(box.value) : "";
    if (nothing) entries.push(element("li", { class: "none", text: nothing, attributes: { role: "option", "aria-disabled": "true" } }));
    choices.offer(entries, hits.length ? 0 : -1);
    if (entries.length) announce([hits.length ? gettext("{n} found", { n: hits.length }) : "", nothing].filter(Boolean).join(" · "));
  };
  box.addEventListener("input", open);
  box.addEventListener("focus", () => { box.select(); if (box.value) open(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const found = !list.hidden && hits.length;
    if (event.key === "Enter" && found) take(choices.at);
    else if (event.key === "Escape") { box.value = ""; close(); }
    else if (!found || !choices.step(event.key)) return;
    event.preventDefault();
  });
}

/** @param {Hit} hit @param {string} name of the entry */
function hitEntry(hit, name) {
  const { name: known, kind, family } = thing(hit.id);
  const second = hit.text ? pick(hit.text) : hit.name !== nameOf(hit.id) ? hit.name : other(known);
  return element("li", { attributes: { role: "option", id: name, "aria-selected": "false" } }, [
    glyph(family),
    element("span", { class: "hit-name" }, [nameElement(hit.id), second ? element("bdi", { class: hit.text ? "hit-told" : "hit-other", text: second, attributes: { lang: languageOf(second) } }) : null]),
    element("span", { class: "hit-kind", text: pick(kind) }),
  ]);
}
