/** One shape a family, the same in the picture, the legend and the lists: never colour alone. */

/** Paths in a square from -1 to 1. @type {Record<string, string>} */
const glyphPaths = atlas.shapes;

/** @type {Record<string, Path2D>} */
const glyphShapes = Object.fromEntries(Object.entries(glyphPaths).map(([family, path]) => [family, new Path2D(path)]));

/** A family's shape as a small image beside its name; hidden from screen readers, which get the name. @param {string} family @returns {SVGElement} */
function glyph(family) {
  const shape = drawn("path", { d: glyphPaths[family] || glyphPaths.person, "fill-rule": "evenodd" });
  return drawn("svg", { viewBox: "-1.35 -1.35 2.7 2.7", class: `glyph family-${family}`, "aria-hidden": "true" }, shape);
}
