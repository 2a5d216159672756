/** `pack` instructions: the array of addresses behind `*args`, and the library struct or prim pack that carries it. */

import { bug, must } from "../../base/bug.ts";
import type { Inst } from "../../mir/mir.ts";
import { emitConstantPack } from "./constant-packs.ts";
import { address, alloca, type FunctionCx, line, typeName } from "./context.ts";
import { loadValue, placeAddress, placeType, pointerTo, storeScalar, storeValue, writePlace } from "./places.ts";
import { POINTER } from "./shapes.ts";

type PackInst = Extract<Inst, { readonly op: "pack" }>;

export function emitPack(cx: FunctionCx, inst: PackInst): void {
  const { m } = cx;
  const width = m.target.pointerBytes;
  let array = "null";
  const constants = cx.constantPacks.packs.get(inst);
  if (constants !== undefined) {
    array = emitConstantPack(cx, constants);
  } else if (inst.elements.length > 0) {
    array = alloca(cx, inst.elements.length * width, width);
    inst.elements.forEach((element, i) => {
      const slot = address(cx, array, i * width);
      line(cx, `store ptr ${elementAddress(cx, element)}, ptr ${slot}, align ${width}`);
    });
  }
  const type = placeType(cx, inst.into);
  const term = m.store.get(type);
  if (term.kind === "prim") {
    writePlace(cx, inst.into, array);
    return;
  }
  // VariadicPack { pack }, or VariadicList { pointer to the addresses, count }.
  const fields = m.shapes.fieldTypes(type);
  const sized = fields.map((field, index) => ({ field, index })).filter(({ field }) => m.layouts.sizeOf(field) > 0);
  if (sized.length === 1) {
    writePlace(cx, inst.into, array);
    return;
  }
  const [pointer, count] = sized;
  if (pointer === undefined || count === undefined || sized.length !== 2)
    bug(`${typeName(m, type)} cannot hold variadic arguments`);
  const at = placeAddress(cx, inst.into);
  storeScalar(
    cx,
    POINTER,
    array,
    { base: at.base, offset: at.offset + m.layouts.offsetOf(type, pointer.index) },
    width,
  );
  const shape = m.shapes.of(count.field);
  storeValue(cx, shape, `${inst.elements.length}`, {
    base: at.base,
    offset: at.offset + m.layouts.offsetOf(type, count.index),
  });
}

/** The address of one element; an element without size has none that matters. */
function elementAddress(cx: FunctionCx, place: PackInst["elements"][number]): string {
  const type = placeType(cx, place);
  if (cx.m.layouts.sizeOf(type) === 0) return "inttoptr (i64 16 to ptr)";
  // A reference as an element stands for what it refers to.
  const at = placeAddress(cx, place);
  const term = cx.m.store.get(type);
  if (term.kind === "ref") return loadValue(cx, must(cx.m.shapes.of(type), "shape"), at);
  return pointerTo(cx, at);
}
