/**
 * A walk over syntax trees by their shape alone: for the questions about names that have to be answered before anything is
 * checked. Every node is a plain object with a `kind`; patterns, which hold names that are declared, sit under `pattern`.
 */

import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";

export interface AstVisitor {
  /** A node that has a `kind`; false keeps the walk out of it. */
  enter?(node: AstNode): boolean;
  /** A name that is read, written or called. */
  name?(expr: ast.ExprOf<"name">): void;
  /** A name that a pattern, handler, `with` item, import or nested function declares. */
  declare?(name: string, span: Span): void;
}

export type AstNode = ast.Expr | ast.Stmt | ast.Decl | ast.CasePattern;

export function walkAst(node: unknown, v: AstVisitor): void {
  visit(node, "", v);
}

function visit(node: unknown, key: string, v: AstVisitor): void {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, key, v);
    return;
  }
  if (typeof node !== "object" || node === null || key === "span" || key === "at") return;
  if (key === "pattern") {
    pattern(node as ast.Pattern | ast.CasePattern, v);
    return;
  }
  if ("kind" in node && typeof node.kind === "string") {
    if (node.kind === "name" && "name" in node && typeof node.name === "string") {
      v.name?.(node as ast.ExprOf<"name">);
      return;
    }
    if (v.enter?.(node as AstNode) === false) return;
    declared(node as AstNode, v);
  }
  for (const [k, child] of Object.entries(node)) visit(child, k, v);
}

function pattern(p: ast.Pattern | ast.CasePattern, v: AstVisitor): void {
  switch (p.kind) {
    case "name":
    case "capture":
      v.declare?.(p.name, p.span);
      return;
    case "tuple":
      for (const e of p.elements) pattern(e, v);
      return;
    case "sequence":
      for (const e of p.elements) pattern(e, v);
      if (p.rest !== undefined) v.declare?.(p.rest.text, p.rest.span);
      return;
    case "struct":
      visit(p.type, "type", v);
      for (const f of p.fields) pattern(f.pattern, v);
      return;
    case "or":
      for (const a of p.alternatives) pattern(a, v);
      return;
    case "as":
      pattern(p.pattern, v);
      v.declare?.(p.name.text, p.name.span);
      return;
    case "value":
      visit(p.value, "value", v);
      return;
    case "discard":
    case "wildcard":
      return;
  }
}

function declared(node: AstNode, v: AstVisitor): void {
  switch (node.kind) {
    case "def":
      if ("decl" in node) v.declare?.(node.decl.name.text, node.decl.name.span);
      return;
    case "with":
      for (const item of node.items) if (item.name !== undefined) v.declare?.(item.name.text, item.name.span);
      return;
    case "try":
      if (node.handler?.name !== undefined) v.declare?.(node.handler.name.text, node.handler.name.span);
      return;
    case "walrus":
      if (node.target.kind === "name") v.declare?.(node.target.name, node.target.span);
      return;
    case "comptime_decl":
      for (const n of node.decl.names) v.declare?.(n.text, n.span);
      return;
    default:
      return;
  }
}
