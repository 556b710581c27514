/** The facts of a text by their numbers: the list of them beside it, and the way from one to the next. */

/** The next or the last of some numbers in their order, from one on, and round from one end to the other. @param {number[]} numbers @param {number} from @param {1 | -1} step */
function numberFrom(numbers, from, step) {
  return step > 0 ? numbers.find((number) => number > from) ?? numbers[0] : numbers.findLast((number) => number < from) ?? numbers[numbers.length - 1];
}

const mostFacts = 30;

/** Fill a list with facts, and, where they are many, a button that puts the rest in its place. @param {HTMLElement} list @param {number[]} facts by their numbers @param {(fact: number) => HTMLElement} entry */
function fillList(list, facts, entry) {
  const rest = facts.slice(mostFacts);
  list.replaceChildren(...facts.slice(0, mostFacts).map(entry));
  if (!rest.length) return;
  const more = element("li", {}, [element("button", { class: "more", text: gettext("Show {n} more", { n: rest.length }), on: { click: () => more.replaceWith(...rest.map(entry)) } })]);
  list.append(more);
}
