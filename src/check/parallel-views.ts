/**
 * Lists that the body of a `parallel for` only indexes: each chunk looks at them through a Span of its own. A Span in a variable
 * of the chunk is a pointer and a length in registers, where a captured List would be read again for every element.
 */

import type * as ast from "../syntax/ast.ts";
import type { FnCx } from "./fn.ts";
import { langRole, lookup } from "./modules.ts";
import { walkAst } from "./walk-ast.ts";

/** The names of such lists, and of Spans that chunks around this one have made of them. */
export function indexedLists(
  fx: FnCx,
  stmt: ast.StmtOf<"for">,
): readonly { readonly name: string; readonly isSpan: boolean }[] {
  const mentions = new Map<string, number>();
  const indexed = new Map<string, number>();
  const excluded = new Set<string>();
  const add = (table: Map<string, number>, name: string): void => {
    table.set(name, (table.get(name) ?? 0) + 1);
  };
  walkAst({ pattern: stmt.pattern }, { declare: (name) => excluded.add(name) });
  walkAst(stmt.body, {
    declare: (name) => excluded.add(name),
    name: (e) => add(mentions, e.name),
    enter: (n) => {
      if (n.kind === "def" || n.kind === "lambda")
        walkAst(n.kind === "def" && "decl" in n ? n.decl : n, { name: (e) => excluded.add(e.name) });
      const base =
        n.kind === "subscript" && isElement(n)
          ? n.base
          : n.kind === "attribute" && n.name.text === "length"
            ? n.base
            : lengthArgument(n);
      if (base?.kind === "name") add(indexed, base.name);
      return true;
    },
  });
  const out: { name: string; isSpan: boolean }[] = [];
  for (const [name, count] of indexed) {
    if (excluded.has(name) || mentions.get(name) !== count) continue;
    const role = containerRole(fx, name);
    if (role !== undefined) out.push({ name, isSpan: role === "span" });
  }
  return out;
}

function isElement(n: ast.ExprOf<"subscript">): boolean {
  const [only] = n.args;
  return (
    n.args.length === 1 &&
    only !== undefined &&
    only.name === undefined &&
    only.unpack === "" &&
    only.value.kind !== "slice"
  );
}

/** `xs` of `len(xs)`. */
function lengthArgument(n: { readonly kind: string }): ast.Expr | undefined {
  const e = n as ast.Expr;
  if (e.kind !== "call" || e.callee.kind !== "name" || e.callee.name !== "len" || e.args.length !== 1) return undefined;
  return e.args[0]?.value;
}

function containerRole(fx: FnCx, name: string): "list" | "span" | undefined {
  const { cx } = fx;
  const entity = lookup(cx, fx.scope, name)?.entity;
  if (entity?.kind !== "local") return undefined;
  const type = (entity.owner as FnCx).locals[entity.local]?.type;
  let t = type === undefined ? undefined : cx.store.get(type);
  if (t?.kind === "ref") t = cx.store.get(t.target);
  if (t?.kind !== "struct") return undefined;
  if (t.decl === langRole(cx, "list")) return "list";
  return t.decl === langRole(cx, "span") ? "span" : undefined;
}
