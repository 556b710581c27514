/** Figures, milestones and first claims of a thing, in words and as small charts. */

/** The figures of a thing, or of a metric, under headings. @param {string} id @returns {HTMLElement | null} */
function figuresSection(id) {
  const isMetric = thing(id).family === "metric";
  const held = (isMetric ? figuresIn : figuresOf).get(id) || [];
  if (!held.length) return null;
  const groups = grouped(held, ([, figure]) => (isMetric ? figure.about : figure.metric));
  const parts = [...groups.entries()].map(([other, figures]) => element("div", { class: "figure" }, [
    element("h4", {}, [things.has(other) ? thingButton(other) : element("span", { text: other })]),
    ...figures.flatMap(([record]) => (comparisonsOf.get(record) || []).map(comparisonBlock)),
    element("table", {}, [
      element("caption", { class: "visually-hidden", text: "Values" }),
      element("thead", { class: "visually-hidden" }, [element("tr", {}, ["Value", "Period", "Status", "Source"].map((text) => element("th", { text, attributes: { scope: "col" } })))]),
      element("tbody", {}, figures.map(([, figure]) => figureRow(figure))),
    ]),
  ]));
  return panelSection("Figures", held.length, parts);
}

/** @param {Observation} figure */
function figureRow(figure) {
  const when = figure.period || figure.edition || (figure.asOf ? `as of ${readableDay(figure.asOf)}` : "no period stated");
  return element("tr", { attributes: { title: figure.label } }, [
    element("td", { class: "value", text: figure.text }),
    element("td", { class: figure.period || figure.edition || figure.asOf ? "" : "quiet", text: when }),
    element("td", { class: `status status-${figure.status || ""}`, text: figure.status || "" }),
    element("td", {}, [sourceFold(figure.sources)]),
  ]);
}

/** Baseline → current → target, with the change, the outcome and bars. @param {Comparison} comparison */
function comparisonBlock(comparison) {
  const steps = /** @type {[string, string | undefined][]} */ ([["baseline", comparison.baseline], ["current", comparison.current], ["target", comparison.target]]);
  const shown = steps.flatMap(([role, record]) => {
    const figure = record ? observations.get(record) : undefined;
    return figure ? [{ role, figure }] : [];
  });
  const about = new Set(shown.map(({ figure }) => figure.about));
  return element("div", { class: "comparison" }, [
    element("p", { class: "comparison-label", text: comparison.label }),
    shown.length < 2 ? null : element("ol", { class: "steps" }, shown.map(({ role, figure }) => element("li", { class: role }, [
      element("span", { class: "role", text: role }),
      element("strong", { text: figure.text }),
      element("span", { class: "quiet", text: [about.size > 1 && things.has(figure.about) ? thing(figure.about).label : "", figure.period || figure.edition || ""].filter(Boolean).join(", ") }),
    ]))),
    bars(shown),
    element("p", { class: "comparison-facts" }, [
      comparison.change ? element("span", { text: `stated change ${comparison.change}` }) : null,
      comparison.against ? element("span", { text: `against ${comparison.against}` }) : null,
      comparison.outcomeText ? element("span", { class: `outcome outcome-${comparison.outcome}`, text: comparison.outcomeText }) : null,
      sourceFold(comparison.sources),
    ]),
  ]);
}

/** Bars on one scale, where the figures share a unit. @param {{role: string, figure: Observation}[]} shown */
function bars(shown) {
  const values = shown.map(({ figure }) => figure.value);
  if (shown.length < 2 || new Set(shown.map(({ figure }) => figure.unit)).size > 1 || values.some((value) => value === null || value < 0)) return null;
  const greatest = Math.max(.../** @type {number[]} */ (values)) || 1;
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "bars");
  svg.setAttribute("viewBox", `0 0 200 ${shown.length * 9 - 2}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  shown.forEach(({ role, figure }, row) => {
    const bar = document.createElementNS(space, "rect");
    bar.setAttribute("class", role);
    bar.setAttribute("y", String(row * 9));
    bar.setAttribute("height", "7");
    bar.setAttribute("width", String(Math.max(1, ((figure.value || 0) / greatest) * 200)));
    svg.append(bar);
  });
  return svg;
}

/** @param {string} id @returns {HTMLElement | null} */
function milestonesSection(id) {
  const held = milestonesOf.get(id) || [];
  if (!held.length) return null;
  const order = ["Done", "Underway", "Planned"];
  const sorted = [...held].sort((a, b) => order.indexOf(a.modality) - order.indexOf(b.modality));
  return panelSection("Milestones", held.length, [element("ol", { class: "milestones" }, sorted.map((milestone) => element("li", { class: `modality-${milestone.modality}` }, [
    element("p", {}, [
      element("span", { class: "modality", text: capitalized(milestone.modalityText) }),
      element("span", { text: `: ${milestone.stage}` }),
      milestone.on ? element("span", { text: `, ${readableDay(milestone.on)}` }) : null,
      milestone.notAfter ? element("span", { text: `, by ${readableDay(milestone.notAfter)}` }) : null,
    ]),
    element("p", { class: "sentence", text: milestone.label }),
    element("p", { class: "quiet" }, [
      milestone.asOf ? element("span", { text: `as of ${readableDay(milestone.asOf)}` }) : null,
      sourceFold(milestone.sources),
    ]),
  ])))]);
}

/** @param {string} id @returns {HTMLElement | null} */
function claimsSection(id) {
  const held = claimsOf.get(id) || [];
  if (!held.length) return null;
  return panelSection("First of its kind", held.length, held.map((claim) => element("div", { class: "claim" }, [
    element("p", { class: "sentence", text: claim.label }),
    element("p", { class: "quiet" }, [
      element("span", { text: [claim.scope ? `in ${claim.scope}` : "", claim.since ? `since ${claim.since}` : "", "as the document claims"].filter(Boolean).join(", ") }),
      sourceFold(claim.sources),
    ]),
  ])));
}
