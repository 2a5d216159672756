/**
 * Replacing variables inside terms. Everything is rebuilt through `intern`, so that what became constant folds; parts
 * without variables are returned at once, and each part is rewritten once per call.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { forEachChild, mapChildren } from "./children.ts";
import { HAS_ARG, HAS_BOUND, HAS_INFER, HAS_ORIGIN, HAS_PARAM, HAS_UNEVALUATED, termFlags } from "./flags.ts";
import { isOriginTerm } from "./origins.ts";
import type { TermStore } from "./store.ts";
import type { Term, TermOf } from "./term.ts";

export { hasError, hasInfer, hasOrigin, hasParams, hasUnbound } from "./flags.ts";

/** What a parameter (or argument) stands for; undefined leaves it. */
export type ParamEnv = (owner: DeclId, index: number) => TermId | undefined;

/**
 * Tried on terms whose parts are substituted already; undefined leaves the term. With hooks, parts that are closed but
 * still unevaluated are visited too.
 */
export interface SubstituteHooks {
  assoc?(
    self: TypeId,
    trait: DeclId,
    member: string,
    bindings: readonly TermId[],
    term: TermOf<"assoc">,
  ): TermId | undefined;
  witness?(
    self: TypeId,
    trait: DeclId,
    requirement: DeclId,
    bindings: readonly TermId[],
    term: TermOf<"witness">,
  ): TermId | undefined;
  apply?(callee: TermId, args: readonly TermId[], type: TypeId, term: TermOf<"apply">): TermId | undefined;
  /** Intrinsics that need declarations or layouts, such as `conforms` and `size_of`. */
  op?(op: string, params: readonly TermId[], args: readonly TermId[], term: TermOf<"op">): TermId | undefined;
  /** Asked first, for every part of the term from the outside in; an answer replaces the part as it is. */
  leaf?(id: TermId): TermId | undefined;
}

type Leaf = (term: Term, depth: number) => TermId | undefined;

/**
 * One rewriting pass. `mask` says which flags make a term worth visiting; `depth` counts the `fn` binders around the
 * current part and only matters (and only enters the memo) for passes about `bound` terms.
 */
function rewrite(
  store: TermStore,
  root: TermId,
  mask: number,
  leaf: Leaf,
  hooks: SubstituteHooks | undefined,
  binders: boolean,
): TermId {
  const first = hooks?.leaf?.bind(hooks);
  const wanted = hooks === undefined ? mask : mask | HAS_UNEVALUATED;
  if (first === undefined && (termFlags(store, root) & wanted) === 0) return root;
  const memo: Map<TermId, TermId>[] = [];
  const visit = (id: TermId, depth: number): TermId => {
    if (first === undefined && (termFlags(store, id) & wanted) === 0) return id;
    let known = memo[depth];
    if (known === undefined) {
      known = new Map();
      memo[depth] = known;
    }
    const before = known.get(id);
    if (before !== undefined) return before;
    const term = store.get(id);
    let after = first?.(id) ?? leaf(term, depth);
    if (after === undefined) {
      const mapped = mapChildren(term, (child, under) => visit(child, binders ? depth + under : depth));
      after = mapped === term ? id : store.intern(mapped);
      if (hooks !== undefined) after = applyHooks(store, after, hooks);
    }
    known.set(id, after);
    return after;
  };
  return visit(root, 0);
}

function applyHooks(store: TermStore, id: TermId, hooks: SubstituteHooks): TermId {
  const term = store.get(id);
  switch (term.kind) {
    case "assoc":
      return hooks.assoc?.(term.self, term.trait, term.member, term.bindings, term) ?? id;
    case "witness":
      return hooks.witness?.(term.self, term.trait, term.requirement, term.bindings, term) ?? id;
    case "apply":
      return hooks.apply?.(term.callee, term.args, term.type, term) ?? id;
    case "op":
      return hooks.op?.(term.op, term.params, term.args, term) ?? id;
    default:
      return id;
  }
}

/** The term with parameters replaced. Replacements are taken as they are, not substituted again. */
export function substitute(store: TermStore, term: TermId, env: ParamEnv, hooks?: SubstituteHooks): TermId {
  return rewrite(store, term, HAS_PARAM, (t) => (t.kind === "param" ? env(t.owner, t.index) : undefined), hooks, false);
}

/** A substitution of many terms by one environment. */
export function substituteAll(
  store: TermStore,
  terms: readonly TermId[],
  env: ParamEnv,
  hooks?: SubstituteHooks,
): readonly TermId[] {
  return terms.map((t) => substitute(store, t, env, hooks));
}

/** The environment that gives each owner of a chain its slice of one flat list of bindings. `counts` are the numbers of parameters. */
export function chainEnv(chain: readonly DeclId[], counts: readonly number[], bindings: readonly TermId[]): ParamEnv {
  const starts = new Map<DeclId, { readonly start: number; readonly count: number }>();
  let start = 0;
  for (const [i, owner] of chain.entries()) {
    const count = counts[i] ?? 0;
    starts.set(owner, { start, count });
    start += count;
  }
  return (owner, index) => {
    const slice = starts.get(owner);
    return slice === undefined || index >= slice.count ? undefined : bindings[slice.start + index];
  };
}

/** The term with run-time arguments (`arg` terms) and, at the same time, parameters replaced: folding builtin functions. */
export function substituteArgs(
  store: TermStore,
  term: TermId,
  args: ParamEnv,
  params?: ParamEnv,
  hooks?: SubstituteHooks,
): TermId {
  const mask = params === undefined ? HAS_ARG : HAS_ARG | HAS_PARAM;
  const leaf: Leaf = (t) => {
    if (t.kind === "arg") return args(t.owner, t.index);
    return t.kind === "param" ? params?.(t.owner, t.index) : undefined;
  };
  return rewrite(store, term, mask, leaf, hooks, false);
}

/** The term with solved inference unknowns replaced; one step, so solutions must not mention solved unknowns themselves. */
export function substituteInfer(
  store: TermStore,
  term: TermId,
  solution: (id: number) => TermId | undefined,
  hooks?: SubstituteHooks,
): TermId {
  return rewrite(store, term, HAS_INFER, (t) => (t.kind === "infer" ? solution(t.id) : undefined), hooks, false);
}

/** The term with every `_` replaced. */
export function replaceUnbound(store: TermStore, term: TermId, replacement: TermId): TermId {
  return mapTerm(store, term, (t) => (t.kind === "unbound" ? replacement : undefined));
}

/** Rewrites any term for which `leaf` gives a replacement, outermost first. */
export function mapTerm(store: TermStore, term: TermId, leaf: (term: Term) => TermId | undefined): TermId {
  const memo = new Map<TermId, TermId>();
  const visit = (id: TermId): TermId => {
    const before = memo.get(id);
    if (before !== undefined) return before;
    const t = store.get(id);
    let after = leaf(t);
    if (after === undefined) {
      const mapped = mapChildren(t, visit);
      after = mapped === t ? id : store.intern(mapped);
    }
    memo.set(id, after);
    return after;
  };
  return visit(term);
}

/**
 * A part of an `fn` type (the type of an argument, its result, ...) with the type's own parameters replaced by `args`.
 * Every `fn` type is a binder, also one without parameters.
 */
export function instantiateBound(
  store: TermStore,
  part: TermId,
  args: readonly TermId[],
  hooks?: SubstituteHooks,
): TermId {
  const leaf: Leaf = (t, depth) => {
    if (t.kind !== "bound" || t.depth < depth) return undefined;
    if (t.depth > depth) return store.intern({ kind: "bound", depth: t.depth - 1, index: t.index });
    const arg = args[t.index];
    return arg === undefined ? undefined : shiftBound(store, arg, depth);
  };
  return rewrite(store, part, HAS_BOUND, leaf, hooks, true);
}

/** The term as seen from under `by` more `fn` binders. */
export function shiftBound(store: TermStore, term: TermId, by: number): TermId {
  if (by === 0) return term;
  const leaf: Leaf = (t, depth) =>
    t.kind === "bound" && t.depth >= depth
      ? store.intern({ kind: "bound", depth: t.depth + by, index: t.index })
      : undefined;
  return rewrite(store, term, HAS_BOUND, leaf, undefined, true);
}

/** The parameters of `owner` inside a part of a new `fn` type as its `bound` parameters: the inverse of `instantiateBound`. */
export function abstractParams(
  store: TermStore,
  part: TermId,
  owner: DeclId,
  index: (param: number) => number | undefined,
): TermId {
  const leaf: Leaf = (t, depth) => {
    if (t.kind !== "param" || t.owner !== owner) return undefined;
    const own = index(t.index);
    return own === undefined ? undefined : store.intern({ kind: "bound", depth, index: own });
  };
  return rewrite(store, part, HAS_PARAM, leaf, undefined, true);
}

/** The parameters that occur, each once, in the order of reading. */
export function collectParams(store: TermStore, term: TermId): readonly TermOf<"param">[] {
  const out: TermOf<"param">[] = [];
  const seen = new Set<TermId>();
  const visit = (id: TermId): void => {
    if (seen.has(id) || (termFlags(store, id) & HAS_PARAM) === 0) return;
    seen.add(id);
    const t = store.get(id);
    if (t.kind === "param") out.push(t);
    else forEachChild(t, visit);
  };
  visit(term);
  return out;
}

/** The inference unknowns that occur, each once, in the order of reading. */
export function collectInfer(store: TermStore, term: TermId): readonly number[] {
  const out: number[] = [];
  const seen = new Set<TermId>();
  const visit = (id: TermId): void => {
    if (seen.has(id) || (termFlags(store, id) & HAS_INFER) === 0) return;
    seen.add(id);
    const t = store.get(id);
    if (t.kind === "infer") out.push(t.id);
    else forEachChild(t, visit);
  };
  visit(term);
  return out;
}

/** The outermost origins that occur in a term (not those inside other origins), each once: what a value of the type keeps alive. */
export function collectOrigins(
  store: TermStore,
  term: TermId,
  isOriginParam: (owner: DeclId, index: number) => boolean,
): readonly TermId[] {
  const out: TermId[] = [];
  const seen = new Set<TermId>();
  const visit = (id: TermId): void => {
    if (seen.has(id) || (termFlags(store, id) & (HAS_ORIGIN | HAS_PARAM)) === 0) return;
    seen.add(id);
    const t = store.get(id);
    if (isOriginTerm(t)) {
      if (t.kind !== "origin_erased") out.push(id);
    } else if (t.kind === "param") {
      if (isOriginParam(t.owner, t.index)) out.push(id);
    } else if (isOriginValued(store, t)) out.push(id);
    else forEachChild(t, visit);
  };
  visit(term);
  return out;
}

function isOriginValued(store: TermStore, t: Term): boolean {
  return (
    (t.kind === "assoc" || t.kind === "apply" || t.kind === "op" || t.kind === "field") &&
    store.get(t.type).kind === "origin_type"
  );
}

/** The term with every origin replaced by the erased one: after lifetimes only mutabilities that are parameters of their own remain. */
export function eraseOrigins(
  store: TermStore,
  term: TermId,
  isOriginParam: (owner: DeclId, index: number) => boolean,
): TermId {
  const leaf: Leaf = (t) => {
    if (t.kind === "param") return isOriginParam(t.owner, t.index) ? store.originErased : undefined;
    return isOriginTerm(t) || isOriginValued(store, t) ? store.originErased : undefined;
  };
  return rewrite(store, term, HAS_ORIGIN | HAS_PARAM | HAS_UNEVALUATED, leaf, undefined, false);
}
