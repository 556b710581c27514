/** Places of things: laid out in fields or freely, on rings around one, pinned, or beside what brings them in. */

/** Which arrangement the present view has. */
function layoutName() {
  return JSON.stringify([view.focus ? view.focus : view.arranged, view.mode, filtersSet()]);
}

/** Places on rings around a thing, by steps; branches stay together. @type {Map<string, {x: number, y: number}>} */
let rings = new Map();

/** Places of the things that the present view lays out. @type {Map<string, {x: number, y: number}>} */
let settled = new Map();
/** What they were settled for. */
let settledFor = "";

/** Settle the places of the present view: around the thing in focus, in fields, or freely. */
function settlePlaces() {
  const name = `${layoutName()} ${stretch} ${view.lang}`;
  if (settledFor === name) return;
  settledFor = name;
  settled = view.focus ? new Map() : laidOut(baseThings());
  if (view.focus) fieldBoxes = [];
  arrangeRings();
}

/** Settle the places around the thing in focus. */
function arrangeRings() {
  rings = new Map();
  if (!view.focus) return;
  const steps = neighbourhood(view.focus.id, view.focus.steps);
  const order = [...steps.keys()].filter((id) => passes(id) || id === view.focus?.id);
  rings.set(view.focus.id, { x: 0, y: 0 });
  /** @type {Map<string, number>} */
  const angles = new Map([[view.focus.id, 0]]);
  let radius = 0;
  for (let step = 1; step <= view.focus.steps; step += 1) {
    const ring = order.filter((id) => steps.get(id) === step);
    const inner = (/** @type {string} */ id) => Math.min(...neighbours(id).filter((next) => steps.get(next) === step - 1).map((next) => angles.get(next) ?? Infinity));
    const keyed = ring.map((id) => ({ id, key: step === 1 ? 0 : inner(id), family: thing(id).family }));
    keyed.sort((a, b) => a.key - b.key || (a.family < b.family ? -1 : a.family > b.family ? 1 : connections(b.id) - connections(a.id) || (a.id < b.id ? -1 : 1)));
    radius = Math.max(radius + 190, (ring.length * 46) / (2 * Math.PI));
    keyed.forEach(({ id }, place) => {
      const angle = (2 * Math.PI * place) / keyed.length - Math.PI / 2;
      angles.set(id, angle);
      const stagger = ring.length > 24 && place % 2 ? 60 : 0;
      rings.set(id, { x: (radius + stagger) * Math.cos(angle), y: (radius + stagger) * Math.sin(angle) });
    });
    if (ring.length > 24) radius += 60;
  }
}

/**
 * Where a thing stands: where it is pinned, on its ring, in its place of the arrangement, or, brought in by a selection, on a spiral around
 * what it is next to.
 * @param {string} id @param {number} turn
 */
function placeOf(id, turn) {
  const fixed = view.pins.get(id) || rings.get(id) || settled.get(id);
  if (fixed) return { x: fixed.x * stretch, y: fixed.y / stretch };
  const beside = view.node && settled.has(view.node) ? [view.node] : neighbours(view.node || id);
  const anchor = beside.map((next) => settled.get(next)).find(Boolean);
  if (anchor) {
    const angle = turn * Math.PI * (3 - Math.sqrt(5));
    const radius = 70 + 22 * Math.sqrt(turn + 1);
    return { x: anchor.x * stretch + radius * Math.cos(angle), y: anchor.y / stretch + radius * Math.sin(angle) };
  }
  const { x = 0, y = 0 } = pictured.get(id) || {};
  return { x: x * stretch, y: y / stretch };
}

/** Pin a thing where it stands now. @param {string} id */
function pinHere(id) {
  const place = network.getPositions([id])[id] || placeOf(id, 1);
  view.pins.set(id, { x: Math.round(place.x / stretch), y: Math.round(place.y * stretch) });
}
