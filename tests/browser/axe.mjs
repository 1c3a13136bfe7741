// Looks at published pages in Chromium. Usage: node axe.mjs page.html [page.html ...]
// The browser is $CHROMIUM, or else /usr/bin/chromium. Ends with 1 when a check fails, 2 when it cannot start.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 320, height: 720 };
const VIEWS = [
  { name: "desktop", viewport: DESKTOP, colorScheme: "light" },
  { name: "320 px", viewport: PHONE, colorScheme: "light" },
  { name: "dark", viewport: DESKTOP, colorScheme: "dark" },
  { name: "dark 320 px", viewport: PHONE, colorScheme: "dark" },
  { name: "reduced motion, forced colors", viewport: DESKTOP, reducedMotion: "reduce", forcedColors: "active" },
];
const total = { passed: 0, failed: 0 };

function check(page, view, name, problems) {
  if (problems.length === 0) {
    total.passed += 1;
    return;
  }
  total.failed += 1;
  problems.forEach((problem) => console.error(`FAILED ${page} [${view}] ${name}: ${problem}`));
}

// Open the page and note every request to somewhere else and every complaint of the browser.
async function open(browser, file, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const url = pathToFileURL(resolve(file)).href;
  const requests = [];
  const complaints = [];
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);
  return { context, page, requests, complaints };
}

// Bring every chart into view and wait until it is interactive.
async function drawCharts(page) {
  const charts = page.locator(".grafiek:has(script)");
  const dead = [];
  for (let i = 0; i < (await charts.count()); i += 1) {
    const chart = charts.nth(i);
    await chart.scrollIntoViewIfNeeded();
    await page.waitForFunction((el) => el.classList.contains("levend"), await chart.elementHandle(), { timeout: 8000 })
      .catch(async () => dead.push(`${await chart.getAttribute("aria-label")} did not become interactive`));
  }
  return dead;
}

// Texts of charts that fall outside their drawing: the font was measured wrongly. Runs in the page.
function findCutTexts() {
  const drawings = [...document.querySelectorAll(".grafiek:not(.levend) > svg, .levend-beeld svg")];
  return drawings.flatMap((drawing) => {
    const frame = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll("text")].filter((text) => text.textContent.trim());
    return texts.filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2;
    }).map((text) => `the text "${text.textContent}" is cut off`);
  });
}

async function checkView(browser, file, { name, ...options }) {
  const { context, page, requests, complaints } = await open(browser, file, options);
  const label = basename(file);
  check(label, name, "charts", [...(await drawCharts(page)), ...(await page.evaluate(findCutTexts))]);
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(label, name, "layout", overflow > 0 ? [`the page is ${overflow} px wider than the window`] : []);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((axeOptions) => window.axe.run(document, axeOptions), AXE_OPTIONS);
  const lines = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target})`));
  check(label, name, "axe", lines);
  check(label, name, "network", requests);
  check(label, name, "console", complaints);
  await context.close();
}

async function checkWithoutScripts(browser, file) {
  const { context, page, requests } = await open(browser, file, { viewport: PHONE, javaScriptEnabled: false });
  const label = basename(file);
  const problems = [];
  const charts = await page.locator(".grafiek").count();
  const drawings = await page.locator(".grafiek > svg[role=img]:visible").count();
  problems.push(...(await page.evaluate(findCutTexts)));
  if (charts !== drawings) problems.push(`${charts} charts, ${drawings} visible drawings`);
  if (!(await page.locator("h1").first().isVisible())) problems.push("no visible title");
  const details = page.locator("main details");
  if (await details.count()) {
    await details.first().locator("summary").click();
    if (!(await details.first().locator(":scope > :not(summary)").first().isVisible())) {
      problems.push("details do not open");
    }
  }
  check(label, "no scripts", "content", problems);
  check(label, "no scripts", "network", requests);
  await context.close();
}

const files = process.argv.slice(2);
const missing = files.filter((file) => !existsSync(file));
if (files.length === 0 || missing.length > 0) {
  console.error(missing.length ? `No such file: ${missing.join(", ")}` : "Usage: node axe.mjs page.html [page.html ...]");
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const file of files) {
  for (const view of VIEWS) await checkView(browser, file, view);
  await checkWithoutScripts(browser, file);
}
await browser.close();
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
