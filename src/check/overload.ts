/** One candidate against one call: binding of arguments, inference, conversions, constraints (15.3.1); and the ranking (15.6). */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { ArgInfo, FunctionSignature, ParamInfo } from "../decls/decl.ts";
import type { Note } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import { caretOfExpr } from "../syntax/caret.ts";
import { hasInfer, hasOrigin, hasUnbound, mapTerm } from "../terms/substitute.ts";
import { isPlace, type TypedExpr } from "../typed/typed.ts";
import { ownerChain, paramCount, rewrite, subst } from "./bindings.ts";
import { conformsToBound, hasRole, provable } from "./conform.ts";
import type { Cx } from "./context.ts";
import { freshInfer, node, speculate } from "./context.ts";
import { caretOf, defaultType, tryConvert, tryDisplay } from "./convert.ts";
import { candidateSignature, paramsOf, signatureOf, structInfoOf } from "./declare.ts";
import { checkDisplay, isDisplay } from "./display.ts";
import { bindParamValue, misfitText } from "./explicit.ts";
import type { FnCx } from "./fn.ts";
import { functionTypeText } from "./fn-types.ts";
import { type FormalPlan, formalValue, planFormals } from "./formals.ts";
import { closureFits, functionArg, functionConverts, onlyFunction } from "./function-values.ts";
import { type Inference, inferenceFor, resolveInfer, typeOfTerm, unify } from "./infer.ts";
import { show, showTypeOf, typeAsValue } from "./names.ts";
import { immutable, isMutablePlace, originOfPlace, placeOf, union } from "./origins.ts";
import { foundBy, isOpen, isPending } from "./pending.ts";
import { argLocalType, byName } from "./signature.ts";
import { instanceAs, instanceFor, isTemplate, templateOf } from "./untyped.ts";
import type { ArgVal, Candidate, ExplicitParam } from "./values.ts";

export interface Viable {
  readonly ok: true;
  readonly candidate: Candidate;
  readonly sig: FunctionSignature;
  /** Flat, for the whole owner chain. */
  readonly bindings: readonly TermId[];
  readonly formals: readonly FormalPlan[];
  /** The converted value of each argument of the call. */
  readonly values: readonly (TypedExpr | undefined)[];
  readonly self: TypedExpr | undefined;
  readonly result: TypeId;
  readonly raises: TypeId | undefined;
  readonly cost: number;
  readonly usesVariadic: boolean;
  readonly penalty: number;
  readonly paramCount: number;
  /** How many of the parameters are functions that may raise: a function that cannot prefers a bound that says so. */
  readonly raisingBounds: number;
  readonly constraint: "yes" | "unknown";
  readonly unproved: TermId | undefined;
  readonly formalType: (index: number) => TypeId;
  /** The type that a variadic argument has inside the callee. */
  readonly localType: (index: number) => TypeId;
  /** A default value of the signature for these bindings. */
  readonly bindDefault: (value: TermId) => TermId;
  /** The library dictionary type of `**` arguments with this element type. */
  readonly keywordsType: (element: TypeId) => TypeId;
  readonly argNames: readonly (string | undefined)[];
  /** Element types of the body that the call settles. */
  readonly settles: readonly (readonly [number, TermId])[];
}

export interface NotViable {
  readonly ok: false;
  readonly candidate: Candidate;
  readonly reason: string;
  /** The offending argument of the call. */
  readonly arg: number | undefined;
  /** Where to report it; undefined: at the `(` of the call. */
  readonly span: Span | "callee" | undefined;
  readonly notes: readonly Note[];
  /** Its declaration has been reported. */
  readonly silent: boolean;
}

export interface CallOptions {
  /** Inside an implicit conversion: arguments may not be converted again, except literals to their default types. */
  readonly implicit: boolean;
  readonly span: Span;
  readonly at: Span;
  /** Dialect: a literal binds a parameter only where no other argument does (20 §4). */
  readonly literalsLast?: boolean;
}

export function evaluateAll(
  fx: FnCx,
  candidates: readonly Candidate[],
  self: TypedExpr | undefined,
  explicit: readonly ExplicitParam[] | undefined,
  args: readonly ArgVal[],
  options: CallOptions,
): readonly (Viable | NotViable)[] {
  const results = candidates.map((c) => evaluate(fx, c, self, explicit, args, options));
  const { cx } = fx;
  if (cx.options.strict || args.length < 2 || results.some((r) => r.ok)) return results;
  if (!args.some((a) => a.value !== undefined && defaultType(cx, a.value.type) !== undefined)) return results;
  // What Mojo 1.2 accepts keeps its meaning; only a call that it rejects is looked at again.
  const again = candidates.map((c) => evaluate(fx, c, self, explicit, args, { ...options, literalsLast: true }));
  return again.some((r) => r.ok) ? again : results;
}

export function evaluate(
  fx: FnCx,
  candidate: Candidate,
  self: TypedExpr | undefined,
  explicit: readonly ExplicitParam[] | undefined,
  args: readonly ArgVal[],
  options: CallOptions,
): Viable | NotViable {
  const cx = fx.cx;
  const store = cx.store;
  const sig = candidateSignature(cx, candidate.decl);
  if (sig === undefined) {
    return {
      ok: false,
      candidate,
      reason: "its signature depends on this call",
      arg: undefined,
      span: undefined,
      notes: [],
      silent: true,
    };
  }
  const fail = (reason: string, arg?: number, notes: readonly Note[] = [], span?: Span | "callee"): NotViable => ({
    ok: false,
    candidate,
    reason,
    arg,
    span: span ?? (arg === undefined ? undefined : caretOfArg(args[arg])),
    notes,
    silent: node(cx, candidate.decl).broken,
  });
  if (node(cx, candidate.decl).broken) return fail("its declaration has errors");

  const planned = planFormals(sig, self, args);
  if (!planned.ok) return fail(planned.reason, planned.arg, [], planned.span);
  const formals = planned.formals;
  if (isTemplate(cx, candidate.decl)) {
    const made = instanceFor(
      fx,
      candidate.decl,
      formals.map((p) => formalValue(p, args)),
      options.span,
    );
    return typeof made === "string"
      ? fail(made)
      : evaluate(fx, { ...candidate, decl: made }, self, explicit, args, options);
  }

  // ---- parameters
  const inference = inferenceFor(cx);
  const chain = ownerChain(cx, candidate.decl);
  const env = new Map<DeclId, TermId[]>();
  const variables: {
    readonly id: TermId;
    readonly owner: DeclId;
    readonly index: number;
    readonly info: ParamInfo | undefined;
  }[] = [];
  let at = 0;
  for (const owner of chain) {
    const count = paramCount(cx, owner);
    const values: TermId[] = [];
    env.set(owner, values);
    const infos = node(cx, owner).header.kind === "trait" ? [] : paramsOf(cx, owner);
    for (let i = 0; i < count; i++) {
      const given = owner === candidate.decl ? undefined : candidate.ownerBindings[at + i];
      if (given !== undefined && given !== store.unbound) values.push(openInside(cx, inference, given));
      else {
        const id = freshInfer(cx);
        variables.push({ id, owner, index: i, info: infos[i] });
        values.push(id);
      }
    }
    if (owner !== candidate.decl) at += count;
  }
  for (const v of variables) if (v.info !== undefined) inference.add(v.id, subst(cx, v.info.type, env));
  const own = variables.filter((v) => v.owner === candidate.decl);
  const resolve = (t: TermId): TermId => resolveInfer(cx, inference, subst(cx, t, env));
  const named = (t: TermId): string => {
    const back = new Map(variables.map((v) => [v.id, store.param(v.owner, v.index)]));
    return show(
      cx,
      rewrite(cx, t, (id) => back.get(id)),
    );
  };

  // Functions given for parameters whose types the arguments decide: bound after these.
  const later: (() => string | undefined)[] = [];
  const given = new Map<TermId, Span>();
  if (explicit !== undefined) {
    const { name } = node(cx, candidate.decl).header;
    const failed = bindExplicit(fx, inference, own, explicit, resolve, later, name, given);
    if (failed !== undefined) return fail(failed.reason, undefined, [], failed.span);
  }

  const values: (TypedExpr | undefined)[] = args.map((a) => a.value);
  const costs: number[] = args.map(() => 0);
  const origins = new Map<number, TermId>();
  const literals: (() => string | undefined)[] = [];
  const templates: (() => string | undefined)[] = [];
  // The origins of this function's arguments, as the signature speaks of them, are those of the operands.
  let selfValue = self;
  const originOfFormal = (index: number): TermId | undefined => {
    const known = origins.get(index);
    if (known !== undefined) return known;
    const plan = formals[index];
    const formal = sig.args[index];
    if (plan === undefined || formal === undefined) return undefined;
    // Values that the callee owns have no place of the caller's.
    if (plan.kind === "many" && (formal.convention === "var" || formal.convention === "deinit")) {
      return store.intern({ kind: "origin_untracked", mut: store.true });
    }
    const exprs =
      plan.kind === "self"
        ? [selfValue]
        : plan.kind === "one" || plan.kind === "forward"
          ? [values[plan.arg]]
          : plan.kind === "many"
            ? plan.args.map((a) => values[a])
            : [];
    const members: TermId[] = [];
    for (const e of exprs) {
      if (e === undefined) continue;
      const origin = originOfPlace(fx, placeOf(fx, e));
      if (origin !== undefined) members.push(formal.convention === "imm" ? immutable(cx, origin) : origin);
    }
    const all = members.length === 0 ? undefined : union(cx, members);
    if (all !== undefined) origins.set(index, all);
    return all;
  };
  /** A term of the signature for this call. The operands' origins go in first: in a recursive call they look alike. */
  const withOrigins = (t: TermId): TermId => {
    if (!hasOrigin(store, t)) return resolve(t);
    const seen = mapTerm(store, t, (term) =>
      term.kind === "origin_local" && term.owner === candidate.decl && term.local >= 0
        ? originOfFormal(term.local)
        : undefined,
    );
    return resolve(seen);
  };
  // A constructor's written result type (`out self: W[42]`) fixes or takes parameters of the type that is being made.
  // Before the arguments are known a member of a type that is still to be inferred is compared with nothing.
  const matchResult = (early: boolean): string | undefined => {
    if (!sig.isInit) return undefined;
    const made = store.get(sig.result);
    if (made.kind !== "struct") return undefined;
    const wanted = env.get(made.decl);
    if (wanted === undefined) return undefined;
    for (const [k, written] of made.bindings.entries()) {
      const w = wanted[k];
      if (w === undefined) continue;
      const r = withOrigins(written);
      const current = resolveInfer(cx, inference, w);
      if (r === current) continue;
      const ok = hasInfer(store, current)
        ? hasInfer(store, r) || unify(cx, inference, r, current)
        : unify(cx, inference, current, r);
      if (!ok && !(early && hasInfer(store, r))) {
        const name = paramsOf(cx, made.decl)[k]?.name ?? "?";
        return `return type '${named(resolve(sig.result))}' parameter '${name}' value '${named(r)}' doesn't match expected value '${named(current)}'`;
      }
    }
    return undefined;
  };
  const mismatched = matchResult(true);
  if (mismatched !== undefined) return fail(mismatched);

  // ---- inference from arguments, in the order of the formals
  for (const [i, formal] of sig.args.entries()) {
    const plan = formals[i];
    if (plan === undefined) continue;
    if (plan.kind === "self") {
      const pattern = resolve(formal.type);
      if (hasInfer(store, pattern) && !unify(cx, inference, plan.expr.type, pattern)) {
        return fail(
          `value passed to 'self' cannot be converted from '${show(cx, plan.expr.type)}' to '${named(pattern)}'`,
        );
      }
      const problem = matchRef(fx, inference, formal, plan.expr, resolve, origins, i);
      if (problem !== undefined) return fail(problem);
      continue;
    }
    if (plan.kind === "default" || plan.kind === "keywords") {
      const given =
        plan.kind === "default" && formal.defaultValue !== undefined ? typeOfTerm(cx, formal.defaultValue) : undefined;
      const wanted = given === undefined ? undefined : resolve(formal.type);
      if (given !== undefined && wanted !== undefined && hasInfer(store, wanted)) unify(cx, inference, given, wanted);
      if (plan.kind === "keywords") {
        for (const a of plan.args) {
          const problem = matchArg(fx, inference, args[a], formal, resolve(formal.type), values, costs, a, named);
          if (problem !== undefined) return fail(problem, a);
        }
      }
      continue;
    }
    if (plan.kind === "forward") {
      const problem = matchForward(fx, inference, formal, values[plan.arg], resolve);
      if (problem !== undefined) return fail(problem, plan.arg);
      continue;
    }
    const indices = plan.kind === "one" ? [plan.arg] : plan.args;
    if (formal.variadic === "pack") {
      const problem = matchPack(fx, inference, args, indices, formal, values, resolve);
      if (problem !== undefined) return fail(problem.reason, problem.arg);
      continue;
    }
    for (const a of indices) {
      const template = templateOf(cx, args[a]);
      if (template !== undefined) {
        templates.push(() => {
          const id = resolve(formal.type);
          const v = variables.find((x) => x.id === id);
          const bound = v?.info === undefined ? undefined : store.get(resolve(v.info.type));
          const wanted = bound?.kind === "trait" ? bound.fns[0] : id;
          const value = instanceAs(fx, template, wanted ?? id, args[a]?.span ?? options.span);
          if (typeof value === "string") return value;
          values[a] = value;
          return !hasInfer(store, id) || unify(cx, inference, value.type, id)
            ? undefined
            : mismatch(cx, formal, value.type, named(id));
        });
        continue;
      }
      const literal = values[a];
      if (options.literalsLast === true && literal !== undefined && defaultType(cx, literal.type) !== undefined) {
        literals.push(() => matchArg(fx, inference, args[a], formal, resolve(formal.type), values, costs, a, named));
        continue;
      }
      const problem = matchArg(fx, inference, args[a], formal, resolve(formal.type), values, costs, a, named);
      if (problem !== undefined) return fail(problem, a);
      // A display is a value of its own, whose origin a reference needs.
      if (formal.convention === "ref") values[a] ??= displayFor(fx, args[a], resolve(formal.type));
      const value = values[a];
      if (value !== undefined) {
        const refProblem = matchRef(fx, inference, formal, value, resolve, origins, i);
        if (refProblem !== undefined) return fail(refProblem, a);
      }
    }
  }

  for (const match of [...literals, ...later, ...templates]) {
    const problem = match();
    if (problem !== undefined) return fail(problem);
  }
  // What a function gives settles what its bound leaves open (`F: def(T) -> R`).
  for (const v of variables) {
    const bound = v.info === undefined ? undefined : store.get(resolve(v.info.type));
    const value = resolve(v.id);
    if (bound?.kind !== "trait" || hasInfer(store, value)) continue;
    for (const f of bound.fns) if (hasInfer(store, f)) functionConverts(fx, value, f, inference);
  }
  // So does a function for the pointer type it is passed as (`f: def(T) thin -> R`).
  for (const [i, formal] of sig.args.entries()) {
    const plan = formals[i];
    const wanted = resolve(formal.type);
    if (plan?.kind !== "one" || store.get(wanted).kind !== "fn" || !hasInfer(store, wanted)) continue;
    const arg = args[plan.arg];
    const given = arg === undefined ? undefined : onlyFunction(fx, arg);
    if (arg === undefined || given === undefined) continue;
    if (functionConverts(fx, given, wanted, inference)) values[plan.arg] = functionArg(fx, arg, resolve(wanted));
  }

  const mismatchedLater = matchResult(false);
  if (mismatchedLater !== undefined) return fail(mismatchedLater);

  // ---- defaults and what is left
  for (const v of variables) {
    const t = store.get(v.id);
    if (t.kind !== "infer" || inference.values.has(t.id)) continue;
    if (v.info?.variadic === true) inference.values.set(t.id, store.list([]));
    else if (v.info?.defaultValue !== undefined) inference.values.set(t.id, resolve(v.info.defaultValue));
    else {
      const declared = v.info === undefined ? undefined : resolve(v.info.type);
      const d = declared === undefined ? undefined : store.get(declared);
      // The mutability that only an origin mentions is settled by it; a free one is immutable.
      if (d?.kind === "origin_type")
        inference.values.set(
          t.id,
          store.intern({ kind: "origin_untracked", mut: hasInfer(store, d.mut) ? store.true : d.mut }),
        );
    }
  }
  for (const v of variables) {
    const t = store.get(v.id);
    if (t.kind !== "infer" || inference.values.has(t.id)) continue;
    if (v.info !== undefined && store.get(resolve(v.info.type)).kind === "error") {
      // Its bound has a mistake, which was reported where it is declared.
      inference.values.set(t.id, store.error);
      continue;
    }
    if (v.info?.kind === "keyword")
      return fail(`missing required keyword-only parameter: '${v.info.name}'`, undefined, [], "callee");
    const parent = v.owner === candidate.decl ? "" : ` of parent struct '${node(cx, v.owner).header.name}'`;
    return fail(`failed to infer parameter '${v.info?.name ?? "?"}'${parent}`, undefined, [], "callee");
  }

  // ---- bounds
  for (const v of variables) {
    if (v.info === undefined) continue;
    const bound = resolve(v.info.type);
    if (store.get(bound).kind !== "trait") continue;
    const value = resolve(v.id);
    const problem = checkBound(fx, v, value, bound, sig, formals, args, values);
    if (problem !== undefined) return fail(problem.reason, problem.arg, [], given.get(v.id));
  }

  // ---- conversions
  let cost = 0;
  let penalty = 0;
  let usesVariadic = false;
  for (const [i, formal] of sig.args.entries()) {
    const plan = formals[i];
    if (plan === undefined || plan.kind === "default" || plan.kind === "keywords" || plan.kind === "forward") continue;
    const target = resolve(formal.type);
    if (plan.kind === "self") {
      const receiver = settled(cx, inference, plan.expr, target);
      const problem = checkReceiver(fx, formal, receiver, target);
      if (problem !== undefined) return fail(problem.reason, undefined, [], plan.expr.span);
      selfValue = problem === undefined ? convertSelf(fx, formal, receiver, target) : selfValue;
      penalty += penaltyOf(fx, formal, receiver, receiver, target);
      continue;
    }
    const indices = plan.kind === "one" ? [plan.arg] : plan.args;
    if (plan.kind === "many") {
      if (indices.length === 0) cost += 1;
      else usesVariadic = true;
    }
    for (const [k, a] of indices.entries()) {
      const arg = args[a];
      if (arg === undefined) continue;
      let to = target;
      if (formal.variadic === "pack") {
        const list = store.get(target);
        to = list.kind === "list" ? (list.elements[k] ?? store.error) : (values[a]?.type ?? store.error);
      }
      const given = values[a];
      const converted = convertArg(
        fx,
        formal,
        arg,
        given === undefined ? undefined : settled(cx, inference, given, to),
        to,
        options.implicit,
      );
      if (typeof converted === "string") {
        const from = values[a];
        return fail(converted === "" ? conversionReason(cx, formal, from, arg, to) : converted, a);
      }
      penalty += penaltyOf(fx, formal, arg.value, converted.expr, to);
      values[a] = converted.expr;
      // A literal that took its default type for a bare type parameter pays for that too.
      cost += (costs[a] ?? 0) + converted.cost;
    }
  }

  // ---- constraints
  let constraint: "yes" | "unknown" = "yes";
  let unproved: TermId | undefined;
  const parent = node(cx, candidate.decl).header.parent;
  const structWhere =
    sig.isInit && parent !== undefined && node(cx, parent).header.kind === "struct"
      ? structInfoOf(cx, parent).where
      : [];
  for (const clause of [...structWhere, ...sig.where]) {
    const condition = resolve(clause.condition);
    const answer = provable(cx, fx.facts, condition);
    if (answer === "no") {
      const text = clause.text === undefined ? "" : `: ${clause.text}`;
      const message = `constraint declared here evaluated to False, expected '${show(cx, clause.condition)}'${text}`;
      return fail("violated constraint", undefined, [{ message, at: clause.at }], "callee");
    }
    if (answer === "unknown") {
      constraint = "unknown";
      unproved ??= condition;
    }
  }

  if (isOpen(cx, resolve(sig.result))) return fail(`failed to infer the type '${named(resolve(sig.result))}'`);
  const flat: TermId[] = [];
  for (const owner of chain) for (const t of env.get(owner) ?? []) flat.push(resolveInfer(cx, inference, t));
  return {
    ok: true,
    candidate,
    sig,
    bindings: flat,
    formals,
    values,
    self: selfValue,
    result: withOrigins(sig.result),
    raises: sig.raises === undefined ? undefined : withOrigins(sig.raises),
    cost,
    usesVariadic,
    penalty,
    paramCount: flat.length,
    raisingBounds: sig.params.filter((p) => isRaisingBound(cx, p.type)).length,
    constraint,
    unproved,
    formalType: (index) => withOrigins(sig.args[index]?.type ?? store.error),
    localType: (index) => {
      const formal = sig.args[index];
      return formal === undefined ? store.error : withOrigins(argLocalType(cx, candidate.decl, formal, index));
    },
    bindDefault: withOrigins,
    keywordsType: (element) => byName(cx, "kwargs", { V: element, T: element }),
    argNames: args.map((a) => a.name),
    settles: foundBy(cx, inference),
  };
}

function isRaisingBound(cx: Cx, bound: TermId): boolean {
  const b = cx.store.get(bound);
  return (
    b.kind === "trait" &&
    b.fns.some((fn) => {
      const f = cx.store.get(fn);
      return f.kind === "fn" && f.raises !== undefined;
    })
  );
}

/** Where a message about an argument points. */
function caretOfArg(arg: ArgVal | undefined): Span | undefined {
  if (arg === undefined) return undefined;
  if (arg.ast.kind !== "error") return caretOfExpr(arg.ast);
  return arg.value === undefined ? arg.span : caretOf(arg.value);
}

/** A binding whose inner parts are open (`List[Scalar[_]]`): each becomes an unknown of this call. */
function openInside(cx: Cx, inference: Inference, given: TermId): TermId {
  if (!hasUnbound(cx.store, given)) return given;
  const t = cx.store.get(given);
  if (t.kind !== "struct") return given;
  const params = paramsOf(cx, t.decl);
  const bindings = t.bindings.map((b, i) => {
    if (b !== cx.store.unbound) return openInside(cx, inference, b);
    const id = freshInfer(cx);
    const type = params[i]?.type;
    if (type !== undefined) inference.add(id, type);
    return id;
  });
  return cx.store.struct(t.decl, bindings);
}

// ---------------------------------------------------------------- parameters

interface Variable {
  readonly id: TermId;
  readonly owner: DeclId;
  readonly index: number;
  readonly info: ParamInfo | undefined;
}

function isPositional(info: ParamInfo | undefined): boolean {
  return (
    info !== undefined && !info.implicit && (info.kind === "positional" || info.kind === "either" || info.variadic)
  );
}

function bindExplicit(
  fx: FnCx,
  inference: Inference,
  own: readonly Variable[],
  explicit: readonly ExplicitParam[],
  resolve: (t: TermId) => TermId,
  later: (() => string | undefined)[],
  name: string,
  given: Map<TermId, Span>,
): { readonly reason: string; readonly span: Span } | undefined {
  const cx = fx.cx;
  const positional = own.filter((v) => isPositional(v.info));
  let next = 0;
  const rest = new Map<Variable, TermId[]>();
  for (const p of explicit) {
    if (p.value === "rest") break;
    let target: Variable | undefined;
    if (p.name !== undefined) {
      target = own.find(
        (v) => v.info !== undefined && v.info.name === p.name && v.info.kind !== "positional" && !v.info.implicit,
      );
      if (target === undefined) return { reason: `unexpected keyword parameter '${p.name}'`, span: p.span };
    } else {
      target = positional[next];
      if (target === undefined) return { reason: "unexpected parameter", span: p.span };
      if (target.info?.variadic !== true) next++;
    }
    const { info, id } = target;
    if (p.value === "unbound" || info === undefined) continue;
    const value = p.value;
    const type = resolve(info.type);
    const known = new Map(inference.values);
    const bound = bindParamValue(fx, inference, value, type, p.display);
    if (typeof bound === "object") {
      if (info.variadic || cx.store.get(type).kind !== "fn" || !hasInfer(cx.store, type))
        return { reason: misfitText(name, info.name, bound), span: p.span };
      inference.values.clear();
      for (const [key, term] of known) inference.values.set(key, term);
      later.push(() => {
        const made = bindParamValue(fx, inference, value, resolve(info.type), p.display);
        if (typeof made === "object") return misfitText(name, info.name, made);
        return unify(cx, inference, made, resolve(id)) ? undefined : `parameter '${info.name}' was already bound`;
      });
      continue;
    }
    // A value with a mistake in it was reported; it is not for inference to miss it.
    const open = bound === cx.store.error ? cx.store.get(resolve(id)) : undefined;
    if (open?.kind === "infer" && !info.variadic) inference.values.set(open.id, bound);
    if (info.variadic) {
      const list = rest.get(target) ?? [];
      list.push(bound);
      rest.set(target, list);
    } else if (!unify(cx, inference, bound, resolve(id)))
      return { reason: `parameter '${info.name}' was already bound`, span: p.span };
    given.set(id, p.span);
  }
  for (const [v, list] of rest) {
    const only = list.length === 1 ? cx.store.get(list[0] as TermId) : undefined;
    unify(cx, inference, only?.kind === "list" ? (list[0] as TermId) : cx.store.list(list), v.id);
  }
  return undefined;
}

function checkBound(
  fx: FnCx,
  v: Variable,
  value: TermId,
  bound: TermId,
  sig: FunctionSignature,
  formals: readonly FormalPlan[],
  args: readonly ArgVal[],
  values: readonly (TypedExpr | undefined)[],
): { readonly reason: string; readonly arg: number | undefined } | undefined {
  const cx = fx.cx;
  const b = cx.store.get(bound);
  if (b.kind !== "trait") return undefined;
  const list = cx.store.get(value);
  const variable = cx.store.param(v.owner, v.index);
  const elements = v.info?.variadic === true && list.kind === "list" ? list.elements : undefined;
  const failingOf = (type: TypeId): TermId | undefined => {
    const answer = conformsToBound(cx, fx.facts, type, bound);
    if (answer.answer !== "yes") return answer.failing;
    for (const fn of b.fns) if (!closureFits(fx, type, fn)) return fn;
    return undefined;
  };
  if (elements !== undefined) {
    const index = sig.args.findIndex((a) => a.variadic === "pack" && a.type === variable);
    for (const [k, type] of elements.entries()) {
      const failing = failingOf(type);
      if (failing === undefined) continue;
      const plan = formals[index];
      const arg = plan?.kind === "many" ? plan.args[k] : undefined;
      const name = sig.args[index]?.name ?? v.info?.name ?? "";
      return {
        reason: `an element of '${name}' with type '${show(cx, type)}' does not conform to trait '${show(cx, failing)}'; either prove the conformance with 'conforms_to', or add conformance`,
        arg,
      };
    }
    return undefined;
  }
  const failing = failingOf(value);
  if (failing === undefined) return undefined;
  const index = sig.args.findIndex((a) => a.type === variable);
  const plan = formals[index];
  const arg = plan?.kind === "one" ? plan.arg : undefined;
  const from = arg === undefined ? undefined : (args[arg]?.value?.type ?? values[arg]?.type);
  const name = v.info?.name ?? "";
  if (arg === undefined || from === undefined) {
    return {
      reason: misfitText(node(cx, v.owner).header.name, name, {
        kind: "type",
        wanted: show(cx, bound),
        given: typeAsValue(cx, value),
      }),
      arg,
    };
  }
  const formalName = sig.args[index]?.name ?? "";
  const shown = name.startsWith("type_of(") ? show(cx, bound) : name;
  return {
    reason: `value passed to '${formalName}' cannot be converted from '${show(cx, from)}' to '${shown}', argument type '${show(cx, from)}' does not conform to trait '${show(cx, failing)}'`,
    arg,
  };
}

// ---------------------------------------------------------------- matching

function matchArg(
  fx: FnCx,
  inference: Inference,
  arg: ArgVal | undefined,
  formal: ArgInfo,
  pattern: TypeId,
  values: (TypedExpr | undefined)[],
  costs: number[],
  index: number,
  named: (t: TermId) => string,
): string | undefined {
  const cx = fx.cx;
  if (arg === undefined) return undefined;
  if (!hasInfer(cx.store, pattern)) return undefined;
  const fromFunction = functionArg(fx, arg, pattern);
  if (fromFunction !== undefined) values[index] = fromFunction;
  let value = values[index];
  if (value === undefined && isDisplay(arg.ast)) {
    const opened = mapTerm(cx.store, pattern, (t) => (t.kind === "infer" ? cx.store.unbound : undefined));
    const partial =
      cx.store.get(opened).kind === "struct" ? speculate(cx, () => checkDisplay(fx, arg.ast, opened)) : undefined;
    if (partial?.value !== undefined && !partial.diagnostics.some((d) => d.severity === "error")) value = partial.value;
    else {
      const plain = speculate(cx, () => checkDisplay(fx, arg.ast, undefined));
      if (plain.value === undefined || plain.diagnostics.some((d) => d.severity === "error")) {
        return `value passed to '${formal.name}' cannot be converted from list literal to '${named(pattern)}'`;
      }
      value = plain.value;
    }
    values[index] = value;
  }
  if (value === undefined) return undefined;
  const literal = defaultType(cx, value.type);
  const bare = cx.store.get(pattern).kind === "infer";
  if (literal !== undefined && bare)
    return unify(cx, inference, literal, pattern) ? undefined : mismatch(cx, formal, value.type, named(pattern));
  const saved = new Map(inference.values);
  const restore = (): void => {
    inference.values.clear();
    for (const [k, v] of saved) inference.values.set(k, v);
  };
  if (unify(cx, inference, value.type, pattern)) return undefined;
  restore();
  if (literal !== undefined && unify(cx, inference, literal, pattern)) return undefined;
  restore();
  const p = cx.store.get(pattern);
  if (p.kind === "struct" && formal.convention !== "mut" && formal.convention !== "ref" && cx.depth < 16) {
    const opened = mapTerm(cx.store, pattern, (t) => (t.kind === "infer" ? cx.store.unbound : undefined));
    const built = tryConvert(fx, value, opened, false);
    if (built !== undefined && unify(cx, inference, built.expr.type, pattern)) {
      values[index] = built.expr;
      costs[index] = built.cost;
      return undefined;
    }
    restore();
  }
  const unresolved =
    [...named(pattern).matchAll(/\b[a-z]\w*\b/g)].length > 0 &&
    p.kind === "struct" &&
    sameStruct(cx, value.type, pattern);
  return unresolved
    ? `${mismatch(cx, formal, value.type, named(pattern))}, it depends on an unresolved parameter '${firstUnresolved(cx, pattern, named)}'`
    : mismatch(cx, formal, value.type, named(pattern));
}

function sameStruct(cx: Cx, a: TypeId, b: TypeId): boolean {
  const x = cx.store.get(a);
  const y = cx.store.get(b);
  return x.kind === "struct" && y.kind === "struct" && x.decl === y.decl;
}

function firstUnresolved(cx: Cx, pattern: TypeId, named: (t: TermId) => string): string {
  const p = cx.store.get(pattern);
  if (p.kind === "struct")
    for (const b of p.bindings)
      if (cx.store.get(b).kind !== "struct" && hasInfer(cx.store, b)) return named(b).replace(/^\w+\((.*)\)$/, "$1");
  return named(pattern);
}

function mismatch(cx: Cx, formal: ArgInfo, from: TypeId, to: string): string {
  return `value passed to '${formal.name}' cannot be converted from '${show(cx, from)}' to '${to}'`;
}

function conversionReason(cx: Cx, formal: ArgInfo, from: TypedExpr | undefined, arg: ArgVal, to: TypeId): string {
  if (from === undefined && arg.callable !== undefined) {
    const only = arg.callable.candidates.length === 1 ? arg.callable.candidates[0] : undefined;
    const what = only === undefined ? "unknown overload" : `'${functionTypeText(cx, signatureOf(cx, only.decl))}'`;
    return `value passed to '${formal.name}' cannot be converted from ${what} to '${show(cx, to)}'`;
  }
  if (from === undefined) {
    const names: { readonly [kind: string]: string } = {
      list: "list literal",
      dict: "dictionary literal",
      lambda: "lambda",
    };
    const what = names[arg.ast.kind] ?? "initializer list";
    return `value passed to '${formal.name}' cannot be converted from ${what} to '${show(cx, to)}'`;
  }
  return `value passed to '${formal.name}' cannot be converted from '${showTypeOf(cx, from)}' to '${show(cx, to)}'`;
}

/** Matches the origin of a `ref` argument (and records origins that the result may mention). */
/** A display as a value of a known type; undefined where it is none, or none of that type. */
function displayFor(fx: FnCx, arg: ArgVal | undefined, type: TypeId): TypedExpr | undefined {
  if (arg === undefined || !isDisplay(arg.ast) || hasInfer(fx.cx.store, type)) return undefined;
  return tryDisplay(fx, arg.ast, type)?.expr;
}

function matchRef(
  fx: FnCx,
  inference: Inference,
  formal: ArgInfo,
  value: TypedExpr,
  resolve: (t: TermId) => TermId,
  origins: Map<number, TermId>,
  index: number,
): string | undefined {
  if (formal.convention !== "ref" || formal.origin === undefined) return undefined;
  let source = value;
  const literal = defaultType(fx.cx, value.type);
  if (literal !== undefined) {
    const made = tryConvert(fx, value, literal, false);
    if (made !== undefined) source = made.expr;
  }
  const origin = originOfPlace(fx, placeOf(fx, source));
  if (origin === undefined) return undefined;
  origins.set(index, origin);
  const pattern = resolve(formal.origin);
  // What a literal is spilled to is new: no origin that is known already can be its own.
  if (!unify(fx.cx, inference, origin, pattern) && (literal !== undefined || hasInfer(fx.cx.store, pattern))) {
    return `value passed to '${formal.name}' has origin '${show(fx.cx, origin)}', which is not '${show(fx.cx, pattern)}'`;
  }
  return undefined;
}

function matchForward(
  fx: FnCx,
  inference: Inference,
  formal: ArgInfo,
  value: TypedExpr | undefined,
  resolve: (t: TermId) => TermId,
): string | undefined {
  if (value === undefined) return undefined;
  const cx = fx.cx;
  const t = cx.store.get(value.type);
  if (t.kind !== "struct") return "unpack is only supported for variadic arguments";
  const params = paramsOf(cx, t.decl);
  const pattern = resolve(formal.type);
  if (formal.variadic === "pack") {
    const index = params.findIndex((p) => p.variadic);
    const list = t.bindings[index];
    if (list === undefined || !unify(cx, inference, list, pattern))
      return "unpack is only supported for variadic arguments";
    return undefined;
  }
  const element = t.bindings[params.findIndex((p) => p.name === "element_type" || p.name === "T" || p.name === "V")];
  if (element === undefined || !unify(cx, inference, element, pattern))
    return mismatch(cx, formal, value.type, show(cx, pattern));
  return undefined;
}

function matchPack(
  fx: FnCx,
  inference: Inference,
  args: readonly ArgVal[],
  indices: readonly number[],
  formal: ArgInfo,
  values: (TypedExpr | undefined)[],
  resolve: (t: TermId) => TermId,
): { readonly reason: string; readonly arg: number } | undefined {
  const cx = fx.cx;
  const types: TypeId[] = [];
  for (const a of indices) {
    const arg = args[a];
    if (arg === undefined) continue;
    if (values[a] === undefined && arg.callable !== undefined) values[a] = functionArg(fx, arg, cx.store.unbound);
    if (values[a] === undefined) values[a] = checkDisplay(fx, arg.ast, undefined);
    const value = values[a];
    if (value === undefined) return { reason: `value passed to '${formal.name}' needs a type`, arg: a };
    types.push(defaultType(cx, value.type) ?? value.type);
  }
  const pattern = resolve(formal.type);
  if (!unify(cx, inference, cx.store.list(types), pattern)) {
    return { reason: `values passed to '${formal.name}' do not match its types`, arg: indices[0] ?? 0 };
  }
  return undefined;
}

// ---------------------------------------------------------------- conversion of arguments

/** A value whose element types this call settles, in the type that it then has. */
function settled(cx: Cx, inference: Inference, value: TypedExpr, target: TypeId): TypedExpr {
  if (value.type === target || !isPending(cx, value.type)) return value;
  unify(cx, inference, target, value.type);
  return { ...value, type: resolveInfer(cx, inference, value.type) } as TypedExpr;
}

function checkReceiver(
  fx: FnCx,
  formal: ArgInfo,
  expr: TypedExpr,
  target: TypeId,
): { readonly reason: string } | undefined {
  const cx = fx.cx;
  if (formal.convention === "mut" && !isMutablePlace(fx, expr)) {
    return { reason: `invalid use of mutating method on rvalue of type '${show(cx, expr.type)}'` };
  }
  if (expr.type !== target && tryConvert(fx, expr, target, true) === undefined) {
    return { reason: mismatch(cx, formal, expr.type, show(cx, target)) };
  }
  return undefined;
}

function convertSelf(fx: FnCx, formal: ArgInfo, expr: TypedExpr, target: TypeId): TypedExpr {
  if (expr.type === target) return expr;
  void formal;
  return tryConvert(fx, expr, target, true)?.expr ?? expr;
}

/** The argument as the formal wants it; a string is the reason why not ("" for the usual one). */
function convertArg(
  fx: FnCx,
  formal: ArgInfo,
  arg: ArgVal,
  value: TypedExpr | undefined,
  to: TypeId,
  implicit: boolean,
): { readonly expr: TypedExpr; readonly cost: number } | string {
  if (value === undefined) {
    const fn = functionArg(fx, arg, to);
    if (fn !== undefined) return { expr: fn, cost: 0 };
    const display = tryDisplay(fx, arg.ast, to);
    if (display !== undefined) return { expr: display.expr, cost: display.cost };
    return "";
  }
  if (formal.convention === "mut") {
    if (value.type !== to && tryConvert(fx, value, to, true) === undefined) return "";
    if (!isMutablePlace(fx, value)) return `value passed to mutable argument '${formal.name}' must be mutable`;
    return value.type === to ? { expr: value, cost: 0 } : "";
  }
  if (isDisplay(arg.ast) && value.type !== to) {
    const display = tryDisplay(fx, arg.ast, to);
    if (display !== undefined) return { expr: display.expr, cost: display.cost };
  }
  const converted = tryConvert(fx, value, to, implicit);
  if (converted === undefined) return "";
  // A literal that takes its default type for a parameter pays 1 even though inference bound the parameter to that type.
  return converted;
}

/** Key 3 of the ranking. */
function penaltyOf(
  fx: FnCx,
  formal: ArgInfo,
  original: TypedExpr | undefined,
  converted: TypedExpr,
  type: TypeId,
): number {
  const cx = fx.cx;
  let penalty = 0;
  const declared = cx.store.get(formal.type);
  const inMemory =
    formal.convention === "mut" ||
    formal.convention === "ref" ||
    formal.convention === "var" ||
    formal.convention === "deinit" ||
    declared.kind === "param";
  if (inMemory && hasRole(cx, fx.facts, type, "register_passable")) penalty += 1;
  const exact = original === undefined || original.type === type;
  if (exact) {
    const isPlaceArg = original === undefined ? false : isPlace(original);
    const takes = formal.convention === "var" || formal.convention === "deinit";
    if (isPlaceArg && takes) penalty += 2;
    if (!isPlaceArg && !takes) penalty += 1;
  }
  void converted;
  return penalty;
}
