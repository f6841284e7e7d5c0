/** Bundles the page into ../assets: its program, its styles, its pages, and the licences of what is bundled. */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "assets");

/** The files on which the bundle depends, by their paths with `/`, in the order of their names. */
function sources() {
  const inside = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? inside(join(folder, entry.name)) : [join(folder, entry.name)]));
  const files = [...inside(join(here, "src")), ...["build.mjs", "package.json", "package-lock.json"].map((name) => join(here, name))];
  return files.map((file) => relative(here, file).split(sep).join("/")).sort();
}

/** One number for all sources. The test that asks whether the bundle is stale works it out in the same way. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const name of sources()) hash.update(`${name}\n`).update(readFileSync(join(here, name))).update("\n");
  return hash.digest("hex");
}

/** The packages that went into a bundle, with their licences. */
function licences(metafile) {
  const names = new Set(Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  const parts = [...names].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
    if (!file) throw new Error(`${name} has no licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return `The page of reportgen edit is bundled with these packages.\n\n${parts.join(`\n${"-".repeat(79)}\n\n`)}`;
}

const banner = `/* sources ${fingerprint()} */`;
mkdirSync(assets, { recursive: true });
const options = { bundle: true, minify: true, charset: "utf8", legalComments: "none", target: ["es2022"], write: true, metafile: true, absWorkingDir: here };
const scripts = await build({
  ...options,
  entryPoints: { app: "src/app.js", preview: "src/preview-page.js" },
  format: "esm",
  outdir: assets,
  banner: { js: banner },
});
await build({ ...options, entryPoints: { app: "src/style/app.css" }, outdir: assets, banner: { css: banner } });
for (const name of ["index.html", "preview.html", "icon.svg"]) copyFileSync(join(here, "src", name), join(assets, name));
writeFileSync(join(assets, "LICENCES.txt"), licences(scripts.metafile));
