/**
 * What compilations may share: files read, modules parsed, declarations of the library checked and lowered so far. A session is
 * for one set of options; what it has seen of one main module has no part in the next compilation, except that an extension of a
 * library type is found only by the first to look at that type. After an exception a session is of no more use.
 */

import type { DeclId } from "../base/ids.ts";
import type { Checker } from "../check/checker.ts";
import type { MirFunction } from "../mir/mir.ts";
import type { FileSystem } from "./host.ts";
import type { Modules } from "./modules.ts";
import { SourceMap } from "./sources.ts";

export interface Session {
  readonly files: SourceMap;
  /** Made by the first compilation that gets as far as checking. */
  checked: { readonly modules: Modules; readonly checker: Checker } | undefined;
  /** Owned forms of bodies of the library; undefined where there is no body. */
  readonly owned: Map<DeclId, MirFunction<"owned"> | undefined>;
}

export function createSession(host: FileSystem): Session {
  return { files: new SourceMap(host), checked: undefined, owned: new Map() };
}
