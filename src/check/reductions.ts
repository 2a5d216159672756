/** Reductions of a `parallel for` (20 §5, rule 3): outer scalars that the body only adds to, multiplies, or the like. */

import type { TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { node } from "./context.ts";
import type { FnCx } from "./fn.ts";
import { langRole, lookup } from "./modules.ts";
import { globalType } from "./script-globals.ts";
import { walkAst } from "./walk-ast.ts";

export interface Reduction {
  readonly name: string;
  /** Subtraction counts as addition. */
  readonly op: "+" | "*" | "&" | "|" | "^" | "min" | "max";
  /** How the program calls `min` or `max`; undefined for operators. */
  readonly callee: ast.Expr | undefined;
  readonly isBool: boolean;
  /** The first of its statements. */
  readonly span: Span;
}

export function combineOperator(op: Reduction["op"]): ast.BinaryOp {
  return op === "min" || op === "max" ? "+" : op;
}

interface Candidate {
  readonly op: Reduction["op"];
  readonly callee: ast.Expr | undefined;
  readonly span: Span;
  /** Mentions of the name that its reductions account for; NaN once two kinds of reduction were seen. */
  accounted: number;
}

/** The reductions of the loop's body; names used in any other way are left to the rules of races. */
export function findReductions(fx: FnCx, stmt: ast.StmtOf<"for">): readonly Reduction[] {
  const mentions = new Map<string, number>();
  const declared = new Set<string>();
  const candidates = new Map<string, Candidate>();
  walkAst({ pattern: stmt.pattern }, { declare: (name) => declared.add(name) });
  walkAst(stmt.body, {
    name: (e) => mentions.set(e.name, (mentions.get(e.name) ?? 0) + 1),
    declare: (name) => declared.add(name),
    enter: (n) => {
      const found = n.kind === "augmented" || n.kind === "assign" ? reductionOf(fx, n) : undefined;
      if (found !== undefined) account(candidates, found);
      return true;
    },
  });
  const out: Reduction[] = [];
  for (const [name, c] of candidates) {
    if (declared.has(name) || mentions.get(name) !== c.accounted) continue;
    const scalar = scalarKind(fx, name);
    if (scalar === undefined || (scalar === "bool" && c.op !== "&" && c.op !== "|" && c.op !== "^")) continue;
    out.push({ name, op: c.op, callee: c.callee, isBool: scalar === "bool", span: c.span });
  }
  return out;
}

function account(candidates: Map<string, Candidate>, found: Candidate & { readonly name: string }): void {
  const known = candidates.get(found.name);
  if (known === undefined)
    candidates.set(found.name, { op: found.op, callee: found.callee, span: found.span, accounted: found.accounted });
  else known.accounted = known.op === found.op ? known.accounted + found.accounted : Number.NaN;
}

/** The reduction that a statement is, with the mentions of the name that belong to it. */
function reductionOf(
  fx: FnCx,
  stmt: ast.StmtOf<"augmented"> | ast.StmtOf<"assign">,
): (Candidate & { readonly name: string }) | undefined {
  if (stmt.kind === "augmented") {
    const op = classOf(stmt.op);
    if (stmt.target.kind !== "name" || op === undefined) return undefined;
    return { name: stmt.target.name, op, callee: undefined, span: stmt.span, accounted: 1 };
  }
  const [only] = stmt.targets;
  if (stmt.targets.length !== 1 || only?.kind !== "expr" || only.target.kind !== "name") return undefined;
  const { name } = only.target;
  const value = bare(stmt.value);
  const call = extremum(fx, value, name);
  if (call !== undefined) return { name, op: call.op, callee: call.callee, span: stmt.span, accounted: 2 };
  const op = value.kind === "binary" ? spineOperator(value, name) : undefined;
  return op === undefined ? undefined : { name, op, callee: undefined, span: stmt.span, accounted: 2 };
}

function bare(expr: ast.Expr): ast.Expr {
  let e = expr;
  while (e.kind === "paren") e = e.inner;
  return e;
}

function isName(expr: ast.Expr, name: string): boolean {
  const e = bare(expr);
  return e.kind === "name" && e.name === name;
}

function classOf(op: ast.BinaryOp): Reduction["op"] | undefined {
  switch (op) {
    case "+":
    case "-":
      return "+";
    case "*":
    case "&":
    case "|":
    case "^":
      return op;
    default:
      return undefined;
  }
}

/** The operator of `s + a + b`, `s - a` or `a + s`, if all operators of the spine are of one class. */
function spineOperator(value: ast.ExprOf<"binary">, name: string): Reduction["op"] | undefined {
  const op = classOf(value.op);
  if (op === undefined) return undefined;
  if (isName(value.right, name)) return value.op === "-" ? undefined : op;
  let left = bare(value.left);
  while (left.kind === "binary" && classOf(left.op) === op) left = bare(left.left);
  return isName(left, name) ? op : undefined;
}

/** `min(s, e)` or `max(e, s)` of the library. */
function extremum(
  fx: FnCx,
  value: ast.Expr,
  name: string,
): { readonly op: "min" | "max"; readonly callee: ast.Expr } | undefined {
  if (value.kind !== "call" || value.callee.kind !== "name" || value.args.length !== 2) return undefined;
  const op = value.callee.name;
  if ((op !== "min" && op !== "max") || value.args.some((a) => a.name !== undefined || a.unpack !== ""))
    return undefined;
  if (!value.args.some((a) => isName(a.value, name))) return undefined;
  const called = lookup(fx.cx, fx.scope, op)?.entity;
  const first = called?.kind === "decls" ? called.decls[0] : undefined;
  return first !== undefined && node(fx.cx, first).header.isLibrary ? { op, callee: value.callee } : undefined;
}

/** Whether a name is an outer variable of a SIMD type or a Bool. */
function scalarKind(fx: FnCx, name: string): "simd" | "bool" | undefined {
  const entity = lookup(fx.cx, fx.scope, name)?.entity;
  let type: TypeId | undefined;
  if (entity?.kind === "local") type = (entity.owner as FnCx).locals[entity.local]?.type;
  else if (entity?.kind === "global") type = globalType(entity.global);
  if (type === undefined) return undefined;
  let t = fx.cx.store.get(type);
  if (t.kind === "ref") t = fx.cx.store.get(t.target);
  if (t.kind !== "struct") return undefined;
  if (t.decl === langRole(fx.cx, "bool")) return "bool";
  return t.decl === langRole(fx.cx, "simd") ? "simd" : undefined;
}
