/**
 * Python-shaped code (20 §8): which functions are. In a script's statements, in functions with an argument that has no type, and
 * in functions of a script without arguments, the first assignment of a name declares it.
 */

import type { DeclId } from "../base/ids.ts";
import type * as ast from "../syntax/ast.ts";
import type { Cx, Entity, Scope } from "./context.ts";
import { node } from "./context.ts";
import type { FnCx } from "./fn.ts";
import { scriptOf } from "./script.ts";

export function isPythonShaped(cx: Cx, decl: DeclId): boolean {
  const { ast: written, header } = node(cx, decl);
  if (cx.options.strict || header.isLibrary || written.kind !== "def") return false;
  if (written.signature.args.some((a) => a.kind === "arg" && isUntyped(a))) return true;
  const script = scriptOf(cx, header.module);
  if (script === undefined) return false;
  if (script.main === decl) return true;
  return header.parent === undefined && written.signature.args.length === 0;
}

export function isUntyped(a: ast.ArgDecl): boolean {
  return a.type === undefined && a.name.text !== "self" && a.name.text !== "Self";
}

/** Whether an assignment to a name that is visible declares a local all the same: names of the file are not assigned from functions. */
export function isShadowed(fx: FnCx, found: { readonly entity: Entity; readonly scope: Scope }): boolean {
  if (!fx.pythonic || fx.mode !== "runtime") return false;
  const { entity, scope } = found;
  if (entity.kind === "global") return entity.global.main !== fx.decl;
  return (scope.kind === "module" || scope.kind === "builtin") && entity.kind !== "poison";
}
