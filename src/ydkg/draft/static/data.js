/** The page's data, as they stand in the file. */

import { byId, firstOf } from "./elements.js";

/**
 * @typedef {[string, string]} Both a text in English and in Chinese
 * @typedef {[string, Both, Both, string, "text" | "number" | "date" | "choice" | "thing"]} Fact property, its name, its value, the value to edit, and how
 * @typedef {{key: string, rule: string, kind: string, title: Both, thing: string, start: number, end: number, passages: [number, number][],
 *   facts: Fact[], planned: boolean, number: boolean, rests: string[], known: boolean, isThing: boolean,
 *   candidates: [string, string, string][]}} Proposal
 * @typedef {[string, string, string, string, string, any]} Decision key, decision, by, at, rule, edited
 * @typedef {{title: string, issued: string, digest: string, text: string, sentences: [number, number][], proposals: Proposal[],
 *   kinds: Record<string, Both>, unread: [number, number, Both][], choices: Record<string, [string, string, string][]>,
 *   addable: Record<string, [string, Both, Fact[4]][]>, added: Record<string, [Both, [string, Both, Fact[4]][]]>, things: [string, string, string][], base: string, decisions: Decision[], 
 *   reviewer: string, texts: Record<string, string>}} Draft
 */

/** @type {Draft} */
export const draft = JSON.parse(byId("draft").textContent || "");
// Positions count code points, and a browser counts in halves of them where a letter lies beyond the first 65,536.
export const letters = Array.from(draft.text);

/** The words at a position. @param {number} start @param {number} end */
export function wordsAt(start, end) {
  return letters.slice(start, end).join("");
}

/** The number of the sentence that a position is in. @param {number} at */
export function sentenceAt(at) {
  return Math.max(0, firstOf(draft.sentences.length, (number) => draft.sentences[number][0] > at) - 1);
}

export const sentenceOf = draft.proposals.map((proposal) => sentenceAt(proposal.start));
export const numberOfThing = new Map(draft.proposals.map((proposal, number) => [proposal.thing, number]));
export const numberOf = new Map(draft.proposals.map((proposal, number) => [proposal.key, number]));
