// A caseworker's morning: the list, a case, recording, a mistake, a correction, a case that has moved on.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Visitor } from "./visitor.mjs";

const open = (site, clock, code) =>
  site.fact(`SELECT c.reference FROM case_file c JOIN clock_index i ON i.case_id = c.id
             WHERE i.clock = '${clock}' AND c.caseworker = '${code}' LIMIT 1`);

export function caseworkerTests(context) {
  for (const javaScriptEnabled of [true, false]) {
    const mode = javaScriptEnabled ? "with scripts" : "without scripts";

    it(`a caseworker begins with what is late and opens a case, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "caseworker", { javaScriptEnabled });
      assert.match(await visitor.text("h1"), /Your work today/);
      assert.match(await visitor.text(), /Overdue/);
      await visitor.page.locator("#overdue tbody a").first().click();
      assert.match(await visitor.text(), /that day (not )?counted/);
      assert.match(await visitor.text(), /SEND Regulations 2014|CFA 2014|Code of Practice/);
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });

    it(`a request that came in is recorded in one page and gives its dates, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "caseworker", { javaScriptEnabled });
      await visitor.follow("New request", "nav");
      await visitor.press("Record the request");
      assert.match(await visitor.text(), /There is a problem/);
      assert.match(await visitor.text(), /Enter the surname/);
      await visitor.fillDate("received_on", [2, 11, 2026]);
      await visitor.page.getByLabel("Parent", { exact: true }).check();
      await visitor.page.fill("[name=surname]", "Zzyzx <script>alert(1)</script>");
      await visitor.page.fill("[name=forename]", "Test");
      await visitor.fillDate("born", [3, 2, 2016]);
      await visitor.press("Record the request");
      assert.match(await visitor.text(), /Request received/);
      assert.match(await visitor.text(), /14 December 2026/);  // 6 weeks after 2 November
      assert.match(await visitor.text(), /22 March 2027/);     // 20 weeks after 2 November
      assert.match(await visitor.text(), /<script>alert\(1\)<\/script>/);  // shown as it was typed, and no script
      await visitor.follow("Open the case");
      assert.match(await visitor.text("h1"), /EHC-2026-/);
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });

    it(`a step is recorded, corrected, and both stay to be read, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "caseworker", { javaScriptEnabled });
      const reference = open(context.site, "decide-to-assess", context.site.people.caseworker.scope);
      await visitor.goto(`/cases/${reference}`);
      await visitor.page.locator("a[href*='event=assessment_agreed']").click();
      await visitor.fillDate("field-on", [31, 2, 2026]);
      await visitor.press("Record");
      assert.match(await visitor.text(), /must be a real date/);
      assert.equal(await visitor.page.inputValue('[name="field-on-day"]'), "31");
      const today = context.today;
      await visitor.fillDate("field-on", today);
      await visitor.press("Record");
      assert.match(await visitor.text(), /Decision to assess: recorded/);
      await visitor.page.locator("#history").getByRole("link", { name: /Correct/ }).first().click();
      await visitor.page.fill("[name=why]", "entered on the wrong file");
      await visitor.page.getByLabel("It did not happen").check();
      await visitor.press("Record the correction");
      assert.match(await visitor.text(), /The correction has been recorded/);
      assert.match(await visitor.text("#history"), /corrected/);
      await visitor.close();
    });
  }

  it("a case that has moved on shows what changed and keeps what was typed", async () => {
    const one = await Visitor.at(context.browser, context.site, "caseworker");
    const other = await Visitor.at(context.browser, context.site, "senior");
    const reference = open(context.site, "decide-to-assess", context.site.people.caseworker.scope);
    await one.goto(`/cases/${reference}/record?event=withdrawn`);
    await other.goto(`/cases/${reference}`);
    await other.page.fill("#note", "spoke to the school");
    await other.press("Keep the note");
    assert.match(await other.text(), /The note has been kept/);
    await one.fillDate("field-on", context.today);
    await one.press("Record");
    assert.match(await one.text(), /The case has moved on since you opened it/);
    assert.match(await one.text(), /Note, .* entered by/);
    assert.equal(await one.page.inputValue('[name="field-on-day"]'), String(context.today[0]));
    assert.doesNotMatch(context.site.fact(`SELECT group_concat(type) FROM event e JOIN case_file c ON c.id = e.case_id
                                           WHERE c.reference = '${reference}'`), /withdrawn/);
    await one.close();
    await other.close();
  });

  it("an exemption is checked against the closures and says why it does not hold", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "caseworker");
    const reference = open(context.site, "finalise-plan", context.site.people.caseworker.scope);
    await visitor.goto(`/cases/${reference}/record?event=exemption_recorded`);
    await visitor.page.getByLabel("Issue the final plan").check();
    await visitor.page.locator('input[name="field-limb"][value="E10a"]').check();
    await visitor.fillDate("field-from", context.today);
    await visitor.page.fill('[name="field-reason"]', "the school was closed");
    await visitor.press("Record");
    assert.match(await visitor.text(), /Does it hold\?/);
    assert.match(await visitor.text(), /No:/);
    await visitor.press("Record it");
    assert.match(await visitor.text("#exemptions"), /Does not hold/);
    await visitor.close();
  });

  it("advice is chased in one click", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "caseworker");
    const reference = open(context.site, "advice", context.site.people.caseworker.scope);
    await visitor.goto(`/cases/${reference}`);
    await visitor.page.locator("#advice").getByRole("button", { name: /Chase/ }).first().click();
    await visitor.page.waitForLoadState("load");
    assert.match(await visitor.text("#advice"), /chased 1 time/);
    await visitor.close();
  });

  it("a letter has its checklist and a draft, and its sending is kept", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "caseworker");
    const reference = open(context.site, "finalise-plan", context.site.people.caseworker.scope);
    await visitor.goto(`/cases/${reference}`);
    await visitor.page.locator("#letters a").first().click();
    assert.match(await visitor.text(), /What the letter must contain/);
    assert.match(await visitor.page.inputValue("#letter"), /Exampleshire Council/);
    await visitor.page.locator('input[name="how"][value="email"]').check();
    await visitor.press("Keep it");
    assert.match(await visitor.text("#letters"), /Sent/);
    await visitor.close();
  });

  it("a name is searched for, and stands in no address", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "caseworker");
    const surname = context.site.fact("SELECT surname FROM person ORDER BY id LIMIT 1");
    await visitor.goto("/search");
    await visitor.page.fill("[name=text]", surname.toLowerCase());
    await visitor.press("Search");
    assert.match(await visitor.text(), new RegExp(surname));
    assert.ok(!visitor.page.url().toLowerCase().includes(surname.toLowerCase()));
    await visitor.close();
  });

  it("a senior caseworker hands a caseload over in one step", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "senior");
    const [from, to] = context.site.facts("SELECT code FROM caseworker WHERE left_on IS NULL ORDER BY code DESC LIMIT 2");
    await visitor.goto(`/hand-over?from=${from}&to=${to}`);
    assert.match(await visitor.text(), /due in the next two weeks/);
    await visitor.press(/^Hand over \d/);
    assert.match(await visitor.text(), /changed hands/);
    assert.equal(context.site.fact(`SELECT count(*) FROM case_file WHERE caseworker = '${from}'`), "0");
    await visitor.close();
  });

  it("everything a caseworker does can be done with the keyboard alone", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "caseworker");
    await visitor.page.keyboard.press("Tab");
    assert.match(await visitor.page.evaluate(() => document.activeElement.textContent), /Skip to main content/);
    await visitor.page.keyboard.press("Enter");
    const reached = new Set();
    for (let i = 0; i < 400; ++i) {
      await visitor.page.keyboard.press("Tab");
      const name = await visitor.page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.name ?? "");
      reached.add(name);
      if (name.startsWith?.("/cases/")) break;
    }
    assert.ok([...reached].some((name) => name.startsWith("/cases/")), "no case can be reached by the keyboard");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.waitForURL(/\/cases\//);
    await visitor.close();
  });
}
