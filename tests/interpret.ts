// `node scripts/run-ts.mjs tests/interpret.ts FILE [ARGS]`: compiles a program and runs it in the interpreter.

import { interpretFile } from "./support/interpreted.ts";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: interpret FILE [ARGS]");
const { status, problems } = interpretFile(file, args, (fd, bytes) => {
  (fd === 1 ? process.stdout : process.stderr).write(bytes);
});
for (const problem of problems) console.error(problem);
process.exitCode = status;
