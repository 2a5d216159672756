/**
 * Where modules are: `std` in the library folder, everything else in the folder of the main file and then in the `-I`
 * folders; `max`, where none of those has one, in the library folder. A module is NAME.mojo, a package a folder with
 * `__init__.mojo`; a plain folder can be walked through.
 */

import type { LoadedFolder, LoadedModule, ModuleLoader } from "../check/context.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parseModule } from "../syntax/parse.ts";
import type { FileSystem } from "./host.ts";
import type { SourceMap } from "./sources.ts";

/** The modules of a program: all but the library's. */
export interface ProgramModules extends ModuleLoader {
  /** What parsing the modules found so far has reported, the main module's diagnostics not among them. */
  readonly diagnostics: Diagnostic[];
  /** Every module that was loaded, in order; the main module first. */
  readonly loaded: LoadedModule[];
}

const ENDING = ".mojo";

/** `folders` are those of user modules, in order of search; `main` is found under its own name whatever lies in them. */
export function createModules(
  host: FileSystem,
  files: SourceMap,
  folders: readonly string[],
  main: LoadedModule,
): ProgramModules {
  const known = new Map<string, LoadedModule | LoadedFolder | undefined>([[main.path.join("."), main]]);
  const diagnostics: Diagnostic[] = [];
  const loaded: LoadedModule[] = [main];
  const search = (path: readonly string[]): LoadedModule | LoadedFolder | undefined => {
    for (const folder of folders) {
      const result = searchModule(host, files, folder, path, false);
      diagnostics.push(...result.diagnostics);
      if (result.found?.kind === "module") loaded.push(result.found);
      if (result.found !== undefined) return result.found;
    }
    return undefined;
  };
  const find = (path: readonly string[]): LoadedModule | LoadedFolder | undefined => {
    const key = path.join(".");
    if (!known.has(key)) known.set(key, search(path));
    return known.get(key);
  };
  return { find, diagnostics, loaded };
}

export interface SearchResult {
  readonly found: LoadedModule | LoadedFolder | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: SearchResult = { found: undefined, diagnostics: [] };

/** The module with this path below `folder`, read and parsed. */
export function searchModule(
  host: FileSystem,
  files: SourceMap,
  folder: string,
  path: readonly string[],
  isLibrary: boolean,
): SearchResult {
  if (path.length === 0 || path.some((part) => part === "" || /[/\\\0]/.test(part))) return NOTHING;
  const base = `${folder}/${path.join("/")}`;
  for (const [file, isPackage] of [[`${base}/__init__${ENDING}`, true] as const, [base + ENDING, false] as const]) {
    const text = host.kindOf(file) === "file" ? files.load(host, file) : undefined;
    if (text?.kind !== "ok") continue;
    const parsed = parseModule(text.file);
    return {
      found: { kind: "module", path, file: text.file, ast: parsed.value, isPackage, isLibrary },
      // A text with bytes that are no text has errors enough.
      diagnostics: text.diagnostics.length > 0 ? text.diagnostics : parsed.diagnostics,
    };
  }
  return host.kindOf(base) === "directory" ? { found: { kind: "folder", path }, diagnostics: [] } : NOTHING;
}
