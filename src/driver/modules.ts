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

export interface ModulePlaces {
  /** The folder that holds `std`. */
  readonly library: string;
  /** Folders of user modules, in order of search. */
  readonly folders: readonly string[];
  /** The main module, found under its own name whatever lies in the folders. */
  readonly main: LoadedModule;
}

export interface Modules extends ModuleLoader {
  /** What parsing the modules found so far has reported, the main module's diagnostics not among them. */
  readonly diagnostics: Diagnostic[];
  /** Every module that was loaded, in order. */
  readonly loaded: LoadedModule[];
}

const ENDING = ".mojo";

/** The packages of the library folder. Only `std` cannot be one of the user. */
const LIBRARY_PACKAGES: ReadonlySet<string> = new Set(["std", "max"]);

export function createModules(files: FileSystem, sources: SourceMap, places: ModulePlaces): Modules {
  const known = new Map<string, LoadedModule | LoadedFolder | undefined>();
  const diagnostics: Diagnostic[] = [];
  const loaded: LoadedModule[] = [places.main];
  known.set(places.main.path.join("."), places.main);

  function find(path: readonly string[]): LoadedModule | LoadedFolder | undefined {
    const key = path.join(".");
    if (known.has(key)) return known.get(key);
    const found = search(path);
    known.set(key, found);
    return found;
  }

  function search(path: readonly string[]): LoadedModule | LoadedFolder | undefined {
    if (path.length === 0 || path.some((part) => part === "" || /[/\\\0]/.test(part))) return undefined;
    const first = path[0] ?? "";
    const folders = first === "std" ? [] : [...places.folders];
    if (LIBRARY_PACKAGES.has(first)) folders.push(places.library);
    for (const folder of folders) {
      const isLibrary = folder === places.library;
      const base = `${folder}/${path.join("/")}`;
      const found =
        load(path, `${base}/__init__${ENDING}`, true, isLibrary) ?? load(path, base + ENDING, false, isLibrary);
      if (found !== undefined) return found;
      if (files.kindOf(base) === "directory") return { kind: "folder", path };
    }
    return undefined;
  }

  function load(
    path: readonly string[],
    file: string,
    isPackage: boolean,
    isLibrary: boolean,
  ): LoadedModule | undefined {
    if (files.kindOf(file) !== "file") return undefined;
    const text = sources.load(file);
    if (text.kind !== "ok") return undefined;
    diagnostics.push(...text.diagnostics);
    const parsed = parseModule(text.file);
    if (text.diagnostics.length === 0) diagnostics.push(...parsed.diagnostics);
    const module: LoadedModule = { kind: "module", path, file: text.file, ast: parsed.value, isPackage, isLibrary };
    loaded.push(module);
    return module;
  }

  return { find, diagnostics, loaded };
}
