/** `match` and its cases. */

import type { MatchCase, Stmt } from "../ast.ts";
import { T } from "../tokens.ts";
import { headerOf, parseBlock } from "./block.ts";
import { parseCasePatternList } from "./case-pattern.ts";
import { accept, type Cx, fail, kind, report, spanSince, take, tokenSpan } from "./cx.ts";
import { parseExpression, parseTupleBody } from "./expr.ts";
import type { FlavouredStart } from "./if.ts";
import { parseSuite } from "./suite.ts";

/** The cursor is on `match`. */
export function parseMatch(cx: Cx, { comptime, start }: FlavouredStart): Stmt {
  const column = cx.stmtColumn;
  const word = tokenSpan(cx);
  take(cx);
  const subject = parseTupleBody(cx);
  const cases: MatchCase[] = [];
  let broken = false;
  const noCase = "'match' statement must have at least one 'case' block";
  parseSuite(
    cx,
    { column, missing: "expected ':' after match subject", isDeclaration: false, allowEmpty: true },
    {
      one: (inner) => {
        if (kind(inner) === T.kwCase) cases.push(parseCase(inner));
        else if (cases.length === 0) fail(inner, "match-without-case", noCase, word);
        else
          fail(
            inner,
            "inconsistent-indentation",
            "statement indentation must match the rest of the block; adjust to align",
            tokenSpan(inner),
          );
      },
      anyColumn: true,
      broken: () => {
        broken = true;
      },
    },
  );
  if (cases.length === 0 && !broken) report(cx, "match-without-case", noCase, word);
  return { kind: "match", span: spanSince(cx, start), comptime, subject, cases };
}

function parseCase(cx: Cx): MatchCase {
  const column = cx.columns[cx.pos]!;
  cx.stmtColumn = column;
  cx.brackets = 0;
  const start = cx.starts[take(cx)]!;
  const pattern = parseCasePatternList(cx);
  const guard = accept(cx, T.kwIf) ? parseExpression(cx) : undefined;
  const body = parseBlock(cx, headerOf(column, "expected ':' after case pattern"));
  return { span: spanSince(cx, start), pattern, guard, body };
}
