/** What the page has a part of, where it has not the whole graph: how much there is in all, and where all of it is told. */

/**
 * How many things there are in all, the thing that the part is around, and how many of each the things of the part have in all; nothing where the page has all.
 * @typedef {"figures" | "relations" | "neighbours" | "mentions"} Counted
 * @type {{things: number, around: string, counts: Record<string, Record<Counted, number>>} | undefined}
 */
const partOf = atlas.partOf;

/** How many a thing has in all. @param {string} id @param {Counted} what @param {number} here how many the page has */
function inAll(id, what, here) {
  return partOf?.counts[id]?.[what] ?? here;
}

/** How much of the graph the page has, and where the rest is told. @returns {(string | HTMLElement)[]} nothing where it has all */
function partWords() {
  if (!partOf) return [];
  const { things: all, around } = partOf;
  const [n, m] = around ? [connections(around), inAll(around, "neighbours", 0)] : [0, 0];
  if (n === m) return [gettext("{n} of the graph’s {m} entities; the page of each tells all.", { n: things.size, m: all })];
  return [gettext("{n} of {m} entities around {name}: ", { n, m, name: nameOf(around) }), pageLink(around, gettext("its page tells all"))];
}

/** That the page has not all of a thing, with a link to the page that has. @param {string} id */
function partElement(id) {
  /** @type {[Counted, number][]} */
  const here = [["figures", ownFigures(id).length], ["relations", relationsAt.get(id)?.length || 0], ["neighbours", connections(id)], ["mentions", placeCount(thing(id).mentions)]];
  return here.every(([what, count]) => count === inAll(id, what, count)) ? null
    : element("p", { class: "quiet" }, [gettext("Only a part of it is here: "), pageLink(id, gettext("its page tells all"))]);
}

/** What is left out of Turtle, as comments. @param {string} id a thing @returns {string[]} */
function partTurtle(id) {
  const n = placeCount(thing(id).mentions);
  const m = inAll(id, "mentions", n);
  return n === m ? [] : [turtleComment(`${turtleName(id)}${colon()}${gettext("The first {n} of {m} places where it is named.", { n, m })}`)];
}
