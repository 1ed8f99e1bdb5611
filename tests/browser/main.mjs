// The browser tests, on one service and one browser: node main.mjs DIRECTORY-OF-PROGRAMS
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { caseworkerTests } from "./caseworker.mjs";
import { everyPageTests } from "./every_page.mjs";
import { filesTests } from "./files.mjs";
import { managerTests } from "./manager.mjs";
import { schoolTests } from "./school.mjs";
import { startSite, todayInLondon } from "./site.mjs";
import { launch } from "./visitor.mjs";

const bin = process.argv[2];
if (!bin) {
  console.error("main.mjs: say where ehcp and ehcpd are, as: node main.mjs build/dev/bin");
  process.exit(2);
}

const context = {};
describe("in a browser", () => {
  before(async () => {
    context.site = await startSite(bin);
    context.browser = await launch();
    context.today = todayInLondon();
  });
  after(async () => {
    await context.browser?.close();
    await context.site?.stop();
  });

  everyPageTests(context);
  caseworkerTests(context);
  managerTests(context);
  schoolTests(context);
  filesTests(context);

  it("no name, number or text of a child is in any line of the log", () => {
    const log = context.site.log();
    assert.ok(log.length > 1000);
    for (const surname of new Set(context.site.facts("SELECT surname FROM person")))
      assert.ok(!log.includes(surname), "the log holds a surname");
    for (const upn of context.site.facts("SELECT upn FROM person WHERE upn IS NOT NULL")) assert.ok(!log.includes(upn), "the log holds a UPN");
    for (const typed of ["Zzyzx", "spoke to the school", "the school was closed"]) assert.ok(!log.includes(typed), `the log holds what was typed: ${typed}`);
  });
});
