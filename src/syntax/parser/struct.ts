/** Structs and extensions: headers, and the conformance lists that traits share. */

import type { ConformanceEntry, Decorator, ExtensionDecl, Name, StructDecl } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  type Cx,
  caretAt,
  closeBracket,
  fail,
  isFirstOnLine,
  isWord,
  kind,
  missingName,
  next,
  openBracket,
  spanSince,
  take,
  takeName,
} from "./cx.ts";
import { parseTernary } from "./expr.ts";
import { parseMembers } from "./member.ts";
import { parseParams } from "./params.ts";
import { parseWhere } from "./signature.ts";

/** The cursor is on `struct`. */
export function parseStruct(cx: Cx, decorators: readonly Decorator[]): StructDecl {
  const column = cx.stmtColumn;
  const start = decorators[0]?.span.start ?? cx.starts[cx.pos]!;
  take(cx);
  const name = parseDeclaredName(cx, "expected struct name");
  const params = next(cx) === T.lbracket ? parseParams(cx) : undefined;
  const conformances = next(cx) === T.lparen ? parseConformances(cx) : [];
  const where = parseWhere(cx);
  const { members, docstring } = parseMembers(cx, "struct", column);
  return {
    kind: "struct",
    span: spanSince(cx, start),
    name,
    decorators,
    params,
    conformances,
    where,
    members,
    docstring,
  };
}

/** The cursor is on `__extension`. */
export function parseExtension(cx: Cx): ExtensionDecl {
  const column = cx.stmtColumn;
  const start = cx.starts[take(cx)]!;
  const target = parseDeclaredName(cx, "expected extension name");
  const conformances = next(cx) === T.lparen ? parseConformances(cx) : [];
  const where = parseWhere(cx);
  const { members } = parseMembers(cx, "extension", column);
  return { kind: "extension", span: spanSince(cx, start), target, conformances, where, members };
}

/** A name that must stand on the line of the word before it. */
export function parseDeclaredName(cx: Cx, missing: string): Name {
  if (kind(cx) === T.name && !isFirstOnLine(cx)) return takeName(cx);
  if (kind(cx) === T.name) {
    const at = caretAt(cx, take(cx));
    fail(cx, "misplaced-line-start", "identifier may not appear at the start of the line", at);
  } else fail(cx, "expected-name", missing);
  return missingName(cx);
}

/** `(Trait, not Trait, Trait where condition)`. */
export function parseConformances(cx: Cx): ConformanceEntry[] {
  openBracket(cx);
  const entries: ConformanceEntry[] = [];
  while (kind(cx) !== T.rparen && !cx.failed) {
    const start = cx.starts[cx.pos]!;
    const negated = kind(cx) === T.kwNot;
    if (negated) take(cx);
    const trait = parseTernary(cx);
    let where: ConformanceEntry["where"];
    if (isWord(cx, "where")) {
      take(cx);
      where = parseTernary(cx);
    }
    entries.push({ span: spanSince(cx, start), negated, trait, where });
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rparen, "expected ')' for conformance list");
  return entries;
}
