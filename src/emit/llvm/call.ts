/** Calls: arguments in their places, the result where the caller wants it, and the branch on the returned flag. */

import { bug, must } from "../../base/bug.ts";
import type { TypeId } from "../../base/ids.ts";
import type { MirCall, Place } from "../../mir/mir.ts";
import type { ConcreteSignature } from "../../mir/program.ts";
import { fnPointerSignature } from "../../target/passing.ts";
import {
  alloca,
  emit,
  end,
  type FunctionCx,
  functionSymbol,
  instance,
  label,
  line,
  type ModuleCx,
  typeName,
} from "./context.ts";
import { operandAddress, operandType, operandValue } from "./operands.ts";
import { isHeld, placeAddress, placeType, pointerTo, writePlace } from "./places.ts";
import { conventionOf, type LlvmSignature, llvmSignature } from "./signature.ts";

/** The signature that a call follows. */
export function signatureOfCall(m: ModuleCx, call: MirCall): ConcreteSignature {
  switch (call.callee.kind) {
    case "instance":
      return instance(m, call.callee.instance).signature;
    case "pointer":
      return fnPointerSignature(m.store, m.program.types, m.layouts, call.callee.signature);
    case "function":
    case "witness":
    case "closure":
      return bug(`a ${call.callee.kind} callee in a concrete program`);
  }
}

interface Made {
  readonly signature: LlvmSignature;
  /** Name of what the call returned; empty for void. */
  readonly returned: string;
}

function argumentTexts(cx: FunctionCx, call: MirCall, signature: LlvmSignature): string[] {
  const texts: string[] = [];
  for (const [i, each] of signature.args.entries()) {
    const { value } = must(call.args[i], `argument ${i}`);
    switch (each.travel) {
      case "none":
        break;
      case "register":
        texts.push(`${each.type} ${operandValue(cx, value)}`);
        break;
      case "copy":
        texts.push(`ptr ${operandAddress(cx, value, false)}`);
        break;
      case "address": {
        // A reference handed on: the callee wants the address that it holds.
        const owned = each.arg.access === "own" || each.arg.access === "mut";
        texts.push(
          `ptr ${isReferenceTo(cx, value, each.arg.type) ? operandValue(cx, value) : operandAddress(cx, value, owned)}`,
        );
        break;
      }
    }
  }
  return texts;
}

/** Whether an operand is a `ref T` (by value) where the callee takes a `T` by address. */
function isReferenceTo(cx: FunctionCx, value: MirCall["args"][number]["value"], wanted: TypeId): boolean {
  if (value.kind !== "copy" && value.kind !== "move") return false;
  const type = operandType(cx, value);
  if (type === wanted) return false;
  const term = cx.m.store.get(type);
  return term.kind === "ref" && cx.m.store.get(wanted).kind !== "ref";
}

function makeCall(cx: FunctionCx, call: MirCall, errorInto: Place | undefined): Made {
  const { m } = cx;
  const concrete = signatureOfCall(m, call);
  const signature = llvmSignature(m, concrete);
  const texts: string[] = [];
  if (signature.result === "address") texts.push(`ptr ${resultAddress(cx, call.into, signature)}`);
  if (signature.errorShape !== undefined) {
    if (errorInto === undefined)
      texts.push(`ptr ${alloca(cx, sizeOf(signature.errorShape), alignOf(signature.errorShape))}`);
    else texts.push(`ptr ${pointerTo(cx, placeAddress(cx, errorInto))}`);
  }
  texts.push(...argumentTexts(cx, call, signature));
  let convention = "";
  let target: string;
  if (call.callee.kind === "instance") {
    const fn = instance(m, call.callee.instance);
    convention = conventionOf(m, fn);
    target = functionSymbol(m, call.callee.instance);
  } else if (call.callee.kind === "pointer") {
    target = operandValue(cx, call.callee.value);
  } else {
    return bug(`a ${call.callee.kind} callee in a concrete program`);
  }
  const text = `call ${convention}${signature.returnType} ${target}(${texts.join(", ")})`;
  if (signature.returnType === "void") {
    line(cx, text);
    return { signature, returned: "" };
  }
  return { signature, returned: emit(cx, text) };
}

function sizeOf(shape: NonNullable<LlvmSignature["errorShape"]>): number {
  return shape.kind === "none" ? 0 : shape.size;
}
function alignOf(shape: NonNullable<LlvmSignature["errorShape"]>): number {
  return shape.kind === "none" ? 1 : shape.align;
}

function resultAddress(cx: FunctionCx, into: Place, signature: LlvmSignature): string {
  const type = placeType(cx, into);
  if (cx.m.layouts.sizeOf(type) !== sizeOf(signature.resultShape)) {
    return bug(
      `a result of type ${typeName(cx.m, signature.resultType)} built in a place of type ${typeName(cx.m, type)}`,
    );
  }
  return pointerTo(cx, placeAddress(cx, into));
}

/** A call that cannot raise. */
export function emitCall(cx: FunctionCx, call: MirCall): void {
  const { signature, returned } = makeCall(cx, call, undefined);
  if (signature.raises) bug(`a call that may raise without an error edge in ${cx.fn.displayName}`);
  if (signature.result === "register") writePlace(cx, call.into, returned);
  if (signature.never || neverComesBack(cx, call)) end(cx, "unreachable");
}

function neverComesBack(cx: FunctionCx, call: MirCall): boolean {
  return call.callee.kind === "instance" && cx.m.noReturn.has(call.callee.instance);
}

/** A call that may raise, at the end of a block. */
export function emitInvoke(cx: FunctionCx, call: MirCall, errorInto: Place, normal: string, error: string): void {
  const { signature, returned } = makeCall(cx, call, errorInto);
  if (neverComesBack(cx, call)) {
    end(cx, "unreachable");
    return;
  }
  if (!signature.raises) {
    if (signature.result === "register") writePlace(cx, call.into, returned);
    end(cx, signature.never ? "unreachable" : `br label %${normal}`);
    return;
  }
  if (signature.result !== "register") {
    end(cx, signature.never ? `br label %${error}` : `br i1 ${returned}, label %${error}, label %${normal}, !prof !0`);
    return;
  }
  const value = emit(cx, `extractvalue ${signature.returnType} ${returned}, 0`);
  const flag = emit(cx, `extractvalue ${signature.returnType} ${returned}, 1`);
  if (isHeld(cx, call.into)) {
    writePlace(cx, call.into, value);
    end(cx, `br i1 ${flag}, label %${error}, label %${normal}, !prof !0`);
    return;
  }
  // On the error edge the target keeps what it held.
  const edge = `e${cx.next++}`;
  end(cx, `br i1 ${flag}, label %${error}, label %${edge}, !prof !0`);
  label(cx, edge);
  writePlace(cx, call.into, value);
  end(cx, `br label %${normal}`);
}
