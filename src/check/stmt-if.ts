/** `if`, `while`, `assert`, and their compile-time relatives (01 §4.4, §4.9; 11.3; 15.4.1). */

import type { TermId } from "../base/ids.ts";
import type * as ast from "../syntax/ast.ts";
import { caretOfExpr } from "../syntax/caret.ts";
import { negation } from "../terms/where.ts";
import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";
import { warn } from "./context.ts";
import { checkValue } from "./expr.ts";
import { type FnCx, withFacts } from "./fn.ts";
import { boolValue, callLang, stringConst } from "./make.ts";
import { messages } from "./messages.ts";

import { checkBlock } from "./stmt.ts";
import { evalAny, evalBool, tryTermOf } from "./types.ts";

/** A condition as a library Bool; one that is known while compiling becomes a constant. */
export function checkCondition(fx: FnCx, expr: ast.Expr): TypedExpr {
  const value = checkValue(fx, expr, undefined);
  const condition = boolValue(fx, value, expr.span, caretOfExpr(expr));
  if (condition.kind === "error" || condition.kind === "const") return condition;
  const term = tryTermOf(fx, condition);
  if (term === undefined || truthOf(fx, term) === undefined) return condition;
  return { kind: "const", span: condition.span, type: condition.type, value: term };
}

/** Whether a Bool term is known. */
export function truthOf(fx: FnCx, term: TermId): boolean | undefined {
  const t = fx.cx.store.get(term);
  if (t.kind === "int") return t.value !== 0n;
  if (t.kind === "record" && t.fields.length === 1 && t.fields[0] !== undefined) return truthOf(fx, t.fields[0]);
  return undefined;
}

export function checkIf(fx: FnCx, stmt: ast.StmtOf<"if">, out: TypedStmt[]): void {
  if (stmt.comptime) {
    const [first] = comptimeArms(fx, stmt, 0);
    if (first !== undefined) out.push(first);
    return;
  }
  const arms = stmt.branches.map((branch) => {
    const condition = checkCondition(fx, branch.condition);
    const known = condition.kind === "const" ? truthOf(fx, condition.value) : undefined;
    if (known !== undefined)
      warn(fx.cx, { file: fx.file, span: caretOfExpr(branch.condition) }, messages.constantCondition(known));
    return { branch, condition, body: checkBlock(fx, branch.body) };
  });
  let otherwise = stmt.orElse === undefined ? undefined : checkBlock(fx, stmt.orElse);
  for (let i = arms.length - 1; i >= 0; i--) {
    const arm = arms[i];
    if (arm === undefined) continue;
    const made: TypedStmt = { kind: "if", span: arm.branch.span, condition: arm.condition, then: arm.body, otherwise };
    if (i === 0) out.push(made);
    else otherwise = { span: arm.branch.span, stmts: [made] };
  }
}

/** Each arm knows its own condition and that the earlier ones do not hold. */
function comptimeArms(fx: FnCx, stmt: ast.StmtOf<"if">, at: number): readonly TypedStmt[] {
  const branch = stmt.branches[at];
  if (branch === undefined) return [];
  const condition = evalBool(fx, branch.condition, "'comptime if' condition");
  const then = withFacts(fx, [condition], () => checkBlock(fx, branch.body));
  const isLast = at === stmt.branches.length - 1;
  const otherwise = withFacts(fx, [negation(fx.cx.store, condition)], (): TypedBlock | undefined => {
    if (!isLast) return { span: stmt.span, stmts: comptimeArms(fx, stmt, at + 1) };
    return stmt.orElse === undefined ? undefined : checkBlock(fx, stmt.orElse);
  });
  return [{ kind: "comptime_if", span: branch.span, condition, then, otherwise }];
}

export function checkWhile(fx: FnCx, stmt: ast.StmtOf<"while">, out: TypedStmt[]): void {
  const condition = checkCondition(fx, stmt.condition);
  const body = inLoop(fx, "loop", () => checkBlock(fx, stmt.body));
  const orElse = stmt.orElse === undefined ? undefined : checkBlock(fx, stmt.orElse);
  const endless = condition.kind === "const" && truthOf(fx, condition.value) === true;
  out.push({ kind: "while", span: stmt.span, condition: endless ? undefined : condition, body, orElse });
}

/** Checks a loop's body: `break` and `continue` belong to this loop. */
export function inLoop<T>(fx: FnCx, kind: FnCx["loops"][number]["kind"], action: () => T): T {
  const outer = fx.loops;
  fx.loops = [...outer, { kind }];
  try {
    return action();
  } finally {
    fx.loops = outer;
  }
}

/** `comptime assert`: must hold at elaboration, and is known from here to the end of the block. */
export function checkComptimeAssert(fx: FnCx, stmt: ast.StmtOf<"comptime_assert">, out: TypedStmt[]): void {
  const condition = evalBool(fx, stmt.condition, "'comptime assert' expression");
  const message = stmt.message === undefined ? undefined : evalAny(fx, stmt.message).term;
  fx.facts = [...fx.facts, condition];
  out.push({ kind: "comptime_assert", span: stmt.span, condition, message });
}

/**
 * `assert`: checked by programs compiled with `-D ASSERT=all`. Elaboration decides, so that the operands count as used, and
 * are not evaluated, in all others.
 */
export function checkAssert(fx: FnCx, stmt: ast.StmtOf<"assert">, out: TypedStmt[]): void {
  const value = checkValue(fx, stmt.condition, undefined);
  const condition = boolValue(fx, value, stmt.condition.span, caretOfExpr(stmt.condition));
  const at = caretOfExpr(stmt.condition);
  const message =
    stmt.message === undefined
      ? stringConst(fx, "condition was unexpectedly False", at)
      : checkValue(fx, stmt.message, undefined);
  if (condition.kind === "error" || message.kind === "error") return;
  const failed = callLang(fx, "assert_failed", [message], at);
  const empty: TypedBlock = { span: stmt.span, stmts: [] };
  const test: TypedStmt = {
    kind: "if",
    span: stmt.span,
    condition,
    then: empty,
    otherwise: { span: stmt.span, stmts: [{ kind: "expr", span: at, value: failed }] },
  };
  out.push({
    kind: "comptime_if",
    span: stmt.span,
    condition: assertionsActive(fx),
    then: { span: stmt.span, stmts: [test] },
    otherwise: undefined,
  });
}

/** The proposition that the program is compiled with `-D ASSERT=all`. */
function assertionsActive(fx: FnCx): TermId {
  const { store } = fx.cx;
  const mode = store.intern({
    kind: "op",
    type: store.stringLiteral,
    op: "defined_value",
    params: [store.string("ASSERT")],
    args: [],
  });
  return store.intern({
    kind: "op",
    type: store.primBool,
    op: "string_literal_eq",
    params: [],
    args: [mode, store.string("all")],
  });
}
