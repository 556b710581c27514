/** Search as one types: the box in the masthead offers things by name; without this script it is a plain form. */
"use strict";

(() => {
  /** @typedef {{page: string, label: string, labelZh: string, found: string, kind: string, kindZh: string}} Hit */

  const waitBeforeAsking = 120;
  const found = document.getElementById("search");
  if (!(found instanceof HTMLInputElement) || !found.form) return;
  const box = found;
  const form = found.form;
  const chinese = document.documentElement.lang.startsWith("zh");
  const chosenLanguage = new URLSearchParams(location.search).get("lang");

  const list = document.createElement("ul");
  list.id = "search-hits";
  list.className = "hits";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.list || "");
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);

  /** @type {Hit[]} */
  let hits = [];
  let at = -1;
  let timer = 0;
  /** @type {AbortController | null} */
  let asking = null;

  /** @param {number} next */
  function point(next) {
    at = next;
    [...list.children].forEach((entry, place) => entry.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      box.setAttribute("aria-activedescendant", `search-hit-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    point(-1);
  }

  /** @param {Hit} hit */
  function go({ page }) {
    location.assign(chosenLanguage ? `${page}?lang=${encodeURIComponent(chosenLanguage)}` : page);
  }

  /** @param {string} name @param {string} text @param {string} [lang] */
  function part(name, text, lang) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  }

  /** @param {Hit} hit @param {number} place */
  function entry(hit, place) {
    const made = document.createElement("li");
    made.id = `search-hit-${place}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    const shown = (chinese && hit.labelZh) || hit.label;
    const other = hit.found !== shown ? hit.found : chinese ? hit.label : hit.labelZh;
    const name = part("hit-name", shown, chinese && !hit.labelZh ? "en" : "");
    if (other && other !== shown) name.append(part("hit-other", other, other === hit.labelZh ? "zh-Hans" : other === hit.label ? "en" : ""));
    made.append(name, part("hit-kind", chinese ? hit.kindZh : hit.kind));
    made.addEventListener("mousedown", (event) => {
      event.preventDefault();
      go(hit);
    });
    return made;
  }

  /** @param {Hit[]} told @param {number} total */
  function show(told, total) {
    hits = told;
    list.replaceChildren(...hits.map(entry));
    list.hidden = !hits.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    point(-1);
    status.textContent = hits.length ? (box.dataset.found || "").replace("{n}", String(total)) : box.dataset.none || "";
  }

  async function ask() {
    asking?.abort();
    const typed = box.value.trim();
    if (!typed) {
      close();
      status.textContent = "";
      return;
    }
    asking = new AbortController();
    try {
      const answer = await fetch(`/search.json?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (!answer.ok) return;
      const told = await answer.json();
      if (document.activeElement === box && box.value.trim() === typed) show(told.hits, told.total);
    } catch {
      // A later letter was typed, or there is no answer: the form works all the same.
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, waitBeforeAsking);
  });
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && hits.length && !list.hidden) point((at + 1) % hits.length);
    else if (event.key === "ArrowUp" && hits.length && !list.hidden) point(at <= 0 ? hits.length - 1 : at - 1);
    else if (event.key === "ArrowDown" && box.value.trim()) ask();
    else if (event.key === "Enter" && at >= 0) go(hits[at]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
