/** The way out: from the page to the site that shows it, and past the picture to the details. */

/** The address of the site that shows this page, with a slash at its end; empty of a page on disk or of another site. */
const siteAddress = location.protocol.startsWith("http") && location.pathname.endsWith("/explorer") ? new URL(".", location.href).href : "";
/** Pages of the site are shown in no frame: from within the page of another site they open in a window of their own. @type {Record<string, string>} */
const ownWindow = siteAddress && window.parent === window ? {} : { rel: "noreferrer noopener", target: "_blank" };

/** A link to the page of a thing, a record or a statement: on the site, else at its permanent address. @param {string} id @param {string} text @param {string} [place] in that page */
function pageLink(id, text, place = "") {
  const address = siteAddress && !id.includes(":") ? `${siteAddress}id/${id}${view.lang === "zh" ? "?lang=zh" : ""}${place}` : iriOf(id);
  if (!/^https?:/.test(address)) return element("code", { text });
  return element("a", { text, attributes: { href: address, ...ownWindow } });
}

/** Offer the ways. */
function startWay() {
  byId("skip").addEventListener("click", () => { (byId("panel").hidden ? byId("find") : byId("panel-title")).focus(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !(event.target instanceof HTMLInputElement)) chooseNothing(); });
  if (!siteAddress) return;
  const title = byId("collection");
  const home = element("a", { class: "home", attributes: { href: siteAddress, ...ownWindow } });
  title.replaceWith(home);
  home.append(title);
}
