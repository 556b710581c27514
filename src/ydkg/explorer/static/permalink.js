/** The view in the address: selection, filters and mode; the same address gives the same view, from disk too. */

/** @returns {string} */
function addressOfView() {
  const parts = new URLSearchParams();
  if (view.node !== null) parts.set("thing", view.node);
  if (view.edge !== null) parts.set("line", lineName(view.edge));
  if (view.hidden.size) parts.set("hide", [...view.hidden].sort().join("."));
  if (view.mode === "all") parts.set("show", "all");
  return parts.toString();
}

/** Read the address into the view; what the graph does not have is left out. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const named = parts.get("thing");
  view.node = named && things.has(named) ? named : null;
  const line = parts.get("line");
  const number = line && view.node === null ? lines.findIndex((_, place) => lineName(place) === line) : -1;
  view.edge = number >= 0 ? number : null;
  const families = new Set(atlas.families.map((/** @type {{key: string}} */ { key }) => key));
  view.hidden = new Set((parts.get("hide") || "").split(".").filter((key) => families.has(key)));
  view.mode = parts.get("show") === "all" ? "all" : "overview";
}

/** A line's name that stays when others come and go. @param {number} number */
function lineName(number) {
  return number < relations.length ? relations[number].id : `${lines[number].from}~${lines[number].to}`;
}

/** Put the view into the address; a step back in the browser is a step back here. */
function writeAddress() {
  const address = addressOfView();
  if (location.hash.slice(1) !== address) location.hash = address;
}
