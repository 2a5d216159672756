/** Names of a block: declaring them, with the error for a second declaration; and where carets of statements go. */

import type { TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { TypedLocal } from "../typed/typed.ts";
import { type Entity, makeScope, report } from "./context.ts";
import { addLocal, type FnCx } from "./fn.ts";
import { messages } from "./messages.ts";

/** Binds a name in the innermost block; a second declaration there is reported and changes nothing. `at` is what notes point to. */
export function declareName(fx: FnCx, name: ast.Name, entity: Entity, at: Span = name.span): boolean {
  const { names, declaredAt } = fx.scope;
  const known = names.get(name.text);
  if (known !== undefined && known.kind !== "poison") {
    const previous = declaredAt.get(name.text);
    report(fx.cx, { file: fx.file, span: at }, messages.redefinition(name.text), {
      notes:
        previous === undefined ? [] : [{ message: "previous definition here", at: { file: fx.file, span: previous } }],
    });
    fx.hasErrors = true;
    return false;
  }
  names.set(name.text, entity);
  declaredAt.set(name.text, at);
  return true;
}

/** A new variable under a name of the innermost block. */
export function declareLocal(
  fx: FnCx,
  name: ast.Name,
  type: TypeId,
  kind: TypedLocal["kind"],
  mutable: boolean,
  quiet?: boolean,
): number {
  const local = addLocal(fx, {
    name: name.text,
    type,
    kind,
    mutable,
    span: name.span,
    ...(quiet === undefined ? {} : { quiet }),
  });
  declareName(fx, name, { kind: "local", local, owner: fx });
  return local;
}

/** A nameless local for a desugaring. */
export function tempLocal(fx: FnCx, type: TypeId, span: Span, kind: "temp" | "ref" = "temp"): number {
  return addLocal(fx, { name: "", type, kind, mutable: true, span, quiet: true });
}

/** Makes further uses of a name silent: its declaration failed. */
export function poison(fx: FnCx, name: ast.Name): void {
  fx.hasErrors = true;
  if (!fx.scope.names.has(name.text)) fx.scope.names.set(name.text, { kind: "poison" });
}

/** Runs `action` in a nested block; facts that it learns end with it. */
export function inScope<T>(fx: FnCx, action: () => T): T {
  const scope = fx.scope;
  const facts = fx.facts;
  fx.scope = makeScope("block", scope);
  try {
    return action();
  } finally {
    fx.scope = scope;
    fx.facts = facts;
  }
}
