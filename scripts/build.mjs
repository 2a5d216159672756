// `npm run build`, and `prepare` after `npm ci`: bundles the compiler into dist/.

import { bundleCompiler } from "./bundle.mjs";

try {
  await bundleCompiler();
} catch (error) {
  // esbuild has already printed what is wrong in the sources.
  if (!Array.isArray(error?.errors)) console.error(`build failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
