/** Where this package is installed: its library, runtime and dependencies lie there. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The nearest folder above the running script that holds this package's `package.json`. */
export function findPackageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (existsSync(path.join(folder, "package.json")) && existsSync(path.join(folder, "lib", "runtime"))) return folder;
    const parent = path.dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
}

export function packageVersion(root: string): string {
  try {
    const value: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    if (typeof value === "object" && value !== null && "version" in value && typeof value.version === "string")
      return value.version;
  } catch {
    // Below.
  }
  return "unknown";
}
