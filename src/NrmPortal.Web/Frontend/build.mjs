// Builds wwwroot/assets: styles through sass, scripts through esbuild, the Sarabun font files copied.
import { mkdirSync, writeFileSync, copyFileSync } from "node:fs";
import * as sass from "sass";
import { transformSync, buildSync } from "esbuild";

const out = "wwwroot/assets";
mkdirSync(out, { recursive: true });

const styles = ["moj", "portal"].map((name) => sass.compile(`Frontend/styles/${name}.scss`, { loadPaths: ["."], quietDeps: true, silenceDeprecations: ["import"] }).css);
writeFileSync(`${out}/portal.css`, transformSync(styles.join("\n").replaceAll("GDS Transport", "Sarabun"), { loader: "css", minify: true }).code);
buildSync({ entryPoints: ["Frontend/scripts/portal.js"], bundle: true, minify: true, format: "iife", target: "es2020", outfile: `${out}/portal.js`, logLevel: "error" });
for (const weight of [400, 700])
  for (const subset of ["thai", "latin"])
    copyFileSync(`node_modules/@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff2`, `${out}/sarabun-${subset}-${weight}.woff2`);
writeFileSync(`${out}/build.stamp`, "");
