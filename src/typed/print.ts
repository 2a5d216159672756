/**
 * The typed tree as text, for `ir --stage typed`. Expressions read like the language with everything implicit written out;
 * types stand where they cannot be seen. Printed with a list of pieces instead of recursion: sums may be 20,000 terms deep.
 */

import type { DeclId, TermId } from "../base/ids.ts";
import type { Callee, TypedArg, TypedBlock, TypedBody, TypedExpr, TypedStmt } from "./typed.ts";

/** How terms and declarations read. */
export interface TypedNames {
  term(id: TermId): string;
  decl(id: DeclId): string;
}

type Piece =
  | string
  | { readonly piece: "expr"; readonly expr: TypedExpr }
  | { readonly piece: "stmts"; readonly stmts: readonly TypedStmt[] }
  | { readonly piece: "indent"; readonly by: 1 | -1 }
  | { readonly piece: "line" };

const LINE: Piece = { piece: "line" };
const IN: Piece = { piece: "indent", by: 1 };
const OUT: Piece = { piece: "indent", by: -1 };

export function printTyped(body: TypedBody, names: TypedNames): string {
  const head = [`body ${names.decl(body.decl)}${body.hasErrors ? " (with errors)" : ""}\n`];
  for (const local of body.locals) {
    const flags = `${local.mutable ? " mutable" : ""}${local.quiet ? " quiet" : ""}`;
    const kind = local.kind === "arg" ? `arg ${local.convention}` : local.kind;
    head.push(`  %${local.id} ${kind}${flags} ${local.name === "" ? "_" : local.name}: ${names.term(local.type)}\n`);
  }
  const error = body.error === undefined ? "" : ` error %${body.error}`;
  head.push(`  args (${body.args.map((a) => `%${a}`).join(", ")}) result %${body.result}${error}`);
  return `${head.join("")}${render([IN, { piece: "stmts", stmts: body.body.stmts }], names)}\n`;
}

/** One expression on its own. */
export function printTypedExpr(expr: TypedExpr, names: TypedNames): string {
  return render([{ piece: "expr", expr }], names);
}

function render(pieces: readonly Piece[], names: TypedNames): string {
  const out: string[] = [];
  const stack: Piece[] = [...pieces].reverse();
  let depth = 0;
  const push = (next: readonly Piece[]): void => {
    for (let i = next.length - 1; i >= 0; i--) stack.push(next[i] as Piece);
  };
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    if (typeof piece === "string") out.push(piece);
    else if (piece.piece === "line") out.push(`\n${"  ".repeat(depth)}`);
    else if (piece.piece === "indent") depth += piece.by;
    else if (piece.piece === "expr") push(exprPieces(piece.expr, names));
    else push(piece.stmts.flatMap((s) => [LINE, ...stmtPieces(s, names)]));
  }
  return out.join("");
}

function of(expr: TypedExpr): Piece {
  return { piece: "expr", expr };
}
function block(body: TypedBlock): readonly Piece[] {
  if (body.stmts.length === 0) return [IN, LINE, "pass", OUT];
  return [IN, { piece: "stmts", stmts: body.stmts }, OUT];
}
function list(items: readonly (readonly Piece[])[]): readonly Piece[] {
  return items.flatMap((item, i) => (i === 0 ? item : [", ", ...item]));
}
function terms(ids: readonly TermId[], names: TypedNames): string {
  return ids.length === 0 ? "" : `[${ids.map((t) => names.term(t)).join(", ")}]`;
}

function exprPieces(expr: TypedExpr, names: TypedNames): readonly Piece[] {
  switch (expr.kind) {
    case "local":
      return [`%${expr.local}`];
    case "field":
      return [of(expr.base), `.${expr.index}`];
    case "deref":
      return [of(expr.reference), ".*"];
    case "temp":
      return [`(temp %${expr.local} = `, of(expr.value), ")"];
    case "capture":
      return [`capture.${expr.index}`];
    case "const":
      return [`const(${names.term(expr.value)}: ${names.term(expr.type)})`];
    case "call": {
      const raises = expr.raises === undefined ? "" : ` raises ${names.term(expr.raises)}`;
      const flag = expr.nestedOriginsReadOnly ? " nested_read_only" : "";
      const args = list(expr.args.map((a) => argPieces(a, names)));
      return [...calleePieces(expr.callee, names), "(", ...args, `)${raises}${flag}`];
    }
    case "intrinsic":
      return [`__op.${expr.op}${terms(expr.params, names)}(`, ...list(expr.args.map((a) => [of(a)])), ")"];
    case "copy":
      return ["copy(", of(expr.place), ")"];
    case "transfer":
      return [of(expr.place), "^"];
    case "ref":
      return [expr.mutable ? "ref_mut(" : "ref(", of(expr.place), ")"];
    case "construct":
      return [`${names.term(expr.type)}{`, ...list(expr.fields.map((f) => [of(f)])), "}"];
    case "if":
      return ["(", of(expr.then), " if ", of(expr.condition), " else ", of(expr.otherwise), ")"];
    case "block":
      return ["do:", IN, { piece: "stmts", stmts: expr.stmts }, LINE, "give ", of(expr.result), OUT];
    case "error":
      return ["<error>"];
  }
}

function calleePieces(callee: Callee, names: TypedNames): readonly Piece[] {
  switch (callee.kind) {
    case "function":
      return [`${names.decl(callee.decl)}${terms(callee.bindings, names)}`];
    case "witness":
      return [
        `(${names.term(callee.self)} as ${names.decl(callee.trait)}).${names.decl(callee.requirement)}${terms(callee.bindings, names)}`,
      ];
    case "closure":
      return [`closure ${names.term(callee.type)} as ${names.term(callee.signature)}${terms(callee.bindings, names)}`];
    case "pointer":
      return ["pointer ", of(callee.value), ` as ${names.term(callee.signature)}`];
  }
}

function argPieces(arg: TypedArg, names: TypedNames): readonly Piece[] {
  switch (arg.kind) {
    case "one":
      return [`${arg.convention}: `, of(arg.value)];
    case "forward":
      return [`${arg.convention}: *`, of(arg.value)];
    case "variadic":
      return [`${arg.convention}: *${names.term(arg.element)}(`, ...list(arg.values.map((v) => [of(v)])), ")"];
    case "pack":
      return [`${arg.convention}: *${names.term(arg.types)}(`, ...list(arg.values.map((v) => [of(v)])), ")"];
  }
}

function optional(word: string, body: TypedBlock | undefined): readonly Piece[] {
  return body === undefined ? [] : [LINE, word, ...block(body)];
}

function stmtPieces(stmt: TypedStmt, names: TypedNames): readonly Piece[] {
  switch (stmt.kind) {
    case "expr":
      return [of(stmt.value)];
    case "use":
      return ["use ", of(stmt.place)];
    case "declare":
      return stmt.value === undefined ? [`declare %${stmt.local}`] : [`declare %${stmt.local} = `, of(stmt.value)];
    case "assign":
      return [of(stmt.place), " = ", of(stmt.value)];
    case "if":
      return ["if ", of(stmt.condition), ":", ...block(stmt.then), ...optional("else:", stmt.otherwise)];
    case "comptime_if": {
      const head = `comptime if ${names.term(stmt.condition)}:`;
      return [head, ...block(stmt.then), ...optional("else:", stmt.otherwise)];
    }
    case "while": {
      const condition: readonly Piece[] =
        stmt.condition === undefined ? ["loop:"] : ["while ", of(stmt.condition), ":"];
      return [...condition, ...block(stmt.body), ...optional("else:", stmt.orElse)];
    }
    case "for": {
      const bind: TypedBlock = { span: stmt.span, stmts: [...stmt.bind, ...stmt.body.stmts] };
      return [`for %${stmt.element} = `, of(stmt.next), ":", ...block(bind), ...optional("else:", stmt.orElse)];
    }
    case "comptime_for":
      return [`comptime for ${names.decl(stmt.loop)} in ${names.term(stmt.iterable)}:`, ...block(stmt.body)];
    case "try": {
      const error = stmt.error === undefined ? "" : ` %${stmt.error}`;
      return [
        "try:",
        ...block(stmt.body),
        ...optional(`except${error}:`, stmt.handler),
        ...optional("else:", stmt.orElse),
        ...optional("finally:", stmt.finallyBody),
      ];
    }
    case "block":
      return ["block:", ...block(stmt.body)];
    case "return":
      return stmt.value === undefined ? ["return"] : ["return ", of(stmt.value)];
    case "raise":
      return ["raise ", of(stmt.value)];
    case "break":
    case "continue":
      return [stmt.depth === 0 ? stmt.kind : `${stmt.kind} ${stmt.depth}`];
    case "comptime_assert": {
      const message = stmt.message === undefined ? "" : `, ${names.term(stmt.message)}`;
      return [`comptime assert ${names.term(stmt.condition)}${message}`];
    }
    case "error":
      return ["<error>"];
  }
}
