/** The body being made concrete: its locals, the open block, and the helpers that all kinds of instructions share. */

import { bug, must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type {
  BlockIndex,
  BlockOrigin,
  Inst,
  LocalIndex,
  MirArg,
  MirLocal,
  Operand,
  Place,
  Terminator,
} from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import type { Elaborator, Instance } from "./context.ts";
import { requestLifecycle, unitType } from "./glue.ts";
import { functionAddress } from "./images.ts";
import { resolve } from "./resolve.ts";
import type { Scope } from "./scope.ts";
import { thinFunction } from "./thunks.ts";

export interface OutBlock {
  readonly insts: Inst[];
  terminator: Terminator | undefined;
  readonly origin: BlockOrigin;
  readonly span: Span;
}

export interface Body {
  readonly cx: Elaborator;
  readonly instance: Instance;
  /** Of the block being copied: rounds of comptime loops bind their own parameter. */
  scope: Scope;
  readonly locals: MirLocal[];
  /** By original local and concrete type: in rounds of a comptime loop a local may have several types. */
  readonly localByKey: Map<string, LocalIndex>;
  readonly out: OutBlock[];
  /** Where instructions go. */
  insts: Inst[];
  span: Span;
  /** The hidden argument, where there is one. */
  location: LocalIndex | undefined;
}

export function resolveIn(body: Body, term: TermId): TermId {
  return resolve(body.cx, body.scope, term);
}

export function newBlock(body: Body, origin: BlockOrigin, span: Span): BlockIndex {
  body.out.push({ insts: [], terminator: undefined, origin, span });
  return body.out.length - 1;
}

export function addLocal(body: Body, local: MirLocal): LocalIndex {
  body.locals.push(local);
  return body.locals.length - 1;
}

export function temp(body: Body, type: TypeId): LocalIndex {
  return addLocal(body, {
    name: "",
    type,
    kind: "temp",
    convention: "var",
    mutable: true,
    span: body.span,
    quiet: true,
    slot: 0,
  });
}

/** The concrete local that stands for a local of the owned body here. */
export function mapLocal(body: Body, index: LocalIndex): LocalIndex {
  const local = must(body.instance.owned.locals[index], `local ${index}`);
  const type = resolveIn(body, local.type);
  const key = `${index}:${type}`;
  const known = body.localByKey.get(key);
  if (known !== undefined) return known;
  const made = addLocal(body, { ...local, type });
  body.localByKey.set(key, made);
  return made;
}

export function mapPlace(body: Body, place: Place): Place {
  return { local: mapLocal(body, place.local), path: place.path };
}

export function placeType(body: Body, place: Place): TypeId {
  const { cx } = body;
  let type = must(body.locals[place.local], `local ${place.local}`).type;
  for (const step of place.path) {
    const term = cx.store.get(type);
    if (term.kind === "error") return type;
    if (step.kind === "field")
      type = must(cx.types.fieldTypes(type)[step.index], `field ${step.index} of '${cx.env.printTerm(type)}'`);
    else if (term.kind === "ref") type = term.target;
    else if (term.kind === "prim" && term.name === "pointer") type = must(term.args[0], "pointee");
    else return bug(`a ${term.kind} type is no address`);
  }
  return type;
}

export function derefPlace(place: Place): Place {
  return { local: place.local, path: [...place.path, { kind: "deref" }] };
}

/** A constant of the concrete body; thin function values become addresses. Undefined where the constant failed or has no bits. */
export function constant(body: Body, value: TermId, type: TypeId): Operand | undefined {
  const { cx } = body;
  if (value === cx.store.error || type === cx.store.error) return undefined;
  const typeTerm = cx.store.get(type);
  const valueTerm = cx.store.get(value);
  if (typeTerm.kind === "fn" && typeTerm.thin && valueTerm.kind === "function") {
    const instance = thinFunction(cx, valueTerm, type);
    return instance === undefined ? undefined : { kind: "const", value: functionAddress(cx, type, instance), type };
  }
  return cx.layouts.sizeOf(type) === 0 ? undefined : { kind: "const", value, type };
}

/** The place that an operand reads, or a temporary with the constant. Undefined after a failure. */
export function operandPlace(body: Body, value: Operand): Place | undefined {
  if (value.kind !== "const") return mapPlace(body, value.place);
  const type = resolveIn(body, value.type);
  const made = constant(body, resolveIn(body, value.value), type);
  const place: Place = { local: temp(body, type), path: [] };
  if (made !== undefined) body.insts.push({ op: "assign", span: body.span, into: place, value: made });
  return place;
}

/** `into` := a value taken from a concrete place by copy or move: bits, or a call of the constructor. */
export function transfer(body: Body, how: "copy" | "move", into: Place, from: Place): void {
  const { cx } = body;
  const type = placeType(body, from);
  if (cx.types.isTrivial(how, type)) {
    if (cx.layouts.sizeOf(type) > 0)
      body.insts.push({ op: "assign", span: body.span, into, value: { kind: how, place: from } });
    return;
  }
  const transferrer = requestLifecycle(cx, how, type);
  if (transferrer === undefined) return;
  const value: Operand =
    how === "copy" ? { kind: "borrow", place: from, access: "imm" } : { kind: "move", place: from };
  callInstance(body, transferrer, [{ convention: how === "copy" ? "imm" : "deinit", value }], into);
}

/** Runs the destructor of a concrete place, if it has one. */
export function destroy(body: Body, place: Place): void {
  const type = placeType(body, place);
  if (body.cx.types.isTrivial("deinit", type)) return;
  const destructor = requestLifecycle(body.cx, "deinit", type);
  if (destructor === undefined) return;
  callInstance(body, destructor, [{ convention: "deinit", value: { kind: "move", place } }], {
    local: temp(body, unitType(body.cx)),
    path: [],
  });
}

/** A call whose arguments already have the form that the callee's passing wants, save for value passing of borrowed places. */
export function callInstance(body: Body, callee: Instance, args: readonly MirArg[], into: Place): void {
  const fitted = args.map((arg, i): MirArg => {
    const formal = callee.signature.args[i];
    if (formal?.passing !== "value" || arg.value.kind !== "borrow") return arg;
    return { convention: arg.convention, value: { kind: "copy", place: arg.value.place } };
  });
  body.insts.push({
    op: "call",
    span: body.span,
    at: body.span,
    call: { callee: { kind: "instance", instance: callee.id }, args: fitted, into, nestedOriginsReadOnly: false },
  });
}
