/**
 * What can be said of a script's globals from its text alone: which top-level variables functions of the file share, which of
 * these a function may meet before they are set, and which it certainly does.
 */

import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { walkAst } from "./walk-ast.ts";

export interface GlobalFact {
  readonly mutable: boolean;
  readonly checked: boolean;
}

/** A call, in a statement that always runs, of a function that reads a global which no statement has set yet. */
export interface EarlyRead {
  readonly name: string;
  readonly reader: string;
  readonly call: Span;
}

export interface ScriptFacts {
  readonly globals: ReadonlyMap<string, GlobalFact>;
  readonly early: readonly EarlyRead[];
}

/** What a declaration of the file does with names that are not its own. */
interface Mentions {
  readonly names: ReadonlySet<string>;
  /** Those mentioned by statements that run whenever the function does. */
  readonly always: ReadonlySet<string>;
}

export function scriptFacts(module: ast.ModuleAst): ScriptFacts {
  const decls = new Map<string, Mentions[]>();
  const stmts: ast.Stmt[] = [];
  for (const item of module.items) {
    if (item.kind === "stmt") stmts.push(item.stmt);
    else if (item.decl.kind === "def" || item.decl.kind === "struct" || item.decl.kind === "trait") {
      const known = decls.get(item.decl.name.text) ?? [];
      decls.set(item.decl.name.text, [...known, mentionsOf(item.decl)]);
    } else if (item.decl.kind === "extension") {
      const known = decls.get(item.decl.target.text) ?? [];
      decls.set(item.decl.target.text, [...known, mentionsOf(item.decl)]);
    }
  }
  const shared = new Set([...decls.values()].flat().flatMap((m) => [...m.names]));
  const declared = new Map<string, boolean>();
  for (const s of stmts)
    for (const [name, mutable] of assignedNames(s, true)) if (!declared.has(name)) declared.set(name, mutable);
  const names = [...declared.keys()].filter((name) => shared.has(name) && !decls.has(name));
  const { checked, early } = order(stmts, decls, new Set(names));
  const globals = new Map(
    names.map((name) => [name, { mutable: declared.get(name) ?? true, checked: checked.has(name) }]),
  );
  return { globals, early };
}

/** Names that a declaration mentions without binding them itself. */
function mentionsOf(decl: ast.DefDecl | ast.StructDecl | ast.TraitDecl | ast.ExtensionDecl): Mentions {
  if (decl.kind === "def") return functionMentions(decl);
  const names = new Set<string>();
  for (const member of decl.members) {
    if (member.kind === "def") for (const name of functionMentions(member).names) names.add(name);
    else walkAst(member, { name: (e) => names.add(e.name) });
  }
  return { names, always: new Set() };
}

function functionMentions(decl: ast.DefDecl): Mentions {
  const own = new Set<string>();
  const names = new Set<string>();
  walkAst(decl.body.stmts, {
    declare: (name) => own.add(name),
    name: (e) => names.add(e.name),
    enter: (n) => {
      if (n.kind === "assign") for (const [name] of targetNames(n)) own.add(name);
      if (n.kind === "annotated" && n.target.kind === "name") own.add(n.target.name);
      if (n.kind === "lambda") for (const a of n.signature.args) if (a.kind === "arg") own.add(a.name.text);
      if (n.kind === "def" && "decl" in n)
        for (const a of n.decl.signature.args) if (a.kind === "arg") own.add(a.name.text);
      return true;
    },
  });
  walkAst(decl.signature, { name: (e) => names.add(e.name) });
  for (const a of decl.signature.args) if (a.kind === "arg") own.add(a.name.text);
  for (const p of decl.signature.params ?? []) if (p.kind === "param") own.add(p.name.text);
  for (const name of own) names.delete(name);
  const always = new Set<string>();
  for (const s of decl.body.stmts) {
    if (s.kind === "return" || isPlain(s)) mentionedNames(s, always);
    if (s.kind === "return" || s.kind === "raise" || !isPlain(s)) break;
  }
  for (const name of own) always.delete(name);
  return { names, always };
}

/** Statements without blocks. */
function isPlain(s: ast.Stmt): boolean {
  return (
    s.kind === "expr" || s.kind === "var" || s.kind === "assign" || s.kind === "augmented" || s.kind === "annotated"
  );
}

function mentionedNames(node: unknown, into: Set<string>): void {
  walkAst(node, {
    name: (e) => into.add(e.name),
    // What stands behind a condition need not run.
    enter: (n) => n.kind !== "logical" && n.kind !== "ternary" && n.kind !== "lambda" && n.kind !== "comprehension",
  });
}

/** The names that a top-level statement declares for the whole file, and whether they may change. */
function assignedNames(stmt: ast.Stmt, isTop: boolean): readonly (readonly [string, boolean])[] {
  switch (stmt.kind) {
    case "var":
      return isTop && stmt.binding === "var"
        ? patternNames(stmt.pattern).map((name) => [name, !stmt.immutable] as const)
        : [];
    case "assign":
      return targetNames(stmt);
    case "annotated":
      return stmt.target.kind === "name" ? [[stmt.target.name, true]] : [];
    default:
      return innerBlocks(stmt).flatMap((block) => block.flatMap((s) => assignedNames(s, false)));
  }
}

function innerBlocks(stmt: ast.Stmt): readonly (readonly ast.Stmt[])[] {
  const blocks: (readonly ast.Stmt[])[] = [];
  if (stmt.kind === "for" && stmt.flavour === "parallel") return blocks;
  const add = (block: ast.Block | undefined): void => {
    if (block !== undefined) blocks.push(block.stmts);
  };
  switch (stmt.kind) {
    case "if":
      for (const b of stmt.branches) add(b.body);
      add(stmt.orElse);
      break;
    case "while":
    case "for":
      add(stmt.body);
      add(stmt.orElse);
      break;
    case "with":
      add(stmt.body);
      break;
    case "try":
      add(stmt.body);
      add(stmt.handler?.body);
      add(stmt.orElse);
      add(stmt.finallyBody);
      break;
    case "match":
      for (const c of stmt.cases) add(c.body);
      break;
    default:
      break;
  }
  return blocks;
}

function patternNames(pattern: ast.Pattern): readonly string[] {
  if (pattern.kind === "name") return [pattern.name];
  return pattern.kind === "tuple" ? pattern.elements.flatMap((e) => patternNames(e)) : [];
}

function targetNames(stmt: ast.StmtOf<"assign">): readonly (readonly [string, boolean])[] {
  const ofExpr = (e: ast.Expr): readonly string[] => {
    if (e.kind === "name") return [e.name];
    if (e.kind === "paren") return ofExpr(e.inner);
    return e.kind === "tuple" ? e.elements.flatMap((x) => ofExpr(x)) : [];
  };
  return stmt.targets
    .flatMap((t) => (t.kind === "expr" ? ofExpr(t.target) : patternNames(t.pattern)))
    .map((name) => [name, true] as const);
}

/** Runs through the statements once: what is set, and which functions may be running by then. */
function order(
  stmts: readonly ast.Stmt[],
  decls: ReadonlyMap<string, readonly Mentions[]>,
  globals: ReadonlySet<string>,
): { readonly checked: ReadonlySet<string>; readonly early: readonly EarlyRead[] } {
  const checked = new Set<string>();
  const early: EarlyRead[] = [];
  const set = new Set<string>();
  const maybe = new Set<string>();
  // A function that was mentioned may be called by anything that comes later.
  const reachable = new Set<string>();
  for (const s of stmts) {
    walkAst(s, { name: (e) => reachFrom(e.name, decls, reachable) });
    for (const name of reachable) {
      for (const m of decls.get(name) ?? []) for (const g of m.names) if (globals.has(g) && !set.has(g)) checked.add(g);
    }
    if (isPlain(s)) early.push(...earlyReads(s, decls, globals, maybe));
    for (const [name] of assignedNames(s, true)) {
      maybe.add(name);
      if (isPlain(s)) set.add(name);
    }
  }
  return { checked, early };
}

function reachFrom(name: string, decls: ReadonlyMap<string, readonly Mentions[]>, into: Set<string>): void {
  if (into.has(name) || !decls.has(name)) return;
  into.add(name);
  for (const m of decls.get(name) ?? []) for (const next of m.names) reachFrom(next, decls, into);
}

function earlyReads(
  s: ast.Stmt,
  decls: ReadonlyMap<string, readonly Mentions[]>,
  globals: ReadonlySet<string>,
  maybe: ReadonlySet<string>,
): readonly EarlyRead[] {
  const found: EarlyRead[] = [];
  walkAst(s, {
    enter: (n) => {
      if (n.kind === "logical" || n.kind === "ternary" || n.kind === "lambda" || n.kind === "comprehension")
        return false;
      if (n.kind !== "call" || n.callee.kind !== "name") return true;
      const reader = n.callee.name;
      const [only, ...more] = decls.get(reader) ?? [];
      if (only === undefined || more.length > 0) return true;
      for (const g of only.always) if (globals.has(g) && !maybe.has(g)) found.push({ name: g, reader, call: n.span });
      return true;
    },
  });
  return found;
}
