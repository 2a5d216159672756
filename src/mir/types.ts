/** The types of places: fields of structs and closure objects with their parameters bound, targets of references. */

import { bug } from "../base/bug.ts";
import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { DeclEnv } from "../decls/decl.ts";
import { paramCount } from "../decls/owners.ts";
import { hasParams, substitute } from "../terms/substitute.ts";
import type { MirFunction, MirStage, Operand, Place } from "./mir.ts";

/** The value of an owner's parameter under flat bindings of the chain of `decl`; undefined where it is not bound. */
export function paramLookup(
  env: DeclEnv,
  decl: DeclId,
  bindings: readonly TermId[],
): (owner: DeclId, index: number) => TermId | undefined {
  const starts = new Map<DeclId, number>();
  let count = 0;
  for (const owner of env.ownerChain(decl)) {
    starts.set(owner, count);
    count += paramCount(env, owner);
  }
  return (owner, index) => {
    const start = starts.get(owner);
    return start === undefined ? undefined : bindings[start + index];
  };
}

/** `term`, written inside `decl`, as seen from outside under flat bindings. */
export function bindTerm(env: DeclEnv, decl: DeclId, bindings: readonly TermId[], term: TermId): TermId {
  if (bindings.length === 0) return term;
  return substitute(env.terms, term, paramLookup(env, decl, bindings), {
    assoc: (self, trait, member, args) =>
      hasParams(env.terms, self) ? undefined : env.associated(self, trait, member, args),
  });
}

/** How many fields a type has; 0 for types without (also for type parameters). */
export function fieldCount(env: DeclEnv, type: TypeId): number {
  const term = env.terms.get(type);
  if (term.kind === "struct") return env.structInfo(term.decl).fields.length;
  if (term.kind === "closure") return env.closureInfo(term.decl).captures.length;
  return 0;
}

/** The type of a field, or undefined where the type has no such field. */
export function fieldType(env: DeclEnv, type: TypeId, index: number): TypeId | undefined {
  const term = env.terms.get(type);
  switch (term.kind) {
    case "struct": {
      const field = env.structInfo(term.decl).fields[index];
      return field === undefined ? undefined : bindTerm(env, term.decl, term.bindings, field.type);
    }
    case "closure": {
      const capture = env.closureInfo(term.decl).captures[index];
      return capture === undefined ? undefined : bindTerm(env, term.decl, term.bindings, capture.type);
    }
    case "error":
      return type;
    default:
      return undefined;
  }
}

/** The name of a field, as messages and origins spell it. */
export function fieldName(env: DeclEnv, type: TypeId, index: number): string {
  const term = env.terms.get(type);
  if (term.kind === "struct") return env.structInfo(term.decl).fields[index]?.name ?? `${index}`;
  if (term.kind === "closure") return env.closureInfo(term.decl).captures[index]?.name ?? `${index}`;
  return `${index}`;
}

/** What a reference type refers to, or undefined for other types. */
export function derefType(env: DeclEnv, type: TypeId): TypeId | undefined {
  const term = env.terms.get(type);
  if (term.kind === "ref") return term.target;
  return term.kind === "error" ? type : undefined;
}

/** The type of a place, or undefined where its path does not fit the type of its local. */
export function tryTypeOfPlace(fn: MirFunction<MirStage>, place: Place, env: DeclEnv): TypeId | undefined {
  let type = fn.locals[place.local]?.type;
  for (const p of place.path) {
    if (type === undefined) return undefined;
    type = p.kind === "deref" ? derefType(env, type) : fieldType(env, type, p.index);
  }
  return type;
}

export function typeOfPlace(fn: MirFunction<MirStage>, place: Place, env: DeclEnv): TypeId {
  const type = tryTypeOfPlace(fn, place, env);
  return type ?? bug(`place _${place.local} has no such path: ${JSON.stringify(place.path)}`);
}

export function typeOfOperand(fn: MirFunction<MirStage>, operand: Operand, env: DeclEnv): TypeId {
  return operand.kind === "const" ? operand.type : typeOfPlace(fn, operand.place, env);
}

const trivialTypes = new WeakMap<DeclEnv, Map<TypeId, boolean>>();

/** Whether destroying a value of the type is known to do nothing. False while parameters leave it open. */
export function isTriviallyDestroyed(env: DeclEnv, type: TypeId): boolean {
  let known = trivialTypes.get(env);
  if (known === undefined) {
    known = new Map();
    trivialTypes.set(env, known);
  }
  const before = known.get(type);
  if (before !== undefined) return before;
  // A type holds itself only behind addresses, which are trivial.
  known.set(type, true);
  const trivial = computeTrivial(env, type);
  known.set(type, trivial);
  return trivial;
}

function computeTrivial(env: DeclEnv, type: TypeId): boolean {
  const term = env.terms.get(type);
  switch (term.kind) {
    case "prim":
    case "ref":
    case "fn":
    case "function":
    case "error":
      return true;
    case "struct": {
      const info = env.structInfo(term.decl);
      if (info.trivialOverrides.del !== undefined) return info.trivialOverrides.del === env.terms.true;
      return info.ownDeinit === undefined && fieldsAreTrivial(env, type);
    }
    case "closure":
      return fieldsAreTrivial(env, type);
    default: {
      const trait = env.lang("trivial_register_passable");
      return trait !== undefined && env.conforms(type, trait) === "yes";
    }
  }
}

function fieldsAreTrivial(env: DeclEnv, type: TypeId): boolean {
  const count = fieldCount(env, type);
  for (let i = 0; i < count; i++) {
    const field = fieldType(env, type, i);
    if (field !== undefined && !isTriviallyDestroyed(env, field)) return false;
  }
  return true;
}
