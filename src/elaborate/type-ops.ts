/**
 * Intrinsics that ask about types, declarations, the target or the command line: everything that elaboration answers with a
 * constant. Those on numbers and literals fold when terms are interned; the rest is the interpreter's.
 */

import { bug, must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import { hasFeature, isTarget } from "../target/triples.ts";
import { boolValue, intValue, stringValue } from "../terms/scalars.ts";
import { type Elaborator, failHere } from "./context.ts";
import { reflectedBaseName, reflectedName } from "./type-names.ts";

function text(cx: Elaborator, id: TermId | undefined): string {
  return stringValue(cx.store, must(id, "text parameter")) ?? bug("a text parameter that is not a string literal");
}

function index(cx: Elaborator, value: number): TermId {
  return cx.store.int(cx.store.index, BigInt(value));
}

function fieldNames(cx: Elaborator, type: TypeId): readonly string[] {
  const term = cx.store.get(type);
  if (term.kind === "struct") return cx.env.structInfo(term.decl).fields.map((f) => f.name);
  if (term.kind === "closure") return cx.env.closureInfo(term.decl).captures.map((c) => c.name);
  return [];
}

/** The number of a field parameter, checked against the type. */
function fieldIndex(cx: Elaborator, type: TypeId, id: TermId | undefined): number | undefined {
  const at = Number(intValue(cx.store, must(id, "field index")) ?? bug("a field index that is not a number"));
  const count = cx.types.fieldTypes(type).length;
  if (at >= 0 && at < count) return at;
  failHere(
    cx,
    `constraint failed: field index ${at} is out of bounds, '${cx.env.printTerm(type)}' has ${count} fields`,
  );
  return undefined;
}

function conforms(cx: Elaborator, type: TypeId, wanted: TermId): boolean {
  const traits = cx.store.get(wanted);
  if (traits.kind !== "trait") return bug(`a trait was expected, not a ${traits.kind} term`);
  return (
    traits.traits.every((trait) => cx.types.conforms(type, trait)) &&
    traits.fns.every((fn) => cx.env.closureCall(type, fn) !== undefined)
  );
}

/** The constant, the error term after a recorded failure, or undefined if the operation is not one of these. */
export function evaluateTypeOp(
  cx: Elaborator,
  op: string,
  params: readonly TermId[],
  args: readonly TermId[],
  type: TypeId,
): TermId | undefined {
  const { store } = cx;
  if (params.includes(store.error) || args.includes(store.error)) return store.error;
  const subject = params[0];
  switch (op) {
    case "size_of":
      return index(cx, cx.layouts.sizeOf(must(subject, "type")));
    case "align_of":
      return index(cx, cx.layouts.alignOf(must(subject, "type")));
    case "type_name":
      return store.string(
        reflectedName(cx, must(subject, "type"), params[1] !== undefined && boolValue(store, params[1]) === true),
      );
    case "type_base_name":
      return store.string(reflectedBaseName(cx, must(subject, "type")));
    case "type_eq":
      return store.bool(subject === params[1]);
    case "del_is_trivial":
      return store.bool(cx.types.isTrivial("deinit", must(subject, "type")));
    case "move_is_trivial":
      return store.bool(cx.types.isTrivial("move", must(subject, "type")));
    case "copy_is_trivial":
      return store.bool(cx.types.isTrivial("copy", must(subject, "type")));
    case "conforms":
      return store.bool(conforms(cx, must(subject, "type"), must(params[1], "trait")));
    case "field_count":
      return index(cx, cx.types.fieldTypes(must(subject, "type")).length);
    case "field_name": {
      const owner = must(subject, "type");
      const at = fieldIndex(cx, owner, params[1]);
      return at === undefined ? store.error : store.string(must(fieldNames(cx, owner)[at], "field name"));
    }
    case "field_types":
      return store.list(cx.types.fieldTypes(must(subject, "type")));
    case "field_index": {
      const owner = must(subject, "type");
      const name = text(cx, params[1]);
      const at = fieldNames(cx, owner).indexOf(name);
      return at >= 0
        ? index(cx, at)
        : failHere(cx, `constraint failed: '${cx.env.printTerm(owner)}' has no field named '${name}'`);
    }
    case "field_offset": {
      const owner = must(subject, "type");
      const at = fieldIndex(cx, owner, params[1]);
      return at === undefined ? store.error : index(cx, cx.layouts.offsetOf(owner, at));
    }
    case "list_get": {
      const list = store.get(must(subject, "list"));
      if (list.kind !== "list") return bug(`an element of a ${list.kind} term`);
      const at = intValue(store, must(params[1], "list index"));
      const found = at === undefined ? undefined : list.elements[Number(at)];
      return (
        found ??
        failHere(
          cx,
          `constraint failed: index ${at ?? "?"} is out of bounds of a parameter list of ${list.elements.length}`,
        )
      );
    }
    case "union_index": {
      const list = store.get(must(params[1], "list"));
      return list.kind === "list"
        ? index(cx, list.elements.indexOf(must(subject, "type")))
        : bug("union_index without a list");
    }
    case "defined":
      return store.bool(cx.options.defines.has(text(cx, subject)));
    case "defined_value":
      return store.string(cx.options.defines.get(text(cx, subject)) ?? "");
    case "target_simd_bits":
      return index(cx, cx.options.target.simdBits);
    case "target_has":
      return store.bool(hasFeature(cx.options.target, text(cx, subject)));
    case "target_is":
      return store.bool(isTarget(cx.options.target, text(cx, subject)));
    case "is_comptime":
      // As a compile-time value it is computed at compile time.
      return type === store.primBool ? store.true : undefined;
    default:
      return undefined;
  }
}
