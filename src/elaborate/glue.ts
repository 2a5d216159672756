/**
 * Lifecycle functions by field: copy, move and destruction of types whose members the compiler writes (15.9.1), in
 * declaration order.
 *
 * The bodies are owned MIR over concrete types and go through elaboration like any other, which decides for each field
 * whether bits, a constructor call or nothing is needed.
 */

import { bug } from "../base/bug.ts";
import type { DeclId, TypeId } from "../base/ids.ts";
import type { MirFunction } from "../mir/mir.ts";
import { noSpan } from "../source/source.ts";
import { addArg, assign, fieldPlace, finish, ownFunction } from "./build.ts";
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
  for (const index of cx.types.fieldTypes(type).keys()) {
    const from = fieldPlace(source, index);
    if (what === "deinit") f.b.emit({ op: "destroy", span: noSpan, place: from });
    else assign(f, fieldPlace(f.result, index), { kind: what, place: from });
  }
  return finish(f);
}
