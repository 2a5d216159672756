/** `match` as a chain of conditions, and `comptime match` as one of compile-time conditions (01 §4.10). */

import type { TermId } from "../base/ids.ts";
import type * as ast from "../syntax/ast.ts";
import { negation } from "../terms/where.ts";
import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";
import { isPlace } from "../typed/typed.ts";
import { report, speculate, warn } from "./context.ts";
import { materialized, owned } from "./convert.ts";
import { checkValue } from "./expr.ts";
import { type FnCx, localExpr, withFacts } from "./fn.ts";
import { langType } from "./make.ts";
import { messages } from "./messages.ts";
import { bindCaptures, both, type Capture, matcher, type Subject } from "./patterns.ts";
import { inScope, tempLocal } from "./scope.ts";
import { checkBlock, checkStmts } from "./stmt.ts";
import { bindAliasTo } from "./stmt-for.ts";
import { checkCondition } from "./stmt-if.ts";
import { evalAny, evalBool } from "./types.ts";
import { refTo } from "./unpack.ts";

export function checkMatch(fx: FnCx, stmt: ast.StmtOf<"match">, out: TypedStmt[]): void {
  if (stmt.comptime) {
    // Cases that look at nothing leave a wrong subject unseen; with it no case needs to be looked at.
    const { value, diagnostics } = speculate(fx.cx, () => evalAny(fx, stmt.subject));
    if (fx.cx.store.get(value.term).kind !== "error") out.push(...comptimeCases(fx, stmt, 0));
    else {
      fx.cx.sink.push(...diagnostics);
      for (const c of stmt.cases) checkUnmatched(fx, c);
    }
    return;
  }
  const stmts: TypedStmt[] = [];
  const subject = subjectOf(fx, stmt.subject, stmts);
  if (subject === undefined) {
    for (const c of stmt.cases) checkUnmatched(fx, c);
    return;
  }
  const arms: { readonly case: ast.MatchCase; readonly condition: TypedExpr | undefined; readonly body: TypedBlock }[] =
    [];
  const bools = new Set<boolean>();
  let covered = false;
  for (const c of stmt.cases) {
    if (covered)
      warn(
        fx.cx,
        { file: fx.file, span: c.pattern.span },
        messages.plain(
          "unreachable-case",
          "case is unreachable; previous cases cover every value of the match subject",
        ),
      );
    const m = matcher(fx, c.pattern, subject);
    if (m === undefined) {
      checkUnmatched(fx, c);
      continue;
    }
    const guard = c.guard === undefined ? undefined : guardOf(fx, c.guard, m.captures);
    const body = inScope(fx, (): TypedBlock => {
      const bound = bindCaptures(fx, m.captures, false, guard !== undefined);
      return { span: c.body.span, stmts: [...bound, ...checkStmts(fx, c.body.stmts)] };
    });
    const before = covered;
    if (guard === undefined) {
      for (const b of m.bools ?? []) bools.add(b);
      covered ||= m.test === undefined || bools.size === 2;
    }
    const test = covered && !before ? undefined : m.test?.();
    const condition = test === undefined ? guard : guard === undefined ? test : both(fx, c.span, test, guard);
    // What follows a case that takes everything was checked and is of no further use.
    if (!before) arms.push({ case: c, condition, body });
  }
  if (!covered && bools.size === 1 && subject.type === langType(fx, "bool")) {
    const missing = bools.has(true) ? "False" : "True";
    warn(
      fx.cx,
      { file: fx.file, span: stmt.span },
      messages.plain("match-not-exhaustive", `'match' is not exhaustive; missing case for '${missing}'`),
    );
  }
  let rest: TypedBlock | undefined;
  for (let i = arms.length - 1; i >= 0; i--) {
    const arm = arms[i];
    if (arm === undefined) continue;
    const { span } = arm.case;
    if (arm.condition === undefined) rest = arm.body;
    else rest = { span, stmts: [{ kind: "if", span, condition: arm.condition, then: arm.body, otherwise: rest }] };
  }
  out.push({ kind: "block", span: stmt.span, body: { span: stmt.span, stmts: [...stmts, ...(rest?.stmts ?? [])] } });
}

/** Bodies are checked even where their pattern is wrong; the names that it would bind are silent. */
function checkUnmatched(fx: FnCx, c: ast.MatchCase): void {
  inScope(fx, () => {
    for (const name of namesOf(c.pattern)) fx.scope.names.set(name, { kind: "poison" });
    if (c.guard !== undefined) checkValue(fx, c.guard, undefined);
    checkBlock(fx, c.body);
  });
}

function namesOf(pattern: ast.CasePattern): readonly string[] {
  switch (pattern.kind) {
    case "wildcard":
    case "value":
      return [];
    case "capture":
      return [pattern.name];
    case "tuple":
      return pattern.elements.flatMap(namesOf);
    case "sequence":
      return [...pattern.elements.flatMap(namesOf), ...(pattern.rest === undefined ? [] : [pattern.rest.text])];
    case "struct":
      return pattern.fields.flatMap((f) => namesOf(f.pattern));
    case "or":
      return pattern.alternatives.flatMap(namesOf);
    case "as":
      return [...namesOf(pattern.pattern), pattern.name.text];
  }
}

/** The matched value: a place stays where it is, so that captures refer to it; anything else is kept. */
function subjectOf(fx: FnCx, expr: ast.Expr, out: TypedStmt[]): Subject | undefined {
  const checked = checkValue(fx, expr, undefined);
  if (checked.kind === "error") return undefined;
  const { span } = expr;
  if (checked.kind === "local") return { type: checked.type, place: () => localExpr(fx, checked.local, span) };
  if (isPlace(checked)) {
    const reference = refTo(fx, checked, false, span);
    const local = tempLocal(fx, reference.type, span, "ref");
    out.push({ kind: "declare", span, local, value: reference });
    return { type: checked.type, place: () => localExpr(fx, local, span) };
  }
  const value = owned(fx, materialized(fx, checked));
  const local = tempLocal(fx, value.type, span);
  out.push({ kind: "declare", span, local, value });
  return { type: value.type, place: () => localExpr(fx, local, span) };
}

/** The guard sees the names as references; the body binds them anew, in its own way. */
function guardOf(fx: FnCx, guard: ast.Expr, captures: readonly Capture[]): TypedExpr {
  return inScope(fx, (): TypedExpr => {
    const stmts = bindCaptures(fx, captures, true, true);
    const condition = checkCondition(fx, guard);
    if (stmts.length === 0 || condition.kind === "error") return condition;
    return { kind: "block", span: guard.span, type: condition.type, stmts, result: condition };
  });
}

// ---------------------------------------------------------------- comptime match

function comptimeCases(fx: FnCx, stmt: ast.StmtOf<"match">, at: number): readonly TypedStmt[] {
  const c = stmt.cases[at];
  if (c === undefined) return [];
  const names: ast.Name[] = [];
  const test = comptimeTest(fx, c.pattern, stmt.subject, names);
  const outer = fx.scope;
  const result = inScope(fx, (): readonly TypedStmt[] => {
    for (const name of names) bindAliasTo(fx, name, stmt.subject);
    const guarded = c.guard === undefined ? test : test === undefined ? c.guard : conjunction(test, c.guard);
    if (guarded === undefined) return checkStmts(fx, c.body.stmts);
    const condition: TermId = evalBool(fx, guarded, "'comptime match' condition");
    const then = withFacts(
      fx,
      [condition],
      (): TypedBlock => ({ span: c.body.span, stmts: checkStmts(fx, c.body.stmts) }),
    );
    const scope = fx.scope;
    fx.scope = outer;
    const rest = withFacts(fx, [negation(fx.cx.store, condition)], () => comptimeCases(fx, stmt, at + 1));
    fx.scope = scope;
    return [{ kind: "comptime_if", span: c.span, condition, then, otherwise: { span: c.span, stmts: rest } }];
  });
  return result;
}

function conjunction(left: ast.Expr, right: ast.Expr): ast.Expr {
  return { kind: "logical", span: left.span, at: left.span, op: "and", left, right };
}

/** The condition of a compile-time case as an expression; undefined: always. Tuples, sequences and structs have none yet. */
function comptimeTest(fx: FnCx, pattern: ast.CasePattern, subject: ast.Expr, names: ast.Name[]): ast.Expr | undefined {
  switch (pattern.kind) {
    case "wildcard":
      return undefined;
    case "capture":
      names.push({ text: pattern.name, span: pattern.span });
      return undefined;
    case "value":
      return {
        kind: "compare",
        span: pattern.span,
        operands: [subject, pattern.value],
        ops: [{ op: "==", span: pattern.span }],
      };
    case "as": {
      names.push(pattern.name);
      return comptimeTest(fx, pattern.pattern, subject, names);
    }
    case "or": {
      let test: ast.Expr | undefined;
      for (const p of pattern.alternatives) {
        const one = comptimeTest(fx, p, subject, names);
        if (one === undefined) return undefined;
        test =
          test === undefined
            ? one
            : { kind: "logical", span: pattern.span, at: pattern.span, op: "or", left: test, right: one };
      }
      return test;
    }
    case "tuple":
    case "sequence":
    case "struct":
      report(
        fx.cx,
        { file: fx.file, span: pattern.span },
        messages.notSupportedYet(`a ${pattern.kind} pattern in 'comptime match'`),
      );
      fx.hasErrors = true;
      return undefined;
  }
}
