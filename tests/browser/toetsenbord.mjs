// Keyboard only: everything can be reached and left, in order, with a focus that can be seen; details open.
import { DESKTOP, PHONE, drawCharts, openAllDetails, settle, withPage } from "./browser.mjs";
import { takeKeyboard } from "./toetsen.mjs";

const MOST_STEPS = 3000;
const AT_ONCE = 50;

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

// Note what the focus is on after every Tab, until it leaves the page or is back where it was: Tabs after that do
// nothing, so that the next walk begins there. Runs in the page, beside `describeFocus`.
function noteFocus() {
  const steps = [];
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  window.walked = { steps, ended: false, stop: () => stop.abort() ?? steps };
  addEventListener("keydown", (event) => window.walked.ended && event.preventDefault(), options);
  addEventListener("keyup", (event) => {
    if (event.key !== "Tab" || window.walked.ended) return;
    const focus = window.describeFocus();
    const been = [steps[0], steps.at(-1)].map((step) => step?.number);
    window.walked.ended = focus === null || been.includes(focus.number);
    steps.push(focus);
  }, options);
}

// Press a key until the focus leaves the page; gives the numbers of the tab stops and what is wrong.
async function walk(page, press, key, names) {
  await page.evaluate(`window.describeFocus = ${describeFocus}`);
  await page.evaluate(noteFocus);
  for (let pressed = 0, ended = false; pressed < MOST_STEPS && !ended; pressed += AT_ONCE) {
    await press(Array(AT_ONCE).fill(key));
    ended = await page.evaluate(() => window.walked.ended);
  }
  const numbers = [];
  const problems = [];
  for (const focus of await page.evaluate(() => window.walked.stop())) {
    if (focus === null || (numbers.length && focus.number === numbers[0])) return { numbers, problems };
    if (focus.number === numbers.at(-1)) return { numbers, problems: [...problems, `${names[focus.number]} is a keyboard trap`] };
    numbers.push(focus.number);
    problems.push(...focus.faults.map((fault) => `${names[focus.number]} ${fault}`));
  }
  return { numbers, problems: [...problems, "the focus never leaves the page"] };
}

async function checkOrder(page, press) {
  const names = await page.evaluate(numberTabStops);
  await page.evaluate(startAtTop);
  const { numbers, problems } = await walk(page, press, "Tab", names);
  names.forEach((name, number) => numbers.includes(number) || problems.push(`${name} cannot be reached`));
  numbers.forEach((number, place) => {
    if (number === -1) problems.push("something that is no tab stop gets the focus");
    else if (place && number < numbers[place - 1]) problems.push(`${names[number]} comes out of order`);
  });
  const back = await walk(page, press, "Shift+Tab", names);
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

// Give the focus to each summary that is seen, and note at every F8 what the keys did. Runs in the page.
function noteDetails() {
  const summaries = [...document.querySelectorAll("summary")].filter((el) => el.checkVisibility({ visibilityProperty: true }));
  const states = summaries.map(() => []);
  window.opened = { summaries, states };
  let at = 0;
  const note = (event) => {
    if (event.key !== "F8" || at === summaries.length) return;
    states[at].push(summaries[at].parentElement.open, document.activeElement === summaries[at]);
    if (states[at].length === 4) summaries[++at]?.focus();
  };
  addEventListener("keydown", note, { capture: true });
  summaries[0]?.focus();
  return summaries.length;
}

// Every summary opens with Enter and closes with Space, and keeps the focus.
async function checkDetails(page, press) {
  const many = await page.evaluate(noteDetails);
  await press(Array(many).fill(["Enter", "F8", "Space", "F8"]).flat());
  return page.evaluate(() => window.opened.summaries
    .filter((_, number) => JSON.stringify(window.opened.states[number]) !== "[true,true,false,true]")
    .map((summary) => `${summary.textContent.trim()} does not open and close with keys`));
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
      const press = await takeKeyboard(page);
      await drawCharts(page); // a chart that is drawn while somebody walks past would move the stops
      await settle(page);
      tell(name, "tab order", await checkOrder(page, press));
      tell(name, "details", await checkDetails(page, press));
      await openAllDetails(page);
      tell(name, "tab order, all open", await checkOrder(page, press));
      tell(name, "scrolling", await checkScrolling(page));
    });
  }
}
