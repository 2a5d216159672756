/** Unification of parameter patterns with actual types and values (15.3.3). */

import type { TermId } from "../base/ids.ts";
import { originMut } from "../terms/origins.ts";
import { hasInfer, substituteInfer } from "../terms/substitute.ts";
import { hooksOf } from "./bindings.ts";
import type { Cx } from "./context.ts";
import { paramsOf } from "./declare.ts";

export interface Inference {
  readonly values: Map<number, TermId>;
  readonly types: Map<number, TermId>;
  /** Registers an unknown (an `infer` term) with its declared type, which may mention other unknowns. */
  add(infer: TermId, type: TermId): void;
}

export function inferenceFor(cx: Cx): Inference {
  const types = new Map<number, TermId>();
  return {
    values: new Map(),
    types,
    add(infer, type) {
      const t = cx.store.get(infer);
      if (t.kind === "infer") types.set(t.id, type);
    },
  };
}

/** `term` with the unknowns found so far replaced (and everything refolded). */
export function resolveInfer(cx: Cx, inference: Inference, term: TermId): TermId {
  let current = term;
  for (let round = 0; round < 8 && hasInfer(cx.store, current); round++) {
    const next = substituteInfer(cx.store, current, (id) => inference.values.get(id), hooksOf(cx));
    if (next === current) break;
    current = next;
  }
  return current;
}

/** The type of a compile-time value; for a type, undefined. */
export function typeOfTerm(cx: Cx, id: TermId): TermId | undefined {
  const term = cx.store.get(id);
  switch (term.kind) {
    case "int":
    case "float":
    case "record":
    case "lanes":
    case "memory":
    case "apply":
    case "op":
    case "field":
    case "assoc":
      return term.type;
    case "ratio":
      return cx.store.floatLiteral;
    case "string":
      return cx.store.stringLiteral;
    case "param":
      return paramsOf(cx, term.owner)[term.index]?.type;
    case "function":
      return id;
    case "origin_local":
    case "origin_field":
    case "origin_interior":
    case "origin_subtree":
    case "origin_union":
    case "origin_cast":
    case "origin_static":
    case "origin_untracked":
    case "origin_any":
      return cx.store.intern({ kind: "origin_type", mut: mutOf(cx, id) });
    default:
      return undefined;
  }
}

/** Mutability of an origin as a Bool term. */
export function mutOf(cx: Cx, origin: TermId): TermId {
  return originMut(cx.store, origin, (owner, index) => {
    const type = paramsOf(cx, owner)[index]?.type;
    const t = type === undefined ? undefined : cx.store.get(type);
    return t?.kind === "origin_type" ? t.mut : undefined;
  });
}

export function isOriginTerm(cx: Cx, id: TermId): boolean {
  const t = cx.store.get(id);
  if (t.kind.startsWith("origin_") && t.kind !== "origin_type") return true;
  if (t.kind !== "param" && t.kind !== "assoc") return false;
  const type = typeOfTerm(cx, id);
  return type !== undefined && cx.store.get(type).kind === "origin_type";
}

/** Whether `pattern` can be made equal to `actual` by binding unknowns; binds them. */
export function unify(cx: Cx, inference: Inference, actual: TermId, pattern: TermId): boolean {
  const store = cx.store;
  if (actual === pattern) return true;
  const wanted = hasInfer(store, pattern) ? resolveInfer(cx, inference, pattern) : pattern;
  if (actual === wanted) return true;
  const a = store.get(actual);
  const p = store.get(wanted);
  if (a.kind === "error" || p.kind === "error") return true;
  if (p.kind === "infer") return bind(cx, inference, p.id, actual);
  if (a.kind === "infer") return false;
  if (isOriginTerm(cx, actual) && (p.kind.startsWith("origin_") || isOriginTerm(cx, wanted)))
    return unifyOrigins(cx, inference, actual, wanted);
  switch (p.kind) {
    case "struct":
      return a.kind === "struct" && a.decl === p.decl && unifyAll(cx, inference, a.bindings, p.bindings);
    case "prim":
      return a.kind === "prim" && a.name === p.name && unifyAll(cx, inference, a.args, p.args);
    case "function":
      return a.kind === "function" && a.decl === p.decl && unifyAll(cx, inference, a.bindings, p.bindings);
    case "closure":
      return a.kind === "closure" && a.decl === p.decl && unifyAll(cx, inference, a.bindings, p.bindings);
    case "ref":
      return a.kind === "ref" && unify(cx, inference, a.target, p.target) && unify(cx, inference, a.origin, p.origin);
    case "list":
      return a.kind === "list" && unifyAll(cx, inference, a.elements, p.elements);
    case "origin_type":
      return a.kind === "origin_type" && (p.mut === store.unbound || unify(cx, inference, a.mut, p.mut));
    case "record": {
      if (a.kind === "record") return a.type === p.type && unifyAll(cx, inference, a.fields, p.fields);
      // A symbolic or scalar value against a record of unknowns: field by field.
      const type = typeOfTerm(cx, actual);
      if (type === undefined || type !== p.type) return false;
      return p.fields.every((f, i) => {
        const fieldType = typeOfTerm(cx, f);
        return (
          fieldType !== undefined &&
          unify(cx, inference, store.intern({ kind: "field", type: fieldType, base: actual, index: i }), f)
        );
      });
    }
    case "field": {
      // field(x) against a value: x is the struct around it, if that has this one field.
      const base = store.get(p.base);
      if (base.kind !== "infer" || p.index !== 0) return false;
      const type = inference.types.get(base.id);
      if (type === undefined || hasInfer(store, type)) return false;
      if (a.kind === "field" && a.index === 0 && typeOfTerm(cx, a.base) === type)
        return bind(cx, inference, base.id, a.base);
      return bind(cx, inference, base.id, store.intern({ kind: "record", type, fields: [actual] }));
    }
    case "fn": {
      if (
        a.kind !== "fn" ||
        a.args.length !== p.args.length ||
        a.thin !== p.thin ||
        a.params.length !== p.params.length
      )
        return false;
      if (!unify(cx, inference, a.result, p.result)) return false;
      if ((a.raises === undefined) !== (p.raises === undefined)) return false;
      if (a.raises !== undefined && p.raises !== undefined && !unify(cx, inference, a.raises, p.raises)) return false;
      return p.args.every((arg, i) => {
        const other = a.args[i];
        return other !== undefined && other.convention === arg.convention && unify(cx, inference, other.type, arg.type);
      });
    }
    case "op":
      // Its type may be given by another bound: an element of a list of types is the same in both.
      return (
        a.kind === "op" &&
        a.op === p.op &&
        unifyAll(cx, inference, a.params, p.params) &&
        unifyAll(cx, inference, a.args, p.args)
      );
    case "apply":
      return a.kind === "apply" && a.callee === p.callee && unifyAll(cx, inference, a.args, p.args);
    case "assoc":
      return (
        a.kind === "assoc" &&
        a.trait === p.trait &&
        a.member === p.member &&
        unify(cx, inference, a.self, p.self) &&
        unifyAll(cx, inference, a.bindings, p.bindings)
      );
    default:
      return false;
  }
}

function unifyAll(cx: Cx, inference: Inference, actual: readonly TermId[], pattern: readonly TermId[]): boolean {
  if (actual.length !== pattern.length) return false;
  return actual.every((a, i) => {
    const p = pattern[i];
    return p !== undefined && unify(cx, inference, a, p);
  });
}

function bind(cx: Cx, inference: Inference, id: number, actual: TermId): boolean {
  const known = inference.values.get(id);
  if (known !== undefined) return known === actual;
  inference.values.set(id, actual);
  const declared = inference.types.get(id);
  if (declared !== undefined && cx.store.get(declared).kind === "trait") return true;
  if (declared !== undefined && hasInfer(cx.store, declared)) {
    const type = typeOfTerm(cx, actual);
    // A function given for a function type has been matched where it was converted.
    if (type === actual && cx.store.get(declared).kind === "fn") return true;
    if (type !== undefined && !unify(cx, inference, type, declared)) return false;
  } else if (declared !== undefined) {
    // An immutable origin is wanted and a mutable one given: it is used immutably.
    const d = cx.store.get(declared);
    if (d.kind === "origin_type") {
      const mut = mutOf(cx, actual);
      if (d.mut === cx.store.false && mut !== cx.store.false) {
        inference.values.set(id, cx.store.intern({ kind: "origin_cast", base: actual, mut: cx.store.false }));
      } else if (d.mut === cx.store.true && mut === cx.store.false) return false;
    }
  }
  return true;
}

function unifyOrigins(cx: Cx, inference: Inference, actual: TermId, pattern: TermId): boolean {
  const store = cx.store;
  const p = store.get(pattern);
  if (p.kind === "origin_cast") {
    const base = stripCast(cx, actual);
    return unify(cx, inference, base, p.base);
  }
  if (p.kind === "origin_interior") {
    const a = store.get(stripCast(cx, actual));
    return a.kind === "origin_interior" && a.name === p.name && unify(cx, inference, a.base, p.base);
  }
  if (p.kind === "origin_erased" || store.get(actual).kind === "origin_erased") return true;
  if (p.kind === "origin_any" || p.kind === "origin_untracked") return store.get(actual).kind === p.kind;
  return stripCast(cx, actual) === stripCast(cx, pattern);
}

function stripCast(cx: Cx, origin: TermId): TermId {
  const t = cx.store.get(origin);
  return t.kind === "origin_cast" ? stripCast(cx, t.base) : origin;
}
