/** The facts of a text by their numbers: the list of them beside it, and the way from one to the next. */

/** The next or the last of some numbers in their order, from one on, and round from one end to the other. @param {number[]} numbers @param {number} from @param {1 | -1} step */
function numberFrom(numbers, from, step) {
  return step > 0 ? numbers.find((number) => number > from) ?? numbers[0] : numbers.findLast((number) => number < from) ?? numbers[numbers.length - 1];
}

/** Have `n` and `p` go to the next fact and to the last, but in a field. @param {(step: 1 | -1) => void} go */
function walkByKeys(go) {
  document.addEventListener("keydown", (event) => {
    if (meantElsewhere(event)) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  });
}

/** The pieces of the text that are lit now. @type {Element[]} */
let litPieces = [];

/** Light pieces of the text, each in its tint, and no others. @param {[Element, string][]} pieces */
function lightPieces(pieces) {
  for (const piece of litPieces) piece.classList.remove("lit-main", "lit-context", "lit-date");
  for (const [piece, tint] of pieces) piece.classList.add(tint);
  litPieces = pieces.map(([piece]) => piece);
}

/** What a data attribute says at the target of an event, or around it. @param {Event} event @param {string} name of the attribute, behind `data-` */
function dataAt({ target }, name) {
  return target instanceof Element ? target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) : undefined;
}

/** Say in which sentence facts are, and how many they are. @param {number} sentence its number @param {number} count */
function sentenceTold(sentence, count) {
  return `${gettext("sentence {n}", { n: sentence })}${comma()}${count ? ngettext("{n} fact", "{n} facts", count) : gettext("no fact")}`;
}

const mostFacts = 30;

/** Fill a list, and, where there is much, end it with a button that puts the rest in its place. @param {HTMLElement} list @param {number[]} rows by their numbers @param {(row: number) => HTMLElement} entry @param {number} [most] entries that are there at first */
function fillList(list, rows, entry, most = mostFacts) {
  const rest = rows.slice(most);
  list.replaceChildren(...rows.slice(0, most).map(entry));
  if (!rest.length) return;
  const more = element("li", {}, [element("button", { class: "more", text: gettext("Show {n} more", { n: rest.length }), on: { click: () => {
    const entries = rest.map(entry);
    more.replaceWith(...entries);
    entries[0].querySelector("button")?.focus();
  } } })]);
  list.append(more);
}
