/** Search by any name: English, Chinese, alias; accents and case ignored; by keyboard, with the kind beside each hit. */

const hitLimit = 12;

/** @type {{id: string, name: string, folded: string, main: boolean}[]} */
const searchable = [...things.entries()].flatMap(([id, { name, aliases = [] }]) =>
  [.../** @type {Set<string>} */ (new Set([name, aliases].flat()))].map((each, place) => ({ id, name: each, folded: folded(each), main: place === 0 })));

/**
 * @param {string} typed
 * @returns {{id: string, name: string}[]} best first, each thing once
 */
function hitsFor(typed) {
  const wanted = folded(typed);
  if (!wanted) return [];
  const words = wanted.split(" ");
  /** @type {Map<string, {id: string, name: string, score: number}>} */
  const best = new Map();
  for (const each of searchable) {
    const at = each.folded.indexOf(wanted);
    let score = 0;
    if (each.folded === wanted) score = 5;
    else if (at === 0) score = 4;
    else if (at > 0 && each.folded[at - 1] === " ") score = 3;
    else if (at > 0) score = 2;
    else if (words.every((word) => each.folded.includes(word))) score = 1;
    if (!score) continue;
    score += (each.main ? 0.5 : 0) + Math.min(0.4, connections(each.id) / 200);
    const known = best.get(each.id);
    if (!known || known.score < score) best.set(each.id, { id: each.id, name: each.name, score });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, hitLimit);
}

/** Let the search box find things. @param {(id: string) => void} choose */
function startSearch(choose) {
  const box = /** @type {HTMLInputElement} */ (byId("query"));
  const list = byId("hits");
  /** @type {{id: string, name: string}[]} */
  let hits = [];
  let at = -1;

  const point = (/** @type {number} */ next) => {
    at = next;
    [...list.children].forEach((entry, place) => entry.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      box.setAttribute("aria-activedescendant", `hit-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    point(-1);
  };
  const take = (/** @type {number} */ place) => {
    const hit = hits[place];
    if (!hit) return;
    box.value = "";
    close();
    choose(hit.id);
  };
  const open = () => {
    hits = hitsFor(box.value);
    list.replaceChildren(...hits.map((hit, place) => hitEntry(hit, place, () => take(place))));
    if (!hits.length && box.value.trim()) list.append(element("li", { class: "none", text: gettext("No thing has this name"), attributes: { role: "option", "aria-disabled": "true" } }));
    list.hidden = !list.children.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    point(hits.length ? 0 : -1);
    if (box.value.trim()) announce(hits.length ? gettext("{n} found", { n: hits.length }) : gettext("No thing has this name"));
  };
  box.addEventListener("input", open);
  box.addEventListener("focus", () => { if (box.value) open(); });
  box.addEventListener("blur", close);
  // The box keeps the keyboard while the list is pressed or scrolled, so that leaving it can close the list at once.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && hits.length) point((at + 1) % hits.length);
    else if (event.key === "ArrowUp" && hits.length) point((at - 1 + hits.length) % hits.length);
    else if (event.key === "Enter") take(at);
    else if (event.key === "Escape") { box.value = ""; close(); }
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      box.focus();
    }
  });
}

/** @param {{id: string, name: string}} hit @param {number} place @param {() => void} take */
function hitEntry(hit, place, take) {
  const { name, kind, family } = thing(hit.id);
  const second = hit.name !== nameOf(hit.id) ? hit.name : other(name);
  return element("li", { attributes: { role: "option", id: `hit-${place}`, "aria-selected": "false" }, on: { click: take } }, [
    glyph(family),
    element("span", { class: "hit-name" }, [nameElement(hit.id), second ? element("bdi", { class: "hit-other", text: second, attributes: { lang: languageOf(second) } }) : null]),
    element("span", { class: "hit-kind", text: pick(kind) }),
  ]);
}
