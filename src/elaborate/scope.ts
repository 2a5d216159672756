/** The bindings in force inside an instance: what each parameter stands for, and the memo of terms already resolved there. */

import type { DeclId, TermId } from "../base/ids.ts";
import type { DeclEnv } from "../decls/decl.ts";
import { paramCount } from "../decls/owners.ts";

export interface Scope {
  readonly values: ReadonlyMap<DeclId, readonly TermId[]>;
  readonly resolved: Map<TermId, TermId>;
}

export const EMPTY_SCOPE: Scope = { values: new Map(), resolved: new Map() };

/** The scope of a declaration whose whole owner chain has the bindings; missing ones at the end stay free. */
export function scopeOf(env: DeclEnv, decl: DeclId, bindings: readonly TermId[]): Scope {
  const values = new Map<DeclId, readonly TermId[]>();
  let start = 0;
  for (const owner of env.ownerChain(decl)) {
    const count = paramCount(env, owner);
    values.set(owner, bindings.slice(start, start + count));
    start += count;
  }
  return { values, resolved: new Map() };
}

/** The scope with one more owner: a round of a comptime loop. */
export function withOwner(scope: Scope, owner: DeclId, bindings: readonly TermId[]): Scope {
  const values = new Map(scope.values);
  values.set(owner, bindings);
  return { values, resolved: new Map() };
}
