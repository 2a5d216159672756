/**
 * Lifetimes: from raw to owned MIR, one function at a time, still generic (15.1). The order of work: control flow, shape,
 * initialization, interior references, destruction. A function with errors has no owned form.
 *
 * `checkFlow` alone is what the reference compiler runs for the whole module before anything else of this phase: if it
 * finds an error in any function, the driver should stop there (15.0).
 */

import type { DeclEnv } from "../decls/decl.ts";
import type { Outcome } from "../diagnostics/diagnostic.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { MirFunction } from "../mir/mir.ts";
import type { Cx } from "./context.ts";
import { makeCx } from "./context.ts";
import { planDestroys } from "./destroy.ts";
import { makeProblems, reportProblems } from "./destroy-problems.ts";
import type { EffectsCx } from "./effects.ts";
import { makeEffects } from "./effects.ts";
import { eraseFunction } from "./erase.ts";
import type { BlockEffects, InitFacts } from "./init.ts";
import { checkInit, effectsOfBlocks, findInitialized, stateBeforeTerminator } from "./init.ts";
import { checkInteriors } from "./interior.ts";
import { normalize } from "./normalize.ts";
import { placeDestroys } from "./place-destroys.ts";
import { checkReturns } from "./returns.ts";
import { anySet, makeSlots, nodeOfPlace } from "./slots.ts";
import { warnUnreachable } from "./unreachable.ts";

/** Missing returns (an error) and unreachable code (warnings). The value says whether the function may be checked further. */
export function checkFlow(fn: MirFunction<"raw">, env: DeclEnv): Outcome<boolean> {
  const cx = makeCx(env, fn.decl);
  const value = runFlow(cx, fn);
  return { value, diagnostics: cx.diagnostics };
}

function runFlow(cx: Cx, fn: MirFunction<"raw">): boolean {
  if (!cx.header.isLibrary) warnUnreachable(cx, fn);
  return checkReturns(cx, fn);
}

/** Everything, control flow included. */
export function checkLifetimes(fn: MirFunction<"raw">, env: DeclEnv): Outcome<MirFunction<"owned"> | undefined> {
  const cx = makeCx(env, fn.decl);
  if (!runFlow(cx, fn)) return { value: undefined, diagnostics: cx.diagnostics };
  return { value: runOwnership(cx, fn), diagnostics: cx.diagnostics };
}

/** The rest, for a driver that has called `checkFlow` before. */
export function checkOwnership(fn: MirFunction<"raw">, env: DeclEnv): Outcome<MirFunction<"owned"> | undefined> {
  const cx = makeCx(env, fn.decl);
  return { value: runOwnership(cx, fn), diagnostics: cx.diagnostics };
}

interface Analysed {
  readonly ex: EffectsCx;
  readonly effects: readonly BlockEffects[];
  readonly init: InitFacts;
}

function runOwnership(cx: Cx, raw: MirFunction<"raw">): MirFunction<"owned"> | undefined {
  const normal = normalize(cx, raw, () => false);
  const first = analyse(cx, normal);
  // A raising call that assigns to what holds a value already must leave it alone until it has succeeded.
  const fn = normalize(cx, normal, (block) => overwritesOnSuccess(first, block));
  const facts = fn === normal ? first : analyse(cx, fn);
  checkInit(facts.ex, facts.effects, facts.init);
  checkInteriors(facts.ex, facts.init);
  const problems = makeProblems(facts.ex, facts.init.wrong);
  const plan = planDestroys(facts.ex, facts.init, facts.effects, problems);
  reportProblems(problems);
  if (hasErrors(cx.diagnostics)) return undefined;
  return eraseFunction(cx, placeDestroys(fn, plan));
}

function analyse(cx: Cx, fn: MirFunction<"raw">): Analysed {
  const ex = makeEffects(cx, fn, makeSlots(cx, fn));
  const effects = effectsOfBlocks(ex);
  return { ex, effects, init: findInitialized(ex, effects) };
}

function overwritesOnSuccess(facts: Analysed, block: number): boolean {
  const { ex, effects, init } = facts;
  const end = ex.fn.blocks[block]?.terminator;
  const start = init.atStart[block];
  if (end?.op !== "invoke" || start === undefined || end.call.into.path.some((p) => p.kind === "deref")) return false;
  const state = stateBeforeTerminator(start, effects[block] ?? []);
  return anySet(state, nodeOfPlace(ex.slots, end.call.into));
}
