/** Walks over typed trees: the direct parts of a node, what a tree mentions, and whether it may raise. */

import type { TypedArg, TypedBlock, TypedExpr, TypedStmt } from "./typed.ts";

export interface PartVisitor {
  expr(expr: TypedExpr): void;
  stmt(stmt: TypedStmt): void;
}

/** The values of an argument. */
export function argValues(arg: TypedArg): readonly TypedExpr[] {
  return arg.kind === "one" || arg.kind === "forward" ? [arg.value] : arg.values;
}

/** Shows the direct parts of an expression or statement to the visitor, in the order of evaluation. */
export function walkParts(of: TypedExpr | TypedStmt, v: PartVisitor): void {
  if ("type" in of) exprParts(of, v);
  else stmtParts(of, v);
}

function exprParts(e: TypedExpr, v: PartVisitor): void {
  switch (e.kind) {
    case "local":
    case "capture":
    case "const":
    case "error":
      return;
    case "field":
      v.expr(e.base);
      return;
    case "deref":
      v.expr(e.reference);
      return;
    case "temp":
      v.expr(e.value);
      return;
    case "copy":
    case "transfer":
    case "ref":
      v.expr(e.place);
      return;
    case "call":
      if (e.callee.kind === "pointer") v.expr(e.callee.value);
      for (const arg of e.args) for (const value of argValues(arg)) v.expr(value);
      return;
    case "intrinsic":
      for (const arg of e.args) v.expr(arg);
      return;
    case "construct":
      for (const field of e.fields) v.expr(field);
      return;
    case "if":
      v.expr(e.condition);
      v.expr(e.then);
      v.expr(e.otherwise);
      return;
    case "block":
      for (const s of e.stmts) v.stmt(s);
      v.expr(e.result);
      return;
  }
}

function stmtParts(s: TypedStmt, v: PartVisitor): void {
  const block = (b: TypedBlock | undefined): void => {
    for (const inner of b?.stmts ?? []) v.stmt(inner);
  };
  switch (s.kind) {
    case "expr":
    case "raise":
      v.expr(s.value);
      return;
    case "declare":
    case "return":
      if (s.value !== undefined) v.expr(s.value);
      return;
    case "use":
      v.expr(s.place);
      return;
    case "assign":
      v.expr(s.value);
      v.expr(s.place);
      return;
    case "if":
      v.expr(s.condition);
      block(s.then);
      block(s.otherwise);
      return;
    case "comptime_if":
      block(s.then);
      block(s.otherwise);
      return;
    case "while":
      if (s.condition !== undefined) v.expr(s.condition);
      block(s.body);
      block(s.orElse);
      return;
    case "for":
      v.expr(s.next);
      for (const b of s.bind) v.stmt(b);
      block(s.body);
      block(s.orElse);
      return;
    case "comptime_for":
    case "block":
      block(s.body);
      return;
    case "try":
      block(s.body);
      block(s.handler);
      block(s.orElse);
      block(s.finallyBody);
      return;
    case "break":
    case "continue":
    case "comptime_assert":
    case "error":
      return;
  }
}

/** Shows every expression in a tree to `visit`, in no particular order, until it returns true. Tells whether it did. */
export function someExpr(root: TypedExpr | TypedStmt | TypedBlock, visit: (expr: TypedExpr) => boolean): boolean {
  return someNode(root, (node) => "type" in node && visit(node));
}

/** Whether evaluating the tree may raise somewhere (also where a `try` inside catches it: a safe answer). */
export function mayRaise(root: TypedExpr | TypedStmt | TypedBlock): boolean {
  return someNode(root, (node) => (node.kind === "call" ? node.raises !== undefined : node.kind === "raise"));
}

/** The search behind both: a stack of its own, for trees as deep as the user's expressions are long. */
function someNode(root: TypedExpr | TypedStmt | TypedBlock, visit: (node: TypedExpr | TypedStmt) => boolean): boolean {
  const stack: (TypedExpr | TypedStmt)[] = "kind" in root ? [root] : [...root.stmts];
  const push = (node: TypedExpr | TypedStmt): void => {
    stack.push(node);
  };
  const visitor: PartVisitor = { expr: push, stmt: push };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visit(node)) return true;
    walkParts(node, visitor);
  }
  return false;
}
