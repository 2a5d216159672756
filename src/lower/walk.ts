/** Walks over typed trees without recursion on expressions: what an expression or block mentions, and whether it may raise. */

import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";

type Node = TypedExpr | TypedStmt | TypedBlock;

/** Shows every expression in a tree to `visit`, in no particular order, until it returns true. Tells whether it did. */
export function someExpr(root: Node, visit: (expr: TypedExpr) => boolean): boolean {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!("kind" in node)) stack.push(...node.stmts);
    else if ("type" in node) {
      if (visit(node)) return true;
      pushParts(node, stack);
    } else pushStmtParts(node, stack);
  }
  return false;
}

/** The direct parts of an expression. */
export function pushParts(expr: TypedExpr, into: Node[]): void {
  switch (expr.kind) {
    case "local":
    case "capture":
    case "const":
    case "error":
      return;
    case "field":
      into.push(expr.base);
      return;
    case "deref":
      into.push(expr.reference);
      return;
    case "temp":
      into.push(expr.value);
      return;
    case "call":
      if (expr.callee.kind === "pointer") into.push(expr.callee.value);
      for (const arg of expr.args) {
        if (arg.kind === "one" || arg.kind === "forward") into.push(arg.value);
        else for (const value of arg.values) into.push(value);
      }
      return;
    case "intrinsic":
      for (const arg of expr.args) into.push(arg);
      return;
    case "copy":
    case "transfer":
    case "ref":
      into.push(expr.place);
      return;
    case "construct":
      for (const field of expr.fields) into.push(field);
      return;
    case "if":
      into.push(expr.condition, expr.then, expr.otherwise);
      return;
    case "block":
      for (const stmt of expr.stmts) into.push(stmt);
      into.push(expr.result);
      return;
  }
}

function pushStmtParts(stmt: TypedStmt, into: Node[]): void {
  const push = (...nodes: readonly (Node | undefined)[]): void => {
    for (const node of nodes) if (node !== undefined) into.push(node);
  };
  switch (stmt.kind) {
    case "expr":
    case "declare":
    case "return":
    case "raise":
      push(stmt.value);
      return;
    case "use":
      push(stmt.place);
      return;
    case "assign":
      push(stmt.place, stmt.value);
      return;
    case "if":
      push(stmt.condition, stmt.then, stmt.otherwise);
      return;
    case "comptime_if":
      push(stmt.then, stmt.otherwise);
      return;
    case "while":
      push(stmt.condition, stmt.body, stmt.orElse);
      return;
    case "for":
      push(stmt.next, ...stmt.bind, stmt.body, stmt.orElse);
      return;
    case "comptime_for":
    case "block":
      push(stmt.body);
      return;
    case "try":
      push(stmt.body, stmt.handler, stmt.orElse, stmt.finallyBody);
      return;
    case "break":
    case "continue":
    case "comptime_assert":
    case "error":
      return;
  }
}

/** Whether evaluating the tree may raise somewhere (also where a `try` inside catches it: a safe answer). */
export function mayRaise(root: Node): boolean {
  return someExpr(root, (e) => e.kind === "call" && e.raises !== undefined) || hasRaiseStmt(root);
}

function hasRaiseStmt(root: Node): boolean {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!("kind" in node)) stack.push(...node.stmts);
    else if ("type" in node) pushParts(node, stack);
    else if (node.kind === "raise") return true;
    else pushStmtParts(node, stack);
  }
  return false;
}
