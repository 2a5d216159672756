/** Statements that start with an expression: assignments, annotated names, augmented assignments, plain expressions. */

import type { Span } from "../../source/source.ts";
import type { AssignTarget, BinaryOp, Expr, Stmt } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import { accept, type Cx, kind, next, spanSince, take, tokenSpan } from "./cx.ts";
import { parseAfterAssign, parseTupleBody } from "./expr.ts";
import { parsePattern } from "./pattern.ts";
import { parseType } from "./type.ts";

const augmentedOps: ReadonlyMap<TokenKind, BinaryOp> = new Map<TokenKind, BinaryOp>([
  [T.plusAssign, "+"],
  [T.minusAssign, "-"],
  [T.starAssign, "*"],
  [T.slashAssign, "/"],
  [T.slashslashAssign, "//"],
  [T.percentAssign, "%"],
  [T.starstarAssign, "**"],
  [T.atAssign, "@"],
  [T.shlAssign, "<<"],
  [T.shrAssign, ">>"],
  [T.ampAssign, "&"],
  [T.pipeAssign, "|"],
  [T.caretAssign, "^"],
]);

export function parseAssignmentOrExpression(cx: Cx): Stmt {
  const start = cx.starts[cx.pos]!;
  const first = parseTupleBody(cx);
  const token = next(cx);
  if (token === T.assign) {
    const at = tokenSpan(cx);
    const chain = parseChain(cx, [{ kind: "expr", span: first.span, target: first }]);
    return { kind: "assign", span: spanSince(cx, start), at, targets: chain.targets, value: chain.value };
  }
  if (token === T.colon && isAnnotatable(first)) {
    take(cx);
    const type = parseType(cx);
    const at = tokenSpan(cx);
    const value = accept(cx, T.assign) ? parseAfterAssign(cx, at, parseTupleBody) : undefined;
    return { kind: "annotated", span: spanSince(cx, start), target: first, type, value };
  }
  const op = augmentedOps.get(token);
  if (op !== undefined) {
    const at = tokenSpan(cx);
    take(cx);
    const value = parseAfterAssign(cx, at, parseTupleBody);
    return { kind: "augmented", span: spanSince(cx, start), at, op, target: first, value };
  }
  return { kind: "expr", span: spanSince(cx, start), value: first };
}

function isAnnotatable(target: Expr): boolean {
  switch (target.kind) {
    case "name":
    case "attribute":
    case "subscript":
    case "discard":
      return true;
    case "paren":
      return target.inner.kind === "name";
    default:
      return false;
  }
}

export interface Chain {
  readonly targets: readonly AssignTarget[];
  readonly value: Expr;
}

/** After the first target; the cursor is on its `=`. Each further `=` makes what was read a target. */
export function parseChain(cx: Cx, first: readonly AssignTarget[]): Chain {
  const targets = [...first];
  let at: Span = tokenSpan(cx);
  take(cx);
  for (;;) {
    if (next(cx) === T.kwVar || next(cx) === T.kwRef) {
      targets.push(parseDeclaredTarget(cx));
      at = tokenSpan(cx);
      if (next(cx) === T.assign) {
        take(cx);
        continue;
      }
    }
    const value = parseAfterAssign(cx, at, parseTupleBody);
    if (next(cx) !== T.assign) return { targets, value };
    targets.push({ kind: "expr", span: value.span, target: value });
    at = tokenSpan(cx);
    take(cx);
  }
}

/** `var pattern [: type]` in the middle of a chain. */
function parseDeclaredTarget(cx: Cx): AssignTarget {
  const start = cx.starts[cx.pos]!;
  const binding = kind(cx) === T.kwVar ? "var" : "ref";
  take(cx);
  const pattern = parsePattern(cx);
  const type = accept(cx, T.colon) ? parseType(cx) : undefined;
  return { kind: "declare", span: spanSince(cx, start), binding, pattern, type };
}
