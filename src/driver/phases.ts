/** The phases of a compilation by name, with the time that each took: for `--time` and for messages about faults of ours. */

export type Phase = "read" | "parse" | "check" | "lower" | "lifetimes" | "elaborate" | "emit" | "llvm" | "link";

export interface PhaseTime {
  readonly phase: string;
  readonly milliseconds: number;
}

/** Keeps track of the phase that runs; phases may be entered again and again. */
export class PhaseClock {
  readonly #spent = new Map<Phase, number>();
  #current: Phase = "read";
  #since = performance.now();

  get current(): Phase {
    return this.#current;
  }

  /** Runs `action` as a part of a phase; the phase around it stops meanwhile. */
  run<T>(phase: Phase, action: () => T): T {
    const outer = this.#current;
    this.#switch(phase);
    const value = action();
    this.#switch(outer);
    return value;
  }

  times(): readonly PhaseTime[] {
    this.#switch(this.#current);
    return [...this.#spent].map(([phase, milliseconds]) => ({ phase, milliseconds }));
  }

  #switch(to: Phase): void {
    const now = performance.now();
    this.#spent.set(this.#current, (this.#spent.get(this.#current) ?? 0) + now - this.#since);
    this.#current = to;
    this.#since = now;
  }
}
