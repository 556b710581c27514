/**
 * The shortest explained connections between two things; `ydkg.network.paths` gives the same answers in Python.
 *
 * Nothing here reads the page. Things are numbers in the order of their IRIs, so that the smaller number is the smaller IRI.
 * A hop costs 1, and each thing that a path passes through costs floor(log2(d)) more, where d is how many different things it
 * is joined to. Equal weights are ordered by the number of hops, and then by the things from the origin on. The method is
 * Yen's: every path found is left at each of its things in turn, and the best of the ways onward comes next.
 * @typedef {{weight: number, nodes: number[]}} Route
 * @typedef {{from: string, to: string, lines: number[]}} PathHop
 * @typedef {{weight: number, things: string[], hops: PathHop[]}} FoundPath
 * @typedef {{picture: {nodes: [string, ...any][], edges: [number, number][]}, relations: {defined?: boolean}[]}} PathData
 */

/**
 * The neighbours of every node, each once, smallest first.
 * @param {number} count how many nodes there are @param {Iterable<[number, number]>} pairs loops are left out @returns {number[][]}
 */
function pathGraph(count, pairs) {
  /** @type {Set<number>[]} */
  const found = Array.from({ length: count }, () => new Set());
  for (const [one, other] of pairs) {
    if (one === other) continue;
    found[one].add(other);
    found[other].add(one);
  }
  return found.map((next) => [...next].sort((a, b) => a - b));
}

/**
 * Find the shortest ways through a graph.
 * @param {number[][]} graph as `pathGraph` makes it @param {number} from @param {number} to
 * @param {number} [limit] how many to find at most @returns {Route[]} without loops, the best first
 */
function findPaths(graph, from, to, limit = 5) {
  /** @type {Route[]} */
  const found = [];
  if (from === to) return found;
  const first = shortestRoute(graph, [from], new Set(), to);
  const waiting = first ? [first] : [];
  while (waiting.length && found.length < limit) {
    const best = waiting.sort(compareRoutes).shift();
    if (!best) break;
    found.push(best);
    for (let place = 0; place < best.nodes.length - 1; place += 1) {
      const start = best.nodes.slice(0, place + 1);
      const tried = new Set(found.filter(({ nodes }) => start.every((node, at) => nodes[at] === node)).map(({ nodes }) => nodes[place + 1]));
      const other = shortestRoute(graph, start, tried, to);
      if (other && !waiting.some((route) => compareRoutes(route, other) === 0)) waiting.push(other);
    }
  }
  return found;
}

/** By weight, number of hops, and the nodes from the origin on. @param {Route} one @param {Route} other */
function compareRoutes(one, other) {
  if (one.weight !== other.weight) return one.weight - other.weight;
  if (one.nodes.length !== other.nodes.length) return one.nodes.length - other.nodes.length;
  const at = one.nodes.findIndex((node, place) => node !== other.nodes[place]);
  return at < 0 ? 0 : one.nodes[at] - other.nodes[at];
}

/** What a hop to a node costs: 1 + floor(log2(degree)), or 1 at the end. @param {number[][]} graph @param {number} node @param {number} to */
function hopCost(graph, node, to) {
  return node === to ? 1 : 32 - Math.clz32(graph[node].length);
}

/**
 * The best route that begins with these nodes and goes on to none of those that have been tried.
 * @param {number[][]} graph @param {number[]} start @param {Set<number>} tried @param {number} to @returns {Route | null}
 */
function shortestRoute(graph, start, tried, to) {
  const left = distancesTo(graph, to, start);
  const nodes = [...start];
  let onward = graph[nodes[nodes.length - 1]].filter((node) => left[node] && !tried.has(node));
  while (onward.length) {
    const next = onward.reduce((best, node) => {
      const [one, other] = [left[best], left[node]];
      const difference = hopCost(graph, node, to) + other.weight - hopCost(graph, best, to) - one.weight;
      return difference < 0 || (difference === 0 && other.hops < one.hops) ? node : best;
    });
    nodes.push(next);
    if (next === to) return { nodes, weight: nodes.slice(1).reduce((sum, node) => sum + hopCost(graph, node, to), 0) };
    onward = graph[next].filter((node) => left[node]);
  }
  return null;
}

/**
 * What is left from every node to the end, by Dijkstra's method; weights are small whole numbers, so that a list of nodes for each of them
 * is queue enough, and each hop costs something, so that a list is complete when its turn comes.
 * @param {number[][]} graph @param {number} to @param {number[]} without nodes that must not be passed
 * @returns {{weight: number, hops: number}[]} with gaps where there is no way
 */
function distancesTo(graph, to, without) {
  /** @type {{weight: number, hops: number}[]} */
  const best = [];
  best[to] = { weight: 0, hops: 0 };
  const queue = [[to]];
  const barred = new Set(without);
  for (let weight = 0; weight < queue.length; weight += 1) {
    for (const node of queue[weight] || []) {
      if (best[node].weight < weight) continue;
      const reached = { weight: weight + hopCost(graph, node, to), hops: best[node].hops + 1 };
      for (const before of graph[node]) {
        const known = best[before];
        if (barred.has(before) || (known && (known.weight < reached.weight || (known.weight === reached.weight && known.hops <= reached.hops)))) continue;
        best[before] = reached;
        const entry = queue[reached.weight];
        if (entry) entry.push(before);
        else queue[reached.weight] = [before];
      }
    }
  }
  return best;
}

/**
 * The shortest explained connections between two things of a page's data. Lines that nothing stands behind are left out; a thing and a
 * metric that it has figures in are joined where the metric is an end of the path.
 * @param {PathData} data nodes in the order of their IRIs; an edge's number is its place, those of relations come first
 * @param {string} from a thing's name in `data.picture.nodes` @param {string} to @param {number} [limit]
 * @returns {FoundPath[]} the best first; a hop lists the numbers of all lines between its things
 */
export function pathsBetween(data, from, to, limit = 5) {
  const names = data.picture.nodes.map(([name]) => name);
  const ends = [names.indexOf(from), names.indexOf(to)];
  if (ends.includes(-1)) return [];
  const explained = data.picture.edges.map(([, target], number) => {
    const relation = data.relations[number];
    return relation ? !relation.defined : ends.includes(target);
  });
  const graph = pathGraph(names.length, data.picture.edges.filter((_, number) => explained[number]));
  return findPaths(graph, ends[0], ends[1], limit).map(({ weight, nodes }) => ({
    weight,
    things: nodes.map((node) => names[node]),
    hops: nodes.slice(1).map((node, place) => ({
      from: names[nodes[place]],
      to: names[node],
      lines: [...data.picture.edges.keys()].filter((number) => {
        const [source, target] = data.picture.edges[number];
        return explained[number] && ((source === node && target === nodes[place]) || (target === node && source === nodes[place]));
      }),
    })),
  }));
}
