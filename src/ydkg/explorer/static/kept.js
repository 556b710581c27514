/** Texts that are kept in this browser because the reader said so, by their digests: the explorer and the site share them. */

const keptName = "ydkg text ";

/** The text that is kept, proven by its digest; null where there is none, or where nothing can be kept. @param {string} digest */
function keptText(digest) {
  try {
    const text = localStorage.getItem(keptName + digest);
    return text !== null && digestOf(text) === digest ? text : null;
  } catch {
    return null;
  }
}

/** Keep a text; throws where the browser keeps nothing. @param {string} digest @param {string} text */
function keepText(digest, text) {
  localStorage.setItem(keptName + digest, text);
}

/** @param {string} digest */
function forgetText(digest) {
  localStorage.removeItem(keptName + digest);
}
