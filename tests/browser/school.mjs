// A school's and an adviser's work: a request that colleagues write together, SEN Support, what is asked of them; and help,
// which needs nobody to be signed in.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Visitor } from "./visitor.mjs";

const ourOwn = (site) =>
  site.fact(`SELECT c.reference FROM case_file c JOIN case_setting s ON s.case_id = c.id
             WHERE s.setting = '${site.people.school.scope}' AND s.role = 'requester' ORDER BY c.id DESC LIMIT 1`);
const anothers = (site) =>
  site.fact(`SELECT c.reference FROM case_file c WHERE NOT EXISTS (SELECT 1 FROM case_setting s WHERE s.case_id = c.id
             AND s.setting = '${site.people.school.scope}') ORDER BY c.id LIMIT 1`);
const longDate = (days) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric" })
    .format(new Date(Date.now() + days * 86_400_000));

export function schoolTests(context) {
  for (const javaScriptEnabled of [true, false]) {
    const mode = javaScriptEnabled ? "with scripts" : "without scripts";

    it(`a school sees where its requests stand without telephoning, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "school", { javaScriptEnabled });
      assert.match(await visitor.text("h1"), /Our requests/);
      const reference = ourOwn(context.site);
      await visitor.page.locator(`a[href="/school/requests/${reference}"]`).click();
      const text = await visitor.text();
      for (const part of [/Stage/, /What the authority does next/, /What is asked of us/, /Key dates/, /Request received/])
        assert.match(text, part);
      await visitor.follow("The receipt of this request");
      assert.match(await visitor.text(), /that day not counted/);
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });

    it(`one colleague begins a request, another finishes and sends it, ${mode}`, async () => {
      const first = await Visitor.at(context.browser, context.site, "school", { javaScriptEnabled });
      await first.press("Start a new request");
      const draft = new URL(first.page.url()).pathname;
      await first.follow("The child or young person");
      await first.page.fill("[name=surname]", "Zzyzx");
      await first.fillDate("date_of_birth", [31, 2, 2015]);
      await first.press("Save and go on");
      assert.match(await first.text(), /There is a problem/);
      assert.equal(await first.page.inputValue('[name="date_of_birth-day"]'), "31");

      const second = await Visitor.at(context.browser, context.site, "colleague", { javaScriptEnabled });
      await second.follow("Zzyzx");
      await second.follow("The child or young person");
      assert.equal(await second.page.inputValue('[name="date_of_birth-day"]'), "31");
      await second.page.fill("[name=forename]", "Test");
      await second.fillDate("date_of_birth", [28, 2, 2015]);
      await second.press("Save and go on");

      // The first colleague's page is now behind, and says so.
      await first.page.fill("[name=forename]", "Tess");
      await first.press("Save and go on");
      assert.match(await first.text(), /A colleague saved this meanwhile/);
      assert.match(await first.text(), /First name: theirs is Test/);
      assert.equal(await first.page.inputValue("[name=forename]"), "Tess");
      await first.close();

      await second.follow("Why you ask");
      await second.page.getByLabel("A school or early years setting").check();
      await second.page.fill("[name=why]", "spoke to the school");
      await second.press("Save and go on");
      await second.press("Check your answers and send");
      await second.press("Send the request");
      assert.match(await second.text("h1"), /Request sent/);
      assert.ok((await second.text()).includes(longDate(42)), "six weeks from today");
      assert.ok((await second.text()).includes(longDate(140)), "twenty weeks from today");
      await second.goto(draft);
      assert.match(await second.text("h1"), /Request sent/);  // not twice
      assert.deepEqual(second.complaints, []);
      await second.close();
    });

    it(`a school answers what is asked of it, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "school", { javaScriptEnabled });
      await visitor.follow("Asked of us", "nav");
      const answers = visitor.page.locator("main").getByRole("link", { name: /^Answer/ });
      const before = await answers.count();
      assert.ok(before > 0, "nothing is asked of the demonstration's school");
      await answers.first().click();
      await visitor.press("Send the answer");
      assert.match(await visitor.text(), /Select your answer/);
      await visitor.page.getByLabel(/We have sent our advice|Yes, we can meet/).check();
      await visitor.press("Send the answer");
      assert.match(await visitor.text(), /Your answer is with the authority/);
      assert.equal(await visitor.page.locator("main").getByRole("link", { name: /^Answer/ }).count(), before - 1);
      await visitor.close();
    });

    it(`an adviser says in one click that a child is not known, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, "adviser", { javaScriptEnabled });
      assert.match(await visitor.text("h1"), /Advice asked of us/);
      await visitor.press(/^Not known to us/);
      assert.match(await visitor.text(), /not known to your service/);
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });

    it(`help says what dates a request would have, to anybody, ${mode}`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, null, { javaScriptEnabled });
      await visitor.goto("/help");
      await visitor.follow("What if a request arrived on");
      await visitor.fillDate("received_on", [12, 1, 2026]);
      await visitor.press("Show the dates");
      assert.match(await visitor.text(), /Monday 23 February 2026/);
      await visitor.follow("Decide whether to assess");
      assert.match(await visitor.text(), /SEND Regulations 2014, reg 5\(1\) \(read in the law itself\)/);
      assert.deepEqual(visitor.complaints, []);
      await visitor.close();
    });
  }

  it("SEN Support is entered once and goes with a request", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "school");
    await visitor.follow("SEN Support", "nav");
    await visitor.press("Add a pupil");
    await visitor.page.fill("[name=surname]", "Zzyzx");
    await visitor.page.fill("[name=forename]", "Test");
    await visitor.press("Save");
    await visitor.press("Add a barrier to learning");
    await visitor.page.fill("[name=barrier]", "Reading");
    await visitor.press("Save");
    await visitor.follow(/^Add a cycle/);
    await visitor.fillDate("from", [1, 9, 2025]);
    await visitor.page.fill("[name=assess]", "Reads two years behind");
    await visitor.press("Save");
    assert.match(await visitor.text(), /Reads two years behind/);
    await visitor.press("Start a request with it");
    assert.match(await visitor.text("h1"), /Test Zzyzx/);
    await visitor.press("Check your answers and send");
    assert.match(await visitor.text(), /1 barrier to learning, 1 cycle/);
    await visitor.close();
  });

  it("another setting's request is no page, however its reference was come by", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "school");
    const reference = anothers(context.site);
    for (const path of [`/school/requests/${reference}`, `/school/requests/${reference}/receipt`, `/school/asked/${reference}/0`]) {
      const response = await visitor.goto(path);
      assert.equal(response.status(), 404, path);
      assert.ok(!(await visitor.text()).includes(reference), path);
    }
    await visitor.close();
  });

  it("a request can be begun and written with the keyboard alone", async () => {
    const visitor = await Visitor.at(context.browser, context.site, "school");
    const tabTo = async (wanted) => {
      for (let i = 0; i < 60; ++i) {
        await visitor.page.keyboard.press("Tab");
        if ((await visitor.page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.name)) === wanted) return;
      }
      assert.fail(`${wanted} cannot be reached by the keyboard`);
    };
    await tabTo("Start a new request");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.waitForURL(/\/school\/drafts\/\d+$/);
    await tabTo("The child or young person");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.waitForURL(/\/child$/);
    await tabTo("surname");
    await visitor.page.keyboard.type("Zzyzx");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.waitForURL(/\/school\/drafts\/\d+$/);
    assert.match(await visitor.text("h1"), /Zzyzx/);
    await visitor.close();
  });
}
