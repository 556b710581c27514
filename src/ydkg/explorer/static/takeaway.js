/** What can be taken away: the picture as PNG and SVG, the visible part as Turtle and CSV, the address. */

/** @param {string} name @param {string | Blob} content */
function save(name, content) {
  giveFile(name, content);
  announce(gettext("Saved {name}", { name }));
}

/** The things and relations of the present view. */
function visiblePart() {
  const ids = [...things.keys()].filter((id) => (view.page === "picture" ? drawnNodes.get(id) : view.page === "paths" ? connected.has(id) : tabled(id)));
  const held = new Set(ids);
  return { ids, numbers: [...relations.keys()].filter((number) => held.has(lines[number].from) && held.has(lines[number].to)) };
}

/** The picture as it is in the frame, in a file of lines, shapes and names. */
function svgText() {
  network.redraw(); // so that names stand where they are to be now
  const frame = byId("canvas");
  const scale = network.getScale();
  const places = network.getPositions();
  const number = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const svg = drawn("svg", { xmlns: svgSpace, viewBox: `0 0 ${frame.clientWidth} ${frame.clientHeight}`, width: frame.clientWidth, height: frame.clientHeight, "font-family": theme.sans, "font-size": labelSize },
    drawn("title", {}, document.title), drawn("rect", { width: frame.clientWidth, height: frame.clientHeight, fill: theme.page }));
  for (const { tint, left, top, right, bottom } of fieldBoxes) {
    const [start, end] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    svg.append(drawn("rect", { class: "field", x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y, fill: fieldColour(tint), "fill-opacity": "0.09", stroke: fieldColour(tint), "stroke-opacity": "0.45" }));
  }
  for (const line of drawnEdges.getIds()) {
    const { from, to } = lines[line];
    const [start, end] = [network.canvasToDOM(places[from]), network.canvasToDOM(places[to])];
    svg.append(drawn("line", { x1: start.x, y1: start.y, x2: end.x, y2: end.y, stroke: theme.line, "stroke-opacity": "0.5" }));
  }
  for (const [id, place] of Object.entries(places)) {
    const at = network.canvasToDOM(place);
    const { family } = thing(id);
    svg.append(drawn("path", { d: glyphPaths[family], fill: lit.size && !lit.has(id) ? theme.faded : theme.families[family], "fill-rule": "evenodd", transform: `translate(${number(at.x)} ${number(at.y)}) scale(${number(radiusOf(id) * scale)})` }, drawn("title", {}, nameOf(id))));
  }
  for (const { lines: found, x, y } of shownTitles) found.forEach((line, row) => svg.append(drawn("text", { x, y: y + titleLine * (row + 0.5) + 4, fill: theme.ink, "font-family": theme.serif, "font-weight": 600 }, line)));
  for (const { lines: found, x, y, strong, words } of shownLabels)
    found.forEach((line, row) => svg.append(drawn("text", { x, y: y + row * lineHeight + 4, fill: words ? theme.accent : theme.ink, stroke: theme.page, "stroke-width": 3, "paint-order": "stroke", "font-weight": strong ? 600 : 400 }, line)));
  return new XMLSerializer().serializeToString(svg);
}

/** @param {string} name */
function turtleName(name) {
  return /^[a-z0-9][a-z0-9-]*$/i.test(name) ? `ydr:${name}` : `<${iriOf(name).replace(/[<>"{}|\\^`\s]/g, encodeURIComponent)}>`;
}

/** @param {string} name @param {(string | undefined | false)[]} pairs predicates and objects; without some there is nothing to say */
function turtleBlock(name, pairs) {
  const said = pairs.filter(Boolean);
  return said.length ? `${name} ${said.join(" ;\n  ")} .` : "";
}

/** A line that says something to people alone. @param {string} words */
function turtleComment(words) {
  return `# ${words.replace(/\s+/g, " ").trim()}`;
}

/** Where something is written. @param {number | undefined} where @param {string} [predicate] @returns {string[]} */
function written(where, predicate = "prov:wasDerivedFrom") {
  return where === undefined ? [] : evidence[where].sources.map((number) => `${predicate} ${turtleName(sources[number].id)}`);
}

/** What is said of a fact. @param {string} id @param {string[]} fact @param {{where?: number, turtle?: string}} record */
function statementTurtle(id, [from, predicate, to], { where, turtle: more }) {
  return turtleBlock(turtleName(id), ["a rdf:Statement", `rdf:subject ${from}`, `rdf:predicate ${predicate}`, `rdf:object ${to}`, more, ...written(where)]);
}

/** A thing with its names and values, and the statements of its values. @param {string} id @returns {string[]} */
function thingTurtle(id) {
  const { values = [], mentions, described, registered, turtle: names } = thing(id);
  const name = turtleName(id);
  return [
    ...partTurtle(id),
    turtleBlock(name, [names, ...values.map(({ fact }) => fact.join(" ")), ...written(mentions, "yd:mentionedIn"), ...written(described), ...written(registered)]),
    ...values.flatMap((value) => (value.id ? [statementTurtle(value.id, [name, ...value.fact], value)] : [])),
  ];
}

/** A relation as a record, or as a fact with the statement of it. @param {number} number @returns {string[]} */
function relationTurtle(number) {
  const { predicate, id, record, defined } = relations[number];
  if (record) return [recordTurtle(relations[number])];
  const fact = [turtleName(lines[number].from), predicate, turtleName(lines[number].to)];
  return [`${fact.join(" ")} .`, ...(defined ? [] : [statementTurtle(id, fact, relations[number])])];
}

/** @param {{id: string, where?: number, turtle?: string}} record */
function recordTurtle({ id, where, turtle: says }) {
  return turtleBlock(turtleName(id), [says, ...written(where)]);
}

/**
 * The visible part as Turtle: things with their names and values, relations as records or with their statements, figures, comparisons,
 * milestones and first claims, and of each where it is written.
 */
function turtle() {
  const { ids, numbers } = visiblePart();
  const records = ids.flatMap((id) => [
    ...(figuresOf.get(id) || []).flatMap((figure) => [figure, ...(comparisonsOf.get(figure.id) || [])]), ...(milestonesOf.get(id) || []), ...(claimsOf.get(id) || []),
  ]);
  const facts = [...ids.map(thing).flatMap(({ mentions, described, registered, values = [] }) => [{ where: mentions }, { where: described }, { where: registered }, ...values]), ...numbers.map((number) => relations[number]), ...records];
  const places = new Set(facts.flatMap(({ where }) => (where === undefined ? [] : evidence[where].sources)));
  const used = new Set([...places].map((number) => sources[number].work));
  return `${[
    ...(partOf ? [turtleComment(partWords().map((part) => (typeof part === "string" ? part : part.textContent)).join(""))] : []),
    ...Object.entries(atlas.prefixes).map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .`),
    ...ids.flatMap(thingTurtle), ...numbers.flatMap(relationTurtle), ...records.map(recordTurtle),
    ...[...places].map((number) => sources[number]).filter(({ start }) => start !== undefined).map(({ work, start, end, id }) =>
      turtleBlock(turtleName(id), ["a yd:Passage", `yd:inDocument ${turtleName(works[work].id)}`, `yd:start ${start}`, `yd:end ${end}`])),
    ...[...used].map((work) => turtleBlock(turtleName(works[work].id), [works[work].turtle])),
  ].join("\n")}\n`;
}

/** Rows as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe. @param {(string | number)[][]} rows */
function csv(rows) {
  const safe = (/** @type {string | number} */ value) => {
    const text = String(value).replace(/^(?=[=+\-@\t\r])/, "'");
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => row.map(safe).join(",")).join("\r\n")}\r\n`;
}

/** The tables that are shown, if any. @returns {HTMLTableElement[]} */
function tablesShown() {
  return byId("stage-table").hidden ? [] : [.../** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("#table table.data"))];
}

/** The tables that are shown, as they are read, an empty row between two: what is folded away is left out. @returns {string[][]} */
function tableRows() {
  const words = (/** @type {Element} */ cell) => {
    const copy = /** @type {Element} */ (cell.cloneNode(true));
    copy.querySelectorAll("svg, details > :not(summary)").forEach((each) => each.remove());
    return [...copy.childNodes].map((part) => (part.textContent || "").replace(/\s+/g, " ").trim()).filter(Boolean).join("; ");
  };
  return tablesShown().flatMap((table, place) => [...(place ? [[]] : []), ...[...table.rows].map((row) => [...row.cells].map(words))]);
}

function thingRows() {
  return [["Id", "iri", "label", "label_zh", "kind", "family", "relations"], ...visiblePart().ids.map((id) => {
    const { name, kind, family } = thing(id);
    return [id, iriOf(id), english(name), Array.isArray(name) ? name[1] : "", english(kind), family, relationCount(id)];
  })];
}

function relationRows() {
  return [["iri", "Source", "source_label", "relation", "Target", "target_label", "role", "as_of", "sentence", "sources"], ...visiblePart().numbers.map((number) => {
    const { id, predicate, role, date, where } = relations[number];
    const { from, to } = lines[number];
    return [iriOf(id), from, english(thing(from).name), predicate, to, english(thing(to).name), english(role), date || "", sentenceOf(number), where === undefined ? "" : evidence[where].sources.map((place) => iriOf(sources[place].id)).join(" ")];
  })];
}

function startTakeAway() {
  const menu = /** @type {HTMLDetailsElement} */ (byId("take"));
  /** @type {Record<string, (button: HTMLElement) => void>} */
  const kinds = {
    png: () => { if (view.page === "picture") savePicture(); else saveTable(); },
    svg: () => save(`${viewName()}.svg`, view.page === "places" ? diagramText() : svgText()),
    turtle: () => save("ydkg.ttl", turtle()),
    csvThings: () => save(tablesShown().length ? `ydkg-${view.page}.csv` : "ydkg-things.csv", csv(tablesShown().length ? tableRows() : thingRows())),
    csvRelations: () => save("ydkg-relations.csv", csv(relationRows())),
    copyLink: (button) => copyText(location.href, button),
    embed: (button) => copyText(embedCode(), button),
    print: () => window.print(),
  };
  for (const [name, act] of Object.entries(kinds)) {
    const button = byId(`take-${name}`);
    button.addEventListener("click", () => {
      act(button);
      if (name !== "copyLink" && name !== "embed") menu.open = false;
    });
  }
  document.addEventListener("click", (event) => { if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
}
