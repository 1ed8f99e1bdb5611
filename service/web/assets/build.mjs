// Makes what browsers load: node build.mjs OUT. The style sheet by sass, the scripts by esbuild, both from the packages
// that package-lock.json pins; pictures as they are.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("build.mjs: say where to, as: node build.mjs OUT");
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const { css } = compile(join(here, "style.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(join(out, "style.css"), css);

await build({
  entryPoints: [join(here, "page.mjs"), join(here, "charts.mjs")],
  outdir: out,
  outExtension: { ".js": ".js" },
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  logLevel: "warning",
});
cpSync(join(here, "icon.svg"), join(out, "icon.svg"));
