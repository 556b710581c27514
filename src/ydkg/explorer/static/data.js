/** What is packed small in the file, and unpacked by the browser itself: the page's data, before anything else begins, and the library. */

/** Everything that the page knows: set before the modules after this one run. @type {any} */
let atlas = null;

/** @param {string} id of the element that has it @returns {Promise<any>} */
async function unpacked(id) {
  if (typeof DecompressionStream === "undefined") {
    byId("too-old").hidden = false;
    throw new Error("this browser cannot unpack the page's data");
  }
  const { deflate } = JSON.parse(byId(id).textContent || "{}");
  const signs = atob(deflate);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}
