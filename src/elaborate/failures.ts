/**
 * Failures as the user sees them (15.7.4): one error at the outermost function, then notes down the chain of calls to the
 * cause. Of several failing things in a function only the last in the text is told.
 */

import type { DeclId } from "../base/ids.ts";
import { type Diagnostic, makeDiagnostic, type Note } from "../diagnostics/diagnostic.ts";
import type { Elaborator, Failure, Instance, Request } from "./context.ts";
import { parameterValues } from "./names.ts";

/** Chains longer than this lose their middle. */
const MAX_NOTES = 40;

/** The diagnostics of the roots that failed. */
export function failureDiagnostics(cx: Elaborator, roots: readonly Instance[]): readonly Diagnostic[] {
  const failing = failingInstances(cx);
  return roots.filter((r) => failing.has(r)).map((root) => chain(cx, root, failing));
}

/** Instances with a failure of their own, and those that need one of them. */
function failingInstances(cx: Elaborator): ReadonlySet<Instance> {
  const callers = new Map<Instance, Instance[]>();
  const failing = new Set<Instance>();
  const work: Instance[] = [];
  for (const instance of cx.instances) {
    for (const request of instance.requests) {
      // What only the interpreter ran has told its failure where it was run.
      if (request.isCall) callers.set(request.target, [...(callers.get(request.target) ?? []), instance]);
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

function nameOf(
  cx: Elaborator,
  decl: DeclId,
): { readonly file: Diagnostic["at"]["file"]; readonly span: Diagnostic["at"]["span"] } {
  const header = cx.env.header(decl);
  return { file: header.file, span: header.nameSpan };
}

function chain(cx: Elaborator, root: Instance, failing: ReadonlySet<Instance>): Diagnostic {
  let notes: Note[] = [];
  let head = root;
  const seen = new Set<Instance>();
  for (let at: Instance | undefined = root; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const next: Failure | Request | undefined = lastFailing(at, failing, seen);
    if (next === undefined) break;
    if ("notes" in next) {
      notes.push(...next.notes);
      break;
    }
    notes.push(...callNotes(cx, at, next));
    at = next.target;
    // Start-up code above the user's first function is not shown.
    if (isStartUp(cx, head) && !isStartUp(cx, at)) {
      head = at;
      notes = [];
    }
  }
  return makeDiagnostic("error", "instantiation-failed", nameOf(cx, head.decl), "function instantiation failed", {
    notes: shorten(cx.options.libraryFrames === true ? notes : foldLibrary(cx, notes)),
  });
}

/** Also what the compiler itself put around the program. */
function isStartUp(cx: Elaborator, instance: Instance): boolean {
  const { isLibrary, name } = cx.env.header(instance.decl);
  return isLibrary || name.startsWith("<");
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
