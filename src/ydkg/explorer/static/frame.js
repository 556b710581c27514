/** The frame around the picture: its shape, and what of the picture it shows. */

/** The strip at the top of the picture where the controls are. */
let controlsHeight = 46;

/** Show the whole of the present view. */
function fitPicture() {
  const places = Object.values(network.getPositions());
  if (!places.length) return;
  for (const { left, top, right, bottom } of fieldBoxes) places.push({ x: left, y: top }, { x: right, y: bottom });
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const frame = byId("canvas");
  const margin = fieldBoxes.length ? { x: 10, top: controlsHeight + 4, bottom: 8 } : { x: Math.min(70, frame.clientWidth * 0.08), top: controlsHeight + 12, bottom: 20 };
  const scale = Math.max(0.01, Math.min(
    (frame.clientWidth - 2 * margin.x) / Math.max(1, box.right - box.left),
    (frame.clientHeight - margin.top - margin.bottom) / Math.max(1, box.bottom - box.top),
    1.6,
  ));
  const middle = (box.top + box.bottom) / 2 - (margin.top - margin.bottom) / 2 / scale;
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: middle }, scale, animation: false });
}

/** Bring a thing into the middle if it is outside the frame. @param {string} id */
function bringIntoView(id) {
  const place = network.getPositions([id])[id];
  if (!place) return;
  const frame = byId("canvas");
  const at = network.canvasToDOM(place);
  const margin = 24;
  if (at.x < margin || at.y < margin || at.x > frame.clientWidth - margin || at.y > frame.clientHeight - margin)
    network.moveTo({ position: place, animation: false });
}

/** The positions are a square; stretch them to the frame, so that a phone's screen is filled as a computer's is. */
function measureStretch() {
  const frame = byId("canvas");
  const controls = document.querySelector(".controls");
  controlsHeight = controls && getComputedStyle(controls).position === "absolute" ? controls.clientHeight + 14 : 4;
  const ratio = (frame.clientWidth - 20) / Math.max(1, frame.clientHeight - controlsHeight - 12);
  return Math.sqrt(Math.min(2.2, Math.max(0.5, ratio)));
}

let cameraTimer = 0;

/** Keep what the frame shows in the address, once it has come to rest. */
function keepCamera() {
  clearTimeout(cameraTimer);
  cameraTimer = window.setTimeout(() => {
    const { x, y } = network.getViewPosition();
    view.camera = { x: x / stretch, y: y * stretch, scale: network.getScale() };
    writeAddress(true);
  }, 250);
}

/** How wide and high the frame was when the picture was last fitted into it. */
let framedSize = "";

/** How wide and high the frame is; nothing where it is out of sight. */
function frameSize() {
  const { clientWidth, clientHeight } = byId("canvas");
  return clientWidth && clientHeight ? `${clientWidth} ${clientHeight}` : "";
}

/** Show all again: what the frame showed is not kept. */
function forgetCamera() {
  clearTimeout(cameraTimer);
  view.camera = null;
}

/** Show what the view's camera says, or all. */
function frameView() {
  framedSize = frameSize();
  if (!framedSize) return;
  if (view.camera) network.moveTo({ position: { x: view.camera.x * stretch, y: view.camera.y / stretch }, scale: view.camera.scale, animation: false });
  else fitPicture();
}
