// Search as one types: the box in the masthead offers things by name; without this script it is a plain form.

import { Choices, element, goBySlash, inputOf } from "./elements.js";
import { onSite } from "./site.js";
import { spoken } from "./texts.js";

/** @typedef {{page: string, label: string, labelZh: string, found: string, kind: string, kindZh: string}} Hit */

const WAIT = 120;
const box = inputOf("search");
const chosenLanguage = new URLSearchParams(location.search).get("lang");
const list = element("ul", { class: "hits", attributes: { id: "search-hits", role: "listbox", "aria-label": box.dataset.list || "", hidden: "" } });
const status = element("p", { class: "visually-hidden", attributes: { role: "status" } });
box.form?.append(list, status);
for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);

/** @type {Hit[]} */
let hits = [];
const choices = new Choices(box, list, (at) => go(hits[at]));
let timer = 0;
/** @type {AbortController | null} */
let asking = null;

/** @param {Hit} hit */
function go({ page }) {
  location.assign(onSite(chosenLanguage ? `${page}?lang=${encodeURIComponent(chosenLanguage)}` : page));
}

/** @param {Hit} hit @param {number} place */
function entry(hit, place) {
  const chinese = spoken.lang === "zh";
  const shown = (chinese && hit.labelZh) || hit.label;
  const other = hit.found !== shown ? hit.found : chinese ? hit.label : hit.labelZh;
  const name = element("span", { class: "hit-name", text: shown, attributes: chinese && !hit.labelZh ? { lang: "en" } : {} });
  const tongue = other === hit.labelZh ? "zh-Hans" : other === hit.label ? "en" : "";
  if (other && other !== shown) name.append(element("span", { class: "hit-other", text: other, attributes: tongue ? { lang: tongue } : {} }));
  const kind = element("span", { class: "hit-kind", text: chinese ? hit.kindZh : hit.kind });
  return element("li", { attributes: { id: `search-hit-${place}`, role: "option", "aria-selected": "false" } }, [name, kind]);
}

async function ask() {
  asking?.abort();
  const typed = box.value.trim();
  if (!typed) {
    choices.unfold(false);
    status.textContent = "";
    return;
  }
  asking = new AbortController();
  try {
    const answer = await fetch(onSite(`/search.json?q=${encodeURIComponent(typed)}`), { signal: asking.signal });
    if (!answer.ok) return;
    const told = await answer.json();
    if (document.activeElement !== box || box.value.trim() !== typed) return;
    hits = told.hits;
    choices.offer(hits.map(entry), -1);
    status.textContent = hits.length ? (box.dataset.found || "").replace("{n}", String(told.total)) : box.dataset.none || "";
  } catch {
    // A later letter was typed, or there is no answer: the form works all the same.
  }
}

box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});
box.addEventListener("blur", () => choices.unfold(false));
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && choices.at >= 0) go(hits[choices.at]);
  else if (event.key === "Escape" && !list.hidden) choices.unfold(false);
  else if (event.key === "ArrowDown" && list.hidden && box.value.trim()) ask();
  else if (list.hidden || !choices.step(event.key)) return;
  event.preventDefault();
});
goBySlash(box);
