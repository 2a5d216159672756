// Makes an input smaller while it still shows its fault: first without lines, then without tokens, in ever smaller pieces.

import { tokensOf } from "./mutate.ts";

/** Whether a smaller text still shows the fault. */
export type StillFails = (text: string) => Promise<boolean>;

/** Attempts after which the reducer is content with what it has. */
const MOST_ATTEMPTS = 1_500;

export async function reduce(text: string, stillFails: StillFails): Promise<string> {
  let attempts = 0;
  const fails: StillFails = (smaller) => (attempts++ < MOST_ATTEMPTS ? stillFails(smaller) : Promise.resolve(false));
  let best = text;
  for (let before = ""; before !== best && attempts < MOST_ATTEMPTS; ) {
    before = best;
    const lines = best.split("\n");
    best = (await without(lines, (kept) => fails(kept.join("\n")))).join("\n");
    best = (await without(pieces(best), (kept) => fails(kept.join("")))).join("");
  }
  return best;
}

/** A text as its tokens, each with the white space before it. */
function pieces(text: string): readonly string[] {
  let from = 0;
  const list = tokensOf(text).map(({ end }) => {
    const piece = text.slice(from, Math.max(from, end));
    from = Math.max(from, end);
    return piece;
  });
  return [...list, text.slice(from)];
}

/** The list without as many parts as possible: halves, quarters, down to single parts. */
async function without(
  list: readonly string[],
  fails: (kept: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let kept = list;
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (rest.length < kept.length && (await fails(rest))) kept = rest;
      else at += size;
    }
  }
  return kept;
}
