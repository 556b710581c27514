/** What can be taken away: the picture as PNG and SVG, the visible part as Turtle and CSV, the address. */

/** @param {string} name @param {Blob} content */
function save(name, content) {
  const address = URL.createObjectURL(content);
  const link = /** @type {HTMLAnchorElement} */ (element("a", { attributes: { href: address, download: name } }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  announce(gettext("Saved {name}", { name }));
}

/** The things and relations of the present view. */
function visiblePart() {
  const ids = [...things.keys()].filter((id) => (view.page === "picture" ? drawnNodes.get(id) : view.page === "paths" ? connected.has(id) : tabled(id)));
  const held = new Set(ids);
  return { ids, numbers: [...relations.keys()].filter((number) => held.has(lines[number].from) && held.has(lines[number].to)) };
}

function savePng() {
  const drawing = /** @type {HTMLCanvasElement} */ (byId("canvas").querySelector("canvas"));
  const copy = document.createElement("canvas");
  copy.width = drawing.width;
  copy.height = drawing.height;
  const context = copy.getContext("2d");
  if (!context) return;
  context.fillStyle = theme.page;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawing, 0, 0);
  copy.toBlob((blob) => { if (blob) save("ydkg.png", blob); });
}

/** The picture as it is in the frame, in a file of lines, shapes and names. */
function svgText() {
  const frame = byId("canvas");
  const scale = network.getScale();
  const places = network.getPositions();
  const number = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const svg = drawn("svg", { xmlns: svgSpace, viewBox: `0 0 ${frame.clientWidth} ${frame.clientHeight}`, width: frame.clientWidth, height: frame.clientHeight, "font-family": theme.sans, "font-size": labelSize });
  svg.append(drawn("title", {}, document.title), drawn("rect", { width: frame.clientWidth, height: frame.clientHeight, fill: theme.page }));
  for (const line of drawnEdges.getIds()) {
    const { from, to } = lines[line];
    const [start, end] = [network.canvasToDOM(places[from]), network.canvasToDOM(places[to])];
    svg.append(drawn("line", { x1: start.x, y1: start.y, x2: end.x, y2: end.y, stroke: theme.line, "stroke-opacity": "0.5" }));
  }
  const wanted = [];
  for (const [id, place] of Object.entries(places)) {
    const at = network.canvasToDOM(place);
    const radius = radiusOf(id) * scale;
    const shape = drawn("path", { d: glyphPaths[thing(id).family], fill: theme.families[thing(id).family], "fill-rule": "evenodd", transform: `translate(${number(at.x)} ${number(at.y)}) scale(${number(radius)})` });
    shape.append(drawn("title", {}, nameOf(id)));
    svg.append(shape);
    wanted.push({ id, text: nameOf(id), ...at, radius, rank: connections(id), faded: false, strong: id === view.node });
  }
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  drawLabels(/** @type {any} */ (context), wanted, { width: frame.clientWidth, height: frame.clientHeight }, (text, x, y, strong) => svg.append(
    drawn("text", { x, y: y + 4, fill: theme.ink, stroke: theme.page, "stroke-width": 3, "paint-order": "stroke", "font-weight": strong ? 600 : 400 }, text)));
  return new XMLSerializer().serializeToString(svg);
}

/** @param {string} name */
function turtleName(name) {
  return /^[a-z0-9][a-z0-9-]*$/i.test(name) ? `ydr:${name}` : `<${iriOf(name).replace(/[<>"{}|\\^`\s]/g, encodeURIComponent)}>`;
}

/** @param {string} text @param {string} [language] */
function turtleText(text, language) {
  const escaped = text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n").replace(/\r/g, "\\r");
  return `"${escaped}"${language ? `@${language}` : ""}`;
}

/** @typedef {[string, string | undefined | false]} Pair a predicate, and an object as Turtle; without it there is nothing to say */

/** @param {string} name @param {Pair[]} pairs */
function turtleBlock(name, pairs) {
  return `${name} ${pairs.filter(([, object]) => object).map((pair) => pair.join(" ")).join(" ;\n  ")} .`;
}

/** @param {string} predicate @param {string[]} names @returns {Pair[]} */
function each(predicate, names) {
  return names.map((name) => [predicate, turtleName(name)]);
}

/** @param {string | undefined} name */
function optionalName(name) {
  return name && turtleName(name);
}

/** @param {string | undefined} day */
function turtleDay(day) {
  return day && `"${day}"^^xsd:date`;
}

/** Where something is written. @param {number[] | undefined} numbers @param {string} [predicate] @returns {Pair[]} */
function written(numbers, predicate = "prov:wasDerivedFrom") {
  return each(predicate, (numbers || []).map((number) => sourceName(sources[number])));
}

/** What the editors note. @param {string | undefined} note @returns {Pair} */
function noted(note) {
  return ["skos:editorialNote", note && turtleText(note, "en")];
}

/** A thing with its names and values, and the statements of its values. @param {string} id @returns {string[]} */
function thingTurtle(id) {
  const { label, zh, aliases, kind, definition, note, values = [], mentions, sources: found } = thing(id);
  const name = turtleName(id);
  return [turtleBlock(name, [
    ["a", atlas.kinds[kind]?.[1] || "rdfs:Resource"],
    ["rdfs:label", turtleText(label, "en")],
    ["rdfs:label", zh && turtleText(zh, "zh-hans")],
    ...(aliases || []).map((alias) => /** @type {Pair} */ (["skos:altLabel", turtleText(alias, languageOf(alias).toLowerCase())])),
    ["skos:definition", definition && turtleText(definition, "en")],
    noted(note),
    ...values.map(({ property, object }) => /** @type {Pair} */ ([property, object])),
    ...written(mentions, "yd:mentionedIn"),
    ...written(found),
  ]), ...values.filter((value) => value.id).map((value) => statementTurtle(`statement-${value.id}`, name, value.property, value.object, value))];
}

/** What is said of a fact. @param {string} id @param {string} from @param {string} predicate @param {string} to @param {{sources: number[], confidence?: string, note?: string}} evidence */
function statementTurtle(id, from, predicate, to, { sources: places, confidence, note }) {
  return turtleBlock(turtleName(id), [["a", "rdf:Statement"], ["rdf:subject", from], ["rdf:predicate", predicate], ["rdf:object", to], ["yd:confidence", confidence && atlas.terms[confidence]], ["skos:note", note && turtleText(note, "en")], ...written(places)]);
}

/** A relation as a record, or as a fact with the statement of it. @param {number} number @returns {string[]} */
function relationTurtle(number) {
  const { predicate, id, role, sentence, date, sources: places, undrawn } = relations[number];
  const [from, to] = [turtleName(lines[number].from), turtleName(lines[number].to)];
  const shape = atlas.shapes[predicate];
  if (shape) return [turtleBlock(turtleName(id), [["a", predicate], [shape[0], from], [shape[1], to], [shape[2], shape[2] && role && atlas.terms[role]], ["rdfs:label", sentence && turtleText(sentence, "en")], ["yd:asOf", turtleDay(date)], ...written(places)])];
  const fact = `${from} ${predicate} ${to} .`;
  return undrawn ? [fact] : [fact, statementTurtle(id, from, predicate, to, relations[number])];
}

/** @param {string} id @param {Observation} figure */
function figureTurtle(id, { label, metric, about, value, unit, bound, status, period, edition, asOf, parts, topics, note, sources: places }) {
  const [above, below] = (parts || "").split("/");
  return turtleBlock(turtleName(id), [
    ["a", "yd:Observation"], ["rdfs:label", turtleText(label, "en")], ["yd:metric", optionalName(metric)], ["yd:about", turtleName(about)],
    ["yd:value", value !== null && `"${value}"^^xsd:decimal`], ["qudt:hasUnit", unit], ["yd:bound", bound === undefined ? "yd:Exactly" : bound && `yd:${bound}`],
    ["yd:numerator", above], ["yd:denominator", below], ["yd:valueStatus", atlas.terms[status || ""]], ["yd:period", atlas.terms[period || ""]],
    ["yd:inEdition", atlas.terms[edition || ""]], ["yd:asOf", turtleDay(asOf)], ...each("dcterms:subject", topics || []), noted(note), ...written(places),
  ]);
}

/** @param {Comparison} comparison */
function comparisonTurtle({ id, label, current, baseline, target, againstAbout, againstPeriod, stated, outcome, note, sources: places }) {
  const [change, unit, bound, kind] = stated || [];
  return turtleBlock(turtleName(id), [
    ["a", "yd:Comparison"], ["rdfs:label", turtleText(label, "en")], ["yd:current", optionalName(current)], ["yd:baseline", optionalName(baseline)], ["yd:target", optionalName(target)],
    ["yd:baselineAbout", atlas.terms[againstAbout || ""]], ["yd:baselinePeriod", atlas.terms[againstPeriod || ""]], ["yd:statedChange", change && `"${change}"^^xsd:decimal`],
    ["qudt:hasUnit", unit], ["yd:bound", bound], ["yd:changeKind", kind], ["yd:statedOutcome", outcome && `yd:${outcome}`], noted(note), ...written(places),
  ]);
}

/** @param {(typeof milestones)[0]} milestone */
function milestoneTurtle({ id, about, stage, modality, on, notAfter, asOf, note, sources: places }) {
  return turtleBlock(turtleName(id), [["a", "yd:Milestone"], ["yd:about", turtleName(about)], ["yd:stage", optionalName(stage)], ["yd:modality", modality && `yd:${modality}`], ["yd:on", turtleDay(on)], ["yd:notAfter", turtleDay(notAfter)], ["yd:asOf", turtleDay(asOf)], noted(note), ...written(places)]);
}

/** @param {Claim} claim */
function claimTurtle({ id, label, about, of, scope, since, note, sources: places }) {
  return turtleBlock(turtleName(id), [["a", "yd:FirstClaim"], ["rdfs:label", turtleText(label, "en")], ["yd:about", turtleName(about)], ["yd:scope", optionalName(scope)], ["yd:claimedClass", of && turtleText(of, "en")], ["yd:since", optionalName(since)], noted(note), ...written(places)]);
}

/** A passage with its place, or a document or register with its title and address. @param {Source} source @returns {string} */
function sourceTurtle({ work, start, end, id }) {
  const { title, link, kind, id: name, date } = works[work];
  if (start !== undefined) return turtleBlock(turtleName(sourceName({ work, start, end, id })), [["a", "yd:Passage"], ["yd:inDocument", turtleName(name)], ["yd:start", String(start)], ["yd:end", String(end)]]);
  return turtleBlock(turtleName(name), [["a", kind === "register" ? "yd:Register" : "yd:Document"], ["dcterms:title", turtleText(title, "en")], ["dcterms:source", link && turtleName(link)], ["dcterms:issued", kind === "document" && turtleDay(date)]]);
}

/**
 * The visible part as Turtle: things with their names and values, relations as records or with their statements, figures, comparisons,
 * milestones and first claims, and of each where it is written.
 */
function turtle() {
  const { ids, numbers } = visiblePart();
  const held = new Set(ids);
  const figures = [...observations].filter(([, { about }]) => held.has(about));
  const known = new Set(figures.map(([id]) => id));
  const told = [
    comparisons.filter(({ current }) => known.has(current || "")), milestones.filter(({ about }) => held.has(about)), claims.filter(({ about }) => held.has(about)),
  ];
  const places = new Set([
    ...ids.map(thing).flatMap(({ mentions = [], sources: found = [], values = [] }) => [...mentions, ...found, ...values.flatMap((value) => value.sources)]), ...numbers.flatMap((number) => relations[number].sources),
    ...figures.flatMap(([, figure]) => figure.sources), ...told.flat().flatMap((record) => record.sources),
  ]);
  const used = new Set([...places].map((number) => sources[number].work));
  const [compared, reached, claimed] = /** @type {[Comparison[], typeof milestones, Claim[]]} */ (told);
  return `${[
    ...Object.entries(atlas.prefixes).map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .`),
    ...ids.flatMap(thingTurtle), ...numbers.flatMap(relationTurtle), ...figures.map(([id, figure]) => figureTurtle(id, figure)),
    ...compared.map(comparisonTurtle), ...reached.map(milestoneTurtle), ...claimed.map(claimTurtle),
    ...[...places].filter((number) => sources[number].start !== undefined).map((number) => sourceTurtle(sources[number])),
    ...[...used].map((work) => sourceTurtle({ work })),
  ].join("\n")}\n`;
}

/** The name of a passage or register. @param {Source} source */
function sourceName({ work, start, end, id }) {
  return id || (start === undefined ? works[work].id : `passage-${works[work].id}-${start}-${end}`);
}

/** Rows as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe. @param {(string | number)[][]} rows */
function csv(rows) {
  const safe = (/** @type {string | number} */ value) => {
    const text = String(value).replace(/^(?=[=+\-@\t\r])/, "'");
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => row.map(safe).join(",")).join("\r\n")}\r\n`;
}

function thingRows() {
  return [["iri", "label", "label_zh", "kind", "family", "connections"], ...visiblePart().ids.map((id) => {
    const { label, zh, kind, family } = thing(id);
    return [iriOf(id), label, zh || "", kind, family, connections(id)];
  })];
}

function relationRows() {
  return [["iri", "subject", "subject_label", "relation", "object", "object_label", "role", "as_of", "sentence", "sources"], ...visiblePart().numbers.map((number) => {
    const { id, predicate, role, date, sources: places } = relations[number];
    const { from, to } = lines[number];
    return [iriOf(id), iriOf(from), thing(from).label, predicate, iriOf(to), thing(to).label, role || "", date || "", sentenceOf(number), places.map((place) => iriOf(sourceName(sources[place]))).join(" ")];
  })];
}

function startTakeAway() {
  const menu = /** @type {HTMLDetailsElement} */ (byId("take"));
  const text = (/** @type {string} */ content, /** @type {string} */ type) => new Blob([content], { type: `${type};charset=utf-8` });
  /** @type {Record<string, (button: HTMLElement) => void>} */
  const kinds = {
    png: savePng,
    svg: () => save("ydkg.svg", text(svgText(), "image/svg+xml")),
    turtle: () => save("ydkg.ttl", text(turtle(), "text/turtle")),
    csvThings: () => save("ydkg-things.csv", text(csv(thingRows()), "text/csv")),
    csvRelations: () => save("ydkg-relations.csv", text(csv(relationRows()), "text/csv")),
    copyLink: (button) => copyText(location.href, button),
    print: () => window.print(),
  };
  for (const [name, act] of Object.entries(kinds)) {
    const button = byId(`take-${name}`);
    button.addEventListener("click", () => {
      act(button);
      if (name !== "copyLink") menu.open = false;
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
