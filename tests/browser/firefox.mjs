/** Opens a page in Firefox and does what a person would; prints what was seen as JSON. Arguments: Firefox, the page. */
import { createRequire } from "node:module";

const puppeteer = createRequire(new URL("../package.json", import.meta.url))("puppeteer-core");
const [executablePath, address] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const page = await browser.newPage();
  const complaints = [];
  const requests = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (said) => { if (["error", "warn"].includes(said.type())) complaints.push(said.text()); });
  page.on("request", (request) => requests.push(request.url()));
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(address);
  await page.waitForSelector("html[data-ready]");
  const text = (selector) => page.$eval(selector, (found) => found.textContent);
  const seen = { scope: await text("#scope") };
  await page.type("#query", "shanghai");
  await page.keyboard.press("Enter");
  seen.selected = await text("#panel-title");
  seen.address = page.url();
  await page.select("#filter-status", "Planned");
  seen.filtered = await text("#scope");
  await page.click("#clear");
  await page.click("[data-view=metrics]");
  seen.charts = await page.$$eval("svg.chart", (found) => found.length);
  await page.click("#language");
  seen.language = await page.$eval("html", (found) => found.lang);
  await page.click("#back");
  await page.waitForSelector("html[lang=en]");
  console.log(JSON.stringify({ ...seen, complaints, requests }));
} finally {
  await browser.close();
}
