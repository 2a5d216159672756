// `npm run update-golden [-- TEXT...]`: rewrites the expectations of the golden files whose path contains a text (of all of
// them without one). Read the diff afterwards: it says what the change did.

import { observe } from "./compiler.ts";
import { goldenFiles, updateFile } from "./runner.ts";

const filters = process.argv.slice(2);
const files = goldenFiles().filter((file) => filters.length === 0 || filters.some((text) => file.includes(text)));
let changed = 0;
for (const file of files) {
  for (const name of await updateFile(file, observe)) {
    console.log(`updated ${name}`);
    changed += 1;
  }
}
console.log(`${files.length} golden files, ${changed} files changed`);
