/** Operands: values for registers, and addresses for what is handed over in memory. */

import { bug, must } from "../../base/bug.ts";
import type { TermId, TypeId } from "../../base/ids.ts";
import type { Operand, Place } from "../../mir/mir.ts";
import { borrowedConstant, scalarText } from "./constants.ts";
import { alloca, type FunctionCx } from "./context.ts";
import { materializeAt } from "./materialize.ts";
import {
  type Address,
  copyPlace,
  copyValue,
  isHeld,
  loadValue,
  placeAddress,
  placeType,
  pointerTo,
  readPlace,
  storeValue,
  writePlace,
} from "./places.ts";
import type { Scalar, Shape } from "./shapes.ts";

export function operandType(cx: FunctionCx, operand: Operand): TypeId {
  return operand.kind === "const" ? operand.type : placeType(cx, operand.place);
}

/** A constant of a type that travels in registers. */
export function constantValue(cx: FunctionCx, type: TypeId, value: TermId): string {
  const shape = cx.m.shapes.of(type);
  if (shape.kind === "scalar") {
    const text = scalarText(cx.m, shape.scalar, value);
    if (text !== undefined) return text;
  }
  return loadValue(cx, shape, { base: constantStorage(cx, type, value, shape), offset: 0 });
}

/** Storage that holds a constant which the reader of it will own. */
function constantStorage(cx: FunctionCx, type: TypeId, value: TermId, shape: Shape): string {
  if (shape.kind === "none") return bug("a value without size has no storage");
  const slot = alloca(cx, shape.size, shape.align);
  materializeAt(cx, type, value, { base: slot, offset: 0 });
  return slot;
}

/** The value of an operand whose shape is scalar or record. */
export function operandValue(cx: FunctionCx, operand: Operand): string {
  switch (operand.kind) {
    case "copy":
    case "move":
      return readPlace(cx, operand.place);
    case "borrow":
      // An argument passed by value although the call borrows: its value is read.
      return readPlace(cx, operand.place);
    case "const":
      return constantValue(cx, operand.type, operand.value);
  }
}

/** The one scalar that an operand is. */
export function scalarOperand(
  cx: FunctionCx,
  operand: Operand | undefined,
): { readonly value: string; readonly scalar: Scalar } {
  const present = must(operand, "operand");
  const scalar = cx.m.shapes.scalarOf(operandType(cx, present));
  return { value: operandValue(cx, present), scalar };
}

/** The address of an operand that is handed over in memory. `owned`: the receiver may change or consume what is there. */
export function operandAddress(cx: FunctionCx, operand: Operand, owned: boolean): string {
  switch (operand.kind) {
    case "borrow":
    case "move":
      return pointerTo(cx, addressable(cx, operand.place));
    case "copy": {
      const shape = cx.m.shapes.of(placeType(cx, operand.place));
      if (shape.kind === "none") return bug("a value without size has no address");
      if (!owned) return pointerTo(cx, addressable(cx, operand.place));
      const slot = alloca(cx, shape.size, shape.align);
      const at: Address = { base: slot, offset: 0 };
      if (isHeld(cx, operand.place)) storeValue(cx, shape, readPlace(cx, operand.place), at);
      else copyValue(cx, shape, placeAddress(cx, operand.place), at);
      return slot;
    }
    case "const": {
      const shape = cx.m.shapes.of(operand.type);
      if (!owned) return borrowedConstant(cx.m, operand.type, operand.value);
      return constantStorage(cx, operand.type, operand.value, shape);
    }
  }
}

/** The address of a place; a value held in a register gets a slot. */
function addressable(cx: FunctionCx, place: Place): Address {
  if (!isHeld(cx, place)) return placeAddress(cx, place);
  const shape = cx.m.shapes.of(placeType(cx, place));
  if (shape.kind === "none") return bug("a value without size has no address");
  const slot: Address = { base: alloca(cx, shape.size, shape.align), offset: 0 };
  storeValue(cx, shape, readPlace(cx, place), slot);
  return slot;
}

/** Initializes a place from an operand. */
export function assign(cx: FunctionCx, into: Place, operand: Operand): void {
  const shape = cx.m.shapes.of(placeType(cx, into));
  if (shape.kind === "none") return;
  switch (operand.kind) {
    case "copy":
    case "move":
      copyPlace(cx, operand.place, into);
      return;
    case "borrow":
      writePlace(cx, into, pointerTo(cx, addressable(cx, operand.place)));
      return;
    case "const": {
      const type = placeType(cx, into);
      if (shape.kind === "scalar") {
        const text = scalarText(cx.m, shape.scalar, operand.value);
        if (text !== undefined) {
          writePlace(cx, into, text);
          return;
        }
      }
      if (isHeld(cx, into)) writePlace(cx, into, constantValue(cx, type, operand.value));
      else materializeAt(cx, type, operand.value, placeAddress(cx, into));
    }
  }
}
