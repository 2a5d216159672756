// Where the repository is, and what files it has. Tests are bundled before they run, so `import.meta.url` names a file of
// dist/ and not the test itself: fixtures are found from the top folder instead.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The top folder of the repository. */
export const repositoryRoot: string = findRoot(path.dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, "package.json")) && existsSync(path.join(folder, "tsconfig.json"))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error("the tests must run inside a checkout of the repository");
  return findRoot(parent);
}

/** Every file below a folder of the repository, sorted, as paths from the top with forward slashes. */
export function listFiles(folder: string): readonly string[] {
  const found: string[] = [];
  const walk = (relative: string): void => {
    for (const entry of readdirSync(path.join(repositoryRoot, relative), { withFileTypes: true })) {
      const name = `${relative}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else if (entry.isFile()) found.push(name);
    }
  };
  if (existsSync(path.join(repositoryRoot, folder))) walk(folder);
  return found.sort();
}

/** The text of a file of the repository. */
export function readText(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), "utf8");
}
