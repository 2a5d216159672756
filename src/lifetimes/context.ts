/**
 * What the analyses of one function share: the function, the declarations, the diagnostics, and facts about types that are
 * computed once per compilation.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { DeclEnv, DeclHeader, FunctionSignature, Tri } from "../decls/decl.ts";
import type { Diagnostic, DiagnosticParts } from "../diagnostics/diagnostic.ts";
import { makeDiagnostic } from "../diagnostics/diagnostic.ts";
import { fieldCount, fieldType } from "../mir/types.ts";
import type { Location, Span } from "../source/source.ts";
import { conformsUnder, factsOfFunction } from "./facts.ts";
import type { Message } from "./messages.ts";

export interface Cx {
  readonly env: DeclEnv;
  readonly header: DeclHeader;
  readonly signature: FunctionSignature | undefined;
  readonly types: TypeFacts;
  /** What is known about type parameters in the whole function. */
  readonly facts: readonly TermId[];
  readonly diagnostics: Diagnostic[];
}

interface TypeFacts {
  readonly trivial: Map<TypeId, boolean>;
  readonly registerTrivial: Map<TypeId, boolean>;
  readonly destructible: Map<TypeId, Tri>;
  /** The single origins, without casts, that a value of a type mentions. */
  readonly origins: Map<TypeId, readonly TermId[]>;
  readonly erased: Map<TermId, TermId>;
}

const factsOfEnv = new WeakMap<DeclEnv, TypeFacts>();

export function makeCx(env: DeclEnv, decl: DeclId): Cx {
  let types = factsOfEnv.get(env);
  if (types === undefined) {
    types = {
      trivial: new Map(),
      registerTrivial: new Map(),
      destructible: new Map(),
      origins: new Map(),
      erased: new Map(),
    };
    factsOfEnv.set(env, types);
  }
  const header = env.header(decl);
  return { env, header, signature: env.signature(decl), types, facts: factsOfFunction(env, header), diagnostics: [] };
}

export function locate(cx: Cx, span: Span): Location {
  return { file: cx.header.file, span };
}

export function report(cx: Cx, message: Message, span: Span, parts: DiagnosticParts = {}): void {
  cx.diagnostics.push(makeDiagnostic(message.severity, message.code, locate(cx, span), message.text, parts));
}

/** Whether destroying a value of the type is known to do nothing. */
export function isTriviallyDestroyed(cx: Cx, type: TypeId): boolean {
  const known = cx.types.trivial.get(type);
  if (known !== undefined) return known;
  // A type without destructor is not trivial: its values have to be consumed. Type parameters decide below.
  const trait = cx.env.lang("deinitable");
  if (trait !== undefined && cx.env.terms.get(type).kind === "struct" && cx.env.conforms(type, trait) === "no") {
    cx.types.trivial.set(type, false);
    return false;
  }
  // A type can contain itself only through pointers, which are trivial: the guard is for erroneous programs.
  cx.types.trivial.set(type, true);
  const trivial = computeTrivial(cx, type);
  cx.types.trivial.set(type, trivial);
  return trivial;
}

function computeTrivial(cx: Cx, type: TypeId): boolean {
  const term = cx.env.terms.get(type);
  switch (term.kind) {
    case "prim":
    case "ref":
    case "fn":
    case "error":
    case "function":
      return true;
    case "struct": {
      const info = cx.env.structInfo(term.decl);
      if (info.trivialOverrides.del === cx.env.terms.true) return true;
      if (info.ownDeinit !== undefined || info.trivialOverrides.del !== undefined) return false;
      return fieldsAreTrivial(cx, type);
    }
    case "closure":
      return fieldsAreTrivial(cx, type);
    default:
      return conformsTo(cx, type, "trivial_register_passable") === "yes";
  }
}

function fieldsAreTrivial(cx: Cx, type: TypeId): boolean {
  const count = fieldCount(cx.env, type);
  for (let i = 0; i < count; i++) {
    const field = fieldType(cx.env, type, i);
    if (field !== undefined && !isTriviallyDestroyed(cx, field)) return false;
  }
  return true;
}

/** Whether a transfer of a value of the type is only a copy: the source stays usable. */
export function isRegisterTrivial(cx: Cx, type: TypeId): boolean {
  const known = cx.types.registerTrivial.get(type);
  if (known !== undefined) return known;
  const term = cx.env.terms.get(type);
  let answer: boolean;
  if (term.kind === "prim") answer = term.name !== "array" && term.name !== "product" && term.name !== "union";
  else if (term.kind === "ref" || term.kind === "fn" || term.kind === "error" || term.kind === "function")
    answer = true;
  else answer = conformsTo(cx, type, "trivial_register_passable") === "yes";
  cx.types.registerTrivial.set(type, answer);
  return answer;
}

/**
 * Whether values of the type have a destructor, given what is known in the function and `more` that is known at a point.
 * "unknown": a type parameter whose bound does not say.
 */
export function destructible(cx: Cx, type: TypeId, more: readonly TermId[] = []): Tri {
  let known = cx.types.destructible.get(type);
  if (known === undefined) {
    const kind = cx.env.terms.get(type).kind;
    const always = kind === "prim" || kind === "ref" || kind === "fn" || kind === "closure" || kind === "error";
    known = always ? "yes" : conformsTo(cx, type, "deinitable");
    cx.types.destructible.set(type, known);
  }
  if (known !== "unknown") return known;
  const trait = cx.env.lang("deinitable");
  return trait === undefined ? "yes" : conformsUnder(cx.env, [...cx.facts, ...more], type, trait);
}

/** "yes" where the library does not declare the trait. */
function conformsTo(cx: Cx, type: TypeId, role: "deinitable" | "trivial_register_passable"): Tri {
  const trait = cx.env.lang(role);
  if (trait === undefined) return role === "deinitable" ? "yes" : "no";
  return cx.env.conforms(type, trait);
}
