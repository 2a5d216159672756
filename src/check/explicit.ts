/** Parameters in brackets: `f[3, T=Int]`, `List[Int]`, `alias[n]`. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { ParamInfo } from "../decls/decl.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { caretOfExpr } from "../syntax/caret.ts";
import { hasInfer, mapTerm } from "../terms/substitute.ts";
import { envOf, subst } from "./bindings.ts";
import { associatedValue, conformsToBound, provable } from "./conform.ts";
import type { Cx } from "./context.ts";
import { node, report } from "./context.ts";
import { defaultType, tryConvert } from "./convert.ts";
import { aliasInfoOf, paramsOf, structInfoOf } from "./declare.ts";
import { checkDisplay, isDisplay } from "./display.ts";
import { checkExpr, toTyped } from "./expr.ts";
import { comptimeFn, type FnCx } from "./fn.ts";
import { closureFits, functionConverts } from "./function-values.ts";
import { type Inference, inferenceFor, isOriginTerm, resolveInfer, typeOfTerm, unify } from "./infer.ts";
import { messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";
import { show, typeAsValue } from "./names.ts";
import { originOfPlace } from "./origins.ts";
import { dynamicPart, termOf, tryTermOf } from "./types.ts";
import type { ExplicitParam, Val } from "./values.ts";

/** The entries of a bracket as parameters. */
export function explicitParams(fx: FnCx, args: readonly ast.Arg[]): readonly ExplicitParam[] {
  const cfx = comptimeFn(fx);
  return args.map((a): ExplicitParam => {
    const name = a.name?.text;
    const span = caretOfExpr(a.value);
    if (a.value.kind === "discard") return { name, value: "unbound", span };
    if (a.value.kind === "ellipsis") return { name, value: "rest", span };
    if (isDisplay(a.value))
      return {
        name,
        value: { kind: "value", expr: { kind: "error", span: a.span, type: fx.cx.store.error } },
        span,
        display: a.value,
      };
    return { name, value: checkExpr(cfx, a.value, undefined), span };
  });
}

/** Why a value cannot be given for a parameter. */
export type Misfit =
  | { readonly kind: "type"; readonly wanted: string; readonly given: string }
  | { readonly kind: "other"; readonly text: string };

/** The sentence for a misfit of a parameter of `owner` (undefined for parameters of aliases, which are not named). */
export function misfitText(owner: string | undefined, param: string, misfit: Misfit): string {
  if (misfit.kind === "other") return misfit.text;
  const whose = owner === undefined ? "" : `'${owner}' `;
  return `${whose}parameter '${param}' has '${misfit.wanted}' type, but value has type '${misfit.given}'`;
}

/** A given parameter value as a term of the declared type, or why it is none. */
export function bindParamValue(
  fx: FnCx,
  inference: Inference,
  val: Val,
  type: TermId,
  display?: ast.Expr,
): TermId | Misfit {
  const cx = fx.cx;
  const store = cx.store;
  const cfx = comptimeFn(fx);
  const t = store.get(type);
  const misfit = (given: string): Misfit => ({ kind: "type", wanted: show(cx, type), given });
  if (val.kind === "error") return store.error;
  if (t.kind === "trait") {
    if (val.kind === "type") return val.term;
    if (val.kind === "term") return val.term;
    if (val.kind === "alias") return coerceVal(cx, val) ?? store.error;
    const typed = toTyped(cfx, val, valSpan(val));
    if (typed.kind === "error") return store.error;
    const term = tryTermOf(cfx, typed);
    if (term !== undefined && isListType(cx, typed.type)) return term;
    if (
      term !== undefined &&
      (store.get(typed.type).kind === "trait" ||
        store.get(term).kind === "function" ||
        store.get(typed.type).kind === "function")
    )
      return term;
    if (typed.kind === "const" && isNone(cx, typed.type)) return typed.type;
    if (store.get(typed.type).kind === "closure") {
      // Its captures would have to reach the callee beside the arguments.
      report(
        cx,
        { file: fx.file, span: typed.span },
        messages.notSupportedYet("a function with captures as a parameter"),
      );
      return store.error;
    }
    return dynamicPart(cfx, typed) === undefined ? misfit(show(cx, typed.type)) : DYNAMIC;
  }
  if (t.kind === "origin_type") {
    if (val.kind === "term" || val.kind === "type") return val.term;
    const typed = toTyped(cfx, val, valSpan(val));
    if (typed.kind === "const" && isOriginTerm(cx, typed.value)) return typed.value;
    return originOfPlace(cfx, typed) ?? { kind: "other", text: "parameter needs an origin" };
  }
  if (val.kind === "term") {
    const own = typeOfTerm(cx, val.term) ?? val.type;
    if (own === type || !hasInfer(store, type) || unify(cx, inference, own, type)) return val.term;
    return val.term;
  }
  if (val.kind === "type") return misfit(typeAsValue(cx, val.term));
  let typed =
    display !== undefined
      ? checkDisplay(cfx, display, hasInfer(store, type) ? undefined : type)
      : toTyped(cfx, val, valSpan(val));
  if (typed === undefined) return store.error;
  let target = type;
  if (hasInfer(store, target)) {
    const own = defaultType(cx, typed.type);
    if (store.get(target).kind === "fn") functionConverts(fx, typed.type, target, inference);
    else if (!unify(cx, inference, typed.type, target) && own !== undefined) unify(cx, inference, own, target);
    target = resolveInfer(cx, inference, target);
    if (hasInfer(store, target)) {
      const opened = mapTerm(store, target, (x) => (x.kind === "infer" ? store.unbound : undefined));
      const built = tryConvert(cfx, typed, opened, false);
      if (built === undefined) return misfit(show(cx, typed.type));
      typed = built.expr;
      unify(cx, inference, typed.type, target);
      target = typed.type;
    }
  }
  const converted = tryConvert(cfx, typed, target, false);
  if (converted === undefined) return misfit(show(cx, typed.type));
  return dynamicPart(cfx, converted.expr) === undefined ? termOf(cfx, converted.expr) : DYNAMIC;
}

const DYNAMIC: Misfit = { kind: "other", text: messages.dynamicValue("a parameter list").text };

function isListType(cx: Cx, type: TypeId): boolean {
  const t = cx.store.get(type);
  return t.kind === "prim" && t.name === "list";
}

function isNone(cx: Cx, type: TypeId): boolean {
  return show(cx, type) === "None";
}

function valSpan(val: Val): Span {
  return val.kind === "value" ? val.expr.span : val.span;
}

/** Binds bracket entries to a list of parameters (a struct's or an alias's); open ones become `unbound`. */
export function bindList(
  fx: FnCx,
  owner: DeclId,
  params: readonly ParamInfo[],
  outer: ReadonlyMap<DeclId, readonly TermId[]>,
  entries: readonly ExplicitParam[],
  start: readonly TermId[] | undefined,
  at: Span,
  fillDefaults: boolean,
): TermId[] | undefined {
  const cx = fx.cx;
  const store = cx.store;
  const values: (TermId | undefined)[] = params.map((_, i) =>
    start?.[i] === undefined || start[i] === store.unbound ? undefined : start[i],
  );
  const header = node(cx, owner).header;
  const named = header.kind === "alias" ? undefined : header.name;
  const given: (ExplicitParam | undefined)[] = params.map(() => undefined);
  const variadic: ExplicitParam[] = [];
  const positional = params
    .map((p, i) => ({ p, i }))
    .filter(
      ({ p, i }) =>
        !p.implicit && p.kind !== "infer" && (p.kind !== "keyword" || p.variadic) && values[i] === undefined,
    );
  let next = 0;
  let restOpen = false;
  const problem = (text: string, span: Span): undefined => {
    report(cx, { file: fx.file, span }, messages.plain("parameter-binding", text));
    return undefined;
  };
  for (const e of entries) {
    if (e.value === "rest") {
      restOpen = true;
      continue;
    }
    if (e.name !== undefined) {
      const index = params.findIndex((p) => p.name === e.name && p.kind !== "positional");
      if (index < 0) return problem(`unexpected keyword parameter '${e.name}'`, e.span);
      given[index] = e;
      continue;
    }
    const slot = positional[next];
    if (slot === undefined) return problem("unexpected parameter", e.span);
    if (slot.p.variadic) variadic.push(e);
    else {
      given[slot.i] = e;
      next++;
    }
  }
  // Unknowns stand for what a later parameter's value may settle (`Origin[mut=mut]`).
  const inference = inferenceFor(cx);
  const unknowns = params.map((_, i) => values[i] ?? store.intern({ kind: "infer", id: cx.nextInfer++ }));
  const env = new Map(outer);
  env.set(owner, unknowns);
  for (const [i, p] of params.entries()) inference.add(unknowns[i] as TermId, subst(cx, p.type, env));
  for (const [i, p] of params.entries()) {
    const type = resolveInfer(cx, inference, subst(cx, p.type, env));
    if (p.variadic) {
      if (variadic.length === 0 && given[i] === undefined) continue;
      const list: TermId[] = [];
      for (const e of given[i] === undefined ? variadic : [given[i] as ExplicitParam]) {
        if (e.value === "unbound" || e.value === "rest") continue;
        const bound = bindParamValue(fx, inference, e.value, type, e.display);
        if (typeof bound === "object") return problem(misfitText(named, p.name, bound), e.span);
        const b = store.get(bound);
        const boundType = b.kind === "list" ? undefined : typeOfTerm(cx, bound);
        if (boundType !== undefined && isListType(cx, boundType)) {
          unify(cx, inference, bound, unknowns[i] as TermId);
          list.length = 0;
          break;
        }
        if (b.kind === "list") list.push(...b.elements);
        else if (isListParam(cx, bound)) {
          unify(cx, inference, bound, unknowns[i] as TermId);
          list.length = 0;
          break;
        } else list.push(bound);
      }
      const u = store.get(unknowns[i] as TermId);
      if (u.kind === "infer" && !inference.values.has(u.id)) inference.values.set(u.id, store.list(list));
      continue;
    }
    const e = given[i];
    if (e === undefined || e.value === "unbound" || e.value === "rest") continue;
    const bound = bindParamValue(fx, inference, e.value, type, e.display);
    if (typeof bound === "object") return problem(misfitText(named, p.name, bound), e.span);
    if (!unify(cx, inference, bound, unknowns[i] as TermId))
      return problem(`parameter '${p.name}' does not match`, e.span);
  }
  const out: TermId[] = [];
  env.set(owner, out);
  for (const [i, p] of params.entries()) {
    const value = resolveInfer(cx, inference, unknowns[i] as TermId);
    const e = given[i];
    if (!hasInfer(store, value)) out.push(value);
    else if (e?.value === "unbound" || restOpen || !fillDefaults) out.push(store.unbound);
    else if (p.variadic && positional[next]?.i === i && variadic.length === 0 && entries.length > 0)
      out.push(store.list([]));
    else if (p.defaultValue !== undefined) out.push(subst(cx, p.defaultValue, env));
    else if (p.variadic) out.push(store.list([]));
    else out.push(store.unbound);
    void at;
  }
  return out;
}

function isListParam(cx: Cx, term: TermId): boolean {
  const t = cx.store.get(term);
  return t.kind === "param" && paramsOf(cx, t.owner)[t.index]?.variadic === true;
}

/** `Struct[...]`: checked against bounds and `where` clauses. */
export function bindStruct(
  fx: FnCx,
  decl: DeclId,
  start: readonly TermId[] | undefined,
  entries: readonly ExplicitParam[],
  span: Span,
): TypeId {
  const cx = fx.cx;
  const params = paramsOf(cx, decl);
  const bindings = bindList(fx, decl, params, new Map(), entries, start, span, true);
  if (bindings === undefined) return cx.store.error;
  const type = cx.store.struct(decl, bindings);
  for (const [i, p] of params.entries()) {
    const value = bindings[i];
    if (value === undefined || value === cx.store.unbound) continue;
    const bound = subst(cx, p.type, new Map([[decl, bindings]]));
    const b = cx.store.get(bound);
    if (b.kind !== "trait") continue;
    const list = cx.store.get(value);
    for (const v of p.variadic && list.kind === "list" ? list.elements : [value]) {
      const answer = conformsToBound(cx, fx.facts, v, bound);
      const failing = answer.answer === "no" ? answer.failing : b.fns.find((fn) => !closureFits(fx, v, fn));
      if (failing !== undefined) {
        const misfit: Misfit = { kind: "type", wanted: show(cx, bound), given: typeAsValue(cx, v) };
        const entry = entries.find((e) => typeof e.value === "object" && e.value.kind === "type" && e.value.term === v);
        report(
          cx,
          { file: fx.file, span: entry?.span ?? span },
          messages.plain("parameter-bound", misfitText(node(cx, decl).header.name, p.name, misfit)),
          {
            notes: [
              {
                message: `parameter '${p.name}' declared here`,
                at: { file: node(cx, decl).header.file, span: p.span },
              },
            ],
          },
        );
        return cx.store.error;
      }
    }
  }
  if (!bindings.includes(cx.store.unbound) && node(cx, decl).structInfo !== "computing")
    checkStructWhere(fx, decl, bindings, span);
  return type;
}

function checkStructWhere(fx: FnCx, decl: DeclId, bindings: readonly TermId[], span: Span): void {
  const cx = fx.cx;
  const n = node(cx, decl);
  if (n.ast.kind !== "struct" || n.ast.where.length === 0) return;
  for (const clause of structInfoOf(cx, decl).where) {
    const condition = subst(cx, clause.condition, new Map([[decl, bindings]]));
    if (provable(cx, fx.facts, condition) !== "no") continue;
    report(
      cx,
      { file: fx.file, span },
      messages.plain("violated-constraint", `invalid use of '${n.header.name}': violated constraint`),
      {
        notes: [
          {
            message: `constraint declared here evaluated to False, expected '${show(cx, clause.condition)}'${clause.text === undefined ? "" : `: ${clause.text}`}`,
            at: clause.at,
          },
        ],
      },
    );
  }
}

/** A parametric alias with its parameters: its value; undefined if it could not be bound. */
export function bindAlias(
  fx: FnCx,
  val: Extract<Val, { kind: "alias" }>,
  entries: readonly ExplicitParam[],
  span: Span,
): Val {
  const cx = fx.cx;
  const info = aliasInfoOf(cx, val.decl);
  const outer = envOf(cx, val.decl, val.ownerBindings);
  const own = bindList(fx, val.decl, info.params, outer, [...val.explicit, ...entries], undefined, span, true);
  if (own === undefined) return { kind: "error", span };
  const n = node(cx, val.decl);
  const parent = n.header.parent;
  if (parent !== undefined && node(cx, parent).header.kind === "trait") {
    const self = val.ownerBindings[0] ?? cx.store.error;
    const declared = subst(cx, info.type, new Map([...outer, [val.decl, own]]));
    const value = associatedValue(cx, self, parent, n.header.name, own);
    const term =
      value ??
      cx.store.intern({ kind: "assoc", self, trait: parent, member: n.header.name, type: declared, bindings: own });
    return termVal(cx, term, declared, span);
  }
  if (info.value === undefined) return { kind: "error", span };
  if (n.ast.kind === "comptime" && n.ast.where.length > 0 && own.includes(cx.store.unbound)) {
    return { ...val, explicit: [...val.explicit, ...entries] };
  }
  const env = new Map(outer);
  env.set(val.decl, own);
  const value = subst(cx, info.value, env);
  const type = subst(cx, info.type, env);
  void nodeLocation;
  return termVal(cx, value, type, span);
}

/** A parametric alias without parameters, as a type with everything open. */
export function coerceVal(cx: Cx, val: Extract<Val, { kind: "alias" }>): TypeId | undefined {
  const info = aliasInfoOf(cx, val.decl);
  if (info.value === undefined) return undefined;
  const env = new Map(envOf(cx, val.decl, val.ownerBindings));
  env.set(
    val.decl,
    info.params.map(() => cx.store.unbound),
  );
  return subst(cx, info.value, env);
}

/** Whether a parameter's declared type is itself a parameter that stands for a trait (`element_trait: AnyTrait`). */
function isTraitVariable(cx: Cx, type: TermId): boolean {
  const declared = cx.store.get(type).kind === "param" ? typeOfTerm(cx, type) : undefined;
  const d = declared === undefined ? undefined : cx.store.get(declared);
  return d?.kind === "trait" && d.traits.length === 0 && d.fns.length === 0;
}

/** A term as a Val: a type, a constant, or a bare term. */
export function termVal(cx: Cx, term: TermId, type: TypeId, span: Span): Val {
  const t = cx.store.get(term);
  if (t.kind === "error") return { kind: "error", span };
  const k = cx.store.get(type);
  if (k.kind === "trait" || isTraitVariable(cx, type))
    return t.kind === "list" ? { kind: "term", span, term, type } : { kind: "type", span, term };
  if (t.kind === "struct" || t.kind === "trait" || t.kind === "prim") return { kind: "type", span, term };
  if (k.kind === "origin_type" || t.kind === "list" || k.kind === "prim") return { kind: "term", span, term, type };
  return { kind: "value", expr: { kind: "const", span, type, value: term } };
}
