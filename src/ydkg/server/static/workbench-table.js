// An answer as a table that can be put in order.

import { element } from "./elements.js";
import "./site.js";
import { gettext, inOrder } from "./texts.js";
import { amount, learn, shown, words } from "./workbench-labels.js";

/** @import { Answer } from "./workbench-answer.js" */

/** So many rows are shown at once. */
const STEP = 500;

/**
 * @param {HTMLElement} place
 * @param {Answer} answer
 */
export async function showTable(place, answer) {
  if (!answer.rows.length) {
    place.replaceChildren(element("p", { class: "empty", text: gettext("Nothing matches.") }));
    return;
  }
  await learn(answer.rows.slice(0, STEP));
  const { numeric } = answer;
  const kinds = numeric.map((is) => (is ? "is-number" : "is-text"));
  let rows = answer.rows;
  let count = STEP;
  const body = element("tbody");
  const heads = answer.columns.map((name, at) =>
    element("th", { class: kinds[at], attributes: { scope: "col" } }, [element("button", { class: "sort", text: name })]),
  );
  const more = element("button", { class: "more-rows" });
  const fill = () => {
    body.replaceChildren(...rows.slice(0, count).map((row) => element("tr", {}, row.map((term, at) =>
      element("td", { class: kinds[at] }, [term && (numeric[at] ? amount(term, row) : shown(term))])))));
    more.hidden = rows.length <= count;
    more.textContent = gettext("Show more ({n} of {m})", { n: count, m: rows.length });
  };
  heads.forEach((head, at) => {
    head.addEventListener("click", async () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      await learn(answer.rows);
      rows = inOrder(answer.rows, ({ [at]: term }) => (term && numeric[at] ? Number(term.value) : term && words(term)), down);
      fill();
    });
  });
  more.addEventListener("click", async () => {
    count += STEP;
    await learn(rows.slice(0, count));
    fill();
  });
  const table = element("table", { class: "answer" }, [element("thead", {}, [element("tr", {}, heads)]), body]);
  const frame = element("div", { class: "frame", attributes: { role: "region", tabindex: "0", "aria-label": gettext("Table") } }, [table]);
  place.replaceChildren(frame, more);
  fill();
}
