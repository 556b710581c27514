// An answer as bars: one column says of what, another how much.

import { isNumber } from "./workbench-answer.js";
import { learn, shown, words } from "./workbench-labels.js";

/** @import { Answer } from "./workbench-answer.js" */

const MOST = 100;

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
  const least = Math.min(0, ...values);
  const span = Math.max(0, ...values) - least || 1;
  const list = rows.map((row, at) => {
    const start = ((Math.min(0, values[at]) - least) / span) * 100;
    const bar = drawn("rect", { x: start.toFixed(2), width: ((Math.abs(values[at]) / span) * 100).toFixed(2), height: 10 });
    const drawing = drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, bar);
    const term = row[of];
    return element("li", {}, [element("span", { class: "of" }, [term && shown(term)]), drawing, element("span", { class: "amount", text: words(row[amount]) })]);
  });
  const figure = element("figure", { class: "bars" }, [element("figcaption", { text: answer.columns[amount] }), element("ul", {}, list)]);
  if (answer.rows.length <= MOST) return [figure];
  return [figure, element("p", { class: "quiet", text: gettext("The first {n} of {m} rows are drawn.", { n: MOST, m: answer.rows.length }) })];
}
