// Looks at published pages in Chromium. Usage: node toets.mjs [--only NAME] page.html [page.html ...]
// Ends with 1 when a check fails, 2 when it cannot start. Every check has a file of its own.
import { existsSync } from "node:fs";
import * as axe from "./axe.mjs";
import { Report, startBrowser } from "./browser.mjs";
import * as kleuren from "./kleuren.mjs";
import * as schermlezer from "./schermlezer.mjs";
import * as toetsenbord from "./toetsenbord.mjs";
import * as vergroting from "./vergroting.mjs";
import * as zonderScripts from "./zonder_scripts.mjs";

const CHECKS = { axe, toetsenbord, vergroting, kleuren, schermlezer, zonder_scripts: zonderScripts };

const words = process.argv.slice(2);
const only = words[0] === "--only" ? words.splice(0, 2)[1] : null;
const missing = words.filter((file) => !existsSync(file));
if (words.length === 0 || missing.length > 0 || (only && !(only in CHECKS))) {
  const usage = `Usage: node toets.mjs [--only ${Object.keys(CHECKS).join("|")}] page.html [page.html ...]`;
  console.error(missing.length ? `No such file: ${missing.join(", ")}` : usage);
  process.exit(2);
}
const browser = await startBrowser();
const report = new Report();
for (const file of words) {
  for (const name of only ? [only] : Object.keys(CHECKS)) await CHECKS[name].check(browser, file, report.of(file));
}
await browser.close();
console.log(`${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed ? 1 : 0);
