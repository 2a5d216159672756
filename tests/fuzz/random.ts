// Random numbers that a seed repeats.

export interface Random {
  /** A whole number from 0 up to and without `below`. */
  int(below: number): number;
  /** True so many times in a hundred. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** Numbers for the `index`-th input of a run: each input has a sequence of its own, so that any can be made again alone. */
export function createRandom(seed: number, index: number): Random {
  // Mulberry32, started from both numbers.
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return { int, chance: (percent) => int(100) < percent, pick: (list) => list[int(list.length)]! };
}
