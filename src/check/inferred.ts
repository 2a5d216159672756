/** What the checker infers from a body that has been checked: whether an error can leave it. */

import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";
import { argValues, walkParts } from "../typed/walk.ts";

/** Whether an error can leave the block: raised there, and not caught by a `try` with a handler. */
export function escapesRaise(block: TypedBlock): boolean {
  return block.stmts.some((s) => stmtEscapes(s));
}

function stmtEscapes(stmt: TypedStmt): boolean {
  if (stmt.kind === "raise") return true;
  if (stmt.kind === "try") {
    const caught = stmt.handler !== undefined;
    const blocks = [stmt.handler, stmt.orElse, stmt.finallyBody, ...(caught ? [] : [stmt.body])];
    return blocks.some((b) => b !== undefined && escapesRaise(b));
  }
  if (stmt.kind === "for") {
    // The end of the iteration is an error of `next` that the loop itself takes.
    const { next } = stmt;
    const inNext = next.kind === "call" && next.args.some((a) => argValues(a).some((v) => exprEscapes(v)));
    return (
      inNext ||
      stmt.bind.some((s) => stmtEscapes(s)) ||
      escapesRaise(stmt.body) ||
      (stmt.orElse !== undefined && escapesRaise(stmt.orElse))
    );
  }
  return partsEscape(stmt);
}

function exprEscapes(expr: TypedExpr): boolean {
  if (expr.kind === "call" && expr.raises !== undefined) return true;
  return partsEscape(expr);
}

function partsEscape(of: TypedExpr | TypedStmt): boolean {
  let found = false;
  walkParts(of, {
    expr: (e) => {
      found ||= exprEscapes(e);
    },
    stmt: (s) => {
      found ||= stmtEscapes(s);
    },
  });
  return found;
}
