/** Suggestions for unknown names: a near name in scope, or the library module that has it. */

import type { FnCx } from "./fn.ts";
import { findModule, visibleNames } from "./modules.ts";

export interface Suggestion {
  /** Continues the sentence "use of unknown declaration 'x'". */
  readonly text: string;
  readonly replacement: string | undefined;
  /** The module to import the name from. */
  readonly module: string | undefined;
}

/** Library packages that users most often forget to import from. */
const PACKAGES = [
  "collections",
  "math",
  "memory",
  "utils",
  "sys",
  "time",
  "os",
  "pathlib",
  "algorithm",
  "random",
  "testing",
  "python",
  "ffi",
  "bit",
  "atomic",
  "itertools",
];

/** Keywords that are values, which other languages spell otherwise. */
const CONSTANTS = ["True", "False", "None"];

export function suggestion(fx: FnCx, name: string): Suggestion {
  for (const p of PACKAGES) {
    const module = findModule(fx.cx, ["std", p]);
    if (module !== undefined && "scope" in module && module.scope.names.has(name)) {
      return {
        text: `; did you mean to import it from 'std.${p}'? Add 'from std.${p} import ${name}'`,
        replacement: undefined,
        module: `std.${p}`,
      };
    }
  }
  const { own, stars } = visibleNames(fx.cx, fx.scope);
  // The program's own names may be farther off than those of the library, of which there are many.
  const best =
    nearest(name, own, Math.min(2, name.length - 2)) ??
    nearest(name, [...stars, ...CONSTANTS], Math.min(1, name.length - 2));
  return best === undefined
    ? { text: "", replacement: undefined, module: undefined }
    : { text: `; did you mean '${best}'?`, replacement: best, module: undefined };
}

/** The first of the nearest names within an edit distance. */
export function nearest(
  name: string,
  candidates: readonly string[],
  most: number = Math.min(2, name.length - 2),
): string | undefined {
  let best: string | undefined;
  let limit = most + 1;
  for (const candidate of candidates) {
    if (candidate.startsWith("__") || Math.abs(candidate.length - name.length) >= limit) continue;
    const distance = editDistance(name, candidate, limit);
    if (distance < limit) {
      limit = distance;
      best = candidate;
    }
  }
  return best;
}

/** Edits (insert, remove, replace, swap of neighbours) between two words, or `limit` when they are not below that. */
export function editDistance(a: string, b: string, limit: number): number {
  let beforeThat: readonly number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (beforeThat[j - 2] ?? 0) + 1);
      current.push(value);
      least = Math.min(least, value);
    }
    if (least >= limit) return limit;
    beforeThat = previous;
    previous = current;
  }
  return previous[b.length] ?? limit;
}
