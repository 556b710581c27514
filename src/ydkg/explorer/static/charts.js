/** Small charts, drawn as the data have planned them: marks on one scale, an arrow on from a mark whose bound is open. */

/**
 * @typedef {[title: Bilingual, low: Bilingual, high: Bilingual, better: Bilingual, start: number, end: number, marks: ChartMark[]]} Chart
 * @typedef {[role: string, x: number, tip: number | null, hoped: boolean]} ChartMark
 */

/** @param {Chart} chart */
function chartElement([title, low, high, better, start, end, marks]) {
  const [width, height, axis] = atlas.chart;
  const text = (/** @type {string} */ kind, /** @type {number} */ x, /** @type {string} */ anchor, /** @type {Bilingual} */ words) =>
    drawn("text", { class: kind, x, y: height - 2, "text-anchor": anchor }, pick(words));
  return drawn("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": pick(title) },
    drawn("line", { class: "axis", x1: start, x2: end, y1: axis, y2: axis }), text("scale", start, "start", low), text("scale", end, "end", high),
    ...(better ? [text("better", width / 2, "middle", better)] : []),
    ...marks.flatMap((mark) => markElements(mark, axis)));
}

/** @param {ChartMark} mark @param {number} axis */
function markElements([role, x, tip, hoped], axis) {
  const parts = [];
  if (tip !== null) {
    const back = tip - Math.sign(tip - x) * 5;
    parts.push(drawn("line", { class: `open ${role}`, x1: x, x2: tip, y1: axis, y2: axis }), drawn("path", { class: `open-tip ${role}`, d: `M${back} ${axis - 4}L${tip} ${axis}L${back} ${axis + 4}` }));
  }
  if (role === "target") parts.push(drawn("line", { class: "mark target", x1: x, x2: x, y1: axis - 10, y2: axis + 10 }));
  else parts.push(drawn("circle", { class: `mark ${role}${hoped ? " hoped" : ""}`, cx: x, cy: axis, r: role === "current" ? 5 : 4.5 }));
  return parts;
}
