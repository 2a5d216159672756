// `npm test [-- FILTER...]`: type check, lint, build, then every test. With filters only the test files whose path contains
// one of them are built and run, without the other checks: the quick loop while working.
//
// All checks run even if one fails, so that one run tells everything. On success the output ends with the closing lines of
// Node's test runner.

import { spawn } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { bundleCompiler, bundleTests, root } from "./bundle.mjs";
import { buildRuntime } from "./runtime.mjs";
import { buildSnapshot } from "./snapshot.mjs";

const filters = process.argv.slice(2);
const failures = [];

if (filters.length === 0) {
  await check("type check", "tsc", ["--noEmit"]);
  await check("biome check", "biome", ["check", "--error-on-warnings", "."]);
}
await step("build", bundleCompiler);
await step("build runtime", () => buildRuntime(root));
await step("build snapshot", () => buildSnapshot(root));
const files = await step("build tests", () => bundleTests(filters));
if (files !== undefined && files.length === 0) failures.push(`no test file matches ${filters.join(" ")}`);
if (files !== undefined && files.length > 0) {
  const status = await execute(process.execPath, [
    "--enable-source-maps",
    "--test",
    `--test-concurrency=${os.availableParallelism()}`,
    "--test-reporter",
    path.join(root, "scripts", "reporter.mjs"),
    ...files,
  ]);
  if (status !== 0) failures.push("tests");
}
if (failures.length > 0) {
  console.error(`failed: ${failures.join(", ")}`);
  process.exitCode = 1;
}

async function step(name, action) {
  const start = performance.now();
  try {
    const result = await action();
    console.log(`${name}: ok (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    if (!Array.isArray(error?.errors)) console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    failures.push(name);
    return undefined;
  }
}

async function check(name, tool, args) {
  await step(name, async () => {
    const status = await execute(path.join(root, "node_modules", ".bin", tool), args);
    if (status !== 0) throw new Error(`failed with status ${status}`);
  });
}

function execute(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (status, signal) => resolve(status ?? `signal ${signal}`));
  });
}
