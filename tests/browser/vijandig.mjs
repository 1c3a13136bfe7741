// Pages made of hostile values: `node vijandig.mjs FILE...`. Nothing runs, nothing is fetched, nothing sticks out.
import { DESKTOP, PHONE, Report, openAllDetails, settle, startBrowser, withPage } from "./browser.mjs";

const report = new Report();
const browser = await startBrowser();
for (const file of process.argv.slice(2)) {
  const check = report.of(file);
  for (const [view, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
    await withPage(browser, file, { viewport }, async (page, { requests, complaints }) => {
      const dialogs = [];
      page.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
      await openAllDetails(page);
      await page.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
          scrollTo(0, y);
          await new Promise((done) => setTimeout(done, 20));
        }
      });
      await settle(page);
      const hacked = await page.evaluate(() => window.__hacked !== undefined);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(view, "runs nothing", hacked ? ["window.__hacked is set"] : []);
      check(view, "dialogs", dialogs);
      check(view, "requests", requests);
      check(view, "complaints", complaints);
      check(view, "width", wide > 1 ? [`sticks out ${wide} pixels`] : []);
    });
  }
}
await browser.close();
console.log(`${report.passed} held, ${report.failed} failed`);
process.exit(report.failed ? 1 : 0);
