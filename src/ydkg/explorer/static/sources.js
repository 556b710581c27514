/** Where a fact is written: document, date, link, range of characters, and the sentence where the page has it. */

/** @type {Source[]} */
const sources = atlas.sources;
/** @type {Work[]} */
const works = atlas.works;
/** @type {[number, string][]} */
const sentences = atlas.sentences;

/** A register's title up to its first comma or bracket, which is how it is known. @param {string} title */
function shortened(title) {
  return title.split(/[,(]/)[0].trim();
}

/**
 * A fold that says where a fact is written.
 * @param {number[] | undefined} numbers
 * @param {{sentence?: string, confidence?: string, record?: string, note?: string}} [more] the fact in a sentence; how well a register's
 *   word is supported; the name of the statement or record; what it notes
 * @returns {HTMLElement | null}
 */
function sourceFold(numbers, { sentence, confidence, record, note } = {}) {
  if (!numbers || !numbers.length) return null;
  const first = sources[numbers[0]];
  const others = numbers.length > 1 ? ` +${numbers.length - 1}` : "";
  const mark = first.start === undefined ? shortened(works[first.work].title) : `${first.start}–${first.end}`;
  return element("details", { class: "source" }, [
    element("summary", { attributes: { title: gettext("Where this is written") } }, [
      element("span", { class: "source-sign", text: first.start === undefined ? "®" : "¶", attributes: { "aria-hidden": "true" } }),
      element("span", { class: "visually-hidden", text: `${gettext("Source")}: ` }),
      element("span", { text: mark + others }),
    ]),
    sentence ? element("p", { class: "sentence" }, worded(sentence)) : null,
    element("ul", {}, sourceEntries(numbers)),
    noteElement(note),
    sentence && record ? citeButton(sentence, record, numbers) : null,
    confidence ? element("p", { class: "confidence", text: `${gettext("Confidence")}: ${term(confidence)}` }) : null,
  ]);
}

/**
 * The places where a fact is written: passages of one sentence together, each work with its characters.
 * @param {number[]} numbers
 * @returns {HTMLElement[]}
 */
function sourceEntries(numbers) {
  const groups = grouped(numbers.map((number) => sources[number]), ({ work, sentence, start }) =>
    sentence === undefined ? `${work} ${start === undefined ? "" : "passages"}` : `${work} ${sentence}`);
  return [...groups.values()].map((passages) => element("li", {}, [
    passages[0].sentence === undefined ? null : markedSentence(passages[0].sentence, passages),
    workLine(works[passages[0].work], passages),
  ]));
}

/** @param {Work} work @param {Source[]} passages */
function workLine(work, passages) {
  const title = work.link
    ? element("a", { text: work.title, attributes: { href: work.link, rel: "noreferrer noopener", target: "_blank" } })
    : element("span", { text: work.title });
  const ranges = passages.filter(({ start }) => start !== undefined).map(({ start, end }) => `${start}–${end}`);
  const rest = [work.date ? readableDay(work.date) : "", ranges.length ? gettext("characters {range}", { range: ranges.join(listing()) }) : ""].filter(Boolean);
  return element("p", { class: "work" }, [title, element("span", { text: rest.map((part) => `, ${part}`).join("") })]);
}

/** A sentence with its passages marked. @param {number} number @param {Source[]} passages */
function markedSentence(number, passages) {
  const [from, text] = sentences[number];
  const signs = Array.from(text);
  const marks = passages.map(({ start, end }) => [(start || 0) - from, (end || 0) - from]).sort(([a], [b]) => a - b);
  const quote = element("blockquote");
  let at = 0;
  for (const [start, end] of marks) {
    const begin = Math.max(at, start);
    if (end <= begin) continue;
    quote.append(signs.slice(at, begin).join(""), element("mark", { text: signs.slice(begin, end).join("") }));
    at = end;
  }
  quote.append(signs.slice(at).join(""));
  return quote;
}
