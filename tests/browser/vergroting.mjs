// Enlarged: 200% zoom, larger text, wide text spacing, 320 px. Nothing is lost, nothing is too small to hit.
import { DESKTOP, PHONE, ZOOMED, openAllDetails, withPage } from "./browser.mjs";

const TARGET = 24; // CSS pixels, WCAG 2.2 success criterion 2.5.8
// WCAG 2.2 success criterion 1.4.12
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";
const VIEWS = [
  { name: "200%", ...ZOOMED },
  { name: "text at 200%", viewport: DESKTOP, css: "html { font-size: 225% !important }" },
  { name: "text spacing", viewport: DESKTOP, css: SPACING },
  { name: "text spacing 320 px", viewport: PHONE, css: SPACING },
  { name: "320 px", viewport: PHONE },
];

// Texts that something cuts off, with no way to scroll to them. Runs in the page.
function findLostTexts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lost = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest(".direct, script, style, [aria-hidden=true]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    for (let around = parent; around && around !== document.documentElement; around = around.parentElement) {
      const style = getComputedStyle(around);
      const frame = around.getBoundingClientRect();
      if (frame.width <= 1 && style.clipPath !== "none") break; // for screen readers only
      const cutsX = ["hidden", "clip"].includes(style.overflowX) && (box.left < frame.left - 1 || box.right > frame.right + 1);
      const cutsY = ["hidden", "clip"].includes(style.overflowY) && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
      if (cutsX || cutsY) lost.add(`"${node.data.trim().slice(0, 40)}" is cut off`);
      if (["auto", "scroll"].includes(style.overflowX)) break;
    }
  }
  return [...lost];
}

// Texts that lie over each other within a block. Runs in the page.
function findOverlaps() {
  const leaves = [...document.querySelectorAll("main p, main li, main dd, main dt, main h1, main h2, main h3, main h4, figcaption, summary")]
    .filter((el) => el.checkVisibility() && !el.querySelector("p, li, dd") && !el.closest(".onzichtbaar"));
  const boxes = leaves.map((el) => ({ el, box: el.getBoundingClientRect() })).filter(({ box }) => box.height > 2);
  boxes.sort((a, b) => a.box.top - b.box.top);
  const found = [];
  boxes.forEach(({ el, box }, i) => {
    for (const other of boxes.slice(i + 1, i + 12)) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 4 && down > 4) found.push(`"${el.textContent.trim().slice(0, 30)}" lies over "${other.el.textContent.trim().slice(0, 30)}"`);
    }
  });
  return found;
}

// Regions that scroll sideways without a name or without a tab stop, and cells that do not fit in sight. Runs in the page.
function findBadRegions() {
  const scrolling = [...document.querySelectorAll("body *")].filter((el) => {
    const overflow = getComputedStyle(el).overflowX;
    return ["auto", "scroll"].includes(overflow) && el.scrollWidth > el.clientWidth + 1 && el.checkVisibility();
  });
  return scrolling.flatMap((el) => {
    const id = el.getAttribute("aria-labelledby");
    const name = el.getAttribute("aria-label") ?? (id && document.getElementById(id)?.textContent.trim());
    const faults = [];
    if (!name || !["region", "group"].includes(el.getAttribute("role"))) faults.push(`<${el.localName} class="${el.className}"> scrolls and has no name`);
    if (el.tabIndex < 0) faults.push(`${name} scrolls and is no tab stop`);
    const stuck = [...el.querySelectorAll("tbody th")].filter((th) => getComputedStyle(th).position === "sticky");
    const widest = Math.max(0, ...stuck.map((th) => th.getBoundingClientRect().width));
    if (widest > 0.6 * el.clientWidth) faults.push(`${name}: the row headers take ${Math.round(100 * widest / el.clientWidth)}% of what is in sight`);
    const cells = [...el.querySelectorAll("td, th")].map((cell) => cell.getBoundingClientRect().width);
    if (Math.max(0, ...cells) > el.clientWidth) faults.push(`${name}: a cell is wider than what is in sight`);
    return faults;
  });
}

// Targets that are too small and have another one too near. In a sentence they may be. Runs in the page.
function findSmallTargets(least) {
  const all = [...document.querySelectorAll("a[href], button, summary, input")].filter((el) => el.checkVisibility() && !el.matches(".direct"));
  const inSentence = (el) => getComputedStyle(el).display === "inline" && el.parentElement.textContent.trim() !== el.textContent.trim();
  const boxes = all.map((el) => ({ el, box: el.getBoundingClientRect() }));
  const small = boxes.filter(({ el, box }) => (box.width < least || box.height < least) && !inSentence(el));
  const near = (a, b) => Math.hypot(a.left + a.width / 2 - (b.left + b.width / 2), a.top + a.height / 2 - (b.top + b.height / 2)) < least;
  return small.filter(({ el, box }) => boxes.some((other) => other.el !== el && near(box, other.box)))
    .map(({ el, box }) => `"${el.textContent.trim().slice(0, 40)}" is ${Math.round(box.width)} by ${Math.round(box.height)} px with another target beside it`);
}

export async function check(browser, file, tell) {
  for (const { name, css, ...options } of VIEWS) {
    await withPage(browser, file, { ...options, bypassCSP: true, reducedMotion: "reduce" }, async (page) => {
      if (css) await page.addStyleTag({ content: css });
      await openAllDetails(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      tell(name, "layout", overflow > 0 ? [`the page is ${overflow} px wider than the window`] : []);
      tell(name, "texts", [...(await page.evaluate(findLostTexts)), ...(await page.evaluate(findOverlaps))]);
      tell(name, "regions", await page.evaluate(findBadRegions));
      tell(name, "targets", await page.evaluate(findSmallTargets, TARGET));
    });
  }
}
