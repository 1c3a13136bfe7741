// axe-core in every view; charts are drawn, nothing is asked of the network, nothing is wider than the window.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DESKTOP, PHONE, drawCharts, openAllDetails, withPage } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};
const VIEWS = [
  { name: "desktop", viewport: DESKTOP, colorScheme: "light" },
  { name: "320 px", viewport: PHONE, colorScheme: "light" },
  { name: "dark", viewport: DESKTOP, colorScheme: "dark" },
  { name: "dark 320 px", viewport: PHONE, colorScheme: "dark" },
  { name: "reduced motion, forced colors", viewport: DESKTOP, reducedMotion: "reduce", forcedColors: "active" },
];

export async function runAxe(page, options = AXE_OPTIONS) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((axeOptions) => window.axe.run(document, axeOptions), options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target})`));
}

// Texts of charts that fall outside their drawing: the font was measured wrongly. Runs in the page.
export function findCutTexts() {
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

export async function check(browser, file, tell) {
  for (const { name, ...options } of VIEWS) {
    await withPage(browser, file, options, async (page, { requests, complaints }) => {
      tell(name, "charts", [...(await drawCharts(page)), ...(await page.evaluate(findCutTexts))]);
      await openAllDetails(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      tell(name, "layout", overflow > 0 ? [`the page is ${overflow} px wider than the window`] : []);
      tell(name, "axe", await runAxe(page));
      tell(name, "network", requests);
      tell(name, "console", complaints);
    });
  }
}
