/**
 * Calls made concrete: the callee becomes an instance (or stays a pointer), and each argument takes the form that the callee's
 * passing asks for.
 *
 * Afterwards an argument passed by address is always a `borrow` (of `imm`, `mut` and `ref` arguments) or a `move` (the callee
 * takes the storage over), one passed by value a `copy`, `move` or `const`; arguments without size may be anything.
 */

import { bug, must } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import type { MirArg, MirCall, MirCallee, Operand, Place } from "../mir/mir.ts";
import type { ConcreteArg, ConcreteSignature } from "../mir/program.ts";
import type { Span } from "../source/source.ts";
import { fnPointerSignature } from "../target/passing.ts";
import {
  type Body,
  constant,
  derefPlace,
  mapPlace,
  operandPlace,
  placeType,
  resolveIn,
  temp,
  transfer,
} from "./body-state.ts";
import type { Elaborator, Instance } from "./context.ts";
import { closureMethod, type FunctionRef, fillOwn, requestFunction, witnessFunction } from "./instances.ts";
import { callLocation } from "./location.ts";
import { resolveAll } from "./resolve.ts";

export interface LoweredCall {
  readonly call: MirCall;
  readonly raises: TermId | undefined;
  /** Owned arguments that the callee only borrows: they die after the call. */
  readonly destroyAfter: readonly Place[];
}

interface Target {
  readonly callee: MirCallee;
  readonly instance: Instance | undefined;
  readonly signature: ConcreteSignature;
  readonly args: readonly MirArg[];
}

/** Undefined after a recorded failure. */
export function lowerCall(body: Body, call: MirCall, at: Span): LoweredCall | undefined {
  const target = resolveTarget(body, call);
  if (target === undefined) return undefined;
  const destroyAfter: Place[] = [];
  const args: MirArg[] = [];
  for (const [i, arg] of target.args.entries()) {
    const formal = must(target.signature.args[i], `argument ${i}`);
    const fitted = fitArgument(body, arg, formal, destroyAfter);
    if (fitted === undefined) return undefined;
    args.push(fitted);
  }
  if (target.instance?.takesLocation === true)
    args.push({ convention: "imm", value: locationOperand(body, target, at) });
  return {
    call: {
      callee: target.callee,
      args,
      into: mapPlace(body, call.into),
      nestedOriginsReadOnly: call.nestedOriginsReadOnly,
    },
    raises: target.signature.raises,
    destroyAfter,
  };
}

function locationOperand(body: Body, target: Target, at: Span): Operand {
  if (body.location !== undefined) return { kind: "copy", place: { local: body.location, path: [] } };
  const type = must(target.signature.args.at(-1), "hidden argument").type;
  return { kind: "const", value: callLocation(body.cx, body.instance, at), type };
}

function resolveTarget(body: Body, call: MirCall): Target | undefined {
  const { cx } = body;
  const { callee } = call;
  switch (callee.kind) {
    case "function":
      return functionTarget(
        cx,
        { decl: callee.decl, bindings: resolveAll(cx, body.scope, callee.bindings) },
        call.args,
      );
    case "witness": {
      const bindings = resolveAll(cx, body.scope, callee.bindings);
      const found = witnessFunction(cx, resolveIn(body, callee.self), callee.trait, callee.requirement, bindings);
      return found === undefined ? undefined : functionTarget(cx, found, call.args);
    }
    case "closure":
      return closureTarget(body, callee.type, callee.signature, resolveAll(cx, body.scope, callee.bindings), call.args);
    case "pointer":
      return pointerTarget(body, resolveIn(body, callee.signature), callee.value, call.args);
    case "instance":
      return bug("an instance as callee before elaboration");
  }
}

function functionTarget(cx: Elaborator, ref: FunctionRef, args: readonly MirArg[]): Target | undefined {
  const instance = requestFunction(cx, ref.decl, ref.bindings, true);
  if (instance === undefined) return undefined;
  return { callee: { kind: "instance", instance: instance.id }, instance, signature: instance.signature, args };
}

/** A call of a value whose type is a closure, a function, a struct with the closure trait, or a thin function pointer. */
function closureTarget(
  body: Body,
  type: TermId,
  signature: TermId,
  own: readonly TermId[],
  args: readonly MirArg[],
): Target | undefined {
  const { cx } = body;
  const concrete = resolveIn(body, type);
  const term = cx.store.get(concrete);
  switch (term.kind) {
    case "error":
      return undefined;
    case "closure":
      return functionTarget(cx, { decl: term.decl, bindings: fillOwn(cx, term.decl, term.bindings, own) }, args);
    case "function":
      // The object of a plain function has no size; the function knows nothing of it.
      return functionTarget(
        cx,
        { decl: term.decl, bindings: fillOwn(cx, term.decl, term.bindings, own) },
        args.slice(1),
      );
    case "fn":
      return pointerTarget(body, concrete, must(args[0], "function value").value, args.slice(1));
    default: {
      const method = closureMethod(cx, concrete, resolveIn(body, signature), own);
      return method === undefined ? undefined : functionTarget(cx, method, args);
    }
  }
}

function pointerTarget(body: Body, fn: TermId, value: Operand, args: readonly MirArg[]): Target | undefined {
  const { cx } = body;
  if (fn === cx.store.error) return undefined;
  const place = operandPlace(body, value);
  if (place === undefined) return undefined;
  return {
    callee: { kind: "pointer", signature: fn, value: { kind: "copy", place } },
    instance: undefined,
    signature: fnPointerSignature(cx.store, cx.types, cx.layouts, fn),
    args,
  };
}

function isOwned(arg: MirArg): boolean {
  return arg.convention === "var" || arg.convention === "deinit";
}

function fitArgument(body: Body, arg: MirArg, formal: ConcreteArg, destroyAfter: Place[]): MirArg | undefined {
  const value = fitOperand(body, arg, formal, destroyAfter);
  return value === undefined ? undefined : { convention: arg.convention, value };
}

function fitOperand(body: Body, arg: MirArg, formal: ConcreteArg, destroyAfter: Place[]): Operand | undefined {
  const { cx } = body;
  const { value } = arg;
  const byAddress = formal.passing !== "value";
  if (value.kind === "const") {
    const type = resolveIn(body, value.type);
    const made = constant(body, resolveIn(body, value.value), type);
    if (made !== undefined && !byAddress) return made;
    if (made === undefined && cx.layouts.sizeOf(type) > 0) return undefined;
    const place: Place = { local: temp(body, type), path: [] };
    if (made !== undefined) body.insts.push({ op: "assign", span: body.span, into: place, value: made });
    return ownedOrBorrowed(body, place, arg, formal, destroyAfter);
  }
  const place = mapPlace(body, value.place);
  const referred = handedOn(body, place, formal);
  if (referred !== undefined)
    return { kind: "borrow", place: referred, access: formal.access === "imm" ? "imm" : "mut" };
  switch (value.kind) {
    case "borrow":
      return byAddress ? { kind: "borrow", place, access: value.access } : { kind: "copy", place };
    case "move":
      return ownedOrBorrowed(body, place, arg, formal, destroyAfter);
    case "copy": {
      const type = placeType(body, place);
      if (!byAddress && cx.types.isTrivial("copy", type)) return { kind: "copy", place };
      const copy: Place = { local: temp(body, type), path: [] };
      transfer(body, "copy", copy, place);
      return ownedOrBorrowed(body, copy, arg, formal, destroyAfter);
    }
  }
}

/** A reference where the callee wants what it refers to by address. */
function handedOn(body: Body, place: Place, formal: ConcreteArg): Place | undefined {
  const type = placeType(body, place);
  const term = body.cx.store.get(type);
  return formal.passing === "address" && type !== formal.type && term.kind === "ref" && term.target === formal.type
    ? derefPlace(place)
    : undefined;
}

/** A place whose value the caller gives away: the callee takes it over, or the caller destroys it after a callee that only borrows. */
function ownedOrBorrowed(body: Body, place: Place, arg: MirArg, formal: ConcreteArg, destroyAfter: Place[]): Operand {
  if (formal.access === "own") return { kind: "move", place };
  if (isOwned(arg) && !body.cx.types.isTrivial("deinit", placeType(body, place))) destroyAfter.push(place);
  if (formal.passing === "value") return { kind: "copy", place };
  return { kind: "borrow", place, access: formal.access === "imm" ? "imm" : "mut" };
}
