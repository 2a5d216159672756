// Starts the bundled compiler where there is no start-up snapshot that fits (see bin/mojito). Compiling a large script costs more than reading it, so V8's compiled form is kept in the
// user's cache folder, keyed by the build, the version of Node and the command's verb (each verb uses other functions).
// The cache is only ever a shortcut: whatever goes wrong with it, the bundle runs without.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const bundle = path.join(__dirname, "..", "dist", "mojito.cjs");

function readBundle() {
  try {
    // The bundler writes plain ASCII, and one byte per character is the quickest string to make.
    return fs.readFileSync(bundle, "latin1");
  } catch {
    console.error(
      `mojito: error: ${bundle} is missing: run 'npm ci' (or 'npm run build') in ${path.dirname(__dirname)}`,
    );
    process.exit(1);
  }
}

function cacheFile(source) {
  const build = /^\/\*mojito (\w+)\*\//.exec(source)?.[1];
  if (build === undefined || process.env.MOJITO_NO_CODE_CACHE) return undefined;
  const home = process.env.XDG_CACHE_HOME || (os.homedir() && path.join(os.homedir(), ".cache"));
  if (!home) return undefined;
  const verb = process.argv.slice(2).find((word) => !word.startsWith("-")) ?? "";
  const name = /^[a-z]{1,12}$/.test(verb) ? verb : "any";
  return path.join(home, "mojito", "code", `${build}-${process.version}-${process.arch}-${name}.bin`);
}

function readOrUndefined(file) {
  try {
    return file && fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

function writeCache(file, script) {
  try {
    const folder = path.dirname(file);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}.tmp`;
    fs.writeFileSync(temporary, script.createCachedData());
    fs.renameSync(temporary, file);
    const monthAgo = Date.now() - 30 * 24 * 3600 * 1000;
    for (const name of fs.readdirSync(folder)) {
      const old = path.join(folder, name);
      if (fs.statSync(old).mtimeMs < monthAgo) fs.unlinkSync(old);
    }
  } catch {
    // A read-only or full home: the next start is slow again, nothing else.
  }
}

function start() {
  if (process.env.MOJITO_DEBUG) {
    // For those who work on the compiler: stack traces name the TypeScript sources.
    process.setSourceMapsEnabled(true);
    require(bundle);
    return;
  }
  const { createRequire, Module } = require("node:module");
  const { Script } = require("node:vm");
  const source = readBundle();
  const file = cacheFile(source);
  const cachedData = readOrUndefined(file);
  const script = new Script(Module.wrap(source), { filename: bundle, cachedData });
  if (file && (cachedData === undefined || script.cachedDataRejected)) {
    // Written at the end, when the functions that this verb needs have been compiled; not after a usage error.
    process.on("exit", (status) => {
      if (status === 0 || status === 1) writeCache(file, script);
    });
  }
  const module = new Module(bundle, null);
  module.filename = bundle;
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, path.dirname(bundle));
}

start();
