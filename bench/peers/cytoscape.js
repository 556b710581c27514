// cytoscape.js with given positions; `data` stands in the script before this one.
const drawing = cytoscape({
  container: document.getElementById("net"),
  elements: [
    ...data.nodes.map(([id, label, x, y, size]) => ({ data: { id, label, size: 2 * size }, position: { x, y } })),
    ...data.edges.map(([source, target]) => ({ data: { source, target } })),
  ],
  layout: { name: "preset" },
  style: [
    { selector: "node", style: { label: "data(label)", width: "data(size)", height: "data(size)", "background-color": "#456" } },
    { selector: "edge", style: { width: 1, "line-color": "#ccc" } },
  ],
});

// It draws names from pictures that it keeps, so that it is asked where they stand; they have its default of 16 px times the zoom.
window.labelBoxes = () => drawing.nodes().map((node) => {
  const { x1, x2, y1, y2 } = node.renderedBoundingBox({ includeNodes: false, includeEdges: false, includeOverlays: false });
  return { size: 16 * drawing.zoom(), left: x1, right: x2, top: y1, bottom: y2, width: drawing.width(), height: drawing.height() };
});
