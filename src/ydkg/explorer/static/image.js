/** The picture as an image: twice as dense as a plain screen, with what it shows, the key of its shapes, and what it is taken from. */

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
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const ratio = Math.min(Math.max(2, window.devicePixelRatio), tallest / (tall + 200));
  saveFramed(width + 2 * imageMargin, tall, ratio, byId("row-count").textContent || "", false, (context, top) => context.drawImage(image, 0, 0, width, tall, imageMargin, top, width, tall));
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
  const quiet = { font: `12px ${theme.sans}`, colour: theme.soft, height: 17 };
  const head = brokenRows(context, [
    { text: pick(atlas.title), font: `600 19px ${theme.serif}`, colour: theme.ink, height: 26 },
    { text: viewWords().join(" · "), font: `13.5px ${theme.sans}`, colour: theme.soft, height: 20 },
  ], width);
  const documents = works.flatMap(({ register }, number) => (register ? [] : [number]));
  const foot = brokenRows(context, [
    { ...quiet, text: scope },
    ...documents.slice(0, 3).map((number) => ({ ...quiet, text: `${gettext("Source")}${colon()}${pick(citationForms.plain.works[number].slice(-1)[0])}` })),
    { ...quiet, text: pick(atlas.made) },
  ], width);
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
  image.toBlob((blob) => { if (blob) save(name, blob); });
}

/** The code by which another page embeds this view; a page on disk is named as if it lay beside that page. */
function embedCode() {
  const address = location.protocol === "file:" ? location.href.replace(/^[^#]*\//, "") : location.href;
  const frame = element("iframe", { attributes: { src: address, title: [pick(atlas.title), ...viewWords()].join(" · "), width: "100%", height: "640", loading: "lazy", frameborder: "0" } });
  return new XMLSerializer().serializeToString(frame).replace(/ xmlns="[^"]*"/, "");
}
