/**
 * Proofs of `where` clauses (15.4): propositions as n-ary ANDs and ORs over opaque atoms, and the implication test, which
 * concludes exactly what the language says and nothing more.
 */

import type { DeclId, TermId } from "../base/ids.ts";
import { asPrimBool } from "./scalars.ts";
import type { TermStore } from "./store.ts";
import type { Term, TermOf } from "./term.ts";

export type Answer = "yes" | "no" | "unknown";
/** A trait and everything it refines. */
export type Ancestors = (trait: DeclId) => readonly DeclId[];

/** Equal propositions have equal keys. */
type Prop =
  | { readonly kind: "constant"; readonly key: string; readonly value: boolean }
  | { readonly kind: "and" | "or"; readonly key: string; readonly members: readonly Prop[] }
  | { readonly kind: "not"; readonly key: string; readonly of: Prop }
  /** `traits` are the ones that this proves: the named one and its ancestors. */
  | {
      readonly kind: "conforms";
      readonly key: string;
      readonly type: TermId;
      readonly trait: DeclId;
      readonly traits: readonly DeclId[];
    }
  | { readonly kind: "equal"; readonly key: string; readonly left: TermId; readonly right: TermId }
  | { readonly kind: "atom"; readonly key: string };

const TRUE: Prop = { kind: "constant", key: "T", value: true };
const FALSE: Prop = { kind: "constant", key: "F", value: false };

function not(of: Prop): Prop {
  if (of.kind === "constant") return of.value ? FALSE : TRUE;
  return of.kind === "not" ? of.of : { kind: "not", key: `!${of.key}`, of };
}

function join(kind: "and" | "or", parts: readonly Prop[]): Prop {
  const absorbing = kind === "and" ? FALSE : TRUE;
  const byKey = new Map<string, Prop>();
  const add = (part: Prop): boolean => {
    if (part.kind === kind) return part.members.every(add);
    if (part.kind === "constant") return part !== absorbing;
    byKey.set(part.key, part);
    return true;
  };
  if (!parts.every(add)) return absorbing;
  // `c and not c` is False; `c or not c` is not seen to be True, as in the reference.
  if (kind === "and") for (const m of byKey.values()) if (m.kind === "not" && byKey.has(m.of.key)) return FALSE;
  const members = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const [only] = members;
  if (only === undefined) return kind === "and" ? TRUE : FALSE;
  if (members.length === 1) return only;
  return { kind, key: `${kind === "and" ? "&" : "|"}(${members.map((m) => m.key).join(" ")})`, members };
}

/** A Bool term of any spelling as a proposition. */
function read(store: TermStore, id: TermId, ancestors: Ancestors): Prop {
  const term = store.get(id);
  switch (term.kind) {
    case "int":
      return term.value === 0n ? FALSE : TRUE;
    case "record": {
      const [only] = term.fields;
      return term.fields.length === 1 && only !== undefined ? read(store, only, ancestors) : atom(id);
    }
    case "field":
      return term.type === store.primBool && term.index === 0 ? read(store, term.base, ancestors) : atom(id);
    case "op":
      return readOp(store, id, term, ancestors);
    case "error":
      return TRUE;
    default:
      return atom(id);
  }
}

function atom(id: TermId): Prop {
  return { kind: "atom", key: `t${id}` };
}

function readOp(store: TermStore, id: TermId, term: TermOf<"op">, ancestors: Ancestors): Prop {
  const [a, b] = term.args;
  const [x, y] = term.params;
  switch (term.op) {
    case "not":
      return a === undefined || term.type !== store.primBool ? atom(id) : not(read(store, a, ancestors));
    case "and":
    case "and_then":
    case "or":
    case "or_else": {
      if (a === undefined || b === undefined || isVectorOfOthers(store, term)) return atom(id);
      return join(term.op === "and" || term.op === "and_then" ? "and" : "or", [
        read(store, a, ancestors),
        read(store, b, ancestors),
      ]);
    }
    case "eq":
      return a === undefined || b === undefined ? atom(id) : equal(a, b);
    case "xor":
      return a === undefined || b === undefined || term.type !== store.primBool ? atom(id) : not(equal(a, b));
    case "type_eq":
      return x === undefined || y === undefined ? atom(id) : equal(x, y);
    case "conforms":
      return x === undefined || y === undefined ? atom(id) : conformance(store, x, store.get(y), id, ancestors);
    default:
      return atom(id);
  }
}

/** `&` and `|` are propositions only on Bool; the conditional forms always are. */
function isVectorOfOthers(store: TermStore, term: TermOf<"op">): boolean {
  return (term.op === "and" || term.op === "or") && term.type !== store.primBool;
}

function equal(a: TermId, b: TermId): Prop {
  if (a === b) return TRUE;
  const [left, right] = a < b ? [a, b] : [b, a];
  return { kind: "equal", key: `e${left},${right}`, left, right };
}

function conformance(store: TermStore, type: TermId, trait: Term, id: TermId, ancestors: Ancestors): Prop {
  if (trait.kind !== "trait") return atom(id);
  const parts: Prop[] = trait.traits.map((t) => {
    const all = ancestors(t);
    return { kind: "conforms", key: `c${type}:${t}`, type, trait: t, traits: all.includes(t) ? all : [t, ...all] };
  });
  for (const f of trait.fns) {
    const one = store.intern({
      kind: "op",
      type: store.primBool,
      op: "conforms",
      params: [type, store.trait([], [f])],
      args: [],
    });
    parts.push({ kind: "atom", key: `f${one}` });
  }
  return join("and", parts);
}

/**
 * Whether the facts (one proposition) prove the requirement (15.4.2). "no" means that they contradict it.
 * The numbers are those of the rules.
 */
export function implies(store: TermStore, facts: TermId, requirement: TermId, ancestors: Ancestors): Answer {
  const memo = new Map<string, Answer>();
  const test = (a: Prop, b: Prop): Answer => {
    const key = `${a.key} => ${b.key}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const answer = implication(a, b, test);
    memo.set(key, answer);
    return answer;
  };
  return test(read(store, facts, ancestors), read(store, requirement, ancestors));
}

function implication(a: Prop, b: Prop, test: (a: Prop, b: Prop) => Answer): Answer {
  // 1
  if (a.key === b.key || a === FALSE || b === TRUE) return "yes";
  if (b === FALSE) return "no";
  // 2
  if (a.kind === "conforms" && b.kind === "conforms" && a.type === b.type && a.traits.includes(b.trait)) return "yes";
  // 3
  if (b.kind === "equal" && equalities(a, b.left).has(b.right)) return "yes";
  // 4
  if (a.kind === "and") {
    const answers = a.members.map((m) => test(m, b));
    if (answers.includes("yes")) return "yes";
    if (answers.includes("no")) return "no";
  }
  // 5
  if (b.kind === "not" && test(a, b.of) === "yes") return "no";
  if (a.kind === "not" && test(b, a.of) === "yes") return "no";
  // 6
  if (b.kind === "or" && b.members.some((m) => test(a, m) === "yes")) return "yes";
  if (b.kind === "and") {
    const answers = b.members.map((m) => test(a, m));
    if (answers.every((r) => r === "yes")) return "yes";
    if (answers.includes("no")) return "no";
  }
  // 7
  return join("and", [a, b]).key === a.key ? "yes" : "unknown";
}

/** Everything that the equalities of a conjunction make equal to `from`. */
function equalities(a: Prop, from: TermId): ReadonlySet<TermId> {
  const facts = a.kind === "and" ? a.members : [a];
  const reached = new Set<TermId>([from]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const f of facts) {
      if (f.kind !== "equal" || reached.has(f.left) === reached.has(f.right)) continue;
      reached.add(f.left).add(f.right);
      grown = true;
    }
  }
  return reached;
}

/** The conjunction of conditions, as a prim Bool term. */
export function allOf(store: TermStore, conditions: readonly TermId[]): TermId {
  let total = store.true;
  for (const c of conditions) {
    total = store.intern({
      kind: "op",
      type: store.primBool,
      op: "and_then",
      params: [],
      args: [total, asPrimBool(store, c)],
    });
  }
  return total;
}

/** The negation of a condition, as a prim Bool term. */
export function negation(store: TermStore, condition: TermId): TermId {
  return store.intern({
    kind: "op",
    type: store.primBool,
    op: "not",
    params: [],
    args: [asPrimBool(store, condition)],
  });
}

/** `conforms_to(type, trait)`, as a prim Bool term. */
export function conformsTerm(store: TermStore, type: TermId, trait: TermId): TermId {
  return store.intern({ kind: "op", type: store.primBool, op: "conforms", params: [type, trait], args: [] });
}
