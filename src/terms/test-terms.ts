/** For the tests of this folder: a store with a few declarations and short ways to write terms. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { DTYPE_INT } from "./dtype.ts";
import type { TermNames } from "./print.ts";
import { TermStore } from "./store.ts";

export const INT = 1 as DeclId;
export const BOOL = 2 as DeclId;
export const LIST = 3 as DeclId;
export const F = 10 as DeclId;

const DECL_NAMES: Readonly<Record<number, string>> = {
  1: "Int",
  2: "Bool",
  3: "List",
  4: "Array",
  20: "Movable",
  21: "Copyable",
  30: "pr",
};

export interface Sample {
  readonly store: TermStore;
  readonly int: TypeId;
  readonly bool: TypeId;
  readonly primInt: TypeId;
  /** Int parameters of function F. */
  readonly n: TermId;
  readonly m: TermId;
  readonly k: TermId;
  /** Bool parameters of F. */
  readonly c: TermId;
  readonly d: TermId;
  readonly e: TermId;
  /** The prim inside an Int or Bool parameter. */
  raw(id: TermId): TermId;
  lit(value: number | bigint): TermId;
  op(name: string, ...args: TermId[]): TermId;
  cmp(name: string, ...args: TermId[]): TermId;
  names: TermNames;
}

/** F has the parameters n, m, k: Int (0..2), c, d, e: Bool (3..5), o: Origin[mut=c] (6), p: MutOrigin (7), T: Movable (8). */
export function sample(): Sample {
  const store = new TermStore();
  const int = store.struct(INT, []);
  const bool = store.struct(BOOL, []);
  const primInt = store.simd(DTYPE_INT, 1);
  const raw = (id: TermId): TermId =>
    store.intern({
      kind: "field",
      type: id === c || id === d || id === e ? store.primBool : primInt,
      base: id,
      index: 0,
    });
  const [n, m, k, c, d, e] = [0, 1, 2, 3, 4, 5].map((i) => store.param(F, i)) as [
    TermId,
    TermId,
    TermId,
    TermId,
    TermId,
    TermId,
  ];
  const types: (TermId | undefined)[] = [int, int, int, bool, bool, bool];
  store.paramType = (owner, index) => (owner === F ? types[index] : undefined);
  types.push(
    store.intern({ kind: "origin_type", mut: c }),
    store.intern({ kind: "origin_type", mut: store.true }),
    store.trait([20 as DeclId]),
  );
  const paramNames = ["n", "m", "k", "c", "d", "e", "o", "p", "T"];
  const sampleTerms: Sample = {
    store,
    int,
    bool,
    primInt,
    n,
    m,
    k,
    c,
    d,
    e,
    raw,
    lit: (value) => store.primInt(BigInt(value)),
    op: (name, ...args) =>
      store.intern({
        kind: "op",
        type: name === "not" || name.includes("_") ? store.primBool : primInt,
        op: name,
        params: [],
        args,
      }),
    cmp: (name, ...args) => store.intern({ kind: "op", type: store.primBool, op: name, params: [], args }),
    names: {
      declName: (decl) => DECL_NAMES[decl] ?? `decl${decl}`,
      paramName: (owner, index) => (owner === F ? (paramNames[index] ?? "?") : "?"),
    },
  };
  return sampleTerms;
}
