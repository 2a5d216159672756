/** The context of one body (or one compile-time expression) being checked: locals, scopes, what may be raised, what is known. */

import type { DeclId, FileId, TermId, TypeId } from "../base/ids.ts";
import type { CaptureInfo } from "../decls/decl.ts";
import type { Span } from "../source/source.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type { TypedExpr, TypedLocal } from "../typed/typed.ts";
import type { Cx, Scope } from "./context.ts";
import { addDecl, makeScope, node } from "./context.ts";

/** Where an error goes that is raised here. */
export interface RaiseTarget {
  /** The error type: fixed for functions; for a try body set by the first raising call. */
  type: TypeId | undefined;
  readonly kind: "function" | "try" | "none";
  /** The local that holds the error inside a try. */
  readonly local: number | undefined;
  used: boolean;
}

/** What a nested function may take from outside, and what it has taken. */
export interface CaptureState {
  readonly rules: ReadonlyMap<string, { readonly convention: "imm" | "mut" | "var" | "ref"; readonly move: boolean }>;
  /** For names not listed; undefined: not allowed. */
  readonly fallback: { readonly convention: "imm" | "mut" | "var" | "ref"; readonly move: boolean } | undefined;
  readonly captures: CaptureInfo[];
  /** The value that initializes each capture, in the enclosing function. */
  readonly values: TypedExpr[];
  readonly byName: Map<string, number>;
  readonly implicit: boolean;
}

export interface FnCx {
  readonly cx: Cx;
  /** The function (or thunk) whose locals these are. */
  readonly decl: DeclId;
  /** Parent of declarations made here: the function, or a comptime loop inside it. */
  owner: DeclId;
  readonly file: FileId;
  readonly isLibrary: boolean;
  readonly locals: TypedLocal[];
  scope: Scope;
  /** Propositions known here (15.4.1). */
  facts: readonly TermId[];
  resultType: TypeId | undefined;
  resultLocal: number | undefined;
  raise: RaiseTarget;
  readonly mode: "runtime" | "comptime";
  /** Innermost last: what break and continue may leave. */
  loops: { readonly kind: "loop" | "comptime" | "parallel" }[];
  /** The function around a nested one, or the context around a compile-time expression. */
  readonly outer: FnCx | undefined;
  readonly captures: CaptureState | undefined;
  /** In a struct, trait or extension: what `Self` is. */
  readonly selfType: TypeId | undefined;
  /** The expected result type inside lambdas and untyped functions that infer it. */
  inferredResult:
    | {
        type: TypeId | undefined;
        /** A type that fits all returns seen, where `type` does not. */
        wanted: TypeId | undefined;
      }
    | undefined;
  hasErrors: boolean;
  /** Untyped (Python-shaped) function: first assignment declares, everything may raise. */
  readonly pythonic: boolean;
  /** What the comptime context is called in messages. */
  readonly comptimeUse: string;
}

export interface NewFn {
  readonly decl: DeclId;
  readonly scope: Scope;
  readonly mode: "runtime" | "comptime";
  readonly outer?: FnCx | undefined;
  readonly captures?: CaptureState | undefined;
  readonly selfType?: TypeId | undefined;
  readonly facts?: readonly TermId[];
  readonly pythonic?: boolean;
  readonly comptimeUse?: string;
}

export function makeFn(cx: Cx, n: NewFn): FnCx {
  const header = node(cx, n.decl).header;
  return {
    cx,
    decl: n.decl,
    owner: n.decl,
    file: header.file,
    isLibrary: header.isLibrary,
    locals: [],
    scope: makeScope("function", n.scope),
    facts: n.facts ?? n.outer?.facts ?? [],
    resultType: undefined,
    resultLocal: undefined,
    raise: { kind: "none", type: undefined, local: undefined, used: false },
    mode: n.mode,
    loops: [],
    outer: n.outer,
    captures: n.captures,
    selfType: n.selfType ?? n.outer?.selfType,
    inferredResult: undefined,
    hasErrors: false,
    pythonic: n.pythonic ?? n.outer?.pythonic ?? false,
    comptimeUse: n.comptimeUse ?? "comptime initializer",
  };
}

/** A context for a compile-time expression inside `fx`: it sees the same names but has locals of its own. */
export function comptimeFn(fx: FnCx, use?: string): FnCx {
  if (fx.mode === "comptime") return fx;
  const header = node(fx.cx, fx.decl).header;
  const decl = addDecl(fx.cx, {
    kind: "function",
    name: "<comptime>",
    module: header.module,
    parent: fx.owner,
    file: header.file,
    span: header.span,
    nameSpan: header.nameSpan,
    isLibrary: header.isLibrary,
    ast: { kind: "synthesized" },
    scope: fx.scope,
  });
  const n = node(fx.cx, decl);
  n.params = [];
  n.paramsComplete = true;
  return makeFn(fx.cx, {
    decl,
    scope: fx.scope,
    mode: "comptime",
    outer: fx,
    comptimeUse: use ?? "comptime initializer",
  });
}

export function addLocal(
  fx: FnCx,
  local: {
    readonly name: string;
    readonly type: TypeId;
    readonly kind: TypedLocal["kind"];
    readonly convention?: FnArgConvention;
    readonly mutable: boolean;
    readonly span: Span;
    readonly quiet?: boolean;
  },
): number {
  const id = fx.locals.length;
  fx.locals.push({
    id,
    name: local.name,
    type: local.type,
    kind: local.kind,
    convention: local.convention ?? "var",
    mutable: local.mutable,
    span: local.span,
    quiet: local.quiet ?? local.name.startsWith("_"),
  });
  return id;
}

/** A reference to a whole local: for `ref` locals the place it refers to. */
export function localExpr(fx: FnCx, local: number, span: Span): TypedExpr {
  const info = fx.locals[local];
  if (info === undefined) throw new RangeError(`no local ${local}`);
  const expr: TypedExpr = { kind: "local", span, type: info.type, local };
  const term = fx.cx.store.get(info.type);
  return term.kind === "ref" ? { kind: "deref", span, type: term.target, reference: expr } : expr;
}

const nextThunks = new WeakMap<FnCx, DeclId>();

/**
 * The function that the compile-time expression being checked becomes, should it have to be run: origins of the temporaries
 * of the expression name it.
 */
function nextThunk(fx: FnCx): DeclId {
  const known = nextThunks.get(fx);
  if (known !== undefined) return known;
  const { header } = node(fx.cx, fx.decl);
  const decl = addDecl(fx.cx, {
    kind: "function",
    name: "<comptime>",
    module: header.module,
    parent: fx.outer === undefined || header.name !== "<comptime>" ? fx.owner : fx.outer.owner,
    file: header.file,
    span: header.span,
    nameSpan: header.nameSpan,
    isLibrary: header.isLibrary,
    ast: { kind: "synthesized" },
    scope: fx.scope,
  });
  nextThunks.set(fx, decl);
  return decl;
}

/** Whether the context is that of a compile-time expression: signatures are checked in compile-time contexts, too. */
function isExpression(fx: FnCx): boolean {
  const { name, kind } = node(fx.cx, fx.decl).header;
  return fx.mode === "comptime" && (name === "<comptime>" || kind === "alias");
}

/** Hands the function out, at its place in the text; the next expression gets another. */
export function takeThunk(fx: FnCx, span: Span): DeclId {
  const decl = nextThunk(fx);
  nextThunks.delete(fx);
  const made = node(fx.cx, decl);
  fx.cx.nodes[decl] = { ...made, header: { ...made.header, span, nameSpan: span } };
  return decl;
}

/** The origin of a local's storage. */
export function localOrigin(fx: FnCx, local: number): TermId {
  const info = fx.locals[local];
  const store = fx.cx.store;
  return store.intern({
    kind: "origin_local",
    owner: isExpression(fx) ? nextThunk(fx) : fx.decl,
    local,
    name: info?.name ?? "",
    mut: store.bool(info?.mutable ?? true),
  });
}

/** Runs `action` in a nested block scope. */
export function inBlock<T>(fx: FnCx, action: () => T): T {
  const outer = fx.scope;
  fx.scope = makeScope("block", outer);
  try {
    return action();
  } finally {
    fx.scope = outer;
  }
}

/** Runs `action` with further facts. */
export function withFacts<T>(fx: FnCx, facts: readonly TermId[], action: () => T): T {
  const outer = fx.facts;
  fx.facts = [...outer, ...facts];
  try {
    return action();
  } finally {
    fx.facts = outer;
  }
}
