/** The page's own texts, in English or as the catalogue has them in Chinese; what the graph says comes from the graph. */

/** In Chinese, by their English. @type {Record<string, string>} */
const texts = atlas.texts;

/** Write the page's language into all of it. */
function translateExplorer() {
  translatePage(gettext("{title}: who does what, where, by when, and where it is written", { title: pick(atlas.title) }));
  byId("collection").textContent = pick(atlas.title);
  byId("part").replaceChildren(...partWords());
  byId("part-brief").textContent = partOf ? gettext("{n} of {m} entities", { n: things.size, m: partOf.things }) : "";
  byId("query").setAttribute("placeholder", gettext("Search any name · 搜索名称"));
  byId("canvas").setAttribute("aria-label", gettext("Network of {n} entities and {m} relations. Arrow keys go from thing to thing, plus and minus zoom, Shift with arrows moves the view, Alt with arrows moves the selected thing, Enter goes to its details, Space compares it, x brings in its neighbours.", { n: things.size, m: relations.length }));
}
