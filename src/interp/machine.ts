/**
 * The interpreter's state and its loop. Functions are compiled to arrays of closures when first called; calls push a frame
 * instead of recurring, so that the depth of the program's recursion is bounded by a limit of ours, not by the host's stack.
 */

import { bug, must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { ConcreteFunction, ConcreteTypes, ConstantImage } from "../mir/program.ts";
import type { Layouts } from "../target/layout.ts";
import type { TermStore } from "../terms/store.ts";
import { compileFunction } from "./compile.ts";
import { Fault, fault } from "./fault.ts";
import { type Block, Memory } from "./memory.ts";

export type InterpFunction = Pick<ConcreteFunction, "id" | "decl" | "signature" | "mir" | "displayName">;
type Span = InterpFunction["mir"]["locals"][number]["span"];

/** What the interpreter is given: functions on demand, constants, output. */
export interface InterpHost {
  readonly store: TermStore;
  readonly types: ConcreteTypes;
  readonly layouts: Layouts;
  /** Undefined if it could not be made; the failure has been told. */
  function(id: number): InterpFunction | undefined;
  image(index: number): ConstantImage;
  /** The function whose address a `function` term stands for at a thin type. */
  functionFor(value: TermId, type: TypeId): number | undefined;
  write(fd: 1 | 2, bytes: Uint8Array): void;
  /** Receives the text of a message that the library made for the compiler. */
  text(message: string): void;
  /** False when a whole program runs: then the outside world is there, and `is_comptime` is not. */
  readonly isComptime: boolean;
  readonly args: readonly string[];
}

export interface InterpLimits {
  readonly steps: number;
  readonly memory: number;
  readonly calls: number;
}

export type Op = (m: Machine) => void;

export interface ArgSlot {
  readonly offset: number;
  readonly size: number;
  readonly passing: "value" | "address" | "none";
}

export interface Code {
  readonly fn: InterpFunction;
  readonly ops: readonly Op[];
  /** The place in the text of each operation. */
  readonly spans: readonly Span[];
  readonly frameSize: number;
  readonly args: readonly ArgSlot[];
  readonly result: ArgSlot;
  /** The slot with the address of the error, where the function may raise. */
  readonly errorSlot: number | undefined;
}

interface Frame {
  readonly code: Code;
  readonly pc: number;
  readonly fp: number;
  /** Where the result of the running call goes. */
  readonly resultAddress: number;
  /** Where to go on if the running call raises. */
  readonly errorPc: number;
}

/** One function of the chain in which a run failed, innermost last. */
export interface TraceEntry {
  readonly fn: InterpFunction;
  readonly at: Span;
}

export interface Failed {
  readonly message: string;
  readonly trace: readonly TraceEntry[];
  /** A function that was needed could not be made. */
  readonly missing: number | undefined;
}

/** Thrown by the program's own wish to end. */
export class ExitRequest extends Error {
  override readonly name: string = "ExitRequest";
  readonly status: number;
  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status;
  }
}

class MissingFunction extends Fault {
  readonly id: number;
  constructor(id: number) {
    super("call expansion failed");
    this.id = id;
  }
}

const STACK_LIMIT = 1 << 28;
/** How many frames of a failure are kept: the innermost and the outermost. */
const TRACE = 40;

export interface Machine {
  readonly host: InterpHost;
  readonly limits: InterpLimits;
  readonly memory: Memory;
  readonly stack: Block;
  readonly codes: Map<number, Code>;
  readonly frames: Frame[];
  readonly statics: Map<number, Block>;
  code: Code | undefined;
  pc: number;
  fp: number;
  fuel: number;
  /** Set by the return or raise of the outermost function of a run. */
  outcome: "" | "returned" | "raised";
  /** Number of frames below the current run. */
  floor: number;
  /** Destination of the outermost result. */
  rootResult: number;
}

export function createMachine(host: InterpHost, limits: InterpLimits): Machine {
  const memory = new Memory(host.layouts.target.pointerBytes, limits.memory);
  return {
    host,
    limits,
    memory,
    stack: memory.reserve("stack", STACK_LIMIT, 1 << 16),
    codes: new Map(),
    frames: [],
    statics: new Map(),
    code: undefined,
    pc: 0,
    fp: 0,
    fuel: 0,
    outcome: "",
    floor: 0,
    rootResult: 0,
  };
}

export function codeOf(m: Machine, id: number): Code {
  const known = m.codes.get(id);
  if (known !== undefined) return known;
  const fn = m.host.function(id);
  if (fn === undefined) throw new MissingFunction(id);
  const code = compileFunction(m, fn);
  m.codes.set(id, code);
  return code;
}

/** Makes room for a frame and gives its base. */
export function nextFrame(m: Machine, code: Code): number {
  const fp = m.code === undefined ? m.fp : m.fp + m.code.frameSize;
  const end = fp + code.frameSize;
  if (end > m.stack.bytes.length) {
    if (end > STACK_LIMIT) fault(`compile-time evaluation needs more than ${STACK_LIMIT} bytes of stack`);
    m.memory.growBytes(m.stack, Math.max(end, m.stack.bytes.length * 2));
  } else m.stack.bytes.fill(0, fp, end);
  return fp;
}

/** Enters a function whose arguments are in its frame at `fp` already. */
export function enter(m: Machine, code: Code, fp: number, resultAddress: number, errorPc: number): void {
  if (m.frames.length >= m.limits.calls) fault(`compile-time evaluation is more than ${m.limits.calls} calls deep`);
  m.frames.push({ code: must(m.code, "caller"), pc: m.pc, fp: m.fp, resultAddress, errorPc });
  m.code = code;
  m.pc = 0;
  m.fp = fp;
}

/** The end of a function: its result by value goes where the caller wants it. */
export function leave(m: Machine, raised: boolean): void {
  const code = must(m.code, "function");
  const caller = m.frames.length > m.floor ? m.frames.pop() : undefined;
  const to = caller === undefined ? m.rootResult : caller.resultAddress;
  if (!raised && code.result.passing === "value" && code.result.size > 0)
    m.memory.copy(to, m.stack.base + m.fp + code.result.offset, code.result.size);
  if (caller === undefined) {
    m.outcome = raised ? "raised" : "returned";
    return;
  }
  m.code = caller.code;
  m.fp = caller.fp;
  m.pc = raised ? caller.errorPc : caller.pc;
  if (raised && caller.errorPc < 0) bug(`a call in '${caller.code.fn.displayName}' raises unexpectedly`);
}

/** Runs a function on arguments that lie in memory. May be called from within a run. */
export function callFunction(
  m: Machine,
  id: number,
  args: readonly number[],
  resultAddress: number,
  errorAddress: number,
): "returned" | "raised" | Failed {
  const saved = { code: m.code, pc: m.pc, fp: m.fp, floor: m.floor, outcome: m.outcome, rootResult: m.rootResult };
  const depth = m.frames.length;
  if (saved.code === undefined) m.fuel = m.limits.steps;
  try {
    const code = codeOf(m, id);
    const fp = nextFrame(m, code);
    m.code = code;
    m.pc = 0;
    m.fp = fp;
    m.floor = depth;
    m.outcome = "";
    m.rootResult = resultAddress;
    for (const [i, slot] of code.args.entries()) {
      const from = args[i] ?? 0;
      if (slot.passing === "value") m.memory.copy(m.stack.base + fp + slot.offset, from, slot.size);
      else if (slot.passing === "address") m.memory.writeAddress(m.stack.view, fp + slot.offset, from);
    }
    if (code.result.passing === "address") m.memory.writeAddress(m.stack.view, fp + code.result.offset, resultAddress);
    if (code.errorSlot !== undefined) m.memory.writeAddress(m.stack.view, fp + code.errorSlot, errorAddress);
    return loop(m);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return {
      message: error.message,
      trace: traceOf(m, depth),
      missing: error instanceof MissingFunction ? error.id : undefined,
    };
  } finally {
    m.frames.length = depth;
    m.code = saved.code;
    m.pc = saved.pc;
    m.fp = saved.fp;
    m.floor = saved.floor;
    m.outcome = saved.outcome;
    m.rootResult = saved.rootResult;
  }
}

function loop(m: Machine): "returned" | "raised" {
  while (m.outcome === "") {
    const { ops } = must(m.code, "function");
    const op = ops[m.pc++];
    if (op === undefined) return bug("a function ran off its end");
    if (--m.fuel < 0) fault(`compile-time evaluation takes more than ${m.limits.steps} steps`);
    op(m);
  }
  return m.outcome === "raised" ? "raised" : "returned";
}

/** The functions of the run, outermost first, each with the place where it was. */
function traceOf(m: Machine, depth: number): readonly TraceEntry[] {
  const entries: TraceEntry[] = [];
  for (const frame of m.frames.slice(depth)) entries.push({ fn: frame.code.fn, at: spanAt(frame.code, frame.pc) });
  if (m.code !== undefined) entries.push({ fn: m.code.fn, at: spanAt(m.code, m.pc) });
  return entries.length <= TRACE ? entries : [...entries.slice(0, TRACE / 2), ...entries.slice(-TRACE / 2)];
}

function spanAt(code: Code, pc: number): Span {
  return code.spans[pc - 1] ?? { start: 0, end: 0 };
}
