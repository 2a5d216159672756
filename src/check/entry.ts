/** The function that start-up runs: `main`, with the report of an error that leaves it. */

import type { DeclId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";
import { bodyFn, finishBody } from "./body.ts";
import { addDecl, type Cx, node } from "./context.ts";
import { plainSignature, signatureOf } from "./declare.ts";
import { noteRaise } from "./finish-call.ts";
import { type FnCx, localExpr } from "./fn.ts";
import { callLang, intConst } from "./make.ts";
import { noneType } from "./signature.ts";
import { catching } from "./stmt-try.ts";

const entries = new WeakMap<Cx, Map<DeclId, DeclId>>();

export function entryOf(cx: Cx, main: DeclId): DeclId {
  let known = entries.get(cx);
  if (known === undefined) {
    known = new Map();
    entries.set(cx, known);
  }
  const before = known.get(main);
  if (before !== undefined) return before;
  const sig = signatureOf(cx, main);
  const made = sig.raises === undefined ? main : makeEntry(cx, main);
  known.set(main, made);
  return made;
}

/** `try: main() except error: print_unhandled_error(error); exit(1)`. */
function makeEntry(cx: Cx, main: DeclId): DeclId {
  const { header, scope } = node(cx, main);
  const span = header.nameSpan;
  const decl = addDecl(cx, { ...header, kind: "function", name: "<start>", ast: { kind: "synthesized" }, scope });
  const n = node(cx, decl);
  n.params = [];
  n.paramsComplete = true;
  n.foldValue = "none";
  const signature = { ...plainSignature(cx, n), result: noneType(cx) };
  n.signature = signature;
  n.broken = false;
  const fx = bodyFn(cx, signature, undefined, undefined);
  n.body = finishBody(fx, { span, stmts: [guarded(fx, main, span)] });
  return decl;
}

function guarded(fx: FnCx, main: DeclId, span: Span): TypedStmt {
  const { cx } = fx;
  const { raises } = signatureOf(cx, main);
  const { error, body } = catching(fx, { text: "", span }, (): TypedBlock => {
    noteRaise(fx, raises, span);
    const value: TypedExpr = {
      kind: "call",
      span,
      at: span,
      type: noneType(cx),
      callee: { kind: "function", decl: main, bindings: [] },
      args: [],
      raises,
      nestedOriginsReadOnly: false,
    };
    return { span, stmts: [{ kind: "expr", span, value }] };
  });
  const caught = localExpr(fx, error, span);
  const told = callLang(fx, "print_unhandled_error", [caught], span);
  const exit: TypedExpr = {
    kind: "intrinsic",
    span,
    type: noneType(cx),
    op: "external_call",
    params: [cx.store.string("rt_exit"), noneType(cx)],
    args: [intConst(fx, 1n, span)],
  };
  const handler: TypedBlock = {
    span,
    stmts: [
      { kind: "expr", span, value: told },
      { kind: "expr", span, value: exit },
    ],
  };
  return { kind: "try", span, body, error, handler, orElse: undefined, finallyBody: undefined };
}
