/** Where a fact is written: document, date, link, range of characters, and the sentence where the page has it. */

/** @type {Source[]} */
const sources = atlas.sources;
/** @type {Work[]} */
const works = atlas.works;
/** @type {[number, string][]} */
const sentences = atlas.sentences;

/**
 * A fold that says where a fact is written.
 * @param {number[] | undefined} numbers
 * @param {{sentence?: string, confidence?: string}} [more] the fact in a sentence; how well a register's word is supported
 * @returns {HTMLElement | null}
 */
function sourceFold(numbers, { sentence, confidence } = {}) {
  if (!numbers || !numbers.length) return null;
  const first = sources[numbers[0]];
  const others = numbers.length > 1 ? ` +${numbers.length - 1}` : "";
  const mark = first.start === undefined ? works[first.work].title : `${first.start}–${first.end}`;
  return element("details", { class: "source" }, [
    element("summary", { attributes: { title: "Where this is written" } }, [
      element("span", { class: "source-sign", text: first.start === undefined ? "®" : "¶", attributes: { "aria-hidden": "true" } }),
      element("span", { class: "visually-hidden", text: "Source: " }),
      element("span", { text: mark + others }),
    ]),
    sentence ? element("p", { class: "sentence", text: sentence }) : null,
    element("ul", {}, numbers.map((number) => element("li", {}, sourceLines(sources[number])))),
    confidence ? element("p", { class: "confidence", text: `Confidence: ${confidence}` }) : null,
  ]);
}

/** @param {Source} source */
function sourceLines(source) {
  const work = works[source.work];
  const title = work.link
    ? element("a", { text: work.title, attributes: { href: work.link, rel: "noreferrer noopener", target: "_blank" } })
    : element("span", { text: work.title });
  const rest = [work.date ? readableDay(work.date) : "", source.start === undefined ? "" : `characters ${source.start}–${source.end}`].filter(Boolean).join(", ");
  return [
    source.sentence === undefined ? null : markedSentence(source),
    element("p", { class: "work" }, [title, element("span", { text: rest ? `, ${rest}` : "" })]),
  ];
}

/** The sentence with the passage marked. @param {Source} source */
function markedSentence(source) {
  const [from, text] = sentences[source.sentence || 0];
  const signs = Array.from(text);
  const [start, end] = [(source.start || 0) - from, (source.end || 0) - from];
  return element("blockquote", {}, [
    document.createTextNode(signs.slice(0, start).join("")),
    element("mark", { text: signs.slice(start, end).join("") }),
    document.createTextNode(signs.slice(end).join("")),
  ]);
}
