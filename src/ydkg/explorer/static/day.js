/** The day at which marks stand: what a later page says counts from its day on; a slider moves it, and the address keeps it. */

import { atlas, facetMembers, later, milestoneById, milestones, milestonesOf, modalities, thing } from "./data.js";
import { byId, element, inputOf } from "./elements.js";
import { entries } from "./filters.js";
import { showView } from "./main.js";
import { forgetRows } from "./tables.js";
import { pick, spoken } from "./texts.js";
import { view, writeAddress } from "./view.js";

/** @import { Milestone } from "./data.js" */

/** The day of the first document and that of the last later page, as days since 1970; nothing where no page tells of later. @type {number[]} */
const range = later.days.map((day) => Date.parse(day) / 864e5);

/** What later pages had made of a milestone by the day of the view. @param {Milestone} milestone */
export function stepOf({ steps = [] }) {
  return steps.findLast(({ day }) => !view.day || day <= view.day);
}

/** How far a milestone had come by the day of the view. @param {Milestone} milestone */
export function modalityOf(milestone) {
  return stepOf(milestone)?.modality || milestone.modality;
}

/** What later pages said of a milestone by the day of the view; empty of what was no promise. @param {Milestone} milestone */
export function markOf(milestone) {
  return milestone.mark ? pick(stepOf(milestone)?.mark || (view.day ? later.silence : milestone.mark)) : "";
}

/** The same as a line that comes first. @param {Milestone} milestone */
export function markElement(milestone) {
  const mark = markOf(milestone);
  return mark ? element("span", { class: "today", text: mark }) : null;
}

/** The day for which everything was marked last. @type {string | null} */
let marked = null;

/** Mark things, facets and the timeline as they stood on the day of the view. */
export function markDay() {
  if (marked === view.day) return;
  marked = view.day;
  for (const [id, own] of milestonesOf) {
    const states = modalities.filter((modality) => own.some((milestone) => modalityOf(milestone) === modality));
    const words = states.map((state) => [atlas.words[state]].flat()).reverse();
    Object.assign(thing(id), {
      status: states.length > 1 ? "Underway" : states[0],
      states: [words.map(([english]) => english).join(", "), words.map((pair) => pair.at(-1)).join("、")],
    });
  }
  for (const modality of modalities) {
    const own = milestones.filter((milestone) => modalityOf(milestone) === modality);
    facetMembers.set(`status ${modality}`, new Set(own.map(({ about }) => about)));
  }
  for (const entry of entries) {
    const milestone = milestoneById.get(entry.id);
    if (milestone) Object.assign(entry, { state: modalityOf(milestone), hoped: modalityOf(milestone) === "Planned" });
  }
  forgetRows();
}

/** Show which day it is. */
export function showDay() {
  if (!range.length) return;
  const day = view.day || later.days[1];
  inputOf("day").value = String(Date.parse(day) / 864e5);
  const words = new Intl.DateTimeFormat(spoken.lang === "zh" ? "zh-CN" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
  byId("day-words").textContent = words;
  inputOf("day").setAttribute("aria-valuetext", words);
}

export function startDay() {
  byId("day-box").hidden = !range.length;
  if (!range.length) return;
  const slider = inputOf("day");
  [slider.min, slider.max] = range.map(String);
  slider.addEventListener("input", () => {
    view.day = Number(slider.value) === range[1] ? "" : new Date(Number(slider.value) * 864e5).toISOString().slice(0, 10);
    writeAddress(true);
    showView();
  });
}
