/** The legend: every family with its shape and its number, which shows and hides it. */

/** @param {() => void} changed */
function startLegend(changed) {
  const counts = grouped(things.values(), ({ family }) => family);
  const buttons = atlas.families.filter((/** @type {{key: string}} */ { key }) => counts.has(key)).map((/** @type {{key: string, label: string, labelZh: string}} */ { key, label, labelZh }) =>
    element("button", { class: "family", attributes: { type: "button", "aria-pressed": "true", "data-family": key, title: `${labelZh}: show or hide` }, on: { click: () => {
      if (view.hidden.has(key)) view.hidden.delete(key);
      else view.hidden.add(key);
      changed();
    } } }, [glyph(key), element("span", { text: label }), element("span", { class: "count", text: String((counts.get(key) || []).length) })]));
  byId("legend").replaceChildren(...buttons);
}

/** Show which families are hidden, and how much of the graph is in the picture. */
function showLegend() {
  for (const button of byId("legend").children) button.setAttribute("aria-pressed", String(!view.hidden.has(button.getAttribute("data-family") || "")));
  const shown = drawnNodes.length;
  byId("scope").textContent = shown === things.size ? `All ${counted(things.size, "thing", "things")}` : `${shown.toLocaleString("en")} of ${counted(things.size, "thing", "things")}`;
  const mode = byId("mode");
  mode.hidden = overview.size === things.size;
  mode.textContent = view.mode === "all" ? "Show the overview" : "Show all";
}
