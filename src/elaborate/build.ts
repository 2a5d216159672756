/** Builds the owned MIR of functions that the compiler writes itself: lifecycle functions and adapters. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { IntrinsicName } from "../decls/intrinsics.ts";
import { MirBuilder } from "../mir/builder.ts";
import type { LocalIndex, MirFunction, MirLocal, Operand, Place, Projection } from "../mir/mir.ts";
import { noSpan } from "../source/source.ts";
import type { FnArgConvention } from "../terms/term.ts";

export interface OwnFunction {
  readonly decl: DeclId;
  readonly b: MirBuilder;
  readonly args: LocalIndex[];
  result: LocalIndex;
  error: LocalIndex | undefined;
}

function newLocal(f: OwnFunction, kind: MirLocal["kind"], type: TypeId, convention: FnArgConvention): LocalIndex {
  return f.b.local({ name: "", type, kind, convention, mutable: true, span: noSpan, quiet: true });
}

/** A function with its entry block open. */
export function ownFunction(decl: DeclId, result: TypeId, error: TypeId | undefined): OwnFunction {
  const f: OwnFunction = { decl, b: new MirBuilder(), args: [], result: 0, error: undefined };
  f.result = newLocal(f, "result", result, "out");
  if (error !== undefined) f.error = newLocal(f, "error", error, "out");
  f.b.enter(f.b.block("", noSpan));
  return f;
}

export function addArg(f: OwnFunction, type: TypeId, convention: FnArgConvention): LocalIndex {
  const local = newLocal(f, "arg", type, convention);
  f.args.push(local);
  return local;
}

export function fieldPlace(local: LocalIndex, ...fields: readonly number[]): Place {
  return { local, path: fields.map((index): Projection => ({ kind: "field", index })) };
}

export function assign(f: OwnFunction, into: Place, value: Operand): void {
  f.b.emit({ op: "assign", span: noSpan, into, value });
}

export function intrinsic(
  f: OwnFunction,
  into: Place,
  name: IntrinsicName,
  params: readonly TermId[],
  args: readonly Operand[],
): void {
  f.b.emit({ op: "intrinsic", span: noSpan, into, name, params, args });
}

export function finish(f: OwnFunction): MirFunction<"owned"> {
  if (f.b.current !== undefined) f.b.terminate({ op: "return", span: noSpan, implicit: true });
  const { locals, blocks } = f.b.finish();
  return { stage: "owned", decl: f.decl, locals, args: f.args, result: f.result, error: f.error, blocks };
}
