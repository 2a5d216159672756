/** Applying the fixes of diagnostics to files: round by round in memory, since a mended mistake may uncover another. */

import { applyFixes, fixesByFile, likelyFixes, safeFixes } from "../../diagnostics/fixes.ts";
import type { Compilation } from "../../driver/compile.ts";
import type { FileSystem } from "../../driver/host.ts";

/** More rounds than mistakes hide behind each other; it ends fixes that would undo each other. */
const MOST_ROUNDS = 10;

export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface FixResult {
  readonly files: readonly FixedFile[];
  readonly count: number;
  /** The compilation of what came out. */
  readonly last: Compilation;
}

/** Compiles and mends until nothing is left to mend. `mayChange` keeps files that are not the user's as they are. */
export function fixFiles(
  host: FileSystem,
  compileWith: (files: FileSystem) => Compilation,
  all: boolean,
  mayChange: (path: string) => boolean,
): FixResult {
  const changed = new Map<string, FixedFile>();
  const files: FileSystem = {
    ...host,
    read: (path) => {
      const fixed = changed.get(path);
      return fixed === undefined ? host.read(path) : { kind: "ok", bytes: new TextEncoder().encode(fixed.after) };
    },
  };
  let count = 0;
  for (let round = 1; ; round++) {
    const made = compileWith(files);
    const fixes = (all ? likelyFixes : safeFixes)(made.diagnostics);
    let isChanged = false;
    for (const [id, list] of round > MOST_ROUNDS ? [] : fixesByFile(fixes)) {
      const { path, text } = made.files.get(id);
      if (!mayChange(path)) continue;
      const fixed = applyFixes(text, list);
      if (fixed.text === text) continue;
      changed.set(path, { path, before: changed.get(path)?.before ?? text, after: fixed.text });
      count += fixed.count;
      isChanged = true;
    }
    if (!isChanged) return { files: [...changed.values()], count, last: made };
  }
}

/** `N fixes`, in words. */
export function countFixes(count: number): string {
  return count === 1 ? "1 fix" : `${count} fixes`;
}

// ---------------------------------------------------------------- showing the change

interface Change {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

const CONTEXT = 3;

/** What changed in a file as a unified diff. */
export function unifiedDiff({ path, before, after }: FixedFile): string {
  const changes = lineChanges(before.split("\n"), after.split("\n"));
  const shown = changes.map((_, i) => changes.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(isEdit));
  const out = [`--- ${path}`, `+++ ${path}`];
  let oldLine = 1;
  let newLine = 1;
  for (let i = 0; i < changes.length; ) {
    let end = i;
    while (end < changes.length && shown[end] === shown[i]) end++;
    const hunk = changes.slice(i, end);
    const oldCount = hunk.filter((each) => each.sign !== "+").length;
    const newCount = hunk.filter((each) => each.sign !== "-").length;
    if (shown[i] === true) {
      out.push(`@@ -${oldLine},${oldCount} +${newLine},${newCount} @@`);
      for (const { sign, text } of hunk) out.push(`${sign}${text}`);
    }
    oldLine += oldCount;
    newLine += newCount;
    i = end;
  }
  return `${out.join("\n")}\n`;
}

function isEdit(change: Change): boolean {
  return change.sign !== " ";
}

/** The shortest way from one list of lines to the other (Myers): cheap where little differs. */
function lineChanges(before: readonly string[], after: readonly string[]): readonly Change[] {
  // `reach` of a diagonal is how far into `before` its best path got; each step is kept to walk back.
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let steps = 0; ; steps++) {
    const next = new Map(reach);
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      next.set(k, x);
      if (x >= before.length && x - k >= after.length) return walkBack([...trace, reach], before, after);
    }
    trace.push(reach);
    reach = next;
  }
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Change[] {
  const changes: Change[] = [];
  let x = before.length;
  let y = after.length;
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const reach = trace[steps];
    const k = x - y;
    const down = k === -steps || (k !== steps && (reach?.get(k - 1) ?? -1) < (reach?.get(k + 1) ?? -1));
    const from = down ? k + 1 : k - 1;
    const startX = steps === 0 ? 0 : (reach?.get(from) ?? 0);
    const startY = steps === 0 ? 0 : startX - from;
    for (; x > startX && y > startY; x--, y--) changes.push({ sign: " ", text: before[x - 1] ?? "" });
    if (steps === 0) break;
    if (down) changes.push({ sign: "+", text: after[--y] ?? "" });
    else changes.push({ sign: "-", text: before[--x] ?? "" });
  }
  return changes.reverse();
}
