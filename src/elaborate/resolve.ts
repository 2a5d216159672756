/**
 * From generic terms to concrete ones: bindings go in, associated members and witnesses are looked up, calls that the checker
 * kept are run, origins are gone. Closed terms are evaluated once per program (15.7.1); a failure is told again at each use.
 */

import { bug } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import type { Note } from "../diagnostics/diagnostic.ts";
import { mapChildren } from "../terms/children.ts";
import { HAS_BOUND, HAS_ORIGIN, HAS_PARAM, HAS_UNEVALUATED, termFlags } from "../terms/flags.ts";
import { isOriginTerm } from "../terms/origins.ts";
import { boolValue } from "../terms/scalars.ts";
import { substitute } from "../terms/substitute.ts";
import type { Term, TermOf } from "../terms/term.ts";
import { type Elaborator, fail, failHere, noteHere } from "./context.ts";
import { fillOwn, requestFunction, witnessFunction } from "./instances.ts";
import type { Scope } from "./scope.ts";
import { evaluateTypeOp } from "./type-ops.ts";

const OPEN = HAS_PARAM | HAS_UNEVALUATED | HAS_ORIGIN;

/** The concrete form of a term in a scope; the error term after a failure, which has then been recorded. */
export function resolve(cx: Elaborator, scope: Scope, id: TermId): TermId {
  const flags = termFlags(cx.store, id);
  if ((flags & OPEN) === 0) return id;
  if ((flags & HAS_PARAM) === 0) return evaluate(cx, id);
  const known = scope.resolved.get(id);
  if (known !== undefined) return known;
  const closed = substitute(cx.store, id, (owner, index) => scope.values.get(owner)?.[index]);
  const result = evaluate(cx, closed);
  scope.resolved.set(id, result);
  return result;
}

export function resolveAll(cx: Elaborator, scope: Scope, ids: readonly TermId[]): readonly TermId[] {
  return ids.map((id) => resolve(cx, scope, id));
}

/** A closed term without anything left to compute. */
export function evaluate(cx: Elaborator, id: TermId): TermId {
  if ((termFlags(cx.store, id) & OPEN) === 0) return id;
  const known = cx.evaluated.get(id);
  if (known !== undefined) {
    const why = known === cx.store.error ? cx.failed.get(id) : undefined;
    return why === undefined ? known : fail(cx, why);
  }
  if (cx.evaluating.has(id)) return failHere(cx, `the value of '${cx.env.printTerm(id)}' depends on itself`);
  const failuresBefore = cx.site?.instance.failures.length ?? 0;
  cx.evaluating.add(id);
  const result = compute(cx, id);
  cx.evaluating.delete(id);
  cx.evaluated.set(id, result);
  const failures = cx.site?.instance.failures;
  if (failures !== undefined && failures.length > failuresBefore)
    cx.failed.set(id, (failures.at(-1)?.notes ?? []) as readonly Note[]);
  return result;
}

function compute(cx: Elaborator, id: TermId): TermId {
  const { store } = cx;
  const term = store.get(id);
  if (isOriginTerm(term)) return store.originErased;
  if (term.kind === "param")
    return bug(`parameter ${term.index} of '${cx.env.header(term.owner).name}' has no binding here`);
  if (term.kind === "op") {
    if (isLazy(term)) return evaluateLazy(cx, term);
    // Whatever decided it is erased, and from here on mutability changes nothing.
    if (term.op === "origin_mut") return store.true;
  }
  const mapped = mapChildren(term, (child) => evaluate(cx, child));
  const next = mapped === term ? id : store.intern(mapped);
  const after = store.get(next);
  // Inside the types of generic function values there are calls that wait for their parameters.
  if ((termFlags(store, next) & HAS_BOUND) !== 0) return next;
  switch (after.kind) {
    case "apply":
      return evaluateApply(cx, after);
    case "op":
      return evaluateOp(cx, after);
    case "assoc":
      return evaluateAssoc(cx, after);
    case "witness": {
      const target = witnessFunction(cx, after.self, after.trait, after.requirement, after.bindings);
      return target === undefined ? store.error : store.intern({ kind: "function", ...target });
    }
    case "field":
      return evaluateField(cx, after);
    default:
      return next === id ? next : evaluate(cx, next);
  }
}

function isLazy(term: TermOf<"op">): boolean {
  return term.op === "cond" || term.op === "and_then" || term.op === "or_else";
}

/** `a if c else b`, `and`, `or`: only what decides is evaluated. */
function evaluateLazy(cx: Elaborator, term: TermOf<"op">): TermId {
  const [a, b, c] = term.args;
  if (a === undefined || b === undefined) return bug(`${term.op} without operands`);
  const first = evaluate(cx, a);
  const condition = boolValue(cx.store, first);
  if (condition === undefined) return cx.store.error;
  if (term.op === "cond") return evaluate(cx, condition ? b : (c ?? b));
  if (term.op === "and_then") return condition ? evaluate(cx, b) : first;
  return condition ? first : evaluate(cx, b);
}

function evaluateApply(cx: Elaborator, term: TermOf<"apply">): TermId {
  const { store } = cx;
  const callee = store.get(term.callee);
  if (callee.kind === "error" || store.get(term.type).kind === "error") return store.error;
  if (term.args.some((a) => a === store.error)) return store.error;
  if (callee.kind !== "function") return bug(`a compile-time call of a ${callee.kind} term`);
  if (callee.decl === cx.env.lang("materialize")) return callee.bindings[1] ?? bug("nothing to materialize");
  const instance = requestFunction(cx, callee.decl, fillOwn(cx, callee.decl, callee.bindings, []), false);
  return instance === undefined
    ? store.error
    : runAtComptime(cx, () => cx.comptime.call(instance, term.args, term.type));
}

/** Evaluations inside evaluations are counted, so that endless ones end in a message. */
function runAtComptime(cx: Elaborator, run: () => TermId): TermId {
  if (cx.nesting >= cx.options.limits.nesting) {
    return failHere(cx, `compile-time evaluation is nested more than ${cx.options.limits.nesting} deep`);
  }
  cx.nesting++;
  const result = run();
  cx.nesting--;
  return result;
}

function evaluateOp(cx: Elaborator, term: TermOf<"op">): TermId {
  const byType = evaluateTypeOp(cx, term.op, term.params, term.args, term.type);
  if (byType !== undefined) return evaluate(cx, byType);
  return runAtComptime(cx, () => cx.comptime.operation(term));
}

function evaluateAssoc(cx: Elaborator, term: TermOf<"assoc">): TermId {
  if (cx.store.get(term.self).kind === "error") return cx.store.error;
  const value = cx.env.associated(term.self, term.trait, term.member, term.bindings);
  if (value === undefined) {
    return fail(cx, [noteHere(cx, `'${cx.env.printTerm(term.self)}' has no associated member '${term.member}'`)]);
  }
  return evaluate(cx, value);
}

function evaluateField(cx: Elaborator, term: TermOf<"field">): TermId {
  const base: Term = cx.store.get(term.base);
  if (base.kind === "error") return cx.store.error;
  if (base.kind === "memory") return cx.comptime.fieldOfImage(base, term.index, term.type);
  return bug(`field ${term.index} of a ${base.kind} term`);
}

/** A closed term that must be a truth value; undefined after a failure. */
export function resolveBool(cx: Elaborator, scope: Scope, id: TermId): boolean | undefined {
  const value = resolve(cx, scope, id);
  return value === cx.store.error
    ? undefined
    : (boolValue(cx.store, value) ?? bug("a condition that is not a truth value"));
}
