/** Operators: methods and their reflections, comparison chains, `and`/`or`, conditional expressions, merging (01 §3.3-3.5, 15.5.2). */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { caretOfExpr } from "../syntax/caret.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { checkArg, finishChoice, resolveCallable } from "./call.ts";
import { report, speculate, warn } from "./context.ts";
import { converts, convertTo, defaultType, materialized, owned, tryConvert } from "./convert.ts";
import { isDisplay } from "./display.ts";
import { termVal } from "./explicit.ts";
import { checkExpr, checkValue, toTyped } from "./expr.ts";
import { replacing } from "./fixes.ts";
import { addLocal, type FnCx, localExpr } from "./fn.ts";
import { mutOf } from "./infer.ts";
import {
  argOf,
  boolConstExpr,
  boolValue,
  callMethod,
  callMethodArgs,
  construct,
  errorExpr,
  hasMethod,
  langType,
} from "./make.ts";
import { findMethods } from "./members.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { immutable, isMutablePlace, originOfPlace, union } from "./origins.ts";
import { evaluateAll } from "./overload.ts";
import { pickBest } from "./ranking.ts";
import { wrapBool } from "./types.ts";
import type { Candidate, Val } from "./values.ts";

const BINARY: Readonly<Record<ast.BinaryOp, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
};
const COMPARE: Readonly<Record<string, string>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

export function binaryMethod(op: ast.BinaryOp): string {
  return `__${BINARY[op]}__`;
}
export function inPlaceMethod(op: ast.BinaryOp): string {
  return `__i${BINARY[op]}__`;
}

/** A chain of binary operators, its left spine walked without recursion. */
export function checkBinary(fx: FnCx, expr: ast.ExprOf<"binary">): Val {
  const spine: ast.ExprOf<"binary">[] = [];
  let left: ast.Expr = expr;
  while (left.kind === "binary") {
    spine.push(left);
    left = left.left;
  }
  let value: Val = checkExpr(fx, left, undefined);
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i];
    if (node === undefined) continue;
    const built =
      value.kind === "value"
        ? withDisplay(fx, value.expr, node.right, binaryMethod(node.op), node.span, node.at)
        : undefined;
    value =
      built === undefined
        ? binaryVal(fx, node, value, checkExpr(fx, node.right, undefined))
        : { kind: "value", expr: built };
  }
  return value;
}

function stripParens(expr: ast.Expr): ast.Expr {
  let inner = expr;
  while (inner.kind === "paren") inner = inner.inner;
  return inner;
}

/** The method of the left operand on a display that is built as what the method takes; undefined where that does not work out. */
function withDisplay(
  fx: FnCx,
  left: TypedExpr,
  right: ast.Expr,
  method: string,
  span: Span,
  at: Span,
): TypedExpr | undefined {
  if (!isDisplay(stripParens(right)) || left.kind === "error") return undefined;
  const candidates = findMethods(fx, left.type, method);
  if (candidates.length === 0) return undefined;
  const args = [checkArg(fx, { span: right.span, name: undefined, unpack: "", value: right })];
  const results = evaluateAll(fx, candidates, left, undefined, args, { implicit: false, span, at });
  const choice = pickBest(results);
  if (choice.kind !== "one") return undefined;
  return finishChoice(
    fx,
    { kind: "callable", span, name: method, candidates, self: left, explicit: undefined },
    results,
    choice,
    args,
    span,
    at,
  );
}

function binaryVal(fx: FnCx, node: ast.ExprOf<"binary">, left: Val, right: Val): Val {
  const store = fx.cx.store;
  if (left.kind === "error" || right.kind === "error") return { kind: "error", span: node.span };
  if (node.op === "&" && left.kind === "type" && right.kind === "type") {
    const a = asComposition(fx, left.term);
    const b = asComposition(fx, right.term);
    if (a !== undefined && b !== undefined) {
      return { kind: "type", span: node.span, term: store.trait([...a.traits, ...b.traits], [...a.fns, ...b.fns]) };
    }
  }
  return {
    kind: "value",
    expr: binaryOp(
      fx,
      node.op,
      toTyped(fx, left, node.left.span),
      toTyped(fx, right, node.right.span),
      node.span,
      node.at,
    ),
  };
}

function asComposition(
  fx: FnCx,
  id: TermId,
): { readonly traits: readonly DeclId[]; readonly fns: readonly TermId[] } | undefined {
  const t = fx.cx.store.get(id);
  if (t.kind === "trait") return t;
  if (t.kind === "fn" && !t.thin) return { traits: [], fns: [id] };
  return undefined;
}

/** `left op right`. */
export function binaryOp(
  fx: FnCx,
  op: ast.BinaryOp,
  left: TypedExpr,
  right: TypedExpr,
  span: Span,
  at: Span,
): TypedExpr {
  return dispatch(fx, left, right, binaryMethod(op), `__r${BINARY[op]}__`, span, at);
}

/** A method of the left operand, else the reflected one of the right; literals take the type of a non-literal partner. */
function dispatch(
  fx: FnCx,
  left: TypedExpr,
  right: TypedExpr,
  method: string,
  reflected: string | undefined,
  span: Span,
  at: Span,
): TypedExpr {
  const cx = fx.cx;
  if (left.kind === "error" || right.kind === "error") return errorExpr(fx, span);
  if (fx.pythonic) {
    const mixed = mixedNumbers(fx, left, right);
    if (mixed !== undefined) return dispatch(fx, mixed[0], mixed[1], method, reflected, span, at);
  }
  let l: TypedExpr = left;
  const leftLiteral = defaultType(cx, left.type);
  const rightLiteral = defaultType(cx, right.type);
  if (leftLiteral !== undefined && rightLiteral === undefined) {
    const turned = tryConvert(fx, left, right.type, false);
    if (turned !== undefined && hasMethod(fx, right.type, method)) l = turned.expr;
  }
  const leftMethods = findMethods(fx, l.type, method);
  const reflectedMethods = reflected === undefined ? [] : findMethods(fx, right.type, reflected);
  // Each side's candidates are tried once; the call is made from the attempt that succeeds.
  const attempt = (
    candidates: readonly Candidate[],
    self: TypedExpr,
    name: string,
    other: TypedExpr,
    last: boolean,
  ): TypedExpr | undefined => {
    if (candidates.length === 0) return undefined;
    const args = [argOf(other)];
    const results = evaluateAll(fx, candidates, self, undefined, args, { implicit: false, span, at });
    const choice = pickBest(results);
    if (choice.kind !== "one" && !last) return undefined;
    return finishChoice(
      fx,
      { kind: "callable", span, name, candidates, self, explicit: undefined },
      results,
      choice,
      args,
      span,
      at,
    );
  };
  const made =
    attempt(leftMethods, l, method, right, reflectedMethods.length === 0) ??
    attempt(reflectedMethods, right, reflected ?? method, left, leftMethods.length === 0) ??
    attempt(leftMethods, l, method, right, true);
  if (made !== undefined) return made;
  return callMethod(fx, l, method, [right], span, at);
}

/** Python-shaped code: an Int beside a float becomes a Float64 (20 §8). */
function mixedNumbers(fx: FnCx, left: TypedExpr, right: TypedExpr): readonly [TypedExpr, TypedExpr] | undefined {
  const int = langType(fx, "int");
  const float = langType(fx, "float64");
  const isFloat = (e: TypedExpr): boolean => e.type === float || defaultType(fx.cx, e.type) === float;
  const turned = (e: TypedExpr): TypedExpr => (e.type === int ? construct(fx, float, [argOf(e)], e.span) : e);
  if ((left.type === int && isFloat(right)) || (isFloat(left) && right.type === int))
    return [turned(left), turned(right)];
  return undefined;
}

// ---------------------------------------------------------------- unary

export function checkUnary(fx: FnCx, expr: ast.ExprOf<"unary">): Val {
  if (expr.op === "not") {
    const operand = checkCondition(fx, expr.operand, expr.span);
    if (operand.kind === "error") return { kind: "error", span: expr.span };
    return { kind: "value", expr: callMethod(fx, operand, "__invert__", [], expr.span) };
  }
  const method = expr.op === "-" ? "__neg__" : expr.op === "+" ? "__pos__" : "__invert__";
  const operand = checkValue(fx, expr.operand, undefined);
  if (operand.kind === "error") return { kind: "error", span: expr.span };
  return {
    kind: "value",
    expr: callMethod(fx, operand, method, [], expr.span, { start: expr.span.start, end: expr.span.start + 1 }),
  };
}

/** An expression as a condition: a library Bool. `at` is where the message goes if it can be none. */
export function checkCondition(fx: FnCx, expr: ast.Expr, at: Span = caretOfExpr(expr)): TypedExpr {
  const value = checkValue(fx, expr, undefined);
  return boolValue(fx, value, expr.span, at);
}

// ---------------------------------------------------------------- comparison

export function checkCompare(fx: FnCx, expr: ast.ExprOf<"compare">): Val {
  const cx = fx.cx;
  const firstOp = expr.ops[0];
  const [firstExpr, secondExpr] = expr.operands;
  let known: Val | undefined;
  if (expr.ops.length === 1 && firstOp !== undefined && firstExpr !== undefined && secondExpr !== undefined) {
    const isIn = firstOp.op === "in" || firstOp.op === "not in";
    const [receiver, other] = isIn ? [secondExpr, firstExpr] : [firstExpr, secondExpr];
    const method = isIn ? "__contains__" : COMPARE[firstOp.op];
    if (method !== undefined && isDisplay(stripParens(other)) && !isDisplay(stripParens(receiver))) {
      known = checkExpr(fx, receiver, undefined);
      const built =
        known.kind === "value"
          ? withDisplay(fx, known.expr, other, isIn ? method : `__${method}__`, expr.span, firstOp.span)
          : undefined;
      if (built !== undefined)
        return { kind: "value", expr: firstOp.op === "not in" ? negate(fx, built, expr.span) : built };
    }
  }
  const knownAt = firstOp?.op === "in" || firstOp?.op === "not in" ? 1 : 0;
  const vals = expr.operands.map((o, i) =>
    known !== undefined && i === knownAt ? known : checkExpr(fx, o, undefined),
  );
  if (vals.some((v) => v.kind === "error") || firstOp === undefined) return { kind: "error", span: expr.span };
  const [a, b] = vals;
  if (
    expr.ops.length === 1 &&
    a?.kind === "type" &&
    b?.kind === "type" &&
    (firstOp.op === "==" || firstOp.op === "!=")
  ) {
    const eq = cx.store.intern({
      kind: "op",
      type: cx.store.primBool,
      op: "type_eq",
      params: [a.term, b.term],
      args: [],
    });
    const term =
      firstOp.op === "=="
        ? eq
        : cx.store.intern({ kind: "op", type: cx.store.primBool, op: "not", params: [], args: [eq] });
    return termVal(cx, wrapBool(cx, term), langType(fx, "bool"), expr.span);
  }
  const operands = vals.map((v, i) => toTyped(fx, v, expr.operands[i]?.span ?? expr.span));
  if (operands.some((o) => o.kind === "error")) return { kind: "error", span: expr.span };
  if (expr.ops.length === 1 && operands[0] !== undefined && operands[1] !== undefined) {
    return { kind: "value", expr: compareOp(fx, firstOp.op, operands[0], operands[1], expr.span, firstOp.span) };
  }
  return { kind: "value", expr: chain(fx, expr, operands) };
}

/** `a < b < c`: each operand once, short-circuit. */
function chain(fx: FnCx, expr: ast.ExprOf<"compare">, operands: readonly TypedExpr[]): TypedExpr {
  const stmtsAt: TypedStmt[][] = operands.map(() => []);
  const stays = (o: TypedExpr | undefined): boolean => o === undefined || isPlace(o) || o.kind === "const";
  const held = operands.map((o, i) => {
    // The first is evaluated in the comparison itself, unless the second is kept before that.
    if (i === operands.length - 1 || stays(o) || (i === 0 && stays(operands[1]))) return o;
    const value = materialized(fx, o);
    const local = addLocal(fx, { name: "", type: value.type, kind: "temp", mutable: false, span: o.span, quiet: true });
    stmtsAt[i]?.push({ kind: "declare", span: o.span, local, value });
    return localExpr(fx, local, o.span);
  });
  let result: TypedExpr | undefined;
  for (let i = expr.ops.length - 1; i >= 0; i--) {
    const op = expr.ops[i];
    const left = held[i];
    const right = held[i + 1];
    if (op === undefined || left === undefined || right === undefined) continue;
    const compared = boolValue(fx, compareOp(fx, op.op, left, right, expr.span, op.span), expr.span);
    const stmts = [...(i === 0 ? (stmtsAt[0] ?? []) : []), ...(stmtsAt[i + 1] ?? [])];
    const step: TypedExpr =
      result === undefined
        ? compared
        : {
            kind: "if",
            span: expr.span,
            type: langType(fx, "bool"),
            condition: compared,
            then: result,
            otherwise: boolConstExpr(fx, false, expr.span),
          };
    result = stmts.length === 0 ? step : { kind: "block", span: expr.span, type: step.type, stmts, result: step };
  }
  return result ?? errorExpr(fx, expr.span);
}

/** `is` where values have no identity: their equality was meant. */
function noIdentity(fx: FnCx, left: TypedExpr, span: Span, at: Span, instead: string): TypedExpr {
  if (left.kind !== "error") {
    report(fx.cx, { file: fx.file, span: at }, messages.notImplemented(show(fx.cx, left.type), "__is__"), {
      ranges: [{ file: fx.file, span: left.span }],
      fixes: [replacing(fx, at, instead, `compare with '${instead}'`)],
    });
  }
  return errorExpr(fx, span);
}

export function compareOp(
  fx: FnCx,
  op: ast.CompareOp,
  left: TypedExpr,
  right: TypedExpr,
  span: Span,
  at: Span,
): TypedExpr {
  switch (op) {
    case "in":
    case "not in": {
      const found = callMethodArgs(fx, right, "__contains__", [argOf(left)], span, at);
      return op === "in" ? found : negate(fx, found, span);
    }
    case "is":
      if (!hasMethod(fx, left.type, "__is__")) return noIdentity(fx, left, span, at, "==");
      return callMethod(fx, left, "__is__", [right], span, at);
    case "is not":
      if (hasMethod(fx, left.type, "__isnot__")) return callMethod(fx, left, "__isnot__", [right], span, at);
      if (!hasMethod(fx, left.type, "__is__")) return noIdentity(fx, left, span, at, "!=");
      return negate(fx, callMethod(fx, left, "__is__", [right], span, at), span);
    default: {
      const name = `__${COMPARE[op]}__`;
      return dispatch(fx, left, right, name, undefined, span, at);
    }
  }
}

function negate(fx: FnCx, value: TypedExpr, span: Span): TypedExpr {
  if (value.kind === "error") return value;
  return callMethod(fx, boolValue(fx, value, span), "__invert__", [], span);
}

// ---------------------------------------------------------------- and, or, if-else

export function checkLogical(fx: FnCx, expr: ast.ExprOf<"logical">): Val {
  const cx = fx.cx;
  const left = checkValue(fx, expr.left, undefined);
  const right = checkValue(fx, expr.right, undefined);
  if (left.kind === "error" || right.kind === "error") return { kind: "error", span: expr.span };
  constantOperand(fx, expr, left);
  const bool = langType(fx, "bool");
  const isAnd = expr.op === "and";
  const type = left.type === bool && right.type === bool ? bool : mergeType(fx, left, right, undefined);
  if (type === undefined || type === bool) {
    const l = boolValue(fx, left, expr.left.span, caretOfExpr(expr.left));
    const r = boolValue(fx, right, expr.right.span, caretOfExpr(expr.right));
    if (l.kind === "error" || r.kind === "error") return { kind: "error", span: expr.span };
    const other = boolConstExpr(fx, !isAnd, expr.span);
    return {
      kind: "value",
      expr: {
        kind: "if",
        span: expr.span,
        type: bool,
        condition: l,
        then: isAnd ? r : other,
        otherwise: isAnd ? other : r,
      },
    };
  }
  // The value of the left operand is needed twice: once as a condition, once perhaps as the result.
  const l = convertTo(fx, left, type, expr.left.span);
  const local = addLocal(fx, { name: "", type, kind: "temp", mutable: false, span: expr.left.span, quiet: true });
  const held = localExpr(fx, local, expr.left.span);
  const r = owned(fx, convertTo(fx, right, type, expr.right.span));
  const keep: TypedExpr = { kind: "transfer", span: expr.left.span, type, place: held };
  const condition = boolValue(fx, held, expr.left.span, caretOfExpr(expr.left));
  if (condition.kind === "error") return { kind: "error", span: expr.span };
  void cx;
  const result: TypedExpr = {
    kind: "if",
    span: expr.span,
    type,
    condition,
    then: isAnd ? r : keep,
    otherwise: isAnd ? keep : r,
  };
  return {
    kind: "value",
    expr: {
      kind: "block",
      span: expr.span,
      type,
      stmts: [{ kind: "declare", span: expr.left.span, local, value: owned(fx, l) }],
      result,
    },
  };
}

/** Warnings about operands known at compile time (04 §6). */
function constantOperand(fx: FnCx, expr: ast.ExprOf<"logical">, left: TypedExpr): void {
  if (left.kind !== "const" || fx.mode === "comptime") return;
  const t = fx.cx.store.get(left.value);
  if (t.kind !== "int") return;
  const value = t.value !== 0n;
  const decides = expr.op === "and" ? !value : value;
  const text = value ? "True" : "False";
  const at = { file: fx.file, span: expr.at };
  if (decides) {
    warn(fx.cx, at, messages.plain("constant-operand", `unreachable code on right side of '${text} ${expr.op} ...'`));
  } else {
    warn(fx.cx, at, messages.plain("constant-operand", `constant value on left side of '${text} ${expr.op} ...'`));
  }
}

export function checkTernary(fx: FnCx, expr: ast.ExprOf<"ternary">, expected: TypeId | undefined): Val {
  const cx = fx.cx;
  const condition = checkCondition(fx, expr.condition);
  const then = checkExpr(fx, expr.then, expected);
  const otherwise = checkExpr(fx, expr.otherwise, expected);
  if (condition.kind === "error" || then.kind === "error" || otherwise.kind === "error")
    return { kind: "error", span: expr.span };
  if (condition.kind === "const" && fx.mode === "runtime") {
    const t = cx.store.get(condition.value);
    if (t.kind === "int") {
      const side = t.value === 0n ? "left" : "right";
      const dead = t.value === 0n ? expr.then.span : expr.otherwise.span;
      warn(
        cx,
        { file: fx.file, span: expr.at },
        messages.plain(
          "dead-operand",
          `${side} hand side expression of 'if ${t.value === 0n ? "False" : "True"}' is dead`,
        ),
        { ranges: [{ file: fx.file, span: dead }] },
      );
    }
  }
  if (then.kind === "type" && otherwise.kind === "type") {
    const cond = condition.kind === "const" ? condition.value : undefined;
    if (cond !== undefined) {
      const term = cx.store.intern({
        kind: "op",
        type: cx.store.trait([]),
        op: "cond",
        params: [],
        args: [
          cx.store.intern({ kind: "field", type: cx.store.primBool, base: cond, index: 0 }),
          then.term,
          otherwise.term,
        ],
      });
      return { kind: "type", span: expr.span, term };
    }
  }
  const a = toTyped(fx, then, expr.then.span);
  const b = toTyped(fx, otherwise, expr.otherwise.span);
  if (a.kind === "error" || b.kind === "error") return { kind: "error", span: expr.span };
  const type = commonType(fx, a, b, expected, expr.at);
  if (type === undefined) return { kind: "error", span: expr.span };
  if (isPlace(a) && isPlace(b) && a.type === type && b.type === type) {
    // Both arms are places: the result is the chosen place, copied only where a value is needed.
    return { kind: "value", expr: chosenPlace(fx, condition, a, b, type, expr.span) };
  }
  const x = owned(fx, convertTo(fx, a, type, expr.then.span));
  const y = owned(fx, convertTo(fx, b, type, expr.otherwise.span));
  return { kind: "value", expr: { kind: "if", span: expr.span, type, condition, then: x, otherwise: y } };
}

function chosenPlace(fx: FnCx, condition: TypedExpr, a: TypedExpr, b: TypedExpr, type: TypeId, span: Span): TypedExpr {
  const cx = fx.cx;
  const origin = union(
    cx,
    [a, b].flatMap((e) => originOfPlace(fx, e) ?? []),
  );
  const mutable = isMutablePlace(fx, a) && isMutablePlace(fx, b);
  // Where the mutability is a parameter, it stays one.
  const shown = !mutable && mutOf(cx, origin) === cx.store.true ? immutable(cx, origin) : origin;
  const refType = cx.store.ref(type, shown);
  const arm = (place: TypedExpr): TypedExpr => ({ kind: "ref", span: place.span, type: refType, place, mutable });
  const reference: TypedExpr = { kind: "if", span, type: refType, condition, then: arm(a), otherwise: arm(b) };
  return { kind: "deref", span, type, reference };
}

/** The common type of two values (15.5.2), reporting at `span` where there is none. Literal results take their default type. */
export function commonType(
  fx: FnCx,
  a: TypedExpr,
  b: TypedExpr,
  expected: TypeId | undefined,
  span: Span,
): TypeId | undefined {
  const cx = fx.cx;
  const merged = mergeType(fx, a, b, expected);
  if (merged !== undefined) return defaultType(cx, merged) ?? merged;
  const both = converts(fx, a, b.type) && converts(fx, b, a.type);
  const left = show(cx, a.type);
  const right = show(cx, b.type);
  const at = { file: fx.file, span };
  const ranges = [a, b].map((operand) => ({ file: fx.file, span: operand.span }));
  if (both || bothLiterals(fx, a, b)) {
    report(cx, at, messages.ambiguousMerge(left, right), {
      ranges,
      notes: [
        { message: `you could disambiguate by casting the left value to '${right}'`, at },
        { message: `or cast the right value to '${left}'`, at },
      ],
    });
  } else report(cx, at, messages.notCompatible(left, right), { ranges });
  fx.hasErrors = true;
  return undefined;
}

/** Two literals of different kinds that convert to each other's default types. */
function bothLiterals(fx: FnCx, a: TypedExpr, b: TypedExpr): boolean {
  const x = defaultType(fx.cx, a.type);
  const y = defaultType(fx.cx, b.type);
  return x !== undefined && y !== undefined && x !== y && converts(fx, a, y) && converts(fx, b, x);
}

export function mergeType(fx: FnCx, a: TypedExpr, b: TypedExpr, expected: TypeId | undefined): TypeId | undefined {
  const cx = fx.cx;
  if (a.type === b.type) return a.type;
  if (cx.store.get(a.type).kind === "error") return b.type;
  if (cx.store.get(b.type).kind === "error") return a.type;
  const viaMethod = mergeByMethod(fx, a, b);
  if (viaMethod !== undefined) return viaMethod;
  if (expected !== undefined && converts(fx, a, expected) && converts(fx, b, expected)) return expected;
  const x = defaultType(cx, a.type);
  const y = defaultType(cx, b.type);
  if (x === undefined || y === undefined) {
    const ab = converts(fx, a, b.type);
    const ba = converts(fx, b, a.type);
    if (ab && !ba) return b.type;
    if (ba && !ab) return a.type;
    if (ab && ba) return undefined;
  }
  if (x !== undefined && x === y) return x;
  if (x !== undefined && y === undefined && converts(fx, b, x)) return x;
  if (y !== undefined && x === undefined && converts(fx, a, y)) return y;
  if (x !== undefined && y !== undefined) {
    const ab = converts(fx, a, y);
    const ba = converts(fx, b, x);
    if (ab && !ba) return y;
    if (ba && !ab) return x;
  }
  return undefined;
}

/** `__merge_with__[other_type]` of either side. */
function mergeByMethod(fx: FnCx, a: TypedExpr, b: TypedExpr): TypeId | undefined {
  const results: TypeId[] = [];
  for (const [x, y] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!hasMethod(fx, x.type, "__merge_with__")) continue;
    const { value, diagnostics } = speculate(fx.cx, () => {
      const candidates = findMethods(fx, x.type, "__merge_with__");
      const explicit = [
        { name: "other_type", value: { kind: "type", span: x.span, term: y.type } as const, span: x.span },
      ];
      return resolveCallable(
        fx,
        { kind: "callable", span: x.span, name: "__merge_with__", candidates, self: x, explicit },
        [],
        x.span,
        x.span,
      );
    });
    if (value.kind !== "error" && !diagnostics.some((d) => d.severity === "error")) results.push(value.type);
  }
  const first = results[0];
  return first !== undefined && results.every((r) => r === first) ? first : undefined;
}
