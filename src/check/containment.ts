/** Structs that cannot be: those that hold a value of their own type, and those whose destruction depends on itself (12.10). */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { envOf, subst } from "./bindings.ts";
import { type Cx, node, report } from "./context.ts";
import { conformancesOf, fieldsOf, selfTypeOf } from "./declare.ts";
import { messages } from "./messages.ts";
import { langRole, nodeLocation } from "./modules.ts";
import { show } from "./names.ts";
import { fieldType } from "./types.ts";

/** More types than this are met only where a struct contains ever larger instances of another one. */
const ENOUGH = 1000;

/** Reports the first field whose `Deinitable` is derived from that of the struct, which is derived from its fields. */
export function checkCircularDestruction(cx: Cx, id: DeclId): boolean {
  const n = node(cx, id);
  for (const field of fieldsOf(cx, id)) {
    if (!dependsOn(cx, field.type, id)) continue;
    const text = `field '${field.name}' has non-'Deinitable' type '${show(cx, field.type)}'`;
    report(cx, { file: n.header.file, span: field.span }, messages.plain("field-not-deinitable", text));
    return true;
  }
  return false;
}

/** Whether a container is `Deinitable` only if the struct is: `List[Self]`, but not `ArcPointer[Self]`. */
function dependsOn(cx: Cx, type: TypeId, struct: DeclId): boolean {
  const deinitable = langRole(cx, "deinitable");
  const seen = new Set<TypeId>();
  const stack: TypeId[] = [type];
  for (let at = stack.pop(); at !== undefined && seen.size < ENOUGH; at = stack.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const term = cx.store.get(at);
    if (term.kind === "list") stack.push(...term.elements);
    if (term.kind !== "struct") continue;
    if (term.decl === struct) {
      // A field of the type itself is another mistake.
      if (at !== type) return true;
      continue;
    }
    for (const c of conformancesOf(cx, term.decl).list) {
      if (c.trait !== deinitable || c.condition === undefined) continue;
      for (const needed of typesIn(cx, c.condition)) stack.push(subst(cx, needed, envOf(cx, term.decl, term.bindings)));
    }
  }
  return false;
}

/** The types whose conformance a condition asks for. */
function typesIn(cx: Cx, condition: TermId): readonly TypeId[] {
  const out: TypeId[] = [];
  const stack: TermId[] = [condition];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const term = cx.store.get(at);
    if (term.kind === "record") stack.push(...term.fields);
    if (term.kind !== "op") continue;
    stack.push(...term.args);
    if (term.op === "conforms" && term.params[0] !== undefined) out.push(term.params[0]);
  }
  return out;
}

const reported = new WeakMap<Cx, Set<DeclId>>();

/** Reports a struct that holds itself by value; once for each cycle. `what`: the fact about it that cannot be computed. */
export function checkContainment(cx: Cx, id: DeclId, what: string): void {
  const cycle = containment(cx, id);
  if (cycle === undefined) return;
  let known = reported.get(cx);
  if (known === undefined) {
    known = new Set();
    reported.set(cx, known);
  }
  if (!known.has(id))
    report(cx, nodeLocation(node(cx, id)), messages.recursiveReference(`${node(cx, id).header.name}.${what}`));
  for (const decl of cycle) known.add(decl);
}

/** The structs on a way by which a value of a struct would contain another one. */
function containment(cx: Cx, id: DeclId): readonly DeclId[] | undefined {
  const seen = new Set<TypeId>();
  const stack: { readonly type: TypeId; readonly path: readonly DeclId[] }[] = [
    { type: selfTypeOf(cx, id) ?? cx.store.error, path: [] },
  ];
  for (let at = stack.pop(); at !== undefined && seen.size < ENOUGH; at = stack.pop()) {
    const { type, path } = at;
    const term = cx.store.get(type);
    if (term.kind === "struct" && term.decl === id && path.length > 0) return path;
    if (seen.has(type)) continue;
    seen.add(type);
    switch (term.kind) {
      case "struct": {
        const inside = [...path, term.decl];
        for (const index of fieldsOf(cx, term.decl).keys())
          stack.push({ type: fieldType(cx, type, index), path: inside });
        break;
      }
      case "list":
        for (const element of term.elements) stack.push({ type: element, path });
        break;
      case "prim":
        if (term.name !== "pointer" && term.name !== "pack")
          for (const part of term.args) stack.push({ type: part, path });
        break;
      default:
        break;
    }
  }
  return undefined;
}
