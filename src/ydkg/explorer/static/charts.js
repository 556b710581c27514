/** Small charts: figures as marks on one scale. No bar for a rank, and no line through two points as if they were a series. */

const svgSpace = "http://www.w3.org/2000/svg";
const chartWidth = 190;
const chartHeight = 34;
/** Units that measure the same, in the smallest of them. @type {Record<string, [string, number]>} */
const commonUnits = { "unit:HR": ["unit:MIN", 60] };

/** @typedef {{role: "baseline" | "current" | "target", figure: Observation}} Step */

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function drawn(tag, attributes, text) {
  const made = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(typeof value === "number" ? Math.round(value * 10) / 10 : value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A figure's value in a unit that others of its kind share. @param {Observation} figure @returns {[string, number]} */
function sharedValue({ unit, value }) {
  const [common, factor] = commonUnits[unit] || [unit, 1];
  return [common, (value || 0) * factor];
}

/**
 * Figures on one scale: a ring is the baseline, a disc the current figure, a stroke the target; an arrow on from a mark says
 * that its bound is open.
 * @param {Step[]} steps
 * @param {string | undefined} direction "Higher" or "Lower" is better
 * @param {boolean} [share] a single figure stands between none and all
 * @returns {SVGElement | null} null where there is nothing to compare
 */
function chart(steps, direction, share) {
  const values = steps.map(({ figure }) => sharedValue(figure));
  const alone = share && steps.length === 1 && values[0][0] === "unit:PERCENT" && values[0][1] <= 100 && values[0][1] >= 0;
  if ((steps.length < 2 && !alone) || new Set(values.map(([unit]) => unit)).size > 1 || steps.some(({ figure }) => figure.value === null)) return null;
  const numbers = values.map(([, number]) => number);
  const [low, high] = alone ? [0, 100] : chartRange(numbers);
  const at = (/** @type {number} */ number) => 12 + ((number - low) / (high - low)) * (chartWidth - 24);
  const svg = /** @type {SVGElement} */ (drawn("svg", { class: "chart", viewBox: `0 0 ${chartWidth} ${chartHeight}`, role: "img", "aria-label": [...steps.map(({ role, figure }) => `${roleText(role, figure)} ${figureText(figure)}`), direction ? wordFor(direction) : ""].filter(Boolean).join(comma()) }));
  svg.append(
    drawn("line", { class: "axis", x1: 12, x2: chartWidth - 12, y1: 14, y2: 14 }),
    drawn("text", { class: "scale", x: 12, y: 32 }, scaleText(low)),
    drawn("text", { class: "scale", x: chartWidth - 12, y: 32, "text-anchor": "end" }, scaleText(high)),
  );
  if (direction) svg.append(drawn("text", { class: "better", x: chartWidth / 2, y: 32, "text-anchor": "middle" }, direction === "Lower" ? `◂ ${gettext("better")}` : `${gettext("better")} ▸`));
  steps.forEach((step, place) => svg.append(...mark(step, at(numbers[place]))));
  return svg;
}

/** Whether a figure is of what is not yet so. @param {Observation} figure */
function hoped({ status }) {
  return status === "expected" || status === "intended";
}

/** What a figure is in its comparison; what is only hoped for is not called current. @param {Step["role"]} role @param {Observation} figure */
function roleText(role, figure) {
  return role === "current" && hoped(figure) ? term(figure.status) : wordFor(role);
}

/** From nought where the figures differ much, else around them. @param {number[]} numbers @returns {[number, number]} */
function chartRange(numbers) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  if (least >= 0 && least < most * 0.6) return [0, most * 1.15];
  const room = (most - least || Math.abs(most) || 1) * 0.6;
  return [least - room, most + room];
}

/** @param {number} number */
function scaleText(number) {
  return thousands(Number(number.toPrecision(3)));
}

/** @param {Step} step @param {number} x */
function mark({ role, figure }, x) {
  const parts = [];
  const onward = { MoreThan: 1, LessThan: -1 }[figure.bound || ""];
  if (onward) {
    const tip = x + onward * 22;
    parts.push(drawn("line", { class: `open ${role}`, x1: x, x2: tip, y1: 14, y2: 14 }), drawn("path", { class: `open-tip ${role}`, d: `M${tip - onward * 5} 10L${tip} 14L${tip - onward * 5} 18` }));
  }
  if (role === "target") parts.push(drawn("line", { class: "mark target", x1: x, x2: x, y1: 4, y2: 24 }));
  else parts.push(drawn("circle", { class: `mark ${role}${hoped(figure) ? " hoped" : ""}`, cx: x, cy: 14, r: role === "current" ? 5 : 4.5 }));
  return parts;
}

/** The figures of a comparison in their order. @param {Comparison} comparison @returns {Step[]} */
function stepsOf(comparison) {
  return /** @type {const} */ (["baseline", "current", "target"]).flatMap((role) => {
    const figure = comparison[role] ? observations.get(comparison[role] || "") : undefined;
    return figure ? [{ role, figure }] : [];
  });
}

/**
 * What is to be said of a comparison: what the document states, else what the figures show.
 * @param {Comparison} comparison
 * @returns {{key: "" | "ahead" | "behind" | "improved" | "worsened" | "unchanged" | "hoped", text: string, stated: boolean}}
 */
function verdict(comparison) {
  if (comparison.outcome) {
    const key = comparison.outcome === "BehindTarget" ? "behind" : "ahead";
    return { key, text: term(comparison.outcomeText), stated: true };
  }
  const steps = stepsOf(comparison);
  const of = (/** @type {string} */ role) => steps.find((step) => step.role === role)?.figure;
  const [current, baseline, target] = [of("current"), of("baseline"), of("target")];
  const direction = current && things.get(current.metric)?.direction;
  const other = target || baseline;
  const none = { key: /** @type {const} */ (""), text: "", stated: false };
  if (!current || !other || !direction || current.value === null || other.value === null) return none;
  const [[unit, now], [otherUnit, then]] = [sharedValue(current), sharedValue(other)];
  if (unit !== otherUnit) return none;
  const gain = direction === "Lower" ? then - now : now - then;
  const key = target ? (gain >= 0 ? "ahead" : "behind") : gain > 0 ? "improved" : gain < 0 ? "worsened" : "unchanged";
  // What is only expected is no better yet.
  if (hoped(current)) return { key: "hoped", text: gettext("expected to be {verdict}", { verdict: wordFor(key) }), stated: false };
  return { key, text: wordFor(key), stated: false };
}

/** @param {Comparison} comparison */
function verdictElement(comparison) {
  const { key, text, stated } = verdict(comparison);
  if (!key) return null;
  return element("span", { class: `outcome outcome-${key}` }, [element("span", { text }), stated ? null : element("span", { class: "quiet", text: ` ${gettext("(by the figures)")}` })]);
}
