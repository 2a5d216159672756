// What is bundled, and how: the compiler itself, the test groups, and single TypeScript programs of this repository.
//
// Node 20 cannot run TypeScript, so everything that runs goes through esbuild first. Every output file is written under
// a temporary name and renamed, so that a process that is just loading an older build never sees half a file.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { globSync } from "./glob.mjs";

/** The top folder of the repository. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, "dist");
const testOut = path.join(dist, "test");

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  write: false,
  logLevel: "warning",
  legalComments: "none",
};

/** Bundles the compiler into one minified CommonJS file. */
export async function bundleCompiler() {
  const entry = path.join(root, "src/tools/cli/main.ts");
  if (!existsSync(entry)) throw new Error("src/tools/cli/main.ts is missing: there is no compiler to bundle");
  const result = await build({
    ...shared,
    entryPoints: [entry],
    outfile: path.join(dist, "mojito.cjs"),
    format: "cjs",
    minify: true,
    sourcemap: "linked",
    sourcesContent: false,
    // One file: `await import(...)` of a lazily loaded tool becomes a function call inside the bundle.
    supported: { "dynamic-import": false },
    // CommonJS has no import.meta; the few places that ask where they are get the bundle's own place.
    define: {
      "import.meta.url": "__bundle_url",
      "import.meta.filename": "__filename",
      "import.meta.dirname": "__dirname",
    },
    banner: { js: '"use strict";const __bundle_url=require("node:url").pathToFileURL(__filename).href;' },
  });
  writeOutputs(result.outputFiles, (file, contents) => {
    if (!file.endsWith(".cjs")) return contents;
    // The first line names the build: cached programs are keyed by it.
    const id = createHash("sha256").update(contents).digest("hex").slice(0, 16);
    return Buffer.concat([Buffer.from(`/*mojito ${id}*/`), contents]);
  });
}

/**
 * Bundles the test files whose path contains one of `filters` (all of them without filters) and returns the files to
 * hand to Node's test runner. Unit tests are grouped by folder of `src`, one process each; a file of `tests` stands alone.
 */
export async function bundleTests(filters = []) {
  const found = [...globSync(root, "src", ".test.ts"), ...globSync(root, "tests", ".test.ts")];
  const groups = new Map();
  for (const file of found.sort()) {
    if (filters.length > 0 && !filters.some((text) => file.includes(text))) continue;
    const parts = file.split("/");
    const depth = parts[0] !== "src" ? parts.length : parts[1] === "tools" || parts[1] === "emit" ? 3 : 2;
    const name = parts
      .slice(0, Math.min(depth, parts[0] === "src" ? parts.length - 1 : parts.length))
      .join("-")
      .replace(/\.test\.ts$/, "");
    const members = groups.get(name);
    if (members) members.push(file);
    else groups.set(name, [file]);
  }
  if (groups.size === 0) return [];
  const result = await build({
    ...shared,
    entryPoints: [...groups.keys()].map((name) => ({ in: `test-group:${name}`, out: name })),
    outdir: testOut,
    outExtension: { ".js": ".mjs" },
    format: "esm",
    sourcemap: "linked",
    sourcesContent: false,
    plugins: [groupPlugin(groups)],
  });
  writeOutputs(result.outputFiles);
  return [...groups.keys()].map((name) => path.join(testOut, `${name}.mjs`));
}

/** Bundles one TypeScript program, for example a test runner's command line, and returns the file to import. */
export async function bundleProgram(file) {
  const outfile = path.join(
    dist,
    "programs",
    `${path.relative(root, path.resolve(file)).replaceAll(path.sep, "-").replace(/\.ts$/, "")}.mjs`,
  );
  const result = await build({
    ...shared,
    entryPoints: [path.resolve(file)],
    outfile,
    format: "esm",
    sourcemap: "linked",
    sourcesContent: false,
  });
  writeOutputs(result.outputFiles);
  return outfile;
}

/** Entry points that exist only in memory: `test-group:NAME` imports every member of the group. */
function groupPlugin(groups) {
  return {
    name: "test-groups",
    setup(cx) {
      cx.onResolve({ filter: /^test-group:/ }, (args) => ({ path: args.path.slice(11), namespace: "test-group" }));
      cx.onLoad({ filter: /.*/, namespace: "test-group" }, (args) => ({
        contents: groups
          .get(args.path)
          .map((file) => `import ${JSON.stringify(`./${file}`)};`)
          .join("\n"),
        resolveDir: root,
      }));
    },
  };
}

function writeOutputs(files, change = (_file, contents) => contents) {
  for (const file of files) {
    mkdirSync(path.dirname(file.path), { recursive: true });
    const temporary = `${file.path}.${process.pid}.tmp`;
    writeFileSync(temporary, change(file.path, file.contents));
    renameSync(temporary, file.path);
  }
}
