/** The page of paths: the shortest explained connections between two things, every hop a sentence with its source. */

import { forgetCamera } from "./arrangement.js";
import { atlas, figuresOf, lines, partOf, relations, thing } from "./data.js";
import { byId, element, inputOf } from "./elements.js";
import { showView } from "./main.js";
import { thingButton } from "./panel.js";
import { pathsBetween } from "./paths.js";
import { hitsByName, nothingFound, searchForm, searchIn, searchable } from "./search.js";
import { sourceFold } from "./sources.js";
import { colon, gettext, ngettext, pick } from "./texts.js";
import { view, writeAddress } from "./view.js";
import { worded } from "./words.js";

/** @import { Bilingual } from "./proof.js" */

/** The things of the connections that are shown. @type {Set<string>} */
export let connected = new Set();

/** @param {string} side */
export function endBox(side) {
  return inputOf(`path-${side}`);
}

/** The thing that a name written by a person means, if any. @param {string} typed */
export function meant(typed) {
  const exact = searchable.find(({ folded: name }) => name === searchForm(typed));
  return exact ? exact.id : hitsByName(typed)[0]?.id || "";
}

export function startPaths() {
  const go = () => {
    view.from = meant(endBox("from").value);
    view.to = meant(endBox("to").value);
    pathsChanged();
  };
  for (const side of ["from", "to"]) searchIn(endBox(side), byId(`path-${side}-hits`), (id) => { endBox(side).value = pick(thing(id).name); go(); });
  byId("path-form").addEventListener("submit", (event) => { event.preventDefault(); go(); });
  byId("swap").addEventListener("click", () => {
    [view.from, view.to] = [view.to, view.from];
    pathsChanged();
  });
}

/** Whether both ends have something in their boxes. */
function typed() {
  return Boolean(endBox("from").value && endBox("to").value);
}

export function showPaths() {
  if (view.page !== "paths") return;
  for (const side of /** @type {const} */ (["from", "to"])) {
    const id = view[side];
    if (id) endBox(side).value = pick(thing(id).name);
  }
  const target = byId("path-list");
  const status = byId("path-count");
  connected = new Set();
  if (!view.from || !view.to) {
    const examples = atlas.views.filter((/** @type {[Bilingual, string]} */ [, address]) => !typed() && /\bview=paths\b/.test(address));
    target.replaceChildren(...examples.map((/** @type {[Bilingual, string]} */ [title, address]) => element("li", {}, [element("a", { text: pick(title), attributes: { href: `#${address}` } })])));
    const unknown = /** @type {const} */ (["from", "to"]).filter((side) => !view[side]).map((side) => nothingFound(endBox(side).value));
    status.textContent = typed() ? unknown.join(" · ") || gettext("Choose two entities by name.") : "";
    return;
  }
  const found = view.from === view.to ? [] : pathsBetween(/** @type {any} */ ({ picture: atlas.picture, relations }), view.from, view.to, 5);
  connected = new Set(found.flatMap((path) => path.things));
  status.textContent = view.from === view.to ? gettext("These are one and the same.")
    : found.length ? ngettext("{n} connection", "{n} connections", found.length)
    : partOf ? gettext("Nothing in this part of the graph connects the two.") : gettext("Nothing connects the two.");
  target.replaceChildren(...found.map((path, place) => element("li", { class: "path" }, [
    element("header", {}, [
      element("h2", {}, [
        element("span", { text: `${place + 1}. ${ngettext("{n} step", "{n} steps", path.hops.length)}` }),
      ]),
      element("button", { class: "action", text: gettext("Show in the picture"), attributes: { "aria-label": `${gettext("Show in the picture")}${colon()}${place + 1}` }, on: { click: () => showTrail(path.things) } }),
    ]),
    element("p", { class: "stations" }, path.things.map((id) => thingButton(id))),
    element("ol", { class: "hops" }, path.hops.map((hop) => element("li", {}, hop.lines.map(hopFact)))),
  ])));
}

/** Show the connections anew, and keep their ends in the address. */
function pathsChanged() {
  showPaths();
  writeAddress();
}

/** Show the picture with nothing chosen in it but a path, if any. @param {string[]} trail its things */
export function showTrail(trail) {
  Object.assign(view, { page: "picture", focus: null, node: null, edge: null, trail });
  forgetCamera();
  showView();
  byId("canvas").focus();
}

/** One reason for a hop: a relation as a sentence, or the figures of a thing in a metric. @param {number} number */
function hopFact(number) {
  const facts = number < relations.length ? [relations[number]] : (figuresOf.get(lines[number].from) || []).filter(({ metric }) => metric === lines[number].to);
  return element("div", {}, facts.map((fact) => element("div", { class: "hop" }, [
    element("span", { class: "sentence" }, worded(pick(fact.sentence))),
    sourceFold(fact.evidence, fact, fact.note),
  ])));
}
