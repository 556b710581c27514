/** Forms: editing what is proposed, and saying that a thing is one that is known. */

import { showCards, thingName } from "./cards.js";
import { draft } from "./data.js";
import { byId, element } from "./elements.js";
import { focusCard, goOn } from "./main.js";
import { decide, trouble, view } from "./state.js";
import { gettext, pick } from "./texts.js";

/** @import { Both, Fact, Proposal } from "./data.js" */
/** @import { FormName } from "./state.js" */

/** @typedef {{property: string, how: Fact[4], value: string, field: HTMLElement, input: HTMLInputElement | HTMLSelectElement}} Field */

/** @param {FormName} name */
export function openForm(name) {
  if (name === "same-as" && !draft.proposals[view.current].isThing) return;
  view.form = name;
  showCards();
  const first = /** @type {HTMLElement | null} */ (byId("cards").querySelector("form input, form select"));
  first?.focus();
}

export function closeForm() {
  view.form = null;
  showCards();
  focusCard();
}

/** @param {number} number @param {FormName} name */
export function formOf(number, name) {
  const proposal = draft.proposals[number];
  /** @type {Field[]} */
  const fields = [];
  const thing = name === "same-as" ? labelled(gettext("The known thing: its name or IRI"), namedInput(), "") : null;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const edited = thing ? iriOf(thing.input.value) : changed(fields);
    if (!Object.keys(edited || {}).length) return trouble(thing ? gettext("No thing is called so; choose one from the list, or give its IRI.") : gettext("Nothing was changed."));
    view.form = null;
    if (decide([number], name, edited)) goOn();
    else showCards();
  };
  return element("form", { on: { submit } }, [
    thing ? thing.field : fieldsOf(proposal, fields),
    element("div", { class: "actions" }, [
      element("button", { class: "action", text: gettext("Save"), attributes: { type: "submit" } }),
      element("button", { class: "action", text: gettext("Cancel"), on: { click: closeForm } }),
    ]),
  ]);
}

/** @param {Proposal} proposal @param {Field[]} fields */
function fieldsOf(proposal, fields) {
  const rows = element("div", { class: "fields" });
  const add = (/** @type {string} */ property, /** @type {Both} */ name, /** @type {string} */ value, /** @type {Fact[4]} */ how) => {
    const made = fieldOf(property, pick(name), value, how);
    fields.push(made);
    rows.append(made.field);
    return made.input;
  };
  for (const [property, name, , value, how] of proposal.facts) add(property, name, value, how);
  const present = new Set(proposal.facts.map(([property]) => property));
  const absent = (draft.addable[proposal.kind] || []).filter(([property]) => !present.has(property));
  const adder = element("select", { attributes: { "aria-label": gettext("Add a property") } }, [
    element("option", { text: gettext("Add a property"), attributes: { value: "" } }),
    ...absent.map(([property, name]) => element("option", { text: pick(name), attributes: { value: property } })),
  ]);
  adder.addEventListener("change", () => {
    const found = absent.find(([property]) => property === adder.value);
    adder.value = "";
    if (found) add(found[0], found[1], "", found[2]).focus();
  });
  return element("fieldset", {}, [rows, absent.length > 0 && adder]);
}

/** @param {string} property @param {string} name @param {string} value @param {Fact[4]} how @returns {Field} */
export function fieldOf(property, name, value, how) {
  const options = draft.choices[property];
  if (how === "choice" && options) {
    const known = options.some(([iri]) => iri === value) ? options : /** @type {[string, string, string][]} */ ([[value, value, value], ...options]);
    return { property, how, value, ...labelled(name, element("select", {}, known.map(([iri, english, chinese]) => element("option", { text: pick([english, chinese]) || "–", attributes: { value: iri } }))), value) };
  }
  if (how === "thing" || how === "choice") return { property, how, value, ...labelled(name, namedInput(), value && thingName(value)) };
  return { property, how, value, ...labelled(name, element("input", { attributes: { type: how === "date" ? "date" : "text", ...(how === "number" ? { inputmode: "decimal" } : {}) } }), value) };
}

let fieldsMade = 0;

/** A field with its label. @param {string} name @param {HTMLInputElement | HTMLSelectElement} input @param {string} value */
function labelled(name, input, value) {
  fieldsMade += 1;
  input.id = `field-${fieldsMade}`;
  input.value = value;
  return { field: element("div", { class: "field" }, [element("label", { text: name, attributes: { for: input.id } }), input]), input };
}

function namedInput() {
  return element("input", { attributes: { type: "text", list: "things", spellcheck: "false" } });
}

/** What a form's fields change: property to value, or to several, or to nothing. @param {Field[]} fields @returns {Record<string, any>} */
function changed(fields) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const property of new Set(fields.map((field) => field.property))) {
    const own = fields.filter((field) => field.property === property);
    const values = own.map(valueOf);
    if (values.every((value, number) => value === own[number].value)) continue;
    const filled = values.filter(Boolean);
    found[property] = filled.length > 1 ? filled : filled[0] ?? null;
  }
  return found;
}

/** @param {Field} field */
export function valueOf({ how, value, input }) {
  const typed = input.value.trim();
  if (how !== "thing" && !(how === "choice" && input instanceof HTMLInputElement)) return typed;
  if (typed === (value ? thingName(value) : "")) return value;
  return iriOf(typed)?.replace(draft.base, "ydr:") ?? typed;
}

/** The IRI of a thing by its name, a prefixed name or an IRI; nothing where it is none, or of several. @param {string} typed */
function iriOf(typed) {
  const text = typed.trim();
  if (/^https?:\/\/\S+$/.test(text)) return text;
  if (/^ydr:[a-z0-9-]+$/.test(text)) return text.replace("ydr:", draft.base);
  const found = new Set(draft.things.filter(([, english, chinese]) => english === text || chinese === text).map(([iri]) => iri));
  return found.size === 1 ? [...found][0].replace("ydr:", draft.base) : null;
}
