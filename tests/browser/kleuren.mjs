// Chosen by the reader: forced colours, more contrast, less motion, paper. What is said stays to be seen.
import { runAxe } from "./axe.mjs";
import { DESKTOP, openAllDetails, withPage } from "./browser.mjs";

// the enhanced rule leaves what is below 4.5:1 to the other one
const ENHANCED = { runOnly: { type: "rule", values: ["color-contrast", "color-contrast-enhanced"] }, resultTypes: ["violations"] };
const PAPER = { width: 680, height: 960 };

// What carries meaning or shows where things are, and what of it cannot be seen. Runs in the page.
function findInvisible() {
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const faults = [];
  const see = (el, colour, what) => {
    const ratio = contrast(colour, ground(el));
    if (!(ratio >= 3)) faults.push(`${what} has contrast ${ratio.toFixed(1)}`);
  };
  for (const el of document.querySelectorAll(".kaart, .melding, .etiket, details, main > .verantwoording, .conceptbalk")) {
    if (!el.checkVisibility()) continue;
    const style = getComputedStyle(el);
    const sides = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0);
    if (sides.length === 0) faults.push(`${el.className} has no border`);
    else see(el.parentElement, style[`border${sides.includes("Left") ? "Left" : sides[0]}Color`], `the border of ${el.className || el.localName}`);
  }
  for (const el of document.querySelectorAll(".melding .teken")) see(el, getComputedStyle(el).stroke, "the sign of a message");
  const current = document.querySelector(".breed a[aria-current]");
  const other = document.querySelector(".breed a:not([aria-current])");
  if (current?.checkVisibility() && other) {
    const [one, two] = [current, other].map((el) => getComputedStyle(el).borderLeftColor);
    if (contrast(one, ground(current.parentElement)) < 3 || one === two) faults.push("the current place in the contents cannot be told from the others");
  }
  for (const chart of document.querySelectorAll(".grafiek")) {
    const shown = [...chart.querySelectorAll("svg text")].filter((text) => text.textContent.trim() && text.checkVisibility());
    const paper = ground(chart);
    const turned = (text) => getComputedStyle(text.ownerSVGElement).filter.includes("invert(1)");
    const seen = (text) => numbers(getComputedStyle(text).fill).slice(0, 3).map((v) => (turned(text) ? 255 - v : v));
    const pale = shown.filter((text) => contrast(`rgb(${seen(text)})`, paper) < 4.5 && !text.closest(".role-mark"));
    if (pale.length) faults.push(`${chart.getAttribute("aria-label")}: the text "${pale[0].textContent}" cannot be read`);
    const fills = new Set([...chart.querySelectorAll(".mark-rect path, .mark-symbol path, .mark-arc path")].map((mark) => getComputedStyle(mark).fill));
    if (fills.size === 0 && chart.querySelector(".mark-rect path")) faults.push(`${chart.getAttribute("aria-label")}: marks have no colour`);
  }
  return faults;
}

// Movement that goes on although the reader asked for less. Runs in the page.
function findMotion() {
  return [...document.querySelectorAll("*")].flatMap((el) => {
    const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(el);
    const moves = scrollBehavior === "smooth" || animationName !== "none" || parseFloat(transitionDuration) > 0;
    return moves ? [`<${el.localName} class="${el.className}"> moves`] : [];
  });
}

// On paper nothing can be clicked: all details are open, all charts and tables stand there in full. Runs in the page.
function findUnprinted() {
  const faults = [];
  for (const el of document.querySelectorAll("main details table, main details pre, .grafiek:not(.smal-beeld) > svg, main > section")) {
    if (!el.checkVisibility() || el.getBoundingClientRect().height < 8) faults.push(`<${el.localName}> in ${el.closest("[id]")?.id} is not printed`);
  }
  for (const el of document.querySelectorAll("nav, .direct")) if (el.checkVisibility()) faults.push(`${el.className} is printed`);
  for (const el of document.querySelectorAll("table, .grafiek > svg")) {
    const over = el.getBoundingClientRect().right - document.documentElement.clientWidth;
    if (over > 2 && el.checkVisibility()) faults.push(`<${el.localName}> in ${el.closest("[id]")?.id} is ${Math.round(over)} px wider than the paper`);
  }
  return faults;
}

export async function check(browser, file, tell) {
  for (const colorScheme of ["light", "dark"]) {
    const forced = { viewport: DESKTOP, colorScheme, forcedColors: "active" };
    await withPage(browser, file, forced, async (page) => tell(`forced colors ${colorScheme}`, "visible", await page.evaluate(findInvisible)));
    const more = { viewport: DESKTOP, colorScheme, contrast: "more" };
    await withPage(browser, file, more, async (page) => {
      tell(`more contrast ${colorScheme}`, "visible", await page.evaluate(findInvisible));
      await openAllDetails(page);
      tell(`more contrast ${colorScheme}`, "contrast 7:1", await runAxe(page, ENHANCED));
    });
  }
  await withPage(browser, file, { viewport: DESKTOP, reducedMotion: "reduce" }, async (page) => tell("less motion", "motion", await page.evaluate(findMotion)));
  await withPage(browser, file, { viewport: PAPER }, async (page) => {
    await page.emulateMedia({ media: "print" });
    tell("print", "content", await page.evaluate(findUnprinted));
  });
}
