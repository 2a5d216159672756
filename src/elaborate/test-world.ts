/** For the tests of this folder and of the interpreter: declarations with owned MIR, made by hand. */

import { must } from "../base/bug.ts";
import type { DeclId, FileId, TermId, TypeId } from "../base/ids.ts";
import type {
  ClosureInfo,
  DeclHeader,
  DeclKind,
  FunctionSignature,
  ParamInfo,
  StructInfo,
  TraitInfo,
  Tri,
  WitnessTarget,
} from "../decls/decl.ts";
import type { IntrinsicName } from "../decls/intrinsics.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { interpret } from "../interp/run.ts";
import { MirBuilder } from "../mir/builder.ts";
import type { BlockIndex, LocalIndex, MirArg, MirCall, MirCallee, MirFunction, Operand, Place } from "../mir/mir.ts";
import type { ConcreteProgram } from "../mir/program.ts";
import { makeSourceFile, type SourceFile, type Span } from "../source/source.ts";
import { createLayouts } from "../target/layout.ts";
import { TARGETS } from "../target/triples.ts";
import { TermStore } from "../terms/store.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type { ElaborateLimits } from "./context.ts";
import { DEFAULT_LIMITS, type ElaborateEnv, elaborate } from "./elaborate.ts";

export type Field = readonly [name: string, type: TypeId];

export interface StructSpec {
  readonly params?: readonly ParamInfo[];
  /** Its methods are called with these declarations; set after the struct is made. */
  readonly trivial?: boolean;
  readonly register?: boolean;
  readonly align?: number;
}

export interface FnSpec {
  readonly params?: readonly ParamInfo[];
  readonly owner?: DeclId;
  readonly result?: TypeId;
  readonly raises?: TypeId;
  readonly synthesized?: FunctionSignature["synthesized"];
  readonly callerLocation?: boolean;
  readonly at?: Span;
  readonly isLibrary?: boolean;
}

export type ArgSpec = readonly [convention: FnArgConvention, type: TypeId];

/** A place by local and fields; `"*"` follows a reference. */
export function at(local: LocalIndex, ...path: readonly (number | "*")[]): Place {
  return { local, path: path.map((p) => (p === "*" ? { kind: "deref" } : { kind: "field", index: p })) };
}
export function copy(local: LocalIndex, ...path: readonly (number | "*")[]): Operand {
  return { kind: "copy", place: at(local, ...path) };
}
export function move(local: LocalIndex, ...path: readonly (number | "*")[]): Operand {
  return { kind: "move", place: at(local, ...path) };
}
export function borrow(local: LocalIndex, ...path: readonly (number | "*")[]): Operand {
  return { kind: "borrow", place: at(local, ...path), access: "imm" };
}
export function borrowMut(local: LocalIndex, ...path: readonly (number | "*")[]): Operand {
  return { kind: "borrow", place: at(local, ...path), access: "mut" };
}
export function span(start: number): Span {
  return { start, end: start + 1 };
}

/** A body under construction. */
export class Body {
  readonly build: MirBuilder = new MirBuilder();
  readonly world: World;
  readonly args: LocalIndex[];
  readonly result: LocalIndex;
  readonly error: LocalIndex | undefined;

  constructor(world: World, args: readonly ArgSpec[], result: TypeId, raises: TypeId | undefined) {
    this.world = world;
    const local = (kind: "arg" | "result" | "error" | "var", type: TypeId, convention: FnArgConvention): LocalIndex =>
      this.build.local({ name: "", type, kind, convention, mutable: true, span: span(0), quiet: true });
    this.args = args.map(([convention, type]) => local("arg", type, convention));
    this.result = local("result", result, "out");
    this.error = raises === undefined ? undefined : local("error", raises, "out");
    this.build.enter(this.build.block("", span(0)));
  }

  arg(index: number): LocalIndex {
    return must(this.args[index], `argument ${index}`);
  }
  local(type: TypeId): LocalIndex {
    return this.build.local({
      name: "",
      type,
      kind: "var",
      convention: "var",
      mutable: true,
      span: span(0),
      quiet: true,
    });
  }
  assign(into: Place, value: Operand): void {
    this.build.emit({ op: "assign", span: span(0), into, value });
  }
  op(into: Place, name: IntrinsicName, args: readonly Operand[], params: readonly TermId[] = []): void {
    this.build.emit({ op: "intrinsic", span: span(0), into, name, params, args });
  }
  destroy(place: Place): void {
    this.build.emit({ op: "destroy", span: span(0), place });
  }
  assert(condition: TermId, message: string | undefined, where: number): void {
    const text = message === undefined ? undefined : this.world.terms.string(message);
    this.build.emit({ op: "comptime_assert", span: span(where), condition, message: text });
  }
  call(
    into: Place,
    callee: DeclId | MirCallee,
    args: readonly (readonly [FnArgConvention, Operand])[],
    bindings: readonly TermId[] = [],
    where = 0,
  ): void {
    this.build.emit({
      op: "call",
      span: span(where),
      at: span(where),
      call: this.mirCall(into, callee, args, bindings),
    });
  }
  mirCall(
    into: Place,
    callee: DeclId | MirCallee,
    args: readonly (readonly [FnArgConvention, Operand])[],
    bindings: readonly TermId[],
  ): MirCall {
    return {
      callee: typeof callee === "number" ? { kind: "function" as const, decl: callee, bindings } : callee,
      args: args.map(([convention, value]): MirArg => ({ convention, value })),
      into,
      nestedOriginsReadOnly: false,
    };
  }
  block(): BlockIndex {
    return this.build.block("", span(0));
  }
  goto(target: BlockIndex): void {
    this.build.terminate({ op: "goto", span: span(0), target });
  }
  branch(condition: Operand, then: BlockIndex, otherwise: BlockIndex): void {
    this.build.terminate({ op: "branch", span: span(0), condition, then, otherwise });
  }
  enter(block: BlockIndex): void {
    this.build.enter(block);
  }
  ret(): void {
    this.build.terminate({ op: "return", span: span(0), implicit: true });
  }
}

export class World implements ElaborateEnv {
  readonly terms: TermStore = new TermStore();
  readonly #headers: DeclHeader[] = [];
  readonly #params = new Map<DeclId, readonly ParamInfo[]>();
  readonly #structs = new Map<DeclId, StructInfo>();
  readonly #trivial = new Set<DeclId>();
  readonly #register = new Set<DeclId>();
  readonly #signatures = new Map<DeclId, FunctionSignature>();
  readonly #bodies = new Map<DeclId, MirFunction<"owned">>();
  readonly #captures = new Map<DeclId, readonly Field[]>();
  readonly #roles = new Map<string, DeclId>();
  readonly #witnesses = new Map<string, DeclId>();
  readonly #assocs = new Map<string, TermId>();
  readonly #requirements = new Map<DeclId, DeclId[]>();
  readonly #calls = new Map<TypeId, DeclId>();
  readonly file: SourceFile = makeSourceFile(0 as FileId, "main.mojo", `${"x".repeat(9)}\n`.repeat(1000));
  readonly int: TypeId;
  readonly bool: TypeId;
  readonly none: TypeId;
  output = "";

  constructor() {
    for (const role of ["trivial_register_passable", "register_passable", "iterable", "iterator"]) {
      this.#roles.set(role, this.decl("trait", role));
    }
    this.int = this.struct("Int", [["_v", this.terms.simd(13, 1)]], { trivial: true });
    this.bool = this.struct("Bool", [["_v", this.terms.primBool]], { trivial: true });
    this.none = this.struct("None", [], { trivial: true });
    this.#roles.set("bool", this.declOf(this.bool));
  }

  get index(): TypeId {
    return this.terms.index;
  }
  intTerm(value: number | bigint): TermId {
    return this.terms.int(this.int, BigInt(value));
  }
  intConst(value: number | bigint): Operand {
    return { kind: "const", value: this.intTerm(value), type: this.int };
  }
  indexConst(value: number | bigint): Operand {
    return { kind: "const", value: this.terms.int(this.index, BigInt(value)), type: this.index };
  }
  pointer(to: TypeId): TypeId {
    return this.terms.prim("pointer", [to]);
  }
  ref(to: TypeId): TypeId {
    return this.terms.ref(to, this.terms.originErased);
  }
  array(of: TypeId, count: number): TypeId {
    return this.terms.prim("array", [of, this.terms.int(this.index, BigInt(count))]);
  }

  decl(kind: DeclKind, name: string, parent?: DeclId, where: Span = span(0), isLibrary = false): DeclId {
    const id = this.#headers.length as DeclId;
    this.#headers.push({
      id,
      kind,
      name,
      module: "main",
      parent,
      file: 0 as FileId,
      span: where,
      nameSpan: where,
      isLibrary,
    });
    return id;
  }
  param(name: string, type: TermId): ParamInfo {
    return { name, span: span(0), type, kind: "either", variadic: false, defaultValue: undefined, implicit: false };
  }
  typeParam(name: string): ParamInfo {
    return this.param(name, this.terms.trait([]));
  }
  role(name: string, decl: DeclId): void {
    this.#roles.set(name, decl);
  }

  struct(name: string, fields: readonly Field[], spec: StructSpec = {}): TypeId {
    const decl = this.decl("struct", name);
    return this.fields(decl, fields, spec);
  }
  /** For structs whose fields mention their own parameters: `decl` first, then this. */
  fields(decl: DeclId, fields: readonly Field[], spec: StructSpec = {}): TypeId {
    const params = spec.params ?? [];
    this.#params.set(decl, params);
    const selfType = this.terms.struct(
      decl,
      params.map((_, i) => this.terms.param(decl, i)),
    );
    if (spec.trivial === true) this.#trivial.add(decl);
    if (spec.register === true) this.#register.add(decl);
    this.#structs.set(decl, {
      decl,
      params,
      fields: fields.map(([field, type]) => ({ name: field, type, span: span(0) })),
      conformances: [],
      closureTraits: [],
      where: [],
      align: spec.align ?? 0,
      explicitDestroyText: undefined,
      selfType,
      ownDeinit: undefined,
      ownCopyInit: undefined,
      ownMoveInit: undefined,
      trivialOverrides: {},
    });
    return selfType;
  }
  amend(type: TypeId, parts: Partial<StructInfo>): void {
    const decl = this.declOf(type);
    this.#structs.set(decl, { ...this.structInfo(decl), ...parts });
  }
  declOf(type: TypeId): DeclId {
    const term = this.terms.get(type);
    return must(term.kind === "struct" ? term.decl : undefined, "struct");
  }

  fn(name: string, args: readonly ArgSpec[], spec: FnSpec, body: ((b: Body) => void) | undefined): DeclId {
    const decl = this.decl("function", name, spec.owner, spec.at, spec.isLibrary);
    this.define(decl, args, spec, body);
    return decl;
  }
  /** For functions that call themselves: `decl` first, then this. */
  define(decl: DeclId, args: readonly ArgSpec[], spec: FnSpec, body: ((b: Body) => void) | undefined): void {
    const params = spec.params ?? [];
    this.#params.set(decl, params);
    const result = spec.result ?? this.none;
    this.#signatures.set(decl, {
      decl,
      params,
      args: args.map(([convention, type], i) => ({
        name: `a${i}`,
        span: span(0),
        convention,
        type,
        origin: undefined,
        kind: "either",
        variadic: "",
        defaultValue: undefined,
      })),
      result,
      resultName: undefined,
      raises: spec.raises,
      where: [],
      isStatic: true,
      isMethod: false,
      isInit: false,
      isImplicit: false,
      isAsync: false,
      isRequirement: body === undefined,
      inline: "",
      abi: "",
      exportName: undefined,
      callerLocation: spec.callerLocation === true,
      nestedOriginsReadOnly: false,
      special: "",
      synthesized: spec.synthesized ?? "",
    });
    if (body === undefined) return;
    const b = new Body(this, args, result, spec.raises);
    body(b);
    if (b.build.current !== undefined) b.ret();
    const { locals, blocks } = b.build.finish();
    this.#bodies.set(decl, { stage: "owned", decl, locals, args: b.args, result: b.result, error: b.error, blocks });
  }
  closure(
    name: string,
    captures: readonly Field[],
    args: readonly ArgSpec[],
    result: TypeId,
    body: (b: Body) => void,
  ): TypeId {
    const decl = this.decl("closure", name);
    const type = this.terms.intern({ kind: "closure", decl, bindings: [] });
    this.#captures.set(decl, captures);
    this.define(decl, [["imm", type], ...args], { result }, body);
    return type;
  }
  trait(name: string): DeclId {
    const decl = this.decl("trait", name);
    this.#params.set(decl, [this.typeParam("Self")]);
    this.#requirements.set(decl, []);
    return decl;
  }
  requirement(trait: DeclId, name: string, args: readonly ArgSpec[], result: TypeId): DeclId {
    const decl = this.fn(name, args, { owner: trait, result }, undefined);
    this.#requirements.set(trait, [...(this.#requirements.get(trait) ?? []), decl]);
    return decl;
  }
  implement(type: TypeId, requirement: DeclId, decl: DeclId): void {
    this.#witnesses.set(`${type}:${requirement}`, decl);
  }
  assoc(type: TypeId, trait: DeclId, member: string, value: TermId): void {
    this.#assocs.set(`${type}:${trait}:${member}`, value);
  }
  callable(type: TypeId, decl: DeclId): void {
    this.#calls.set(type, decl);
  }

  // ---- what elaboration asks

  header(decl: DeclId): DeclHeader {
    return must(this.#headers[decl], `declaration ${decl}`);
  }
  signature(decl: DeclId): FunctionSignature {
    return must(this.#signatures.get(decl), `signature of ${this.header(decl).name}`);
  }
  structInfo(decl: DeclId): StructInfo {
    return must(this.#structs.get(decl), "struct");
  }
  traitInfo(decl: DeclId): TraitInfo {
    return { decl, ancestors: [decl], methods: this.#requirements.get(decl) ?? [], members: [] };
  }
  aliasInfo(): never {
    throw new Error("no aliases here");
  }
  closureInfo(decl: DeclId): ClosureInfo {
    const captures = must(this.#captures.get(decl), "closure");
    return { decl, captures: captures.map(([name, type]) => ({ name, type, convention: "var" })) };
  }
  ownerChain(decl: DeclId): readonly DeclId[] {
    const chain: DeclId[] = [];
    for (let next: DeclId | undefined = decl; next !== undefined; next = this.header(next).parent) {
      if ((this.#params.get(next)?.length ?? 0) > 0) chain.unshift(next);
    }
    return chain;
  }
  paramsOf(decl: DeclId): readonly ParamInfo[] {
    return this.#params.get(decl) ?? [];
  }
  lang(role: string): DeclId | undefined {
    return this.#roles.get(role);
  }
  witness(self: TypeId, _trait: DeclId, requirement: DeclId): WitnessTarget | undefined {
    const decl = this.#witnesses.get(`${self}:${requirement}`);
    return decl === undefined ? undefined : { decl, ownerBindings: [], ownParams: [] };
  }
  associated(self: TypeId, trait: DeclId, member: string): TermId | undefined {
    return this.#assocs.get(`${self}:${trait}:${member}`);
  }
  conforms(type: TypeId, trait: DeclId): Tri {
    const term = this.terms.get(type);
    if (term.kind !== "struct") return "no";
    const yes =
      trait === this.lang("trivial_register_passable")
        ? this.#trivial.has(term.decl)
        : trait === this.lang("register_passable") && this.#register.has(term.decl);
    return yes ? "yes" : "no";
  }
  ownedMir(decl: DeclId): MirFunction<"owned"> | undefined {
    return this.#bodies.get(decl);
  }
  sourceFile(): SourceFile {
    return this.file;
  }
  closureCall(self: TypeId): WitnessTarget | undefined {
    const decl = this.#calls.get(self);
    return decl === undefined ? undefined : { decl, ownerBindings: [], ownParams: [] };
  }
  printTerm(id: TermId): string {
    const term = this.terms.get(id);
    switch (term.kind) {
      case "struct":
      case "function":
      case "closure": {
        const { name } = this.header(term.decl);
        return term.bindings.length === 0 ? name : `${name}[${term.bindings.map((b) => this.printTerm(b)).join(", ")}]`;
      }
      case "int":
        return `${term.value}`;
      case "prim":
        return `${term.name}[${term.args.map((a) => this.printTerm(a)).join(", ")}]`;
      default:
        return term.kind;
    }
  }

  // ---- running

  elaborate(
    entry: DeclId,
    limits: Partial<ElaborateLimits> = {},
  ): { readonly program: ConcreteProgram | undefined; readonly diagnostics: readonly Diagnostic[] } {
    const { value, diagnostics } = elaborate(this, entry, {
      target: TARGETS["x86_64-linux"],
      defines: new Map(),
      roots: [],
      write: (_, bytes) => {
        this.output += new TextDecoder().decode(bytes);
      },
      limits: { ...DEFAULT_LIMITS, ...limits },
    });
    return { program: value, diagnostics };
  }
  /** Elaborates and runs a program; its output. */
  run(entry: DeclId): string {
    const { program, diagnostics } = this.elaborate(entry);
    if (program === undefined) throw new Error(chainOf(diagnostics).join("\n"));
    this.output += "|";
    const layouts = createLayouts(program.types, this.terms, TARGETS["x86_64-linux"]);
    const status = interpret(program, this.terms, layouts, {
      write: (_, bytes) => {
        this.output += new TextDecoder().decode(bytes);
      },
      args: ["main"],
      limits: DEFAULT_LIMITS,
    });
    return status === 0 ? this.output : `${this.output}!${status}`;
  }

  /** A function that prints a text, for watching what happens. */
  printer(): (b: Body, text: string) => void {
    const name = this.terms.string("rt_print");
    return (b, text) => {
      const bytes = b.local(this.pointer(this.terms.simd(2, 1)));
      b.op(at(bytes), "string_literal_pointer", [], [this.terms.string(text)]);
      b.op(at(b.local(this.none)), "external_call", [copy(bytes), this.indexConst(text.length)], [name, this.none]);
    };
  }
  /** A library function that prints an Int as a digit. */
  printDigit(b: Body, value: Place): void {
    const byte = this.terms.simd(2, 1);
    const digit = b.local(this.terms.simd(13, 1));
    const small = b.local(byte);
    const address = b.local(this.pointer(byte));
    b.op(at(digit), "add", [
      { kind: "copy", place: { local: value.local, path: [...value.path, { kind: "field", index: 0 }] } },
      { kind: "const", value: this.terms.primInt(48n), type: this.terms.simd(13, 1) },
    ]);
    b.op(at(small), "cast", [copy(digit)], [this.terms.int(this.index, 2n)]);
    b.op(at(address), "address_of", [borrow(small)], [byte]);
    b.op(
      at(b.local(this.none)),
      "external_call",
      [copy(address), this.indexConst(1)],
      [this.terms.string("rt_print"), this.none],
    );
  }
}

/** The messages of a diagnostic with its notes, each with the start of its place. */
export function chainOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.flatMap((d) => [
    `${d.at.span.start}: ${d.message}`,
    ...d.notes.map((n) => `${n.at?.span.start ?? "-"}: ${n.message}`),
  ]);
}
