/** Figures, milestones and first claims of a thing, in words and as small charts. */

/** The figures of a thing, or of a metric, under headings. @param {string} id @returns {HTMLElement | null} */
function figuresSection(id) {
  const { family, direction } = thing(id);
  const isMetric = family === "metric";
  const held = (isMetric ? figuresIn : figuresOf).get(id) || [];
  if (!held.length) return null;
  const groups = grouped(held, ([, figure]) => (isMetric ? figure.about : figure.metric));
  const line = (/** @type {string} */ other) => (linesAt.get(id) || []).find((number) => number >= relations.length && [lines[number].from, lines[number].to].includes(other));
  const parts = [...groups.entries()].map(([other, figures]) => element("div", { class: "figure" }, [
    element("h4", {}, [things.has(other) ? thingButton(other) : element("span", { text: other }), line(other) === undefined ? null : lineOpener(line(other) || 0)]),
    ...figures.flatMap(([record]) => (comparisonsOf.get(record) || []).map(comparisonBlock)),
    figureTable(figures),
    ...figureNotes(figures),
  ]));
  return panelSection(gettext("Figures"), held.length, [isMetric && direction ? element("p", { class: "quiet", text: wordFor(direction) }) : null, ...parts]);
}

/** @param {[string, Observation][]} figures */
function figureTable(figures) {
  return element("table", {}, [
    element("caption", { class: "visually-hidden", text: gettext("Stated values") }),
    element("thead", { class: "visually-hidden" }, [element("tr", {}, [gettext("Value"), gettext("Period"), gettext("Status"), gettext("Source")].map((text) => element("th", { text, attributes: { scope: "col" } })))]),
    element("tbody", {}, figures.map(([record, figure]) => figureRow(record, figure))),
  ]);
}

/** What the editors note of some figures, each note once, with its figure where there are several. @param {[string, Observation][]} figures */
function figureNotes(figures) {
  const notes = [...grouped(figures.filter(([, { note }]) => note), ([, { note }]) => note || "").entries()];
  return notes.map(([note, noted]) => noteElement(noted.length === figures.length ? note : `${noted.map(([, figure]) => figureText(figure)).join(comma())}${colon()}${note}`));
}

/** @param {Observation} figure */
function figureTime(figure) {
  return term(figure.period || figure.edition) || (figure.asOf ? gettext("as of {day}", { day: readableDay(figure.asOf) }) : "");
}

/** @param {string} record @param {Observation} figure */
function figureRow(record, figure) {
  const when = figureTime(figure);
  return element("tr", {}, [
    element("td", { class: "value", text: figureText(figure) }),
    element("td", { class: when ? "" : "quiet", text: when || gettext("no period stated") }),
    element("td", { class: `status status-${figure.status || ""}`, text: term(figure.status) }),
    element("td", {}, [sourceFold(figure.sources, { sentence: figureSentence(figure), record })]),
  ]);
}

/** Baseline → current → target, with the change, the outcome and a chart. @param {Comparison} comparison */
function comparisonBlock(comparison) {
  const shown = stepsOf(comparison);
  const about = new Set(shown.map(({ figure }) => figure.about));
  const direction = shown.length ? things.get(shown[0].figure.metric)?.direction : undefined;
  return element("div", { class: "comparison" }, [
    element("p", { class: "comparison-label" }, worded(comparisonSentence(comparison))),
    shown.length < 2 ? null : element("ol", { class: "steps" }, shown.map(({ role, figure }) => element("li", { class: role }, [
      element("span", { class: "role", text: roleText(role, figure) }),
      element("strong", { text: figureText(figure) }),
      element("span", { class: "quiet", text: [about.size > 1 && things.has(figure.about) ? nameOf(figure.about) : "", figureTime(figure), figure.status === "actual" || role === "target" ? "" : term(figure.status)].filter(Boolean).join(comma()) }),
    ]))),
    shown.length < 2 ? null : chart(shown, direction),
    element("p", { class: "comparison-facts" }, [
      comparison.change ? element("span", { text: gettext("stated change {change}", { change: changeText(comparison) }) }) : null,
      againstElement(comparison),
      direction ? element("span", { class: "quiet", text: wordFor(direction) }) : null,
      verdictElement(comparison),
      sourceFold(comparison.sources, { sentence: comparisonSentence(comparison), record: comparison.id }),
    ]),
    noteElement(comparison.note),
  ]);
}

/** What a comparison without a second figure is set against. @param {Comparison} comparison @param {string} [style] */
function againstElement({ againstAbout, againstPeriod }, style) {
  const parts = [againstAbout, againstPeriod].filter(Boolean).map(term);
  return parts.length ? element("span", { class: style || "" }, worded(gettext("against {what}", { what: parts.join(comma()) }))) : null;
}

/** @param {Comparison} comparison */
function changeText(comparison) {
  return (view.lang === "zh" && comparison.changeZh) || comparison.change || "";
}

/** @param {string} id @returns {HTMLElement | null} */
function milestonesSection(id) {
  const held = milestonesOf.get(id) || [];
  if (!held.length) return null;
  const order = ["Done", "Underway", "Planned"];
  const sorted = [...held].sort((a, b) => order.indexOf(a.modality) - order.indexOf(b.modality));
  return panelSection(gettext("Milestones"), held.length, [element("ol", { class: "milestones" }, sorted.map((milestone) => element("li", { class: `modality-${milestone.modality}` }, [
    element("p", { class: "modality", text: wordFor(milestone.modality) }),
    element("p", { class: "sentence" }, worded(milestoneSentence(milestone))),
    sourceFold(milestone.sources, { sentence: milestoneSentence(milestone), record: milestone.id }),
    noteElement(milestone.note),
  ])))]);
}

/** @param {string} id @returns {HTMLElement | null} */
function claimsSection(id) {
  const held = claimsOf.get(id) || [];
  if (!held.length) return null;
  return panelSection(gettext("First of its kind, as the document claims"), held.length, held.map((claim) => element("div", { class: "claim" }, [
    element("p", { class: "sentence" }, worded(claimSentence(claim))),
    element("p", { class: "quiet" }, [
      sourceFold(claim.sources, { sentence: claimSentence(claim), record: claim.id }),
    ]),
    noteElement(claim.note),
  ])));
}
