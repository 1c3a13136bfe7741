// A page is complete without scripts: the charts are there, details open, nothing is asked of the network.
import { findCutTexts } from "./axe.mjs";
import { PHONE, withPage } from "./browser.mjs";

export async function check(browser, file, tell) {
  await withPage(browser, file, { viewport: PHONE, javaScriptEnabled: false }, async (page, { requests }) => {
    const problems = await page.evaluate(findCutTexts);
    const charts = await page.locator(".grafiek:visible").count();
    const drawings = await page.locator(".grafiek > svg[role=img]:visible").count();
    if (charts !== drawings) problems.push(`${charts} charts, ${drawings} visible drawings`);
    if (!(await page.locator("h1").first().isVisible())) problems.push("no visible title");
    const details = page.locator("main details");
    if (await details.count()) {
      await details.first().locator("summary").click();
      if (!(await details.first().locator(":scope > :not(summary)").first().isVisible())) problems.push("details do not open");
    }
    tell("no scripts", "content", problems);
    tell("no scripts", "network", requests);
  });
}
