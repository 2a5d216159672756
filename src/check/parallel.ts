/**
 * `parallel for` (20 §5), turned into ordinary statements so that no later phase knows of it:
 *
 *   var from, count = bounds of the range          (or `ref seq = list`, `count = len(seq)`)
 *   def chunk(low: Int, high: Int) {ref}:
 *       for i in from + low .. from + high: BODY   (or `ref x = seq[k]` for k in low .. high)
 *   parallel_for(count, chunk)
 *
 * With reductions the chunk has variables of its own under the names of the outer ones, and returns them; the library combines
 * what the chunks return. The names made here hold characters that no name of a program can have. What the body may do to
 * variables outside is decided in `races.ts`.
 */

import type { DeclId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { type Entity, node, report, speculate } from "./context.ts";
import { hasDecorator } from "./decorators.ts";
import { checkValue } from "./expr.ts";
import type { FnCx } from "./fn.ts";
import { escapesRaise } from "./inferred.ts";
import { hasMethod } from "./make.ts";
import { messages } from "./messages.ts";
import { langRole, lookup } from "./modules.ts";
import { show } from "./names.ts";
import { indexedLists } from "./parallel-views.ts";
import { checkRaces, type ParallelLoop } from "./races.ts";
import { combineOperator, findReductions, type Reduction } from "./reductions.ts";
import { inScope } from "./scope.ts";

import { checkStmts } from "./stmt.ts";

const FROM = "_<from>";
const COUNT = "_<count>";
const SEQUENCE = "_<sequence>";
const CHUNK = "_<chunk>";
const COMBINE = "_<combine>";
const TOTAL = "_<total>";
const LOW = "_<low>";
const HIGH = "_<high>";
const AT = "_<at>";

type ParallelFor = ast.StmtOf<"for">;

export function checkParallelFor(fx: FnCx, stmt: ParallelFor, out: TypedStmt[]): void {
  if (!checkLeaving(fx, stmt)) return;
  if (stmt.orElse !== undefined) {
    report(
      fx.cx,
      { file: fx.file, span: stmt.orElse.span },
      messages.plain("else-of-parallel", "a 'parallel for' has no 'else'"),
    );
    fx.hasErrors = true;
    return;
  }
  const stmts = inScope(fx, () => desugared(fx, stmt));
  out.push({ kind: "block", span: stmt.span, body: { span: stmt.span, stmts } });
}

function desugared(fx: FnCx, stmt: ParallelFor): readonly TypedStmt[] {
  const { cx } = fx;
  const out: TypedStmt[] = [];
  for (const role of [
    "parallel_for",
    "parallel_for_raising",
    "parallel_reduce",
    "parallel_reduce_raising",
    "int",
    "tuple",
    "span",
  ]) {
    bindRole(fx, role);
  }
  const add = (...made: readonly ast.Stmt[]): boolean => {
    const before = cx.sink.length;
    out.push(...checkStmts(fx, made));
    return !cx.sink.slice(before).some((d) => d.severity === "error");
  };
  const domain = domainOf(fx, stmt);
  if (domain === undefined || !add(...domain.setup)) return out;
  const loop = domain.loop(fx);
  if (loop === undefined) return out;
  const reductions = findReductions(fx, stmt);
  if (!add(...reductions.map((r) => initial(r, stmt.span)))) return out;
  const raises = fx.raise.kind !== "none";
  const views = indexedLists(fx, stmt).map((v) => view(v.name, v.isSpan, stmt.span));
  const made = chunkDef(stmt, loop, reductions, views, raises);
  if (!add({ kind: "def", span: stmt.span, decl: made })) return out;
  const decl = declOf(fx, CHUNK);
  if (decl === undefined) return out;
  const raising = raises && settleRaises(fx, decl);
  add(...callChunk(stmt, reductions, raising));
  const parallel: ParallelLoop = { fx, decl, stmt, injective: loop.injective };
  checkRaces(cx, parallel);
  return out;
}

/** Makes a language role available under a name of our own. */
function bindRole(fx: FnCx, role: string): void {
  const decl = langRole(fx.cx, role);
  if (decl !== undefined) fx.scope.names.set(`_<${role}>`, { kind: "decls", decls: [decl] });
}

/** The nested function that a name of ours was declared as. */
function declOf(fx: FnCx, name: string): DeclId | undefined {
  const entity: Entity | undefined = fx.scope.names.get(name);
  if (entity?.kind === "decls") return entity.decls[0];
  if (entity?.kind !== "local") return undefined;
  const type = fx.locals[entity.local]?.type;
  const term = type === undefined ? undefined : fx.cx.store.get(type);
  return term?.kind === "closure" ? term.decl : undefined;
}

/** The chunk was checked as if it may raise; one that never does becomes a function that cannot. */
function settleRaises(fx: FnCx, decl: DeclId): boolean {
  const n = node(fx.cx, decl);
  if (n.body === undefined || n.body === "computing" || typeof n.signature !== "object") return true;
  if (escapesRaise(n.body.body)) return true;
  n.signature = { ...n.signature, raises: undefined };
  n.body = { ...n.body, error: undefined };
  return false;
}

// ---------------------------------------------------------------- what is iterated

interface Domain {
  readonly setup: readonly ast.Stmt[];
  /** Asked for after the setup has been checked; undefined after a report. */
  loop(fx: FnCx): Loop | undefined;
}

interface Loop {
  readonly pattern: ast.Pattern;
  readonly iterable: ast.Expr;
  readonly bind: readonly ast.Stmt[];
  /** The name whose value is different in each iteration: the loop's variable, or our own counter. */
  readonly injective: readonly string[];
}

function domainOf(fx: FnCx, stmt: ParallelFor): Domain | undefined {
  const iterable = bare(stmt.iterable);
  const bounds = rangeBounds(fx, iterable);
  if (bounds !== undefined && stmt.pattern.kind !== "tuple" && stmt.binding !== "ref") return rangeDomain(stmt, bounds);
  return sequenceDomain(fx, stmt, iterable);
}

interface Bounds {
  readonly start: ast.Expr;
  readonly end: ast.Expr;
  readonly closed: boolean;
}

/** `a..b`, `a..=b`, and calls of the library's `range` with one or two arguments. */
function rangeBounds(fx: FnCx, iterable: ast.Expr): Bounds | undefined {
  if (iterable.kind === "range") return { start: iterable.start, end: iterable.end, closed: iterable.closed };
  if (iterable.kind !== "call" || iterable.callee.kind !== "name") return undefined;
  if (iterable.args.some((a) => a.name !== undefined || a.unpack !== "")) return undefined;
  const called = lookup(fx.cx, fx.scope, iterable.callee.name)?.entity;
  const range = langRole(fx.cx, "range_function");
  if (called?.kind !== "decls" || range === undefined || !called.decls.includes(range)) return undefined;
  const [first, second] = iterable.args;
  if (first === undefined || iterable.args.length > 2) return undefined;
  const { value } = speculate(fx.cx, () =>
    iterable.args.every((a) => isPlainInt(fx, checkValue(fx, a.value, undefined))),
  );
  if (!value) return undefined;
  if (second !== undefined) return { start: first.value, end: second.value, closed: false };
  return { start: int(0n, iterable.span), end: first.value, closed: false };
}

function isPlainInt(fx: FnCx, value: TypedExpr): boolean {
  const t = fx.cx.store.get(value.type);
  if (t.kind !== "struct") return false;
  const int = langRole(fx.cx, "int_literal");
  return t.decl === int || show(fx.cx, value.type) === "Int";
}

function rangeDomain(stmt: ParallelFor, bounds: Bounds): Domain {
  const { span } = stmt.iterable;
  const length = binary("-", bounds.end, name(FROM, span), span);
  const setup = [
    constant(FROM, bounds.start, name("_<int>", span), span),
    constant(COUNT, bounds.closed ? binary("+", length, int(1n, span), span) : length, name("_<int>", span), span),
  ];
  const from = (end: string): ast.Expr => binary("+", name(FROM, span), name(end, span), span);
  const iterable: ast.Expr = { kind: "range", span, at: span, start: from(LOW), end: from(HIGH), closed: false };
  const injective = stmt.pattern.kind === "name" ? [stmt.pattern.name] : [];
  return { setup, loop: () => ({ pattern: stmt.pattern, iterable, bind: [], injective }) };
}

/** Anything with a length and an index: lists, spans, ranges in variables or with a step. */
function sequenceDomain(fx: FnCx, stmt: ParallelFor, iterable: ast.Expr): Domain | undefined {
  const { cx } = fx;
  const { span } = iterable;
  const { value } = speculate(cx, () => checkValue(fx, iterable, undefined));
  if (value.kind === "error") {
    checkValue(fx, iterable, undefined);
    return undefined;
  }
  if (!hasMethod(fx, value.type, "__len__") || !hasMethod(fx, value.type, "__getitem__")) {
    report(
      cx,
      { file: fx.file, span },
      messages.plain(
        "parallel-over",
        `a 'parallel for' needs a range, a list or a span, not a value of type '${show(cx, value.type)}'`,
      ),
    );
    fx.hasErrors = true;
    return undefined;
  }
  const length: ast.Expr = {
    kind: "call",
    span,
    at: span,
    callee: attribute(name(SEQUENCE, span), "__len__", span),
    args: [],
  };
  const setup = [
    isPlace(value) ? reference(SEQUENCE, iterable, false, span) : constant(SEQUENCE, iterable, undefined, span),
    constant(COUNT, length, name("_<int>", span), span),
  ];
  const at: ast.Expr = subscript(name(SEQUENCE, span), name(AT, span), span);
  const loop = (inner: FnCx): Loop | undefined => {
    const probe = subscript(name(SEQUENCE, span), int(0n, span), span);
    const element = speculate(inner.cx, () => checkValue(inner, probe, undefined)).value;
    const byReference = isPlace(element);
    if (stmt.binding === "ref" && !byReference) {
      report(
        inner.cx,
        { file: inner.file, span },
        messages.plain("parallel-ref", "the elements here have no place that 'ref' could bind"),
      );
      inner.hasErrors = true;
      return undefined;
    }
    const bind = bindElement(stmt, at, byReference, span);
    const isRange = isRangeType(inner, value);
    const counted: ast.Expr = {
      kind: "range",
      span,
      at: span,
      start: name(LOW, span),
      end: name(HIGH, span),
      closed: false,
    };
    const injective = isRange && stmt.pattern.kind === "name" ? [AT, stmt.pattern.name] : [AT];
    return { pattern: { kind: "name", span, name: AT }, iterable: counted, bind, injective };
  };
  return { setup, loop };
}

function bindElement(stmt: ParallelFor, at: ast.Expr, byReference: boolean, span: Span): readonly ast.Stmt[] {
  const { pattern, binding } = stmt;
  if (pattern.kind === "discard") return [];
  const isReference = byReference && binding !== "var";
  return [
    {
      kind: "var",
      span,
      binding: isReference ? "ref" : "var",
      immutable: binding === "",
      pattern,
      type: undefined,
      value: at,
    },
  ];
}

/** The library's ranges give a different number for each index. */
function isRangeType(fx: FnCx, value: TypedExpr): boolean {
  const t = fx.cx.store.get(value.type);
  return t.kind === "struct" && hasDecorator(node(fx.cx, t.decl), "__parallel_range");
}

// ---------------------------------------------------------------- the functions

function initialName(r: Reduction): string {
  return `_<initial ${r.name}>`;
}

/** The type of a partial result. */
function typeOf(r: Reduction, span: Span): ast.Expr {
  return { kind: "type_of", span, args: [name(initialName(r), span)] };
}

function initial(r: Reduction, span: Span): ast.Stmt {
  return constant(initialName(r), name(r.name, span), undefined, span);
}

/** What each chunk starts with: the unit of the operation, or the outer value where taking it twice changes nothing. */
function unit(r: Reduction, span: Span): ast.Expr {
  switch (r.op) {
    case "+":
      return int(0n, span);
    case "*":
      return int(1n, span);
    case "^":
      return r.isBool ? { kind: "bool", span, value: false } : int(0n, span);
    default:
      return name(initialName(r), span);
  }
}

function resultType(reductions: readonly Reduction[], span: Span): ast.Expr {
  const types = reductions.map((r) => typeOf(r, span));
  const [only] = types;
  if (types.length === 1 && only !== undefined) return only;
  return { kind: "subscript", span, at: span, base: name("_<tuple>", span), args: types.map((t) => argument(t)) };
}

/** `var xs = Span(xs)`. */
function view(text: string, isSpan: boolean, span: Span): ast.Stmt {
  const outer = name(text, span);
  const value: ast.Expr = isSpan
    ? outer
    : { kind: "call", span, at: span, callee: name("_<span>", span), args: [argument(outer)] };
  return {
    kind: "var",
    span,
    binding: "var",
    immutable: false,
    pattern: { kind: "name", span, name: text },
    type: undefined,
    value,
  };
}

function chunkDef(
  stmt: ParallelFor,
  loop: Loop,
  reductions: readonly Reduction[],
  views: readonly ast.Stmt[],
  raises: boolean,
): ast.DefDecl {
  const { span } = stmt;
  const own = reductions.map(
    (r): ast.Stmt => ({
      kind: "var",
      span,
      binding: "var",
      immutable: false,
      pattern: { kind: "name", span: r.span, name: r.name },
      type: typeOf(r, span),
      value: unit(r, span),
    }),
  );
  const body: ast.Block = { ...stmt.body, stmts: [...loop.bind, ...stmt.body.stmts] };
  const inner: ast.Stmt = {
    kind: "for",
    span,
    flavour: "",
    binding: loop.bind.length === 0 ? stmt.binding : "",
    pattern: loop.pattern,
    iterable: loop.iterable,
    body,
    orElse: undefined,
  };
  const stmts: ast.Stmt[] = [...views, ...own, inner];
  if (reductions.length > 0) {
    const parts = reductions.map((r) => name(r.name, span));
    stmts.push({ kind: "return", span, value: oneOrTuple(parts, span) });
  }
  const integer = name("_<int>", span);
  const captures: readonly ast.Capture[] = [{ span, convention: "ref", name: undefined, move: false }];
  return def(
    CHUNK,
    [LOW, HIGH],
    integer,
    reductions.length > 0 ? resultType(reductions, span) : undefined,
    stmts,
    raises,
    captures,
    span,
  );
}

/** `def combine(a: T, b: T) -> T: return a op b`. */
function combineDef(reductions: readonly Reduction[], span: Span): ast.DefDecl {
  const type = resultType(reductions, span);
  const single = reductions.length === 1;
  const parts = reductions.map((r, i) => {
    const part = (side: string): ast.Expr =>
      single ? name(side, span) : subscript(name(side, span), int(BigInt(i), span), span);
    return combined(r, part(LOW), part(HIGH), span);
  });
  const stmts: ast.Stmt[] = [{ kind: "return", span, value: oneOrTuple(parts, span) }];
  return def(COMBINE, [LOW, HIGH], type, type, stmts, false, undefined, span);
}

function combined(r: Reduction, left: ast.Expr, right: ast.Expr, span: Span): ast.Expr {
  if (r.callee === undefined) return binary(combineOperator(r.op), left, right, span);
  return { kind: "call", span, at: span, callee: r.callee, args: [argument(left), argument(right)] };
}

function oneOrTuple(parts: readonly ast.Expr[], span: Span): ast.Expr {
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? only
    : { kind: "tuple", span, elements: parts, parenthesized: true };
}

/** The call that runs the chunks, and what becomes of their results. */
function callChunk(stmt: ParallelFor, reductions: readonly Reduction[], raising: boolean): readonly ast.Stmt[] {
  const { span } = stmt;
  const suffix = raising ? "_raising" : "";
  const call = (callee: ast.Expr, args: readonly string[]): ast.Expr => ({
    kind: "call",
    span,
    at: span,
    callee,
    args: args.map((a) => argument(name(a, span))),
  });
  if (reductions.length === 0) {
    return [{ kind: "expr", span, value: call(name(`_<parallel_for${suffix}>`, span), [COUNT, CHUNK]) }];
  }
  const reduce: ast.Expr = {
    kind: "subscript",
    span,
    at: span,
    base: name(`_<parallel_reduce${suffix}>`, span),
    args: [argument(resultType(reductions, span))],
  };
  const single = reductions.length === 1;
  const taken = reductions.map((r, i): ast.Stmt => {
    const part = single ? name(TOTAL, span) : subscript(name(TOTAL, span), int(BigInt(i), span), span);
    const startsWithOuter = r.op === "&" || r.op === "|" || r.callee !== undefined;
    const value = startsWithOuter ? part : combined(r, name(r.name, span), part, span);
    return { kind: "assign", span, at: span, targets: [{ kind: "expr", span, target: name(r.name, span) }], value };
  });
  const some: ast.Expr = {
    kind: "compare",
    span,
    operands: [name(COUNT, span), int(0n, span)],
    ops: [{ op: ">", span }],
  };
  const body: ast.Block = {
    span,
    at: span,
    braces: false,
    stmts: [constant(TOTAL, call(reduce, [COUNT, CHUNK, COMBINE]), undefined, span), ...taken],
  };
  return [
    { kind: "def", span, decl: combineDef(reductions, span) },
    { kind: "if", span, comptime: false, branches: [{ span, condition: some, body }], orElse: undefined },
  ];
}

// ---------------------------------------------------------------- leaving the body

/** `break` and `return` may not leave the loop; false after a report. */
function checkLeaving(fx: FnCx, stmt: ParallelFor): boolean {
  let ok = true;
  const refuse = (span: Span, word: string): void => {
    report(
      fx.cx,
      { file: fx.file, span },
      messages.plain("jump-out-of-parallel", `'${word}' cannot leave a 'parallel for'`),
    );
    fx.hasErrors = true;
    ok = false;
  };
  const visit = (stmts: readonly ast.Stmt[], inLoop: boolean): void => {
    for (const s of stmts) {
      if (s.kind === "return") refuse(s.span, "return");
      else if (s.kind === "break" && !inLoop) refuse(s.span, "break");
      else if (s.kind === "for" && s.flavour === "parallel") continue;
      else {
        const loops = s.kind === "for" || s.kind === "while";
        for (const { stmts: inner, isBody } of blocksOf(s)) visit(inner, inLoop || (loops && isBody));
      }
    }
  };
  visit(stmt.body.stmts, false);
  return ok;
}

/** The blocks directly inside a statement; `isBody` tells a loop's body from its `else`. */
export function blocksOf(stmt: ast.Stmt): readonly { readonly stmts: readonly ast.Stmt[]; readonly isBody: boolean }[] {
  const body = (block: ast.Block): { readonly stmts: readonly ast.Stmt[]; readonly isBody: boolean } => ({
    stmts: block.stmts,
    isBody: true,
  });
  const other = (
    block: ast.Block | undefined,
  ): readonly { readonly stmts: readonly ast.Stmt[]; readonly isBody: boolean }[] =>
    block === undefined ? [] : [{ stmts: block.stmts, isBody: false }];
  switch (stmt.kind) {
    case "if":
      return [...stmt.branches.map((b) => body(b.body)), ...other(stmt.orElse)];
    case "while":
    case "for":
      return [body(stmt.body), ...other(stmt.orElse)];
    case "try":
      return [body(stmt.body), ...other(stmt.handler?.body), ...other(stmt.orElse), ...other(stmt.finallyBody)];
    case "with":
      return [body(stmt.body)];
    case "match":
      return stmt.cases.map((c) => body(c.body));
    default:
      return [];
  }
}

// ---------------------------------------------------------------- syntax made here

export function bare(expr: ast.Expr): ast.Expr {
  let e = expr;
  while (e.kind === "paren") e = e.inner;
  return e;
}

function name(text: string, span: Span): ast.Expr {
  return { kind: "name", span, name: text };
}

function int(value: bigint, span: Span): ast.Expr {
  return { kind: "int", span, value };
}

function binary(op: ast.BinaryOp, left: ast.Expr, right: ast.Expr, span: Span): ast.Expr {
  return { kind: "binary", span, at: span, op, left, right };
}

function argument(value: ast.Expr): ast.Arg {
  return { span: value.span, name: undefined, unpack: "", value };
}

function subscript(base: ast.Expr, index: ast.Expr, span: Span): ast.Expr {
  return { kind: "subscript", span, at: span, base, args: [argument(index)] };
}

function attribute(base: ast.Expr, text: string, span: Span): ast.Expr {
  return { kind: "attribute", span, at: span, base, name: { text, span } };
}

function constant(text: string, value: ast.Expr, type: ast.Expr | undefined, span: Span): ast.Stmt {
  return {
    kind: "var",
    span,
    binding: "var",
    immutable: true,
    pattern: { kind: "name", span, name: text },
    type,
    value,
  };
}

function reference(text: string, value: ast.Expr, immutable: boolean, span: Span): ast.Stmt {
  return {
    kind: "var",
    span,
    binding: "ref",
    immutable,
    pattern: { kind: "name", span, name: text },
    type: undefined,
    value,
  };
}

function def(
  text: string,
  args: readonly string[],
  argType: ast.Expr,
  result: ast.Expr | undefined,
  stmts: readonly ast.Stmt[],
  raises: boolean,
  captures: readonly ast.Capture[] | undefined,
  span: Span,
): ast.DefDecl {
  return {
    kind: "def",
    span,
    name: { text, span },
    decorators: [],
    signature: {
      span,
      isAsync: false,
      params: undefined,
      args: args.map((arg) => ({
        kind: "arg",
        span,
        name: { text: arg, span },
        convention: "",
        origins: undefined,
        variadic: "",
        packType: false,
        type: argType,
        defaultValue: undefined,
      })),
      argsEnd: undefined,
      raises,
      raisesType: undefined,
      raisesSpan: undefined,
      thin: false,
      capturing: false,
      abi: undefined,
      captures,
      result,
      where: [],
    },
    isRequirement: false,
    body: { span, at: span, braces: false, stmts },
    docstring: undefined,
  };
}
