/** Functions as values: closures, thin pointers, closure-trait bounds, and calls through them (02 §8, 15.8). */

import type { TermId, TypeId } from "../base/ids.ts";
import type { FunctionSignature } from "../decls/decl.ts";
import type { Span } from "../source/source.ts";
import { hasInfer, instantiateBound } from "../terms/substitute.ts";
import type { TermOf } from "../terms/term.ts";
import { isPlace, type TypedArg, type TypedExpr } from "../typed/typed.ts";
import { envOf, ownerBindingCount, rewrite, subst } from "./bindings.ts";
import { checkLambda } from "./closures.ts";
import { closureBounds } from "./conform.ts";
import { freshInfer, node, report, speculate } from "./context.ts";
import { defaultType, owned, tryConvert, tryDisplay } from "./convert.ts";
import { conformancesOf, paramsOf, signatureOf } from "./declare.ts";
import { bindParamValue, misfitText } from "./explicit.ts";
import { finishCall, raising } from "./finish-call.ts";
import type { FnCx } from "./fn.ts";
import { type Inference, inferenceFor, resolveInfer, unify } from "./infer.ts";
import { errorExpr } from "./make.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { isMutablePlace, originOfPlace, placeOf } from "./origins.ts";
import { evaluateAll } from "./overload.ts";
import { pickBest } from "./ranking.ts";
import { isNever } from "./signature.ts";
import type { ArgVal, Candidate, ExplicitParam } from "./values.ts";

/** The `function` term of a candidate with its explicit parameters bound, if nothing stays open that a call would infer. */
export function functionTerm(
  fx: FnCx,
  candidate: Candidate,
  explicit: readonly ExplicitParam[] | undefined,
): TermId | undefined {
  const cx = fx.cx;
  if (candidate.witness !== undefined) return undefined;
  const params = paramsOf(cx, candidate.decl);
  const own: TermId[] = params.map(() => cx.store.unbound);
  const inference = inferenceFor(cx);
  const infers = params.map((p) => {
    const id = freshInfer(cx);
    inference.add(id, p.type);
    return id;
  });
  const env = new Map(envOf(cx, candidate.decl, candidate.ownerBindings));
  env.set(candidate.decl, infers);
  let next = 0;
  for (const e of explicit ?? []) {
    if (e.value === "rest") break;
    const index =
      e.name !== undefined
        ? params.findIndex((p) => p.name === e.name)
        : params.findIndex((p, i) => i >= next && p.kind !== "infer" && !p.implicit);
    const info = params[index];
    if (info === undefined) return undefined;
    if (e.name === undefined) next = index + 1;
    if (e.value === "unbound") continue;
    const bound = bindParamValue(
      fx,
      inference,
      e.value,
      resolveInfer(cx, inference, subst(cx, info.type, env)),
      e.display,
    );
    if (typeof bound === "object") return undefined;
    const target = infers[index];
    if (target !== undefined) unify(cx, inference, bound, target);
  }
  for (const [i, id] of infers.entries()) {
    const t = cx.store.get(id);
    const value = t.kind === "infer" ? inference.values.get(t.id) : undefined;
    if (value !== undefined) own[i] = value;
    else if (explicit !== undefined && params[i]?.defaultValue !== undefined)
      own[i] = subst(cx, params[i]?.defaultValue ?? cx.store.error, env);
  }
  return cx.store.intern({ kind: "function", decl: candidate.decl, bindings: [...candidate.ownerBindings, ...own] });
}

/** An overload set or lambda given where `to` is wanted (a function type, or an unknown bounded by closure traits). */
export function functionArg(fx: FnCx, arg: ArgVal, to: TypeId): TypedExpr | undefined {
  const cx = fx.cx;
  if (arg.callable !== undefined) {
    const only = arg.callable.candidates.length === 1 ? arg.callable.candidates[0] : undefined;
    const fit =
      only ??
      arg.callable.candidates.find((c) => {
        const term = functionTerm(fx, c, arg.callable?.explicit);
        const t = cx.store.get(to);
        return term !== undefined && t.kind === "fn" && functionConverts(fx, term, to);
      });
    if (fit === undefined) return undefined;
    const term = functionTerm(fx, fit, arg.callable.explicit);
    if (term === undefined) return undefined;
    const value: TypedExpr = { kind: "const", span: arg.span, type: term, value: term };
    const t = cx.store.get(to);
    if (t.kind === "fn") return tryConvert(fx, value, to, false)?.expr;
    return t.kind === "infer" || t.kind === "unbound" || t.kind === "param" || to === term ? value : undefined;
  }
  if (arg.ast.kind === "lambda" && arg.value === undefined) {
    const { value } = speculate(cx, () => checkLambda(fx, arg.ast as Extract<typeof arg.ast, { kind: "lambda" }>, to));
    if (value.kind !== "value") return undefined;
    const wanted = cx.store.get(to).kind;
    if (wanted === "fn") return tryConvert(fx, value.expr, to, false)?.expr;
    return wanted === "struct" ? undefined : value.expr;
  }
  return undefined;
}

/** The function that an argument names, if it names just one. */
export function onlyFunction(fx: FnCx, arg: ArgVal): TermId | undefined {
  const [only, ...others] = arg.callable?.candidates ?? [];
  return only === undefined || others.length > 0 ? undefined : functionTerm(fx, only, arg.callable?.explicit);
}

/** The `fn` type that values of a type can be called as: of functions, closures, pointers. */
export function callSignature(
  fx: FnCx,
  type: TypeId,
): { readonly sig: FunctionSignature; readonly bind: (t: TermId) => TermId } | undefined {
  const cx = fx.cx;
  const t = cx.store.get(type);
  if (t.kind !== "function" && t.kind !== "closure") return undefined;
  const sig = signatureOf(cx, t.decl);
  return { sig, bind: (x) => subst(cx, x, envOf(cx, t.decl, t.bindings)) };
}

/** Whether a function or closure value can serve as the function type `to` (15.8.4). `inference` learns what `to` leaves open. */
export function functionConverts(
  fx: FnCx,
  type: TypeId,
  to: TypeId,
  inference: Inference = inferenceFor(fx.cx),
): boolean {
  const cx = fx.cx;
  const wanted = cx.store.get(to);
  if (wanted.kind !== "fn") return false;
  const t = cx.store.get(type);
  if (t.kind === "fn") return fnTypeFits(fx, t, wanted);
  const own = callSignature(fx, type);
  if (own === undefined) return false;
  if (t.kind === "closure" && wanted.thin) return false;
  const params = t.kind === "function" || t.kind === "closure" ? paramsOf(cx, t.decl) : [];
  const ownCount = params.length;
  let bind = own.bind;
  if (t.kind === "function" || t.kind === "closure") {
    // Open own parameters: matched with the wanted type's parameters, or inferred from its argument types.
    const count = t.kind === "function" ? t.bindings.length - ownCount : t.bindings.length;
    const ownBindings = t.kind === "function" ? t.bindings.slice(count) : params.map(() => cx.store.unbound);
    const skolems = wanted.params.map((_, i) => cx.store.intern({ kind: "bound", depth: 0, index: i }));
    let explicitIndex = 0;
    const opened = ownBindings.map((b, i) => {
      if (b !== cx.store.unbound) return b;
      const info = params[i];
      if (info !== undefined && !info.implicit && explicitIndex < skolems.length) return skolems[explicitIndex++] ?? b;
      const id = freshInfer(cx);
      if (info !== undefined) inference.add(id, info.type);
      return id;
    });
    const flat = [...t.bindings.slice(0, count), ...opened];
    bind = (x) => subst(cx, x, envOf(cx, t.decl, flat));
  }
  if (own.sig.args.length !== wanted.args.length) return false;
  for (const [i, w] of wanted.args.entries()) {
    const a = own.sig.args[i];
    if (a === undefined || a.variadic !== "" || (a.kind === "keyword" && a.name !== w.name)) return false;
    if (a.convention !== w.convention && a.convention !== "imm" && a.convention !== "ref") return false;
    const given = resolveInfer(cx, inference, w.type);
    const matches = hasInfer(cx.store, given)
      ? unify(cx, inference, bind(a.type), given)
      : unify(cx, inference, given, bind(a.type));
    if (!matches) return false;
  }
  if (own.sig.raises !== undefined && wanted.raises === undefined) return false;
  if (wanted.raises !== undefined && hasInfer(cx.store, resolveInfer(cx, inference, wanted.raises))) {
    // A function that cannot raise raises `Never`.
    const raises = own.sig.raises === undefined ? cx.store.never : bind(own.sig.raises);
    if (!unify(cx, inference, raises, wanted.raises)) return false;
  }
  return (
    unify(cx, inference, wanted.result, bind(own.sig.result)) ||
    unify(cx, inference, resolveInfer(cx, inference, bind(own.sig.result)), wanted.result)
  );
}

function fnTypeFits(fx: FnCx, actual: TermOf<"fn">, wanted: TermOf<"fn">): boolean {
  if (actual.args.length !== wanted.args.length) return false;
  if (actual.raises !== undefined && wanted.raises === undefined) return false;
  if (!actual.thin && wanted.thin) return false;
  const inference = inferenceFor(fx.cx);
  return (
    actual.args.every((a, i) => {
      const w = wanted.args[i];
      return (
        w !== undefined &&
        (a.convention === w.convention || a.convention === "imm") &&
        unify(fx.cx, inference, w.type, a.type)
      );
    }) && unify(fx.cx, inference, actual.result, wanted.result)
  );
}

/** Whether a type satisfies a closure trait: functions and closures that convert, thin pointers, structs that list it. */
export function closureFits(fx: FnCx, type: TypeId, trait: TermId): boolean {
  const cx = fx.cx;
  const t = cx.store.get(type);
  switch (t.kind) {
    case "error":
      return true;
    case "function":
    case "closure":
    case "fn":
      return functionConverts(fx, type, trait);
    case "struct":
      return conformancesOf(cx, t.decl).closureTraits.some(
        (c) => subst(cx, c, envOf(cx, t.decl, t.bindings)) === trait,
      );
    default:
      return closureBounds(cx, type).some((b) => b === trait || functionConverts(fx, b, trait));
  }
}

/** A function value as a thin pointer type, or a pointer as another. */
export function convertFunction(fx: FnCx, expr: TypedExpr, to: TypeId): TypedExpr | undefined {
  const cx = fx.cx;
  const wanted = cx.store.get(to);
  if (wanted.kind !== "fn" || !wanted.thin) return undefined;
  const a = cx.store.get(expr.type);
  if (a.kind === "function") {
    // A generic function must be bound first.
    const ownCount = paramsOf(cx, a.decl).filter((p) => !p.implicit).length;
    if (ownCount > 0 && a.bindings.slice(-ownCount).includes(cx.store.unbound)) return undefined;
    if (!functionConverts(fx, expr.type, to)) return undefined;
    return { kind: "const", span: expr.span, type: to, value: expr.type };
  }
  if (a.kind === "fn" && a.thin && functionConverts(fx, expr.type, to)) {
    return {
      kind: "intrinsic",
      span: expr.span,
      type: to,
      op: "rebind",
      params: [to],
      args: [isPlace(expr) ? { kind: "copy", span: expr.span, type: expr.type, place: expr } : expr],
    };
  }
  return undefined;
}

/** A call of a closure object. */
export function callClosure(
  fx: FnCx,
  object: TypedExpr,
  args: readonly ArgVal[],
  span: Span,
  at: Span,
  explicit: readonly ExplicitParam[] | undefined,
): TypedExpr {
  const cx = fx.cx;
  const t = cx.store.get(object.type);
  if (t.kind !== "closure") return errorExpr(fx, span);
  const candidate: Candidate = { decl: t.decl, ownerBindings: t.bindings, witness: undefined };
  const results = evaluateAll(fx, [candidate], undefined, explicit, args, { implicit: false, span, at });
  const choice = pickBest(results);
  const name = node(cx, t.decl).header.name;
  if (choice.kind !== "one") {
    const failed = results[0];
    const reason = failed === undefined || failed.ok ? "no candidate" : failed.reason;
    const found = failed !== undefined && !failed.ok ? failed.span : undefined;
    const where = found === undefined || found === "callee" ? at : found;
    report(cx, { file: fx.file, span: where }, messages.invalidCall(name, reason));
    return errorExpr(fx, span);
  }
  const made = finishCall(fx, choice.result, span, at);
  const call = made.kind === "deref" ? made.reference : made;
  if (call.kind !== "call") return made;
  const own = choice.result.bindings.slice(ownerBindingCount(cx, t.decl));
  const full: TypedExpr = {
    ...call,
    callee: { kind: "closure", type: object.type, signature: cx.store.error, bindings: own },
    args: [{ kind: "one", convention: "imm", value: object }, ...call.args],
  };
  return raising(fx, made.kind === "deref" ? { ...made, reference: full } : full, at);
}

/** A call through a function type: a closure trait of a type variable (`object` is passed first) or a thin pointer. */
export function callFunctionType(
  fx: FnCx,
  type: TypeId,
  object: TypedExpr,
  args: readonly ArgVal[],
  span: Span,
  at: Span,
  explicit: readonly ExplicitParam[] | undefined,
): TypedExpr {
  const cx = fx.cx;
  const store = cx.store;
  const fn = store.get(type);
  if (fn.kind !== "fn") return errorExpr(fx, span);
  const bindings: TermId[] = [];
  const inference = inferenceFor(cx);
  for (const [i, p] of fn.params.entries()) {
    const given = explicit?.[i];
    if (given === undefined || given.value === "unbound" || given.value === "rest") {
      bindings.push(freshInfer(cx));
      continue;
    }
    const bound = bindParamValue(fx, inference, given.value, p, given.display);
    if (typeof bound === "object") {
      report(
        cx,
        { file: fx.file, span: given.span },
        messages.invalidCall("__call__", misfitText("__call__", `${i}`, bound)),
      );
      return errorExpr(fx, span);
    }
    bindings.push(bound);
  }
  const inst = (t: TermId): TermId => resolveInfer(cx, inference, instantiateBound(store, t, bindings));
  const typedArgs: TypedArg[] = [];
  if (!fn.thin) typedArgs.push({ kind: "one", convention: "imm", value: object });
  if (args.length !== fn.args.length) {
    const reason =
      args.length > fn.args.length
        ? "unexpected argument"
        : `missing required argument: '${fn.args[args.length]?.name ?? ""}'`;
    report(cx, { file: fx.file, span: args[fn.args.length]?.span ?? at }, messages.invalidCall("__call__", reason));
    return errorExpr(fx, span);
  }
  const origins: (TermId | undefined)[] = [];
  for (const [i, formal] of fn.args.entries()) {
    const arg = args[i];
    if (arg === undefined) continue;
    const target = inst(formal.type);
    let value = arg.value;
    if (value === undefined) value = functionArg(fx, arg, target) ?? tryDisplay(fx, arg.ast, target)?.expr;
    if (value !== undefined) {
      const literal = defaultType(cx, value.type);
      unify(cx, inference, literal ?? value.type, target);
    }
    const to = inst(formal.type);
    const converted = value === undefined ? undefined : tryConvert(fx, value, to, false);
    if (converted === undefined) {
      const from = value === undefined ? "this argument" : show(cx, value.type);
      report(
        cx,
        { file: fx.file, span: arg.span },
        messages.invalidCall(
          "__call__",
          `value passed to '${formal.name}' cannot be converted from '${from}' to '${show(cx, to)}'`,
        ),
      );
      return errorExpr(fx, span);
    }
    if (formal.convention === "mut" && !isMutablePlace(fx, converted.expr)) {
      report(
        cx,
        { file: fx.file, span: arg.span },
        messages.invalidCall("__call__", `value passed to mutable argument '${formal.name}' must be mutable`),
      );
      return errorExpr(fx, span);
    }
    const takes = formal.convention === "var" || formal.convention === "deinit";
    const passed = takes
      ? owned(fx, converted.expr)
      : formal.convention === "ref"
        ? placeOf(fx, converted.expr)
        : converted.expr;
    origins.push(isPlace(passed) ? originOfPlace(fx, passed) : undefined);
    typedArgs.push({ kind: "one", convention: formal.convention, value: passed });
  }
  const result = rewrite(cx, inst(fn.result), () => undefined);
  const raises = fn.raises === undefined || isNever(cx, inst(fn.raises)) ? undefined : inst(fn.raises);
  const r = store.get(result);
  const call: TypedExpr = {
    kind: "call",
    span,
    at,
    type: isNever(cx, result) ? store.never : result,
    callee: fn.thin
      ? {
          kind: "pointer",
          signature: type,
          value: isPlace(object) ? { kind: "copy", span: object.span, type: object.type, place: object } : object,
        }
      : {
          kind: "closure",
          type: object.type,
          signature: type,
          bindings: bindings.map((b) => resolveInfer(cx, inference, b)),
        },
    args: typedArgs,
    raises,
    nestedOriginsReadOnly: false,
  };
  return raising(fx, r.kind === "ref" ? { kind: "deref", span, type: r.target, reference: call } : call, at);
}
