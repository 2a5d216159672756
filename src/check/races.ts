/**
 * Data races of `parallel for` (20 §5): what the body of a loop does to variables outside of it, read off the checked body.
 *
 * Each access to such a variable is a path: the variable, then fields and indices. A write is allowed if its path can never
 * overlap any access of another iteration: some index on the way, of a container whose elements are apart from each other
 * (`@__parallel_elements`), moves with the loop's variable. Reductions are gone by now: their variables belong to the chunk.
 * Atomics and pointers (`@__parallel_shared`), what is done under a lock (`@__parallel_guard`), and functions or types with
 * `unsafe` in their name are left to the program.
 */

import type { DeclId, FileId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { neverMeet } from "./affine.ts";
import type { Cx } from "./context.ts";
import { report } from "./context.ts";
import type { FnCx } from "./fn.ts";
import { messages } from "./messages.ts";
import { type Access, collectAccesses, type Step } from "./race-accesses.ts";

export interface ParallelLoop {
  /** The function that the loop stands in. */
  readonly fx: FnCx;
  /** The function that runs a chunk. */
  readonly decl: DeclId;
  readonly stmt: ast.StmtOf<"for">;
  /** Variables of the chunk whose value is another one in each iteration. */
  readonly injective: readonly string[];
}

export function checkRaces(cx: Cx, loop: ParallelLoop): void {
  const races = groupsByVariable(collectAccesses(cx, loop)).flatMap((groups) => firstRace(groups) ?? []);
  races.sort((a, b) => a.index - b.index);
  for (const race of races) tell(cx, loop, race.write, race.other);
}

/** A write and what it may meet in another iteration: perhaps itself. */
interface Race {
  readonly write: Access;
  readonly index: number;
  readonly other: Access;
}

/** The accesses of one variable over one path: what holds for one holds for all. */
interface Group {
  readonly steps: readonly Step[];
  /** In the order of the body. */
  readonly accesses: Numbered[];
}

interface Numbered {
  readonly access: Access;
  readonly index: number;
}

/** Groups in the order of their first accesses. */
function groupsByVariable(accesses: readonly Access[]): readonly (readonly Group[])[] {
  const variables = new Map<string, Map<string, Group>>();
  for (const [index, access] of accesses.entries()) {
    let groups = variables.get(access.key);
    if (groups === undefined) {
      groups = new Map();
      variables.set(access.key, groups);
    }
    const key = access.steps.map(stepKey).join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { steps: access.steps, accesses: [{ access, index }] });
    else group.accesses.push({ access, index });
  }
  return [...variables.values()].map((groups) => [...groups.values()]);
}

function stepKey(s: Step): string {
  switch (s.kind) {
    case "field":
      return `.${s.index}`;
    case "index":
      return `${s.isElement ? "element" : "slice"}[${s.dims.map((d) => d?.key ?? "?").join(",")}]`;
    case "view":
      return `view ${s.key}`;
    case "opaque":
      return "opaque";
  }
}

/** The first write of a variable that another iteration can meet. */
function firstRace(groups: readonly Group[]): Race | undefined {
  const writes = groups
    .flatMap((group) => {
      const first = group.accesses.find((a) => a.access.isWrite);
      return first === undefined ? [] : [{ group, first }];
    })
    .sort((a, b) => a.first.index - b.first.index);
  for (const { group, first } of writes) {
    const { access: write, index } = first;
    // The write itself in another iteration counts too; the plainest pair explains best.
    const meeting = groups.filter((g) => !apart(group, g));
    if (meeting.length === 0) continue;
    if (!apart(group, group)) return { write, index, other: write };
    const others = meeting.flatMap((g) => g.accesses.slice(0, 1)).sort((a, b) => a.index - b.index);
    return { write, index, other: others[0]?.access ?? write };
  }
  return undefined;
}

/** Whether accesses over two paths never touch the same memory in different iterations. */
function apart(a: Group, b: Group): boolean {
  for (let i = 0; ; i++) {
    const s = a.steps[i];
    const t = b.steps[i];
    if (s === undefined || t === undefined) return false;
    const answer = stepsApart(s, t);
    if (answer !== undefined) return answer;
  }
}

/** undefined: both go on into what may be the same part. */
function stepsApart(s: Step, t: Step): boolean | undefined {
  if (s.kind === "field" && t.kind === "field") return s.index === t.index ? undefined : true;
  if (s.kind === "view" && t.kind === "view") return s.key === t.key ? undefined : false;
  if (s.kind !== "index" || t.kind !== "index") return false;
  const count = Math.min(s.dims.length, t.dims.length);
  for (let d = 0; d < count; d++) {
    const x = s.dims[d];
    const y = t.dims[d];
    if (x !== undefined && y !== undefined && neverMeet(x, y)) return true;
  }
  // Elements are whole: the same one, or one apart. Slices of one container overlap in other ways.
  return s.isElement && t.isElement ? undefined : false;
}

function tell(cx: Cx, loop: ParallelLoop, write: Access, other: Access): void {
  const at = (a: { readonly file: FileId; readonly span: Span }): { file: FileId; span: Span } => ({
    file: a.file,
    span: a.span,
  });
  const verb = other.isWrite ? "written" : "read";
  const second =
    other === write
      ? "another iteration may do the same write at the same time"
      : `another iteration may have it ${verb} here at the same time`;
  report(cx, at(write), messages.plain("data-race", `possible data race on '${write.name}'`), {
    notes: [
      { message: `'${write.name}' is written here by one iteration`, at: at(write) },
      { message: second, at: at(other) },
      {
        message:
          "remedies: declare the variable inside the body; write elements whose index moves with the loop variable; " +
          "accumulate with one of += *= &= |= ^= min max and nothing else; use an Atomic",
        at: { file: loop.fx.file, span: { start: loop.stmt.span.start, end: loop.stmt.span.start + 1 } },
      },
    ],
  });
  loop.fx.hasErrors = true;
}
