/** The legend: every family with its shape and its number, which shows and hides it; and what the picture holds. */

function startLegend() {
  const present = new Set([...things.values()].map(({ family }) => family));
  const buttons = [...familyNames.keys()].filter((key) => present.has(key)).map((key) =>
    element("button", { class: "family", attributes: { "data-family": key }, on: { click: () => {
      if (view.hidden.has(key)) view.hidden.delete(key);
      else view.hidden.add(key);
      showView();
    } } }, [glyph(key), element("span", { class: "family-name" }), element("span", { class: "count" })]));
  byId("legend").prepend(...buttons);
  byId("status-key").hidden = !milestones.length;
}

/** Show which families are hidden, and how many of each the other filters leave. */
function countFamilies() {
  const left = grouped([...things.keys()].filter((id) => tabled(id, "family")), (id) => thing(id).family);
  for (const button of byId("legend").querySelectorAll("button")) {
    const key = button.getAttribute("data-family") || "";
    button.setAttribute("aria-pressed", String(!view.hidden.has(key)));
    button.children[1].textContent = pick(familyNames.get(key));
    button.children[2].textContent = String(left.get(key)?.length || 0);
  }
}

/** Say how much of the graph is in the picture, and what could be brought back. */
function showLegend() {
  const shown = drawnNodes.length;
  const { focus } = view;
  const all = partOf ? partOf.things : things.size;
  const scope = focus
    ? ngettext("Around {name}: {m} entities within {n} step", "Around {name}: {m} entities within {n} steps", focus.steps, { name: nameOf(focus.id), m: shown })
    : shown === all ? gettext("All {n} entities", { n: shown }) : gettext("{n} of {m} entities", { n: shown, m: all });
  byId("scope").textContent = focus && partOf ? gettext("{scope}, in a part of the graph", { scope }) : scope;
  byId("empty").textContent = whyNothing(shown);
  const mode = byId("mode");
  mode.hidden = overview.size === things.size || focus !== null || facetsChosen() || (arrangedThings()?.size ?? Infinity) <= overview.size;
  mode.textContent = view.mode === "all" ? gettext("Show the overview") : gettext("Show all");
  for (const button of byId("arrange").querySelectorAll("button")) button.setAttribute("aria-pressed", String(!focus && button.dataset.arrange === view.arranged));
  byId("leave").hidden = !focus;
  byId("leave-trail").hidden = !view.trail.length;
  byId("restore").hidden = !view.out.size;
  byId("restore").textContent = gettext("Bring back {n} hidden", { n: view.out.size });
}
