/**
 * What is known of the standard library: the files that were read, and what the checker and the phases behind it found out so
 * far. All of it is found on demand and stays valid from one program to the next, so a library that has been used once can
 * be kept (as a start-up snapshot of the whole process) and used again.
 */

import type { DeclId } from "../base/ids.ts";
import { type Checker, createChecker } from "../check/checker.ts";
import type { LoadedFolder, LoadedModule } from "../check/context.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { MirFunction } from "../mir/mir.ts";
import { TermStore } from "../terms/store.ts";
import type { FileSystem } from "./host.ts";
import { searchModule } from "./modules.ts";
import { SourceMap } from "./sources.ts";

export interface Library {
  /** The folder that holds `std`. */
  readonly folder: string;
  readonly files: SourceMap;
  readonly checker: Checker;
  readonly modules: Map<string, LoadedModule | LoadedFolder | undefined>;
  /** Every path that was looked at, and its state then. */
  readonly seen: Map<string, string>;
  /** What parsing its modules has reported. */
  readonly diagnostics: Diagnostic[];
  /** Bodies in the form that elaboration takes them; undefined where there is no body. */
  readonly owned: Map<DeclId, MirFunction<"owned"> | undefined>;
}

/** A library of which nothing is known yet. */
export function openLibrary(host: FileSystem, folder: string): Library {
  const library: Library = {
    folder,
    files: new SourceMap(),
    checker: createChecker(new TermStore(), {
      loader: { find: (path) => findInLibrary(host, library, path) },
      strict: true,
    }),
    modules: new Map(),
    seen: new Map(),
    diagnostics: [],
    owned: new Map(),
  };
  return library;
}

/** Whether everything that is known of the library still holds. */
export function isCurrent(host: FileSystem, library: Library): boolean {
  for (const [path, state] of library.seen) if (host.stateOf(path) !== state) return false;
  return true;
}

/** A module of the library; it is loaded when it is first asked for. */
export function findInLibrary(
  host: FileSystem,
  library: Library,
  path: readonly string[],
): LoadedModule | LoadedFolder | undefined {
  const key = path.join(".");
  if (library.modules.has(key)) return library.modules.get(key);
  const noting: FileSystem = {
    ...host,
    kindOf: (file) => {
      if (!library.seen.has(file)) library.seen.set(file, host.stateOf(file));
      return host.kindOf(file);
    },
  };
  const { found, diagnostics } = searchModule(noting, library.files, library.folder, path, true);
  library.modules.set(key, found);
  library.diagnostics.push(...diagnostics);
  return found;
}

/** A module of another package beside `std`. */
export function findInPackages(
  host: FileSystem,
  library: Library,
  path: readonly string[],
): LoadedModule | LoadedFolder | undefined {
  const first = findInLibrary(host, library, path.slice(0, 1));
  return first?.kind === "module" && first.isPackage ? findInLibrary(host, library, path) : undefined;
}
