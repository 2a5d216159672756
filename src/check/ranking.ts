/** The ranking of viable candidates (15.6). */

import type { NotViable, Viable } from "./overload.ts";

export type Choice =
  | { readonly kind: "one"; readonly result: Viable }
  | { readonly kind: "none" }
  | { readonly kind: "ambiguous"; readonly results: readonly Viable[] };

/** Negative if `a` is better. */
function compare(a: Viable, b: Viable): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  if (a.usesVariadic !== b.usesVariadic) return a.usesVariadic ? 1 : -1;
  if (a.penalty !== b.penalty) return a.penalty - b.penalty;
  if (a.paramCount !== b.paramCount) return a.paramCount - b.paramCount;
  if (a.raisingBounds !== b.raisingBounds) return a.raisingBounds - b.raisingBounds;
  if (a.sig.isStatic !== b.sig.isStatic) return a.sig.isStatic ? 1 : -1;
  if (a.sig.isInit && b.sig.isInit && a.sig.isImplicit !== b.sig.isImplicit) return a.sig.isImplicit ? 1 : -1;
  return 0;
}

export function pickBest(results: readonly (Viable | NotViable)[]): Choice {
  const viable = results.filter((r): r is Viable => r.ok);
  let best: Viable | undefined;
  let ties: Viable[] = [];
  for (const v of viable) {
    if (best === undefined) {
      best = v;
      ties = [v];
      continue;
    }
    const order = compare(v, best);
    if (order < 0) {
      best = v;
      ties = [v];
    } else if (order === 0) ties.push(v);
  }
  if (best === undefined) return { kind: "none" };
  if (ties.length > 1) {
    const proved = ties.filter((t) => t.constraint === "yes");
    if (proved.length === 1 && ties.length === proved.length && proved[0] !== undefined)
      return { kind: "one", result: proved[0] };
    return { kind: "ambiguous", results: ties };
  }
  return { kind: "one", result: best };
}
