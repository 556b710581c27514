/** Figures, milestones and first claims of a thing, in words and as small charts. */

/** The figures of a thing, or of a metric, under headings. @param {string} id @returns {HTMLElement | null} */
function figuresSection(id) {
  const { family, direction } = thing(id);
  const isMetric = family === "metric";
  const own = ownFigures(id);
  const all = inAll(id, "figures", own.length);
  if (!all) return null;
  const groups = grouped(own, ({ about, metric }) => (isMetric ? about : metric));
  const line = (/** @type {string} */ end) => (linesAt.get(id) || []).find((number) => number >= relations.length && otherEnd(number, id) === end);
  const parts = [...groups.entries()].map(([end, group]) => element("div", { class: "figure" }, [
    element("h4", {}, [things.has(end) ? thingButton(end) : element("span", { text: end }), line(end) === undefined ? null : lineOpener(line(end) || 0)]),
    ...group.flatMap((figure) => (comparisonsOf.get(figure.id) || []).map(comparisonBlock)),
    figureTable(group),
    ...figureNotes(group),
  ]));
  return panelSection(gettext("Figures"), own.length, [isMetric && direction ? element("p", { class: "quiet", text: termFor(direction) }) : null, ...parts], all);
}

/** The figures of a thing, or of a metric those in it. @param {string} id */
function ownFigures(id) {
  return (thing(id).family === "metric" ? figuresIn : figuresOf).get(id) || [];
}

/** How many figures a thing has in all. @param {string} id */
function figureCount(id) {
  return inAll(id, "figures", ownFigures(id).length);
}

/** @param {Observation[]} group */
function figureTable(group) {
  return element("table", {}, [
    element("caption", { class: "visually-hidden", text: gettext("Stated values") }),
    element("thead", { class: "visually-hidden" }, [element("tr", {}, [gettext("Value"), gettext("Period"), gettext("Value status"), gettext("Source")].map((text) => element("th", { text, attributes: { scope: "col" } })))]),
    element("tbody", {}, group.map((figure) => element("tr", {}, [
      element("td", { class: "value", text: pick(figure.text) }),
      element("td", { class: figure.when ? "" : "quiet", text: pick(figure.when) || (figure.undated ? gettext("no period stated") : "") }),
      element("td", { class: `status status-${figure.state || ""}`, text: pick(figure.status) }),
      element("td", {}, [sourceFold(figure.where, figure)]),
    ]))),
  ]);
}

/** What the editors note of some figures, each note once, with its figure where there are several. @param {Observation[]} group */
function figureNotes(group) {
  const notes = [...grouped(group.filter(({ note }) => note), ({ note }) => pick(note)).entries()];
  return notes.map(([note, noted]) => noteElement(noted.length === group.length ? note : `${noted.map(({ text }) => pick(text)).join(comma())}${colon()}${note}`));
}

/** Baseline → current → target, with the change, the outcome and a chart. @param {Comparison} comparison */
function comparisonBlock(comparison) {
  const { steps = [], chart, change, computed, direction, note, where } = comparison;
  return element("div", { class: "comparison" }, [
    element("p", { class: "comparison-label" }, worded(pick(comparison.sentence))),
    steps.length < 2 ? null : element("ol", { class: "steps" }, steps.map(({ role, title, figure, about, when }) => element("li", { class: role }, [
      element("span", { class: "role", text: pick(title) }),
      element("strong", { text: pick(observations.get(figure)?.text) }),
      element("span", { class: "quiet", text: [about ? nameOf(about) : "", pick(when)].filter(Boolean).join(comma()) }),
    ]))),
    chart ? chartElement(chart) : null,
    element("p", { class: "comparison-facts" }, [
      change ? element("span", { text: gettext("stated change {change}", { change: pick(change) }) }) : null,
      computed ? element("span", {}, [element("span", { text: pick(computed) }), element("span", { class: "quiet", text: gettext(" (by the figures)") })]) : null,
      againstElement(comparison),
      direction ? element("span", { class: "quiet", text: termFor(direction) }) : null,
      verdictElement(comparison),
      sourceFold(where, comparison),
    ]),
    noteElement(note),
  ]);
}

/** What a comparison without a second figure is set against. @param {Comparison} comparison @param {string} [style] */
function againstElement({ against }, style) {
  return against ? element("span", { class: style || "" }, worded(gettext("against {what}", { what: pick(against) }))) : null;
}

/** @param {Comparison} comparison */
function verdictElement({ verdict }) {
  return verdict ? element("span", { class: `outcome outcome-${verdict[0]}`, text: pick(verdict[1]) }) : null;
}

/** @param {string} id @returns {HTMLElement | null} */
function milestonesSection(id) {
  const own = milestonesOf.get(id) || [];
  if (!own.length) return null;
  const sorted = [...own].sort((a, b) => modalities.indexOf(b.modality) - modalities.indexOf(a.modality));
  return panelSection(gettext("Milestones"), own.length, [element("ol", { class: "milestones" }, sorted.map((milestone) => element("li", { class: `modality-${milestone.modality}` }, [
    element("p", { class: "modality", text: termFor(milestone.modality) }),
    element("p", { class: "sentence" }, worded(pick(milestone.sentence))),
    sourceFold(milestone.where, milestone),
    noteElement(milestone.note),
    ...answersElements(milestone.id),
  ])))]);
}

/** What became of a milestone that was planned or under way, by later documents, and what that rests on. @param {string} id */
function answersElements(id) {
  const told = later.answers[id];
  return told ? [element("p", { class: "quiet", text: pick(told.line) }), ...(told.words || []).map(pageElement), element("p", { class: "quiet", text: pick(later.asOf) })] : [];
}

/** @param {PageWord} word */
function pageElement({ sentence, page, confidence, link, stands, note }) {
  return element("div", { class: "claim" }, [
    element("p", { class: "sentence" }, worded(pick(sentence))),
    element("p", { class: "quiet" }, [
      linkElement(pick(page), link),
      ...[confidence && `${gettext("Confidence")}${colon()}${pick(confidence)}`, stands && pick(stands)].flatMap((text) => (text ? [element("span", { text: ` · ${text}` })] : [])),
    ]),
    noteElement(note),
  ]);
}

/** @param {string} id @returns {HTMLElement | null} */
function claimsSection(id) {
  const own = claimsOf.get(id) || [];
  if (!own.length) return null;
  return panelSection(gettext("First of its kind, as the document claims"), own.length, own.map((claim) => element("div", { class: "claim" }, [
    element("p", { class: "sentence" }, worded(pick(claim.says))),
    element("p", { class: "quiet" }, [sourceFold(claim.where, claim)]),
    noteElement(claim.note),
  ])));
}
