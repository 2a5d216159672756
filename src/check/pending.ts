/**
 * `[]` and `{}` in Python-shaped code (20 §8): a List or Dict whose element types are unknown until the first use that fixes
 * them. An unknown is an `infer` term that lives as long as the body; what was checked before it became known is rewritten when
 * the body is done.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { collectInfer, hasInfer, substituteInfer } from "../terms/substitute.ts";
import type { TypedBody, TypedExpr } from "../typed/typed.ts";
import { hooksOf } from "./bindings.ts";
import { type Cx, freshInfer, node, report } from "./context.ts";
import { defaultType } from "./convert.ts";
import { paramsOf } from "./declare.ts";
import type { FnCx } from "./fn.ts";
import type { Inference } from "./infer.ts";
import { constructDefault } from "./make.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { mapBody } from "./zonk.ts";

interface Unknown {
  readonly fx: FnCx;
  readonly span: Span;
  readonly text: string;
  solved: TermId | undefined;
}

interface State {
  readonly unknowns: Map<number, Unknown>;
  /** Bodies of nested functions that were done before all was known. */
  readonly waiting: Set<DeclId>;
}

const states = new WeakMap<Cx, State>();

/** An empty display for a variable without a type, as a container of something still to be found out. */
export function pendingDisplay(fx: FnCx, expr: ast.Expr): TypedExpr | undefined {
  const { cx } = fx;
  if (!fx.pythonic || fx.mode !== "runtime") return undefined;
  const isList = expr.kind === "list" && expr.elements.length === 0;
  const isDict = expr.kind === "brace" && expr.args.length === 0;
  const decl = isList ? langRole(cx, "list") : isDict ? langRole(cx, "dict") : undefined;
  if (decl === undefined) return undefined;
  let state = states.get(cx);
  if (state === undefined) {
    state = { unknowns: new Map(), waiting: new Set() };
    states.set(cx, state);
  }
  const { unknowns } = state;
  const bindings = paramsOf(cx, decl).map((p) => {
    if (p.defaultValue !== undefined) return p.defaultValue;
    const id = freshInfer(cx);
    const term = cx.store.get(id);
    if (term.kind === "infer")
      unknowns.set(term.id, { fx, span: expr.span, text: isList ? "[]" : "{}", solved: undefined });
    return id;
  });
  return constructDefault(fx, cx.store.struct(decl, bindings), expr.span);
}

/** Whether a type has element types that are not known yet. */
export function isPending(cx: Cx, type: TypeId): boolean {
  const state = states.get(cx);
  return (
    state !== undefined && hasInfer(cx.store, type) && collectInfer(cx.store, type).some((id) => state.unknowns.has(id))
  );
}

/** Whether a type has unknowns that are not unknown element types of the body. */
export function isOpen(cx: Cx, type: TypeId): boolean {
  if (!hasInfer(cx.store, type)) return false;
  const state = states.get(cx);
  return state === undefined || collectInfer(cx.store, type).some((id) => !state.unknowns.has(id));
}

/** What a call has found out about unknowns of the body. */
export function foundBy(cx: Cx, inference: Inference): readonly (readonly [number, TermId])[] {
  const state = states.get(cx);
  if (state === undefined) return [];
  const found: (readonly [number, TermId])[] = [];
  for (const [id, value] of inference.values)
    if (state.unknowns.get(id)?.solved === undefined && state.unknowns.has(id)) found.push([id, value]);
  return found;
}

/** Settles unknowns; variables of the bodies under way get their types. */
export function settle(fx: FnCx, found: readonly (readonly [number, TermId])[]): void {
  const { cx } = fx;
  const state = states.get(cx);
  if (state === undefined || found.length === 0) return;
  for (const [id, value] of found) {
    const unknown = state.unknowns.get(id);
    if (unknown !== undefined && unknown.solved === undefined && !collectInfer(cx.store, value).includes(id))
      unknown.solved = value;
  }
  for (let f: FnCx | undefined = fx; f !== undefined; f = f.outer) {
    for (const [i, local] of f.locals.entries()) {
      const type = known(cx, local.type);
      if (type !== local.type) f.locals[i] = { ...local, type };
    }
    if (f.resultType !== undefined) f.resultType = known(cx, f.resultType);
    if (f.inferredResult?.type !== undefined) f.inferredResult.type = known(cx, f.inferredResult.type);
  }
}

/** A term with what is known by now. */
export function known(cx: Cx, term: TermId): TermId {
  const state = states.get(cx);
  let current = term;
  for (let round = 0; state !== undefined && round < 8 && hasInfer(cx.store, current); round++) {
    const next = substituteInfer(cx.store, current, (id) => state.unknowns.get(id)?.solved, hooksOf(cx));
    if (next === current) break;
    current = next;
  }
  return current;
}

/** An element of unknown type beside a value: it is of the value's type. */
export function settleBy(fx: FnCx, type: TypeId, value: TypedExpr | undefined): void {
  const t = fx.cx.store.get(type);
  if (t.kind !== "infer" || value === undefined || value.kind === "error") return;
  settle(fx, [[t.id, defaultType(fx.cx, value.type) ?? value.type]]);
}

/** A finished body with its unknowns replaced; those that nothing fixed are reported where they were made. */
export function finishPending(fx: FnCx, body: TypedBody): TypedBody {
  const { cx } = fx;
  const state = states.get(cx);
  if (state === undefined) return body;
  let hasErrors = body.hasErrors;
  for (const [id, unknown] of state.unknowns) {
    if (unknown.fx !== fx) continue;
    if (unknown.solved === undefined) {
      report(
        cx,
        { file: fx.file, span: unknown.span },
        messages.plain(
          "element-type-unknown",
          `the element type of this '${unknown.text}' is never known: nothing is put into it; declare the type of the variable`,
        ),
      );
      unknown.solved = cx.store.error;
      hasErrors = true;
    }
    void id;
  }
  if (fx.outer !== undefined && fx.mode === "runtime") state.waiting.add(fx.decl);
  else {
    for (const decl of state.waiting) {
      const n = node(cx, decl);
      if (n.body !== undefined && n.body !== "computing") n.body = mapBody(n.body, (t) => known(cx, t));
      if (n.closureInfo !== undefined) {
        n.closureInfo = {
          ...n.closureInfo,
          captures: n.closureInfo.captures.map((c) => ({ ...c, type: known(cx, c.type) })),
        };
      }
    }
    state.waiting.clear();
  }
  return { ...mapBody(body, (t) => known(cx, t)), hasErrors };
}
