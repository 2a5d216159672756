/**
 * Python-shaped code (20 §8): a name that is first assigned inside a block belongs to the whole function. Its variable starts
 * with a default value and a flag that says "not set"; mentions outside of the block look at the flag.
 */

import type { TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type { TypedExpr, TypedStmt } from "../typed/typed.ts";
import { hasRole } from "./conform.ts";
import { type Scope, speculate } from "./context.ts";
import { convertTo } from "./convert.ts";
import { addLocal, type FnCx, localExpr } from "./fn.ts";
import { boolConstExpr, callLang, constructDefault, hasMethod, langType, literalConst } from "./make.ts";
import { noneType } from "./signature.ts";
import { refTo } from "./unpack.ts";

interface Hoisted {
  readonly local: number;
  /** Undefined where the variable has no default value to start with: then initialization is checked while compiling. */
  readonly flag: number | undefined;
  /** The block of the first assignment. */
  readonly block: Scope;
  readonly name: string;
  readonly span: Span;
}

const tables = new WeakMap<FnCx, Map<number, Hoisted>>();

function tableOf(fx: FnCx): Map<number, Hoisted> {
  let table = tables.get(fx);
  if (table === undefined) {
    table = new Map();
    tables.set(fx, table);
  }
  return table;
}

/** Notes that a variable of the function was first assigned in the current block. */
export function hoist(fx: FnCx, local: number, name: string, block: Scope, span: Span): void {
  const type = fx.locals[local]?.type;
  const start = type === undefined ? undefined : startValue(fx, type, localExpr(fx, local, span), span);
  const flag =
    start === undefined
      ? undefined
      : addLocal(fx, { name: "", type: langType(fx, "bool"), kind: "temp", mutable: true, span, quiet: true });
  tableOf(fx).set(local, { local, flag, block, name, span });
}

/** Statements that bring a variable to life before it is set, if its type allows that. */
function startValue(fx: FnCx, type: TypeId, place: TypedExpr, span: Span): readonly TypedStmt[] | undefined {
  if (place.kind !== "local") return undefined;
  if (hasRole(fx.cx, fx.facts, type, "trivial_register_passable")) {
    const value: TypedExpr = {
      kind: "intrinsic",
      span,
      type: noneType(fx.cx),
      op: "mark_initialized",
      params: [],
      args: [place],
    };
    return [
      { kind: "declare", span, local: place.local, value: undefined },
      { kind: "expr", span, value },
    ];
  }
  if (!hasMethod(fx, type, "__init__")) return undefined;
  const { value, diagnostics } = speculate(fx.cx, () => constructDefault(fx, type, span));
  if (value.kind !== "call" || value.raises !== undefined || diagnostics.some((d) => d.severity === "error"))
    return undefined;
  return [{ kind: "declare", span, local: place.local, value }];
}

/** What has to stand at the start of the function for its hoisted variables. */
export function hoistedDeclarations(fx: FnCx): readonly TypedStmt[] {
  const table = tables.get(fx);
  if (table === undefined) return [];
  return [...table.values()].flatMap((h): readonly TypedStmt[] => {
    const type = fx.locals[h.local]?.type;
    const start =
      type === undefined || h.flag === undefined
        ? undefined
        : startValue(fx, type, localExpr(fx, h.local, h.span), h.span);
    if (start === undefined || h.flag === undefined)
      return [{ kind: "declare", span: h.span, local: h.local, value: undefined }];
    return [...start, { kind: "declare", span: h.span, local: h.flag, value: boolConstExpr(fx, false, h.span) }];
  });
}

/** After an assignment to a local: a hoisted one is set from here on. */
export function noteSet(fx: FnCx, place: TypedExpr, span: Span, out: TypedStmt[]): void {
  const flag = place.kind === "local" ? tables.get(fx)?.get(place.local)?.flag : undefined;
  if (flag === undefined) return;
  out.push({ kind: "assign", span, at: span, place: localExpr(fx, flag, span), value: boolConstExpr(fx, true, span) });
}

/** A mention of a local: of a hoisted one outside of its block, after a look at its flag. */
export function hoistedMention(fx: FnCx, local: number, span: Span): TypedExpr | undefined {
  const h = tables.get(fx)?.get(local);
  if (h?.flag === undefined || isWithin(fx.scope, h.block)) return undefined;
  const place = localExpr(fx, local, span);
  const text = literalConst(fx, "string_literal", { kind: "string", value: h.name }, span);
  const failed = callLang(fx, "unset_global", [convertTo(fx, text, langType(fx, "static_string"), span)], span);
  const guard: TypedStmt = {
    kind: "if",
    span,
    condition: { kind: "copy", span, type: langType(fx, "bool"), place: localExpr(fx, h.flag, span) },
    then: { span, stmts: [] },
    otherwise: { span, stmts: [{ kind: "expr", span, value: failed }] },
  };
  const reference = refTo(fx, place, false, span);
  return {
    kind: "deref",
    span,
    type: place.type,
    reference: { kind: "block", span, type: reference.type, stmts: [guard], result: reference },
  };
}

function isWithin(scope: Scope, block: Scope): boolean {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) if (s === block) return true;
  return false;
}
