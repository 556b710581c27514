// Places for the nodes of a network, the same each time: each connected part by itself, the parts side by side.

/** @typedef {{ x: number, y: number }} Place */
/** @typedef {{ places: Place[], width: number, height: number }} Layout */

const ROUNDS = 220;
const IDEAL = 96;
/** How strongly all are drawn to the middle, so that a chain does not become a long line. */
const PULL = 0.3;
/** Names are wide and low, so that nodes may be nearer above each other than beside each other. */
const FLAT = 0.62;
const ROW = 17;
const GAP = 26;
/** From a node to where its name begins, and from the frame to a node. */
const BEFORE = 14;

/**
 * Lay out a network.
 * @param {number[]} widths of each node's name
 * @param {[number, number][]} edges pairs of nodes
 * @param {number} width of the drawing; a wide part may need more
 * @returns {Layout}
 */
export function layout(widths, edges, width) {
  const parts = connected(widths.length, edges).map((nodes) => {
    const at = new Map(nodes.map((node, place) => [node, place]));
    const own = edges.filter(([from]) => at.has(from)).map(([from, to]) => /** @type {[number, number]} */ ([at.get(from), at.get(to)]));
    return { nodes, ...framed(spread(nodes.length, own), nodes.map((node) => widths[node])) };
  });
  parts.sort((one, two) => two.height - one.height || two.width - one.width);
  /** @type {Place[]} */
  const places = [];
  let [left, top, high, wide] = [0, 0, 0, 0];
  for (const part of parts) {
    if (left > 0 && left + part.width > width) [left, top, high] = [0, top + high, 0];
    part.nodes.forEach((node, at) => {
      places[node] = { x: left + part.places[at].x, y: top + part.places[at].y };
    });
    left += part.width;
    high = Math.max(high, part.height);
    wide = Math.max(wide, left);
  }
  return { places, width: Math.max(wide, width), height: top + high };
}

/**
 * Find the connected parts, the nodes of each in their order.
 * @param {number} count
 * @param {[number, number][]} edges
 * @returns {number[][]}
 */
function connected(count, edges) {
  const root = Array.from({ length: count }, (_, at) => at);
  /** @type {(at: number) => number} */
  const top = (at) => {
    while (root[at] !== at) at = root[at] = root[root[at]];
    return at;
  };
  for (const [from, to] of edges) root[Math.max(top(from), top(to))] = Math.min(top(from), top(to));
  /** @type {Map<number, number[]>} */
  const parts = new Map();
  for (let at = 0; at < count; at += 1) parts.set(top(at), [...(parts.get(top(at)) ?? []), at]);
  return [...parts.values()];
}

/**
 * Push all nodes apart, and pull together those with an edge.
 * @param {number} count
 * @param {[number, number][]} edges
 * @returns {Place[]}
 */
function spread(count, edges) {
  const turn = Math.PI * (3 - Math.sqrt(5));
  // A sunflower: near to even, and no two at one place.
  const places = Array.from({ length: count }, (_, at) => {
    const far = Math.sqrt(at + 0.5) * IDEAL * 0.6;
    return { x: far * Math.cos(at * turn), y: far * Math.sin(at * turn) };
  });
  for (let round = 0; round < ROUNDS; round += 1) step(places, edges, (IDEAL * (ROUNDS - round)) / ROUNDS + 0.5);
  return places.map(({ x, y }) => ({ x, y: y * FLAT }));
}

/**
 * @param {Place[]} places moved
 * @param {[number, number][]} edges
 * @param {number} most how far a node may go
 */
function step(places, edges, most) {
  const forces = places.map(({ x, y }) => ({ x: -x * PULL, y: -y * PULL }));
  /** @type {(one: number, two: number, strength: (far: number) => number) => void} */
  const act = (one, two, strength) => {
    const x = places[two].x - places[one].x;
    const y = places[two].y - places[one].y;
    const share = strength(Math.max(Math.hypot(x, y), 1));
    forces[one].x += x * share;
    forces[one].y += y * share;
    forces[two].x -= x * share;
    forces[two].y -= y * share;
  };
  for (let one = 0; one < places.length; one += 1) {
    for (let two = one + 1; two < places.length; two += 1) act(one, two, (far) => -(IDEAL * IDEAL) / (far * far));
  }
  for (const [from, to] of edges) if (from !== to) act(from, to, (far) => far / IDEAL);
  places.forEach((place, at) => {
    const far = Math.hypot(forces[at].x, forces[at].y);
    const share = far > most ? most / far : 1;
    place.x += forces[at].x * share;
    place.y += forces[at].y * share;
  });
}

/**
 * Move names off each other, and put the part into a frame of its own.
 * @param {Place[]} places
 * @param {number[]} widths
 * @returns {Layout}
 */
function framed(places, widths) {
  const order = places.map((_, at) => at).sort((one, two) => places[one].y - places[two].y);
  /** @type {number[]} */
  const done = [];
  const moved = places.map(({ x, y }) => ({ x, y }));
  for (const at of order) {
    // From above downwards: each name goes below those that it would cover.
    const over = done.filter((other) => moved[other].x < moved[at].x + widths[at] + BEFORE && moved[at].x < moved[other].x + widths[other] + BEFORE);
    for (const other of over.sort((one, two) => moved[one].y - moved[two].y)) {
      if (Math.abs(moved[other].y - moved[at].y) < ROW) moved[at].y = moved[other].y + ROW;
    }
    done.push(at);
  }
  const left = Math.min(...moved.map((place) => place.x)) - BEFORE;
  const top = Math.min(...moved.map((place) => place.y)) - GAP / 2;
  return {
    places: moved.map(({ x, y }) => ({ x: x - left, y: y - top })),
    width: Math.max(...moved.map((place, at) => place.x - left + widths[at])) + GAP,
    height: Math.max(...moved.map((place) => place.y)) - top + GAP / 2,
  };
}
