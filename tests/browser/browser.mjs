// What the browser checks share: the browser, opening a page, and telling what came out.
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 320, height: 720 };
// A browser at 200% has half the CSS pixels in the same window.
export const ZOOMED = { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 };

// The browser is $CHROMIUM, or else /usr/bin/chromium.
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// Counts what held and prints what did not.
export class Report {
  passed = 0;
  failed = 0;

  of(file) {
    const label = `${basename(resolve(file, ".."))}/${basename(file)}`;
    return (view, name, problems) => {
      if (problems.length === 0) this.passed += 1;
      else this.failed += 1;
      problems.forEach((problem) => console.error(`FAILED ${label} [${view}] ${name}: ${problem}`));
    };
  }
}

// Open a page, give it to `look`, and close it. Notes requests to elsewhere and complaints of the browser.
export async function withPage(browser, file, options, look) {
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
  await look(page, { requests, complaints });
  await context.close();
}

// Two frames later regions have measured themselves.
export function settle(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

export async function openAllDetails(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await settle(page);
}

// Bring every chart into view and wait until it is interactive; those that did not become so. Runs in the page.
async function drawAll(most) {
  const dead = [];
  for (const chart of document.querySelectorAll(".grafiek:has(script)")) {
    if (!chart.checkVisibility({ visibilityProperty: true })) continue; // the drawing for the other width of screen
    chart.scrollIntoView({ block: "center", behavior: "instant" });
    if (chart.classList.contains("levend")) continue;
    const alive = await new Promise((done) => {
      const late = setTimeout(done, most, false);
      new MutationObserver((_, observer) => {
        if (!chart.classList.contains("levend")) return;
        observer.disconnect();
        clearTimeout(late);
        done(true);
      }).observe(chart, { attributeFilter: ["class"] });
    });
    if (!alive) dead.push(`${chart.getAttribute("aria-label")} did not become interactive`);
  }
  return dead;
}

export function drawCharts(page) {
  return page.evaluate(drawAll, 30000);
}
