/** Reads the text form of MIR that `print.ts` writes. A mistake in the text throws `MirTextError` with its line. */

import type { DeclId, TermId } from "../base/ids.ts";
import { isIntrinsicName } from "../decls/intrinsics.ts";
import { noSpan, type Span } from "../source/source.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type {
  BlockOrigin,
  Inst,
  InstOp,
  LocalIndex,
  MirArg,
  MirBlock,
  MirCall,
  MirCallee,
  MirFunction,
  MirLocal,
  MirStage,
  Operand,
  Place,
  Projection,
  Terminator,
  TerminatorOp,
} from "./mir.ts";
import { OPS, type OpInfo, TERMINATORS } from "./ops.ts";
import type { MirResolver } from "./print.ts";

export class MirTextError extends Error {
  override readonly name: string = "MirTextError";
}

interface Token {
  readonly kind: "word" | "number" | "local" | "block" | "quoted" | "string" | "punct" | "end";
  readonly text: string;
  readonly line: number;
}

const CONVENTIONS: readonly FnArgConvention[] = ["imm", "mut", "var", "ref", "out", "deinit"];
const LOCAL_KINDS: readonly MirLocal["kind"][] = ["arg", "var", "ref", "result", "error", "temp"];
const STAGES: readonly MirStage[] = ["raw", "owned", "concrete"];
const ORIGINS: readonly BlockOrigin[] = [
  "if",
  "then",
  "else",
  "loop",
  "loop_body",
  "loop_exit",
  "try",
  "try_else",
  "handler",
  "finally",
  "after_return",
  "after_raise",
  "after_break",
  "after_continue",
  "after_loop",
  "after_if",
  "after_try",
  "after_never",
];

/** A cursor over the tokens. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly resolver: MirResolver;
  #at = 0;

  constructor(text: string, resolver: MirResolver) {
    this.#tokens = tokenize(text);
    this.resolver = resolver;
  }

  get peek(): Token {
    return this.#tokens[this.#at] as Token;
  }
  next(): Token {
    const token = this.peek;
    if (token.kind !== "end") this.#at++;
    return token;
  }
  is(text: string): boolean {
    return this.peek.text === text && this.peek.kind !== "quoted" && this.peek.kind !== "string";
  }
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }
  expect(text: string): void {
    if (!this.accept(text)) this.fail(`'${text}'`);
  }
  take(kind: Token["kind"]): string {
    if (this.peek.kind !== kind) this.fail(kind);
    return this.next().text;
  }
  oneOf<T extends string>(choices: readonly T[], what: string): T {
    const found = choices.find((c) => this.is(c));
    if (found === undefined) this.fail(what);
    this.next();
    return found as T;
  }
  fail(wanted: string): never {
    throw new MirTextError(`line ${this.peek.line}: expected ${wanted}, found '${this.peek.text}'`);
  }
}

const TOKEN =
  /(\s+|\/\/[^\n]*)|_(\d+)|bb(\d+)|([A-Za-z_][A-Za-z_0-9]*)|(\d+)|`((?:[^`\\\n]|\\.)*)`|("(?:[^"\\\n]|\\.)*")|([-+(){}[\],:?=.*#@])/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new MirTextError(`line ${line}: unexpected character '${text[start] ?? ""}'`);
    const [all, blank, local, block, word, number, name, string, punct] = match;
    if (local !== undefined) tokens.push({ kind: "local", text: local, line });
    else if (block !== undefined) tokens.push({ kind: "block", text: block, line });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, line });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, line });
    else if (name !== undefined) tokens.push({ kind: "quoted", text: unescapeName(name), line });
    else if (string !== undefined) tokens.push({ kind: "string", text: string, line });
    else if (punct !== undefined) tokens.push({ kind: "punct", text: punct, line });
    if (blank !== undefined) for (const c of all) if (c === "\n") line++;
  }
  tokens.push({ kind: "end", text: "", line });
  return tokens;
}

function unescapeName(text: string): string {
  return text.replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c === "r" ? "\r" : c));
}

const noNames: MirResolver = { term: () => undefined, decl: () => undefined };

/** Every function of a text. */
export function parseMir(text: string, resolver: MirResolver = noNames): MirFunction<MirStage>[] {
  const cx = new Reader(text, resolver);
  const functions: MirFunction<MirStage>[] = [];
  while (cx.peek.kind !== "end") functions.push(parseFunction(cx));
  return functions;
}

function parseFunction(cx: Reader): MirFunction<MirStage> {
  cx.expect("fn");
  const decl = parseDecl(cx);
  const stage = cx.oneOf(STAGES, "a stage");
  const args: LocalIndex[] = [];
  cx.expect("(");
  while (!cx.accept(")")) {
    args.push(parseLocalIndex(cx));
    if (!cx.is(")")) cx.expect(",");
  }
  cx.expect("result");
  const result = parseLocalIndex(cx);
  const error = cx.accept("error") ? parseLocalIndex(cx) : undefined;
  cx.expect("{");
  const locals: MirLocal[] = [];
  while (cx.accept("local")) {
    if (parseLocalIndex(cx) !== locals.length) cx.fail(`local _${locals.length} before it`);
    locals.push(parseLocal(cx));
  }
  const blocks: MirBlock[] = [];
  while (!cx.accept("}")) {
    if (Number(cx.take("block")) !== blocks.length) cx.fail(`block bb${blocks.length} before it`);
    blocks.push(parseBlock(cx));
  }
  return { stage, decl, locals, args, result, error, blocks };
}

function parseLocal(cx: Reader): MirLocal {
  cx.expect(":");
  const type = parseTerm(cx);
  const kind = cx.oneOf(LOCAL_KINDS, "the kind of a local");
  const convention = parseConvention(cx);
  const mutable = cx.accept("mutable");
  const quiet = cx.accept("quiet");
  cx.expect("slot");
  const slot = parseNumber(cx);
  const name = JSON.parse(cx.take("string")) as string;
  return { name, type, kind, convention, mutable, span: parseSpan(cx, "span"), quiet, slot };
}

function parseBlock(cx: Reader): MirBlock {
  const origin: BlockOrigin = ORIGINS.some((o) => cx.is(o)) ? cx.oneOf(ORIGINS, "an origin") : "";
  const span = parseSpan(cx, "span");
  cx.expect(":");
  const insts: Inst[] = [];
  for (;;) {
    const op = cx.take("word");
    if (Object.hasOwn(TERMINATORS, op)) {
      const terminator = parseOp(cx, op, TERMINATORS[op as TerminatorOp]) as unknown as Terminator;
      return { insts, terminator, origin, span };
    }
    if (!Object.hasOwn(OPS, op)) cx.fail("an operation");
    insts.push(parseOp(cx, op, OPS[op as InstOp]) as unknown as Inst);
  }
}

/** The table row says which fields the object gets; the caller's cast says so to the type system. */
function parseOp(cx: Reader, op: string, info: OpInfo): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = { op };
  for (const p of info.parts) {
    if (typeof p === "string") {
      cx.expect(p);
      continue;
    }
    switch (p.kind) {
      case "into":
      case "place":
        fields[p.field] = parsePlace(cx);
        break;
      case "places":
        fields[p.field] = parseList(cx, "(", ")", parsePlace);
        break;
      case "operand":
        fields[p.field] = parseOperand(cx);
        break;
      case "operands":
        fields[p.field] = parseList(cx, "(", ")", parseOperand);
        break;
      case "call":
        fields[p.field] = parseCall(cx);
        break;
      case "local":
        fields[p.field] = parseLocalIndex(cx);
        break;
      case "term":
        fields[p.field] = parseTerm(cx);
        break;
      case "optionalTerm":
        fields[p.field] = cx.is("#") || cx.peek.kind === "quoted" ? parseTerm(cx) : undefined;
        break;
      case "terms":
        fields[p.field] = parseList(cx, "[", "]", parseTerm);
        break;
      case "decl":
        fields[p.field] = parseDecl(cx);
        break;
      case "block":
        fields[p.field] = Number(cx.take("block"));
        break;
      case "access":
        fields[p.field] = cx.oneOf(["imm", "mut"], "imm or mut");
        break;
      case "convention":
        fields[p.field] = parseConvention(cx);
        break;
      case "intrinsic": {
        const name = cx.take("word");
        if (!isIntrinsicName(name)) cx.fail(`an intrinsic instead of '${name}'`);
        fields[p.field] = name;
        break;
      }
      case "flag":
        fields[p.field] = cx.accept(p.field);
        break;
    }
  }
  if (info.hasAt) fields["at"] = parseSpan(cx, "at");
  fields["span"] = parseSpan(cx, "span");
  return fields;
}

function parseList<T>(cx: Reader, open: string, close: string, item: (cx: Reader) => T): T[] {
  cx.expect(open);
  const items: T[] = [];
  while (!cx.accept(close)) {
    items.push(item(cx));
    if (!cx.is(close)) cx.expect(",");
  }
  return items;
}

function parsePlace(cx: Reader): Place {
  const local = parseLocalIndex(cx);
  const path: Projection[] = [];
  while (cx.accept(".")) path.push(cx.accept("*") ? { kind: "deref" } : { kind: "field", index: parseNumber(cx) });
  return { local, path };
}

function parseOperand(cx: Reader): Operand {
  const kind = cx.oneOf(["copy", "move", "imm", "mut", "const"], "an operand");
  switch (kind) {
    case "copy":
    case "move":
      return { kind, place: parsePlace(cx) };
    case "imm":
    case "mut":
      return { kind: "borrow", place: parsePlace(cx), access: kind };
    case "const": {
      const value = parseTerm(cx);
      cx.expect(":");
      return { kind, value, type: parseTerm(cx) };
    }
  }
}

function parseCall(cx: Reader): MirCall {
  const into = parsePlace(cx);
  cx.expect("=");
  const callee = parseCallee(cx);
  const args = parseList(cx, "(", ")", parseArg);
  return { callee, args, into, nestedOriginsReadOnly: cx.accept("nested_read_only") };
}

function parseArg(cx: Reader): MirArg {
  const convention = parseConvention(cx);
  cx.expect(":");
  return { convention, value: parseOperand(cx) };
}

function parseCallee(cx: Reader): MirCallee {
  if (cx.accept("witness")) {
    const self = parseTerm(cx);
    const trait = parseDecl(cx);
    const requirement = parseDecl(cx);
    return { kind: "witness", self, trait, requirement, bindings: parseList(cx, "[", "]", parseTerm) };
  }
  if (cx.accept("closure")) {
    const type = parseTerm(cx);
    const signature = parseTerm(cx);
    return { kind: "closure", type, signature, bindings: parseList(cx, "[", "]", parseTerm) };
  }
  if (cx.accept("pointer")) {
    const signature = parseTerm(cx);
    return { kind: "pointer", signature, value: parseOperand(cx) };
  }
  if (cx.accept("instance")) return { kind: "instance", instance: parseNumber(cx) };
  const decl = parseDecl(cx);
  return { kind: "function", decl, bindings: parseList(cx, "[", "]", parseTerm) };
}

function parseConvention(cx: Reader): FnArgConvention {
  return cx.oneOf(CONVENTIONS, "a convention");
}
function parseLocalIndex(cx: Reader): LocalIndex {
  return Number(cx.take("local"));
}
function parseNumber(cx: Reader): number {
  return Number(cx.take("number"));
}
function parseSpan(cx: Reader, word: string): Span {
  if (!cx.accept(word)) return noSpan;
  const start = parseNumber(cx);
  cx.expect(":");
  return { start, end: parseNumber(cx) };
}
function parseTerm(cx: Reader): TermId {
  if (cx.accept("#")) return parseNumber(cx) as TermId;
  const name = cx.take("quoted");
  return cx.resolver.term(name) ?? cx.fail(`a known term before it instead of '${name}'`);
}
function parseDecl(cx: Reader): DeclId {
  cx.expect("@");
  if (cx.peek.kind === "number") return parseNumber(cx) as DeclId;
  const name = cx.take("quoted");
  return cx.resolver.decl(name) ?? cx.fail(`a known declaration before it instead of '${name}'`);
}
