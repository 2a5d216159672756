/**
 * The accesses of a parallel loop's body to what lies outside, as paths with symbolic indices. Closures made in the body, the
 * chunks of parallel loops inside it among them, are looked through where they are called.
 */

import type { DeclId, FileId, TermId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import { collectOrigins, collectParams } from "../terms/substitute.ts";
import { isPlace, type TypedBody, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { argValues, walkParts } from "../typed/walk.ts";
import {
  addPoly,
  type Band,
  bandOf,
  boundsOf,
  constantPoly,
  mulPoly,
  type Poly,
  type Range,
  symbolPoly,
} from "./affine.ts";
import type { Cx } from "./context.ts";
import { node } from "./context.ts";
import { isMutParam } from "./convert.ts";
import { aliasInfoOf } from "./declare.ts";
import { hasDecorator } from "./decorators.ts";
import { mutOf } from "./infer.ts";
import { langRole } from "./modules.ts";
import type { ParallelLoop } from "./races.ts";
import { globalOfPlace } from "./script-globals.ts";

import { isOriginParam } from "./verify.ts";

export const LOOP_VARIABLE = "i";

export type Step =
  | { readonly kind: "field"; readonly index: number }
  /** An index of a container with separate elements; a dimension without bounds may be anything. */
  | { readonly kind: "index"; readonly dims: readonly (Band | undefined)[]; readonly isElement: boolean }
  /** Through a value that refers into the variable; equal keys are the same view. */
  | { readonly kind: "view"; readonly key: string }
  | { readonly kind: "opaque" };

interface Path {
  readonly key: string;
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Access extends Path {
  readonly isWrite: boolean;
  readonly file: FileId;
  readonly span: Span;
}

type Call = Extract<TypedExpr, { readonly kind: "call" }>;
type Construct = Extract<TypedExpr, { readonly kind: "construct" }>;

/** A function body that runs as part of an iteration. */
interface Frame {
  readonly id: number;
  readonly decl: DeclId;
  readonly body: TypedBody;
  /** What initializes each capture, in `parent`; undefined where the captures are known by their types only. */
  readonly values: readonly TypedExpr[] | undefined;
  readonly parent: Frame | undefined;
  /** The one value that a local ever has. */
  readonly defs: ReadonlyMap<number, TypedExpr>;
  /** Locals that stand for the loop variable, or for a symbol with a range. */
  readonly symbols: Map<number, string>;
}

interface Analysis {
  readonly cx: Cx;
  readonly loop: ParallelLoop;
  readonly intType: TermId | undefined;
  readonly accesses: Access[];
  readonly ranges: Map<string, Range>;
  /** Functions whose locals are each iteration's own. */
  readonly own: Set<DeclId>;
  readonly active: Set<DeclId>;
  frames: number;
  guards: number;
}

export function collectAccesses(cx: Cx, loop: ParallelLoop): readonly Access[] {
  const n = node(cx, loop.decl);
  if (n.body === undefined || n.body === "computing" || n.body.hasErrors) return [];
  const int = langRole(cx, "int");
  const a: Analysis = {
    cx,
    loop,
    intType: int === undefined ? undefined : aliasInfoOf(cx, int).value,
    accesses: [],
    ranges: new Map(),
    own: new Set(),
    active: new Set(),
    frames: 0,
    guards: 0,
  };
  const root = enterFrame(a, loop.decl, n.body, undefined, undefined);
  for (const local of n.body.locals) if (loop.injective.includes(local.name)) root.symbols.set(local.id, LOOP_VARIABLE);
  visitStmts(a, root, n.body.body.stmts);
  return a.accesses;
}

function enterFrame(
  a: Analysis,
  decl: DeclId,
  body: TypedBody,
  values: readonly TypedExpr[] | undefined,
  parent: Frame | undefined,
): Frame {
  a.own.add(decl);
  return { id: a.frames++, decl, body, values, parent, defs: definitions(a, body), symbols: new Map() };
}

/** Locals that are given a value once, where they are declared, and never changed. */
function definitions(a: Analysis, body: TypedBody): ReadonlyMap<number, TypedExpr> {
  const defs = new Map<number, TypedExpr>();
  const changed = new Set<number>();
  const change = (place: TypedExpr): void => {
    if (place.kind === "local") changed.add(place.local);
  };
  const visit = {
    expr: (e: TypedExpr): void => {
      // A captured view keeps its definition: assigning it in the closure counts as a write to all that it shows.
      if (e.kind === "ref" && e.mutable && !isView(a, e.place.type)) change(e.place);
      else if (e.kind === "call")
        for (const arg of e.args) if (arg.convention === "mut") for (const v of argValues(arg)) change(v);
      walkParts(e, visit);
    },
    stmt: (s: TypedStmt): void => {
      if (s.kind === "declare" && s.value !== undefined) {
        if (defs.has(s.local)) changed.add(s.local);
        else defs.set(s.local, s.value);
      } else if (s.kind === "assign") change(s.place);
      walkParts(s, visit);
    },
  };
  for (const s of body.body.stmts) visit.stmt(s);
  for (const local of changed) {
    // The address of a `ref` local's own storage is never taken: a change goes to what it refers to.
    if (body.locals[local]?.kind !== "ref") defs.delete(local);
  }
  return defs;
}

// ---------------------------------------------------------------- statements

function visitStmts(a: Analysis, f: Frame, stmts: readonly TypedStmt[]): void {
  const before = a.guards;
  for (const s of stmts) visitStmt(a, f, s);
  a.guards = before;
}

function visitStmt(a: Analysis, f: Frame, s: TypedStmt): void {
  switch (s.kind) {
    case "assign":
      visitExpr(a, f, s.value);
      visitPlace(a, f, s.place, true, s.at);
      return;
    case "declare":
      if (s.value !== undefined) visitExpr(a, f, s.value);
      if (isDecorated(a, f.body.locals[s.local]?.type, "__parallel_guard")) a.guards++;
      return;
    case "use":
      visitPlace(a, f, s.place, false, s.span);
      return;
    case "for": {
      const range = iteratedRange(a, f, s.next);
      if (range !== undefined) nameElement(a, f, s.element, range);
      visitExpr(a, f, s.next);
      visitStmts(a, f, [...s.bind, ...s.body.stmts]);
      visitStmts(a, f, s.orElse?.stmts ?? []);
      return;
    }
    case "block":
    case "comptime_for":
      visitStmts(a, f, s.body.stmts);
      return;
    case "if":
      visitExpr(a, f, s.condition);
      visitStmts(a, f, s.then.stmts);
      visitStmts(a, f, s.otherwise?.stmts ?? []);
      return;
    case "while":
      if (s.condition !== undefined) visitExpr(a, f, s.condition);
      visitStmts(a, f, s.body.stmts);
      visitStmts(a, f, s.orElse?.stmts ?? []);
      return;
    default:
      walkParts(s, { expr: (e) => visitExpr(a, f, e), stmt: (inner) => visitStmt(a, f, inner) });
  }
}

/** The element of a loop over a range becomes a symbol; the chunk's own loop gives the loop variable. */
function nameElement(a: Analysis, f: Frame, element: number, range: Range): void {
  if (f.parent === undefined && f.symbols.size === 0 && f.id === 0) {
    f.symbols.set(element, LOOP_VARIABLE);
    return;
  }
  if (f.symbols.has(element)) return;
  const bind = f.body.locals[element];
  if (f.id === 0 && bind !== undefined && a.loop.injective.includes(bind.name)) return;
  const symbol = `v${f.id}_${element}`;
  a.ranges.set(symbol, range);
  f.symbols.set(element, symbol);
}

/** The values of `for x in range(...)`, from the call that gives the next one. */
function iteratedRange(a: Analysis, f: Frame, next: TypedExpr): Range | undefined {
  if (next.kind !== "call") return undefined;
  const arg = next.args[0];
  const iterator = arg?.kind === "one" && arg.value.kind === "local" ? arg.value.local : undefined;
  const start = iterator === undefined ? undefined : iteratorStart(f, iterator);
  const made = start === undefined ? undefined : strip(start);
  if (made?.kind !== "call" || calleeName(a, made) !== "__iter__") return undefined;
  const iterable = made.args[0]?.kind === "one" ? strip(made.args[0].value) : undefined;
  if (iterable?.kind !== "call" || iterable.callee.kind !== "function") return undefined;
  const { header } = node(a.cx, iterable.callee.decl);
  if (!header.isLibrary || header.parent !== undefined) return undefined;
  const [x, y] = iterable.args.map((each) => (each.kind === "one" ? polyOf(a, f, each.value) : undefined));
  const one = constantPoly(1n);
  if (iterable.args.length > 2 || x === undefined) return undefined;
  if (header.name === "range" && iterable.args.length === 1)
    return { low: constantPoly(0n), high: addPoly(x, one, -1n) };
  if (y === undefined) return undefined;
  if (header.name === "closed_range") return { low: x, high: y };
  return header.name === "range" || header.name === "half_open_range"
    ? { low: x, high: addPoly(y, one, -1n) }
    : undefined;
}

/** The iterator of a loop is changed by each round; its first value is what counts here. */
function iteratorStart(f: Frame, local: number): TypedExpr | undefined {
  let found: TypedExpr | undefined;
  const visit = {
    expr: (e: TypedExpr): void => walkParts(e, visit),
    stmt: (s: TypedStmt): void => {
      if (s.kind === "declare" && s.local === local) found = s.value;
      else if (found === undefined) walkParts(s, visit);
    },
  };
  for (const s of f.body.body.stmts) if (found === undefined) visit.stmt(s);
  return found;
}

// ---------------------------------------------------------------- expressions

function visitExpr(a: Analysis, f: Frame, e: TypedExpr): void {
  switch (e.kind) {
    case "local":
    case "field":
    case "deref":
    case "capture":
    case "temp":
      visitPlace(a, f, e, false, e.span);
      return;
    case "copy":
      // A copied view is one more name for what it shows.
      if (isView(a, e.type)) visitInside(a, f, e.place);
      else visitPlace(a, f, e.place, false, e.span);
      return;
    case "transfer":
      visitPlace(a, f, e.place, true, e.span);
      return;
    case "ref":
      // Only a name for the place: its uses are the accesses.
      visitInside(a, f, e.place);
      return;
    case "call":
      visitCall(a, f, e);
      return;
    case "block":
      visitStmts(a, f, e.stmts);
      visitExpr(a, f, e.result);
      return;
    default:
      walkParts(e, { expr: (inner) => visitExpr(a, f, inner), stmt: (inner) => visitStmt(a, f, inner) });
  }
}

function visitPlace(a: Analysis, f: Frame, place: TypedExpr, isWrite: boolean, span: Span): void {
  if (!isPlace(place)) {
    visitExpr(a, f, place);
    return;
  }
  for (const path of pathsOf(a, f, place)) record(a, path, isWrite && !isOwnView(a, f, place), span, f);
  visitInside(a, f, place);
}

/** A variable of the body that is a view, but no container: an iterator may be advanced. */
function isOwnView(a: Analysis, f: Frame, place: TypedExpr): boolean {
  if (place.kind !== "local" && place.kind !== "temp") return false;
  return f.body.locals[place.local]?.kind !== "ref" && !isDecorated(a, place.type, "__parallel_elements");
}

/** What is evaluated to find a place, without an access to the place itself. */
function visitInside(a: Analysis, f: Frame, place: TypedExpr): void {
  switch (place.kind) {
    case "field":
      visitInside(a, f, place.base);
      return;
    case "deref":
      if (place.reference.kind === "ref") visitInside(a, f, place.reference.place);
      else if (place.reference.kind === "call") visitReference(a, f, place.reference);
      else if (place.reference.kind !== "local" && place.reference.kind !== "capture") visitExpr(a, f, place.reference);
      return;
    case "temp":
      if (place.value.kind === "call") visitReference(a, f, place.value);
      else visitExpr(a, f, place.value);
      return;
    default:
      if (!isPlace(place)) visitExpr(a, f, place);
  }
}

/** An index of a container is part of a path; any other call is a call. */
function visitReference(a: Analysis, f: Frame, call: Call): void {
  if (indexedBase(a, call) === undefined) {
    visitCall(a, f, call);
    return;
  }
  for (const [i, arg] of call.args.entries())
    for (const value of argValues(arg)) i === 0 ? visitInside(a, f, value) : visitExpr(a, f, value);
}

const LENGTHS = new Set(["__len__", "__dialect_length__", "len", "__bool__", "byte_length"]);

function visitCall(a: Analysis, f: Frame, call: Call): void {
  const { cx } = a;
  if (call.callee.kind === "closure") {
    const [object, ...rest] = call.args;
    if (object?.kind === "one") visitClosure(a, f, object.value, []);
    for (const arg of rest) for (const value of argValues(arg)) visitArgument(a, f, value, arg.convention, undefined);
    return;
  }
  const decl = calleeDecl(call);
  const header = decl === undefined ? undefined : node(cx, decl).header;
  const name = header?.name ?? "";
  const parent = header?.parent === undefined ? undefined : node(cx, header.parent);
  if (decl !== undefined && isParallelCall(cx, decl)) {
    visitParallelCall(a, f, call);
    return;
  }
  if (header?.isLibrary === true && LENGTHS.has(name)) {
    for (const arg of call.args) for (const value of argValues(arg)) visitInside(a, f, value);
    return;
  }
  const isFree =
    /unsafe/i.test(name) ||
    (parent !== undefined && (/unsafe/i.test(parent.header.name) || hasDecorator(parent, "__parallel_shared")));
  const shown = isView(a, call.type) ? wholeView(a, call) : undefined;
  if (shown !== undefined) {
    // Only another name for the container: its uses are the accesses.
    visitInside(a, f, shown);
    return;
  }
  const base = indexedBase(a, call);
  if (base !== undefined) {
    const isSet = name === "__setitem__";
    const step = indexStep(a, f, call, isSet);
    for (const path of pathsOf(a, f, base)) record(a, { ...path, steps: [...path.steps, step] }, isSet, call.span, f);
    visitReference(a, f, call);
    return;
  }
  for (const [i, arg] of call.args.entries()) {
    for (const value of argValues(arg)) {
      if (isFree && i === 0) visitInside(a, f, value);
      else if (i === 0 && decl !== undefined && needsMutability(a, decl)) visitThrough(a, f, value);
      else visitArgument(a, f, value, isFree && arg.convention === "mut" ? "imm" : arg.convention, header?.isLibrary);
    }
  }
}

/** A method that asks for a mutable origin (`where Self.mut`) writes through a view that it gets immutably. */
function needsMutability(a: Analysis, decl: DeclId): boolean {
  const { cx } = a;
  const { signature, header } = node(cx, decl);
  if (typeof signature !== "object" || header.parent === undefined) return false;
  return signature.where.some((clause) =>
    collectParams(cx.store, clause.condition).some(
      (p) => p.owner === header.parent && isMutParam(cx, p.owner, p.index),
    ),
  );
}

/** A write to what a view shows. */
function visitThrough(a: Analysis, f: Frame, value: TypedExpr): void {
  for (const path of pathsOf(a, f, value)) record(a, path, true, value.span, f);
  if (isPlace(value)) visitInside(a, f, value);
  else visitExpr(a, f, value);
}

function visitArgument(
  a: Analysis,
  f: Frame,
  value: TypedExpr,
  convention: string,
  isLibrary: boolean | undefined,
): void {
  const t = a.cx.store.get(value.type);
  if (t.kind === "closure") {
    visitClosure(a, f, value, []);
    return;
  }
  if (!isPlace(value)) {
    visitExpr(a, f, value);
    return;
  }
  // A function of the program may write through a view that it is given; those of the library say so with `mut`.
  const throughView =
    isLibrary === false &&
    isDecorated(a, value.type, "__parallel_elements") &&
    mutableOrigins(a, value.type).length > 0;
  visitPlace(a, f, value, convention === "mut" || throughView, value.span);
}

function record(a: Analysis, path: Path, isWrite: boolean, span: Span, f: Frame): void {
  if (a.guards > 0) return;
  a.accesses.push({ ...path, isWrite, span, file: node(a.cx, f.decl).header.file });
}

// ---------------------------------------------------------------- closures

function isParallelCall(cx: Cx, decl: DeclId): boolean {
  return ["parallel_for", "parallel_for_raising", "parallel_reduce", "parallel_reduce_raising"].some(
    (role) => langRole(cx, role) === decl,
  );
}

/** A parallel loop inside the body: its chunk runs for all of `0..count`. */
function visitParallelCall(a: Analysis, f: Frame, call: Call): void {
  const [count, chunk] = call.args;
  if (count?.kind !== "one" || chunk?.kind !== "one") return;
  visitExpr(a, f, count.value);
  const n = polyOf(a, f, count.value);
  const one = constantPoly(1n);
  const zero = constantPoly(0n);
  const ranges =
    n === undefined
      ? []
      : [
          { low: zero, high: addPoly(n, one, -1n) },
          { low: one, high: n },
        ];
  visitClosure(a, f, chunk.value, ranges);
}

/** Looks through a closure as if it ran here; `args`: the ranges of its leading arguments. */
function visitClosure(a: Analysis, f: Frame, value: TypedExpr, args: readonly Range[]): void {
  const found = constructOf(f, value);
  const t = a.cx.store.get(value.type);
  const decl = t.kind === "closure" ? t.decl : undefined;
  if (decl === undefined || a.active.has(decl)) return;
  const { body } = node(a.cx, decl);
  if (body === undefined || body === "computing" || body.hasErrors) return;
  a.active.add(decl);
  const inner = enterFrame(a, decl, body, found?.construct.fields, found?.frame);
  for (const [i, range] of args.entries()) {
    const symbol = `a${inner.id}_${i}`;
    a.ranges.set(symbol, range);
    inner.symbols.set(i, symbol);
  }
  visitStmts(a, inner, body.body.stmts);
  a.active.delete(decl);
}

function constructOf(f: Frame, value: TypedExpr): { readonly construct: Construct; readonly frame: Frame } | undefined {
  const e = strip(value);
  if (e.kind === "construct") return { construct: e, frame: f };
  if (e.kind === "local") {
    const def = f.defs.get(e.local);
    return def === undefined ? undefined : constructOf(f, def);
  }
  if (e.kind === "deref" && e.reference.kind === "ref") return constructOf(f, e.reference.place);
  const captured = capturedValue(f, e);
  return captured === undefined || f.parent === undefined ? undefined : constructOf(f.parent, captured);
}

/** What a capture was made from, as an expression of the frame around. */
function capturedValue(f: Frame, e: TypedExpr): TypedExpr | undefined {
  const capture = e.kind === "deref" ? e.reference : e;
  const value = capture.kind === "capture" ? f.values?.[capture.index] : undefined;
  return value?.kind === "ref" ? value.place : value;
}

// ---------------------------------------------------------------- paths

/** The variables outside that a place may lie in; none for what belongs to the iteration. */
function pathsOf(a: Analysis, f: Frame, place: TypedExpr): readonly Path[] {
  const global = globalOfPlace(a.cx, place);
  if (global !== undefined) return [{ key: `g:${global}`, name: global, steps: [] }];
  switch (place.kind) {
    case "field":
      return pathsOf(a, f, place.base).map((p) => ({
        ...p,
        steps: [...p.steps, { kind: "field", index: place.index }],
      }));
    case "deref":
      return referencePaths(a, f, place);
    case "capture": {
      const value = capturedValue(f, place);
      return value !== undefined && f.parent !== undefined && isPlace(value) ? pathsOf(a, f.parent, value) : [];
    }
    case "temp":
      return viewPaths(a, f, place.value, place.type, `t${f.id}_${place.local}`);
    case "local": {
      const def = f.defs.get(place.local);
      const key = `l${f.id}_${place.local}`;
      if (def !== undefined) return viewPaths(a, f, def, place.type, key);
      // A view that changes, or that was handed in, may show any part of what its type names.
      return isView(a, place.type) ? mutableOrigins(a, place.type).flatMap((origin) => originPath(a, origin, key)) : [];
    }
    case "call":
      return viewPaths(a, f, place, place.type, `c${f.id}_${place.span.start}`);
    default:
      return [];
  }
}

function referencePaths(a: Analysis, f: Frame, place: Extract<TypedExpr, { readonly kind: "deref" }>): readonly Path[] {
  const { reference } = place;
  switch (reference.kind) {
    case "ref":
      return pathsOf(a, f, reference.place);
    case "local": {
      const def = f.defs.get(reference.local);
      if (def?.kind === "ref") return pathsOf(a, f, def.place);
      return originPaths(a, reference.type, `l${f.id}_${reference.local}`);
    }
    case "capture": {
      const value = capturedValue(f, place);
      if (value !== undefined && f.parent !== undefined) return pathsOf(a, f.parent, value);
      return originPaths(a, reference.type, undefined);
    }
    case "call": {
      const base = indexedBase(a, reference);
      if (base !== undefined) {
        const step = indexStep(a, f, reference, false);
        return pathsOf(a, f, base).map((p) => ({ ...p, steps: [...p.steps, step] }));
      }
      return interiorPaths(a, f, reference);
    }
    default:
      return originPaths(a, reference.type, "p");
  }
}

/** A reference that some other function gave: into one of its arguments, or wherever its type says. */
function interiorPaths(a: Analysis, f: Frame, call: Call): readonly Path[] {
  const byType = originPaths(a, call.type, `c${call.span.start}`);
  return byType.map((path) => {
    for (const arg of call.args) {
      for (const value of argValues(arg)) {
        if (!isPlace(value)) continue;
        const own = pathsOf(a, f, value).find((p) => p.key === path.key);
        if (own !== undefined) return { ...own, steps: [...own.steps, { kind: "opaque" as const }] };
      }
    }
    return path;
  });
}

/** A value that may refer outside: an index or slice by value, or a type with an outer origin in it. */
function viewPaths(a: Analysis, f: Frame, made: TypedExpr, type: TermId, key: string): readonly Path[] {
  const value = strip(made);
  if (value.kind === "call" && isDecorated(a, type, "__parallel_elements")) {
    const base = indexedBase(a, value);
    if (base !== undefined && !isOwnedElement(a, value)) {
      const step = indexStep(a, f, value, false);
      return pathsOf(a, f, base).map((p) => ({ ...p, steps: [...p.steps, step] }));
    }
  }
  const origins = mutableOrigins(a, type);
  const whole = origins.length === 0 || !isDecorated(a, type, "__parallel_elements") ? undefined : wholeView(a, value);
  if (whole !== undefined) return pathsOf(a, f, whole);
  const out: Path[] = [];
  for (const origin of origins) out.push(...originPath(a, origin, key));
  return out;
}

/** A container that refers to memory of another one. */
function isView(a: Analysis, type: TermId): boolean {
  const { cx } = a;
  return (
    isDecorated(a, type, "__parallel_elements") &&
    collectOrigins(cx.store, type, (o, i) => isOriginParam(cx, o, i)).length > 0
  );
}

/** The container that a view shows all of, index for index: a copy of another view, or `Span(xs)`. */
function wholeView(a: Analysis, value: TypedExpr): TypedExpr | undefined {
  if (isPlace(value)) return value;
  if (value.kind !== "call" || calleeName(a, value) !== "__init__" || value.args.length !== 1) return undefined;
  const decl = calleeDecl(value);
  const from = value.args[0]?.kind === "one" ? value.args[0].value : undefined;
  const isLibrary = decl !== undefined && node(a.cx, decl).header.isLibrary;
  return isLibrary && from !== undefined && isDecorated(a, from.type, "__parallel_elements") ? from : undefined;
}

/** `xs[i]` of a list of lists, copied: the copy belongs to whoever made it. */
function isOwnedElement(a: Analysis, call: Call): boolean {
  return a.cx.store.get(call.type).kind === "ref";
}

/** The variables that a reference type names. */
function originPaths(a: Analysis, type: TermId, key: string | undefined): readonly Path[] {
  const t = a.cx.store.get(type);
  return t.kind === "ref" ? originPath(a, t.origin, key) : [];
}

/** `key`: how the reference was made; undefined for one to the variable itself. */
function originPath(a: Analysis, origin: TermId, key: string | undefined): readonly Path[] {
  const { store } = a.cx;
  let base = origin;
  let isInside = false;
  for (;;) {
    const t = store.get(base);
    if (t.kind === "origin_cast") base = t.base;
    else if (t.kind === "origin_field" || t.kind === "origin_interior" || t.kind === "origin_subtree") {
      base = t.base;
      isInside = true;
    } else if (t.kind === "origin_union") return t.members.flatMap((m) => originPath(a, m, key));
    else if (t.kind === "origin_local") {
      if (a.own.has(t.owner)) return [];
      const steps: readonly Step[] =
        isInside || key !== undefined ? [{ kind: "view", key: key ?? String(origin) }] : [];
      return [{ key: `${t.owner}:${t.local}`, name: t.name, steps }];
    } else if (t.kind === "param") {
      return [
        { key: `param ${base}`, name: paramArgument(a, base), steps: key === undefined ? [] : [{ kind: "view", key }] },
      ];
    } else return [];
  }
}

/** A `ref` argument is known by its origin parameter; it is shown under the argument's name. */
function paramArgument(a: Analysis, origin: TermId): string {
  for (let fx: typeof a.loop.fx | undefined = a.loop.fx; fx !== undefined; fx = fx.outer) {
    const sig = node(a.cx, fx.decl).signature;
    const arg = typeof sig === "object" ? sig.args.find((x) => x.origin === origin) : undefined;
    if (arg !== undefined) return arg.name;
  }
  return "?";
}

function mutableOrigins(a: Analysis, type: TermId): readonly TermId[] {
  const { cx } = a;
  return collectOrigins(cx.store, type, (owner, index) => isOriginParam(cx, owner, index)).filter(
    (o) => mutOf(cx, o) !== cx.store.false,
  );
}

// ---------------------------------------------------------------- indices

function calleeDecl(call: Call): DeclId | undefined {
  if (call.callee.kind === "function") return call.callee.decl;
  return call.callee.kind === "witness" ? call.callee.requirement : undefined;
}

function calleeName(a: Analysis, call: Call): string {
  const decl = calleeDecl(call);
  return decl === undefined ? "" : node(a.cx, decl).header.name;
}

function isDecorated(a: Analysis, type: TermId | undefined, decorator: string): boolean {
  const t = type === undefined ? undefined : a.cx.store.get(type);
  return t?.kind === "struct" && hasDecorator(node(a.cx, t.decl), decorator);
}

/** The container of an index by `__getitem__` or `__setitem__`, if its elements are apart. */
function indexedBase(a: Analysis, call: Call): TypedExpr | undefined {
  const name = calleeName(a, call);
  if (name !== "__getitem__" && name !== "__setitem__") return undefined;
  const self = call.args[0];
  return self?.kind === "one" && isDecorated(a, self.value.type, "__parallel_elements") ? self.value : undefined;
}

function indexStep(a: Analysis, f: Frame, call: Call, isSet: boolean): Step {
  const values = call.args.slice(1).flatMap((arg) => argValues(arg));
  const indices = isSet ? values.slice(0, -1) : values;
  const isElement = indices.every((v) => v.type === a.intType);
  const bands = indices.map((v) => {
    const bounds = indexBounds(a, f, v);
    return bounds === undefined ? undefined : bandOf(bounds, LOOP_VARIABLE);
  });
  return { kind: "index", isElement, dims: bands };
}

function indexBounds(a: Analysis, f: Frame, index: TypedExpr): Range | undefined {
  const p = polyOf(a, f, positionIn(a, index));
  return p === undefined ? undefined : boundsOf(p, a.ranges);
}

/** The Int that a container's own kind of index (a position or a range) is made of. */
function positionIn(a: Analysis, index: TypedExpr): TypedExpr {
  const e = strip(index);
  const decl = e.kind === "call" ? calleeDecl(e) : undefined;
  const [only] = e.kind === "call" ? e.args : [];
  if (decl === undefined || only?.kind !== "one" || only.value.type !== a.intType) return index;
  const { header, signature } = node(a.cx, decl);
  return header.isLibrary && typeof signature === "object" && signature.isImplicit ? only.value : index;
}

/** Values, not places: what copies and temporaries are of. */
function strip(e: TypedExpr): TypedExpr {
  let value = e;
  for (;;) {
    if (value.kind === "copy" || value.kind === "transfer") value = value.place;
    else if (value.kind === "temp") value = value.value;
    else return value;
  }
}

/** An index expression as a polynomial; undefined if it may vary in a way that is not known. */
function polyOf(a: Analysis, f: Frame, expr: TypedExpr): Poly | undefined {
  const e = strip(expr);
  switch (e.kind) {
    case "const":
      return constantTerm(a, e.value);
    case "local": {
      const symbol = f.symbols.get(e.local);
      if (symbol !== undefined) return symbolPoly(symbol);
      const def = f.defs.get(e.local);
      return def === undefined ? undefined : polyOf(a, f, def);
    }
    case "ref":
      return polyOf(a, f, e.place);
    case "deref":
      if (e.reference.kind === "local" || e.reference.kind === "ref") return polyOf(a, f, e.reference);
      return invariant(a, f, e);
    case "capture":
    case "field":
      return invariant(a, f, e);
    case "call":
      return callPoly(a, f, e);
    default:
      return undefined;
  }
}

/** A variable outside, or a field of one: the same for all iterations, as writing it is refused. */
function invariant(a: Analysis, f: Frame, place: TypedExpr): Poly | undefined {
  const captured = capturedValue(f, place);
  if (captured !== undefined && f.parent !== undefined) return polyOf(a, f.parent, captured);
  if (place.type !== a.intType) return undefined;
  if (place.kind === "capture") return symbolPoly(`k${f.id}_${place.index}`);
  const [path, ...more] = pathsOf(a, f, place);
  return path === undefined || more.length > 0 ? undefined : pathSymbol(path, "");
}

function pathSymbol(path: Path, prefix: string): Poly | undefined {
  const steps: number[] = [];
  for (const s of path.steps) {
    if (s.kind !== "field") return undefined;
    steps.push(s.index);
  }
  return symbolPoly(`${prefix}${path.key.replaceAll("*", "")}.${steps.join(".")}`);
}

function callPoly(a: Analysis, f: Frame, call: Call): Poly | undefined {
  const name = calleeName(a, call);
  const decl = calleeDecl(call);
  const header = decl === undefined ? undefined : node(a.cx, decl).header;
  const [x, y] = call.args.map((arg) => (arg.kind === "one" ? arg.value : undefined));
  if (header?.isLibrary !== true || x === undefined) return undefined;
  if (LENGTHS.has(name) && isPlace(x)) {
    const [path] = pathsOf(a, f, x);
    return path === undefined ? undefined : pathSymbol(path, "len ");
  }
  const isScalar = header.parent !== undefined && header.parent === langRole(a.cx, "simd") && call.type === a.intType;
  if (!isScalar) return undefined;
  if (name === "__init__" && call.args.length === 1) return polyOf(a, f, x);
  const p = polyOf(a, f, x);
  if (p === undefined) return undefined;
  if (name === "__neg__") return addPoly(new Map(), p, -1n);
  const q = y === undefined ? undefined : polyOf(a, f, y);
  if (q === undefined) return undefined;
  if (name === "__add__") return addPoly(p, q);
  if (name === "__sub__") return addPoly(p, q, -1n);
  return name === "__mul__" ? mulPoly(p, q) : undefined;
}

function constantTerm(a: Analysis, value: TermId): Poly | undefined {
  const t = a.cx.store.get(value);
  if (t.kind === "int") return constantPoly(t.value);
  const only = t.kind === "record" && t.fields.length === 1 ? t.fields[0] : undefined;
  return only === undefined ? undefined : constantTerm(a, only);
}
