/** Turns the chosen candidate into a typed call: conventions, copies, defaults, variadics, what the call may raise. */

import type { TermId, TypeId } from "../base/ids.ts";
import type { ArgInfo } from "../decls/decl.ts";
import type { Span } from "../source/source.ts";
import { type Callee, isPlace, type TypedArg, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { ownerBindingCount } from "./bindings.ts";
import { hasRole } from "./conform.ts";
import { node, report, warn } from "./context.ts";
import { defaultType, owned, tryConvert } from "./convert.ts";
import { checkExclusivity } from "./exclusivity.ts";
import { raisesFixes, replacing } from "./fixes.ts";
import { addLocal, type FnCx, localExpr } from "./fn.ts";
import { foldCall } from "./fold.ts";
import { callMethod, constructDefault, stringConst } from "./make.ts";
import { messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";
import { show } from "./names.ts";
import { isMutablePlace, originOfPlace, placeOf, spilled } from "./origins.ts";
import type { Viable } from "./overload.ts";
import { settle } from "./pending.ts";
import { errorType, isNever } from "./signature.ts";
import { walkTyped } from "./types.ts";
import { warnOfUse } from "./uses.ts";

/** The typed call of a viable candidate. `at` is the caret of messages about it. */
export function finishCall(fx: FnCx, v: Viable, span: Span, at: Span): TypedExpr {
  const cx = fx.cx;
  settle(fx, v.settles);
  const args: TypedArg[] = [];
  for (const [i, formal] of v.sig.args.entries()) {
    const plan = v.formals[i];
    if (plan === undefined) continue;
    const type = v.formalType(i);
    switch (plan.kind) {
      case "self":
        args.push({ kind: "one", convention: formal.convention, value: passed(fx, formal, v.self ?? plan.expr) });
        break;
      case "one": {
        const value = v.values[plan.arg];
        args.push({
          kind: "one",
          convention: formal.convention,
          value: value === undefined ? errorExpr(span, type) : passed(fx, formal, value),
        });
        break;
      }
      case "default": {
        const value = defaultOf(v, formal, i);
        args.push({ kind: "one", convention: formal.convention, value: { kind: "const", span: at, type, value } });
        break;
      }
      case "many": {
        // The container's type names the origins of the values: this spills those that have none.
        const container = v.localType(i);
        const values = plan.args.map((a) => v.values[a] ?? errorExpr(span, type)).map((x) => passed(fx, formal, x));
        if (formal.variadic === "pack")
          args.push({ kind: "pack", type: container, convention: formal.convention, types: type, values });
        else args.push({ kind: "variadic", type: container, convention: formal.convention, element: type, values });
        break;
      }
      case "keywords":
        args.push({ kind: "one", convention: "var", value: keywordDict(fx, v, type, plan.args, span) });
        break;
      case "forward": {
        const value = v.values[plan.arg] ?? errorExpr(span, type);
        const convention = formal.variadic === "**" ? "var" : formal.convention;
        args.push({
          kind: "forward",
          convention,
          value: convention === "var" && formal.variadic === "**" ? owned(fx, value) : value,
        });
        break;
      }
    }
  }
  const resultTerm = cx.store.get(v.result);
  const resultType = isNever(cx, v.result) ? cx.store.never : v.result;
  const call: TypedExpr = {
    kind: "call",
    span,
    at,
    type: resultType,
    callee: calleeOf(fx, v),
    args,
    raises: v.raises === undefined || isNever(cx, v.raises) ? undefined : v.raises,
    nestedOriginsReadOnly: v.sig.nestedOriginsReadOnly,
  };
  const folded = foldedCall(fx, call);
  if (folded !== undefined) return folded;
  return resultTerm.kind === "ref" ? { kind: "deref", span, type: resultTerm.target, reference: call } : call;
}

/**
 * What only matters for a call that stays: effects, deprecation, aliasing. Not done while speculating about conversions.
 * `used` is where the function is named.
 */
export function checkCallEffects(fx: FnCx, v: Viable, expr: TypedExpr, name: string, at: Span, used: Span): TypedExpr {
  warnOfUse(fx, v.sig.decl, used);
  if (v.sig.unavailable !== undefined) {
    const declared = { message: `'${name}' declared here`, at: nodeLocation(node(fx.cx, v.sig.decl)) };
    report(fx.cx, { file: fx.file, span: used }, messages.plain("unavailable", v.sig.unavailable), {
      notes: [declared],
    });
    fx.hasErrors = true;
  }
  const call = expr.kind === "deref" ? expr.reference : expr;
  if (call.kind !== "call") return expr;
  checkExclusivity(fx, v, call, name, at);
  return raising(fx, expr, at);
}

/**
 * A call that may raise, noted where its error goes. Where that is another type that the error converts to (any Writable error
 * in a function that `raises`), the error is converted on its way.
 */
export function raising(fx: FnCx, expr: TypedExpr, at: Span): TypedExpr {
  const call = expr.kind === "deref" ? expr.reference : expr;
  if (call.kind !== "call" || call.raises === undefined) return expr;
  const target = fx.raise;
  const own = call.raises;
  if (fx.mode === "comptime" || target.kind === "none" || target.type === undefined || target.type === own) {
    noteRaise(fx, own, at);
    return expr;
  }
  const { span } = expr;
  const error = addLocal(fx, { name: "", type: own, kind: "error", mutable: true, span, quiet: true });
  const converted = tryConvert(fx, localExpr(fx, error, span), target.type, false);
  if (converted === undefined) {
    noteRaise(fx, own, at);
    return expr;
  }
  target.used = true;
  const isRef = fx.cx.store.get(call.type).kind === "ref";
  const result = addLocal(fx, {
    name: "",
    type: call.type,
    kind: isRef ? "ref" : "temp",
    mutable: true,
    span,
    quiet: true,
  });
  const hoisted: TypedStmt[] = [];
  const args = call.args.map((a) =>
    a.kind === "one" && holdsAttempt(a.value) ? { ...a, value: hoist(fx, a.value, hoisted) } : a,
  );
  const body: TypedStmt = { kind: "declare", span, local: result, value: { ...call, args } };
  const raise: TypedStmt = { kind: "raise", span, value: owned(fx, converted.expr) };
  const attempt: TypedStmt = {
    kind: "try",
    span,
    body: { span, stmts: [body] },
    error,
    handler: { span, stmts: [raise] },
    orElse: undefined,
    finallyBody: undefined,
  };
  const held: TypedExpr = { kind: "local", span, type: call.type, local: result };
  if (isRef)
    return {
      kind: "deref",
      span,
      type: expr.type,
      reference: { kind: "block", span, type: call.type, stmts: [...hoisted, attempt], result: held },
    };
  return {
    kind: "block",
    span,
    type: call.type,
    stmts: [...hoisted, attempt],
    result: { kind: "transfer", span, type: call.type, place: held },
  };
}

/** Whether an operand converts an error of its own: its handler must not stand inside the attempt of the call around it. */
function holdsAttempt(value: TypedExpr): boolean {
  let found = false;
  walkTyped(value, (e) => {
    if (e.kind === "block" && e.stmts.some((s) => s.kind === "try")) found = true;
  });
  return found;
}

/** Evaluates an operand before the attempt: a place by reference, a value into a temporary. */
function hoist(fx: FnCx, value: TypedExpr, out: TypedStmt[]): TypedExpr {
  const { span } = value;
  if (isPlace(value) && value.kind !== "temp") {
    const origin = originOfPlace(fx, value) ?? fx.cx.store.originErased;
    const type = fx.cx.store.ref(value.type, origin);
    const local = addLocal(fx, { name: "", type, kind: "ref", mutable: true, span, quiet: true });
    const reference: TypedExpr = { kind: "ref", span, type, place: value, mutable: isMutablePlace(fx, value) };
    out.push({ kind: "declare", span, local, value: reference });
    return localExpr(fx, local, span);
  }
  const local = addLocal(fx, { name: "", type: value.type, kind: "temp", mutable: true, span, quiet: true });
  out.push({ kind: "declare", span, local, value: value.kind === "temp" ? value.value : value });
  const place = localExpr(fx, local, span);
  return value.kind === "temp" ? place : { kind: "transfer", span, type: value.type, place };
}

/** Records that something of error type `raises` may be raised here; reports where that is not allowed. */
export function noteRaise(fx: FnCx, raises: TypeId | undefined, at: Span): void {
  if (raises === undefined) return;
  const cx = fx.cx;
  const where = { file: fx.file, span: at };
  if (fx.mode === "comptime") {
    report(cx, where, messages.comptimeRaises(fx.comptimeUse));
    return;
  }
  const target = fx.raise;
  if (target.kind === "none") {
    report(cx, where, messages.mayRaise(), {
      notes: [
        { message: "try surrounding the call in a 'try' block", at: where },
        { message: "or mark surrounding function as 'raises'", at: nodeLocation(node(cx, fx.decl)) },
      ],
      fixes: raisesFixes(fx),
    });
    fx.hasErrors = true;
    return;
  }
  target.used = true;
  if (target.type === undefined) {
    target.type = raises;
    const local = target.local === undefined ? undefined : fx.locals[target.local];
    if (local !== undefined && target.local !== undefined) fx.locals[target.local] = { ...local, type: raises };
    return;
  }
  if (target.type !== raises && cx.store.get(raises).kind !== "error" && cx.store.get(target.type).kind !== "error") {
    const shown = raises === errorType(cx) ? "Error" : show(cx, raises);
    report(cx, where, messages.mayRaiseOther(shown, show(cx, target.type)));
    fx.hasErrors = true;
  }
}

function errorExpr(span: Span, type: TypeId): TypedExpr {
  return { kind: "error", span, type };
}

/** A value as an argument of the given convention. */
function passed(fx: FnCx, formal: ArgInfo, value: TypedExpr): TypedExpr {
  switch (formal.convention) {
    case "var":
    case "deinit":
      return owned(fx, value);
    case "ref":
      return placeOf(fx, value);
    case "imm":
      if (value.kind === "transfer" && !hasRole(fx.cx, fx.facts, value.type, "trivial_register_passable")) {
        warn(
          fx.cx,
          { file: fx.file, span: { start: value.span.end - 1, end: value.span.end } },
          messages.uselessTransferBorrow(),
          { fixes: [replacing(fx, { start: value.span.end - 1, end: value.span.end }, "", "remove it", true)] },
        );
      }
      return value.kind === "transfer" && isPlace(value.place) ? value.place : spilled(value);
    default:
      return value;
  }
}

function defaultOf(v: Viable, formal: ArgInfo, index: number): TermId {
  void index;
  return formal.defaultValue === undefined ? v.result : v.bindDefault(formal.defaultValue);
}

function calleeOf(fx: FnCx, v: Viable): Callee {
  const cx = fx.cx;
  const own = v.bindings.slice(ownerBindingCount(cx, v.candidate.decl));
  if (v.candidate.witness !== undefined) {
    return {
      kind: "witness",
      self: v.candidate.witness.self,
      trait: v.candidate.witness.trait,
      requirement: v.candidate.decl,
      bindings: own,
    };
  }
  return { kind: "function", decl: v.candidate.decl, bindings: v.bindings };
}

/** Keyword arguments collected for `**kw`: a library dictionary filled one by one. */
function keywordDict(fx: FnCx, v: Viable, element: TypeId, indices: readonly number[], span: Span): TypedExpr {
  const cx = fx.cx;
  const type = v.keywordsType(element);
  const local = addLocal(fx, { name: "", type, kind: "temp", mutable: true, span, quiet: true });
  const stmts: TypedStmt[] = [{ kind: "declare", span, local, value: constructDefault(fx, type, span) }];
  for (const a of indices) {
    const value = v.values[a];
    if (value === undefined) continue;
    const call = callMethod(
      fx,
      localExpr(fx, local, span),
      "__setitem__",
      [stringConst(fx, v.argNames[a] ?? "", span), value],
      span,
    );
    stmts.push({ kind: "expr", span, value: call });
  }
  void cx;
  return {
    kind: "block",
    span,
    type,
    stmts,
    result: { kind: "transfer", span, type, place: localExpr(fx, local, span) },
  };
}

/** Calls whose value is known while checking: literal arithmetic, and builtin functions in compile-time expressions. */
function foldedCall(fx: FnCx, call: TypedExpr): TypedExpr | undefined {
  if (call.kind !== "call" || call.callee.kind !== "function" || call.raises !== undefined) return undefined;
  const cx = fx.cx;
  const store = cx.store;
  const t = store.get(call.type);
  const isLiteral = t.kind === "struct" && defaultType(cx, call.type) !== undefined;
  if (isLiteral && t.kind === "struct") {
    // A literal's value is in its type: an empty object of that type.
    if (call.args.every((a) => a.kind === "one" && (a.value.kind === "const" || isLiteralExpr(fx, a.value)))) {
      return {
        kind: "const",
        span: call.span,
        type: call.type,
        value: store.intern({ kind: "record", type: call.type, fields: [] }),
      };
    }
  }
  if (fx.mode !== "comptime") {
    // Conversions of literals to machine numbers are constants at run time too.
    const only = call.args[0];
    if (
      call.args.length !== 1 ||
      only?.kind !== "one" ||
      only.value.kind !== "const" ||
      defaultType(cx, only.value.type) === undefined
    )
      return undefined;
  }
  const args: TermId[] = [];
  for (const a of call.args) {
    if (a.kind !== "one" || a.value.kind !== "const") return undefined;
    args.push(a.value.value);
  }
  const callee = store.intern({ kind: "function", decl: call.callee.decl, bindings: call.callee.bindings });
  const value = foldCall(cx, callee, args, call.type);
  return value === undefined ? undefined : { kind: "const", span: call.span, type: call.type, value };
}

function isLiteralExpr(fx: FnCx, expr: TypedExpr): boolean {
  return defaultType(fx.cx, expr.type) !== undefined;
}
