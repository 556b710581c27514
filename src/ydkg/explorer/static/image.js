/** The picture as an image: twice as dense as a plain screen, with what it shows, the key of its shapes, and what it is taken from. */

const imageMargin = 18;
/** @typedef {{text: string, font: string, colour: string, height: number}} ImageRow */

/** What the view shows beside the whole, in words. @returns {string[]} */
function viewWords() {
  const { focus, node, edge, trail } = view;
  const arranged = byId("arrange").querySelector('[aria-pressed="true"]')?.textContent || "";
  return [
    focus ? byId("scope").textContent || "" : arranged,
    node ? capitalized(nameOf(node)) : edge !== null ? sentenceOf(edge) : trail.length ? `${nameOf(trail[0])} – ${nameOf(trail[trail.length - 1])}` : "",
    ...facetNames.filter((name) => view[name]).map((name) => facetLabel(name, view[name])),
    periodChosen() ? `${view.since || "…"} – ${view.until || "…"}` : "",
  ].filter(Boolean);
}

/** The view's name for a file: what is chosen in it, else how it is arranged. */
function viewName() {
  const { focus, node, edge, trail } = view;
  const chosen = [
    focus && `${focus.id} ${focus.steps}`, node !== focus?.id && node, edge !== null && lineName(edge), trail.length && `${trail[0]} ${trail[trail.length - 1]}`,
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

/** @param {CanvasRenderingContext2D} context @param {ImageRow[]} rows @param {number} top */
function paintRows(context, rows, top) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  let at = top + imageMargin * 0.6;
  for (const { text, font, colour, height } of rows) {
    Object.assign(context, { font, fillStyle: colour });
    context.fillText(text, imageMargin, at + height / 2);
    at += height;
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
  for (const [family, name] of atlas.families.filter((/** @type {[string, Bilingual]} */ [key]) => shown.has(key))) {
    const length = context.measureText(pick(name)).width + 34;
    if (x + length > width && x > imageMargin) [x, y] = [imageMargin, y + 20];
    if (paint) {
      context.save();
      context.translate(x + 6, y);
      context.scale(5, 5);
      context.fillStyle = theme.families[family];
      context.fill(glyphShapes[family], "evenodd");
      context.restore();
      context.fillStyle = theme.soft;
      context.fillText(pick(name), x + 17, y);
    }
    x += length;
  }
  for (const mark of milestones.length ? byId("legend").querySelectorAll(".status-mark") : []) {
    const text = mark.nextElementSibling?.textContent || "";
    const length = context.measureText(text).width + 34;
    if (x + length > width && x > imageMargin) [x, y] = [imageMargin, y + 20];
    if (paint) {
      context.strokeStyle = theme.soft;
      context.lineWidth = 2;
      context.strokeRect(x + 2, y - 4, 8, 8);
      if (!mark.classList.contains("hollow")) context.fillRect(x + 1, mark.classList.contains("half") ? y : y - 5, 10, mark.classList.contains("half") ? 5 : 10);
      context.fillText(text, x + 17, y);
    }
    x += length;
  }
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

function savePng() {
  const drawing = /** @type {HTMLCanvasElement} */ (byId("canvas").querySelector("canvas"));
  const image = document.createElement("canvas");
  const context = image.getContext("2d");
  if (!context) return;
  // A fitted picture leaves the room of the buttons above it empty.
  const above = view.camera ? 0 : byId("arrange").offsetHeight + 4;
  const [ratio, width, tall] = [Math.max(2, window.devicePixelRatio), drawing.clientWidth, drawing.clientHeight - above];
  const quiet = { font: `12px ${theme.sans}`, colour: theme.soft, height: 17 };
  const head = brokenRows(context, [
    { text: pick(atlas.title), font: `600 19px ${theme.serif}`, colour: theme.ink, height: 26 },
    { text: viewWords().join(" · "), font: `13.5px ${theme.sans}`, colour: theme.soft, height: 20 },
  ], width);
  const documents = works.flatMap(({ register }, number) => (register ? [] : [number]));
  const foot = brokenRows(context, [
    { ...quiet, text: byId("scope").textContent || "" },
    ...documents.slice(0, 3).map((number) => ({ ...quiet, text: `${gettext("Source")}${colon()}${pick(citationForms.plain.works[number].slice(-1)[0])}` })),
    { ...quiet, text: pick(atlas.made) },
  ], width);
  const top = heightOf(head) + imageKey(context, width, 0, false);
  Object.assign(image, { width: Math.round(width * ratio), height: Math.round((top + tall + heightOf(foot)) * ratio) });
  context.scale(ratio, ratio);
  context.fillStyle = theme.page;
  context.fillRect(0, 0, width, top + tall + heightOf(foot));
  paintRows(context, head, 0);
  imageKey(context, width, heightOf(head), true);
  paintRows(context, foot, top + tall);
  const name = `${viewName()}.png`;
  atDensity(ratio, () => context.drawImage(drawing, 0, above * ratio, width * ratio, tall * ratio, 0, top, width, tall));
  image.toBlob((blob) => { if (blob) save(name, blob); });
}

/** The code by which another page embeds this view; a page on disk is named as if it lay beside that page. */
function embedCode() {
  const address = location.protocol === "file:" ? location.href.replace(/^[^#]*\//, "") : location.href;
  const frame = element("iframe", { attributes: { src: address, title: [pick(atlas.title), ...viewWords()].join(" · "), width: "100%", height: "640", loading: "lazy", frameborder: "0" } });
  return new XMLSerializer().serializeToString(frame).replace(/ xmlns="[^"]*"/, "");
}
