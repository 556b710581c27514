/** The search boxes: what is found, by keyboard, with the kind beside each hit. */

/** Let a box find things, in a list below it; what is chosen empties it. @param {HTMLInputElement} box @param {HTMLElement} list @param {(id: string) => void} choose */
function searchIn(box, list, choose) {
  /** @type {Hit[]} */
  let hits = [];
  const close = () => choices.unfold(false);
  const take = (/** @type {number} */ place) => {
    const hit = hits[place];
    if (!hit) return;
    box.value = "";
    close();
    choose(hit.id);
  };
  const choices = new Choices(box, list, take);
  const open = () => {
    hits = hitsFor(box.value);
    const entries = hits.map((hit, place) => hitEntry(hit, `${list.id}-${place}`));
    const nothing = box.value.trim() && hits.every(({ partly }) => partly) ? nothingFound(box.value) : "";
    if (nothing) entries.push(element("li", { class: "none", text: nothing, attributes: { role: "option", "aria-disabled": "true" } }));
    choices.offer(entries, hits.length ? 0 : -1);
    if (entries.length) announce([hits.length ? gettext("{n} found", { n: hits.length }) : "", nothing].filter(Boolean).join(" · "));
  };
  box.addEventListener("input", open);
  box.addEventListener("focus", () => { box.select(); if (box.value) open(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const found = !list.hidden && hits.length;
    if (event.key === "Enter" && found) take(choices.at);
    else if (event.key === "Escape") { box.value = ""; close(); }
    else if (!found || !choices.step(event.key)) return;
    event.preventDefault();
  });
}

/** @param {Hit} hit @param {string} name of the entry */
function hitEntry(hit, name) {
  const { name: known, kind, family } = thing(hit.id);
  const second = hit.text ? pick(hit.text) : hit.name !== nameOf(hit.id) ? hit.name : other(known);
  return element("li", { attributes: { role: "option", id: name, "aria-selected": "false" } }, [
    glyph(family),
    element("span", { class: "hit-name" }, [nameElement(hit.id), second ? element("bdi", { class: hit.text ? "hit-told" : "hit-other", text: second, attributes: { lang: languageOf(second) } }) : null]),
    element("span", { class: "hit-kind", text: pick(kind) }),
  ]);
}
