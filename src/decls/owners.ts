/** Owner chains seen from outside of `check`. */

import type { DeclId } from "../base/ids.ts";
import type { DeclEnv } from "./decl.ts";

/** How many parameters a declaration has of its own: a trait has `Self`, a compile-time loop its variable. */
export function paramCount(env: DeclEnv, decl: DeclId): number {
  const { kind } = env.header(decl);
  return kind === "trait" || kind === "loop" ? 1 : env.paramsOf(decl).length;
}
