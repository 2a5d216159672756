/** Calls: arguments, candidates, the choice among them, and the messages where there is none (13, 04 §3). */

import type { TermId, TypeId } from "../base/ids.ts";
import { type IntrinsicName, intrinsicInfo, isIntrinsicName } from "../decls/intrinsics.ts";
import type { Note } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { isPlace, type TypedExpr } from "../typed/typed.ts";
import { awaitFormal, isAllocation } from "./allocate.ts";
import { closureBounds } from "./conform.ts";
import { node, report } from "./context.ts";
import { owned } from "./convert.ts";
import { paramsOf, structMembersOf } from "./declare.ts";
import { isDisplay } from "./display.ts";
import { bindAlias, coerceVal } from "./explicit.ts";
import { checkExpr, toTyped } from "./expr.ts";
import { checkCallEffects, finishCall } from "./finish-call.ts";
import type { FnCx } from "./fn.ts";
import { callClosure, callFunctionType } from "./function-values.ts";
import { intrinsicResult } from "./intrinsic.ts";
import { callMethodArgs, errorExpr, hasMethod } from "./make.ts";
import { findMethods } from "./members.ts";
import { messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";
import { show } from "./names.ts";
import { placeOf } from "./origins.ts";
import { evaluateAll, type NotViable, type Viable } from "./overload.ts";
import { type Choice, pickBest } from "./ranking.ts";
import type { ArgVal, ExplicitParam, Val } from "./values.ts";

type Callable = Extract<Val, { kind: "callable" }>;

/** Checks the arguments of a call once; displays and overload sets wait for the formal they meet. */
export function checkArgs(fx: FnCx, args: readonly ast.Arg[]): readonly ArgVal[] | undefined {
  const cx = fx.cx;
  const out: ArgVal[] = [];
  const seen = new Map<string, Span>();
  let ok = true;
  for (const a of args) {
    if (a.name !== undefined) {
      const previous = seen.get(a.name.text);
      if (previous !== undefined) {
        report(cx, { file: fx.file, span: a.name.span }, messages.keywordRepeated(a.name.text), {
          notes: [{ message: "previously specified here", at: { file: fx.file, span: previous } }],
        });
        ok = false;
      }
      seen.set(a.name.text, a.name.span);
    } else if (seen.size > 0 && a.unpack === "") {
      report(cx, { file: fx.file, span: a.span }, messages.positionalAfterKeyword());
      ok = false;
    }
    out.push(checkArg(fx, a));
  }
  if (out.some((a) => a.value?.kind === "error")) ok = false;
  if (!ok) fx.hasErrors = true;
  return ok ? out : undefined;
}

export function checkArg(fx: FnCx, a: ast.Arg): ArgVal {
  const base = { ast: a.value, span: a.value.span, name: a.name?.text, unpack: a.unpack, nameSpan: a.name?.span };
  let inner = a.value;
  while (inner.kind === "paren") inner = inner.inner;
  if (isAllocation(fx, inner)) awaitFormal(inner);
  if (isDisplay(inner) || inner.kind === "implicit_member")
    return { ...base, ast: inner, value: undefined, callable: undefined };
  const val = checkExpr(fx, a.value, undefined);
  if (val.kind === "callable" && val.self === undefined) return { ...base, value: undefined, callable: val };
  return { ...base, value: toTyped(fx, val, a.value.span), callable: undefined };
}

/** `callee(args)`. */
export function checkCall(fx: FnCx, expr: ast.ExprOf<"call">): TypedExpr {
  const callee = checkExpr(fx, expr.callee, undefined);
  if (callee.kind === "error") {
    for (const a of expr.args) checkArg(fx, a);
    return errorExpr(fx, expr.span);
  }
  if (callee.kind === "intrinsic") return checkIntrinsic(fx, callee, expr);
  const args = checkArgs(fx, expr.args);
  if (args === undefined) return errorExpr(fx, expr.span);
  return callVal(fx, callee, args, expr.span, expr.at);
}

export function callVal(fx: FnCx, callee: Val, args: readonly ArgVal[], span: Span, at: Span): TypedExpr {
  const cx = fx.cx;
  switch (callee.kind) {
    case "callable":
      return resolveCallable(fx, callee, args, span, at);
    case "type":
      return callType(fx, callee.term, args, span, at);
    case "alias": {
      const bound = bindAlias(fx, callee, [], span);
      if (bound.kind === "alias") return callType(fx, coerceVal(cx, bound) ?? cx.store.error, args, span, at);
      return callVal(fx, bound, args, span, at);
    }
    case "value":
      return callValue(fx, callee.expr, args, span, at, undefined);
    case "bound_value":
      return callValue(fx, callee.expr, args, span, at, callee.explicit);
    case "error":
      return errorExpr(fx, span);
    default:
      return callValue(fx, toTyped(fx, callee, span), args, span, at, undefined);
  }
}

/** A constructor call. */
function callType(fx: FnCx, type: TypeId, args: readonly ArgVal[], span: Span, at: Span): TypedExpr {
  const cx = fx.cx;
  const t = cx.store.get(type);
  if (t.kind === "error") return errorExpr(fx, span);
  const [signature] = closureBounds(cx, type);
  if (signature !== undefined) {
    // A function given as a parameter: its type has one value, which is the function.
    return callFunctionType(fx, signature, { kind: "const", span, type, value: type }, args, span, at, undefined);
  }
  const candidates =
    t.kind === "struct"
      ? (structMembersOf(cx, t.decl).methods.get("__init__") ?? []).map((decl) => ({
          decl,
          ownerBindings: t.bindings,
          witness: undefined,
        }))
      : findMethods(fx, type, "__init__");
  if (candidates.length === 0) {
    report(cx, { file: fx.file, span: at }, messages.invalidInitialization(`'${show(cx, type)}' has no constructor`));
    return errorExpr(fx, span);
  }
  return resolveCallable(
    fx,
    { kind: "callable", span, name: "__init__", candidates, self: undefined, explicit: undefined },
    args,
    span,
    at,
  );
}

/** A call of a value: a closure, a function value, or through `__call__`. */
function callValue(
  fx: FnCx,
  value: TypedExpr,
  args: readonly ArgVal[],
  span: Span,
  at: Span,
  explicit: readonly ExplicitParam[] | undefined,
): TypedExpr {
  const cx = fx.cx;
  if (value.kind === "error") return errorExpr(fx, span);
  const t = cx.store.get(value.type);
  if (t.kind === "error") return errorExpr(fx, span);
  if (t.kind === "function") {
    const n = node(cx, t.decl);
    const name = n.header.name;
    const callable = functionCallable(fx, value.type, span, name);
    return resolveCallable(
      fx,
      explicit === undefined ? callable : { ...callable, explicit: [...(callable.explicit ?? []), ...explicit] },
      args,
      span,
      at,
    );
  }
  if (t.kind === "closure") return callClosure(fx, value, args, span, at, explicit);
  if (t.kind === "fn") return callFunctionType(fx, value.type, value, args, span, at, explicit);
  for (const bound of closureBounds(cx, value.type))
    return callFunctionType(fx, bound, value, args, span, at, explicit);
  if (!hasMethod(fx, value.type, "__call__")) {
    report(cx, { file: fx.file, span: at }, messages.notImplemented(show(cx, value.type), "__call__"), {
      ranges: [{ file: fx.file, span: value.span }],
    });
    return errorExpr(fx, span);
  }
  return callMethodArgs(fx, value, "__call__", args, span, at);
}

/** A `function` term as something callable; bound own parameters become explicit ones. */
export function functionCallable(fx: FnCx, type: TypeId, span: Span, name: string): Callable {
  const cx = fx.cx;
  const t = cx.store.get(type);
  if (t.kind !== "function") throw new TypeError("not a function term");
  const ownCount = paramsOf(cx, t.decl).length;
  const ownerBindings = t.bindings.slice(0, t.bindings.length - ownCount);
  const own = t.bindings.slice(t.bindings.length - ownCount);
  const params = paramsOf(cx, t.decl);
  const explicit = own.flatMap((b, i) => {
    const info = params[i];
    if (b === cx.store.unbound || info === undefined || info.implicit) return [];
    return [{ name: info.name, value: { kind: "term", span, term: b, type: info.type } as const, span }];
  });
  return {
    kind: "callable",
    span,
    name,
    candidates: [{ decl: t.decl, ownerBindings, witness: undefined }],
    self: undefined,
    explicit,
  };
}

/** The call that the best candidate makes, or a report. */
export function resolveCallable(fx: FnCx, callee: Callable, args: readonly ArgVal[], span: Span, at: Span): TypedExpr {
  const results = evaluateAll(fx, callee.candidates, callee.self, callee.explicit, args, { implicit: false, span, at });
  return finishChoice(fx, callee, results, pickBest(results), args, span, at);
}

/** The call of the candidate that was chosen, or a report. */
export function finishChoice(
  fx: FnCx,
  callee: Callable,
  results: readonly (Viable | NotViable)[],
  choice: Choice,
  args: readonly ArgVal[],
  span: Span,
  at: Span,
): TypedExpr {
  const cx = fx.cx;
  const isInit = callee.candidates.every((c) => node(cx, c.decl).header.name === "__init__");
  if (choice.kind === "one") {
    const v = choice.result;
    if (v.constraint === "unknown") {
      const where = { file: fx.file, span: isInit ? at : calleeSpan(callee, at) };
      report(cx, where, callMessage(callee, isInit, "lacking evidence to prove correctness"), {
        notes: [
          ...evidenceNotes(fx, v),
          { message: "provide evidence for the constraint here to aid in candidate selection", at: where },
        ],
      });
      return errorExpr(fx, span);
    }
    const expr = finishCall(fx, v, span, at);
    return checkCallEffects(fx, v, expr, callee.name, at, calleeSpan(callee, at));
  }
  fx.hasErrors = true;
  if (choice.kind === "ambiguous") {
    const unknown = choice.results.some((r) => r.constraint === "unknown");
    const conversions = Math.floor((choice.results[0]?.cost ?? 0) / 2);
    const tail = unknown
      ? ": lacking evidence to select candidate"
      : conversions > 0
        ? `, each candidate requires ${conversions} implicit conversion${conversions === 1 ? "" : "s"}, disambiguate with an explicit cast`
        : "";
    report(cx, { file: fx.file, span: calleeSpan(callee, at) }, messages.ambiguousCall(callee.name, tail), {
      notes: choice.results.map((r) => ({
        message: !unknown
          ? "candidate declared here"
          : r.constraint === "unknown"
            ? "cannot prove constraint for candidate"
            : "candidate is valid but cannot be selected until other candidates are disproved",
        at: nodeLocation(node(cx, r.candidate.decl)),
      })),
    });
    return errorExpr(fx, span);
  }
  reportNone(
    fx,
    callee,
    results.filter((r): r is NotViable => !r.ok),
    isInit,
    args,
    at,
  );
  return errorExpr(fx, span);
}

/** Where messages about what is called point: its name, or the dot before the name of a method. */
function calleeSpan(callee: Callable, at: Span): Span {
  return callee.span.end > at.start ? at : (callee.at ?? callee.span);
}

function callMessage(callee: Callable, isInit: boolean, reason: string): ReturnType<typeof messages.invalidCall> {
  return isInit ? messages.invalidInitialization(reason) : messages.invalidCall(callee.name, reason);
}

function evidenceNotes(fx: FnCx, v: Viable): readonly Note[] {
  const cx = fx.cx;
  const notes: Note[] = [
    { message: "cannot prove constraint for candidate", at: nodeLocation(node(cx, v.candidate.decl)) },
  ];
  const clause = v.sig.where[0];
  if (clause !== undefined) {
    notes.push({
      message: `constraint declared here needs evidence for '${v.unproved === undefined ? "" : show(cx, v.unproved)}'`,
      at: clause.at,
    });
  }
  return notes;
}

function reportNone(
  fx: FnCx,
  callee: Callable,
  results: readonly NotViable[],
  isInit: boolean,
  args: readonly ArgVal[],
  at: Span,
): void {
  const cx = fx.cx;
  if (results.length === 0 || results.every((r) => r.silent)) return;
  const shown = results.filter((r) => !r.silent);
  const only = shown.length === 1 ? shown[0] : undefined;
  const calleeAt = isInit ? at : calleeSpan(callee, at);
  const spanOf = (r: NotViable): Span => (r.span === "callee" ? calleeAt : (r.span ?? at));
  if (only !== undefined) {
    const notes = [
      ...only.notes,
      { message: "function declared here", at: nodeLocation(node(cx, only.candidate.decl)) },
    ];
    report(cx, { file: fx.file, span: spanOf(only) }, callMessage(callee, isInit, only.reason), { notes });
    return;
  }
  const starts = new Set(shown.map((r) => spanOf(r).start));
  const [first] = shown;
  const what = isInit
    ? "function in initialization"
    : callee.self !== undefined
      ? `method in call to '${callee.name}'`
      : `function in call to '${callee.name}'`;
  report(
    cx,
    { file: fx.file, span: starts.size === 1 && first !== undefined ? spanOf(first) : calleeAt },
    messages.noMatching(what),
    {
      notes: shown.map((r) => ({
        message: `candidate not viable: ${r.reason}`,
        at: nodeLocation(node(cx, r.candidate.decl)),
      })),
    },
  );
  void args;
}

// ---------------------------------------------------------------- intrinsics

function checkIntrinsic(fx: FnCx, callee: Extract<Val, { kind: "intrinsic" }>, expr: ast.ExprOf<"call">): TypedExpr {
  const cx = fx.cx;
  if (!isIntrinsicName(callee.name)) {
    report(
      cx,
      { file: fx.file, span: callee.span },
      messages.plain("intrinsic-misuse", `there is no intrinsic '${callee.name}'`),
    );
    return errorExpr(fx, expr.span);
  }
  const name: IntrinsicName = callee.name;
  const info = intrinsicInfo(name);
  const args: TypedExpr[] = [];
  for (const [i, a] of expr.args.entries()) {
    const value = toTyped(fx, checkExpr(fx, a.value, undefined), a.value.span);
    if (value.kind === "error") return errorExpr(fx, expr.span);
    args.push(intrinsicArg(fx, value, info.conventions[i] ?? "value"));
  }
  if (info.args !== "*" && args.length !== info.args) {
    report(
      cx,
      { file: fx.file, span: expr.at },
      messages.plain("intrinsic-misuse", `'${name}' takes ${info.args} arguments`),
    );
    return errorExpr(fx, expr.span);
  }
  if (info.params !== "*" && callee.params.length !== info.params) {
    report(
      cx,
      { file: fx.file, span: expr.at },
      messages.plain("intrinsic-misuse", `'${name}' takes ${info.params} parameters`),
    );
    return errorExpr(fx, expr.span);
  }
  const type = intrinsicResult(cx, name, callee.params, args);
  const typed: TypedExpr = { kind: "intrinsic", span: expr.span, type, op: name, params: callee.params, args };
  const t = cx.store.get(type);
  const result: TypedExpr =
    t.kind === "ref" ? { kind: "deref", span: expr.span, type: t.target, reference: typed } : typed;
  if (info.pure && args.every((a) => a.kind === "const") && t.kind !== "ref") {
    const value: TermId = cx.store.intern({
      kind: "op",
      type,
      op: name,
      params: callee.params,
      args: args.map((a) => (a.kind === "const" ? a.value : cx.store.error)),
    });
    return { kind: "const", span: expr.span, type, value };
  }
  return result;
}

function intrinsicArg(fx: FnCx, value: TypedExpr, convention: "value" | "ref" | "mut" | "take"): TypedExpr {
  switch (convention) {
    case "ref":
    case "mut":
      // The place itself: lowering borrows it.
      return placeOf(fx, value);
    case "take":
      return owned(fx, value);
    case "value":
      return isPlace(value) ? { kind: "copy", span: value.span, type: value.type, place: value } : value;
  }
}
