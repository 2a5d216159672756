// What the compiler does with an input, and whether that is what it may do: accept it or refuse it with errors that have a place,
// in bounded time, with MIR that the verifiers accept. Anything else is a fault.

import type { Compilation, Goal } from "../../src/driver/compile.ts";
import { DEFAULT_LIMITS, type ElaborateLimits } from "../../src/elaborate/elaborate.ts";
import { createToolchain } from "../../src/host/toolchain.ts";
import { verifyConcrete, verifyOwned, verifyRaw } from "../../src/mir/verify.ts";
import { TARGETS } from "../../src/target/triples.ts";
import { createInProcess, type InProcess, toldBy } from "../support/in-process.ts";
import { repositoryRoot } from "../support/repository.ts";

export interface Fault {
  readonly kind: "fault";
  /** Equal for faults that are probably one. */
  readonly signature: string;
  readonly detail: string;
}

export type Verdict = { readonly kind: "accepted" | "refused" } | Fault;

/** `object`: LLVM, with its verifier on, makes machine code of what was emitted. */
export type Depth = Goal | "object";

/** Milliseconds of processor time that an input may take where the library has been read before. */
export const MOST_TIME = 2_000;

/** Compile-time programs that run away are stopped long before the usual budgets, and instances are few in small programs. */
const LIMITS: ElaborateLimits = { ...DEFAULT_LIMITS, steps: 500_000, memory: 1 << 26, instances: 20_000, depth: 300 };

const WARM_UP = "def main():\n    print(1)\n";

export interface Judge {
  /** `fresh`: by a compiler that has seen nothing but a program of two lines. */
  judge(input: Uint8Array, depth: Depth, fresh: boolean): Verdict;
}

export function createJudge(): Judge {
  const compiler = createInProcess();
  return {
    judge: (input, depth, fresh) => {
      if (fresh) {
        compiler.forget();
        compiler.compile(WARM_UP, "emit");
        // Twice: what is slow because it is the first to use a part of the library is not slow the second time.
        judgeOne(compiler, input, depth);
      }
      return judgeOne(compiler, input, depth);
    },
  };
}

function judgeOne(compiler: InProcess, input: Uint8Array, depth: Depth): Verdict {
  const before = process.cpuUsage();
  let made: Compilation;
  let told: ReturnType<typeof toldBy>;
  try {
    made = compiler.compile(input, depth === "object" ? "emit" : depth, { limits: LIMITS });
    told = toldBy(made);
  } catch (error) {
    compiler.forget();
    return exception(error);
  }
  const { user, system } = process.cpuUsage(before);
  const spent = (user + system) / 1000;
  if (spent > MOST_TIME) return fault("slow", `slow: ${Math.round(spent)} ms`);
  const hasError = told.some(({ severity }) => severity === "error");
  if (made.failure !== undefined && !hasError) return fault("refused without an error", made.failure);
  if (made.failure === undefined && hasError) return fault("accepted with an error", told[0]!.message);
  const wrong = [...verifierProblems(made), ...(depth === "object" ? llvmProblems(made) : [])][0];
  if (wrong !== undefined) return fault(`verifier: ${general(wrong)}`, wrong);
  return { kind: hasError ? "refused" : "accepted" };
}

function* verifierProblems(made: Compilation): Generator<string> {
  const { checker } = made;
  if (checker === undefined || made.failure !== undefined) return;
  for (const fn of made.raw) yield* verifyRaw(fn, checker);
  for (const fn of made.owned) yield* verifyOwned(fn, checker);
  for (const fn of made.program?.functions ?? []) yield* verifyConcrete(fn.mir, checker);
}

function* llvmProblems(made: Compilation): Generator<string> {
  const { triple, cpu } = TARGETS["x86_64-linux"];
  for (const { text, externals } of made.modules) {
    try {
      createToolchain(repositoryRoot).compile({
        text,
        triple,
        cpu: { name: cpu, features: [] },
        optLevel: 0,
        output: "object",
        positionIndependent: externals.length > 0,
        verify: true,
      });
    } catch (error) {
      // The first line names a temporary file.
      yield error instanceof Error ? error.message.split("\n").slice(1).join("\n") || error.message : String(error);
    }
  }
}

function fault(signature: string, detail: string): Fault {
  return { kind: "fault", signature, detail };
}

function exception(error: unknown): Fault {
  if (!(error instanceof Error)) return fault(`thrown: ${String(error)}`, String(error));
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const names = frames.slice(0, 2).map((line) => /at (?:new )?([\w.#<>]+)/.exec(line)?.[1] ?? "?");
  // Where a recursion without end runs out of stack is chance.
  const where = error instanceof RangeError ? "" : ` in ${names.join(", ")}`;
  return fault(`${error.name}: ${general(error.message)}${where}`, error.stack ?? error.message);
}

/** A message without the names and numbers of one program. */
function general(message: string): string {
  return message
    .replace(/'[^']*'/g, "'...'")
    .replace(/\d+/g, "N")
    .slice(0, 120);
}
