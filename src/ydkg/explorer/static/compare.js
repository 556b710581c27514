/** Things side by side: what each is, when, where, its figures, and what two have in common. */

import { meant, showTrail } from "./connections.js";
import { english, figuresIn, figuresOf, grouped, lines, milestonesOf, mostConnected, nameOf, neighbours, nextTo, otherEnd, phraseOf, relations, relationsAt, termFor, thing, things } from "./data.js";
import { announce, byId, element } from "./elements.js";
import { showView } from "./main.js";
import { statusMark } from "./map.js";
import { partElement, thingButton } from "./panel.js";
import { nothingFound, searchIn } from "./search.js";
import { sourceFold } from "./sources.js";
import { rowFilter, tableChanged } from "./tables.js";
import { colon, gettext, pick } from "./texts.js";
import { view } from "./view.js";
import { countElement, linkElement, switchElement, worded } from "./words.js";

/**
 * Things side by side: facts alike and unlike, figures, milestones and connections, each with its source.
 * @typedef {{key: string, parts: (Node | null)[]}} Fact what makes it the same as another, and how it is shown
 * @typedef {{label: string, cells: Fact[][]}} Aspect what several things have in one respect, a cell for each
 */

export const compareLimit = 6;

/** Take a thing into the comparison, or out of it. @param {string} id */
export function toggleCompared(id) {
  const at = view.compared.indexOf(id);
  if (at >= 0) view.compared = view.compared.filter((each) => each !== id);
  else if (view.compared.length < compareLimit) view.compared = [...view.compared, id];
  announce(at >= 0 ? gettext("{name} is no longer compared", { name: nameOf(id) }) : gettext("{name} is compared, {n} in all", { name: nameOf(id), n: view.compared.length }));
}

/** Aspects of things, by what they are called, in the order in which they come up. @param {(id: string) => [string, Fact][]} factsOf @returns {Aspect[]} */
function aspects(factsOf) {
  /** @type {Map<string, Fact[][]>} */
  const found = new Map();
  view.compared.forEach((id, place) => {
    for (const [label, fact] of factsOf(id)) {
      const cells = found.get(label) || view.compared.map(() => []);
      cells[place].push(fact);
      found.set(label, cells);
    }
  });
  return [...found].map(([label, cells]) => ({ label, cells }));
}

/** @returns {[string, Aspect[]][]} titles with what stands under them */
function comparedSections() {
  const plain = (/** @type {string} */ text) => element("span", {}, worded(text));
  return [
    [gettext("Figures"), aspects((id) => (figuresOf.get(id) || figuresIn.get(id) || []).map((figure) => [nameOf(figure.about === id ? figure.metric : figure.about), {
      key: `${english(figure.value)} ${english(figure.when)} ${figure.state}`,
      parts: [element("strong", { text: pick(figure.value) }), element("span", { class: "quiet", text: pick(figure.circumstances) }), sourceFold(figure.evidence, figure)],
    }]))],
    [gettext("Milestones"), aspects((id) => (milestonesOf.get(id) || []).map((milestone) => [termFor(milestone.modality), {
      key: milestone.id, parts: [element("span", { class: "sentence" }, worded(pick(milestone.sentence))), sourceFold(milestone.evidence, milestone)],
    }]))],
    [gettext("Connections"), aspects((id) => (relationsAt.get(id) || []).map((number) => [phraseOf(number, lines[number].from === id ? "onward" : "back"), {
      key: `${otherEnd(number, id)} ${english(relations[number].role)}`, parts: [thingButton(otherEnd(number, id)), relations[number].role ? element("span", { class: "quiet", text: pick(relations[number].role) }) : null, sourceFold(relations[number].evidence, relations[number])],
    }]))],
    [gettext("Facts"), aspects((id) => {
      const { kind, status, values = [] } = thing(id);
      return [
        [gettext("Kind"), { key: english(kind), parts: [plain(pick(kind))] }],
        .../** @type {[string, Fact][]} */ (status ? [[gettext("Status"), { key: status, parts: [statusMark(id)] }]] : []),
        ...values.map((value) => /** @type {[string, Fact]} */ ([pick(value.heading), { key: value.object, parts: [
          value.link ? linkElement(pick(value.text), value.link) : plain(pick(value.text)),
          sourceFold(value.evidence),
        ] }])),
      ];
    })],
  ];
}

/** Whether all have the same, and something. @param {Aspect} aspect */
function alike({ cells }) {
  const keys = cells.map((facts) => JSON.stringify([...new Set(facts.map(({ key }) => key))].sort()));
  return cells[0].length > 0 && keys.every((key) => key === keys[0]);
}

export function compareTable() {
  const ids = view.compared;
  const found = ids.length > 1 ? comparedSections() : [];
  const wanted = rowFilter((/** @type {Aspect} */ { label, cells }) => `${label} ${cells.flat().flatMap(({ parts }) => parts.map((part) => part?.textContent)).join(" ")}`);
  const kept = found.map(([title, rows]) => /** @type {[string, Aspect[]]} */ ([title, rows.filter((row) => wanted(row) && (!["alike", "unlike"].includes(view.only) || (view.only === "alike") === alike(row)))]));
  const all = found.flatMap(([, rows]) => rows);
  const same = all.filter(alike).length;
  byId("row-count").textContent = ids.length > 1 ? gettext("{n} alike, {m} unlike", { n: same, m: all.length - same }) : "";
  return [
    compareForm(),
    ids.length > 1 ? sharedNeighbours(ids) : ids.length ? null : exampleButton(),
    ids.length > 1 ? null : element("p", { class: "intro", text: gettext("Choose two entities or more: by name here, by “Compare” in their details, or in the picture with Ctrl and a click, or the space bar.") }),
    ids.length ? element("table", { class: "data compare" }, [
      element("caption", { class: "visually-hidden", text: gettext("Compare") }),
      element("thead", {}, [element("tr", {}, [element("td"), ...ids.map(comparedHead)])]),
      ...kept.filter(([, rows]) => rows.length).map(([title, rows]) => element("tbody", {}, [
        element("tr", {}, [element("th", { class: "aspects", text: title, attributes: { scope: "rowgroup", colspan: String(ids.length + 1) } })]),
        ...rows.map(aspectRow),
      ])),
    ]) : null,
  ];
}

/** Two entities of the kind that is most common among those that are joined to most, as an example. */
function exampleButton() {
  const kinds = [...grouped(mostConnected(things.keys()).slice(0, 20), (id) => english(thing(id).kind)).values()];
  const [first, second] = kinds.reduce((most, kind) => (kind.length > most.length ? kind : most), []);
  return second ? element("p", {}, [element("button", { class: "action", text: gettext("For example: {name} and {other}", { name: nameOf(first), other: nameOf(second) }), on: { click: () => { view.compared = [first, second]; showView(); } } })]) : null;
}

/** @param {string} id */
function comparedHead(id) {
  return element("th", { attributes: { scope: "col" } }, [
    thingButton(id),
    element("button", { class: "action", text: gettext("Remove"), attributes: { "aria-label": `${gettext("Remove")}${colon()}${nameOf(id)}` }, on: { click: () => { toggleCompared(id); showView(); byId("compare-name").focus(); } } }),
    partElement(id),
  ]);
}

/** @param {Aspect} aspect */
function aspectRow(aspect) {
  const same = alike(aspect);
  const [first, ...others] = aspect.cells.map((facts) => new Set(facts.map(({ key }) => key)));
  const shared = new Set([...first].filter((key) => others.every((each) => each.has(key))));
  const by = (/** @type {Fact} */ { key }) => (shared.has(key) ? 0 : 1);
  return element("tr", { class: same ? "alike" : "unlike" }, [
    element("th", { attributes: { scope: "row" } }, [element("span", { text: aspect.label }), element("span", { class: "quiet when", text: same ? gettext("= alike") : shared.size ? gettext("≈ in part alike") : "" })]),
    ...aspect.cells.map((facts, place) => element("td", { attributes: { "data-label": nameOf(view.compared[place]) } }, facts.length
      ? [...facts].sort((a, b) => by(a) - by(b)).map((fact) => element("div", { class: shared.has(fact.key) ? "fact-cell shared" : "fact-cell" }, fact.parts))
      : [element("span", { class: "quiet", text: "–", attributes: { "aria-label": gettext("nothing told") } })])),
  ]);
}

/** What all of them are joined to. @param {string[]} ids */
function sharedNeighbours(ids) {
  const common = neighbours(ids[0]).filter((near) => ids.every((id) => nextTo.get(id)?.has(near)));
  if (!common.length) return element("p", { class: "quiet", text: gettext("They are joined to nothing in common.") });
  return element("section", { class: "in-common" }, [
    element("h2", {}, [element("span", { text: gettext("Joined to all of them") }), countElement(common.length)]),
    element("ul", { class: "plain" }, common.map((id) => element("li", {}, [thingButton(id)]))),
    element("button", { class: "action", text: gettext("Show in the picture"), on: { click: () => { for (const id of common) view.added.add(id); showTrail([]); } } }),
  ]);
}

/** A box that takes a name into the comparison, and what of it is shown. */
function compareForm() {
  const box = element("input", { attributes: { id: "compare-name", type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "compare-hits", "aria-autocomplete": "list", spellcheck: "false", autocomplete: "off" } });
  const list = element("ul", { class: "hits", attributes: { id: "compare-hits", role: "listbox", "aria-label": gettext("Entities found"), hidden: "" } });
  const add = (/** @type {string} */ id) => {
    if (id && !view.compared.includes(id)) toggleCompared(id);
    else announce(box.value.trim() && !id ? nothingFound(box.value) : "");
    showView();
    byId("compare-name").focus();
  };
  searchIn(box, list, add);
  const only = ["alike", "unlike"].includes(view.only) ? view.only : "";
  return element("form", { class: "compare-form", on: { submit: (event) => { event.preventDefault(); add(meant(box.value)); } } }, [
    element("div", { class: "search-field" }, [element("label", { text: gettext("Add to the comparison"), attributes: { for: "compare-name" } }), box, list]),
    element("button", { class: "action", text: gettext("Add"), attributes: { type: "submit" } }),
    view.compared.length > 1 ? switchElement(gettext("Show"), "only", only, { "": gettext("All"), alike: gettext("Alike"), unlike: gettext("Unlike") }, (name) => { view.only = name; tableChanged(); }) : null,
  ]);
}
