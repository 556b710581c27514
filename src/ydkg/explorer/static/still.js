/** The first picture: drawn by the page itself, as vis-network draws it, which is read only after it. */

/** What is drawn, as a data set of vis-network holds it, as far as the page asks. */
class Held extends Map {
  get length() {
    return this.size;
  }

  getIds() {
    return [...this.keys()];
  }

  /** @param {{id: string | number}[]} items */
  add(items) {
    for (const item of items) this.set(item.id, item);
  }

  /** @param {{id: string | number}[]} items */
  update(items) {
    this.add(items);
  }

  /** @param {(string | number)[]} ids */
  remove(ids) {
    for (const id of ids) this.delete(id);
  }
}

/** A network that nobody can take hold of yet: it stands in for that of vis-network, as far as the page asks. */
class Still {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.frame = frame;
    this.position = { x: 0, y: 0 };
    this.scale = 1;
    this.drawing = element("canvas", { class: "still" });
    frame.append(this.drawing);
    this.body = {
      emitter: { emit: (/** @type {string} */ name) => { if (name === "_requestRedraw") this.redraw(); } },
      edges: {},
      get nodes() { return Object.fromEntries(drawnNodes); },
    };
  }

  getScale() {
    return this.scale;
  }

  getViewPosition() {
    return this.position;
  }

  /** Where things are, in whole numbers. @param {string[]} [ids] @returns {Record<string, {x: number, y: number}>} */
  getPositions(ids = drawnNodes.getIds()) {
    return Object.fromEntries(ids.filter((id) => drawnNodes.get(id)).map((id) => {
      const { x, y } = drawnNodes.get(id);
      return [id, { x: Math.round(x), y: Math.round(y) }];
    }));
  }

  /** @param {{x: number, y: number}} place */
  canvasToDOM({ x, y }) {
    return { x: (x - this.position.x) * this.scale + this.frame.clientWidth / 2, y: (y - this.position.y) * this.scale + this.frame.clientHeight / 2 };
  }

  /** @param {{position?: {x: number, y: number}, scale?: number}} camera */
  moveTo({ position = this.position, scale = this.scale }) {
    Object.assign(this, { position, scale });
    this.redraw();
  }

  /** @param {string} id @param {number} x @param {number} y */
  moveNode(id, x, y) {
    Object.assign(drawnNodes.get(id), { x, y });
    this.redraw();
  }

  setOptions() {}

  redraw() {
    const context = this.drawing.getContext("2d");
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (changes || !context || !width) return;
    const ratio = window.devicePixelRatio;
    Object.assign(this.drawing, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const { x, y } = this.canvasToDOM({ x: 0, y: 0 });
    context.setTransform(ratio * this.scale, 0, 0, ratio * this.scale, ratio * x, ratio * y);
    drawUnder(context);
    for (const id of drawnEdges.getIds()) this.drawLine(context, styledLine(id));
    context.globalAlpha = 1;
    context.setLineDash([]);
    for (const { id, x, y } of drawnNodes.values()) paintGlyph(context, id, x, y, radiusOf(id));
    drawOver(context);
  }

  /** @param {CanvasRenderingContext2D} context @param {ReturnType<typeof styledLine>} line */
  drawLine(context, { from, to, width, color: { color, opacity }, dashes }) {
    const [start, end] = [drawnNodes.get(from), drawnNodes.get(to)];
    context.globalAlpha = opacity;
    context.strokeStyle = color;
    context.lineWidth = Math.max(width, 0.3 / this.scale);
    context.setLineDash(Array.isArray(dashes) ? dashes : []);
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.lineTo(end.x, end.y);
    context.stroke();
  }
}
