/** Lines of text out of a file: plain text, or a web page as a browser saves it; what cannot be read is said in a line. */

const mostBytes = 10_000_000;
const unseen = new Set("HEAD IFRAME NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE".split(" "));
const blocks = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR BUTTON CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML LEGEND LI MAIN NAV OL OPTION P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "));

/** @param {Blob} file @returns {Promise<string[]>} lines without spaces at their ends, none of them empty */
async function linesOf(file) {
  if (file.size > mostBytes) throw new Error(gettext("This file is too large for a document: {n} bytes.", { n: file.size }));
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  const page = /<(!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 4096));
  return (page ? shownLines(text) : text.split(/\r\n|\r|\n/)).map((line) => line.replace(/^[ \t\f]+|[ \t\f]+$/g, "")).filter(Boolean);
}

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const mark = [["utf-8", "ï»¿"], ["utf-16le", "ÿþ"], ["utf-16be", "þÿ"]].find(([, sign]) => head.startsWith(sign));
  if (!mark && /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head)) throw new Error(gettext("This is a binary file, not a text or a saved web page."));
  if (/^content-type:\s*multipart\/related/im.test(head)) throw new Error(gettext("This is a web archive; save the page as HTML only."));
  const encoding = mark?.[0] || /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] || "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(gettext("The letters of this file cannot be read as {encoding}; save it as UTF-8.", { encoding }));
  }
}

/** The text that a browser shows of a page, a line for each block: the page is only read, nothing in it runs or loads. @param {string} page */
function shownLines(page) {
  /** @type {string[]} */
  const parts = [];
  const root = new DOMParser().parseFromString(page, "text/html").documentElement;
  /** Elements under way, with a mark for the end of each. @type {(Node | null)[]} */
  const waiting = [root];
  while (waiting.length) {
    const node = waiting.pop();
    if (!node) parts.push("\n");
    else if (node.nodeType === Node.TEXT_NODE) parts.push((node.nodeValue || "").replace(/[ \t\n\f\r]+/g, " "));
    else if (node instanceof Element && !unseen.has(node.tagName.toUpperCase()) && !node.hasAttribute("hidden")) {
      if (blocks.has(node.tagName)) {
        parts.push("\n");
        waiting.push(null);
      }
      for (let child = node.lastChild; child; child = child.previousSibling) waiting.push(child);
    }
  }
  return parts.join("").split("\n").map((line) => line.replace(/ +/g, " "));
}
