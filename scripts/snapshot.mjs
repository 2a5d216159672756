// The start-up snapshot: the heap of a compiler process that has compiled one program, and so knows what most programs use of
// the library. A process that starts from it has nothing to load, parse or check but the user's program. A snapshot belongs to
// one build of Node; bin/mojito compares.

import { spawnSync } from "node:child_process";
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Makes dist/mojito.snapshot from dist/mojito.cjs. */
export function buildSnapshot(root) {
  const blob = path.join(root, "dist", "mojito.snapshot");
  const bundle = path.join(root, "dist", "mojito.cjs");
  const record = `${blob}.node`;
  const temporary = `${blob}.${process.pid}.tmp`;
  // Without the record nobody uses the snapshot: an old one must not serve a new bundle.
  rmSync(record, { force: true });
  const { NODE_OPTIONS: _, ...env } = process.env;
  const made = spawnSync(
    process.execPath,
    ["--no-warnings", "--snapshot-blob", temporary, "--build-snapshot", bundle],
    {
      encoding: "utf8",
      env,
    },
  );
  if (made.status !== 0) {
    rmSync(temporary, { force: true });
    throw new Error(`the start-up snapshot cannot be made: ${made.stderr || made.error?.message}`);
  }
  renameSync(temporary, blob);
  const node = statSync(process.execPath);
  writeFileSync(`${temporary}`, `${node.size} ${Math.floor(node.mtimeMs / 1000)} ${process.execPath}\n`);
  renameSync(temporary, record);
}
