/** Bodies of functions: the context they are checked in, and the typed body that comes out. */

import { bug } from "../base/bug.ts";
import type { DeclId, TermId } from "../base/ids.ts";
import type { FunctionSignature } from "../decls/decl.ts";
import type * as ast from "../syntax/ast.ts";
import type { TypedBlock, TypedBody, TypedStmt } from "../typed/typed.ts";
import { flushLambdas } from "./closures.ts";
import { type Cx, node, report } from "./context.ts";
import { fieldsOf, innerScopeOf, selfTypeOf, signatureOf, structInfoOf } from "./declare.ts";
import { addLocal, type CaptureState, type FnCx, localExpr, makeFn } from "./fn.ts";
import { hoistedDeclarations } from "./hoisted.ts";
import { mutOf } from "./infer.ts";
import { messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";
import { finishPending } from "./pending.ts";
import { isPythonShaped } from "./python-shaped.ts";
import { hasErrorNodes } from "./references.ts";
import { endOfScript } from "./script.ts";
import { argLocalType, argOrigins, noneType } from "./signature.ts";
import { checkStmts } from "./stmt.ts";
import { resultValue } from "./stmt-return.ts";
import { fieldType } from "./types.ts";
import { isTemplate } from "./untyped.ts";

/** The typed body of a function; undefined where there is none: requirements, and members that elaboration makes itself. */
export function typedBodyOf(cx: Cx, decl: DeclId): TypedBody | undefined {
  const n = node(cx, decl);
  if (n.body === "computing") return undefined;
  if (n.body !== undefined) return n.body;
  if (n.header.kind !== "function" && n.header.kind !== "closure") return undefined;
  const sig = signatureOf(cx, decl);
  if (sig.synthesized === "fieldwise_init") return fieldwiseInit(cx, sig);
  if (sig.isRequirement || (n.ast.kind !== "def" && n.ast.kind !== "lambda") || isTemplate(cx, decl)) return undefined;
  return checkFunctionBody(cx, decl, n.enclosing as FnCx | undefined, undefined);
}

/** Checks a body now. `outer` and `captures`: of nested functions. */
export function checkFunctionBody(
  cx: Cx,
  decl: DeclId,
  outer: FnCx | undefined,
  captures: CaptureState | undefined,
): TypedBody {
  const n = node(cx, decl);
  const written = n.ast;
  n.body = "computing";
  const sig = signatureOf(cx, decl);
  const before = cx.sink.length;
  const fx = bodyFn(cx, sig, outer, captures);
  let body: TypedBlock;
  if (node(cx, decl).broken) {
    fx.hasErrors = true;
    body = { span: n.header.span, stmts: [] };
  } else if (written.kind === "def") {
    if (sig.isAsync) {
      report(cx, nodeLocation(n), messages.notSupportedYet("an async function"));
      fx.hasErrors = true;
    }
    body = { span: written.body.span, stmts: functionStmts(fx, written) };
  } else if (written.kind === "lambda") {
    body = lambdaBody(fx, written);
    flushLambdas(fx);
  } else bug("a body without text");
  // The mark in `fx` is also set while overloads are tried out; what counts is what was reported and what is left in the tree.
  fx.hasErrors =
    node(cx, decl).broken ||
    sig.isAsync ||
    cx.sink.slice(before).some((d) => d.severity === "error") ||
    hasErrorNodes(body);
  const typed = finishBody(fx, body);
  node(cx, decl).body = typed;
  return typed;
}

/** The statements of a function, and what the dialect adds at their ends. */
export function functionStmts(fx: FnCx, decl: ast.DefDecl): readonly TypedStmt[] {
  const stmts = checkStmts(fx, withoutDocstring(decl.body.stmts));
  return [...hoistedDeclarations(fx), ...stmts, ...endOfScript(fx)];
}

/** The first statement, if it is a string, is the documentation. */
function withoutDocstring(stmts: readonly ast.Stmt[]): readonly ast.Stmt[] {
  const first = stmts[0];
  return first?.kind === "expr" && first.value.kind === "string" ? stmts.slice(1) : stmts;
}

/** `lambda: e`: e is the result, or is only evaluated if there is none. */
function lambdaBody(fx: FnCx, expr: ast.ExprOf<"lambda">): TypedBlock {
  const { span } = expr.body;
  const value = resultValue(fx, expr.body);
  if (value === undefined) return { span, stmts: [] };
  const stmts: TypedStmt[] =
    value.type === noneType(fx.cx) && value.kind !== "const"
      ? [{ kind: "expr", span, value }]
      : [{ kind: "return", span, value }];
  return { span, stmts };
}

/** The context of a body: arguments in signature order first, so that their local ids are their positions; then the result. */
export function bodyFn(
  cx: Cx,
  sig: FunctionSignature,
  outer: FnCx | undefined,
  captures: CaptureState | undefined,
): FnCx {
  const { decl } = sig;
  const facts = factsOf(cx, decl);
  const fx = makeFn(cx, {
    decl,
    scope: innerScopeOf(cx, decl),
    mode: "runtime",
    outer,
    captures,
    selfType: selfTypeOf(cx, decl),
    facts: [...(outer?.facts ?? []), ...facts],
    pythonic: outer?.pythonic === true || isPythonShaped(cx, decl),
  });
  for (const [index, arg] of sig.args.entries()) {
    const mutable =
      arg.convention === "ref"
        ? arg.origin !== undefined && mutOf(cx, arg.origin) === cx.store.true
        : arg.convention !== "imm";
    const local = addLocal(fx, {
      name: arg.name,
      type: argLocalType(cx, decl, arg, index),
      kind: "arg",
      convention: arg.convention,
      mutable,
      span: arg.span,
    });
    if (arg.origin !== undefined) argOrigins(fx).set(local, arg.origin);
    fx.scope.names.set(arg.name, { kind: "local", local, owner: fx });
    fx.scope.declaredAt.set(arg.name, arg.span);
  }
  const span = node(cx, decl).header.nameSpan;
  const name = sig.resultName ?? "";
  fx.resultType = sig.result;
  fx.resultLocal = addLocal(fx, {
    name,
    type: sig.result,
    kind: "result",
    convention: "out",
    mutable: true,
    span,
    quiet: true,
  });
  if (name !== "") {
    fx.scope.names.set(name, { kind: "local", local: fx.resultLocal, owner: fx });
    fx.scope.declaredAt.set(name, span);
  }
  if (sig.raises !== undefined) {
    const local = addLocal(fx, { name: "", type: sig.raises, kind: "error", mutable: true, span, quiet: true });
    fx.raise = { kind: "function", type: sig.raises, local, used: false };
  }
  return fx;
}

/** What is known inside a declaration: the constraints of its owners and its own (15.4.1). */
function factsOf(cx: Cx, decl: DeclId): readonly TermId[] {
  const facts: TermId[] = [];
  const own = node(cx, decl);
  const parent = own.header.parent;
  if (parent !== undefined && node(cx, parent).header.kind === "struct") {
    for (const clause of structInfoOf(cx, parent).where) facts.push(clause.condition);
  }
  for (const clause of signatureOf(cx, decl).where) facts.push(clause.condition);
  return facts;
}

export function finishBody(fx: FnCx, body: TypedBlock): TypedBody {
  const sig = signatureOf(fx.cx, fx.decl);
  const error = sig.raises === undefined ? undefined : fx.raise.local;
  return finishPending(fx, {
    decl: fx.decl,
    locals: fx.locals,
    args: sig.args.map((_, i) => i),
    result: fx.resultLocal ?? bug("a body without result slot"),
    error,
    body,
    hasErrors: fx.hasErrors,
  });
}

/** `@fieldwise_init`: each field takes its argument over. */
function fieldwiseInit(cx: Cx, sig: FunctionSignature): TypedBody {
  const n = node(cx, sig.decl);
  const span = n.header.nameSpan;
  const fx = bodyFn(cx, sig, undefined, undefined);
  const struct = n.header.parent ?? bug("a constructor without struct");
  const self = fx.resultLocal ?? bug("a constructor without result");
  const stmts = fieldsOf(cx, struct).map((_, index): TypedStmt => {
    const type = fieldType(cx, sig.result, index);
    const place = { kind: "field", span, type, base: localExpr(fx, self, span), index } as const;
    const from = localExpr(fx, index, span);
    return { kind: "assign", span, at: span, place, value: { kind: "transfer", span, type: from.type, place: from } };
  });
  const body = finishBody(fx, { span, stmts });
  n.body = body;
  return body;
}
