/** `match` as a chain of conditions, and `comptime match` as one of compile-time conditions (01 §4.10). */

import type { TermId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { negation } from "../terms/where.ts";
import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";
import { isPlace } from "../typed/typed.ts";
import { report, warn } from "./context.ts";
import { materialized, owned } from "./convert.ts";
import { checkValue } from "./expr.ts";
import { comptimeFn, type FnCx, localExpr, withFacts } from "./fn.ts";
import { langType } from "./make.ts";
import { messages } from "./messages.ts";
import { bindCaptures, both, type Capture, matcher, type Subject } from "./patterns.ts";
import { inScope, tempLocal } from "./scope.ts";
import { checkBlock, checkStmts } from "./stmt.ts";
import { bindAliasTo } from "./stmt-for.ts";
import { checkCondition } from "./stmt-if.ts";
import { evalBool, termOf } from "./types.ts";
import { refTo } from "./unpack.ts";

export function checkMatch(fx: FnCx, stmt: ast.StmtOf<"match">, out: TypedStmt[]): void {
  if (stmt.comptime) {
    const cfx = comptimeFn(fx, "'match' subject");
    const known = termOf(cfx, checkValue(cfx, stmt.subject, undefined));
    if (known !== fx.cx.store.error) out.push(...comptimeCases(fx, stmt, 0));
    else for (const c of stmt.cases) checkUnmatched(fx, c);
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
  const names: ComptimeName[] = [];
  const test = comptimeTest(fx, c.pattern, stmt.subject, names);
  const outer = fx.scope;
  const result = inScope(fx, (): readonly TypedStmt[] => {
    for (const { name, subject } of names) bindAliasTo(fx, name, subject);
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

/** A name that a compile-time case binds, and the expression that it stands for. */
interface ComptimeName {
  readonly name: ast.Name;
  readonly subject: ast.Expr;
}

/** The condition of a compile-time case as an expression; undefined: always. */
function comptimeTest(
  fx: FnCx,
  pattern: ast.CasePattern,
  subject: ast.Expr,
  names: ComptimeName[],
): ast.Expr | undefined {
  const { span } = pattern;
  switch (pattern.kind) {
    case "wildcard":
      return undefined;
    case "capture":
      if (pattern.binding !== "") {
        const text = `'${pattern.binding}' bindings are not supported in 'comptime match'`;
        const at = { start: span.end - pattern.name.length, end: span.end };
        report(fx.cx, { file: fx.file, span: at }, messages.plain("not-supported-here", text));
        fx.hasErrors = true;
      }
      names.push({ name: { text: pattern.name, span }, subject });
      return undefined;
    case "value":
      return equality(span, subject, pattern.value);
    case "as":
      names.push({ name: pattern.name, subject });
      return comptimeTest(fx, pattern.pattern, subject, names);
    case "or": {
      const tests = pattern.alternatives.map((p) => comptimeTest(fx, p, subject, names));
      if (tests.includes(undefined)) return undefined;
      return tests.reduce((left, right) => left && right && { kind: "logical", span, at: span, op: "or", left, right });
    }
    case "tuple":
      if (!comptimeShape(fx, pattern, subject)) return undefined;
      return allOf(pattern.elements.map((p, i) => comptimeTest(fx, p, elementAt(subject, i, p.span), names)));
    case "sequence": {
      const length: ast.Expr = { kind: "call", span, at: span, callee: memberOf(subject, "__len__", span), args: [] };
      const count: ast.Expr = { kind: "int", span, value: BigInt(pattern.elements.length) };
      const op = pattern.hasRest ? ">=" : "==";
      const enough: ast.Expr = { kind: "compare", span, operands: [length, count], ops: [{ op, span }] };
      if (pattern.rest !== undefined) {
        const start: ast.Expr = { ...count, span: pattern.rest.span };
        names.push({ name: pattern.rest, subject: sliceFrom(subject, start) });
      }
      const elements = pattern.elements.map((p, i) => comptimeTest(fx, p, elementAt(subject, i, p.span), names));
      return allOf([enough, ...elements]);
    }
    case "struct":
      if (!comptimeShape(fx, pattern, subject)) return undefined;
      return allOf(
        pattern.fields.map((f) => comptimeTest(fx, f.pattern, memberOf(subject, f.name.text, f.name.span), names)),
      );
  }
}

/** Whether the subject can have the shape of a tuple or struct pattern, which is looked at as a pattern of a `match` would be. */
function comptimeShape(
  fx: FnCx,
  pattern: Extract<ast.CasePattern, { kind: "tuple" | "struct" }>,
  subject: ast.Expr,
): boolean {
  const value = checkValue(fx, subject, undefined);
  if (value.kind === "error") return false;
  const wildcard = (span: Span): ast.CasePattern => ({ kind: "wildcard", span });
  const shape: ast.CasePattern =
    pattern.kind === "tuple"
      ? { ...pattern, elements: pattern.elements.map((p) => wildcard(p.span)) }
      : { ...pattern, fields: pattern.fields.map((f) => ({ ...f, pattern: wildcard(f.pattern.span) })) };
  return matcher(fx, shape, { type: value.type, place: () => value }) !== undefined;
}

function allOf(tests: readonly (ast.Expr | undefined)[]): ast.Expr | undefined {
  const real = tests.filter((t) => t !== undefined);
  return real.length === 0 ? undefined : real.reduce(conjunction);
}

function equality(span: Span, left: ast.Expr, right: ast.Expr): ast.Expr {
  return { kind: "compare", span, operands: [left, right], ops: [{ op: "==", span }] };
}

function elementAt(subject: ast.Expr, index: number, span: Span): ast.Expr {
  const element = subject.kind === "tuple" ? subject.elements[index] : undefined;
  if (element !== undefined) return element;
  const value: ast.Expr = { kind: "int", span, value: BigInt(index) };
  return { kind: "subscript", span, at: span, base: subject, args: [{ span, name: undefined, unpack: "", value }] };
}

function sliceFrom(subject: ast.Expr, start: ast.Expr): ast.Expr {
  const { span } = start;
  const value: ast.Expr = { kind: "slice", span, start, end: undefined, step: undefined, colons: 1 };
  return { kind: "subscript", span, at: span, base: subject, args: [{ span, name: undefined, unpack: "", value }] };
}

function memberOf(subject: ast.Expr, name: string, span: Span): ast.Expr {
  return { kind: "attribute", span, at: span, base: subject, name: { text: name, span } };
}
