// What goes out of the pages: lists and case files to keep, and deadlines for a calendar program.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { Visitor } from "./visitor.mjs";

/// What is downloaded when a link is followed: its name and its bytes.
async function downloaded(visitor, name) {
  const [download] = await Promise.all([
    visitor.page.waitForEvent("download"),
    visitor.page.locator("main").getByRole("link", { name }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

export function filesTests(context) {
  for (const javaScriptEnabled of [true, false]) {
    const mode = javaScriptEnabled ? "with scripts" : "without scripts";

    it(`today's lists are downloaded as they were filtered, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "caseworker", { javaScriptEnabled });
      const csv = await downloaded(visitor, "Download these lists as CSV");
      assert.match(csv.name, /^today-.*\.csv$/);
      const lines = csv.bytes.toString("utf8").trim().split("\r\n");
      assert.match(lines[0], /^list,reference,clock,due_on,/);
      assert.ok(lines.length > 1);
      for (const line of lines.slice(1)) assert.ok(line.includes(`,${context.site.people.caseworker.scope},`), line);
      const workbook = await downloaded(visitor, "as XLSX");
      assert.equal(workbook.bytes.subarray(0, 2).toString(), "PK");
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });

    it(`deadlines go to a calendar by an address that can be ended, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "caseworker", { javaScriptEnabled });
      await visitor.goto("/account");
      await visitor.follow("Deadlines in your calendar");
      await visitor.press("Make an address");
      assert.match(await visitor.text(), /Choose whose deadlines/);
      await visitor.page.getByLabel("Whose deadlines").selectOption("own");
      await visitor.press("Make an address");
      if (javaScriptEnabled) assert.deepEqual(await visitor.axe(), []);
      const address = await visitor.page.inputValue("#address");
      const calendar = await fetch(address);
      assert.equal(calendar.status, 200);
      const text = await calendar.text();
      assert.match(text, /^BEGIN:VCALENDAR\r\n/);
      assert.match(text, /SUMMARY:EHC-\d{4}-\d{6}: /);
      const unchanged = await fetch(address, { headers: { "If-None-Match": calendar.headers.get("ETag") } });
      assert.equal(unchanged.status, 304);
      await visitor.press(/^End/);
      assert.match(await visitor.text(), /shows nothing any longer/);
      assert.equal((await fetch(address)).status, 404);
      const secret = address.split("/").pop().replace(".ics", "");
      assert.ok(!context.site.log().includes(secret), "the log holds the secret of a calendar");
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });
  }

  it("a case is taken away as one document that reads well on paper and breaks no rule of access", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "manager");
    const reference = context.site.fact("SELECT c.reference FROM case_file c JOIN event e ON e.case_id = c.id WHERE e.type = 'corrected' LIMIT 1");
    await visitor.goto(`/cases/${reference}`);
    const html = await downloaded(visitor, "HTML");
    assert.equal(html.name, `case-file-${reference}.html`);
    const reader = await visitor.context.newPage();
    await reader.setContent(html.bytes.toString("utf8"));
    visitor.page = reader;
    assert.deepEqual(await visitor.axe(), []);
    assert.match(await visitor.text("body"), /Corrected by entry \d+/);
    assert.match(await visitor.text("body"), /Who looked at the file/);
    await visitor.close();
  });

  it("the same as a PDF", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "manager");
    const reference = context.site.fact("SELECT reference FROM case_file ORDER BY id LIMIT 1");
    await visitor.goto(`/cases/${reference}`);
    const pdf = await downloaded(visitor, "PDF");
    assert.equal(pdf.name, `case-file-${reference}.pdf`);
    assert.equal(pdf.bytes.subarray(0, 5).toString(), "%PDF-");
    await visitor.close();
  });
}
