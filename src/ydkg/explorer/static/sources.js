/** Where a fact is written: document, date, link, range of characters, and the sentence where the page has it. */

/** @type {Source[]} */
const sources = atlas.sources;
/** @type {Work[]} */
const works = atlas.works;

/**
 * A fold that says where a fact is written.
 * @param {number | undefined} where
 * @param {{sentence?: Bilingual, id?: string, confidence?: Bilingual, basis?: Bilingual}} [fact] in a sentence; the name of its statement or record; how well a register's word is supported; what it was read from where the words do not state it
 * @param {Bilingual} [note] what its statement notes @returns {HTMLElement | null}
 */
function sourceFold(where, { sentence, id, confidence, basis } = {}, note) {
  if (where === undefined) return null;
  const { sign, mark } = evidence[where];
  // What is folded away is made when it is asked for: there are many folds, and few are opened.
  const open = () => { if (fold.children.length === 1) fold.append(...[
    sentence ? element("p", { class: "sentence" }, worded(pick(sentence))) : null,
    element("ul", {}, sourceEntries(where)),
    noteElement(note),
    sentence && id ? citeButton(sentence, id, where) : null,
    confidence ? element("p", { class: "confidence", text: `${gettext("Confidence")}${colon()}${pick(confidence)}` }) : null,
  ].filter((part) => part !== null)); };
  const fold = element("details", { class: "source", attributes: { "data-where": String(where) } }, [
    element("summary", { attributes: { title: gettext("Where this is written") }, on: { click: open } }, [
      element("span", { class: "source-sign", text: sign, attributes: { "aria-hidden": "true" } }),
      element("span", { class: "visually-hidden", text: `${gettext("Source")}${colon()}` }),
      element("span", { text: pick(mark) }),
      basis ? element("span", { class: "basis", text: ` · ${pick(basis)}` }) : null,
    ]),
  ]);
  return fold;
}

/** The first character where a fact is written; empty where that is in no text. @param {number | undefined} where */
function startOf(where) {
  return where === undefined ? "" : sources[evidence[where].sources[0]].start ?? "";
}

/** The sentences around the passages, where the page has them, and each work with its characters. @param {number} where @returns {HTMLElement[]} */
function sourceEntries(where) {
  const { works: places } = evidence[where];
  return [
    ...quotesOf(where).map(({ document, number, passages }) => {
      const runs = runsOf(editions[document]?.words[number - 1] || "", manuscripts[document].sentences[number - 1].start, passages);
      return element("li", {}, [element("blockquote", {}, runs.map(({ text, passage }) => (passage ? element("mark", { text }) : text)))]);
    }),
    ...places.map((place) => element("li", {}, [workLine(place, evidence[where].sources.map((number) => sources[number]), where)])),
  ];
}

/** A work as a link, with its day and the place that is meant, whose characters a tooltip has; the work's own page marks the words of the passages. @param {[number, Bilingual?, Bilingual?]} place @param {Source[]} passages @param {number} where */
function workLine(place, passages, where) {
  const { title, link: page } = works[place[0]];
  const directives = new Set(passages.filter(({ work }) => work === place[0]).map(directiveOf).filter(Boolean));
  const link = page && directives.size ? `${page}#:~:${[...directives].join("&")}` : page;
  const after = pick(works[place[0]].after[place[1] ? 0 : 1]).replace("{range}", () => pick(place[2]));
  return element("p", { class: "work" }, [
    linkElement(pick(title), link),
    after ? element("span", { text: `${comma()}${after}`, attributes: place[1] ? { title: gettext("characters {range}", { range: pick(place[1]) }) } : {} }) : null,
    place[1] && manuscripts.some(({ work }) => work === place[0]) ? element("button", { class: "read-here", text: gettext("Read it there"), on: { click: () => { openEvidence(where); writeAddress(); } } }) : null,
  ]);
}
