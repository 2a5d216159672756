/** Trait declarations. */

import type { Decorator, TraitDecl } from "../ast.ts";
import { T } from "../tokens.ts";
import { type Cx, caretAt, next, report, spanSince, take } from "./cx.ts";
import { parseMembers } from "./member.ts";
import { parseParams } from "./params.ts";
import { parseConformances, parseDeclaredName } from "./struct.ts";

/** The cursor is on `trait`. */
export function parseTrait(cx: Cx, decorators: readonly Decorator[]): TraitDecl {
  const column = cx.stmtColumn;
  const start = decorators[0]?.span.start ?? cx.starts[cx.pos]!;
  take(cx);
  const name = parseDeclaredName(cx, "expected trait name");
  let params: TraitDecl["params"];
  if (next(cx) === T.lbracket) {
    const inside = caretAt(cx, Math.min(cx.pos + 1, cx.eof));
    report(cx, "trait-parameters", "trait declarations do not support parameters; remove the parameter list", inside);
    params = parseParams(cx);
  }
  const parents = next(cx) === T.lparen ? parseConformances(cx) : [];
  const { members, docstring } = parseMembers(cx, "trait", column);
  return { kind: "trait", span: spanSince(cx, start), name, decorators, params, parents, members, docstring };
}
