/**
 * The places: a diagram of those whose coordinates a register gives, tiles of the provinces, and what is in each place.
 * @typedef {{id: string, within: string, point: [number, number] | null, held: string[], all: string[]}} Spot
 */

/** @type {Spot[]} */
const spots = atlas.places.spots;
const spotsWithin = grouped(spots, ({ within }) => within);
/** The places that nothing holds, and that stand nowhere else. @type {Spot[]} */
const outerSpots = (spotsWithin.get("") || []).filter(({ id }) => !spots.some(({ held }) => held.includes(id)));
/** Lines, by their things: strokes from station to station. @type {Map<string, [[number, number], [number, number]][]>} */
const routes = new Map(atlas.places.routes);
const provinces = Object.keys(atlas.facets.place);
/** Provinces of things. @type {Map<string, string[]>} */
const provincesOf = new Map();
for (const province of provinces) for (const id of facetMembers.get(`place ${province}`) || []) addTo(provincesOf, id, province);

/** What is in each place, with all that lies in it, itself included. */
const heldIn = new Map(spots.map(({ id, all }) => [id, all]));

/** Whether a place, or one that lies in it, is in the province that everything is narrowed to. @param {Spot} spot @returns {boolean} */
function inProvince(spot) {
  return !view.place || Boolean(facetMembers.get(`place ${view.place}`)?.has(spot.id)) || (spotsWithin.get(spot.id) || []).some(inProvince);
}

function placesTable() {
  const wanted = rowFilter((/** @type {string} */ id) => { const { name, aliases = [], kind } = thing(id); return [name, aliases, kind].flat(2).join(" "); });
  const passing = new Set([...things.keys()].filter((id) => tabled(id) && wanted(id)));
  const shown = (/** @type {string} */ id) => passing.has(id);
  const held = (/** @type {Spot} */ { id }) => heldIn.get(id) || [];
  const counts = new Map(spots.map((spot) => [spot.id, inProvince(spot) ? held(spot).filter(shown).length : 0]));
  const standing = spots.filter(({ id }) => counts.get(id));
  const placed = new Set(standing.flatMap(held).filter(shown));
  byId("row-count").textContent = gettext("{n} of {m} entities", { n: placed.size, m: things.size });
  if (!spots.some(({ held }) => held.length)) return [element("p", { class: "intro", text: gettext("Nothing here has a place.") })];
  const frame = atlas.places.size[0] ? keptRow("diagram", "frame", [], diagramFrame) : null;
  diagramShown = { shown, counts };
  if (frame) drawDiagram(frame);
  const drawn = frame ? keptFrame("diagram", () => element("figure", { class: "diagram" }), [
    frame,
    keptRow("diagram", "words", [], () => element("figcaption", { class: "quiet", text: baseMap ? gettext("Dots stand at the coordinates that registers give, lines lead straight from station to station, and the dot of a province stands for all of it. Approval number of the map: {number}", { number: baseMap[1] }) : gettext("A diagram, not a map: dots stand at the coordinates that registers give, lines lead straight from station to station, and the dot of a province stands for all of it. It has no borders and no coasts, as maps that show several provinces need official approval.") })),
    routesKey(shown),
  ]) : null;
  return [
    provinces.length > 1 ? element("div", { class: "tiles", attributes: { role: "group", "aria-label": gettext("Province") } }, provinces.map((province) => provinceTile(province))) : null,
    keptFrame("all places", () => element("div", { class: drawn ? "places" : "places alone" }), [drawn, keptFrame("places", () => element("div", { class: "places-tree" }), [nothingLeft(placed.size), placeList("", outerSpots, shown, counts)])]),
  ];
}

/** A province as a tile, as large as the others, which narrows everything to it. @param {string} province */
function provinceTile(province) {
  const members = [...(facetMembers.get(`place ${province}`) || [])].filter((id) => tabled(id, "place"));
  const counted = [...grouped(members, (id) => thing(id).family).entries()].sort(([, some], [, others]) => others.length - some.length);
  return element("button", { class: "tile", attributes: { "aria-pressed": String(view.place === province), "data-province": province }, on: { click: () => {
    view.place = view.place === province ? "" : province;
    forgetCamera();
    showView();
    focusOn(`[data-province="${province}"]`);
  } } }, [
    provinceMark(province), nameElement(province), countElement(members.length),
    element("span", { class: "tile-families" }, counted.map(([family, ids]) => element("span", { attributes: { title: pick(familyNames.get(family)) } }, [glyph(family), element("span", { class: "visually-hidden", text: `${pick(familyNames.get(family))} ` }), element("span", { text: String(ids.length) })]))),
  ]);
}

/** A province's colour and letter. @param {string} province */
function provinceMark(province) {
  const mark = element("span", { class: "province-mark", text: letterOf(province), attributes: { "aria-hidden": "true" } });
  mark.style.borderColor = provinceColour(province);
  return mark;
}

/** @param {string} province */
function provinceColour(province) {
  return fieldColour(provinces.indexOf(province));
}

/**
 * Places one in another, each with what is right there; those that hold most stand first, whatever the filters leave of it.
 * @param {string} around the place that they are in @param {Spot[]} held @param {(id: string) => boolean} shown
 * @param {Map<string, number>} counts @returns {HTMLElement}
 */
function placeList(around, held, shown, counts) {
  const known = held.filter(({ id }) => counts.get(id)).sort((a, b) => Number(!spotsWithin.has(a.id)) - Number(!spotsWithin.has(b.id)) || (heldIn.get(b.id) || []).length - (heldIn.get(a.id) || []).length || byName(a.id, b.id));
  return keptFrame(`places ${around}`, () => element("ul", { class: "place-list" }), known.map((spot) => {
    const inner = spotsWithin.get(spot.id) || [];
    const here = spot.held.filter(shown);
    const place = keptRow("frame", `place ${spot.id}`, [spot.id], () => element("li", { class: "place" }));
    fillInSight(place, () => settle(place, [
      placeHead(spot.id, (counts.get(spot.id) || 0) - Number(shown(spot.id))),
      here.length ? keptFrame(`held ${spot.id}`, () => element("ul", { class: "held", attributes: { "aria-label": gettext("There: {name}", { name: nameOf(spot.id) }) } }), here.map((id) => keptRow("placed", `${spot.id} ${id}`, [], () => element("li", {}, [thingButton(id), statusMark(id)])))) : null,
      inner.some(({ id }) => counts.get(id)) ? placeList(spot.id, inner, shown, counts) : null,
    ]));
    return place;
  }));
}

/** The name of a place, with how many things are in it. @param {string} id @param {number} n */
function placeHead(id, n) {
  const province = (provincesOf.get(id) || []).includes(id);
  const head = keptRow("place head", id, [], () => element("p", { class: "place-name" }, [province ? provinceMark(id) : null, thingButton(id), element("span", { class: "count" })]));
  writeCount(head, n);
  return head;
}

/** How far a thing has come, as a mark and a word. @param {string} id */
function statusMark(id) {
  const { status } = thing(id);
  return status ? element("span", { class: `state quiet modality-${status}`, text: termFor(status) }) : null;
}

/** The lines of the diagram, by name and status. @param {(id: string) => boolean} shown */
function routesKey(shown) {
  const known = [...routes.keys()].filter(shown);
  if (!known.length) return null;
  return keptFrame("routes", () => element("ul", { class: "routes-key", attributes: { "aria-label": gettext("Lines") } }), known.map((id) => keptRow("route", id, [], () => element("li", {}, [
    element("span", { class: `route-sample ${thing(id).status || ""}`, attributes: { "aria-hidden": "true" } }), thingButton(id), statusMark(id),
  ]))));
}
