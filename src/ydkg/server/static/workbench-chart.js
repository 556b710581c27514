// An answer as bars: one column says of what, another how much.

import { drawn, element } from "./elements.js";
import "./site.js";
import { gettext } from "./texts.js";
import { isNumber } from "./workbench-answer.js";
import { amount as written, learn, shown } from "./workbench-labels.js";

/** @import { Answer } from "./workbench-answer.js" */

const MOST = 100;
/** The room of a bar, in units of its drawing. */
const LENGTH = 1000;

/**
 * Show bars, with a choice of columns.
 * @param {HTMLElement} place
 * @param {Answer} answer
 */
export async function showChart(place, answer) {
  await learn(answer.rows.slice(0, MOST));
  const columns = [...answer.columns.keys()];
  const amounts = columns.filter((at) => answer.numeric[at]);
  const others = columns.filter((at) => !answer.numeric[at]);
  const name = others.find((at) => /(label|name)$/i.test(answer.columns[at])) ?? others[0] ?? 0;
  const of = choice(gettext("Of"), answer, columns, name);
  const amount = choice(gettext("Number"), answer, amounts, amounts.at(-1) ?? 0);
  const bars = element("div");
  const fill = () => bars.replaceChildren(...chart(answer, Number(of.field.value), Number(amount.field.value)));
  of.field.addEventListener("change", fill);
  amount.field.addEventListener("change", fill);
  fill();
  place.replaceChildren(element("div", { class: "chart-choice" }, [of.label, amount.label]), bars);
}

/**
 * @param {string} words_
 * @param {Answer} answer
 * @param {number[]} columns
 * @param {number} chosen
 */
function choice(words_, answer, columns, chosen) {
  const field = element("select", {}, columns.map((at) => element("option", { text: answer.columns[at], attributes: { value: String(at) } })));
  field.value = String(chosen);
  return { field, label: element("label", {}, [words_, field]) };
}

/**
 * @param {Answer} answer
 * @param {number} of
 * @param {number} amount
 * @returns {Node[]}
 */
function chart(answer, of, amount) {
  const rows = answer.rows.filter((row) => isNumber(row[amount])).slice(0, MOST);
  const values = rows.map((row) => Number(row[amount]?.value));
  // As shares of the largest: a drawing keeps less of a number than an answer has.
  const largest = Math.max(...values.map(Math.abs)) || 1;
  const shares = values.map((value) => value / largest);
  const least = Math.min(0, ...shares);
  const span = Math.max(0, ...shares) - least || 1;
  const along = (/** @type {number} */ share) => (share / span) * LENGTH;
  const list = rows.map((row, at) => {
    const bar = drawn("rect", { x: along(Math.min(0, shares[at]) - least), width: along(Math.abs(shares[at])), height: 1 });
    const drawing = drawn("svg", { viewBox: `0 0 ${LENGTH} 1`, preserveAspectRatio: "none", "aria-hidden": "true" }, bar);
    const [term, number] = [row[of], row[amount]];
    return element("li", {}, [element("span", { class: "of" }, [term && shown(term)]), drawing, element("span", { class: "amount" }, [number && written(number, row)])]);
  });
  const figure = element("figure", { class: "bars" }, [element("figcaption", { text: answer.columns[amount] }), element("ul", {}, list)]);
  if (answer.rows.length <= MOST) return [figure];
  return [figure, element("p", { class: "quiet", text: gettext("The first {n} of {m} rows are drawn.", { n: MOST, m: answer.rows.length }) })];
}
