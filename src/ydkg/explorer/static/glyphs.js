/** One shape a family, the same in the picture, the legend and the lists: never colour alone. */

const star = Array.from({ length: 10 }, (_, corner) => {
  const radius = corner % 2 ? 0.5 : 1.2;
  const angle = (Math.PI / 5) * corner - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`;
}).join("L");

/** Paths in a square from -1 to 1. @type {Record<string, string>} */
const glyphPaths = {
  person: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
  organization: "M-.88 -.88H.88V.88H-.88Z",
  infrastructure: "M0 -1.1L1.1 .85H-1.1Z",
  place: "M1.08 0L.54 .94H-.54L-1.08 0L-.54 -.94H.54Z",
  initiative: "M0 -1.2L1.2 0L0 1.2L-1.2 0Z",
  instrument: "M-.78 -1.05H.3L.78 -.55V1.05H-.78Z",
  event: `M${star}Z`,
  metric: "M-1 .15H-.42V1H-1ZM-.29 -.4H.29V1H-.29ZM.42 -1H1V1H.42Z",
  topic: "M1.05 0A1.05 1.05 0 1 1 -1.05 0A1.05 1.05 0 1 1 1.05 0ZM.5 0A.5 .5 0 1 0 -.5 0A.5 .5 0 1 0 .5 0Z",
};

/** @type {Record<string, Path2D>} */
const glyphShapes = Object.fromEntries(Object.entries(glyphPaths).map(([family, path]) => [family, new Path2D(path)]));

/**
 * A family's shape as a small image beside its name; hidden from screen readers, which get the name.
 * @param {string} family
 * @returns {SVGSVGElement}
 */
function glyph(family) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-1.35 -1.35 2.7 2.7");
  svg.setAttribute("class", `glyph family-${family}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", glyphPaths[family] || glyphPaths.person);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
