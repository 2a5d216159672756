/** For tests of the back end: programs of concrete MIR built by hand, compiled and run. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DeclId, FileId, TermId, TypeId } from "../../src/base/ids.ts";
import type { OptLevel, Toolchain } from "../../src/driver/host.ts";
import { llvmBackend } from "../../src/emit/llvm/module.ts";
import { createToolchain } from "../../src/host/toolchain.ts";
import { MirBuilder } from "../../src/mir/builder.ts";
import type { BlockIndex, Inst, LocalIndex, MirArg, MirCall, MirLocal, Operand, Place } from "../../src/mir/mir.ts";
import { place } from "../../src/mir/mir.ts";
import type { ConcreteArg, ConcreteFunction, ConcreteProgram, ConstantImage } from "../../src/mir/program.ts";
import { TARGETS, type Target } from "../../src/target/triples.ts";
import { dtypeByName } from "../../src/terms/dtype.ts";
import { TermStore } from "../../src/terms/store.ts";
import { repositoryRoot } from "./repository.ts";

const span = { start: 0, end: 0 };
type IntrinsicName = Extract<Inst, { readonly op: "intrinsic" }>["name"];

export const toolchain: Toolchain = createToolchain(repositoryRoot);
export const target: Target = TARGETS["x86_64-linux"];

export interface TestStruct {
  readonly fields: readonly TypeId[];
  readonly registerPassable: boolean;
}

export class TestProgram {
  readonly store: TermStore = new TermStore();
  readonly functions: ConcreteFunction[] = [];
  readonly images: ConstantImage[] = [];
  readonly structs: Map<TypeId, TestStruct> = new Map();
  #nextDecl = 1;

  get index(): TypeId {
    return this.store.index;
  }
  simd(dtype: string, width: number): TypeId {
    return this.store.simd(dtypeByName(dtype)?.code ?? -1, width);
  }
  pointer(to: TypeId): TypeId {
    return this.store.prim("pointer", [to]);
  }
  ref(to: TypeId): TypeId {
    return this.store.ref(to, this.store.originErased);
  }
  get unit(): TypeId {
    return this.store.prim("product", [this.store.list([])]);
  }
  struct(fields: readonly TypeId[], registerPassable: boolean): TypeId {
    const type = this.store.struct(this.decl(), []);
    this.structs.set(type, { fields, registerPassable });
    return type;
  }
  decl(): DeclId {
    return this.#nextDecl++ as DeclId;
  }
  int(type: TypeId, value: number | bigint): Operand {
    return { kind: "const", type, value: this.store.int(type, BigInt(value)) };
  }
  float(type: TypeId, value: number): Operand {
    return { kind: "const", type, value: this.store.intern({ kind: "float", type, value }) };
  }
  lanes(type: TypeId, elements: readonly TermId[]): Operand {
    return { kind: "const", type, value: this.store.intern({ kind: "lanes", type, elements }) };
  }

  isByValue(type: TypeId): boolean {
    const struct = this.structs.get(type);
    if (struct !== undefined) return struct.registerPassable;
    const term = this.store.get(type);
    return term.kind === "prim" && ["simd", "index", "pointer", "pack"].includes(term.name);
  }

  function(name: string, result: TypeId, raises: TypeId | undefined, args: readonly ArgSpec[]): TestFunction {
    return new TestFunction(this, name, result, raises, args);
  }

  finish(entry: number): ConcreteProgram {
    return {
      functions: this.functions,
      images: this.images,
      entry,
      types: {
        fieldTypes: (type) => this.structs.get(type)?.fields ?? [],
        extraAlign: () => 0,
        isRegisterPassable: (type) => this.isByValue(type),
        displayName: (type) => `type ${type}`,
      },
      externals: [],
    };
  }

  emit(entry: number, debugInfo: boolean = false): string {
    const [module] = llvmBackend.emit(this.finish(entry), target, {
      store: this.store,
      locate: () => ({ path: "test.mojo", line: 1, column: 1 }),
      debugInfo,
    });
    return module!.text;
  }
}

export interface ArgSpec {
  readonly type: TypeId;
  readonly access: ConcreteArg["access"];
  readonly noAlias?: boolean;
}

export class TestFunction {
  readonly b: MirBuilder = new MirBuilder();
  readonly args: readonly LocalIndex[];
  readonly result: LocalIndex;
  readonly error: LocalIndex | undefined;
  readonly id: number;
  readonly #p: TestProgram;
  readonly #name: string;
  readonly #raises: TypeId | undefined;
  readonly #specs: readonly ArgSpec[];
  inline: ConcreteFunction["inline"] = "";

  constructor(p: TestProgram, name: string, result: TypeId, raises: TypeId | undefined, args: readonly ArgSpec[]) {
    this.#p = p;
    this.#name = name;
    this.#raises = raises;
    this.#specs = args;
    this.args = args.map((arg) => this.local(arg.type, "arg"));
    this.result = this.local(result, "result");
    this.error = raises === undefined ? undefined : this.local(raises, "error");
    this.id = p.functions.length;
    // The signature must be known to callers before the body is complete.
    p.functions.push(this.#made([]));
    this.b.enter(this.b.block("", span));
  }

  local(type: TypeId, kind: MirLocal["kind"] = "temp"): LocalIndex {
    return this.b.local({ name: "", type, kind, convention: "imm", mutable: true, span, quiet: true });
  }
  copy(local: LocalIndex): Operand {
    return { kind: "copy", place: place(local) };
  }
  assign(into: Place | LocalIndex, value: Operand): void {
    this.b.emit({ op: "assign", span, into: typeof into === "number" ? place(into) : into, value });
  }
  /** A fresh local with the result of an intrinsic. */
  op(type: TypeId, name: IntrinsicName, args: readonly Operand[], params: readonly TermId[] = []): LocalIndex {
    const into = this.local(type);
    this.opInto(into, name, args, params);
    return into;
  }
  opInto(into: LocalIndex, name: IntrinsicName, args: readonly Operand[], params: readonly TermId[] = []): void {
    this.b.emit({ op: "intrinsic", span, into: place(into), name, params, args });
  }
  callOf(callee: TestFunction, into: LocalIndex, args: readonly Operand[]): MirCall {
    return {
      callee: { kind: "instance", instance: callee.id },
      args: args.map((value): MirArg => ({ convention: "imm", value })),
      into: place(into),
      nestedOriginsReadOnly: false,
    };
  }
  call(callee: TestFunction, into: LocalIndex, args: readonly Operand[]): void {
    this.b.emit({ op: "call", span, at: span, call: this.callOf(callee, into, args) });
  }
  block(): BlockIndex {
    return this.b.block("", span);
  }
  branch(condition: LocalIndex, then: BlockIndex, otherwise: BlockIndex): void {
    this.b.terminate({ op: "branch", span, condition: this.copy(condition), then, otherwise });
  }
  goto(target: BlockIndex): void {
    this.b.terminate({ op: "goto", span, target });
  }
  ret(): void {
    this.b.terminate({ op: "return", span, implicit: false });
  }
  /** Calls the runtime's print with constant text. */
  print(text: string): void {
    const p = this.#p;
    const pointer = this.op(p.pointer(p.simd("uint8", 1)), "string_literal_pointer", [], [p.store.string(text)]);
    const none = this.local(p.unit);
    this.opInto(
      none,
      "external_call",
      [this.copy(pointer), p.int(p.index, new TextEncoder().encode(text).length)],
      [p.store.string("rt_print"), p.unit],
    );
  }
  done(): void {
    this.b.rankRest([]);
    this.#p.functions[this.id] = this.#made(this.b.finish().blocks);
  }

  #made(blocks: ConcreteFunction["mir"]["blocks"]): ConcreteFunction {
    const p = this.#p;
    const locals = this.b.finish().locals;
    const result = locals[this.result]!.type;
    const isEmpty = (type: TypeId): boolean => type === p.unit;
    return {
      id: this.id,
      decl: (1000 + this.id) as DeclId,
      bindings: [],
      symbol: this.#name,
      displayName: this.#name,
      signature: {
        args: this.#specs.map((spec) => ({
          type: spec.type,
          access: spec.access,
          noAlias: spec.noAlias ?? false,
          passing: isEmpty(spec.type)
            ? "none"
            : p.isByValue(spec.type) && spec.access !== "mut" && spec.access !== "ref"
              ? "value"
              : "address",
        })),
        result,
        resultPassing: isEmpty(result) ? "none" : p.isByValue(result) ? "value" : "address",
        raises: this.#raises,
        abi: "",
      },
      mir: {
        stage: "concrete",
        decl: (1000 + this.id) as DeclId,
        locals,
        args: this.args,
        result: this.result,
        error: this.error,
        blocks,
      },
      inline: this.inline,
      exportName: undefined,
      file: 0 as FileId,
      span,
    };
  }
}

/** Compiles a module for the baseline CPU. */
export function compile(
  text: string,
  optLevel: OptLevel,
  output: "object" | "assembly" = "object",
  cpu: string = "x86-64",
): Uint8Array {
  return toolchain.compile({
    text,
    triple: target.triple,
    cpu: { name: cpu, features: [] },
    optLevel,
    output,
    positionIndependent: false,
    verify: true,
  });
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
}

/** Runs a module at an optimization level. */
export function run(text: string, optLevel: OptLevel): Ran {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mojito-emit-"));
  try {
    const program = path.join(folder, "program");
    const object = compile(text, optLevel);
    toolchain.link({ target: target.name, objects: [object], dynamic: false, keepSymbols: false, output: program });
    const done = spawnSync(program, [], { encoding: "utf8", timeout: 20_000 });
    return { status: done.status, stdout: done.stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
