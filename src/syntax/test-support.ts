/** What the tests of this folder share: parsing a string, listing messages, and expressions in one line. */

import type { FileId } from "../base/ids.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { lineColumnOf, makeSourceFile, type SourceFile } from "../source/source.ts";
import type { Arg, Block, Expr, ModuleAst, Pattern, Signature, Stmt } from "./ast.ts";
import { parseModule } from "./parse.ts";

const firstFile: number = 0;

export function sourceOf(text: string, path = "/t.mojo"): SourceFile {
  return makeSourceFile(firstFile as FileId, path, text);
}

export interface Parsed {
  readonly file: SourceFile;
  readonly ast: ModuleAst;
  readonly diagnostics: readonly Diagnostic[];
  /** `line:column message`, in source order. */
  readonly messages: readonly string[];
}

export function parse(text: string): Parsed {
  const file = sourceOf(text);
  const { value, diagnostics } = parseModule(file);
  return { file, ast: value, diagnostics, messages: diagnostics.map((each) => describe(file, each)) };
}

export function describe(file: SourceFile, diagnostic: Diagnostic): string {
  const { line, column } = lineColumnOf(file, diagnostic.at.span.start);
  return `${line}:${column} ${diagnostic.message}`;
}

/** The statements of the first function of a program without mistakes. */
export function bodyOf(text: string): readonly Stmt[] {
  const { ast, messages, diagnostics } = parse(text);
  if (hasErrors(diagnostics)) throw new Error(messages.join("\n"));
  for (const item of ast.items) if (item.kind === "decl" && item.decl.kind === "def") return item.decl.body.stmts;
  throw new Error("no function");
}

/** An expression, parsed as the value of a variable, in one line. */
export function sketchExpr(text: string): string {
  const [stmt] = bodyOf(`def f():\n    var v = ${text}\n`);
  if (stmt?.kind !== "var" || stmt.value === undefined) throw new Error(`not a variable: ${stmt?.kind}`);
  return sketch(stmt.value);
}

/** Every statement of the first function in one line each. */
export function sketchBody(text: string): string[] {
  return bodyOf(text).map(sketchStmt);
}

export function sketch(expr: Expr): string {
  switch (expr.kind) {
    case "name":
      return expr.name;
    case "int":
      return String(expr.value);
    case "float":
      return expr.text;
    case "string":
      return JSON.stringify(expr.value);
    case "tstring":
      return `t[${expr.parts.map((part) => (part.kind === "text" ? JSON.stringify(part.text) : sketch(part.value))).join(" ")}]`;
    case "bool":
      return expr.value ? "True" : "False";
    case "none":
      return "None";
    case "ellipsis":
      return "...";
    case "self_type":
      return "Self";
    case "discard":
      return "_";
    case "error":
      return "<error>";
    case "paren":
      return `(paren ${sketch(expr.inner)})`;
    case "tuple":
      return `(tuple${list(expr.elements)})`;
    case "list":
      return `(list${list(expr.elements)})`;
    case "array_type":
      return `(array ${sketch(expr.element)} ${sketch(expr.count)})`;
    case "dict":
      return `(dict${expr.entries.map((entry) => ` ${sketch(entry.key)}:${sketch(entry.value)}`).join("")})`;
    case "brace":
      return `(brace${args(expr.args)})`;
    case "comprehension":
      return `(${expr.shape}-of ${sketch(expr.element)}${clauses(expr.clauses)})`;
    case "dict_comprehension":
      return `(dict-of ${sketch(expr.key)}:${sketch(expr.value)}${clauses(expr.clauses)})`;
    case "unary":
      return `(${expr.op} ${sketch(expr.operand)})`;
    case "binary":
    case "logical":
      return `(${expr.op} ${sketch(expr.left)} ${sketch(expr.right)})`;
    case "compare":
      return `(compare ${expr.operands.map((each, i) => (i === 0 ? "" : `${expr.ops[i - 1]?.op} `) + sketch(each)).join(" ")})`;
    case "ternary":
      return `(if ${sketch(expr.condition)} ${sketch(expr.then)} ${sketch(expr.otherwise)})`;
    case "walrus":
      return `(:= ${sketch(expr.target)} ${sketch(expr.value)})`;
    case "call":
      return `(call ${sketch(expr.callee)}${args(expr.args)})`;
    case "subscript":
      return `(at ${sketch(expr.base)}${args(expr.args)})`;
    case "slice":
      return `(slice ${[expr.start, expr.end, expr.step].map((each) => (each === undefined ? "-" : sketch(each))).join(" ")})`;
    case "attribute":
      return `${sketch(expr.base)}.${expr.name.text}`;
    case "implicit_member":
      return `.${expr.name.text}`;
    case "transfer":
      return `(move ${sketch(expr.operand)})`;
    case "lambda":
      return `(lambda ${sketchSignature(expr.signature)}: ${sketch(expr.body)})`;
    case "fn_type":
      return `(def ${sketchSignature(expr.signature)})`;
    case "comptime":
      return `(comptime ${sketch(expr.operand)})`;
    case "type_of":
    case "origin_of":
    case "conforms_to":
      return `(${expr.kind}${list(expr.args)})`;
    case "await":
      return `(await ${sketch(expr.operand)})`;
    case "ref_type":
      return `(ref [${expr.origins.map(sketch).join(" ")}] ${sketch(expr.target)})`;
    case "range":
      return `(${expr.closed ? "..=" : ".."} ${sketch(expr.start)} ${sketch(expr.end)})`;
  }
}

function list(elements: readonly Expr[]): string {
  return elements.map((each) => ` ${sketch(each)}`).join("");
}

function args(all: readonly Arg[]): string {
  return all
    .map((arg) => ` ${arg.name === undefined ? "" : `${arg.name.text}=`}${arg.unpack}${sketch(arg.value)}`)
    .join("");
}

function clauses(all: Extract<Expr, { readonly kind: "comprehension" }>["clauses"]): string {
  return all
    .map((each) =>
      each.kind === "if"
        ? ` if ${sketch(each.condition)}`
        : ` for ${each.binding === "" ? "" : `${each.binding} `}${sketchPattern(each.pattern)} in ${sketch(each.iterable)}`,
    )
    .join("");
}

export function sketchPattern(pattern: Pattern): string {
  if (pattern.kind === "tuple") return `(${pattern.elements.map(sketchPattern).join(", ")})`;
  return pattern.kind === "discard" ? "_" : pattern.name;
}

export function sketchSignature(signature: Signature): string {
  const parts: string[] = [];
  const { params, captures } = signature;
  if (params !== undefined) {
    const inner = params.map((param) =>
      param.kind === "marker"
        ? param.marker
        : `${param.variadic}${param.name.text}: ${param.type === undefined ? "?" : sketch(param.type)}${param.defaultValue === undefined ? "" : ` = ${sketch(param.defaultValue)}`}`,
    );
    parts.push(`[${inner.join(", ")}]`);
  }
  const inner = signature.args.map((arg) => {
    if (arg.kind === "marker") return arg.marker;
    const convention =
      arg.convention === ""
        ? ""
        : `${arg.convention}${arg.origins === undefined ? "" : `[${arg.origins.map(sketch).join(" ")}]`} `;
    const type = arg.type === undefined ? "" : `: ${arg.packType ? "*" : ""}${sketch(arg.type)}`;
    return `${convention}${arg.variadic}${arg.name.text}${type}${arg.defaultValue === undefined ? "" : ` = ${sketch(arg.defaultValue)}`}`;
  });
  parts.push(`(${inner.join(", ")})`);
  if (signature.raises)
    parts.push(signature.raisesType === undefined ? "raises" : `raises ${sketch(signature.raisesType)}`);
  if (signature.thin) parts.push("thin");
  if (signature.capturing) parts.push("capturing");
  if (signature.abi !== undefined) parts.push(`abi(${signature.abi})`);
  if (captures !== undefined) {
    const each = captures.map((one) =>
      [one.convention, (one.name?.text ?? "") + (one.move ? "^" : "")].filter((x) => x !== "").join(" "),
    );
    parts.push(`{${each.join(", ")}}`);
  }
  if (signature.result !== undefined) parts.push(`-> ${sketch(signature.result)}`);
  for (const condition of signature.where) parts.push(`where ${sketch(condition)}`);
  return parts.join(" ");
}

export function sketchBlock(block: Block): string {
  return `{${block.stmts.map(sketchStmt).join("; ")}}`;
}

export function sketchStmt(stmt: Stmt): string {
  switch (stmt.kind) {
    case "pass":
    case "break":
    case "continue":
    case "error":
      return stmt.kind;
    case "return":
    case "raise":
      return stmt.value === undefined ? stmt.kind : `${stmt.kind} ${sketch(stmt.value)}`;
    case "assert":
    case "comptime_assert":
      return `${stmt.kind} ${sketch(stmt.condition)}${stmt.message === undefined ? "" : `, ${sketch(stmt.message)}`}`;
    case "expr":
      return sketch(stmt.value);
    case "var":
      return `${stmt.immutable ? "let" : stmt.binding} ${sketchPattern(stmt.pattern)}${stmt.type === undefined ? "" : `: ${sketch(stmt.type)}`}${stmt.value === undefined ? "" : ` = ${sketch(stmt.value)}`}`;
    case "assign": {
      const targets = stmt.targets.map((target) =>
        target.kind === "expr"
          ? sketch(target.target)
          : `${target.binding} ${sketchPattern(target.pattern)}${target.type === undefined ? "" : `: ${sketch(target.type)}`}`,
      );
      return `${targets.join(" = ")} = ${sketch(stmt.value)}`;
    }
    case "annotated":
      return `${sketch(stmt.target)}: ${sketch(stmt.type)}${stmt.value === undefined ? "" : ` = ${sketch(stmt.value)}`}`;
    case "augmented":
      return `${sketch(stmt.target)} ${stmt.op}= ${sketch(stmt.value)}`;
    case "if": {
      const branches = stmt.branches.map((branch) => `${sketch(branch.condition)} ${sketchBlock(branch.body)}`);
      return `${stmt.comptime ? "comptime " : ""}if ${branches.join(" elif ")}${orElse(stmt.orElse)}`;
    }
    case "while":
      return `while ${sketch(stmt.condition)} ${sketchBlock(stmt.body)}${orElse(stmt.orElse)}`;
    case "for":
      return `${stmt.flavour === "" ? "" : `${stmt.flavour} `}for ${stmt.binding === "" ? "" : `${stmt.binding} `}${sketchPattern(stmt.pattern)} in ${sketch(stmt.iterable)} ${sketchBlock(stmt.body)}${orElse(stmt.orElse)}`;
    case "try": {
      const { handler, finallyBody } = stmt;
      const except =
        handler === undefined
          ? ""
          : ` except${handler.name === undefined ? "" : ` ${handler.name.text}`} ${sketchBlock(handler.body)}`;
      return `try ${sketchBlock(stmt.body)}${except}${orElse(stmt.orElse)}${finallyBody === undefined ? "" : ` finally ${sketchBlock(finallyBody)}`}`;
    }
    case "with": {
      const items = stmt.items.map(
        (item) =>
          `${sketch(item.manager)}${item.discard ? " as _" : item.name === undefined ? "" : ` as ${item.name.text}`}`,
      );
      return `with ${items.join(", ")} ${sketchBlock(stmt.body)}`;
    }
    case "match": {
      const cases = stmt.cases.map(
        (each) =>
          `case ${each.pattern.kind}${each.guard === undefined ? "" : ` if ${sketch(each.guard)}`} ${sketchBlock(each.body)}`,
      );
      return `${stmt.comptime ? "comptime " : ""}match ${sketch(stmt.subject)} {${cases.join("; ")}}`;
    }
    case "comptime_decl":
      return `comptime ${stmt.decl.names.map((name) => name.text).join(", ")}${stmt.decl.value === undefined ? "" : ` = ${sketch(stmt.decl.value)}`}`;
    case "import":
      return stmt.decl.kind;
    case "def":
      return `def ${stmt.decl.name.text} ${sketchSignature(stmt.decl.signature)} ${sketchBlock(stmt.decl.body)}`;
    case "decl":
      return `decl ${stmt.decl.kind}`;
  }
}

function orElse(block: Block | undefined): string {
  return block === undefined ? "" : ` else ${sketchBlock(block)}`;
}
