// Which programs a folder holds for a comparison with the reference compiler.
//
// A program is a .mojo file, or a folder with a main.mojo and the modules it imports. A file with `# --- name` lines holds
// several, as golden tests do: each is written out with empty lines before it, so that a line number in a message is a line of
// the file.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { joinLines, splitCases, splitLines } from "../golden/format.ts";

export interface Program {
  /** The path that was found, with the name of the case where the file holds several. */
  readonly name: string;
  /** The absolute path of the file to run. */
  readonly source: string;
}

/** The programs of a file or folder, by name; cases of split files are written below `scratch`. */
export function programsIn(root: string, scratch: string): readonly Program[] {
  if (!statSync(root).isDirectory()) return programsOf(root, scratch);
  const main = path.join(root, "main.mojo");
  const entries = readdirSync(root, { withFileTypes: true });
  if (entries.some((entry) => entry.name === "main.mojo")) return [{ name: main, source: path.resolve(main) }];
  return entries
    .filter((entry) => entry.isDirectory() || entry.name.endsWith(".mojo"))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => programsIn(path.join(root, entry.name), scratch));
}

function programsOf(file: string, scratch: string): readonly Program[] {
  const cases = splitCases(file, splitLines(readFileSync(file, "utf8")), 0);
  if (cases[0]?.name === "") return [{ name: file, source: path.resolve(file) }];
  const folder = path.join(scratch, path.resolve(file).replaceAll(path.sep, "_"));
  mkdirSync(folder, { recursive: true });
  return cases.map(({ name, lines, start }) => {
    const source = path.join(folder, `${name.replaceAll(/\W+/g, "_")}.mojo`);
    writeFileSync(source, "\n".repeat(start) + joinLines(lines));
    return { name: `${file} --- ${name}`, source };
  });
}
