/** The reader's own copy of a document: dropped or chosen, proven here, and kept only where the reader says so. */

/** What went wrong with the last file, if anything did. */
let dropTrouble = "";

/** Say how much of the open document is proven. */
function showSeal() {
  const edition = editions[openDocument];
  const document = manuscripts[openDocument];
  putSeal(dropTrouble ? { kind: "trouble", line: dropTrouble, more: "" } : edition ? sealOf(document, edition) : { kind: "", line: "", more: "" });
  byId("drop-zone").classList.toggle("done", Boolean(edition?.text));
  const kept = keptText(document.digest) !== null;
  byId("keep").hidden = !edition?.text || kept;
  byId("forget").hidden = !kept;
}

/** Prove a file against all documents, and take the one that is most in it. @param {Blob} file */
async function takeFile(file) {
  dropTrouble = "";
  view.text = true;
  byId("seal-line").textContent = gettext("Reading…");
  try {
    takeSentences(await inSteps(hashedSentences(await linesOf(file), atlas.sentence, manuscripts)));
  } catch (error) {
    dropTrouble = error instanceof Error ? error.message : String(error);
  }
  showReader(true);
  forgetRows();
  showTable();
  panelShown = ""; // its sources have words now
  showPanel();
  writeAddress(true);
  announce(byId("seal-line").textContent || "");
}

/** Take what is there of each document: of the one that is most in the file whatever there was before, of others only where it is more. @param {Hashed} found */
function takeSentences(found) {
  const compared = manuscripts.map((each) => editionOf(each, found));
  const most = Math.max(...compared.map(({ held }) => held));
  if (!most) throw new Error(gettext("No document of this graph: none of its sentences is in this file."));
  compared.forEach((edition, place) => {
    if (!edition.held || (edition.held < most && (editions[place]?.held || 0) > edition.held)) return;
    editions[place] = edition;
    directivesOf.delete(place);
    if (edition.held === most) openDocument = place;
  });
}

function startDropping() {
  if (!manuscripts.length) return;
  takeFiles((over) => document.body.classList.toggle("dropping", over), takeFile);
  offerKeeping(() => ({ digest: manuscripts[openDocument].digest, text: editions[openDocument]?.text || "" }), (trouble = "") => {
    dropTrouble = trouble;
    showSeal();
  });
  for (const { digest } of manuscripts) {
    const text = keptText(digest);
    if (text === null) continue;
    const steps = hashedSentences(text.split("\n"), atlas.sentence, manuscripts);
    let step = steps.next();
    while (!step.done) step = steps.next();
    takeSentences(step.value);
  }
}
