// Builds wwwroot/assets: styles through sass, scripts through esbuild, the Sarabun font files copied.
import { mkdirSync, writeFileSync, copyFileSync } from "node:fs";
import * as sass from "sass";
import { transformSync, buildSync } from "esbuild";

const out = "wwwroot/assets";
mkdirSync(out, { recursive: true });

// MOJ components load GOV.UK Frontend with their own configuration, so the two are compiled apart.
const compile = (name) => sass.compile(`Frontend/styles/${name}.scss`, { loadPaths: ["."], quietDeps: true }).css.replace("@charset \"UTF-8\";", "");
const css = ["moj", "portal"].map(compile).join("\n");
// MOJ names the font of GOV.UK, which is not free to use here.
writeFileSync(`${out}/portal.css`, transformSync(css.replaceAll("\"GDS Transport\"", "\"Sarabun\""), { loader: "css", minify: true }).code);
buildSync({ entryPoints: ["Frontend/scripts/portal.js"], bundle: true, minify: true, format: "iife", target: "es2020", outfile: `${out}/portal.js`, logLevel: "error" });
for (const weight of [400, 700])
  for (const subset of ["thai", "latin"])
    copyFileSync(`node_modules/@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff2`, `${out}/sarabun-${subset}-${weight}.woff2`);
writeFileSync(`${out}/build.stamp`, "");
