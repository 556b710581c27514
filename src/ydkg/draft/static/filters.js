/** Filters: by type, rule, state, plans and figures; what is let through can be accepted at once. */

import { shown } from "./cards.js";
import { draft } from "./data.js";
import { announce, byId, element, inputOf } from "./elements.js";
import { goOn, showAll } from "./main.js";
import { decide, decisionOn, filtered, matches, view } from "./state.js";
import { stateNames } from "./strings.js";
import { gettext, ngettext, pick } from "./texts.js";

const facets = /** @type {const} */ (["kind", "rule", "state"]);

/** Write the filters' options, with how many proposals each has. */
export function showFilters() {
  const options = {
    kind: Object.entries(draft.kinds).map(([kind, both]) => [kind, pick(both)]),
    rule: [...new Set(draft.proposals.map(({ rule }) => rule))].sort().map((rule) => [rule, rule]),
    state: Object.entries(stateNames).map(([state, name]) => [state, gettext(name)]),
  };
  for (const facet of facets) {
    const select = /** @type {HTMLSelectElement} */ (byId(`filter-${facet}`));
    select.replaceChildren(element("option", { text: gettext("all"), attributes: { value: "" } }), ...options[facet].map(([value, text]) => element("option", { text, attributes: { value } })));
    select.value = view[facet];
  }
}

export function startFilters() {
  for (const name of [...facets, "planned", "number"]) {
    const box = inputOf(`filter-${name}`);
    box.addEventListener("change", () => {
      Object.assign(view, { [name]: box.type === "checkbox" ? box.checked : box.value });
      followFilter();
    });
  }
  byId("accept-visible").addEventListener("click", () => acceptAll(shown));
  byId("accept-filtered").addEventListener("click", () => acceptAll(filtered()));
}

/** Go to the first proposal that is let through. */
function followFilter() {
  view.form = null;
  if (!matches(view.current)) view.current = filtered()[0] ?? view.current;
  showAll();
}

/** Accept those of some proposals that are let through and undecided. @param {number[]} numbers */
export function acceptAll(numbers) {
  const open = numbers.filter((number) => matches(number) && !decisionOn(number));
  if (!decide(open, "accept")) return;
  announce(ngettext("{n} proposal accepted", "{n} proposals accepted", open.length));
  goOn();
}
