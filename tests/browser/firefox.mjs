/** Opens a page in Firefox and does what a person would; prints what was seen as JSON. Arguments: Firefox, the page, files to drop. */
import { createRequire } from "node:module";

const puppeteer = createRequire(new URL("../package.json", import.meta.url))("puppeteer-core");
const [executablePath, address, ...files] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const complaints = [];
const requests = [];

/** A page as a person opens it anew, from disk, at an address. */
async function open(hash = "", width = 1280) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (said) => { if (["error", "warn"].includes(said.type())) complaints.push(said.text()); });
  page.on("request", (request) => requests.push(request.url()));
  await page.setViewport({ width, height: 800 });
  await page.goto(address + hash);
  await page.waitForSelector("html[data-ready]");
  return page;
}

const text = (page, selector) => page.$eval(selector, (found) => found.textContent);
const texts = (page, selector) => page.$$eval(selector, (found) => found.map((each) => each.textContent));
/** Wait until an element says something. */
const said = (page, selector, words) => page.waitForFunction((where, what) => document.querySelector(where)?.textContent.includes(what), {}, selector, words);

/** Search, select, and open the source of a fact. */
async function reading() {
  const page = await open();
  const seen = { scope: await text(page, "#scope") };
  await page.type("#query", "顾军");
  seen.hit = await text(page, "#hits [aria-selected=true]");
  await page.keyboard.press("Enter");
  seen.selected = await text(page, "#panel-title");
  seen.address = await page.evaluate(() => location.href);
  seen.focus = await page.evaluate(() => document.activeElement.id);
  await page.click("#panel .relation .source summary");
  seen.source = await text(page, "#panel .relation .source[open]");
  await page.close();
  return seen;
}

/** Filter, hide a family, focus; then the same address in a new page, and back. */
async function choosing() {
  const page = await open("#thing=shanghai");
  const seen = { before: await text(page, "#scope") };
  await page.select("#filter-status", "Planned");
  seen.filtered = await text(page, "#scope");
  await page.click("#clear");
  await page.click("#legend [data-family=metric]");
  await page.click("[data-action=focus-1]");
  seen.focused = await text(page, "#scope");
  const again = await open(await page.evaluate(() => location.hash));
  seen.again = await text(again, "#scope");
  seen.againTitle = await text(again, "#panel-title");
  await again.close();
  await page.click("#back");
  await page.waitForFunction(() => !location.hash.includes("focus"));
  await page.close();
  return seen;
}

/** Connections between two things, shown in the picture. */
async function connecting() {
  const page = await open("#view=paths");
  await page.type("#path-from", "Gu Jun");
  await page.type("#path-to", "Hefei");
  await page.keyboard.press("Enter");
  const seen = { count: await text(page, "#path-count"), hop: (await texts(page, ".hop > .sentence"))[0] };
  await page.click("#path-list .action");
  await page.waitForFunction(() => location.hash.includes("trail="));
  seen.page = await page.$eval("body", (found) => found.dataset.view);
  await page.close();
  return seen;
}

/** Tables and charts, the Chinese page, and a phone. */
async function translating() {
  const page = await open("#view=metrics");
  const seen = { charts: await page.$$eval("svg.chart", (found) => found.length) };
  await page.click("#language");
  seen.language = await page.$eval("html", (found) => found.lang);
  seen.heading = await text(page, "#table th");
  await page.click("[data-view=milestones]");
  await page.type("#find", "沪苏湖");
  await said(page, "#row-count", "1");
  seen.milestone = await text(page, "#table .sentence");
  await page.click("#back");
  await page.waitForSelector("body[data-view=metrics]");
  await page.click("#back");
  await page.waitForSelector("html[lang=en]");
  await page.close();
  const phone = await open("#thing=hefei", 390);
  seen.phone = await phone.evaluate(() => document.documentElement.scrollWidth);
  await phone.close();
  return seen;
}

/** Files from disk dropped onto the page, one after another: what the seal says of each, and the first words. */
async function dropping() {
  const page = await open("#text=1");
  const seals = [];
  for (const file of files) {
    await page.evaluate(() => {
      const input = Object.assign(document.createElement("input"), { type: "file", id: "from-disk" });
      document.body.append(input);
    });
    await (await page.$("#from-disk")).uploadFile(file);
    await page.evaluate(() => {
      const input = document.getElementById("from-disk");
      const data = new DataTransfer();
      data.items.add(input.files[0]);
      input.remove();
      document.getElementById("seal").className = "seal";
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector("#seal.whole, #seal.part, #seal.trouble");
    seals.push(await text(page, "#seal-line"));
  }
  const seen = { seals, kept: await page.evaluate(() => localStorage.length), words: await page.$$eval("#reader .words", (found) => found.length) };
  await page.close();
  return seen;
}

try {
  const seen = { reading: await reading(), choosing: await choosing(), connecting: await connecting(), translating: await translating(), dropping: await dropping() };
  console.log(JSON.stringify({ ...seen, complaints, requests }));
} finally {
  await browser.close();
}
