/** Statements: the dispatcher, blocks, and the statements too small for a file of their own. */

import type * as ast from "../syntax/ast.ts";
import { caretOf } from "../syntax/caret.ts";
import { isPlace, type TypedBlock, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { checkNestedDef, flushLambdas } from "./closures.ts";
import { addDecl, node, report, warn } from "./context.ts";
import { aliasInfoOf } from "./declare.ts";
import { checkExpr, toTyped } from "./expr.ts";
import type { FnCx } from "./fn.ts";
import { messages } from "./messages.ts";
import { bindImport, findModule, resolveEntity } from "./modules.ts";
import { show } from "./names.ts";
import { declareName, inScope, poison } from "./scope.ts";
import { noneType } from "./signature.ts";
import { checkAnnotated, checkAssign } from "./stmt-assign.ts";
import { checkAugmented } from "./stmt-augmented.ts";
import { checkFor, declaredBy } from "./stmt-for.ts";
import { checkAssert, checkComptimeAssert, checkIf, checkWhile } from "./stmt-if.ts";
import { checkMatch } from "./stmt-match.ts";
import { checkReturn } from "./stmt-return.ts";
import { checkRaise, checkTry } from "./stmt-try.ts";
import { checkVar } from "./stmt-var.ts";
import { checkWith } from "./stmt-with.ts";

/** A block with a scope of its own. */
export function checkBlock(fx: FnCx, block: ast.Block): TypedBlock {
  return inScope(fx, () => ({ span: block.span, stmts: checkStmts(fx, block.stmts) }));
}

/** Statements in the current scope. */
export function checkStmts(fx: FnCx, stmts: readonly ast.Stmt[]): readonly TypedStmt[] {
  const out: TypedStmt[] = [];
  for (const stmt of stmts) {
    checkStmt(fx, stmt, out);
    flushLambdas(fx);
  }
  return out;
}

function checkStmt(fx: FnCx, stmt: ast.Stmt, out: TypedStmt[]): void {
  switch (stmt.kind) {
    case "pass":
      return;
    case "expr":
      checkExprStmt(fx, stmt, out);
      return;
    case "var":
      checkVar(fx, stmt, out);
      return;
    case "assign":
      checkAssign(fx, stmt, out);
      return;
    case "annotated":
      checkAnnotated(fx, stmt, out);
      return;
    case "augmented":
      checkAugmented(fx, stmt, out);
      return;
    case "if":
      checkIf(fx, stmt, out);
      return;
    case "while":
      checkWhile(fx, stmt, out);
      return;
    case "for":
      checkFor(fx, stmt, out);
      return;
    case "try":
      checkTry(fx, stmt, out);
      return;
    case "raise":
      checkRaise(fx, stmt, out);
      return;
    case "return":
      checkReturn(fx, stmt, out);
      return;
    case "with":
      checkWith(fx, stmt, out);
      return;
    case "match":
      checkMatch(fx, stmt, out);
      return;
    case "assert":
      checkAssert(fx, stmt, out);
      return;
    case "comptime_assert":
      checkComptimeAssert(fx, stmt, out);
      return;
    case "comptime_decl":
      checkComptimeDecl(fx, stmt.decl);
      return;
    case "break":
    case "continue":
      checkLeave(fx, stmt, out);
      return;
    case "import":
      checkImport(fx, stmt.decl);
      return;
    case "def":
      checkNestedDef(fx, stmt.decl, out);
      return;
    case "decl":
      checkMisplaced(fx, stmt);
      return;
    case "error":
      fx.hasErrors = true;
      return;
  }
}

/** An expression for its effect. A value that is dropped without saying so is worth a warning (4.3). */
function checkExprStmt(fx: FnCx, stmt: ast.StmtOf<"expr">, out: TypedStmt[]): void {
  if (stmt.value.kind === "ellipsis") return;
  const val = checkExpr(fx, stmt.value, undefined);
  const value = val.kind === "error" ? undefined : toTyped(fx, val, stmt.value.span);
  if (value === undefined || value.kind === "error") {
    fx.hasErrors = true;
    out.push({ kind: "error", span: stmt.span });
    return;
  }
  const { cx } = fx;
  if (value.type !== noneType(cx) && value.type !== cx.store.never && !isSilent(fx, value)) {
    const start = { file: fx.file, span: { start: stmt.span.start, end: stmt.span.start } };
    warn(cx, { file: fx.file, span: caretOf(stmt.value) }, messages.unusedValue(show(cx, value.type)), {
      ranges: [{ file: fx.file, span: stmt.value.span }],
      fixes: [{ title: "discard the value", at: start, replacement: "_ = ", safe: true }],
    });
  }
  if (isPlace(value)) out.push({ kind: "use", span: stmt.span, place: value });
  else out.push({ kind: "expr", span: stmt.span, value });
}

/** Results of desugared calls that have no value of interest: references to nothing and the like. */
function isSilent(fx: FnCx, value: TypedExpr): boolean {
  const t = fx.cx.store.get(value.type);
  return t.kind === "error" || (value.kind === "const" && t.kind === "trait");
}

/** The innermost loop is always the one that is left; desugarings add none. */
function checkLeave(fx: FnCx, stmt: ast.StmtOf<"break"> | ast.StmtOf<"continue">, out: TypedStmt[]): void {
  const at = { file: fx.file, span: stmt.span };
  const innermost = fx.loops[fx.loops.length - 1];
  if (innermost === undefined) {
    report(fx.cx, at, messages.plain("outside-loop", `'${stmt.kind}' is not inside a loop`));
    fx.hasErrors = true;
    return;
  }
  if (innermost.kind === "parallel" && stmt.kind === "break") {
    report(fx.cx, at, messages.plain("jump-out-of-parallel", "'break' cannot leave a 'parallel for'"));
    fx.hasErrors = true;
    return;
  }
  out.push({ kind: stmt.kind, span: stmt.span, depth: 0 });
}

/** `comptime` in a body: evaluated symbolically right here, where its scope ends; its names are of the block. */
function checkComptimeDecl(fx: FnCx, decl: ast.ComptimeDecl): void {
  const cx = fx.cx;
  for (const name of decl.names) {
    const id = addDecl(cx, {
      ...declaredBy(fx),
      kind: "alias",
      name: name.text,
      span: decl.span,
      nameSpan: name.span,
      ast: decl,
      scope: fx.scope,
    });
    node(cx, id).enclosing = fx;
    const info = aliasInfoOf(cx, id);
    if (info.value === cx.store.error) poison(fx, name);
    else declareName(fx, name, { kind: "decls", decls: [id] }, decl.names.length === 1 ? decl.span : name.span);
  }
}

/** An import is of the block; its names are looked up at once, so that a missing one is reported. */
function checkImport(fx: FnCx, decl: ast.ImportDecl): void {
  const { scope } = fx;
  bindImport(fx.cx, scope, decl, moduleOf(fx), fx.file);
  if (decl.kind !== "from") return;
  for (const item of decl.names ?? []) {
    const entity = scope.names.get((item.alias ?? item.name).text);
    if (entity !== undefined) resolveEntity(fx.cx, entity);
  }
}

function moduleOf(fx: FnCx): Parameters<typeof bindImport>[3] {
  const module = findModule(fx.cx, node(fx.cx, fx.decl).header.module.split("."));
  return module !== undefined && "scope" in module ? module : undefined;
}

/** A struct or trait in a body; the parser has said so. */
function checkMisplaced(fx: FnCx, stmt: ast.StmtOf<"decl">): void {
  fx.hasErrors = true;
  const { decl } = stmt;
  if (decl.kind === "struct" || decl.kind === "trait") poison(fx, decl.name);
}
