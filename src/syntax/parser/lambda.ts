/** Lambdas and function types: signatures inside expressions. */

import type { Expr } from "../ast.ts";
import { T } from "../tokens.ts";
import { type Cx, enter, errorExpr, kind, leave, noteDialect, spanSince, take, tokenSpan, warnAsync } from "./cx.ts";
import { parseExpression } from "./expr.ts";
import { expectLambdaColon, parseSignature } from "./signature.ts";

/** `lambda (args) -> T: body`. */
export function parseLambda(cx: Cx): Expr {
  const start = cx.starts[cx.pos]!;
  if (!enter(cx, "expression")) return errorExpr(cx, start);
  take(cx);
  const signature = parseSignature(cx, { form: "lambda", isAsync: false, isNested: false, name: "", hasSelf: false });
  expectLambdaColon(cx);
  const body = parseExpression(cx);
  leave(cx);
  return { kind: "lambda", span: spanSince(cx, start), signature, body };
}

/** `def(Int) raises thin -> Int`; older code spells it `fn`. */
export function parseFunctionType(cx: Cx): Expr {
  const start = cx.starts[cx.pos]!;
  if (!enter(cx, "type")) return errorExpr(cx, start);
  const isAsync = kind(cx) === T.kwAsync || kind(cx) === T.kwSilentAsync;
  if (kind(cx) === T.kwAsync) warnAsync(cx, tokenSpan(cx), "__async");
  if (isAsync) take(cx);
  if (kind(cx) === T.kwFn) noteDialect(cx, "fn", tokenSpan(cx), { modern: "def" });
  take(cx);
  const signature = parseSignature(cx, { form: "type", isAsync, isNested: false, name: "", hasSelf: false });
  leave(cx);
  return { kind: "fn_type", span: spanSince(cx, start), signature };
}
