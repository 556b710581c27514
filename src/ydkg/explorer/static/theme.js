/** The colours of the picture, read from the style sheet, so that light and dark are decided in one place. */

const darkness = window.matchMedia("(prefers-color-scheme: dark)");

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    page: colour("paper"),
    ink: colour("ink"),
    soft: colour("ink-soft"),
    line: colour("line"),
    faded: colour("faded"),
    accent: colour("accent"),
    /** @type {Record<string, string>} */
    families: Object.fromEntries(Object.keys(glyphPaths).map((family) => [family, colour(`family-${family}`)])),
    serif: style.getPropertyValue("--serif").trim(),
    sans: style.getPropertyValue("--sans").trim(),
  };
}

let theme = readTheme();
