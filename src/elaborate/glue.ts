/**
 * Lifecycle functions by field: copy, move and destruction of types whose members the compiler writes (15.9.1), in
 * declaration order; arrays element by element.
 *
 * The bodies are owned MIR over concrete types and go through elaboration like any other, which decides for each field
 * whether bits, a constructor call or nothing is needed.
 */

import { bug, must } from "../base/bug.ts";
import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { MirFunction, Operand } from "../mir/mir.ts";
import { noSpan } from "../source/source.ts";
import { addArg, addTemp, assign, fieldPlace, finish, intrinsic, type OwnFunction, ownFunction } from "./build.ts";
import type { Elaborator, Instance } from "./context.ts";
import { fillOwn, ownSpec, request, requestFunction } from "./instances.ts";
import type { Lifecycle } from "./type-facts.ts";

/** The type of results that nobody wants: a record of nothing. */
export function unitType(cx: Elaborator): TypeId {
  return cx.store.prim("product", [cx.store.list([])]);
}

/** What has to be called to copy, move or destroy a value of the type, which is not trivial. */
export function requestLifecycle(cx: Elaborator, what: Lifecycle, type: TypeId): Instance | undefined {
  const term = cx.store.get(type);
  if (term.kind === "struct") {
    const info = cx.env.structInfo(term.decl);
    const own = what === "deinit" ? info.ownDeinit : what === "copy" ? info.ownCopyInit : info.ownMoveInit;
    if (own !== undefined) return requestFunction(cx, own, fillOwn(cx, own, term.bindings, []), true);
  }
  return requestGlue(cx, what, type);
}

/** The generated function for a type, whatever its struct wrote itself. */
export function requestGlue(cx: Elaborator, what: Lifecycle, type: TypeId): Instance | undefined {
  if (type === cx.store.error) return undefined;
  return request(cx, `${what}:${type}`, true, () => {
    const word = what === "deinit" ? "destroy" : what;
    return ownSpec("glue", glueBody(cx, what, type), `<${word} ${cx.env.printTerm(type)}>`, "");
  });
}

function declOf(cx: Elaborator, type: TypeId): DeclId {
  const term = cx.store.get(type);
  if (term.kind === "struct" || term.kind === "closure") return term.decl;
  return cx.site?.instance.decl ?? bug("a lifecycle function that nobody asked for");
}

function glueBody(cx: Elaborator, what: Lifecycle, type: TypeId): MirFunction<"owned"> {
  const f = ownFunction(declOf(cx, type), what === "deinit" ? unitType(cx) : type, undefined);
  const source = addArg(f, type, what === "copy" ? "imm" : "deinit");
  const term = cx.store.get(type);
  if (term.kind === "prim" && term.name === "array")
    arrayBody(cx, f, what, must(term.args[0], "element"), must(term.args[1], "count"), source);
  else {
    for (const index of cx.types.fieldTypes(type).keys()) {
      const from = fieldPlace(source, index);
      if (what === "deinit") f.b.emit({ op: "destroy", span: noSpan, place: from });
      else assign(f, fieldPlace(f.result, index), { kind: what, place: from });
    }
  }
  return finish(f);
}

/** A loop over the elements by address. */
function arrayBody(
  cx: Elaborator,
  f: OwnFunction,
  what: Lifecycle,
  element: TypeId,
  count: TermId,
  source: number,
): void {
  const { store } = cx;
  const pointer = store.prim("pointer", [element]);
  const at = addTemp(f, store.index);
  const more = addTemp(f, store.primBool);
  const from = addTemp(f, pointer);
  const to = addTemp(f, pointer);
  const total = store.get(count);
  const constant = (value: bigint): Operand => ({
    kind: "const",
    value: store.int(store.index, value),
    type: store.index,
  });
  const read = (local: number): Operand => ({ kind: "copy", place: fieldPlace(local) });
  const address = (into: number, of: number, access: "imm" | "mut"): void => {
    const whole = addTemp(f, store.prim("pointer", [must(f.b.localInfo(of), "local").type]));
    intrinsic(
      f,
      fieldPlace(whole),
      "address_of",
      [f.b.localInfo(of).type],
      [{ kind: "borrow", place: fieldPlace(of), access }],
    );
    intrinsic(f, fieldPlace(into), "pointer_cast", [element], [read(whole)]);
  };
  address(from, source, what === "copy" ? "imm" : "mut");
  if (what !== "deinit") address(to, f.result, "mut");
  assign(f, fieldPlace(at), constant(0n));
  const head = f.b.block("loop", noSpan);
  const body = f.b.block("loop_body", noSpan);
  const exit = f.b.block("loop_exit", noSpan);
  f.b.terminateInto({ op: "goto", span: noSpan, target: head }, head);
  intrinsic(f, fieldPlace(more), "lt", [], [read(at), constant(total.kind === "int" ? total.value : 0n)]);
  f.b.terminateInto({ op: "branch", span: noSpan, condition: read(more), then: body, otherwise: exit }, body);
  const here = addTemp(f, pointer);
  intrinsic(f, fieldPlace(here), "offset", [], [read(from), read(at)]);
  const place = { local: here, path: [{ kind: "deref" as const }] };
  if (what === "deinit") f.b.emit({ op: "destroy", span: noSpan, place });
  else {
    const there = addTemp(f, pointer);
    intrinsic(f, fieldPlace(there), "offset", [], [read(to), read(at)]);
    assign(f, { local: there, path: [{ kind: "deref" }] }, { kind: what, place });
  }
  intrinsic(f, fieldPlace(at), "add", [], [read(at), constant(1n)]);
  f.b.terminateInto({ op: "goto", span: noSpan, target: head }, exit);
}
