/**
 * Calling conventions in LLVM's terms (backend page, section 5).
 *
 * Parameters: the slot of a result built in memory, the slot of the error, then the arguments that have a size. The result
 * is the value, an i1 that says "raised", or both. What the language passes by value but LLVM cannot hold in registers
 * goes as an address that the callee copies from at once.
 */

import type { TypeId } from "../../base/ids.ts";
import type { ConcreteArg, ConcreteFunction, ConcreteSignature } from "../../mir/program.ts";
import { isNever, type ModuleCx } from "./context.ts";
import { registerType, type Shape } from "./shapes.ts";

export type ArgTravel = "none" | "register" | "copy" | "address";

export interface LlvmArg {
  readonly travel: ArgTravel;
  /** The LLVM type; empty for arguments without size. */
  readonly type: string;
  readonly shape: Shape;
  readonly arg: ConcreteArg;
}

export interface LlvmSignature {
  readonly args: readonly LlvmArg[];
  readonly result: "none" | "register" | "address";
  readonly resultShape: Shape;
  readonly resultType: TypeId;
  readonly raises: boolean;
  /** The error's shape when it has a size: then there is a slot for it. */
  readonly errorShape: Shape | undefined;
  /** LLVM type of what the call returns. */
  readonly returnType: string;
  readonly never: boolean;
}

export function llvmSignature(m: ModuleCx, signature: ConcreteSignature): LlvmSignature {
  const args = signature.args.map((arg): LlvmArg => {
    const shape = m.shapes.of(arg.type);
    if (arg.passing === "none" || (arg.passing === "value" && shape.kind === "none"))
      return { travel: "none", type: "", shape, arg };
    if (arg.passing === "address") return { travel: "address", type: "ptr", shape, arg };
    const inRegister = registerType(shape);
    return inRegister === undefined
      ? { travel: "copy", type: "ptr", shape, arg }
      : { travel: "register", type: inRegister, shape, arg };
  });
  const resultShape = m.shapes.of(signature.result);
  const inRegister = signature.resultPassing === "value" ? registerType(resultShape) : undefined;
  const result =
    signature.resultPassing === "none" || resultShape.kind === "none"
      ? "none"
      : inRegister === undefined
        ? "address"
        : "register";
  const raises = signature.raises !== undefined;
  const errorShape = signature.raises === undefined ? undefined : m.shapes.of(signature.raises);
  const value = result === "register" ? inRegister : undefined;
  const returnType = value === undefined ? (raises ? "i1" : "void") : raises ? `{ ${value}, i1 }` : value;
  return {
    args,
    result,
    resultShape,
    resultType: signature.result,
    raises,
    errorShape: errorShape?.kind === "none" ? undefined : errorShape,
    returnType,
    never: isNever(m, signature.result),
  };
}

/** The convention of an instance: C where something outside may call it. */
export function conventionOf(m: ModuleCx, fn: ConcreteFunction): string {
  return fn.exportName !== undefined || fn.signature.abi === "C" || m.addressTaken.has(fn.id) ? "" : "fastcc ";
}

function sizeAttributes(shape: Shape): string {
  if (shape.kind === "none") return "";
  return ` nonnull noundef align ${shape.align} dereferenceable(${shape.size})`;
}

/** Attributes of an address argument: what the language promises about it. */
function addressAttributes(each: LlvmArg): string {
  const { access, noAlias } = each.arg;
  const size = sizeAttributes(each.shape);
  if (each.travel === "copy") return `${size} noalias readonly captures(none)`;
  return `${size}${noAlias ? " noalias" : ""}${noAlias && access === "imm" ? " readonly" : ""}`;
}

/** C passes narrow integers extended. */
export function extension(type: string, signed: boolean): string {
  return type === "i1" || type === "i8" || type === "i16" ? (signed ? " signext" : " zeroext") : "";
}

/** The parameters of a definition, with their names: `%result`, `%error`, `%arg0`... */
export function parameterTexts(signature: LlvmSignature): readonly string[] {
  const texts: string[] = [];
  if (signature.result === "address")
    texts.push(`ptr noalias writable${sizeAttributes(signature.resultShape)} %result`);
  if (signature.errorShape !== undefined)
    texts.push(`ptr noalias writable${sizeAttributes(signature.errorShape)} %error`);
  signature.args.forEach((each, i) => {
    if (each.travel === "none") return;
    const attributes =
      each.travel === "register"
        ? each.shape.kind === "scalar"
          ? each.type.startsWith("<")
            ? ""
            : " noundef"
          : ""
        : addressAttributes(each);
    texts.push(`${each.type}${attributes} %arg${i}`);
  });
  return texts;
}
