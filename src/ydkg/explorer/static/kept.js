/** The reader’s own copies of documents: taken from files, and kept in this browser where the reader says so, by their digests; the explorer and the site share them. */

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

/**
 * Let the reader keep the text of the document that is open, or forget it.
 * @param {() => {digest: string, text: string}} open the whole text, where it is proven @param {(trouble?: string) => void} told shows the rest, and what went wrong
 */
function offerKeeping(open, told) {
  byId("keep").addEventListener("click", () => {
    const { digest, text } = open();
    try {
      if (text) localStorage.setItem(keptName + digest, text);
    } catch {
      told(gettext("This browser keeps nothing for this page."));
      return;
    }
    told();
  });
  byId("forget").addEventListener("click", () => {
    localStorage.removeItem(keptName + open().digest);
    told();
  });
}

/** Say how much of a document is proven, or what went wrong. @param {{kind: string, line: string, more: string}} told */
function putSeal({ kind, line, more }) {
  byId("seal").className = `seal ${kind}`.trim();
  byId("seal-line").textContent = line;
  byId("seal-more").textContent = more;
}

/** Take the file that is chosen, or dropped on the page. @param {(over: boolean) => void} mark says whether one is over the page @param {(file: File) => void} take */
function takeFiles(mark, take) {
  const input = inputOf("choose-file");
  input.addEventListener("change", () => {
    if (input.files?.[0]) take(input.files[0]);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => {
    if (!(event instanceof DragEvent) || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", (event) => {
    mark(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  });
}
