/** Whole programs by interpretation: for the playground, the REPL, and tests that compare with native code. */

import { must } from "../base/bug.ts";
import type { ConcreteProgram } from "../mir/program.ts";
import type { Layouts } from "../target/layout.ts";
import type { TermStore } from "../terms/store.ts";
import { fault } from "./fault.ts";
import { callFunction, createMachine, ExitRequest, type InterpHost, type InterpLimits } from "./machine.ts";

export interface RunOptions {
  readonly write: (fd: 1 | 2, bytes: Uint8Array) => void;
  /** `argv`, the program's own name first. */
  readonly args: readonly string[];
  readonly limits: InterpLimits;
}

/** Runs the entry function; the exit status. An error that leaves it, or a fault, gives 1. */
export function interpret(program: ConcreteProgram, store: TermStore, layouts: Layouts, options: RunOptions): number {
  const host: InterpHost = {
    store,
    types: program.types,
    layouts,
    function: (id) => program.functions[id],
    image: (index) => must(program.images[index], `image ${index}`),
    functionFor: () => fault("a function value without an address"),
    write: options.write,
    text: () => {},
    isComptime: false,
    args: options.args,
  };
  const m = createMachine(host, options.limits);
  const entry = must(program.functions[program.entry], "entry");
  const error = entry.signature.raises === undefined ? 0 : layouts.sizeOf(entry.signature.raises);
  const result = m.memory.allocate("static", layouts.sizeOf(entry.signature.result), 16);
  const errorSlot = m.memory.allocate("static", error, 16);
  try {
    const outcome = callFunction(m, program.entry, [], result.base, errorSlot.base);
    if (outcome === "returned") return 0;
    if (outcome !== "raised") options.write(2, new TextEncoder().encode(`${outcome.message}\n`));
    return 1;
  } catch (stopped) {
    if (stopped instanceof ExitRequest) return stopped.status;
    throw stopped;
  }
}
