/** The words that are lit: those of the facts that are chosen or pointed at, wherever that is. */

/** Light passages: those that facts are mainly written in, what gives them context, and dates. @param {number[]} facts */
function lightFacts(facts) {
  const { facts: known } = knownFacts();
  lightPieces(facts.flatMap((number) => {
    const { where, first } = known[number];
    return evidence[where].sources.flatMap((source) => (segmentsOf.get(source) || []).map((segment) => /** @type {[Element, string]} */ ([segment, tintOf(manuscripts[openDocument], sources[source], first)])));
  }));
}

/** Light what the selection is about. */
function lightSelection() {
  if (!view.text) return;
  const index = knownFacts();
  const selection = `${builtFor} ${view.node} ${view.edge}`;
  const chosen = view.edge !== null ? index.facts.flatMap(({ line }, number) => (line === view.edge ? [number] : [])) : view.node ? index.of.get(view.node) || [] : [];
  lightFacts(chosen);
  if (selection !== litFor && chosen.length) bringIntoText(litPieces.find((segment) => segment.classList.contains("lit-main")));
  litFor = selection;
}

/** The selection that was lit last. */
let litFor = "";

/** Scroll the text, and nothing else, to a segment. @param {Element | undefined} segment */
function bringIntoText(segment) {
  const frame = byId("reader-text");
  if (!segment) return;
  const scrolled = frame.scrollHeight > frame.clientHeight ? frame : byId("reader");
  const middle = scrolled.getBoundingClientRect().top + scrolled.clientHeight / 2;
  scrolled.scrollBy({ top: segment.getBoundingClientRect().top - middle });
}
