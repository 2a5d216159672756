/** What occurs anywhere inside a term, computed once per id: the fast exits of substitution and of type equality. */

import type { TermId } from "../base/ids.ts";
import { forEachChild } from "./children.ts";
import type { TermStore } from "./store.ts";
import type { Term } from "./term.ts";

export const HAS_PARAM = 1;
export const HAS_INFER = 2;
export const HAS_UNBOUND = 4;
/** Any origin but the erased one; uses of origin parameters are only `HAS_PARAM`. */
export const HAS_ORIGIN = 8;
/** An `apply`, `op`, `field`, `assoc` or `witness`: something that may still turn into another term. */
export const HAS_UNEVALUATED = 16;
export const HAS_BOUND = 32;
export const HAS_ARG = 64;
export const HAS_ERROR = 128;
const KNOWN = 0x8000;

interface FlagTable {
  flags: Uint16Array;
}
const tables = new WeakMap<TermStore, FlagTable>();

function tableOf(store: TermStore): FlagTable {
  let table = tables.get(store);
  if (table === undefined) {
    table = { flags: new Uint16Array(1024) };
    tables.set(store, table);
  }
  return table;
}

/** The union of the `HAS_` bits of everything inside `id`. */
export function termFlags(store: TermStore, id: TermId): number {
  const table = tableOf(store);
  const cached = table.flags[id] ?? 0;
  if (cached !== 0) return cached & ~KNOWN;
  if (store.size > table.flags.length) {
    const larger = new Uint16Array(Math.max(store.size, table.flags.length * 2));
    larger.set(table.flags);
    table.flags = larger;
  }
  compute(store, table.flags, id);
  return (table.flags[id] ?? 0) & ~KNOWN;
}

/** Parts before wholes, with a stack of its own: terms may be deep. */
function compute(store: TermStore, table: Uint16Array, root: TermId): void {
  const stack: TermId[] = [root];
  for (let id = stack[stack.length - 1]; id !== undefined; id = stack[stack.length - 1]) {
    const term = store.get(id);
    const size = stack.length;
    let flags = ownFlags(term);
    forEachChild(term, (child) => {
      const known = table[child] ?? 0;
      if (known === 0) stack.push(child);
      flags |= known;
    });
    if (stack.length > size) continue;
    table[id] = flags | KNOWN;
    stack.pop();
  }
}

function ownFlags(term: Term): number {
  switch (term.kind) {
    case "param":
      return HAS_PARAM;
    case "infer":
      return HAS_INFER;
    case "unbound":
      return HAS_UNBOUND;
    case "bound":
      return HAS_BOUND;
    case "arg":
      return HAS_ARG;
    case "error":
      return HAS_ERROR;
    case "apply":
    case "op":
    case "field":
    case "assoc":
    case "witness":
      return HAS_UNEVALUATED;
    case "origin_local":
    case "origin_field":
    case "origin_interior":
    case "origin_subtree":
    case "origin_union":
    case "origin_cast":
    case "origin_static":
    case "origin_untracked":
    case "origin_any":
      return HAS_ORIGIN;
    default:
      return 0;
  }
}

export function hasParams(store: TermStore, id: TermId): boolean {
  return (termFlags(store, id) & HAS_PARAM) !== 0;
}
export function hasInfer(store: TermStore, id: TermId): boolean {
  return (termFlags(store, id) & HAS_INFER) !== 0;
}
export function hasUnbound(store: TermStore, id: TermId): boolean {
  return (termFlags(store, id) & HAS_UNBOUND) !== 0;
}
export function hasError(store: TermStore, id: TermId): boolean {
  return (termFlags(store, id) & HAS_ERROR) !== 0;
}
export function hasOrigin(store: TermStore, id: TermId): boolean {
  return (termFlags(store, id) & HAS_ORIGIN) !== 0;
}
