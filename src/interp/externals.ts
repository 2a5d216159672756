/**
 * The foreign functions that the interpreter can stand in for: output and memory always, the rest of the runtime only when a
 * whole program runs. At compile time everything else fails (15.7.3).
 */

import type { Compiler } from "./compile.ts";
import { fault } from "./fault.ts";
import { argument, type IntrinsicInst } from "./intrinsic-args.ts";
import type { Value } from "./lanes.ts";
import { callFunction, ExitRequest, type Machine, type Op } from "./machine.ts";
import { writePlace } from "./places.ts";

type External = (m: Machine, args: readonly Value[]) => Value;

function bytesAt(m: Machine, address: Value | undefined, length: Value | undefined): Uint8Array {
  const size = Number(length);
  if (size === 0) return new Uint8Array(0);
  const at = Number(address);
  const block = m.memory.access(at, size);
  return block.bytes.slice(at - block.base, at - block.base + size);
}

function textAt(m: Machine, address: Value | undefined, length: Value | undefined): string {
  return new TextDecoder().decode(bytesAt(m, address, length));
}

function print(m: Machine, fd: 1 | 2, text: string): void {
  m.host.write(fd, new TextEncoder().encode(text));
}

/** Ends the program, or the evaluation. */
function stop(m: Machine): never {
  if (m.host.isComptime) return fault("failed to fold operation llvm.intr.trap()");
  throw new ExitRequest(1);
}

const ANYWHERE: Readonly<Record<string, External>> = {
  rt_print: (m, [text, length]) => {
    m.host.write(1, bytesAt(m, text, length));
    return 0;
  },
  rt_write: (m, [fd, from, length]) => {
    if (fd !== 1 && fd !== 2)
      return m.host.isComptime ? fault("unable to interpret call to unknown external function: rt_write") : -9;
    m.host.write(fd, bytesAt(m, from, length));
    return Number(length);
  },
  rt_flush: () => 0,
  rt_comptime_text: (m, [text, length]) => {
    m.host.text(textAt(m, text, length));
    return 0;
  },
  rt_alloc: (m, [size, align]) => m.memory.allocate("heap", Number(size), Number(align)).base,
  rt_alloc_zeroed: (m, [size, align]) => m.memory.allocate("heap", Number(size), Number(align)).base,
  rt_realloc: (m, [block, old, size, align]) => {
    const grown = m.memory.allocate("heap", Number(size), Number(align)).base;
    m.memory.copy(grown, Number(block), Math.min(Number(old), Number(size)));
    m.memory.free(Number(block));
    return grown;
  },
  rt_free: (m, [block]) => {
    m.memory.free(Number(block));
    return 0;
  },
  rt_assert_fail: (m, [text, length, file, fileLength, line, column]) => {
    print(m, 1, `At: ${textAt(m, file, fileLength)}:${line}:${column}: Assert Error: ${textAt(m, text, length)}\n`);
    return stop(m);
  },
  rt_abort: (m, [text, length, file, fileLength, line, column]) => {
    print(m, 1, `ABORT: ${textAt(m, file, fileLength)}:${line}:${column}: ${textAt(m, text, length)}\n`);
    return stop(m);
  },
};

const WHOLE_PROGRAM: Readonly<Record<string, External>> = {
  rt_exit: (_, [status]) => {
    throw new ExitRequest(Number(status) & 0xff);
  },
  rt_unhandled: (m, [text, length]) => {
    print(m, 2, `Unhandled exception caught during execution: ${textAt(m, text, length)}\n`);
    throw new ExitRequest(1);
  },
  rt_argc: (m) => m.host.args.length,
  rt_arg: (m, [index]) => {
    const text = m.host.args[Number(index)];
    return text === undefined ? 0 : m.memory.string(text).base;
  },
  rt_getenv: () => 0,
  rt_getpid: () => 1,
  rt_now: () => Math.round(performance.now() * 1e6),
  rt_time: () => Date.now() * 1_000_000,
  rt_cpu_time: () => Math.round(performance.now() * 1e6),
  rt_sleep: () => 0,
  rt_cpus: () => 1,
  rt_workers: () => 1,
  rt_worker_index: () => 0,
  rt_isatty: () => 0,
  rt_yield: () => 0,
  rt_wake: () => 0,
  rt_parallel_for: (m, [body, context, n, grain]) => {
    parallelFor(m, Number(body), Number(context), Number(n), Number(grain));
    return 0;
  },
};

/** The chunks one after the other, cut as the runtime cuts them. */
function parallelFor(m: Machine, body: number, context: number, n: number, grain: number): void {
  const id = m.memory.functionAt(body) ?? fault("call through an invalid function pointer");
  const step = grain > 0 ? grain : Math.max(1, n);
  for (let low = 0; low < n; low += step) {
    const mark = m.memory.allocate("static", 32, 8);
    m.memory.writeAddress(mark.view, 0, context);
    mark.view.setBigInt64(8, BigInt(low), true);
    mark.view.setBigInt64(16, BigInt(Math.min(n, low + step)), true);
    const outcome = callFunction(m, id, [mark.base, mark.base + 8, mark.base + 16], mark.base + 24, 0);
    if (typeof outcome === "object") fault(outcome.message);
  }
}

export function externalOp(c: Compiler, inst: IntrinsicInst, name: string): Op {
  const own = Object.hasOwn(ANYWHERE, name) ? ANYWHERE[name] : undefined;
  const program = !c.host.isComptime && Object.hasOwn(WHOLE_PROGRAM, name) ? WHOLE_PROGRAM[name] : undefined;
  const external = own ?? program;
  if (external === undefined) return () => fault(`unable to interpret call to unknown external function: ${name}`);
  const reads = inst.args.map((_, i) => argument(c, inst, i));
  const write = writePlace(c, inst.into);
  return (m) =>
    write(
      m,
      external(
        m,
        reads.map((r) => r(m)),
      ),
    );
}
