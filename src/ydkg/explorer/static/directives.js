/** Text directives of a document whose words are at hand, as `ydkg.graph.directive` makes them: only of words that are once in the text. */

/** @import { Span } from "./proof.js" */

const mostWords = 7;

export class Directives {
  /** @param {string} text */
  constructor(text) {
    this.signs = Array.from(text);
    this.low = this.signs.map((sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join("");
    /** Code point -> code unit. */
    this.units = [0];
    for (const sign of this.signs) this.units.push(this.units[this.units.length - 1] + sign.length);
  }

  /** @param {number} start @param {number} end code points */
  words(start, end) {
    return this.signs.slice(start, end).join("");
  }

  /** @param {number} start @param {number} end */
  once(start, end) {
    const words = this.low.slice(this.units[start], this.units[end]);
    const first = this.low.indexOf(words);
    return first === this.units[start] && this.low.indexOf(words, first + 1) < 0;
  }

  /** Whether a word ends or begins at a position, for whoever takes joined letters for one word or two. @param {number} at */
  edge(at) {
    const [before, last, first, after] = [-2, -1, 0, 1].map((step) => this.signs[at + step] || " ");
    if (ofWord(last) && ofWord(first)) return false;
    return !((joining.has(last) && ofWord(before) && ofWord(first)) || (joining.has(first) && ofWord(last) && ofWord(after)));
  }

  /** Words between two positions, as starts and ends. @param {number} start @param {number} end @returns {[number, number][]} */
  tokens(start, end) {
    /** @type {[number, number][]} */
    const found = [];
    for (let at = start; at < end; at += 1) {
      if (/\s/.test(this.signs[at])) continue;
      if (at > start && found.length && found[found.length - 1][1] === at) found[found.length - 1][1] = at + 1;
      else found.push([at, at + 1]);
    }
    return found;
  }

  /** The directive of a passage; empty where none marks these words and no others. @param {number} start @param {number} end @param {Span} sentence */
  of(start, end, sentence) {
    const [first, last] = this.wholeWords(start, end, sentence);
    const words = this.tokens(first, last);
    if (!words.length) return "";
    const found = words.length > mostWords ? this.range(words) : "";
    return found || (words.length <= 3 * mostWords ? this.inContext(first, last) : "");
  }

  /** @param {number} start @param {number} end @param {Span} sentence */
  wholeWords(start, end, sentence) {
    let [first, last] = [start, end];
    while (first < end && !(this.edge(first) && ofWord(this.signs[first]))) first += 1;
    while (last > start && !(this.edge(last) && ofWord(this.signs[last - 1]))) last -= 1;
    if (first < last) return [first, last];
    for (first = start; first > sentence.start && !this.edge(first);) first -= 1;
    for (last = end; last < sentence.end && !this.edge(last);) last += 1;
    return [this.edge(first) ? first : start, this.edge(last) ? last : end];
  }

  /** Name the first and the last words. @param {[number, number][]} words */
  range(words) {
    const [start, end] = [words[0][0], words[words.length - 1][1]];
    for (let count = 3; count < words.length - 1; count += 1) {
      const until = words[count - 1][1];
      if (!this.edge(until) || !this.once(start, until)) continue;
      for (let back = 1; back <= words.length - count; back += 1) {
        const since = words[words.length - back][0];
        if (this.edge(since) && this.low.indexOf(this.low.slice(this.units[since], this.units[end]), this.units[until]) === this.units[since]) return `text=${encodedWords(this.words(start, until))},${encodedWords(this.words(since, end))}`;
      }
    }
    return "";
  }

  /** Name words with as few of their line around them as make them the only ones. @param {number} start @param {number} end */
  inContext(start, end) {
    const line = this.signs.lastIndexOf("\n", start - 1) + 1;
    const stop = this.signs.indexOf("\n", end);
    const before = this.tokens(line, start).map(([from]) => from).reverse();
    const after = this.tokens(end, stop < 0 ? this.signs.length : stop).map(([, to]) => to);
    for (let count = 0; count < 2 * mostWords; count += 1) {
      for (const [left, right] of [[count, 0], [0, count], [count, count]]) {
        if (left > before.length || right > after.length) continue;
        const [first, last] = [left ? before[left - 1] : start, right ? after[right - 1] : end];
        const [prefix, suffix] = [this.words(first, start).trim(), this.words(end, last).trim()];
        if ((right && !/[\p{L}\p{N}_]/u.test(suffix)) || !this.edge(first) || !this.edge(last) || !this.once(first, last)) continue;
        return `text=${[...(prefix ? [`${encodedWords(prefix)}-`] : []), encodedWords(this.words(start, end)), ...(suffix ? [`-${encodedWords(suffix)}`] : [])].join(",")}`;
      }
    }
    return "";
  }
}

const joining = new Set(".'’:,·;");

/** @param {string} sign */
function ofWord(sign) {
  return /[\p{L}\p{N}_]/u.test(sign);
}

/** Words for a directive, in which commas, hyphens and ampersands mean something. @param {string} words */
function encodedWords(words) {
  return encodeURIComponent(words).replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
