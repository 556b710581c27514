/** What leaves the page: pictures as PNG and SVG, tables as CSV, citations and code to embed it. */

import { fieldBoxes, titleLine } from "./arrangement.js";
import { copyText } from "./citation.js";
import { connected } from "./connections.js";
import { atlas, claimsOf, comparisonsOf, english, evidence, facetNames, familyNames, figuresOf, inAll, iriOf, lines, milestones, milestonesOf, nameOf, partOf, relationCount, relations, sentenceOf, thing, things } from "./data.js";
import { announce, byId, drawn, element, giveFile, svgSpace } from "./elements.js";
import { facetLabel, periodChosen, periodLabel } from "./filters.js";
import { labelSize, lineHeight, wrapped } from "./labels.js";
import { diagramDrawing } from "./map.js";
import { partWords, placeCount } from "./panel.js";
import { drawnEdges, drawnNodes, lit, network, radiusOf, shownLabels, shownTitles, theme } from "./picture.js";
import { sources, works } from "./sources.js";
import { tabled } from "./tables.js";
import { colon, comma, gettext, pick } from "./texts.js";
import { lineName, pageNames, view } from "./view.js";
import { capitalized, glyphPaths, glyphShapes, linkElement } from "./words.js";

const imageMargin = 18;
/** @typedef {{text: string, font: string, colour: string, height: number}} ImageRow */

/** What the view shows beside the whole, in words. @returns {string[]} */
function viewWords() {
  const { focus, node, edge, trail } = view;
  const arranged = byId("arrange").querySelector('[aria-pressed="true"]')?.textContent || "";
  return [
    view.page !== "picture" ? gettext(pageNames[view.page]) : focus ? byId("scope").textContent || "" : arranged,
    node ? capitalized(nameOf(node)) : edge !== null ? sentenceOf(edge) : trail.length ? `${nameOf(trail[0])} – ${nameOf(trail[trail.length - 1])}` : "",
    ...facetNames.filter((name) => view[name]).map((name) => facetLabel(name, view[name])),
    periodChosen() ? periodLabel() : "",
  ].filter(Boolean);
}

/** The view's name for a file: what is chosen in it, else how it is arranged. */
function viewName() {
  const { focus, node, edge, trail } = view;
  const picture = view.page === "picture";
  const chosen = [
    !picture && view.page, focus && `${focus.id} ${focus.steps}`, node !== focus?.id && node, edge !== null && lineName(edge), trail.length && `${trail[0]} ${trail[trail.length - 1]}`,
    ...facetNames.map((name) => view[name]), view.since, view.until,
  ].filter(Boolean);
  return `ydkg ${chosen.join(" ") || view.arranged}`.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase().slice(0, 90);
}

/** Break rows where they are wider than the image. @param {CanvasRenderingContext2D} context @param {ImageRow[]} rows @param {number} width @returns {ImageRow[]} */
function brokenRows(context, rows, width) {
  return rows.flatMap((row) => {
    context.font = row.font;
    return wrapped(row.text, (text) => context.measureText(text).width, width - 2 * imageMargin).map((text) => ({ ...row, text }));
  });
}

/** Rows with the height of their middle, one below the other. @param {ImageRow[]} rows @param {number} top */
function placedRows(rows, top) {
  let at = top + imageMargin * 0.6;
  return rows.map((row) => ({ ...row, middle: (at += row.height) - row.height / 2 }));
}

/** @param {CanvasRenderingContext2D} context @param {ImageRow[]} rows @param {number} top */
function paintRows(context, rows, top) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const { text, font, colour, middle } of placedRows(rows, top)) {
    Object.assign(context, { font, fillStyle: colour });
    context.fillText(text, imageMargin, middle);
  }
}

/** @param {ImageRow[]} rows */
function heightOf(rows) {
  return rows.reduce((sum, { height }) => sum + height, imageMargin * 1.2);
}

/** The families in the picture by their shapes, in lines of the image's width; without a context it is only measured. @param {CanvasRenderingContext2D} context @param {number} width @param {number} top @param {boolean} paint @returns {number} its height */
function imageKey(context, width, top, paint) {
  const shown = new Set(drawnNodes.getIds().map((/** @type {string} */ id) => thing(id).family));
  let [x, y] = [imageMargin, top + 9];
  context.font = `12.5px ${theme.sans}`;
  const put = (/** @type {string} */ text, /** @type {() => void} */ mark) => {
    const length = context.measureText(text).width + 34;
    if (x + length > width && x > imageMargin) [x, y] = [imageMargin, y + 20];
    if (paint) {
      mark();
      context.fillStyle = theme.soft;
      context.fillText(text, x + 17, y);
    }
    x += length;
  };
  for (const [family, name] of [...familyNames].filter(([key]) => shown.has(key))) put(pick(name), () => {
    context.save();
    context.translate(x + 6, y);
    context.scale(5, 5);
    context.fillStyle = theme.families[family];
    context.fill(glyphShapes[family], "evenodd");
    context.restore();
  });
  for (const { classList, nextElementSibling } of milestones.length ? byId("legend").querySelectorAll(".status-mark") : []) put(nextElementSibling?.textContent || "", () => {
    Object.assign(context, { strokeStyle: theme.soft, fillStyle: theme.soft, lineWidth: 2 });
    context.strokeRect(x + 2, y - 4, 8, 8);
    if (!classList.contains("hollow")) context.fillRect(x + 1, classList.contains("half") ? y : y - 5, 10, classList.contains("half") ? 5 : 10);
  });
  return y + 12 - top;
}

/** Draw the picture denser for a moment. @param {number} ratio dots a pixel @param {() => void} take */
function atDensity(ratio, take) {
  const known = Object.getOwnPropertyDescriptor(window, "devicePixelRatio");
  const draw = () => { network.canvas.setSize(); network.redraw(); };
  Object.defineProperty(window, "devicePixelRatio", { configurable: true, value: ratio });
  draw();
  take();
  if (known) Object.defineProperty(window, "devicePixelRatio", known);
  draw();
}

function savePicture() {
  const drawing = /** @type {HTMLCanvasElement} */ (byId("canvas").querySelector("canvas"));
  // A fitted picture leaves the room of the buttons above it empty.
  const above = view.camera ? 0 : byId("arrange").offsetHeight + 4;
  const [width, tall] = [drawing.clientWidth, drawing.clientHeight - above];
  const ratio = Math.max(2, window.devicePixelRatio);
  saveFramed(width, tall, ratio, byId("scope").textContent || "", true, (context, top) =>
    atDensity(ratio, () => context.drawImage(drawing, 0, above * ratio, width * ratio, tall * ratio, 0, top, width, tall)));
}

/** The most dots that an image has from its top to its end, as browsers draw them. */
const tallest = 16000;

/** What of the page's style is no use in an image: nothing is scrolled there. */
const imageStyle = ".timeline .axis, .board-heads, .data thead th, .diagram { position: static !important; }";

/** Save timeline, places or a table: its elements, with the page's style, as a drawing of the browser's own. */
async function saveTable() {
  const part = byId("table");
  // Lines may break a little earlier in an image than on the screen.
  const [width, tall] = [part.scrollWidth, part.scrollHeight + 3 * imageMargin];
  const style = `${document.querySelector("style")?.textContent || ""}${imageStyle}`;
  const root = getComputedStyle(document.documentElement);
  const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
  // What only acts is left out; colours are those of now, light or dark, and the diagram is as large as it is.
  copy.querySelectorAll(".switch, form, .more").forEach((each) => each.remove());
  copy.querySelectorAll(".diagram-frame").forEach((each) => { /** @type {HTMLElement} */ (each).style.maxWidth = `${byId("diagram").offsetWidth}px`; });
  copy.style.cssText = [...new Set(style.match(/--[\w-]+(?=:)/g))].filter((name) => root.getPropertyValue(name)).map((name) => `${name}: ${root.getPropertyValue(name)};`).join("")
    + `width: ${part.clientWidth}px; font: ${getComputedStyle(document.body).font}; color: ${theme.ink}; background: ${theme.page};`;
  // As wide as the window, so that the style's own conditions are those of the page.
  const size = { width: window.innerWidth, height: tall };
  const svg = drawn("svg", { xmlns: svgSpace, ...size }, drawn("foreignObject", size, element("style", { text: style }), copy));
  const image = new Image();
  await new Promise((loaded) => {
    image.onload = loaded;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  });
  const ratio = Math.min(Math.max(2, window.devicePixelRatio), tallest / (tall + 200));
  saveFramed(width + 2 * imageMargin, tall, ratio, byId("row-count").textContent || "", false, (context, top) => context.drawImage(image, 0, 0, width, tall, imageMargin, top, width, tall));
}

/** What stands above a picture, its title, and below it, its sources. @param {CanvasRenderingContext2D} context @param {number} width @param {string} scope how much it shows, in words */
function frameRows(context, width, scope) {
  const quiet = { font: `12px ${theme.sans}`, colour: theme.soft, height: 17 };
  return {
    head: brokenRows(context, [
      { text: pick(atlas.title), font: `600 19px ${theme.serif}`, colour: theme.ink, height: 26 },
      { text: viewWords().join(" · "), font: `13.5px ${theme.sans}`, colour: theme.soft, height: 20 },
    ], width),
    foot: brokenRows(context, [
      { ...quiet, text: scope },
      ...works.filter(({ register }) => !register).slice(0, 3).map(({ cited }) => ({ ...quiet, text: `${gettext("Source")}${colon()}${pick(cited[1])}` })),
      { ...quiet, text: pick(atlas.made) },
    ], width),
  };
}

/** A drawing with its title above and its sources below, as a file. @param {SVGElement} drawing @param {number} width @param {number} tall @param {string} scope how much it shows, in words */
function framedSvg(drawing, width, tall, scope) {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return "";
  const { head, foot } = frameRows(context, width, scope);
  const [top, size] = [heightOf(head), { width, height: heightOf(head) + tall + heightOf(foot) }];
  for (const [name, value] of Object.entries({ y: top, width, height: tall })) drawing.setAttribute(name, String(value));
  const svg = drawn("svg", { xmlns: svgSpace, viewBox: `0 0 ${size.width} ${size.height}`, ...size }, drawn("title", {}, document.title), drawn("rect", { ...size, fill: theme.page }), drawing);
  for (const { text, font, colour, middle } of [...placedRows(head, 0), ...placedRows(foot, top + tall)])
    svg.append(drawn("text", { x: imageMargin, y: middle + 5, fill: colour, style: `font: ${font}` }, text));
  return new XMLSerializer().serializeToString(svg);
}

/**
 * Save an image with its title above and its sources below.
 * @param {number} width @param {number} tall @param {number} ratio dots a pixel @param {string} scope how much it shows, in words
 * @param {boolean} key whether the key of shapes stands above it @param {(context: CanvasRenderingContext2D, top: number) => void} paint
 */
function saveFramed(width, tall, ratio, scope, key, paint) {
  const image = document.createElement("canvas");
  const context = image.getContext("2d");
  if (!context) return;
  const { head, foot } = frameRows(context, width, scope);
  const top = heightOf(head) + (key ? imageKey(context, width, 0, false) : 0);
  Object.assign(image, { width: Math.round(width * ratio), height: Math.round((top + tall + heightOf(foot)) * ratio) });
  context.scale(ratio, ratio);
  context.fillStyle = theme.page;
  context.fillRect(0, 0, width, top + tall + heightOf(foot));
  paintRows(context, head, 0);
  if (key) imageKey(context, width, heightOf(head), true);
  paintRows(context, foot, top + tall);
  const name = `${viewName()}.png`;
  paint(context, top);
  if (asked) leave(image.toDataURL());
  else image.toBlob((blob) => { if (blob) save(name, blob); });
}

/** Say below an embedded view what it is, where it is taken from, and where all of it is. */
export function showEmbedded() {
  byId("embedded").hidden = !view.embed;
  if (!view.embed) return;
  byId("embedded-title").textContent = [pick(atlas.title), ...viewWords()].join(" · ");
  byId("embedded-source").replaceChildren(...works.filter(({ register }) => !register).slice(0, 3).flatMap(({ title, link, day }) => [
    linkElement(pick(title), link), element("span", { text: day ? `${comma()}${pick(day)} ` : " " }),
  ]));
  /** @type {HTMLAnchorElement} */ (byId("embedded-open")).href = location.href.replace(/&?embed=1/, "");
}

/** The code by which another page embeds this view; a page on disk is named as if it lay beside that page. */
function embedCode() {
  const here = location.protocol === "file:" ? location.href.replace(/^[^#]*\//, "") : location.href;
  const address = `${here}${here.includes("#") ? "&" : "#"}embed=1`;
  const frame = element("iframe", { attributes: { src: address, title: [pick(atlas.title), ...viewWords()].join(" · "), width: "100%", height: "640", loading: "lazy", frameborder: "0" } });
  return new XMLSerializer().serializeToString(frame).replace(/ xmlns="[^"]*"/, "");
}

/** The picture that the address asks for, for a program that opened the page. */
let asked = new URLSearchParams(location.hash.slice(1)).get("give");

/** Take the picture that is asked for, if any, where this view has one. */
export function givePicture() {
  const button = asked === "png" || asked === "svg" ? byId(`take-${asked}`) : null;
  if (button && !button.hidden) button.click();
  else asked = null;
}

/** Leave a picture in the page for the program that asked, at once and once: what is taken later is a download. @param {string} address with all of the picture */
function leave(address) {
  byId("given").textContent = address;
  asked = null;
}

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

/** The picture as it is in the frame, of lines, shapes and names. */
function pictureSvg() {
  network.redraw(); // so that names stand where they are to be now
  const frame = byId("canvas");
  const scale = network.getScale();
  const places = network.getPositions();
  const number = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const svg = drawn("svg", { viewBox: `0 0 ${frame.clientWidth} ${frame.clientHeight}`, "font-family": theme.sans, "font-size": labelSize });
  for (const { colour, left, top, right, bottom } of fieldBoxes) {
    const [start, end] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    svg.append(drawn("rect", { class: "field", x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y, fill: colour, "fill-opacity": "0.09", stroke: colour, "stroke-opacity": "0.45" }));
  }
  for (const line of drawnEdges.getIds()) {
    const { from, to } = lines[line];
    const [start, end] = [network.canvasToDOM(places[from]), network.canvasToDOM(places[to])];
    svg.append(drawn("line", { x1: start.x, y1: start.y, x2: end.x, y2: end.y, stroke: theme.line, "stroke-opacity": "0.5", "stroke-dasharray": line < relations.length ? "none" : "2 3" }));
  }
  svg.append(drawn("clipPath", { id: "lower-half" }, drawn("rect", { x: -2, y: 0, width: 4, height: 2 })));
  for (const [id, place] of Object.entries(places)) {
    const at = network.canvasToDOM(place);
    const { family, status } = thing(id);
    const colour = lit.size && !lit.has(id) ? theme.faded : theme.families[family];
    const shape = { d: glyphPaths[family], fill: colour, "fill-rule": "evenodd", transform: `translate(${number(at.x)} ${number(at.y)}) scale(${number(radiusOf(id) * scale)})` };
    /** @type {Record<string, string | number>} */
    const begun = status === "Planned" || status === "Underway" ? { fill: theme.page, stroke: colour, "stroke-width": 0.3 } : {};
    svg.append(drawn("path", { ...shape, ...begun }, drawn("title", {}, nameOf(id))));
    if (status === "Underway") svg.append(drawn("path", { ...shape, "clip-path": "url(#lower-half)" }));
  }
  for (const { lines: found, x, y } of shownTitles) found.forEach((line, row) => svg.append(drawn("text", { x, y: y + titleLine * (row + 0.5) + 4, fill: theme.ink, "font-family": theme.serif, "font-weight": 600 }, line)));
  for (const { lines: found, x, y, strong, words } of shownLabels)
    found.forEach((line, row) => svg.append(drawn("text", { x, y: y + row * lineHeight + 4, fill: words ? theme.accent : theme.ink, stroke: theme.page, "stroke-width": 3, "paint-order": "stroke", "font-weight": strong ? 600 : 400 }, line)));
  return framedSvg(svg, frame.clientWidth, frame.clientHeight, byId("scope").textContent || "");
}

/** The map as it is drawn. */
function diagramSvg() {
  const { offsetWidth, offsetHeight } = byId("diagram");
  const drawing = diagramDrawing();
  return drawing ? framedSvg(drawing, offsetWidth, offsetHeight, byId("row-count").textContent || "") : "";
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

/** What is said of a fact. @param {string} id @param {string[]} fact @param {number | undefined} where @param {string | undefined} more */
function statementTurtle(id, [from, predicate, to], where, more) {
  return turtleBlock(turtleName(id), ["a rdf:Statement", `rdf:subject ${from}`, `rdf:predicate ${predicate}`, `rdf:object ${to}`, more, ...written(where)]);
}

/** A thing with its names and values, and the statements of its values. @param {string} id @returns {string[]} */
function thingTurtle(id) {
  const { values = [], mentions, described, registered, turtle: names } = thing(id);
  const name = turtleName(id);
  return [
    ...partTurtle(id),
    turtleBlock(name, [names, ...values.map(({ property, object }) => `${property} ${object}`), ...written(mentions, "yd:mentionedIn"), ...written(described), ...written(registered)]),
    ...values.flatMap((value) => (value.id ? [statementTurtle(value.id, [name, value.property, value.object], value.evidence, value.turtle)] : [])),
  ];
}

/** A relation as a record, or as a fact with the statement of it. @param {number} number @returns {string[]} */
function relationTurtle(number) {
  const { predicate, id, record, defined, evidence: where, turtle: more } = relations[number];
  if (record) return [recordTurtle(relations[number])];
  const fact = [turtleName(lines[number].from), predicate, turtleName(lines[number].to)];
  return [`${fact.join(" ")} .`, ...(defined ? [] : [statementTurtle(id, fact, where, more)])];
}

/** @param {{id: string, evidence?: number, turtle?: string}} record */
function recordTurtle({ id, evidence: where, turtle: says }) {
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
  const facts = [...ids.map(thing).flatMap(({ mentions, described, registered, values = [] }) => [{ evidence: mentions }, { evidence: described }, { evidence: registered }, ...values]), ...numbers.map((number) => relations[number]), ...records];
  const places = new Set(facts.flatMap(({ evidence: where }) => (where === undefined ? [] : evidence[where].sources)));
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
    const { id, predicate, role, date, evidence: where } = relations[number];
    const { from, to } = lines[number];
    return [iriOf(id), from, english(thing(from).name), predicate, to, english(thing(to).name), english(role), date || "", sentenceOf(number), where === undefined ? "" : evidence[where].sources.map((place) => iriOf(sources[place].id)).join(" ")];
  })];
}

export function startTakeAway() {
  const menu = /** @type {HTMLDetailsElement} */ (byId("take"));
  /** @type {Record<string, (button: HTMLElement) => void>} */
  const kinds = {
    png: () => { if (view.page === "picture") savePicture(); else saveTable(); },
    svg: () => {
      const text = view.page === "places" ? diagramSvg() : pictureSvg();
      if (asked) leave(`data:image/svg+xml,${encodeURIComponent(text)}`);
      else save(`${viewName()}.svg`, text);
    },
    turtle: () => save("ydkg.ttl", turtle()),
    csvTable: () => save(`ydkg-${view.page}.csv`, csv(tableRows())),
    csvThings: () => save("ydkg-things.csv", csv(thingRows())),
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
  menu.addEventListener("toggle", () => {
    byId("take-csvTable").hidden = !tablesShown().length;
    byId("take-csvThings").hidden = tablesShown().length > 0;
  });
  document.addEventListener("click", (event) => { if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
}

/** What is left out of Turtle, as comments. @param {string} id a thing @returns {string[]} */
function partTurtle(id) {
  const n = placeCount(thing(id).mentions);
  const m = inAll(id, "mentions", n);
  return n === m ? [] : [turtleComment(`${turtleName(id)}${colon()}${gettext("The first {n} of {m} places where it is named.", { n, m })}`)];
}
