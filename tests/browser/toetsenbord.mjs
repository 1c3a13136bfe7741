// Keyboard only: everything can be reached and left, in order, with a focus that can be seen; details open.
import { DESKTOP, PHONE, drawCharts, openAllDetails, settle, withPage } from "./browser.mjs";

const MOST_STEPS = 3000;

// Number every tab stop in the order of the document. Runs in the page.
function numberTabStops() {
  const candidates = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
  const stops = [...candidates].filter((el) => el.tabIndex >= 0 && !el.disabled && el.checkVisibility({ visibilityProperty: true }));
  stops.forEach((el, number) => (el.dataset.tabstop = number));
  return stops.map((el) => `${el.localName} "${(el.getAttribute("aria-label") ?? el.textContent).trim().replace(/\s+/g, " ").slice(0, 50)}"`);
}

// What the focus is on: its number, and what is wrong with how it shows. Runs in the page.
function describeFocus() {
  const el = document.activeElement;
  if (!el || el === document.body || el === document.documentElement) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(el);
  const faults = [];
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) faults.push("has no visible focus");
  const box = el.getBoundingClientRect();
  const seen = { left: Math.max(box.left, 0), top: Math.max(box.top, 0), right: Math.min(box.right, innerWidth), bottom: Math.min(box.bottom, innerHeight) };
  if (seen.right - seen.left < 4 || seen.bottom - seen.top < 4) faults.push("has the focus outside the window");
  else {
    const xs = [0.08, 0.5, 0.92].map((part) => seen.left + part * (seen.right - seen.left));
    const ys = [0.15, 0.5, 0.85].map((part) => seen.top + part * (seen.bottom - seen.top));
    const uncovered = xs.some((x) => ys.some((y) => {
      const top = document.elementFromPoint(x, y);
      return top && (el.contains(top) || top.contains(el));
    }));
    if (!uncovered) faults.push("is hidden by something else while it has the focus");
  }
  return { number: el.dataset.tabstop === undefined ? -1 : Number(el.dataset.tabstop), faults };
}

// Let the next Tab begin before everything: browsers go on from where the focus was last. Runs in the page.
function startAtTop() {
  const start = document.createElement("span");
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
  scrollTo(0, 0);
}

// Press a key until the focus leaves the page; gives the numbers of the tab stops and what is wrong.
async function walk(page, key, names) {
  const numbers = [];
  const problems = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    const focus = await page.evaluate(describeFocus);
    if (focus === null || (numbers.length && focus.number === numbers[0])) return { numbers, problems };
    if (focus.number === numbers.at(-1)) return { numbers, problems: [...problems, `${names[focus.number]} is a keyboard trap`] };
    numbers.push(focus.number);
    problems.push(...focus.faults.map((fault) => `${names[focus.number]} ${fault}`));
  }
  return { numbers, problems: [...problems, "the focus never leaves the page"] };
}

async function checkOrder(page) {
  const names = await page.evaluate(numberTabStops);
  await page.evaluate(startAtTop);
  const { numbers, problems } = await walk(page, "Tab", names);
  names.forEach((name, number) => numbers.includes(number) || problems.push(`${name} cannot be reached`));
  numbers.forEach((number, place) => {
    if (number === -1) problems.push("something that is no tab stop gets the focus");
    else if (place && number < numbers[place - 1]) problems.push(`${names[number]} comes out of order`);
  });
  const back = await walk(page, "Shift+Tab", names);
  if (back.numbers.length < numbers.length - 1) problems.push(`back: ${back.numbers.length} of ${numbers.length} tab stops`);
  return [...problems, ...back.problems.map((problem) => `back: ${problem}`)];
}

async function checkSkipLink(page) {
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
  const shown = await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0);
  if (target !== "#pagina-hoofddeel" || !shown) return [`the first tab stop is ${target}, ${shown ? "" : "not "}in sight`];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement.closest("main, footer") !== null);
  return inside ? [] : ["after the skip link the next tab stop is not in the main part"];
}

// Every summary opens with Enter and closes with Space, and keeps the focus.
async function checkDetails(page) {
  const problems = [];
  for (const summary of await page.locator("summary:visible").all()) {
    await summary.focus();
    const states = [];
    for (const key of ["Enter", "Space"]) {
      await page.keyboard.press(key);
      states.push(await summary.evaluate((el) => [el.parentElement.open, document.activeElement === el]));
    }
    if (JSON.stringify(states) !== "[[true,true],[false,true]]") problems.push(`${await summary.textContent()} does not open and close with keys`);
  }
  return problems;
}

// What scrolls sideways can be scrolled with the arrow keys.
async function checkScrolling(page) {
  const problems = [];
  for (const region of await page.locator(".schuif:visible, .grafiek:visible").all()) {
    const wide = await region.evaluate((el) => el.scrollWidth > el.clientWidth + 1);
    if (!wide) continue;
    await region.focus();
    await page.keyboard.press("ArrowRight");
    const moved = await page.waitForFunction((el) => el.scrollLeft > 0, await region.elementHandle(), { timeout: 10000 }).catch(() => null);
    if (!moved) problems.push(`${await region.getAttribute("aria-label") ?? "a table"} does not scroll with the arrow keys`);
  }
  return problems;
}

export async function check(browser, file, tell) {
  for (const [name, viewport] of [["desktop", DESKTOP], ["320 px", PHONE]]) {
    const options = { viewport, reducedMotion: "reduce" };
    await withPage(browser, file, options, async (page) => {
      tell(name, "skip link", await checkSkipLink(page));
      await drawCharts(page); // a chart that is drawn while somebody walks past would move the stops
      await settle(page);
      tell(name, "tab order", await checkOrder(page));
      tell(name, "details", await checkDetails(page));
      await openAllDetails(page);
      tell(name, "tab order, all open", await checkOrder(page));
      tell(name, "scrolling", await checkScrolling(page));
    });
  }
}
