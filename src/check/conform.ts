/** Which traits a type conforms to, under which facts; associated members; witnesses (15.10). */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { Tri, WitnessTarget } from "../decls/decl.ts";
import { implies } from "../terms/where.ts";
import { envOf, subst } from "./bindings.ts";
import type { Cx } from "./context.ts";
import { node } from "./context.ts";
import { tryConvert } from "./convert.ts";
import {
  aliasInfoOf,
  conformancesOf,
  declFn,
  innerScopeOf,
  paramsOf,
  structMembersOf,
  traitInfoOf,
  traitMembersOf,
} from "./declare.ts";
import { langRole } from "./modules.ts";
import { termOf } from "./types.ts";
import { fulfilments } from "./verify.ts";

export function ancestorsOf(cx: Cx, trait: DeclId): readonly DeclId[] {
  return traitInfoOf(cx, trait).ancestors;
}

/** The conjunction of facts as one proposition. */
export function conjunction(cx: Cx, facts: readonly TermId[]): TermId {
  const store = cx.store;
  if (facts.length === 0) return store.true;
  return facts.reduce((a, b) =>
    store.intern({ kind: "op", type: store.primBool, op: "and_then", params: [], args: [a, b] }),
  );
}

export function provable(cx: Cx, facts: readonly TermId[], requirement: TermId): Tri {
  const store = cx.store;
  if (requirement === store.true) return "yes";
  if (requirement === store.false)
    return facts.length === 0 ? "no" : implies(store, conjunction(cx, facts), requirement, (t) => ancestorsOf(cx, t));
  return implies(store, conjunction(cx, facts), requirement, (t) => ancestorsOf(cx, t));
}

/** The trait composition that bounds a type variable; undefined for concrete types. */
export function boundOf(cx: Cx, type: TypeId): TermId | undefined {
  const term = cx.store.get(type);
  let bound: TermId | undefined;
  switch (term.kind) {
    case "param": {
      if (node(cx, term.owner).header.kind === "trait") return cx.store.trait([term.owner]);
      if (node(cx, term.owner).header.kind === "loop") bound = paramsOf(cx, term.owner)[term.index]?.type;
      else bound = paramsOf(cx, term.owner)[term.index]?.type;
      break;
    }
    case "assoc":
    case "op":
    case "apply":
    case "field":
      bound = term.type;
      break;
    default:
      return undefined;
  }
  return bound !== undefined && cx.store.get(bound).kind === "trait" ? bound : undefined;
}

/** The traits (with ancestors) that facts state for a type. */
export function factTraits(cx: Cx, facts: readonly TermId[], type: TypeId): DeclId[] {
  const out: DeclId[] = [];
  // What holds for a list of types holds for each element.
  const own = cx.store.get(type);
  const list = own.kind === "op" && own.op === "list_get" ? own.params[0] : undefined;
  const visit = (fact: TermId): void => {
    const t = cx.store.get(fact);
    if (t.kind !== "op") return;
    if (t.op === "and_then" || t.op === "and") for (const a of t.args) visit(a);
    if (t.op === "conforms" && (t.params[0] === type || t.params[0] === list) && t.params[1] !== undefined) {
      const traits = cx.store.get(t.params[1]);
      if (traits.kind === "trait") for (const one of traits.traits) out.push(...ancestorsOf(cx, one));
    }
  };
  for (const fact of facts) visit(fact);
  return out;
}

/** All traits known for a type variable here. */
export function traitsOfVariable(cx: Cx, facts: readonly TermId[], type: TypeId): readonly DeclId[] {
  const out = new Set<DeclId>();
  const bound = boundOf(cx, type);
  const b = bound === undefined ? undefined : cx.store.get(bound);
  if (b?.kind === "trait") for (const t of b.traits) for (const a of ancestorsOf(cx, t)) out.add(a);
  if (b?.kind === "trait" && b.fns.length > 0) {
    // Whatever is called like a function can be moved and destroyed (15.8.2).
    for (const role of ["movable", "deinitable"]) {
      const trait = langRole(cx, role);
      if (trait !== undefined) for (const a of ancestorsOf(cx, trait)) out.add(a);
    }
  }
  if (facts.length > 0) for (const t of factTraits(cx, facts, type)) out.add(t);
  return [...out];
}

/** Closure traits in the bound of a type variable. */
export function closureBounds(cx: Cx, type: TypeId): readonly TermId[] {
  const bound = boundOf(cx, type);
  const b = bound === undefined ? undefined : cx.store.get(bound);
  return b?.kind === "trait" ? b.fns : [];
}

const LIFECYCLE = [
  "any_type",
  "movable",
  "copyable",
  "implicitly_copyable",
  "deinitable",
  "register_passable",
  "trivial_register_passable",
];

function isLifecycle(cx: Cx, trait: DeclId): boolean {
  return LIFECYCLE.some((role) => langRole(cx, role) === trait);
}

/** Whether `type` conforms to `trait` under `facts`. */
export function conformsTo(cx: Cx, facts: readonly TermId[], type: TypeId, trait: DeclId): Tri {
  const store = cx.store;
  const term = store.get(type);
  if (term.kind === "error" || trait === langRole(cx, "any_type")) return "yes";
  switch (term.kind) {
    case "struct": {
      const declared = conformancesOf(cx, term.decl).list.filter((c) => c.trait === trait);
      if (declared.length === 0) return "no";
      let best: Tri = "no";
      for (const c of declared) {
        if (c.condition === undefined) return "yes";
        const condition = subst(cx, c.condition, envOf(cx, term.decl, term.bindings));
        const answer = provable(cx, facts, condition);
        if (answer === "yes") return "yes";
        if (answer === "unknown") best = "unknown";
      }
      return best;
    }
    case "prim":
      if (term.name === "never") return "yes";
      return isLifecycle(cx, trait) ? "yes" : "no";
    case "ref":
      return isLifecycle(cx, trait) ? "yes" : "no";
    case "fn":
    case "function":
      return isLifecycle(cx, trait) ? "yes" : "no";
    case "closure":
      return closureConforms(cx, type, trait);
    case "trait":
    case "infer":
    case "unbound":
      return "unknown";
    case "list": {
      // A list of types conforms when each of them does.
      let all: Tri = "yes";
      for (const element of term.elements) {
        const answer = conformsTo(cx, facts, element, trait);
        if (answer === "no") return "no";
        if (answer === "unknown") all = "unknown";
      }
      return all;
    }
    default: {
      if (traitsOfVariable(cx, facts, type).includes(trait)) return "yes";
      const wanted = store.intern({
        kind: "op",
        type: store.primBool,
        op: "conforms",
        params: [type, store.trait([trait])],
        args: [],
      });
      return facts.length === 0 ? "unknown" : provable(cx, facts, wanted);
    }
  }
}

function closureConforms(cx: Cx, type: TypeId, trait: DeclId): Tri {
  const term = cx.store.get(type);
  if (term.kind !== "closure") return "no";
  if (trait === langRole(cx, "movable") || trait === langRole(cx, "deinitable")) return "yes";
  if (!isLifecycle(cx, trait)) return "no";
  const info = node(cx, term.decl).closureInfo;
  for (const capture of info?.captures ?? []) {
    if (cx.store.get(capture.type).kind === "ref") continue;
    const role = trait === langRole(cx, "copyable") ? langRole(cx, "implicitly_copyable") : trait;
    if (role !== undefined && conformsTo(cx, [], capture.type, role) !== "yes") return "no";
  }
  return "yes";
}

/** Conformance to a role trait; absent roles count as not conforming. */
export function hasRole(cx: Cx, facts: readonly TermId[], type: TypeId, role: string): boolean {
  const trait = langRole(cx, role);
  return trait !== undefined && conformsTo(cx, facts, type, trait) === "yes";
}

/** Conformance to every member of a composition, closure traits included. */
export function conformsToBound(
  cx: Cx,
  facts: readonly TermId[],
  type: TypeId,
  bound: TermId,
): { readonly answer: Tri; readonly failing: TermId | undefined } {
  const b = cx.store.get(bound);
  if (b.kind !== "trait") return { answer: "yes", failing: undefined };
  for (const trait of b.traits) {
    const answer = conformsTo(cx, facts, type, trait);
    if (answer !== "yes") return { answer, failing: cx.store.trait([trait]) };
  }
  return { answer: "yes", failing: undefined };
}

/** The struct that a type's own members come from. */
export function structDeclOf(cx: Cx, type: TypeId): DeclId | undefined {
  const term = cx.store.get(type);
  return term.kind === "struct" ? term.decl : undefined;
}

/** The value of a trait's associated member for a self type whose member is known; undefined while it is not. */
export function associatedValue(
  cx: Cx,
  self: TypeId,
  trait: DeclId,
  member: string,
  bindings: readonly TermId[],
): TermId | undefined {
  const term = cx.store.get(self);
  if (term.kind === "error") return cx.store.error;
  if (term.kind !== "struct") return undefined;
  const own = structMembersOf(cx, term.decl).aliases.get(member);
  if (own !== undefined) {
    const info = aliasInfoOf(cx, own);
    if (info.value === undefined) return undefined;
    const env = envOf(cx, own, [...term.bindings, ...bindings]);
    const value = subst(cx, info.value, env);
    const wanted = requiredType(cx, self, trait, member);
    return wanted === undefined ? value : (asRequired(cx, own, value, subst(cx, info.type, env), wanted) ?? value);
  }
  // The most refined trait with a default decides.
  for (const owner of defaultOrder(cx, term.decl, trait)) {
    const decl = traitMembersOf(cx, owner).aliases.get(member);
    if (decl === undefined) continue;
    const info = aliasInfoOf(cx, decl);
    if (info.value === undefined) continue;
    return subst(cx, info.value, envOf(cx, decl, [self, ...bindings]));
  }
  return undefined;
}

/** The type that a trait asks of a member without parameters of its own, for a conforming type; a bound for associated types. */
function requiredType(cx: Cx, self: TypeId, trait: DeclId, member: string): TermId | undefined {
  const decl = traitMembersOf(cx, trait).aliases.get(member);
  if (decl === undefined) return undefined;
  const info = aliasInfoOf(cx, decl);
  return info.params.length > 0 ? undefined : subst(cx, info.type, new Map([[trait, [self]]]));
}

/**
 * A struct's member as the value that a trait asks for: `comptime N = 3` gives an `Int` where the trait says `N: Int`. Undefined
 * where it does not convert.
 */
export function asRequired(cx: Cx, own: DeclId, value: TermId, type: TermId, wanted: TermId): TermId | undefined {
  if (wanted === type || cx.store.get(wanted).kind !== "struct") return value;
  const fx = declFn(cx, own, innerScopeOf(cx, own));
  const span = node(cx, own).header.nameSpan;
  const converted = tryConvert(fx, { kind: "const", span, type, value }, wanted, false);
  return converted === undefined ? undefined : termOf(fx, converted.expr);
}

/** Traits of a struct that refine `trait`, most refined first, `trait` last. */
function defaultOrder(cx: Cx, struct: DeclId, trait: DeclId): readonly DeclId[] {
  const refining = conformancesOf(cx, struct)
    .list.map((c) => c.trait)
    .filter((t) => ancestorsOf(cx, t).includes(trait));
  const order = [...new Set([...refining, ...ancestorsOf(cx, trait)])];
  return order.sort((a, b) => ancestorsOf(cx, b).length - ancestorsOf(cx, a).length);
}

/** The implementation of a requirement for a concrete self type. */
export function witnessFor(cx: Cx, self: TypeId, trait: DeclId, requirement: DeclId): WitnessTarget | undefined {
  const term = cx.store.get(self);
  if (term.kind !== "struct") return undefined;
  const found = fulfilments(cx, term.decl, trait).get(requirement);
  if (found === undefined) return undefined;
  const parent = node(cx, found.decl).header.parent;
  const inTrait = parent !== undefined && node(cx, parent).header.kind === "trait";
  return { decl: found.decl, ownerBindings: inTrait ? [self] : term.bindings, ownParams: found.ownParams };
}
