// `npm run build`, and `prepare` after `npm ci`: bundles the compiler into dist/, builds the runtime and the start-up
// snapshot.

import { bundleCompiler, root } from "./bundle.mjs";
import { buildRuntime } from "./runtime.mjs";
import { buildSnapshot } from "./snapshot.mjs";

try {
  await Promise.all([bundleCompiler(), buildRuntime(root)]);
  buildSnapshot(root);
} catch (error) {
  // esbuild has already printed what is wrong in the sources.
  if (!Array.isArray(error?.errors)) console.error(`build failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
