// Runs in every measured page before its own programs: sees when a network is first painted, which names can be read, how long
// frames take. Nothing in it is about one library.
(() => {
  const sample = { width: 160, height: 100 };
  const enoughInk = 50;
  const smallestCanvas = 200;
  const readableSize = 10.99;
  const state = { frames: null };
  let waiting = true;
  let frame = 0;

  // A WebGL canvas can be read in the next frame only if it keeps what was drawn.
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    return getContext.call(this, kind, /^webgl/.test(kind) ? { ...options, preserveDrawingBuffer: true } : options);
  };

  const sampler = document.createElement("canvas");
  Object.assign(sampler, sample);
  const sampled = getContext.call(sampler, "2d", { willReadFrequently: true });
  const canvases = () => [...document.querySelectorAll("canvas")].filter((each) => each.clientWidth >= smallestCanvas && each.clientHeight >= smallestCanvas);

  /** How many points of a canvas differ from its upper left one. */
  function ink(canvas) {
    sampled.clearRect(0, 0, sample.width, sample.height);
    sampled.drawImage(canvas, 0, 0, sample.width, sample.height);
    const points = new Uint32Array(sampled.getImageData(0, 0, sample.width, sample.height).data.buffer);
    return points.reduce((count, point) => count + Number(point !== points[0]), 0);
  }

  /** The texts that each canvas was given in the last frame in which it was given any, with their boxes on the screen. */
  const texts = new Map();
  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    const canvas = this.canvas;
    if (canvas.isConnected) {
      let known = texts.get(canvas);
      if (!known || known.frame !== frame) texts.set(canvas, (known = { frame, boxes: [] }));
      const size = this.measureText(text);
      const { a, d, e, f } = this.getTransform();
      const ratio = canvas.width / canvas.clientWidth;
      const pixels = Number(/([\d.]+)px/.exec(this.font)?.[1] || 0);
      known.boxes.push({
        size: (pixels * d) / ratio,
        left: ((x - size.actualBoundingBoxLeft) * a + e) / ratio,
        right: ((x + size.actualBoundingBoxRight) * a + e) / ratio,
        top: ((y - size.actualBoundingBoxAscent) * d + f) / ratio,
        bottom: ((y + size.actualBoundingBoxDescent) * d + f) / ratio,
        width: canvas.clientWidth,
        height: canvas.clientHeight,
      });
    }
    return fillText.call(this, text, x, y, ...rest);
  };

  // What is drawn twice in a frame is seen once.
  const clearRect = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    texts.delete(this.canvas);
    return clearRect.apply(this, box);
  };

  const meet = (one, other) => one !== other && one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const whole = ({ left, top, right, bottom, width, height }) => left >= 0 && top >= 0 && right <= width && bottom <= height;

  /** After the next frame has been painted. */
  const painted = () => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    });
  });

  window.probe = {
    state,
    painted,
    /** Names of 11 px or more that stand whole on the screen and meet no other name. A page whose library draws names elsewhere tells their boxes itself. */
    readable() {
      const boxes = window.labelBoxes ? window.labelBoxes() : canvases().flatMap((canvas) => texts.get(canvas)?.boxes || []);
      return boxes.filter((box) => box.size >= readableSize && whole(box) && !boxes.some((other) => meet(box, other))).length;
    },
    /** Milliseconds from an act to the frame in which what it changes has been painted. */
    async timed(act, changed) {
      const start = performance.now();
      act();
      let now = await painted();
      while (!changed() && now - start < 5000) now = await painted();
      return now - start;
    },
  };

  let last = 0;
  function look(now) {
    frame += 1;
    if (state.frames && last) state.frames.push(now - last);
    last = state.frames ? now : 0;
    let seen = 0;
    if (waiting && canvases().some((canvas) => (seen += ink(canvas)) >= enoughInk)) {
      waiting = false;
      console.log(`first picture: ${performance.now()}`);
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
