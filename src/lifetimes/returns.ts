/** Missing returns: a function with a result whose end can be reached. An error here stops the phase (15.0). */

import { reachable } from "../mir/cfg.ts";
import type { MirFunction } from "../mir/mir.ts";
import type { Cx } from "./context.ts";
import { report } from "./context.ts";
import { messages } from "./messages.ts";

/** Whether every path of a function with a result ends in a return; reports it if not. */
export function checkReturns(cx: Cx, fn: MirFunction<"raw">): boolean {
  const signature = cx.signature;
  if (signature === undefined || signature.resultName !== undefined || !hasResult(cx, signature.result)) return true;
  const reached = reachable(fn.blocks);
  const falls = fn.blocks.some(
    (block, i) => reached[i] === true && block.terminator.op === "return" && block.terminator.implicit,
  );
  if (falls) report(cx, messages.returnExpected(), cx.header.nameSpan);
  return !falls;
}

function hasResult(cx: Cx, type: number): boolean {
  const store = cx.env.terms;
  const term = store.get(type as typeof store.error);
  if (term.kind === "error") return false;
  return term.kind !== "struct" || term.decl !== cx.env.lang("none");
}
