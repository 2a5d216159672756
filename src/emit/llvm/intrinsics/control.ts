/** Control, hints to the optimizer, and calls of functions outside of the program. */

import { must } from "../../../base/bug.ts";
import { declare, emit, end, type FunctionCx, line } from "../context.ts";
import { operandAddress, operandType } from "../operands.ts";
import { placeAddress, placeType, pointerTo, writePlace } from "../places.ts";
import { declareRuntime, isProvided, neverReturns } from "../runtime.ts";
import { registerType } from "../shapes.ts";
import { extension } from "../signature.ts";
import { give, type IntrinsicInst, type Lowering, scalarArg, stringParam, valueArg } from "./support.ts";

/** C functions with variable arguments, and how many come before those. */
const VARIADIC: Readonly<Record<string, number>> = {
  printf: 1,
  fprintf: 2,
  dprintf: 2,
  sprintf: 2,
  snprintf: 3,
  scanf: 1,
  sscanf: 2,
  fscanf: 2,
  open: 2,
  openat: 3,
  ioctl: 2,
  fcntl: 2,
  syscall: 1,
  execl: 2,
  execlp: 2,
  prctl: 1,
  syslog: 2,
};

interface CPart {
  readonly type: string;
  readonly text: string;
}

/** An argument as C takes it: a scalar, or the parts of a small struct one after the other. */
function cArguments(cx: FunctionCx, inst: IntrinsicInst, index: number): readonly CPart[] {
  const operand = must(inst.args[index], "argument");
  const shape = cx.m.shapes.of(operandType(cx, operand));
  switch (shape.kind) {
    case "none":
      return [];
    case "scalar": {
      const type = `${shape.scalar.value}${extension(shape.scalar.value, shape.scalar.class === "signed")}`;
      return [{ type, text: `${type} ${valueArg(cx, inst, index)}` }];
    }
    case "record": {
      const value = valueArg(cx, inst, index);
      return shape.leaves.map((leaf, i) => {
        const part = emit(cx, `extractvalue ${shape.type} ${value}, ${i}`);
        return { type: leaf.scalar.value, text: `${leaf.scalar.value} ${part}` };
      });
    }
    case "memory":
      return [
        {
          type: "ptr",
          text: `ptr byval([${shape.size} x i8]) align ${shape.align} ${operandAddress(cx, operand, false)}`,
        },
      ];
  }
}

function externalCall(cx: FunctionCx, inst: IntrinsicInst): void {
  const name = stringParam(cx, inst, 0);
  const args = inst.args.flatMap((_, i) => cArguments(cx, inst, i));
  const shape = cx.m.shapes.of(placeType(cx, inst.into));
  const result = registerType(shape) ?? "void";
  const attributes = shape.kind === "scalar" ? extension(result, shape.scalar.class === "signed").trim() : "";
  const fixed = Object.hasOwn(VARIADIC, name) ? VARIADIC[name] : undefined;
  const types = args.map((arg) => arg.type);
  if (!isProvided(name)) cx.m.externals.add(name);
  const texts = args.map((arg) => arg.text);
  if (shape.kind === "memory") {
    // C builds a large result where the caller says.
    const attributes = `ptr sret([${shape.size} x i8]) align ${shape.align}`;
    types.unshift(attributes);
    texts.unshift(`${attributes} ${pointerTo(cx, placeAddress(cx, inst.into))}`);
  }
  if (!declareRuntime(cx.m, name) && !name.startsWith("llvm.")) {
    const formals = fixed === undefined ? types : [...types.slice(0, fixed), "..."];
    declare(
      cx.m,
      name,
      `declare ${attributes}${attributes === "" ? "" : " "}${result} @${name}(${formals.join(", ")}) nounwind`,
    );
  }
  const callee =
    fixed === undefined
      ? result
      : `${result} (${[...types.slice(0, fixed).map((t) => t.split(" ")[0]), "..."].join(", ")})`;
  const call = `call ${callee} @${name}(${texts.join(", ")})`;
  if (neverReturns(name)) {
    line(cx, call);
    end(cx, "unreachable");
  } else if (result === "void") line(cx, call);
  else writePlace(cx, inst.into, emit(cx, call));
}

export type ControlName =
  | "unreachable"
  | "trap"
  | "breakpoint"
  | "assume"
  | "expect"
  | "black_box"
  | "pause"
  | "external_call"
  | "is_comptime";

export const CONTROL: Readonly<Record<ControlName, Lowering>> = {
  unreachable: (cx) => end(cx, "unreachable"),
  trap: (cx) => {
    line(cx, "call void @llvm.trap()");
    end(cx, "unreachable");
  },
  breakpoint: (cx) => line(cx, "call void @llvm.debugtrap()"),
  assume: (cx, inst) => line(cx, `call void @llvm.assume(i1 ${scalarArg(cx, inst, 0).value})`),
  expect: (cx, inst) => {
    const { value, scalar } = scalarArg(cx, inst, 0);
    if (scalar.value !== "i1") {
      give(cx, inst, value);
      return;
    }
    const term = cx.m.store.get(must(inst.params[0], "likely value"));
    const likely = term.kind === "int" && term.value === 0n ? "false" : "true";
    give(cx, inst, emit(cx, `call i1 @llvm.expect.i1(i1 ${value}, i1 ${likely})`));
  },
  black_box: (cx, inst) => {
    const operand = must(inst.args[0], "operand");
    if (cx.m.layouts.sizeOf(operandType(cx, operand)) === 0) return;
    const at = operandAddress(cx, operand, false);
    line(cx, `call void asm sideeffect "", "r,~{memory}"(ptr ${at})`);
  },
  pause: (cx) => {
    if (cx.m.target.arch === "x86_64") line(cx, `call void asm sideeffect "pause", ""()`);
    else if (cx.m.target.arch === "aarch64" || cx.m.target.arch === "arm")
      line(cx, `call void asm sideeffect "yield", ""()`);
  },
  external_call: externalCall,
  is_comptime: (cx, inst) => give(cx, inst, "false"),
};
