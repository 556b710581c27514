/** The panel: everything known of the selected thing or line, each fact with its source. */

const listLimit = 12;
/** Set by main: what happens when a thing is chosen in the panel. @type {(id: string) => void} */
let chooseThing = () => undefined;
/** @type {() => void} */
let chooseNothing = () => undefined;

/** A thing's name as a button that selects it. @param {string} id */
function thingButton(id) {
  const { label, family, kind } = thing(id);
  return element("button", { class: "thing", attributes: { type: "button", title: kind }, on: { click: () => chooseThing(id) } }, [
    glyph(family),
    element("bdi", { text: label }),
  ]);
}

/**
 * @param {string} title
 * @param {number | null} count
 * @param {(HTMLElement | null)[]} children
 */
function panelSection(title, count, children) {
  return element("section", {}, [
    element("h3", {}, [element("span", { text: title }), count === null ? null : element("span", { class: "count", text: String(count) })]),
    ...children,
  ]);
}

/** A list that shows its first entries, and the rest on demand. @param {HTMLElement[]} entries @param {string} name */
function longList(entries, name) {
  const list = element("ul", { class: "plain", attributes: { "aria-label": name } }, entries.slice(0, listLimit));
  if (entries.length <= listLimit) return list;
  const more = element("button", { class: "more", text: `Show ${entries.length - listLimit} more`, attributes: { type: "button" } });
  more.addEventListener("click", () => {
    list.append(...entries.slice(listLimit));
    more.remove();
  });
  return element("div", {}, [list, more]);
}

/** @param {string} id */
function thingPanel(id) {
  const { label, zh, aliases, kind, family, definition, note, values, mentions, sources: described } = thing(id);
  return [
    element("header", {}, [
      element("p", { class: "kind" }, [glyph(family), element("span", { text: kind }), element("span", { class: "zh", text: atlas.kinds[kind] || "", attributes: { lang: "zh-Hans" } })]),
      element("h2", { attributes: { id: "panel-title", tabindex: "-1" } }, [element("bdi", { text: label })]),
      zh ? element("p", { class: "name-zh", attributes: { lang: "zh-Hans" } }, [element("bdi", { text: zh })]) : null,
      aliases ? element("p", { class: "aliases" }, [element("span", { text: "also " }), element("bdi", { text: aliases.join(" · ") })]) : null,
      definition ? element("p", { class: "definition", text: definition }) : null,
      note ? element("p", { class: "note" }, [element("span", { class: "note-sign", text: "Editors’ note " }), element("span", { text: note })]) : null,
    ]),
    figuresSection(id),
    milestonesSection(id),
    claimsSection(id),
    valuesSection(values),
    relationsSection(id),
    mentions || described ? mentionsSection(mentions || [], described || []) : null,
    element("p", { class: "iri" }, [element("span", { text: "Identifier " }), element("code", { text: iriOf(id) })]),
  ];
}

/** @param {Value[] | undefined} values */
function valuesSection(values) {
  if (!values) return null;
  return panelSection("Facts", values.length, [element("dl", { class: "values" }, values.flatMap((value) => [
    element("dt", { text: value.label }),
    element("dd", {}, [
      value.link
        ? element("a", { text: value.text, attributes: { href: value.link, rel: "noreferrer noopener", target: "_blank" } })
        : element("bdi", { text: value.text }),
      sourceFold(value.sources, { confidence: value.confidence }),
    ]),
  ]))]);
}

/** Neighbours grouped by relation. @param {string} id */
function relationsSection(id) {
  const numbers = relationsAt.get(id) || [];
  if (!numbers.length) return null;
  const groups = grouped(numbers, (number) => {
    return atlas.phrases[relations[number].predicate][lines[number].from === id ? 1 : 2];
  });
  const sorted = [...groups.entries()].sort(([a, some], [b, others]) => some.length - others.length || (a < b ? -1 : 1));
  return panelSection("Connections", numbers.length, sorted.map(([heading, held]) => element("div", { class: "group" }, [
    element("h4", {}, [element("span", { text: heading }), element("span", { class: "count", text: String(held.length) })]),
    longList(held.map((number) => relationEntry(number, id)), heading),
  ])));
}

/** @param {number} number @param {string} id */
function relationEntry(number, id) {
  const relation = relations[number];
  const other = lines[number].from === id ? lines[number].to : lines[number].from;
  return element("li", { class: "relation" }, [
    thingButton(other),
    relation.role ? element("span", { class: "role", text: relation.role }) : null,
    relation.date ? element("span", { class: "quiet", text: `as of ${readableDay(relation.date)}` }) : null,
    sourceFold(relation.sources, { sentence: sentenceOf(number), confidence: relation.confidence }),
  ]);
}

/** @param {number[]} mentions @param {number[]} described */
function mentionsSection(mentions, described) {
  return panelSection("In the text", mentions.length + described.length, [
    mentions.length ? element("p", { class: "quiet", text: `Named in ${counted(mentions.length, "place", "places")}.` }) : null,
    sourceFold(mentions),
    described.length ? element("p", { class: "quiet", text: "Described, without a name of its own." }) : null,
    sourceFold(described),
  ]);
}

/** @param {number} number */
function linePanel(number) {
  if (number >= relations.length) return measurePanel(lines[number].from, lines[number].to);
  const relation = relations[number];
  return [
    element("header", {}, [
      element("p", { class: "kind" }, [element("span", { text: atlas.phrases[relation.predicate][1] })]),
      element("h2", { attributes: { id: "panel-title", tabindex: "-1" } }, [element("bdi", { text: sentenceOf(number) })]),
    ]),
    panelSection("Between", null, [element("ul", { class: "plain" }, [lines[number].from, lines[number].to].map((id) => element("li", {}, [thingButton(id)])))]),
    panelSection("Particulars", null, [element("dl", { class: "values" }, [
      ...(relation.role ? [element("dt", { text: "Role" }), element("dd", { text: relation.role })] : []),
      ...(relation.date ? [element("dt", { text: "As of" }), element("dd", { text: readableDay(relation.date) })] : []),
      ...(relation.confidence ? [element("dt", { text: "Confidence" }), element("dd", { text: relation.confidence })] : []),
      element("dt", { text: "Record" }),
      element("dd", {}, [element("code", { text: relation.id })]),
    ])]),
    relation.sources.length
      ? panelSection("Source", relation.sources.length, [element("ul", { class: "plain" }, sourceEntries(relation.sources))])
      : panelSection("Source", null, [element("p", { class: "quiet", text: "A definition of the editors, which needs none." })]),
  ];
}

/** A dotted line: a thing and a metric that it has figures in. @param {string} id @param {string} metric */
function measurePanel(id, metric) {
  const figures = (figuresOf.get(id) || []).filter(([, figure]) => figure.metric === metric).map(([, figure]) => figure);
  return [
    element("header", {}, [
      element("p", { class: "kind" }, [element("span", { text: "measured by" })]),
      element("h2", { text: `${thing(metric).label}: ${thing(id).label}`, attributes: { id: "panel-title", tabindex: "-1" } }),
    ]),
    panelSection("Between", null, [element("ul", { class: "plain" }, [id, metric].map((each) => element("li", {}, [thingButton(each)])))]),
    panelSection("Figures", figures.length, [element("table", {}, [element("tbody", {}, figures.map(figureRow))])]),
  ];
}

/** What the panel says before anything is chosen. */
function welcomePanel() {
  const most = [...things.keys()].sort((a, b) => connections(b) - connections(a) || (a < b ? -1 : 1)).slice(0, 10);
  const documents = works.filter((work) => work.kind === "document");
  return [
    element("header", {}, [
      element("p", { class: "kind", text: "How to read this" }),
      element("h2", { text: "Start with a name", attributes: { id: "panel-title", tabindex: "-1" } }),
      element("p", { class: "definition", text: `The graph tells ${counted(things.size, "thing", "things")} and ${counted(relations.length, "relation", "relations")} between them, ${counted(observations.size, "figure", "figures")} and ${counted(Object.keys(atlas.milestones).length, "milestone", "milestones")}. Search, or choose a shape or a line in the picture; every fact opens to the place where it is written.` }),
    ]),
    panelSection("Most connected", null, [element("ul", { class: "plain columns" }, most.map((id) => element("li", {}, [thingButton(id), element("span", { class: "count", text: String(connections(id)) })])))]),
    documents.length ? panelSection("What it is taken from", documents.length, [element("ul", { class: "plain" }, documents.map((work) => element("li", {}, [
      work.link ? element("a", { text: work.title, attributes: { href: work.link, rel: "noreferrer noopener", target: "_blank" } }) : element("span", { text: work.title }),
      element("span", { class: "quiet", text: work.date ? `, ${readableDay(work.date)}` : "" }),
    ])))]) : null,
  ];
}

/** Fill the panel for the present view. @param {boolean} [focus] move the reader there */
function showPanel(focus) {
  const chosen = view.node !== null || view.edge !== null;
  const content = view.node !== null ? thingPanel(view.node) : view.edge !== null ? linePanel(view.edge) : welcomePanel();
  const close = chosen
    ? element("button", { class: "close", text: "Back to the overview", attributes: { type: "button" }, on: { click: () => chooseNothing() } })
    : null;
  const panel = byId("panel");
  panel.replaceChildren(...[close, ...content].filter((part) => part !== null));
  panel.scrollTop = 0;
  if (focus) byId("panel-title").focus({ preventScroll: window.innerWidth > 900 });
}
