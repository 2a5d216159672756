/**
 * Failures as the user sees them (15.7.4): one error with the cause at the call of the user that led to it, then notes down the
 * chain of instances to the place that failed. Of several failing things in a function only the last in the text is told.
 */

import type { DeclId } from "../base/ids.ts";
import { type Diagnostic, makeDiagnostic, type Note } from "../diagnostics/diagnostic.ts";
import type { Location } from "../source/source.ts";
import type { Elaborator, Failure, Instance, Request } from "./context.ts";
import { parameterNames, parameterValues } from "./names.ts";

/** Chains longer than this lose their middle. */
const MAX_NOTES = 40;

/** The diagnostics of the roots that failed. */
export function failureDiagnostics(cx: Elaborator, roots: readonly Instance[]): readonly Diagnostic[] {
  const failing = failingInstances(cx);
  return roots.filter((r) => failing.has(r)).map((root) => chain(cx, root, failing));
}

/** Instances with a failure of their own, and those that need one of them. */
function failingInstances(cx: Elaborator): ReadonlySet<Instance> {
  if (cx.instances.every((instance) => instance.failures.length === 0)) return new Set();
  const callers = new Map<Instance, Instance[]>();
  const failing = new Set<Instance>();
  const work: Instance[] = [];
  for (const instance of cx.instances) {
    for (const request of instance.requests) {
      // What only the interpreter ran has told its failure where it was run.
      if (!request.isCall) continue;
      const known = callers.get(request.target);
      if (known === undefined) callers.set(request.target, [instance]);
      else if (known.at(-1) !== instance) known.push(instance);
    }
    if (instance.failures.length > 0) work.push(instance);
  }
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (failing.has(next)) continue;
    failing.add(next);
    work.push(...(callers.get(next) ?? []));
  }
  return failing;
}

function nameOf(cx: Elaborator, decl: DeclId): Location {
  const header = cx.env.header(decl);
  return { file: header.file, span: header.nameSpan };
}

/** A function on the way to the failure, and where in it the way goes on: a call, or what failed. */
interface Step {
  readonly instance: Instance;
  readonly at: Location;
  readonly target: Instance | undefined;
}

function chain(cx: Elaborator, root: Instance, failing: ReadonlySet<Instance>): Diagnostic {
  const steps: Step[] = [];
  let failure: Failure | undefined;
  const seen = new Set<Instance>();
  for (let instance: Instance | undefined = root; instance !== undefined && !seen.has(instance); ) {
    seen.add(instance);
    const next: Failure | Request | undefined = lastFailing(instance, failing, seen);
    if (next === undefined) break;
    const target: Instance | undefined = "target" in next ? next.target : undefined;
    const { file } = cx.env.header(instance.decl);
    steps.push({ instance, at: { file, span: next.at }, target });
    if ("notes" in next) failure = next;
    instance = target;
  }
  const cause = failure?.notes.at(-1);
  const lead = leadOf(cx, steps);
  if (cause === undefined || lead < 0) {
    const at = nameOf(cx, (steps.find((step) => !isStartUp(cx, step.instance))?.instance ?? root).decl);
    return makeDiagnostic("error", "instantiation-failed", at, cause?.message ?? "function instantiation failed");
  }
  const below = steps.slice(lead + 1);
  const at = steps[lead]!.at;
  const trace = failure?.notes.slice(0, -1) ?? [];
  const isDirect = trace.length === 0 && below.length > 0;
  const notes: Note[] = [
    ...(isDirect ? below.slice(0, -1) : below).map((step) => ({ message: inInstance(cx, step.instance), at: step.at })),
    ...trace,
  ];
  if (isDirect) notes.push({ message: inInstance(cx, below.at(-1)!.instance), at: cause.at });
  else if (!isSamePlace(at, cause.at)) notes.push({ message: "it fails here", at: cause.at });
  return makeDiagnostic("error", "instantiation-failed", at, cause.message, {
    notes: shorten(cx.options.libraryFrames === true ? notes : foldLibrary(cx, notes)),
  });
}

/**
 * The step that the error is told at: the user's first call that gives parameters, since what stands above it works for any
 * program; without one, the last place in the user's code.
 */
function leadOf(cx: Elaborator, steps: readonly Step[]): number {
  const isUser = (step: Step): boolean => !isStartUp(cx, step.instance);
  const first = steps.findIndex((step) => isUser(step) && step.target !== undefined && hasValues(cx, step.target));
  return first >= 0 ? first : steps.findLastIndex(isUser);
}

function hasValues(cx: Elaborator, instance: Instance): boolean {
  return instance.kind === "declared" && parameterNames(cx, instance.decl, instance.bindings) !== "";
}

function isSamePlace(a: Location, b: Location | undefined): boolean {
  return b !== undefined && a.file === b.file && a.span.start === b.span.start;
}

/** `in 'f' with n = 3`. */
function inInstance(cx: Elaborator, instance: Instance): string {
  const { name } = cx.env.header(instance.decl);
  const values = instance.kind === "declared" ? parameterNames(cx, instance.decl, instance.bindings) : "";
  return values === "" ? `in '${name}'` : `in '${name}' with ${values}`;
}

/** Also what the compiler itself put around the program. */
function isStartUp(cx: Elaborator, instance: Instance): boolean {
  const { isLibrary, name } = cx.env.header(instance.decl);
  return isLibrary || instance.kind !== "declared" || name.startsWith("<");
}

/** The notes for going from an instance into one that it calls. */
export function callNotes(cx: Elaborator, from: Instance, request: Request): readonly Note[] {
  const { target } = request;
  if (target.kind !== "declared") return [];
  const values = parameterValues(cx, target.decl, target.bindings);
  const message = values === "" ? "call expansion failed" : `call expansion failed with parameter value(s): ${values}`;
  const callee: Note = { message: "function instantiation failed", at: nameOf(cx, target.decl) };
  if (from.kind !== "declared") return [callee];
  return [{ message, at: { file: cx.env.header(from.decl).file, span: request.at } }, callee];
}

/** Of an instance's own failures and its failing calls, the one that comes last in the text. */
export function lastFailing(
  instance: Instance,
  failing: ReadonlySet<Instance>,
  seen: ReadonlySet<Instance>,
): Failure | Request | undefined {
  let last: Failure | Request | undefined;
  for (const candidate of [...instance.failures, ...instance.requests]) {
    if ("target" in candidate && (!candidate.isCall || !failing.has(candidate.target) || seen.has(candidate.target)))
      continue;
    if (last === undefined || candidate.at.start >= last.at.start) last = candidate;
  }
  return last;
}

/** Steps inside the library say nothing to the user; the cause, which comes last, stays. */
function foldLibrary(cx: Elaborator, notes: readonly Note[]): readonly Note[] {
  const library = new Set<number>();
  for (const instance of cx.instances) {
    const header = cx.env.header(instance.decl);
    if (header.isLibrary) library.add(header.file);
  }
  return notes.filter((note, i) => i === notes.length - 1 || note.at === undefined || !library.has(note.at.file));
}

function shorten(notes: readonly Note[]): readonly Note[] {
  if (notes.length <= MAX_NOTES) return notes;
  const half = MAX_NOTES / 2;
  const left = notes.length - MAX_NOTES;
  return [...notes.slice(0, half), { message: `... ${left} more steps ...`, at: undefined }, ...notes.slice(-half)];
}
