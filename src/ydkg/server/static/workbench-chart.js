// An answer as bars: one column says of what, another how much.

import { isNumber } from "./workbench-answer.js";
import { amount as written, learn, shown } from "./workbench-labels.js";

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
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const list = rows.map((row, at) => {
    // The browser draws a number at its place between the least and the most.
    const bar = drawn("rect", { x: Math.min(0, values[at]), width: Math.abs(values[at]), height: 1 });
    const drawing = drawn("svg", { viewBox: `${least} 0 ${most - least || 1} 1`, preserveAspectRatio: "none", "aria-hidden": "true" }, bar);
    const [term, number] = [row[of], row[amount]];
    return element("li", {}, [element("span", { class: "of" }, [term && shown(term)]), drawing, element("span", { class: "amount" }, [number && written(number, row)])]);
  });
  const figure = element("figure", { class: "bars" }, [element("figcaption", { text: answer.columns[amount] }), element("ul", {}, list)]);
  if (answer.rows.length <= MOST) return [figure];
  return [figure, element("p", { class: "quiet", text: gettext("The first {n} of {m} rows are drawn.", { n: MOST, m: answer.rows.length }) })];
}
