/** A citation of a statement, as the data have it: what is said, its permanent address, and where it is written. */

/** Put words where a text names them in braces. @param {string} text @param {Record<string, string>} values */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A work with the place in it. @param {[number, Bilingual?, Bilingual?]} place @param {0 | 2} which after its title in words, or by characters as a citation has it */
function workText([work, ranges, words], which) {
  return filled(pick(works[work].forms[ranges ? which : which + 1]), { range: pick(which ? ranges : words) });
}

/** @param {Bilingual} sentence @param {string} record @param {number | undefined} where */
function citation(sentence, record, where) {
  const places = where === undefined ? [] : evidence[where].works;
  const line = places.map((place) => workText(place, 2)).join(view.lang === "zh" ? "；" : "; ");
  return filled(pick(atlas.citation[where === undefined ? 0 : 1]), { said: pick(sentence), iri: iriOf(record), line });
}

/** A button that copies a citation, or shows it where the browser does not let it. @param {Bilingual} sentence @param {string} record @param {number | undefined} where */
function citeButton(sentence, record, where) {
  const button = element("button", { class: "action cite", text: gettext("Copy citation"), attributes: { type: "button" } });
  button.addEventListener("click", () => copyText(citation(sentence, record, where), button));
  return button;
}

/** @param {string} text @param {HTMLElement} button */
async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    const before = button.textContent;
    button.textContent = gettext("Copied");
    setTimeout(() => { button.textContent = before; }, 1600);
    announce(`${gettext("Copied")}: ${text}`);
  } catch {
    const known = button.nextElementSibling?.classList.contains("by-hand") ? button.nextElementSibling : null;
    known?.remove();
    const box = /** @type {HTMLTextAreaElement} */ (element("textarea", { attributes: { readonly: "", rows: "4", "aria-label": gettext("Copy this by hand:") } }));
    box.value = text;
    button.after(element("div", { class: "by-hand" }, [element("p", { class: "quiet", text: gettext("Copy this by hand:") }), box]));
    box.select();
  }
}
