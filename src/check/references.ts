/** What a typed body contains: the functions it refers to, whose bodies matter once it is used (15.11.1), and failed parts. */

import type { DeclId, TermId } from "../base/ids.ts";
import { forEachChild } from "../terms/children.ts";
import type { TypedBody } from "../typed/typed.ts";
import type { Cx } from "./context.ts";

/** Whether an expression or statement that failed is left in a tree. */
export function hasErrorNodes(tree: object): boolean {
  const stack: unknown[] = [tree];
  while (stack.length > 0) {
    const next = stack.pop();
    if (typeof next !== "object" || next === null) continue;
    if ("kind" in next && next.kind === "error") return true;
    for (const part of Object.values(next)) if (typeof part === "object" && part !== null) stack.push(part);
  }
  return false;
}

/** The declarations of all functions that a body calls or mentions as values. */
export function referencedFunctions(cx: Cx, body: TypedBody): ReadonlySet<DeclId> {
  const found = new Set<DeclId>();
  const terms: TermId[] = [];
  const stack: unknown[] = [body.body];
  while (stack.length > 0) {
    const next = stack.pop();
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) {
      for (const element of next) stack.push(element);
      continue;
    }
    const tree = next as {
      readonly kind?: string;
      readonly decl?: DeclId;
      readonly value?: unknown;
      readonly bindings?: readonly TermId[];
    };
    if (tree.kind === "function" && tree.decl !== undefined) {
      found.add(tree.decl);
      terms.push(...(tree.bindings ?? []));
    }
    if (tree.kind === "const" && typeof tree.value === "number") terms.push(tree.value as TermId);
    for (const part of Object.values(tree)) if (typeof part === "object" && part !== null) stack.push(part);
  }
  addFromTerms(cx, terms, found);
  return found;
}

function addFromTerms(cx: Cx, terms: readonly TermId[], found: Set<DeclId>): void {
  const seen = new Set<TermId>();
  const stack = [...terms];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const term = cx.store.get(id);
    if (term.kind === "function" || term.kind === "closure") found.add(term.decl);
    forEachChild(term, (child) => stack.push(child));
  }
}
