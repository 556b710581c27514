/** The picture: vis-network holds what is visible; glyphs, highlights and names are drawn by the page itself. */

const revealLimit = 24;
const denseLines = 800;
/** With more things drawn or lit than this their names may be cut. */
const wholeLimit = 24;
/** How strong lines are, of what they were, where others are lit. */
const fadedLines = 0.4;

/** @type {Map<string, {x: number, y: number, size: number}>} */
const pictured = new Map(atlas.picture.nodes.map((/** @type {[string, number, number, number]} */ [id, x, y, size]) => [id, { x, y, size }]));
/** @type {Map<string, [number, number]>} */
const overview = new Map(Object.entries(atlas.picture.overview));

/** @type {any} */
let drawnNodes = new Held();
/** @type {any} */
let drawnEdges = new Held();
/** @type {any} */
let network = null;
let stretch = 1;
/** Whether there are so many lines that vis-network draws nothing while the picture is dragged, and the page an image of it. */
let dense = false;
/** Whether the lines have the style that they have around a thing in focus. */
let focused = false;
/** The names that were drawn last. @type {Label[]} */
let shownLabels = [];
/** The titles that were drawn last. @type {Title[]} */
let shownTitles = [];
/** Things lit up by the selection, with the selection itself. @type {Set<string>} */
let lit = new Set();

/** Have the picture drawn with the next frame, once however often it is asked for; vis-network has no public way to ask. */
function askForDrawing() {
  if (network) network.body.emitter.emit("_requestRedraw");
}

/** How many changes of the picture are under way, one within another. */
let changes = 0;

/** Begin to change the picture: vis-network, which would draw it after every step, draws nothing until all is done. */
function beginChange() {
  changes += 1;
  network.body.emitter.emit("_blockRedraw");
}

/** End it: vis-network draws only what was in sight in the frame before, so it is told first where all things stand now. */
function endChange() {
  changes -= 1;
  if (!changes) {
    for (const node of Object.values(network.body.nodes)) node.updateBoundingBox?.();
    network.body.emitter.emit("_allowRedraw");
  }
  askForDrawing();
}

/** Bring the picture up to date with the view: add what is new, take away what is gone. */
function refreshPicture() {
  beginChange();
  const wanted = visibleThings();
  settlePlaces();
  const present = new Set(drawnNodes.getIds());
  drawnNodes.remove([...present].filter((id) => !wanted.has(/** @type {string} */ (id))));
  let turn = 0;
  drawnNodes.add([...wanted].filter((id) => !present.has(id)).map((id) => {
    const place = placeOf(id, settled.has(id) ? 0 : (turn += 1));
    return { id, shape: "custom", ctxRenderer: renderGlyph, size: pictured.get(id)?.size, ...place };
  }));
  const wantedLines = new Set();
  for (const id of wanted) for (const number of linesAt.get(id) || []) if (wanted.has(lines[number].from) && wanted.has(lines[number].to)) wantedLines.add(number);
  const presentLines = new Set(drawnEdges.getIds());
  drawnEdges.remove([...presentLines].filter((number) => !wantedLines.has(number)));
  drawnEdges.add([...wantedLines].filter((number) => !presentLines.has(number)).map(styledLine));
  if (dense !== wantedLines.size > denseLines) {
    dense = !dense;
    network.setOptions(dragOptions());
  }
  lightUp();
  endChange();
}

/** A line at rest: thin, and fainter where it leads to a hub. @param {number} number */
function styledLine(number) {
  const { from, to } = lines[number];
  const busiest = Math.max(connections(from), connections(to));
  const opacity = (view.focus ? 0.6 : busiest > 40 ? 0.22 : busiest > 15 ? 0.4 : 0.75) * (lit.size && !(lit.has(from) && lit.has(to)) ? fadedLines : 1);
  return { id: number, from, to, width: view.focus ? 0.8 : 1.6, color: { color: theme.line, opacity, inherit: false }, dashes: number >= relations.length ? [2, 4] : false };
}

/** The things of the facts that are pointed at in the text. @type {string[]} */
let brushed = [];

/** Light things that are pointed at elsewhere; none, and the selection is lit again. @param {string[]} ids */
function brushThings(ids) {
  if (!ids.length && !brushed.length) return;
  brushed = ids;
  lightUp();
}

/** Settle what the selection, or what is pointed at in the text, lights up. */
function lightUp() {
  lit = new Set();
  if (brushed.length) lit = new Set(brushed);
  else if (view.trail.length) lit = new Set(view.trail);
  else if (view.node && view.focus?.id === view.node) lit = new Set(neighbourhood(view.node, view.focus.steps).keys());
  else if (view.node) lit = new Set([view.node, ...neighbours(view.node)]);
  else if (view.edge !== null) lit = new Set([lines[view.edge].from, lines[view.edge].to]);
  else if (view.compared.length > 1) lit = new Set([...view.compared, ...neighbours(view.compared[0]).filter((near) => view.compared.every((id) => nextTo.get(id)?.has(near)))]);
  // vis-network takes a while to take new styles for all lines, and none to read their strength.
  for (const edge of Object.values(network.body.edges)) edge.options.color.opacity = styledLine(edge.id).color.opacity;
  askForDrawing();
}

/** Put every node back in its place, after the mode or the shape of the frame has changed. */
function placeAll() {
  let turn = 0;
  beginChange();
  settlePlaces();
  if (focused !== (view.focus !== null)) drawnEdges.update(drawnEdges.getIds().map(styledLine));
  focused = view.focus !== null;
  // vis-network takes a while to take new data for all nodes, and none to read where they are.
  for (const id of drawnNodes.getIds()) Object.assign(network.body.nodes[id], placeOf(id, settled.has(id) ? 0 : (turn += 1)));
  endChange();
}

/** Do what people ask for in the picture. */
function listenToPicture() {
  network.on("click", (/** @type {any} */ click) => {
    const { ctrlKey, metaKey, shiftKey } = click.event.srcEvent;
    if (click.nodes.length && (ctrlKey || metaKey || shiftKey)) { toggleCompared(click.nodes[0]); showView(); }
    else if (click.nodes.length) chooseThing(click.nodes[0]);
    else if (click.edges.length) chooseLine(click.edges[0]);
    else chooseNothing();
  });
  network.on("doubleClick", (/** @type {any} */ { nodes }) => { if (nodes.length) showNeighbours(nodes[0]); });
  network.on("dragStart", (/** @type {any} */ { nodes }) => beginDrag(nodes));
  network.on("dragEnd", (/** @type {any} */ { nodes }) => {
    drag = null;
    askForDrawing();
    for (const id of nodes) if (view.pins.has(id)) pinHere(id);
    keepCamera();
  });
  network.on("zoom", keepCamera);
  network.on("hoverNode", (/** @type {any} */ event) => { view.hover = event.node; byId("canvas").classList.add("over"); askForDrawing(); });
  network.on("blurNode", () => { view.hover = null; byId("canvas").classList.remove("over"); askForDrawing(); });
}

/** What vis-network leaves out while the picture is dragged. */
function dragOptions() {
  return { interaction: { hideEdgesOnDrag: dense, hideNodesOnDrag: dense } };
}

/** Prepare the first picture, which is drawn when all that goes into it is there. */
function startPicture() {
  stretch = measureStretch();
  focused = view.focus !== null;
  network = new Still(byId("canvas"));
  beginChange();
  refreshPicture();
  frameView();
  for (const medium of [darkness, window.matchMedia("print")]) medium.addEventListener("change", () => {
    theme = readTheme();
    drawnEdges.update(drawnEdges.getIds().map(styledLine));
    askForDrawing();
  });
  new ResizeObserver(fillFrame).observe(byId("canvas"));
}

/** Lay the picture out anew where its frame has another size than before. */
function fillFrame() {
  if (!frameSize() || frameSize() === framedSize) return;
  stretch = measureStretch();
  placeAll();
  frameView();
}

/** Draw the first picture, at once, and once it is seen, have vis-network take it over. */
function finishPicture() {
  fillFrame();
  changes -= 1;
  network.redraw();
  const take = async () => {
    takeOver(await unpacked("library"));
    listenToPicture();
    document.documentElement.dataset.ready = "yes";
  };
  if (frameSize() && !document.hidden) requestAnimationFrame(() => setTimeout(take));
  else take();
}

/** Read vis-network, and hand it the picture as it stands. @param {string} program */
function takeOver(program) {
  document.head.append(element("script", { text: program }));
  // @ts-ignore: the library calls itself so.
  const library = vis;
  const camera = { position: network.getViewPosition(), scale: network.getScale(), animation: false };
  const [nodes, edges] = [drawnNodes, drawnEdges].map((held) => [...held.values()]);
  [drawnNodes, drawnEdges] = [new library.DataSet(), new library.DataSet()];
  network = new library.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, atlas.picture.options);
  network.canvas.frame.tabIndex = -1; // the frame around it is the one stop of the keyboard
  network.on("beforeDrawing", drawUnder);
  network.on("afterDrawing", drawOver);
  if (dense) network.setOptions(dragOptions());
  beginChange();
  drawnNodes.add(nodes);
  drawnEdges.add(edges);
  for (const { id, x, y } of nodes) Object.assign(network.body.nodes[id], { x, y }); // which took whole numbers only
  network.moveTo(camera);
  endChange();
  network.redraw();
}
