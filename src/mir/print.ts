/**
 * MIR as text. `parse.ts` reads it back: `parse(print(fn))` is the identity, given the resolver of the names used.
 *
 * With `ids`, terms and declarations print as `#12` and `@7` with a table of what they are at the top; without, as their
 * readable names in backquotes, made unique within one function, so that dumps do not depend on the numbering of a run.
 */

import type { DeclId, TermId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type {
  Inst,
  MirBlock,
  MirCall,
  MirCallee,
  MirFunction,
  MirLocal,
  MirStage,
  Operand,
  Place,
  Terminator,
} from "./mir.ts";
import { fieldOf, infoOf, type Part } from "./ops.ts";

/** How terms and declarations read. */
export interface MirNames {
  term(id: TermId): string;
  decl(id: DeclId): string;
}

/** How a reader gets back from names. */
export interface MirResolver {
  term(name: string): TermId | undefined;
  decl(name: string): DeclId | undefined;
}

export interface PrintOptions {
  /** Print numbers of terms and declarations instead of names. */
  readonly ids?: boolean;
  /** Print source spans. */
  readonly spans?: boolean;
}

/** Names in which no two ids read alike: a later id with a taken name gets an ordinal. Also resolves them back. */
export class NameTable implements MirNames {
  readonly #names: MirNames;
  readonly #terms = new Map<TermId, string>();
  readonly #termByName = new Map<string, TermId>();
  readonly #decls = new Map<DeclId, string>();
  readonly #declByName = new Map<string, DeclId>();

  constructor(names: MirNames) {
    this.#names = names;
  }

  term(id: TermId): string {
    return unique(id, this.#terms, this.#termByName, (x) => this.#names.term(x));
  }
  decl(id: DeclId): string {
    return unique(id, this.#decls, this.#declByName, (x) => this.#names.decl(x));
  }
  get resolver(): MirResolver {
    return { term: (name) => this.#termByName.get(name), decl: (name) => this.#declByName.get(name) };
  }
}

function unique<T>(id: T, known: Map<T, string>, taken: Map<string, T>, nameOf: (id: T) => string): string {
  const before = known.get(id);
  if (before !== undefined) return before;
  const base = nameOf(id);
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base} '${n}`;
  known.set(id, name);
  taken.set(name, id);
  return name;
}

interface Cx {
  readonly names: MirNames;
  readonly ids: boolean;
  readonly spans: boolean;
  readonly seenTerms: Set<TermId>;
  readonly seenDecls: Set<DeclId>;
}

/** The text of a function. Pass a `NameTable` to be able to parse a dump without ids back. */
export function printMir(fn: MirFunction<MirStage>, names: MirNames, options: PrintOptions = {}): string {
  const cx: Cx = {
    names: names instanceof NameTable ? names : new NameTable(names),
    ids: options.ids ?? false,
    spans: options.spans ?? false,
    seenTerms: new Set(),
    seenDecls: new Set(),
  };
  const lines: string[] = [];
  const args = fn.args.map((a) => `_${a}`).join(", ");
  const error = fn.error === undefined ? "" : ` error _${fn.error}`;
  lines.push(`fn ${decl(cx, fn.decl)} ${fn.stage} (${args}) result _${fn.result}${error} {`);
  fn.locals.forEach((local, index) => {
    lines.push(`  local ${printLocal(cx, local, index)}`);
  });
  fn.blocks.forEach((block, index) => {
    lines.push("", ...printBlock(cx, block, index));
  });
  lines.push("}");
  return `${table(cx)}${lines.join("\n")}\n`;
}

function table(cx: Cx): string {
  if (!cx.ids) return "";
  const terms = [...cx.seenTerms].sort((a, b) => a - b).map((t) => `// #${t} = ${oneLine(cx.names.term(t))}\n`);
  const decls = [...cx.seenDecls].sort((a, b) => a - b).map((d) => `// @${d} = ${oneLine(cx.names.decl(d))}\n`);
  return [...terms, ...decls].join("");
}

function printLocal(cx: Cx, local: MirLocal, index: number): string {
  const flags = `${local.mutable ? " mutable" : ""}${local.quiet ? " quiet" : ""}`;
  const name = JSON.stringify(local.name);
  const head = `_${index}: ${term(cx, local.type)} ${local.kind} ${local.convention}${flags} slot ${local.slot} ${name}`;
  return `${head}${span(cx, local.span)}`;
}

function printBlock(cx: Cx, block: MirBlock, index: number): string[] {
  const origin = block.origin === "" ? "" : ` ${block.origin}`;
  return [
    `  bb${index}${origin}${span(cx, block.span)}:`,
    ...block.insts.map((inst) => `    ${printOp(cx, inst)}`),
    `    ${printOp(cx, block.terminator)}`,
  ];
}

function printOp(cx: Cx, op: Inst | Terminator): string {
  const info = infoOf(op);
  let text = op.op as string;
  for (const p of info.parts) {
    const piece = printPart(cx, op, p);
    if (piece !== "") text += ` ${piece}`;
  }
  if (info.hasAt && "at" in op) text += span(cx, op.at, "at");
  return `${text}${span(cx, op.span)}`;
}

function printPart(cx: Cx, op: Inst | Terminator, p: Part): string {
  if (typeof p === "string") return p;
  switch (p.kind) {
    case "into":
    case "place":
      return printPlace(fieldOf(op, p.field, p.kind));
    case "places":
      return `(${fieldOf(op, p.field, "places").map(printPlace).join(", ")})`;
    case "operand":
      return printOperand(cx, fieldOf(op, p.field, "operand"));
    case "operands":
      return `(${fieldOf(op, p.field, "operands")
        .map((o) => printOperand(cx, o))
        .join(", ")})`;
    case "call":
      return printCall(cx, fieldOf(op, p.field, "call"));
    case "local":
      return `_${fieldOf(op, p.field, "local")}`;
    case "term":
      return term(cx, fieldOf(op, p.field, "term"));
    case "optionalTerm": {
      const id = fieldOf(op, p.field, "optionalTerm");
      return id === undefined ? "" : term(cx, id);
    }
    case "terms":
      return terms(cx, fieldOf(op, p.field, "terms"));
    case "decl":
      return decl(cx, fieldOf(op, p.field, "decl"));
    case "block":
      return `bb${fieldOf(op, p.field, "block")}`;
    case "access":
      return fieldOf(op, p.field, "access");
    case "convention":
      return fieldOf(op, p.field, "convention");
    case "intrinsic":
      return fieldOf(op, p.field, "intrinsic");
    case "flag":
      return fieldOf(op, p.field, "flag") ? p.field : "";
  }
}

/** `_1`, a field `_1.0`, what a reference designates `_1.*`. */
export function printPlace(place: Place): string {
  return `_${place.local}${place.path.map((p) => (p.kind === "deref" ? ".*" : `.${p.index}`)).join("")}`;
}

function printOperand(cx: Cx, operand: Operand): string {
  switch (operand.kind) {
    case "copy":
    case "move":
      return `${operand.kind} ${printPlace(operand.place)}`;
    case "borrow":
      return `${operand.access} ${printPlace(operand.place)}`;
    case "const":
      return `const ${term(cx, operand.value)}: ${term(cx, operand.type)}`;
  }
}

function printCall(cx: Cx, call: MirCall): string {
  const args = call.args.map((a) => `${a.convention}: ${printOperand(cx, a.value)}`).join(", ");
  const flag = call.nestedOriginsReadOnly ? " nested_read_only" : "";
  return `${printPlace(call.into)} = ${printCallee(cx, call.callee)}(${args})${flag}`;
}

function printCallee(cx: Cx, callee: MirCallee): string {
  switch (callee.kind) {
    case "function":
      return `${decl(cx, callee.decl)}${terms(cx, callee.bindings)}`;
    case "witness": {
      const path = `${term(cx, callee.self)} ${decl(cx, callee.trait)} ${decl(cx, callee.requirement)}`;
      return `witness ${path}${terms(cx, callee.bindings)}`;
    }
    case "closure":
      return `closure ${term(cx, callee.type)} ${term(cx, callee.signature)}${terms(cx, callee.bindings)}`;
    case "pointer":
      return `pointer ${term(cx, callee.signature)} ${printOperand(cx, callee.value)}`;
    case "instance":
      return `instance ${callee.instance}`;
  }
}

function terms(cx: Cx, ids: readonly TermId[]): string {
  return `[${ids.map((t) => term(cx, t)).join(", ")}]`;
}
function term(cx: Cx, id: TermId): string {
  cx.seenTerms.add(id);
  return cx.ids ? `#${id}` : quoted(cx.names.term(id));
}
function decl(cx: Cx, id: DeclId): string {
  cx.seenDecls.add(id);
  return cx.ids ? `@${id}` : `@${quoted(cx.names.decl(id))}`;
}
function span(cx: Cx, at: Span, word = "span"): string {
  return cx.spans ? ` ${word} ${at.start}:${at.end}` : "";
}
function quoted(text: string): string {
  return `\`${oneLine(text).replaceAll("`", "\\`")}\``;
}
function oneLine(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
