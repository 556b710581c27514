// Names of IRIs, asked of the server in one go and kept.

import { element } from "./elements.js";
import { onSite } from "./site.js";
import { spoken, thousands } from "./texts.js";

/** @typedef {{ name: string, label: string, href: string, value?: string, says?: string }} Label what an observation has, and how that is said */
/** @import { Term } from "./workbench-answer.js" */

/** @type {Map<string, Label>} */
const known = new Map();
const MOST = 5000;

/**
 * Learn the names of all IRIs of some rows; where the server does not answer, IRIs stand for themselves.
 * @param {(Term | null)[][]} rows
 */
export async function learn(rows) {
  const iris = new Set(rows.flat().flatMap((term) => (term?.type === "uri" ? [term.value] : [])));
  const fresh = [...iris].filter((iri) => !known.has(iri)).slice(0, MOST);
  if (!fresh.length) return;
  try {
    const body = new URLSearchParams(fresh.map((iri) => ["iri", iri]));
    const response = await fetch(onSite(`/labels?lang=${spoken.lang}`), { method: "POST", body });
    if (!response.ok) return;
    for (const [iri, label] of Object.entries(await response.json())) known.set(iri, { ...label, href: onSite(label.href) });
  } catch {
    // Without names an answer is still an answer.
  }
}

/**
 * Give the name of an IRI, and where it leads.
 * @param {string} iri
 * @returns {Label}
 */
export function named(iri) {
  return known.get(iri) ?? { name: iri, label: "", href: "" };
}

/** @param {Term} term */
export function shown(term) {
  if (term.type === "uri") {
    const { name, label, href } = named(term.value);
    return href ? element("a", { text: label || name, attributes: label ? { href, title: name } : { href } }) : label || name;
  }
  if (term.type === "bnode") return `_:${term.value}`;
  return term.lang ? element("span", { text: term.value, attributes: { lang: term.lang } }) : term.value;
}

/**
 * Show a number: with bound and unit where something in its row has it as its value, else with separators.
 * @param {Term} term
 * @param {(Term | null)[]} row
 */
export function amount(term, row) {
  const of = row.map((each) => (each?.type === "uri" ? named(each.value) : null)).find((each) => each?.value === term.value);
  // Thousands are set apart in a language that does, of what is written in digits alone.
  const words = of?.says || (/^[+-]?\d+(\.\d+)?$/.test(term.value) ? thousands(term.value) : term.value);
  return words === term.value ? words : element("span", { text: words, attributes: { title: term.value } });
}

/**
 * Give the words by which an IRI is shown.
 * @param {string} iri
 */
export function nameOf(iri) {
  return named(iri).label || named(iri).name;
}

/**
 * Give the words by which a term is shown.
 * @param {Term | null} term
 */
export function words(term) {
  return term?.type === "uri" ? nameOf(term.value) : term?.value ?? "";
}
