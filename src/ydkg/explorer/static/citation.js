/** A citation of a statement: what is said, its permanent address, and where it is written. */

/**
 * @param {string} sentence
 * @param {string} record
 * @param {number[]} numbers
 */
function citation(sentence, record, numbers) {
  const places = [...grouped(numbers.map((number) => sources[number]), ({ work }) => String(work)).values()].map((passages) => {
    const { title, date, link } = works[passages[0].work];
    const ranges = passages.filter(({ start }) => start !== undefined).map(({ start, end }) => `${start}–${end}`);
    return [title, date ? readableDay(date) : "", ranges.length ? gettext("characters {range}", { range: ranges.join(listing()) }) : "", link].filter(Boolean).join(comma());
  });
  if (view.lang === "zh") return `${sentence.replace(/[.。]$/, "")}。${iriOf(record)}${places.length ? `。来源：${places.join("；")}` : ""}。`;
  return `${sentence.replace(/[.。]$/, "")}. ${iriOf(record)}.${places.length ? ` ${gettext("Source")}: ${places.join("; ")}.` : ""}`;
}

/** A button that copies a citation, or shows it where the browser does not let it. @param {string} sentence @param {string} record @param {number[]} numbers */
function citeButton(sentence, record, numbers) {
  const button = element("button", { class: "action cite", text: gettext("Copy citation"), attributes: { type: "button" } });
  button.addEventListener("click", () => copyText(citation(sentence, record, numbers), button));
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
