/**
 * Elaboration: from the checked, generic program to every function that the entry needs, monomorphic. A worklist of instances;
 * compile-time values are computed by the interpreter, which asks for bodies of its own.
 */

import type { DeclId } from "../base/ids.ts";
import type { Outcome } from "../diagnostics/diagnostic.ts";
import type { ConcreteProgram } from "../mir/program.ts";
import { createLayouts } from "../target/layout.ts";
import { elaborateBody } from "./body.ts";
import {
  DEFAULT_LIMITS,
  type ElaborateEnv,
  type ElaborateLimits,
  type ElaborateOptions,
  type Elaborator,
  type Instance,
} from "./context.ts";
import { createComptime } from "./evaluate-bridge.ts";
import { failureDiagnostics } from "./failures.ts";
import { finishProgram } from "./finish.ts";
import { requestFunction } from "./instances.ts";
import { createTypeFacts } from "./type-facts.ts";

export { DEFAULT_LIMITS, type ElaborateEnv, type ElaborateLimits, type ElaborateOptions };

/** The program that starts at `entry`, a function without parameters; undefined if something failed. */
export function elaborate(
  env: ElaborateEnv,
  entry: DeclId,
  options: ElaborateOptions,
): Outcome<ConcreteProgram | undefined> {
  const cx = createElaborator(env, options);
  const roots: Instance[] = [];
  for (const decl of [entry, ...options.roots]) {
    const root = requestFunction(cx, decl, [], true);
    if (root !== undefined && !roots.includes(root)) roots.push(root);
  }
  drain(cx);
  const diagnostics = failureDiagnostics(cx, roots);
  return diagnostics.length > 0 ? { value: undefined, diagnostics } : { value: finishProgram(cx, roots), diagnostics };
}

/** Works off the instances that are waiting. */
function drain(cx: Elaborator): void {
  for (let next = cx.queue.pop(); next !== undefined; next = cx.queue.pop()) {
    if (next.state === "waiting") elaborateBody(cx, next);
  }
}

export function createElaborator(env: ElaborateEnv, options: ElaborateOptions): Elaborator {
  const context = (): Elaborator => cx;
  const types = createTypeFacts(context);
  const cx: Elaborator = {
    env,
    store: env.terms,
    options,
    types,
    layouts: createLayouts(types, env.terms, options.target),
    comptime: createComptime(context),
    instances: [],
    instanceByKey: new Map(),
    extents: new Map(),
    symbols: new Map(),
    queue: [],
    evaluated: new Map(),
    failed: new Map(),
    evaluating: new Set(),
    images: [],
    imageByKey: new Map(),
    site: undefined,
    nesting: 0,
    exhausted: false,
  };
  return cx;
}
