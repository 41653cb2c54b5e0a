// Builds ../igviz/static/igviz.js, one file that serves every host, and stamps it with a hash of its
// sources so that a stale bundle is found without Node.
//
// Recipe of the stamp, repeated by a test in Python: SHA-256 over, for each file in the order of its
// POSIX path relative to this folder (compared as plain strings), the path in UTF-8, one zero byte,
// the file's bytes, one zero byte. The files are everything under src/ and build.mjs, package.json,
// package-lock.json and tsconfig.json. The first line of the bundle is `/* igviz <hex digest> */`.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const LIMIT = 200_000;

function inputs() {
  const sources = readdirSync(join(here, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(here, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => path.split(sep).join("/"));
  return [...sources, "build.mjs", "package.json", "package-lock.json", "tsconfig.json"].sort();
}

function stamp() {
  const hash = createHash("sha256");
  for (const path of inputs()) {
    hash
      .update(path, "utf8")
      .update("\0")
      .update(readFileSync(join(here, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** Style sheets become minified text. */
const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const options = { loader: "css", minify: true };
      const { code } = await transform(readFileSync(path, "utf8"), options);
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const outfile = join(here, "../igviz/static/igviz.js");
await build({
  absWorkingDir: here,
  entryPoints: ["src/index.ts"],
  outfile,
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "igviz",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  plugins: [styles],
  jsx: "automatic",
  jsxImportSource: "preact",
  banner: { js: `/* igviz ${stamp()} */` },
  footer: { js: "export default igviz.widget;" },
  logLevel: "warning",
});
const size = readFileSync(outfile).length;
console.log(`igviz.js ${(size / 1000).toFixed(1)} kB`);
if (size > LIMIT) {
  console.error(`The bundle holds ${size} bytes; at most ${LIMIT} are allowed.`);
  process.exit(1);
}
