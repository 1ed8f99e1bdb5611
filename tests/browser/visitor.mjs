// Somebody at a browser: signs in, goes to pages, is shown what axe-core finds wrong with them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = () =>
  chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
  });

export class Visitor {
  /// `who`: an account of the demonstration, or nothing for somebody who has not signed in.
  static async at(browser, site, who, { javaScriptEnabled = true, width = 1200, height = 900 } = {}) {
    const context = await browser.newContext({ baseURL: site.base, javaScriptEnabled, viewport: { width, height } });
    const visitor = new Visitor();
    visitor.context = context;
    visitor.site = site;
    visitor.complaints = [];
    visitor.page = await context.newPage();
    visitor.page.setDefaultTimeout(20_000);
    visitor.page.on("pageerror", (error) => visitor.complaints.push(error.message));
    visitor.page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) visitor.complaints.push(message.text());
    });
    if (who) await visitor.signIn(who);
    return visitor;
  }

  async signIn(who) {
    const { name, password } = this.site.people[who];
    await this.page.goto("/sign-in");
    await this.page.fill("[name=username]", name);
    await this.page.fill("[name=password]", password);
    await this.press("Sign in", "main");
    assert.ok(!this.page.url().includes("/sign-in"), `${who} could not sign in: ${await this.text()}`);
  }

  async goto(path) {
    return this.page.goto(path);
  }
  /// A button by its words, in the page's main part.
  async press(name, within = "main") {
    await this.page.locator(within).getByRole("button", { name }).first().click();
    await this.page.waitForLoadState("load");
  }
  async follow(name, within = "main") {
    await this.page.locator(within).getByRole("link", { name }).first().click();
    await this.page.waitForLoadState("load");
  }
  async text(within = "main") {
    return this.page.locator(within).innerText();
  }
  async fillDate(name, [day, month, year]) {
    for (const [part, value] of [["day", day], ["month", month], ["year", year]])
      await this.page.fill(`[name="${name}-${part}"]`, String(value));
  }

  /// WCAG 2.2 A and AA, as far as a program can tell.
  async axe() {
    await this.page.evaluate(axe);  // past the page, whose content security policy forbids it, as it should
    const results = await this.page.evaluate(() =>
      globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    return results.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`);
  }

  async close() {
    await this.context.close();
  }
}
