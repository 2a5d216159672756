/**
 * Adapters behind thin function values (15.8.4): where a function's conventions, passing or raising differ from what calls
 * through the pointer type do, the address of a forwarding function is taken instead of its own.
 */

import { bug, must } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import type { MirArg, MirFunction, Operand } from "../mir/mir.ts";
import { noSpan } from "../source/source.ts";
import { fnPointerSignature } from "../target/passing.ts";
import type { TermOf } from "../terms/term.ts";
import { addArg, fieldPlace, finish, ownFunction } from "./build.ts";
import type { Elaborator, Instance } from "./context.ts";
import { type FunctionRef, fillOwn, ownSpec, request, requestFunction } from "./instances.ts";

/** The function whose address stands for `value` at the thin function type `type`; without a type, the function itself. */
export function thinFunction(
  cx: Elaborator,
  value: TermOf<"function">,
  type: TermId | undefined,
): Instance | undefined {
  const ref: FunctionRef = { decl: value.decl, bindings: fillOwn(cx, value.decl, value.bindings, []) };
  const instance = requestFunction(cx, ref.decl, ref.bindings, true);
  if (instance === undefined || type === undefined || fits(cx, instance, type)) return instance;
  return request(cx, `thunk:${instance.id}:${type}`, true, () =>
    ownSpec("thunk", thunkBody(cx, ref, instance, type), `<${instance.displayName} as ${cx.env.printTerm(type)}>`, ""),
  );
}

function fits(cx: Elaborator, instance: Instance, type: TermId): boolean {
  const wanted = fnPointerSignature(cx.store, cx.types, cx.layouts, type);
  const actual = instance.signature;
  return (
    !instance.takesLocation &&
    (wanted.raises === undefined) === (actual.raises === undefined) &&
    wanted.args.length === actual.args.length &&
    wanted.args.every((arg, i) => {
      const other = must(actual.args[i], "argument");
      return arg.passing === other.passing && (arg.access === "own") === (other.access === "own");
    })
  );
}

/** Takes its arguments as the type says and calls the function; calls adapt conventions by themselves. */
function thunkBody(cx: Elaborator, ref: FunctionRef, instance: Instance, type: TermId): MirFunction<"owned"> {
  const fn = cx.store.get(type);
  if (fn.kind !== "fn") return bug(`a ${fn.kind} term is no function type`);
  const f = ownFunction(ref.decl, fn.result, fn.raises);
  const args = fn.args.map((arg): MirArg => {
    const { convention } = arg;
    const place = fieldPlace(addArg(f, arg.type, convention));
    const value: Operand =
      convention === "var" || convention === "deinit"
        ? { kind: "move", place }
        : { kind: "borrow", place, access: convention === "imm" ? "imm" : "mut" };
    return { convention, value };
  });
  const call = {
    callee: { kind: "function" as const, decl: ref.decl, bindings: ref.bindings },
    args,
    into: fieldPlace(f.result),
    nestedOriginsReadOnly: false,
  };
  if (instance.signature.raises === undefined || f.error === undefined) {
    f.b.emit({ op: "call", span: noSpan, at: noSpan, call });
  } else {
    const normal = f.b.block("", noSpan);
    const error = f.b.block("", noSpan);
    f.b.terminate({ op: "invoke", span: noSpan, at: noSpan, call, errorInto: fieldPlace(f.error), normal, error });
    f.b.enter(error);
    f.b.terminate({ op: "raise", span: noSpan });
    f.b.enter(normal);
  }
  return finish(f);
}
