/**
 * The algebra of origins (15.2.1): unions outermost, then mutability casts, then subtrees, then fields and interiors.
 * Here are its canonical forms and the questions that exclusivity, conversions and lifetimes ask.
 */

import type { DeclId, TermId } from "../base/ids.ts";
import { asPrimBool, compareTerms } from "./scalars.ts";
import type { TermStore } from "./store.ts";
import type { Term, TermOf } from "./term.ts";

/** The mutability of an origin parameter, from its declared type. */
export type ParamMut = (owner: DeclId, index: number) => TermId | undefined;

export function isOriginTerm(term: Term): boolean {
  return term.kind.startsWith("origin_") && term.kind !== "origin_type";
}

/** The canonical form of an origin term whose parts are canonical. */
export function canonicalOrigin(store: TermStore, term: Term): Term | TermId {
  switch (term.kind) {
    case "origin_local":
    case "origin_any":
    case "origin_untracked": {
      const mut = asPrimBool(store, term.mut);
      return mut === term.mut ? term : { ...term, mut };
    }
    case "origin_field":
    case "origin_interior":
      return canonicalStep(store, term);
    case "origin_subtree":
      return canonicalSubtree(store, term);
    case "origin_cast":
      return canonicalCast(store, term);
    case "origin_union":
      return canonicalUnion(store, term);
    default:
      return term;
  }
}

function canonicalStep(store: TermStore, term: TermOf<"origin_field"> | TermOf<"origin_interior">): Term | TermId {
  const base = store.get(term.base);
  switch (base.kind) {
    case "error":
    case "origin_erased":
    case "origin_any":
    case "origin_untracked":
    case "origin_static":
      return term.base;
    case "origin_union":
      return store.intern({
        kind: "origin_union",
        members: base.members.map((m) => store.intern({ ...term, base: m })),
      });
    case "origin_cast":
      return store.intern({ kind: "origin_cast", base: store.intern({ ...term, base: base.base }), mut: base.mut });
    case "origin_subtree":
      return store.intern({ kind: "origin_subtree", base: store.intern({ ...term, base: base.base }) });
    default:
      return term;
  }
}

function canonicalSubtree(store: TermStore, term: TermOf<"origin_subtree">): Term | TermId {
  const base = store.get(term.base);
  switch (base.kind) {
    case "error":
    case "origin_erased":
    case "origin_any":
    case "origin_untracked":
    case "origin_static":
    case "origin_subtree":
      return term.base;
    case "origin_union":
      return store.intern({
        kind: "origin_union",
        members: base.members.map((m) => store.intern({ kind: "origin_subtree", base: m })),
      });
    case "origin_cast":
      return store.intern({
        kind: "origin_cast",
        base: store.intern({ kind: "origin_subtree", base: base.base }),
        mut: base.mut,
      });
    default:
      return term;
  }
}

function canonicalCast(store: TermStore, term: TermOf<"origin_cast">): Term | TermId {
  const mut = asPrimBool(store, term.mut);
  const base = store.get(term.base);
  switch (base.kind) {
    case "error":
    case "origin_erased":
      return term.base;
    case "origin_any":
      return store.intern({ kind: "origin_any", mut });
    case "origin_untracked":
      return store.intern({ kind: "origin_untracked", mut });
    case "origin_cast":
      return store.intern({ kind: "origin_cast", base: base.base, mut });
    case "origin_union":
      return store.intern({
        kind: "origin_union",
        members: base.members.map((m) => store.intern({ kind: "origin_cast", base: m, mut })),
      });
    default:
      if (knownMut(store, term.base, undefined) === mut) return term.base;
      return mut === term.mut ? term : { ...term, mut };
  }
}

function canonicalUnion(store: TermStore, term: TermOf<"origin_union">): Term | TermId {
  const flat: TermId[] = [];
  for (const m of term.members) {
    const member = store.get(m);
    if (member.kind === "error" || member.kind === "origin_erased") return m;
    if (member.kind === "origin_union") flat.push(...member.members);
    else if (member.kind === "list") flat.push(...member.elements);
    else flat.push(m);
  }
  if (flat.length === 0) return store.intern({ kind: "origin_untracked", mut: store.true });
  const muts = flat.map((m) => knownMut(store, m, undefined));
  const known = muts.filter((m) => m !== undefined);
  const common = known.length === muts.length ? allMut(store, known) : undefined;
  if (flat.some((m) => store.get(m).kind === "origin_any")) {
    return store.intern({ kind: "origin_any", mut: common ?? allMut(store, known) });
  }
  let members = flat.filter((m) => store.get(m).kind !== "origin_untracked");
  if (members.length === 0) return store.intern({ kind: "origin_untracked", mut: common ?? store.true });
  if (common !== undefined) {
    members = members.map((m) =>
      knownMut(store, m, undefined) === common ? m : store.intern({ kind: "origin_cast", base: m, mut: common }),
    );
  }
  members.sort((a, b) => compareOrigins(store, a, b));
  members = members.filter((m, i) => members[i - 1] !== m);
  if (members.length === 1) return members[0] as TermId;
  return { kind: "origin_union", members };
}

/** By what is named, so that a cast does not move a member. */
function compareOrigins(store: TermStore, a: TermId, b: TermId): number {
  return compareTerms(store, stripCasts(store, a), stripCasts(store, b)) || a - b;
}

function allMut(store: TermStore, muts: readonly TermId[]): TermId {
  let total = store.true;
  for (const m of muts)
    total = store.intern({ kind: "op", type: store.primBool, op: "and", params: [], args: [total, m] });
  return total;
}

function knownMut(store: TermStore, origin: TermId, paramMut: ParamMut | undefined): TermId | undefined {
  const term = store.get(origin);
  switch (term.kind) {
    case "origin_local":
    case "origin_untracked":
    case "origin_any":
    case "origin_cast":
      return asPrimBool(store, term.mut);
    case "origin_field":
    case "origin_interior":
    case "origin_subtree":
      return knownMut(store, term.base, paramMut);
    case "origin_static":
      return store.false;
    case "origin_union": {
      const muts = term.members.map((m) => knownMut(store, m, paramMut));
      const known = muts.filter((m) => m !== undefined);
      return known.length === muts.length ? allMut(store, known) : undefined;
    }
    case "param": {
      const given = paramMut?.(term.owner, term.index);
      if (given !== undefined) return asPrimBool(store, given);
      return mutOfType(store, store.paramType(term.owner, term.index));
    }
    case "op":
    case "apply":
    case "field":
    case "assoc":
      return mutOfType(store, term.type);
    default:
      return undefined;
  }
}

function mutOfType(store: TermStore, type: TermId | undefined): TermId | undefined {
  const term = type === undefined ? undefined : store.get(type);
  if (term?.kind !== "origin_type") return undefined;
  const mut = store.get(term.mut).kind;
  return mut === "unbound" || mut === "infer" || mut === "bound" || mut === "error"
    ? undefined
    : asPrimBool(store, term.mut);
}

/**
 * The mutability of an origin, a prim Bool term. Where the origin is still open the answer is the term
 * `op origin_mut[origin]`, which folds as soon as substitution fills it in.
 */
export function originMut(store: TermStore, origin: TermId, paramMut?: ParamMut): TermId {
  const known = knownMut(store, origin, paramMut);
  if (known !== undefined) return known;
  return store.internCanonical({ kind: "op", type: store.primBool, op: "origin_mut", params: [origin], args: [] });
}

/** For folding `origin_mut[origin]`. */
export function foldOriginMut(store: TermStore, origin: TermId): TermId | undefined {
  return knownMut(store, origin, undefined);
}

/** The origin without mutability casts, members of unions included. */
export function stripCasts(store: TermStore, origin: TermId): TermId {
  const term = store.get(origin);
  if (term.kind === "origin_cast") return term.base;
  if (term.kind !== "origin_union") return origin;
  const bare = term.members.map((m) => stripCasts(store, m));
  // Interning the bare members would cast them again where their mutabilities differ; this one has no casts to lose.
  return bare.every((m, i) => m === term.members[i])
    ? origin
    : store.internCanonical({ kind: "origin_union", members: bare });
}

/** The members of an origin without casts; none for an untracked origin. */
export function originMembers(store: TermStore, origin: TermId): readonly TermId[] {
  const bare = store.get(stripCasts(store, origin));
  if (bare.kind === "origin_untracked") return [];
  return bare.kind === "origin_union" ? bare.members : [stripCasts(store, origin)];
}

export type OriginStep = "self" | "field" | "interior" | "subtree";

/** One place on the way from an origin to its root; `via` is the step that was left to get here. */
export interface OriginBase {
  readonly origin: TermId;
  readonly via: OriginStep;
}

/** The walk of the exclusivity check (15.2.3) for one member: the origin itself first, its root last. */
export function basesOf(store: TermStore, origin: TermId): readonly OriginBase[] {
  const out: OriginBase[] = [];
  let current = stripCasts(store, origin);
  let via: OriginStep = "self";
  for (;;) {
    out.push({ origin: current, via });
    const term = store.get(current);
    switch (term.kind) {
      case "origin_field":
        via = "field";
        break;
      case "origin_interior":
        via = "interior";
        break;
      case "origin_subtree":
        via = "subtree";
        break;
      default:
        return out;
    }
    current = stripCasts(store, term.base);
  }
}

/** The local, parameter or other leaf that a single origin starts from. */
export function originRoot(store: TermStore, origin: TermId): TermId {
  const bases = basesOf(store, origin);
  return (bases[bases.length - 1] as OriginBase).origin;
}

/** Whether two origins share storage: equal, or one a prefix of the other. Untracked and any origins never do. */
export function overlaps(store: TermStore, a: TermId, b: TermId): boolean {
  const others = originMembers(store, b).filter((m) => store.get(m).kind !== "origin_any");
  return originMembers(store, a).some(
    (m) => store.get(m).kind !== "origin_any" && others.some((o) => isPrefix(store, m, o) || isPrefix(store, o, m)),
  );
}

/** Whether `prefix` is on the way from `origin` to its root. A subtree `o~` is a prefix of whatever `o` is a prefix of. */
function isPrefix(store: TermStore, prefix: TermId, origin: TermId): boolean {
  const term = store.get(prefix);
  const wanted = term.kind === "origin_subtree" ? term.base : prefix;
  return basesOf(store, origin).some((b) => b.origin === wanted);
}

/**
 * Whether every member of `sub` is named by `sup`, whatever the mutabilities: the test for convertible references.
 * Any origin converts to everything, and everything to it; the untracked origin is the empty set; a subtree has all below it.
 */
export function isSubset(store: TermStore, sub: TermId, sup: TermId): boolean {
  const targets = originMembers(store, sup);
  return originMembers(store, sub).every((m) => {
    const kind = store.get(m).kind;
    if (kind === "origin_any" || kind === "error" || kind === "origin_erased") return true;
    return targets.some((t) => {
      if (t === m) return true;
      const target = store.get(t);
      return (
        target.kind === "origin_any" ||
        target.kind === "origin_erased" ||
        target.kind === "error" ||
        (target.kind === "origin_subtree" && isPrefix(store, t, m))
      );
    });
  });
}

/** Whether origins of mutability `from` convert to `to` (both prim Bool terms): `to and from` is `to`. */
export function mutConverts(store: TermStore, from: TermId, to: TermId): boolean {
  return allMut(store, [to, from]) === to;
}
