// Every page that a role can reach by links: no violation of WCAG 2.2 A or AA that axe-core finds, at a desk's width and
// at a telephone's; nothing wider than the telephone; the headers of all pages; no inline script or style.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Visitor } from "./visitor.mjs";

// One page of each kind is enough: what stands for a reference or a number is left out.
const kindOf = (path) => path.replace(/^\/help\/([a-z-]+)\/[^/?]+/, "/help/$1/{word}").replace(/EHC-\d{4}-\d{6}/g, "{reference}").replace(/\/\d+/g, "/{n}").replace(/\?.*/, (query) =>
  /event=\w+_/.test(query) ? "?event" : "");

async function pagesOf(visitor, start, most) {
  const seen = new Map([[kindOf(start), start]]);
  const waiting = [start];
  while (waiting.length && seen.size < most) {
    const path = waiting.shift();
    const response = await visitor.goto(path);
    assert.ok(response.status() < 400, `${path}: ${response.status()}`);
    const links = await visitor.page.$$eval("a[href^='/']", (anchors) => anchors.map((a) => a.getAttribute("href").replace(/#.*/, "")));
    for (const link of links) {
      if (/\/download\/|\.(csv|xlsx)|format=/.test(link) || seen.has(kindOf(link))) continue;
      seen.set(kindOf(link), link);
      waiting.push(link);
    }
  }
  return [...seen.values()];
}

// Anything that a content security policy without exceptions would have to except.
const inline = /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i;

export function everyPageTests(context) {
  for (const [who, start] of [[null, "/sign-in"], ["caseworker", "/today"], ["manager", "/report"], ["school", "/school"],
                              ["adviser", "/advice"], ["administrator", "/accounts"]]) {
    it(`every page of ${who ?? "nobody"} is accessible, fits a telephone and has its headers`, async () => {
      const visitor = await Visitor.at(context.browser, context.site, who);
      const paths = await pagesOf(visitor, start, 60);
      const wrong = [];
      for (const path of paths) {
        await visitor.page.setViewportSize({ width: 1200, height: 900 });
        const response = await visitor.goto(path);
        const headers = response.headers();
        if (!/default-src 'none'/.test(headers["content-security-policy"] ?? "")) wrong.push(`${path}: no policy`);
        if (headers["x-content-type-options"] !== "nosniff") wrong.push(`${path}: may be sniffed`);
        if (headers["cache-control"] !== "no-store") wrong.push(`${path}: may be stored`);
        const found = inline.exec(await response.text());
        if (found) wrong.push(`${path}: something inline, ${found[0]}`);
        for (const violation of await visitor.axe()) wrong.push(`${path}: ${violation}`);
        await visitor.page.setViewportSize({ width: 360, height: 740 });
        const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) wrong.push(`${path}: ${wide} pixels wider than a telephone`);
        for (const violation of await visitor.axe()) wrong.push(`${path} on a telephone: ${violation}`);
      }
      assert.deepEqual(wrong, []);
      assert.deepEqual(visitor.complaints, []);
      console.log(`${who ?? "nobody"}: ${paths.length} pages`);
      await visitor.close();
    });
  }
}
