/**
 * How arguments and results travel: the one place that decides between value and address (15.9.4), used for function
 * instances by elaboration and for calls through thin function values by the emitter and the interpreter.
 */

import { bug } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { TermStore } from "../terms/store.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type { Layouts } from "./layout.ts";

/** What passing must know about types; `ConcreteTypes` has it. */
export interface PassingTypes {
  isRegisterPassable(type: TypeId): boolean;
}

type Passing = "value" | "address" | "none";
type Access = "imm" | "mut" | "own" | "ref";

export interface PointerArg {
  readonly type: TypeId;
  readonly passing: Passing;
  readonly access: Access;
  readonly noAlias: boolean;
}

/** Has the shape of a `ConcreteSignature`. */
export interface PointerSignature {
  readonly args: readonly PointerArg[];
  readonly result: TypeId;
  readonly resultPassing: Passing;
  readonly raises: TypeId | undefined;
  readonly abi: string;
}

export function accessOf(convention: FnArgConvention): Access {
  switch (convention) {
    case "imm":
    case "mut":
    case "ref":
      return convention;
    case "var":
    case "deinit":
    case "out":
      return "own";
  }
}

/** `byValue`: whether the *declared* type is register-passable. */
export function argPassing(layouts: Layouts, type: TypeId, convention: FnArgConvention, byValue: boolean): Passing {
  if (layouts.sizeOf(type) === 0) return "none";
  return byValue && (convention === "imm" || convention === "var") ? "value" : "address";
}

export function resultPassing(types: PassingTypes, layouts: Layouts, type: TypeId): Passing {
  if (layouts.sizeOf(type) === 0) return "none";
  return types.isRegisterPassable(type) ? "value" : "address";
}

/** The signature that calls through a value of the thin function type follow. */
export function fnPointerSignature(
  store: TermStore,
  types: PassingTypes,
  layouts: Layouts,
  fn: TermId,
): PointerSignature {
  const term = store.get(fn);
  if (term.kind !== "fn") return bug(`a function type was expected, not a ${term.kind} term`);
  return {
    args: term.args.map((arg) => ({
      type: arg.type,
      passing: argPassing(layouts, arg.type, arg.convention, types.isRegisterPassable(arg.type)),
      access: accessOf(arg.convention),
      noAlias: false,
    })),
    result: term.result,
    resultPassing: resultPassing(types, layouts, term.result),
    raises: term.raises,
    abi: term.abi,
  };
}
