/** SHA-256 of bytes, at once: the browser's own is there only where it trusts the address, and answers later (FIPS 180-4). */

/** The first bits of the fractional parts of roots of primes. @param {number} power @param {number} count */
function rootsOfPrimes(power, count) {
  /** @type {number[]} */
  const primes = [];
  for (let number = 2; primes.length < count; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
  return Uint32Array.from(primes, (prime) => (prime ** power % 1) * 2 ** 32);
}

const roundConstants = rootsOfPrimes(1 / 3, 64);
const firstState = rootsOfPrimes(1 / 2, 8);

/** The digest in hexadecimal. @param {Uint8Array} bytes @returns {string} */
function sha256(bytes) {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const data = new DataView(padded.buffer);
  data.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  data.setUint32(padded.length - 4, bytes.length << 3);
  const state = firstState.slice();
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 16; at += 1) words[at] = data.getUint32(block + 4 * at);
    for (let at = 16; at < 64; at += 1) {
      const two = words[at - 2];
      const fifteen = words[at - 15];
      const small = turned(fifteen, 7) ^ turned(fifteen, 18) ^ (fifteen >>> 3);
      words[at] = words[at - 16] + small + words[at - 7] + (turned(two, 17) ^ turned(two, 19) ^ (two >>> 10));
    }
    mix(state, words);
  }
  return [...state].map((value) => value.toString(16).padStart(8, "0")).join("");
}

/** Take a block into the state; plain steps, since thousands of blocks are taken at once. @param {Uint32Array} state @param {Uint32Array} words */
function mix(state, words) {
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + roundConstants[at] + words[at]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((mixed, at) => { state[at] += mixed; });
}

/** @param {number} word @param {number} by */
function turned(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** The digest of words in UTF-8. @param {string} words */
function digestOf(words) {
  return sha256(encoder.encode(words));
}

const encoder = new TextEncoder();
