// A manager's meeting: the night's report, from a figure to its cases, downloads, charts with their tables.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { Visitor } from "./visitor.mjs";

export function managerTests(context) {
  for (const javaScriptEnabled of [true, false]) {
    const mode = javaScriptEnabled ? "with scripts" : "without scripts";

    it(`a figure of the night's report leads to as many cases, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "manager", { javaScriptEnabled });
      await visitor.follow("Tonight's report", "nav");
      const figure = visitor.page.locator("main table").first().locator("tbody a", { hasText: /^\d+$/ }).first();
      const wanted = Number(await figure.innerText());
      assert.ok(wanted > 0);
      await figure.click();
      await visitor.page.waitForLoadState("load");
      const rows = await visitor.page.locator("main table tbody tr").count();
      const rowsOfAPage = 100;
      assert.equal(rows, Math.min(wanted, rowsOfAPage));
      await visitor.page.locator("main table tbody a[href^='/cases/']").first().click();
      assert.match(await visitor.text("h1"), /EHC-\d{4}-\d{6}/);
      await visitor.close();
    });

    it(`timeliness stands beside England, in tables${javaScriptEnabled ? " and charts" : ""}, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "manager", { javaScriptEnabled });
      await visitor.goto("/report/timeliness");
      assert.match(await visitor.text(), /England/);
      assert.match(await visitor.text(), /46\.4/);  // of 2024, as published
      assert.ok((await visitor.page.locator("main table[data-chart]").count()) > 0);
      const charts = await visitor.page.locator("main canvas").count();
      assert.equal(charts > 0, javaScriptEnabled);
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });
  }

  it("the report is kept as CSV and as a workbook", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "manager");
    await visitor.goto("/report");
    for (const [name, signature] of [["CSV", null], ["XLSX", "PK"]]) {
      const link = visitor.page.locator("main").getByRole("link", { name: new RegExp(name) }).first();
      const [kept] = await Promise.all([visitor.page.waitForEvent("download"), link.click()]);
      assert.match(kept.suggestedFilename(), new RegExp(`\\.${name.toLowerCase()}$`));
      const body = readFileSync(await kept.path());
      assert.ok(body.length > 200);
      if (signature) assert.equal(body.subarray(0, 2).toString(), signature);
    }
    await visitor.close();
  });

  it("a school that types a manager's address is told that it may not", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "school");
    for (const path of ["/report", "/today", "/hand-over", "/accounts"]) assert.equal((await visitor.goto(path)).status(), 403, path);
    assert.equal((await visitor.goto("/nowhere")).status(), 404);
    await visitor.close();
  });
}
