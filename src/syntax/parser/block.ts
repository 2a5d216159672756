/** Blocks of statements, and the context that statements inside them see. */

import type { Block, Stmt } from "../ast.ts";
import type { Cx } from "./cx.ts";
import { parseStatement } from "./stmt.ts";
import { parseSuite, type SuiteHeader } from "./suite.ts";

export function headerOf(column: number, missing: string, isDeclaration = false): SuiteHeader {
  return { column, missing, isDeclaration, allowEmpty: false };
}

export function parseBlock(cx: Cx, header: SuiteHeader): Block {
  const stmts: Stmt[] = [];
  const suite = parseSuite(cx, header, {
    one: (inner, inline) => {
      const stmt = parseStatement(inner, inline);
      if (!inner.failed) stmts.push(stmt);
    },
    broken: (_inner, span) => stmts.push({ kind: "error", span }),
  });
  return { span: suite.span, at: suite.at, braces: suite.braces, stmts };
}

/** The body of a loop: `break` and `continue` have a meaning there. */
export function parseLoopBody(cx: Cx, header: SuiteHeader): Block {
  const outer = cx.inLoop;
  cx.inLoop = true;
  const body = parseBlock(cx, header);
  cx.inLoop = outer;
  return body;
}
