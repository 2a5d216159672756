/**
 * Facts about concrete types: fields, register passing, which lifecycle operations need no code (15.9.2).
 *
 * A plain struct's generated members are trivial if all fields' are; written ones never are, unless the struct says so by
 * `comptime __del__is_trivial = True` and the like. Types listed as TrivialRegisterPassable are plain bits, and so is the
 * storage of primitives: an `array` or `product` does not know which of its elements are there; the library's structs do.
 */

import { must } from "../base/bug.ts";
import type { DeclId, TypeId } from "../base/ids.ts";
import type { ConcreteTypes } from "../mir/program.ts";
import { listElements } from "../target/layout.ts";
import type { Term, TermOf } from "../terms/term.ts";
import type { Elaborator } from "./context.ts";
import { resolve, resolveBool } from "./resolve.ts";
import { scopeOf } from "./scope.ts";

export type Lifecycle = "copy" | "move" | "deinit";

export interface TypeFacts extends ConcreteTypes {
  isTrivial(what: Lifecycle, type: TypeId): boolean;
  conforms(type: TypeId, trait: DeclId): boolean;
  /** Bits that a read-only argument cannot reach by another way: no addresses inside. */
  isPlainData(type: TypeId): boolean;
}

/** `cx` is handed over late: the facts are part of it. */
export function createTypeFacts(context: () => Elaborator): TypeFacts {
  const fields = new Map<TypeId, readonly TypeId[]>();
  const trivial: Record<Lifecycle, Map<TypeId, boolean>> = { copy: new Map(), move: new Map(), deinit: new Map() };
  const register = new Map<TypeId, boolean>();
  const plain = new Map<TypeId, boolean>();

  function memo<T>(table: Map<TypeId, T>, type: TypeId, whileComputing: T, compute: () => T): T {
    const known = table.get(type);
    if (known !== undefined) return known;
    // Recursive types meet themselves only behind addresses, whose facts do not depend on the pointee.
    table.set(type, whileComputing);
    const value = compute();
    table.set(type, value);
    return value;
  }

  function fieldTypes(type: TypeId): readonly TypeId[] {
    const known = fields.get(type);
    if (known !== undefined) return known;
    const cx = context();
    const term = cx.store.get(type);
    let types: readonly TypeId[] = [];
    if (term.kind === "struct") {
      const scope = scopeOf(cx.env, term.decl, term.bindings);
      types = cx.env.structInfo(term.decl).fields.map((f) => resolve(cx, scope, f.type));
    } else if (term.kind === "closure") {
      const scope = scopeOf(cx.env, term.decl, term.bindings);
      types = cx.env.closureInfo(term.decl).captures.map((c) => resolve(cx, scope, c.type));
    } else if (term.kind === "prim" && term.name === "product") {
      types = listElements(cx.store, must(term.args[0], "product list"));
    }
    fields.set(type, types);
    return types;
  }

  function conforms(type: TypeId, trait: DeclId): boolean {
    const cx = context();
    const answer = cx.env.conforms(type, trait);
    if (answer !== "unknown") return answer === "yes";
    // A condition that takes more than folding.
    const term = cx.store.get(type);
    if (term.kind !== "struct") return false;
    const scope = scopeOf(cx.env, term.decl, term.bindings);
    return cx.env
      .structInfo(term.decl)
      .conformances.some(
        (c) => c.trait === trait && (c.condition === undefined || resolveBool(cx, scope, c.condition) === true),
      );
  }

  function hasRole(type: TypeId, role: string): boolean {
    const trait = context().env.lang(role);
    return trait !== undefined && conforms(type, trait);
  }

  function isTrivial(what: Lifecycle, type: TypeId): boolean {
    return memo(trivial[what], type, true, () => {
      const cx = context();
      const term = cx.store.get(type);
      switch (term.kind) {
        case "struct":
          return structIsTrivial(cx, what, type, term);
        case "closure":
          return fieldTypes(type).every((f) => isTrivial(what, f));
        default:
          return true;
      }
    });
  }

  function structIsTrivial(cx: Elaborator, what: Lifecycle, type: TypeId, term: TermOf<"struct">): boolean {
    if (hasRole(type, "trivial_register_passable")) return true;
    const info = cx.env.structInfo(term.decl);
    const key = what === "deinit" ? "del" : what;
    const override = info.trivialOverrides[key];
    if (override !== undefined) {
      const value = resolveBool(cx, scopeOf(cx.env, term.decl, term.bindings), override);
      if (value !== undefined) return value;
    }
    const own = what === "deinit" ? info.ownDeinit : what === "copy" ? info.ownCopyInit : info.ownMoveInit;
    return own === undefined && fieldTypes(type).every((f) => isTrivial(what, f));
  }

  function isRegisterPassable(type: TypeId): boolean {
    return memo(register, type, true, () => {
      const cx = context();
      const term: Term = cx.store.get(type);
      switch (term.kind) {
        case "struct":
          return hasRole(type, "register_passable") || hasRole(type, "trivial_register_passable");
        case "prim":
          return term.name !== "array" && term.name !== "union" && term.name !== "product";
        case "ref":
        case "fn":
        case "function":
          return true;
        default:
          return false;
      }
    });
  }

  function isPlainData(type: TypeId): boolean {
    return memo(plain, type, true, () => {
      const cx = context();
      const term = cx.store.get(type);
      switch (term.kind) {
        case "struct":
          return fieldTypes(type).every(isPlainData);
        case "prim":
          if (term.name === "simd" || term.name === "index") return true;
          if (term.name === "array") return isPlainData(must(term.args[0], "array element"));
          return term.name === "product" && fieldTypes(type).every(isPlainData);
        default:
          return false;
      }
    });
  }

  return {
    fieldTypes,
    extraAlign(type) {
      const cx = context();
      const term = cx.store.get(type);
      return term.kind === "struct" ? cx.env.structInfo(term.decl).align : 0;
    },
    isRegisterPassable,
    displayName: (type) => context().env.printTerm(type),
    isTrivial,
    conforms,
    isPlainData,
  };
}
