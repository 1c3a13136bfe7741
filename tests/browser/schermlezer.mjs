// The page as a screen reader meets it: the accessibility tree of Chromium.
// Usage to read it: node schermlezer.mjs page.html
import { pathToFileURL } from "node:url";
import { DESKTOP, PHONE, openAllDetails, startBrowser, withPage } from "./browser.mjs";

const LANDMARKS = { banner: 1, main: 1, contentinfo: 1 };
const NAMED = ["navigation", "region", "group", "figure", "image", "table", "link", "button", "DisclosureTriangle", "heading", "note"];
const SIGN = /[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\u{1f300}-\u{1faff}]/u;
const SILENT = ["InlineTextBox", "StaticText", "none", "generic", "ListMarker", "LineBreak"];

// The tree as plain nodes in reading order: role, name, description, properties, depth, parent, DOM node.
async function readTree(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const tree = [];
  const add = (node, parent, depth) => {
    const properties = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
    const item = node.ignored ? parent : {
      role: node.role.value, name: (node.name?.value ?? "").trim(), description: node.description?.value ?? "",
      properties, parent, depth, id: node.backendDOMNodeId, children: [],
    };
    if (!node.ignored) {
      parent?.children.push(item);
      tree.push(item);
    }
    for (const id of node.childIds ?? []) if (byId.has(id)) add(byId.get(id), item, node.ignored ? depth : depth + 1);
  };
  add(nodes[0], null, 0);
  return { tree, session };
}

function within(node, role) {
  for (let at = node.parent; at; at = at.parent) if (at.role === role) return at;
  return null;
}

function below(node) {
  return node.children.flatMap((child) => [child, ...below(child)]);
}

function checkStructure(tree) {
  const of = (role) => tree.filter((node) => node.role === role);
  const problems = [];
  for (const [role, number] of Object.entries(LANDMARKS)) {
    if (of(role).length !== number) problems.push(`${of(role).length} landmarks ${role}`);
  }
  const levels = of("heading").map((node) => node.properties.level);
  const wanted = levels.length > 1 ? 1 : 0; // with one heading there is nothing to lead to
  if (of("navigation").length !== wanted) problems.push(`${of("navigation").length} visible navigations`);
  if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1) problems.push(`headings of level 1: ${levels.filter((level) => level === 1).length}; the first is of level ${levels[0]}`);
  levels.forEach((level, place) => {
    if (place && level > levels[place - 1] + 1) problems.push(`the heading "${of("heading")[place].name}" skips a level`);
  });
  if (!tree[0].name) problems.push("the page has no title");
  for (const node of tree) {
    // <details> is a group that is named by the button in it
    const opens = node.role === "group" && node.children[0]?.role === "DisclosureTriangle";
    if (NAMED.includes(node.role) && !node.name && !opens) problems.push(`a ${node.role} without a name`);
  }
  for (const role of ["region", "navigation", "figure", "group"]) {
    const names = of(role).map((node) => node.name).filter(Boolean);
    names.filter((name, place) => names.indexOf(name) !== place).forEach((name) => problems.push(`two of ${role} are called "${name}"`));
  }
  return problems;
}

// Every figure holds one picture with a name and a description, and its numbers behind a button of its own.
function checkFigures(tree) {
  return tree.filter((node) => node.role === "figure").flatMap((figure) => {
    const parts = below(figure);
    const images = parts.filter((node) => ["image", "img"].includes(node.role));
    const problems = [];
    if (images.length > 1) problems.push(`${images.length} pictures`);
    if (images.some((image) => image.description.length < 30)) problems.push("a picture without its message");
    if (images.some((image) => image.children.length)) problems.push("loose texts of the drawing are read out");
    if (!parts.some((node) => node.role === "table")) problems.push("no table with the numbers");
    if (!/^figuur \d+\.\d+/i.test(figure.name)) problems.push(`the name "${figure.name}"`);
    return problems.map((problem) => `figure ${figure.name}: ${problem}`);
  });
}

// Tables have a caption as name, a header for every column and row, and no cell without both.
function checkTables(tree) {
  return tree.filter((node) => node.role === "table").flatMap((table) => {
    const rows = below(table).filter((node) => node.role === "row");
    const [head, ...body] = rows.map((row) => row.children.map((cell) => cell.role));
    const problems = [];
    if (!head || head.some((role, place) => role !== "columnheader" && place > 0)) problems.push("a column without a header");
    if (body.some((cells) => cells[0] !== "rowheader")) problems.push("a row without a header");
    if (body.some((cells) => cells.length !== head.length)) problems.push("rows of different lengths");
    const signs = rows.flatMap((row) => row.children).filter((cell) => SIGN.test(cell.name) && !/\p{L}/u.test(cell.name));
    if (signs.length) problems.push(`the sign "${signs[0].name}" has no word beside it`);
    return problems.map((problem) => `table ${table.name}: ${problem}`);
  });
}

// Links in one part of the page that sound alike go to the same place; what opens sounds different from the rest.
async function checkLinks(page, tree, session) {
  const places = new Map();
  const problems = [];
  for (const link of tree.filter((node) => node.role === "link")) {
    const { object } = await session.send("DOM.resolveNode", { backendNodeId: link.id });
    const { result } = await session.send("Runtime.callFunctionOn", { objectId: object.objectId, functionDeclaration: "function () { return this.href }", returnByValue: true });
    // in the contents a link stands under the heading of its chapter
    const context = within(link, "navigation") ? `in ${within(within(link, "listitem") ?? link, "listitem")?.name ?? ""}${within(within(link, "list") ?? link, "listitem")?.children[0]?.name ?? ""}` : "";
    const key = `${link.name} ${context}`;
    if (places.has(key) && places.get(key) !== result.value) problems.push(`"${link.name}" leads to two places`);
    places.set(key, result.value);
  }
  const buttons = tree.filter((node) => ["button", "DisclosureTriangle"].includes(node.role)).map((node) => node.name);
  buttons.filter((name, place) => buttons.indexOf(name) !== place).forEach((name) => problems.push(`two buttons are called "${name}"`));
  return problems;
}

function checkLanguage(page) {
  return page.evaluate(() => {
    const problems = document.documentElement.lang.startsWith("nl") ? [] : ["the page is not in Dutch"];
    return [...problems, ...[...document.querySelectorAll("body [lang]")].filter((el) => !el.lang).map(() => "an empty language")];
  });
}

export async function check(browser, file, tell) {
  for (const [name, viewport] of [["desktop", DESKTOP], ["320 px", PHONE]]) {
    await withPage(browser, file, { viewport }, async (page) => {
      await openAllDetails(page);
      const { tree, session } = await readTree(page);
      tell(name, "structure", checkStructure(tree));
      tell(name, "figures", checkFigures(tree));
      tell(name, "tables", checkTables(tree));
      tell(name, "links and buttons", await checkLinks(page, tree, session));
      tell(name, "language", await checkLanguage(page));
    });
  }
}

function show(tree) {
  for (const { role, name, description, properties, depth } of tree.filter((node) => !SILENT.includes(node.role) || node.role === "StaticText")) {
    const level = properties.level ? ` ${properties.level}` : "";
    console.log(`${"  ".repeat(depth)}${role}${level}${name ? ` "${name}"` : ""}${description ? ` – ${description}` : ""}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browser = await startBrowser();
  await withPage(browser, process.argv[2], { viewport: DESKTOP }, async (page) => show((await readTree(page)).tree));
  await browser.close();
}
