/** The bodies of structs, traits and extensions. */

import type { Decorator, FieldDecl, Member, StringLiteral } from "../ast.ts";
import { T } from "../tokens.ts";
import { parseComptimeDecl } from "./comptime.ts";
import {
  accept,
  type Cx,
  caretAt,
  edit,
  expectName,
  fail,
  isFirstOnLine,
  isWord,
  kind,
  lastEnd,
  missingAt,
  noteDialect,
  peek,
  report,
  take,
  tokenSpan,
  tokenText,
} from "./cx.ts";
import { parseDecorators } from "./decorator.ts";
import { parseDef } from "./def.ts";
import { parseExpression } from "./expr.ts";
import { parseSuite } from "./suite.ts";
import { parseType } from "./type.ts";

export type MemberOwner = "struct" | "trait" | "extension";

export interface Members {
  readonly members: readonly Member[];
  readonly docstring: StringLiteral | undefined;
}

/** From the `:` or `{` of the declaration at `column`. */
export function parseMembers(cx: Cx, owner: MemberOwner, column: number): Members {
  const members: Member[] = [];
  let docstring: StringLiteral | undefined;
  let isFirst = true;
  const { inFunction, inLoop, inStruct } = cx;
  cx.inFunction = false;
  cx.inLoop = false;
  cx.inStruct = true;
  parseSuite(
    cx,
    { column, missing: `expected ':' in ${owner} definition`, isDeclaration: true, allowEmpty: owner !== "extension" },
    {
      one: (inner) => {
        inner.stmtColumn = inner.columns[inner.pos]!;
        inner.brackets = 0;
        if (kind(inner) === T.string) {
          const text = parseExpression(inner);
          const last = members[members.length - 1];
          if (text.kind !== "string") return;
          if (isFirst) docstring = text;
          else if (last?.kind === "field" || last?.kind === "comptime") {
            members[members.length - 1] = { ...last, docstring: last.docstring ?? text };
          }
        } else {
          const member = parseMember(inner, owner);
          if (member !== undefined && !inner.failed) members.push(member);
        }
        isFirst = false;
      },
      broken: () => {},
    },
  );
  cx.inFunction = inFunction;
  cx.inLoop = inLoop;
  cx.inStruct = inStruct;
  return { members, docstring };
}

function parseMember(cx: Cx, owner: MemberOwner): Member | undefined {
  const decorators: readonly Decorator[] = kind(cx) === T.at ? parseDecorators(cx) : [];
  if (decorators.length > 0) cx.stmtColumn = cx.columns[cx.pos]!;
  const start = decorators[0]?.span.start ?? cx.starts[cx.pos]!;
  const token = kind(cx);
  switch (token) {
    case T.kwDef:
    case T.kwFn:
    case T.kwAsync:
    case T.kwSilentAsync:
      return parseDef(cx, decorators, owner === "trait" ? "trait" : "struct");
    case T.kwComptime:
      if (peek(cx, 1) === T.kwAssert) {
        const text = "'comptime assert' must be inside a function; move this into a function body";
        return failMember(cx, text);
      }
      take(cx);
      return parseComptimeDecl(cx, { start, decorators, inTrait: owner === "trait" });
    case T.name: {
      if (isWord(cx, "alias") && peek(cx, 1) === T.name && !isFirstOnLine(cx, cx.pos + 1)) {
        noteDialect(cx, "alias-member", tokenSpan(cx), { modern: "comptime" });
        take(cx);
        return parseComptimeDecl(cx, { start, decorators, inTrait: owner === "trait" });
      }
      const isField = owner === "struct" && token === T.name && peek(cx, 1) === T.colon;
      const fixes = isField ? [edit(cx, { start, end: start }, "var ", "declare a field", true)] : [];
      fail(cx, "misplaced-member", bareText(owner), caretAt(cx), { fixes });
      return undefined;
    }
    case T.kwVar:
      return parseField(cx, owner, decorators);
    case T.kwPass:
    case T.ellipsis:
      if (decorators.length > 0) break;
      return { kind: "pass", span: tokenSpan(cx, take(cx)) };
    case T.kwStruct:
      return failMember(cx, "nested struct not supported here");
    case T.kwTrait:
      return failMember(cx, "nested trait not supported here");
    case T.kwImport:
    case T.kwFrom:
      return failMember(cx, "'import' statements must be at module or function scope; move this to a valid location");
    case T.kwIf:
    case T.kwWhile:
    case T.kwFor:
    case T.kwTry:
    case T.kwWith:
    case T.kwMatch:
      return failMember(cx, `'${tokenText(cx)}' must be contained in a function`);
    case T.rbrace:
      return failMember(cx, "unexpected '}'; no brace block is open here");
    default:
  }
  if (decorators.length > 0) return failMember(cx, "statement does not support decorators; remove the decorator");
  return failMember(cx, bareText(owner));
}

function bareText(owner: MemberOwner): string {
  return owner === "trait"
    ? "bare expressions must not appear within traits; use 'comptime' for an associated type or move this into a method body"
    : "bare expressions must not appear within structs; use 'var' for a field or move this into a method body";
}

function failMember(cx: Cx, message: string): undefined {
  fail(cx, "misplaced-member", message, caretAt(cx));
  return undefined;
}

function parseField(cx: Cx, owner: MemberOwner, decorators: readonly Decorator[]): FieldDecl | undefined {
  const start = cx.starts[cx.pos]!;
  if (owner === "trait") {
    const text = "traits do not support 'var' fields; use 'comptime' to declare associated types";
    fail(cx, "trait-field", text, caretAt(cx));
    return undefined;
  }
  const decorator = decorators[0];
  if (decorator !== undefined) {
    const at = { start: decorator.span.start + 1, end: decorator.span.end };
    report(cx, "misplaced-decorator", "decorators not supported on this statement", at);
  }
  take(cx);
  const name = expectName(cx, "expected field name");
  let type: FieldDecl["type"];
  if (accept(cx, T.colon)) type = parseType(cx);
  else fail(cx, "untyped-field", "struct field declaration must have a type", missingAt(cx));
  const end = lastEnd(cx);
  if (!isFirstOnLine(cx) && kind(cx) !== T.semicolon && kind(cx) !== T.rbrace) {
    fail(cx, "trailing-tokens", "unknown tokens at the end of a declaration", caretAt(cx));
  }
  return { kind: "field", span: { start, end: Math.max(start, end) }, name, type, docstring: undefined };
}
