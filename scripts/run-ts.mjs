// `node scripts/run-ts.mjs FILE [ARGS]`: bundles one TypeScript program of this repository and runs it.

import { pathToFileURL } from "node:url";
import { bundleProgram } from "./bundle.mjs";

const file = process.argv[2];
if (file === undefined) {
  console.error("usage: node scripts/run-ts.mjs FILE [ARGS]");
  process.exit(2);
}
const bundle = await bundleProgram(file);
process.argv.splice(1, 2, bundle);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(bundle).href);
