/** Warnings about code that control cannot get to: after a statement that does not fall through, in useless handlers. */

import { reachable } from "../mir/cfg.ts";
import type { BlockIndex, BlockOrigin, MirBlock, MirFunction, UnreachableOrigin } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import type { Cx } from "./context.ts";
import { report } from "./context.ts";
import { messages } from "./messages.ts";

export function warnUnreachable(cx: Cx, fn: MirFunction<"raw">): void {
  const reached = reachable(fn.blocks);
  fn.blocks.forEach((block, index) => {
    if (reached[index] === true) return;
    if (isAfter(block.origin)) report(cx, messages.unreachableCode(block.origin), firstSpan(block));
    else if (block.origin === "handler" && tryIsReached(fn, reached, index)) {
      const useless = block.insts.length === 0 && block.terminator.op !== "invoke";
      if (useless) report(cx, messages.tryDoesNotRaise(), block.span);
      else report(cx, messages.unreachableHandler(), firstSpan(block));
    } else if (block.origin === "try_else" && tryIsReached(fn, reached, index)) {
      report(cx, messages.unreachableTryElse(), firstSpan(block));
    }
  });
}

function isAfter(origin: BlockOrigin): origin is UnreachableOrigin {
  return origin.startsWith("after_");
}

/** The first thing that the block does: a call where there is one. */
function firstSpan(block: MirBlock): Span {
  for (const inst of block.insts) if (inst.op === "call") return inst.at;
  if (block.terminator.op === "invoke") return block.terminator.at;
  return block.span;
}

/** Whether the body of the `try` that a handler or `else` belongs to can be reached: the last such body before it in the text. */
function tryIsReached(fn: MirFunction<"raw">, reached: readonly boolean[], part: BlockIndex): boolean {
  const span = fn.blocks[part]?.span;
  if (span === undefined) return false;
  let best: BlockIndex | undefined;
  let bestEnd = -1;
  fn.blocks.forEach((block, index) => {
    if (block.origin !== "try") return;
    const before = block.span.end <= span.start;
    const inside = block.span.start >= span.start && block.span.end <= span.end;
    if ((before || inside) && block.span.end > bestEnd) {
      best = index;
      bestEnd = block.span.end;
    }
  });
  return best !== undefined && reached[best] === true;
}
