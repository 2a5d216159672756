/**
 * The patterns of `match` (01 §4.10): what must hold for a subject to match, and which names are then bound to which places.
 *
 * Subjects and tests are functions that make a fresh tree at each call: a guard binds the names once more, and alternatives of
 * an or-pattern ask again which of them matched.
 */

import type { TypeId } from "../base/ids.ts";
import type { Code } from "../diagnostics/codes.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { commaAfter } from "../syntax/caret.ts";
import type { TypedExpr, TypedStmt } from "../typed/typed.ts";
import { fieldOf } from "./attribute.ts";
import { type Cx, report, speculate } from "./context.ts";
import { owned } from "./convert.ts";
import { structMembersOf } from "./declare.ts";
import { checkValue, toTyped } from "./expr.ts";
import type { FnCx } from "./fn.ts";
import {
  argOf,
  boolConstExpr,
  boolValue,
  callMethod,
  construct,
  errorExpr,
  hasMethod,
  intConst,
  langStruct,
  langType,
  noneConst,
} from "./make.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { compareOp } from "./operators.ts";
import { union } from "./origins.ts";
import { declareLocal } from "./scope.ts";
import { evalTypeOpen } from "./types.ts";
import { refTo, tupleElement, tupleTypes } from "./unpack.ts";

/** A place that is matched; evaluating it does nothing but find it. */
export interface Subject {
  readonly type: TypeId;
  readonly place: () => TypedExpr;
}

export interface Capture {
  readonly name: ast.Name;
  readonly binding: ast.Binding;
  readonly subject: Subject;
}

export interface Matcher {
  /** A library Bool; undefined: always matches. */
  readonly test: (() => TypedExpr) | undefined;
  readonly captures: readonly Capture[];
  /** The values of a Bool subject that it accepts, where it accepts nothing else. */
  readonly bools: readonly boolean[] | undefined;
}

const ALWAYS: Matcher = { test: undefined, captures: [], bools: undefined };

/** Undefined after a report. */
export function matcher(fx: FnCx, pattern: ast.CasePattern, subject: Subject): Matcher | undefined {
  switch (pattern.kind) {
    case "wildcard":
      return ALWAYS;
    case "capture":
      return {
        ...ALWAYS,
        captures: [{ name: { text: pattern.name, span: pattern.span }, binding: pattern.binding, subject }],
      };
    case "value":
      return valueMatcher(fx, pattern, subject);
    case "tuple":
      return tupleMatcher(fx, pattern, subject);
    case "sequence":
      return sequenceMatcher(fx, pattern, subject);
    case "struct":
      return structMatcher(fx, pattern, subject);
    case "or":
      return orMatcher(fx, pattern, subject);
    case "as": {
      const inner = matcher(fx, pattern.pattern, subject);
      return inner && { ...inner, captures: [...inner.captures, { name: pattern.name, binding: "", subject }] };
    }
  }
}

function fail(fx: FnCx, span: Span, code: Code, text: string): undefined {
  report(fx.cx, { file: fx.file, span }, messages.plain(code, text));
  fx.hasErrors = true;
  return undefined;
}

function valueMatcher(
  fx: FnCx,
  pattern: Extract<ast.CasePattern, { kind: "value" }>,
  subject: Subject,
): Matcher | undefined {
  const span = pattern.value.span;
  const test = (): TypedExpr => {
    const value = checkValue(fx, pattern.value, undefined);
    if (value.kind === "error") return value;
    return boolValue(fx, compareOp(fx, "==", subject.place(), value, span, span), span);
  };
  const first = test();
  if (first.kind === "error") return undefined;
  const bools =
    pattern.value.kind === "bool" && subject.type === langType(fx, "bool") ? [pattern.value.value] : undefined;
  return { test: once(fx, first, test), captures: [], bools };
}

/** The tree that was checked first, and new ones, silently, for later calls. */
function once(fx: FnCx, first: TypedExpr, again: () => TypedExpr): () => TypedExpr {
  let fresh = true;
  return () => {
    if (fresh) {
      fresh = false;
      return first;
    }
    return speculate(fx.cx, again).value;
  };
}

function tupleMatcher(
  fx: FnCx,
  pattern: Extract<ast.CasePattern, { kind: "tuple" }>,
  subject: Subject,
): Matcher | undefined {
  const cx = fx.cx;
  const at = commaAfter(pattern.elements[0]?.span, pattern.span);
  const types = tupleTypes(cx, subject.type);
  if (types === undefined)
    return fail(fx, at, "pattern-mismatch", `expected a tuple type to match against, got '${show(cx, subject.type)}'`);
  const count = pattern.elements.length;
  if (types.length !== count) {
    return fail(
      fx,
      at,
      "pattern-mismatch",
      `cannot match value of '${show(cx, subject.type)}' of ${types.length} elements against a pattern with ${count} elements`,
    );
  }
  return all(
    fx,
    pattern.span,
    pattern.elements.map((p, i) =>
      matcher(fx, p, { type: types[i] ?? cx.store.error, place: () => tupleElement(fx, subject.place(), i, p.span) }),
    ),
  );
}

function sequenceMatcher(
  fx: FnCx,
  pattern: Extract<ast.CasePattern, { kind: "sequence" }>,
  subject: Subject,
): Matcher | undefined {
  const cx = fx.cx;
  const { span } = pattern;
  for (const method of ["__len__", "__getitem__"]) {
    if (!hasMethod(fx, subject.type, method)) {
      return fail(
        fx,
        span,
        "pattern-mismatch",
        `expected a sequence type to match against, got '${show(cx, subject.type)}'`,
      );
    }
  }
  const count = BigInt(pattern.elements.length);
  const length = (): TypedExpr => {
    const have = callMethod(fx, subject.place(), "__len__", [], span);
    return boolValue(
      fx,
      compareOp(fx, pattern.hasRest ? ">=" : "==", have, intConst(fx, count, span), span, span),
      span,
    );
  };
  const element = (i: number, at: Span): TypedExpr =>
    callMethod(fx, subject.place(), "__getitem__", [intConst(fx, BigInt(i), at)], at);
  const parts = pattern.elements.map((p, i) => {
    const place = (): TypedExpr => element(i, p.span);
    return matcher(fx, p, { type: place().type, place });
  });
  const elements = all(fx, span, parts);
  if (elements === undefined) return undefined;
  const captures = [...elements.captures];
  if (pattern.rest !== undefined) {
    const { rest } = pattern;
    const place = (): TypedExpr => {
      const bounds = [argOf(intConst(fx, count, rest.span)), argOf(noneConst(fx, rest.span))];
      const slice = construct(fx, langStruct(fx, "contiguous_slice"), bounds, rest.span);
      return callMethod(fx, subject.place(), "__getitem__", [slice], rest.span);
    };
    captures.push({ name: rest, binding: "", subject: { type: place().type, place } });
  }
  const inner = elements.test;
  return {
    test: () => (inner === undefined ? length() : both(fx, span, length(), inner())),
    captures,
    bools: undefined,
  };
}

function structMatcher(
  fx: FnCx,
  pattern: Extract<ast.CasePattern, { kind: "struct" }>,
  subject: Subject,
): Matcher | undefined {
  const cx = fx.cx;
  const type = evalTypeOpen(fx, pattern.type);
  const t = cx.store.get(type);
  const own = cx.store.get(subject.type);
  if (t.kind === "error" || own.kind === "error") return undefined;
  const agrees =
    type === subject.type ||
    (t.kind === "struct" &&
      own.kind === "struct" &&
      t.decl === own.decl &&
      t.bindings.every((b, i) => b === cx.store.unbound || b === own.bindings[i]));
  if (!agrees || own.kind !== "struct") {
    const at = { start: pattern.type.span.end, end: pattern.type.span.end + 1 };
    return fail(
      fx,
      at,
      "pattern-mismatch",
      `cannot match value of type '${show(cx, subject.type)}' against pattern type '${show(cx, type)}'`,
    );
  }
  const parts: (Matcher | undefined)[] = [];
  for (const f of pattern.fields) {
    const index = structMembersOf(cx, own.decl).fieldNames.get(f.name.text);
    if (index === undefined) {
      return fail(
        fx,
        f.name.span,
        "unknown-attribute",
        `'${f.name.text}' is not a field of '${show(cx, subject.type)}'`,
      );
    }
    const place = (): TypedExpr => toTyped(fx, fieldOf(fx, subject.place(), index, f.name.span), f.name.span);
    parts.push(matcher(fx, f.pattern, { type: place().type, place }));
  }
  return all(fx, pattern.span, parts);
}

function orMatcher(fx: FnCx, pattern: Extract<ast.CasePattern, { kind: "or" }>, subject: Subject): Matcher | undefined {
  const alternatives: Matcher[] = [];
  for (const p of pattern.alternatives) {
    const m = matcher(fx, p, subject);
    if (m === undefined) return undefined;
    alternatives.push(m);
  }
  const first = alternatives[0];
  if (first === undefined) return undefined;
  const bar = commaAfter(pattern.alternatives[0]?.span, pattern.span);
  const at = { start: bar.start + 1, end: bar.end + 1 };
  const names = new Set(alternatives.flatMap((m) => m.captures.map((c) => c.name.text)));
  for (const name of names) {
    if (!alternatives.every((m) => m.captures.some((c) => c.name.text === name))) {
      return fail(
        fx,
        at,
        "or-pattern-names",
        `or-pattern alternatives must bind the same names; '${name}' is bound in one alternative but not the other`,
      );
    }
  }
  const bools = alternatives.every((m) => m.bools !== undefined)
    ? alternatives.flatMap((m) => m.bools ?? [])
    : undefined;
  const captures = first.captures.map((c) => mergeCapture(fx, c, alternatives));
  if (alternatives.some((m) => m.test === undefined)) return { test: undefined, captures, bools: undefined };
  const test = (): TypedExpr => {
    let result: TypedExpr | undefined;
    for (let i = alternatives.length - 1; i >= 0; i--) {
      const one = alternatives[i]?.test?.();
      if (one !== undefined) result = result === undefined ? one : either(fx, pattern.span, one, result);
    }
    return result ?? errorExpr(fx, pattern.span);
  };
  return { test, captures, bools };
}

/** A name that each alternative binds to a place of its own: the place of the one that matched. */
function mergeCapture(fx: FnCx, capture: Capture, alternatives: readonly Matcher[]): Capture {
  const { name, binding } = capture;
  const { span } = name;
  const place = (): TypedExpr => {
    const parts = alternatives.map((m) => ({
      test: m.test,
      subject: m.captures.find((c) => c.name.text === name.text)?.subject,
    }));
    const refs = parts.map((p) =>
      p.subject === undefined ? errorExpr(fx, span) : refTo(fx, p.subject.place(), binding !== "ref", span),
    );
    const last = refs[refs.length - 1];
    if (last === undefined) return errorExpr(fx, span);
    const type = commonReference(fx.cx, refs);
    let reference: TypedExpr = { ...last, type };
    for (let i = refs.length - 2; i >= 0; i--) {
      const test = parts[i]?.test;
      const ref = refs[i];
      if (test === undefined || ref === undefined) continue;
      const condition = speculate(fx.cx, test).value;
      reference = { kind: "if", span, type, condition, then: { ...ref, type }, otherwise: reference };
    }
    return { kind: "deref", span, type: capture.subject.type, reference };
  };
  return { name, binding, subject: { type: capture.subject.type, place } };
}

function commonReference(cx: Cx, refs: readonly TypedExpr[]): TypeId {
  const terms = refs.map((r) => cx.store.get(r.type));
  const origins = terms.flatMap((t) => (t.kind === "ref" ? [t.origin] : []));
  const first = terms[0];
  return first?.kind === "ref" ? cx.store.ref(first.target, union(cx, origins)) : cx.store.error;
}

/** A pattern all of whose parts must match. */
function all(fx: FnCx, span: Span, parts: readonly (Matcher | undefined)[]): Matcher | undefined {
  const tests: (() => TypedExpr)[] = [];
  const captures: Capture[] = [];
  for (const p of parts) {
    if (p === undefined) return undefined;
    if (p.test !== undefined) tests.push(p.test);
    captures.push(...p.captures);
  }
  if (tests.length === 0) return { test: undefined, captures, bools: undefined };
  const test = (): TypedExpr => {
    const made = tests.map((t) => t());
    return made.reduceRight((rest, one) => both(fx, span, one, rest));
  };
  return { test, captures, bools: undefined };
}

/** Both conditions, the second only after the first. */
export function both(fx: FnCx, span: Span, a: TypedExpr, b: TypedExpr): TypedExpr {
  return {
    kind: "if",
    span,
    type: langType(fx, "bool"),
    condition: a,
    then: b,
    otherwise: boolConstExpr(fx, false, span),
  };
}

function either(fx: FnCx, span: Span, a: TypedExpr, b: TypedExpr): TypedExpr {
  return {
    kind: "if",
    span,
    type: langType(fx, "bool"),
    condition: a,
    then: boolConstExpr(fx, true, span),
    otherwise: b,
  };
}

/**
 * Declares the names of a case in the innermost block; for a guard all of them as references. `guarded`: the guard has used
 * them already, so that the body need not.
 */
export function bindCaptures(
  fx: FnCx,
  captures: readonly Capture[],
  forGuard: boolean,
  guarded: boolean,
): readonly TypedStmt[] {
  const quiet = forGuard || guarded ? true : undefined;
  const out: TypedStmt[] = [];
  for (const { name, binding, subject } of captures) {
    const place = subject.place();
    if (place.kind === "error") continue;
    if (binding === "var" && !forGuard) {
      const value = owned(fx, place);
      out.push({
        kind: "declare",
        span: name.span,
        local: declareLocal(fx, name, value.type, "var", true, quiet),
        value,
      });
      continue;
    }
    const value = refTo(fx, place, binding === "", name.span);
    const mutable = value.kind === "ref" && value.mutable;
    out.push({
      kind: "declare",
      span: name.span,
      local: declareLocal(fx, name, value.type, "ref", mutable, quiet),
      value,
    });
  }
  return out;
}
