/** A whole file: declarations, and the statements of a script. */

import type { ModuleAst, Stmt, StringLiteral, TopLevel } from "../ast.ts";
import { T } from "../tokens.ts";
import { type Cx, kind } from "./cx.ts";
import { parseDecorated } from "./decorator.ts";
import { parseStatement } from "./stmt.ts";
import { parseExtension, parseStruct } from "./struct.ts";
import { parseLines } from "./suite.ts";
import { parseTrait } from "./trait.ts";

export function parseFile(cx: Cx): ModuleAst {
  const items: TopLevel[] = [];
  let docstring: StringLiteral | undefined;
  let isFirst = true;
  parseLines(cx, 0, {
    one: (inner) => {
      const item = parseTopLevel(inner);
      if (inner.failed) return;
      const text = item.kind === "stmt" ? stringOf(item.stmt) : undefined;
      const last = items[items.length - 1];
      if (isFirst) docstring = text;
      else if (text !== undefined && last?.kind === "decl" && last.decl.kind === "comptime") {
        items[items.length - 1] = { ...last, decl: { ...last.decl, docstring: last.decl.docstring ?? text } };
      }
      isFirst = false;
      if (!hasNoEffect(item)) items.push(item);
    },
    broken: (_inner, span) => {
      isFirst = false;
      items.push({ kind: "stmt", span, stmt: { kind: "error", span } });
    },
  });
  return { items, docstring, dialect: cx.dialect };
}

function parseTopLevel(cx: Cx): TopLevel {
  cx.stmtColumn = cx.columns[cx.pos]!;
  cx.brackets = 0;
  switch (kind(cx)) {
    case T.kwStruct:
      return declared(parseStruct(cx, []));
    case T.kwTrait:
      return declared(parseTrait(cx, []));
    case T.kwExtension:
      return declared(parseExtension(cx));
    case T.at:
      return fromStatement(parseDecorated(cx, true));
    default:
      return fromStatement(parseStatement(cx, false));
  }
}

function declared(decl: Extract<TopLevel, { readonly kind: "decl" }>["decl"]): TopLevel {
  return { kind: "decl", span: decl.span, decl };
}

/** Declarations that are statements too are declarations here. */
function fromStatement(stmt: Stmt): TopLevel {
  switch (stmt.kind) {
    case "def":
    case "comptime_decl":
    case "import":
    case "decl":
      return { kind: "decl", span: stmt.span, decl: stmt.decl };
    default:
      return { kind: "stmt", span: stmt.span, stmt };
  }
}

function stringOf(stmt: Stmt): StringLiteral | undefined {
  return stmt.kind === "expr" && stmt.value.kind === "string" ? stmt.value : undefined;
}

/** Strings, `...` and `pass` may stand anywhere in a file; they do not make it a script. */
function hasNoEffect(item: TopLevel): boolean {
  if (item.kind === "decl") return false;
  const { stmt } = item;
  if (stmt.kind === "pass") return true;
  return stmt.kind === "expr" && (stmt.value.kind === "string" || stmt.value.kind === "ellipsis");
}
