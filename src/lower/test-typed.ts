/** Short ways to write typed trees by hand, for the tests of lowering. Spans grow in the order in which nodes are made. */

import { must } from "../base/bug.ts";
import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { TestDecls } from "../decls/test-decls.ts";
import { parseMir } from "../mir/parse.ts";
import { NameTable, printMir } from "../mir/print.ts";
import { verifyRaw } from "../mir/verify.ts";
import type { Span } from "../source/source.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type { TypedArg, TypedBlock, TypedBody, TypedExpr, TypedLocal, TypedStmt } from "../typed/typed.ts";
import { lowerBody } from "./lower.ts";

export interface CallOptions {
  readonly raises?: TypeId;
}

/** One function under test. Locals are made by `arg` and `local`; `lower` gives the dump of its blocks. */
export class TestBody {
  readonly decls: TestDecls;
  readonly locals: TypedLocal[] = [];
  readonly args: number[] = [];
  readonly result: number;
  readonly error: number | undefined;
  readonly decl: DeclId;
  #position = 1;

  constructor(
    decls: TestDecls,
    options: { readonly result?: TypeId; readonly raises?: TypeId; readonly decl?: DeclId } = {},
  ) {
    this.decls = decls;
    const result = options.result ?? decls.none;
    this.decl = options.decl ?? decls.fn("test", [], { result });
    this.result = this.local("result", result, "result");
    this.error = options.raises === undefined ? undefined : this.local("error", options.raises, "error");
  }

  span(): Span {
    const start = this.#position++;
    return { start, end: start + 1 };
  }
  local(name: string, type: TypeId, kind: TypedLocal["kind"] = "var", convention: FnArgConvention = "var"): number {
    const id = this.locals.length;
    this.locals.push({
      id,
      name,
      type,
      kind,
      convention,
      mutable: convention !== "imm",
      span: this.span(),
      quiet: false,
    });
    return id;
  }
  arg(name: string, type: TypeId, convention: FnArgConvention): number {
    const id = this.local(name, type, "arg", convention);
    this.args.push(id);
    return id;
  }

  // ------------------------------------------------ expressions
  at(local: number): TypedExpr {
    const { type, kind } = must(this.locals[local], "local");
    const term = this.decls.terms.get(type);
    const seen = kind === "ref" && term.kind === "ref" ? term.target : type;
    return { kind: "local", span: this.span(), type: seen, local };
  }
  field(base: TypedExpr, index: number, type: TypeId): TypedExpr {
    return { kind: "field", span: this.span(), type, base, index };
  }
  deref(reference: TypedExpr): TypedExpr {
    const term = this.decls.terms.get(reference.type);
    return { kind: "deref", span: this.span(), type: term.kind === "ref" ? term.target : reference.type, reference };
  }
  temp(local: number, value: TypedExpr): TypedExpr {
    return { kind: "temp", span: this.span(), type: value.type, local, value };
  }
  copy(place: TypedExpr): TypedExpr {
    return { kind: "copy", span: this.span(), type: place.type, place };
  }
  move(place: TypedExpr): TypedExpr {
    return { kind: "transfer", span: this.span(), type: place.type, place };
  }
  ref(place: TypedExpr, type: TypeId, mutable = false): TypedExpr {
    return { kind: "ref", span: this.span(), type, place, mutable };
  }
  const(value: TermId, type: TypeId): TypedExpr {
    return { kind: "const", span: this.span(), type, value };
  }
  int(value: number): TypedExpr {
    return this.const(this.decls.terms.int(this.decls.int, BigInt(value)), this.decls.int);
  }
  bool(value: boolean): TypedExpr {
    return this.const(this.decls.terms.int(this.decls.bool, value ? 1n : 0n), this.decls.bool);
  }
  /** A call; conventions and types come from the signature. */
  call(decl: DeclId, args: readonly TypedExpr[], options: CallOptions = {}): TypedExpr {
    const signature = this.decls.env.signature(decl);
    const typed = args.map((value, i): TypedArg => {
      const convention = must(signature.args[i], "argument").convention;
      return { kind: "one", convention, value };
    });
    return this.callWith(decl, typed, options);
  }
  callWith(decl: DeclId, args: readonly TypedArg[], options: CallOptions = {}): TypedExpr {
    const span = this.span();
    const signature = this.decls.env.signature(decl);
    const raises = options.raises ?? signature.raises;
    const callee = { kind: "function", decl, bindings: [] } as const;
    return { kind: "call", span, at: span, type: signature.result, callee, args, raises, nestedOriginsReadOnly: false };
  }
  construct(type: TypeId, fields: readonly TypedExpr[]): TypedExpr {
    return { kind: "construct", span: this.span(), type, fields };
  }
  ifExpr(condition: TypedExpr, then: TypedExpr, otherwise: TypedExpr): TypedExpr {
    return { kind: "if", span: this.span(), type: then.type, condition, then, otherwise };
  }

  // ------------------------------------------------ statements
  block(...stmts: readonly TypedStmt[]): TypedBlock {
    return { span: this.span(), stmts };
  }
  expr(value: TypedExpr): TypedStmt {
    return { kind: "expr", span: this.span(), value };
  }
  use(place: TypedExpr): TypedStmt {
    return { kind: "use", span: this.span(), place };
  }
  declare(local: number, value?: TypedExpr): TypedStmt {
    return { kind: "declare", span: this.span(), local, value };
  }
  assign(place: TypedExpr, value: TypedExpr): TypedStmt {
    return { kind: "assign", span: this.span(), at: this.span(), place, value };
  }
  return(value?: TypedExpr): TypedStmt {
    return { kind: "return", span: this.span(), value };
  }
  raise(value: TypedExpr): TypedStmt {
    return { kind: "raise", span: this.span(), value };
  }
  break(depth = 0): TypedStmt {
    return { kind: "break", span: this.span(), depth };
  }
  continue(depth = 0): TypedStmt {
    return { kind: "continue", span: this.span(), depth };
  }
  if(condition: TypedExpr, then: TypedBlock, otherwise?: TypedBlock): TypedStmt {
    return { kind: "if", span: this.span(), condition, then, otherwise };
  }
  while(condition: TypedExpr | undefined, body: TypedBlock, orElse?: TypedBlock): TypedStmt {
    return { kind: "while", span: this.span(), condition, body, orElse };
  }
  for(element: number, next: TypedExpr, body: TypedBlock, orElse?: TypedBlock): TypedStmt {
    return { kind: "for", span: this.span(), element, next, bind: [], body, orElse };
  }
  try(
    body: TypedBlock,
    parts: {
      readonly error?: number;
      readonly handler?: TypedBlock;
      readonly orElse?: TypedBlock;
      readonly finallyBody?: TypedBlock;
    },
  ): TypedStmt {
    const { error, handler, orElse, finallyBody } = parts;
    return { kind: "try", span: this.span(), body, error, handler, orElse, finallyBody };
  }

  body(...stmts: readonly TypedStmt[]): TypedBody {
    const { decl, locals, args, result, error } = this;
    return { decl, locals, args, result, error, body: this.block(...stmts), hasErrors: false };
  }

  /** Lowers, verifies, reads the dump back, and returns the lines of the blocks. */
  lower(...stmts: readonly TypedStmt[]): string {
    const fn = lowerBody(this.body(...stmts), this.decls.env);
    const problems = verifyRaw(fn, this.decls.env);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    const names = new NameTable(this.decls.names);
    const text = printMir(fn, names);
    const again = printMir(must(parseMir(text, names.resolver)[0], "function"), names);
    if (again !== text) throw new Error("the dump does not read back");
    return blocksOf(text);
  }
}

/** The blocks of a dump, without the indentation of the function and quotes around names. */
function blocksOf(text: string): string {
  const lines = text.split("\n").filter((line) => /^ {2,}(bb| )/.test(line));
  return lines.map((line) => line.slice(2).replaceAll("`", "").replaceAll("[]", "")).join("\n");
}

export interface Noisy {
  readonly decls: TestDecls;
  readonly N: TypeId;
  readonly P: TypeId;
  readonly E: TypeId;
  /** () -> N */
  readonly make: DeclId;
  /** (imm N) -> N */
  readonly f: DeclId;
  /** (imm N, imm N) -> N */
  readonly add: DeclId;
  /** (var N) -> None */
  readonly consume: DeclId;
  /** (mut N) -> None */
  readonly change: DeclId;
  /** (imm N) -> None */
  readonly show: DeclId;
  /** () raises E -> N */
  readonly risky: DeclId;
  /** () -> Bool */
  readonly cond: DeclId;
  /** () -> Never */
  readonly abort: DeclId;
}

/** A noisy type, a pair of it, an error type, and functions over them. */
export function noisyDecls(): Noisy {
  const decls = new TestDecls();
  const N = decls.struct("N", { value: decls.int }, { deinit: true });
  const P = decls.struct("P", { a: N, b: N });
  const E = decls.struct("E", {}, { deinit: true });
  return {
    decls,
    N,
    P,
    E,
    make: decls.fn("make", [], { result: N }),
    f: decls.fn("f", [["imm", N]], { result: N }),
    add: decls.fn(
      "add",
      [
        ["imm", N],
        ["imm", N],
      ],
      { result: N },
    ),
    consume: decls.fn("consume", [["var", N]]),
    change: decls.fn("change", [["mut", N]]),
    show: decls.fn("show", [["imm", N]]),
    risky: decls.fn("risky", [], { result: N, raises: E }),
    cond: decls.fn("cond", [], { result: decls.bool }),
    abort: decls.fn("abort", [], { result: decls.terms.never }),
  };
}
