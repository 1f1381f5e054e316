// Builds wwwroot/assets: styles through sass, scripts through esbuild, the font files copied.
import { mkdirSync, writeFileSync, copyFileSync, readFileSync } from "node:fs";
import * as sass from "sass";
import { transformSync, buildSync } from "esbuild";

const out = "wwwroot/assets";
mkdirSync(out, { recursive: true });

// MOJ components load GOV.UK Frontend with their own configuration, so the two are compiled apart.
const compile = (name) => sass.compile(`Frontend/styles/${name}.scss`, { loadPaths: ["."], quietDeps: true }).css.replace("@charset \"UTF-8\";", "");

// A face of each font, and the signs it has: whoever shows or prints a text takes those that the text needs.
const faces = (family, subsets, weights, packed = `@fontsource/${family}`, style = (weight) => `${weight}-normal`) => {
  const ranges = JSON.parse(readFileSync(`node_modules/${packed}/unicode.json`));
  const name = family.split("-").map((part) => part === "sc" ? "SC" : part[0].toUpperCase() + part.slice(1)).join(" ");
  return weights.flatMap((weight) => subsets(Object.keys(ranges)).map((subset) => {
    const part = subset.replace(/[[\]]/g, "");
    const file = `${family}-${part}-${weight}.woff2`;
    copyFileSync(`node_modules/${packed}/files/${family}-${part}-${style(weight)}.woff2`, `${out}/${file}`);
    return { family: name, weight, file, range: ranges[subset] };
  }));
};
const fonts = [
  ...faces("sarabun", () => ["thai", "latin-ext", "vietnamese", "latin"], [400, 700]),
  ...["myanmar", "khmer", "lao"].flatMap((script) => faces(`noto-sans-${script}`, () => [script], [400])),
];
// Chinese is in a hundred files; a style sheet of its own names them.
const han = faces("noto-sans-sc", (all) => all.filter((subset) => subset.startsWith("[")), [400], "@fontsource-variable/noto-sans-sc", () => "wght-normal");
const named = (list) => list.map((f) => `@font-face{font-family:"${f.family}";font-weight:${f.weight};font-display:swap;src:url("/assets/${f.file}") format("woff2");unicode-range:${f.range}}`).join("\n");
writeFileSync(`${out}/han.css`, named(han));
writeFileSync(`${out}/fonts.json`, JSON.stringify([...fonts, ...han]));

const css = [named(fonts), ...["moj", "portal"].map(compile)].join("\n");
// MOJ names the font of GOV.UK, which is not free to use here.
writeFileSync(`${out}/portal.css`, transformSync(css.replaceAll("\"GDS Transport\"", "\"Sarabun\""), { loader: "css", minify: true }).code);
buildSync({ entryPoints: ["Frontend/scripts/portal.js"], bundle: true, minify: true, format: "iife", target: "es2020", outfile: `${out}/portal.js`, logLevel: "error" });
writeFileSync(`${out}/build.stamp`, "");
