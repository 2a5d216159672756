/**
 * Intrinsics in bodies. Questions about types become constants; those that move or destroy values become assignments and
 * destructor calls; the rest stays for the back end and the interpreter, with concrete parameters.
 */

import { must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { IntrinsicName } from "../decls/intrinsics.ts";
import type { Inst, Operand, Place } from "../mir/mir.ts";
import { visitOp } from "../mir/ops.ts";
import { HAS_UNEVALUATED, termFlags } from "../terms/flags.ts";
import {
  type Body,
  constant,
  derefPlace,
  destroy,
  mapLocal,
  mapPlace,
  operandPlace,
  placeType,
  resolveIn,
  temp,
  transfer,
} from "./body-state.ts";
import { fail, failHere, noteHere } from "./context.ts";
import { functionAddress } from "./images.ts";
import { LOCATION_WORDS } from "./location.ts";
import { resolveAll } from "./resolve.ts";
import { thinFunction } from "./thunks.ts";
import { evaluateTypeOp } from "./type-ops.ts";

type IntrinsicInst = Extract<Inst, { readonly op: "intrinsic" }>;

export function lowerIntrinsic(body: Body, inst: IntrinsicInst): void {
  const { cx } = body;
  const params = resolveAll(cx, body.scope, inst.params);
  if (params.includes(cx.store.error)) return;
  const into = mapPlace(body, inst.into);
  switch (inst.name) {
    case "take": {
      const from = pointee(body, inst.args[0]);
      if (from !== undefined) transfer(body, "move", into, from);
      return;
    }
    case "write": {
      const to = pointee(body, inst.args[0]);
      const value = must(inst.args[1], "value");
      if (to !== undefined && !builtInPlace(body, to, value)) store(body, to, value);
      return;
    }
    case "destroy": {
      const place = pointee(body, inst.args[0]);
      if (place !== undefined) destroy(body, place);
      return;
    }
    case "forget":
    case "mark_initialized":
      return;
    case "rebind":
      rebind(body, into, must(params[0], "type"), must(inst.args[0], "value"));
      return;
    case "function_pointer":
      functionPointer(body, into, must(params[0], "function"));
      return;
    case "caller_line":
      callerWord(body, into, LOCATION_WORDS.line);
      return;
    case "caller_column":
      callerWord(body, into, LOCATION_WORDS.column);
      return;
    case "caller_file_length":
      callerWord(body, into, LOCATION_WORDS.length);
      return;
    case "caller_file":
      callerFile(body, into);
      return;
  }
  const type = placeType(body, into);
  if (inst.name !== "is_comptime" && foldsToConstant(body, inst, params, type, into)) return;
  const args = inst.args.map((arg) => mapOperand(body, arg));
  if (args.some((a) => a === undefined)) return;
  body.insts.push({
    op: "intrinsic",
    span: inst.span,
    into,
    name: inst.name,
    params,
    args: args.map((a) => must(a, "operand")),
  });
}

/** What the term of the same operation folds to, if all its arguments are constants. */
function foldsToConstant(
  body: Body,
  inst: IntrinsicInst,
  params: readonly TermId[],
  type: TypeId,
  into: Place,
): boolean {
  const { cx } = body;
  const { store } = cx;
  const args: TermId[] = [];
  for (const arg of inst.args) {
    if (arg.kind !== "const") return false;
    args.push(resolveIn(body, arg.value));
  }
  if (args.includes(store.error)) return true;
  const value =
    evaluateTypeOp(cx, inst.name, params, args, type) ??
    (params.length + args.length === 0 ? undefined : store.intern({ kind: "op", type, op: inst.name, params, args }));
  if (value === undefined || (value !== store.error && (termFlags(store, value) & HAS_UNEVALUATED) !== 0)) return false;
  const made = constant(body, value, type);
  if (made !== undefined) body.insts.push({ op: "assign", span: inst.span, into, value: made });
  return true;
}

/** An operand in concrete form; a constant without bits is a place without bits. */
export function mapOperand(body: Body, value: Operand): Operand | undefined {
  if (value.kind === "borrow") return { ...value, place: referredPlace(body, mapPlace(body, value.place)) };
  if (value.kind !== "const") return { ...value, place: mapPlace(body, value.place) };
  const { cx } = body;
  const type = resolveIn(body, value.type);
  const made = constant(body, resolveIn(body, value.value), type);
  if (made !== undefined) return made;
  if (type === cx.store.error || cx.layouts.sizeOf(type) > 0) return undefined;
  return { kind: "copy", place: { local: temp(body, type), path: [] } };
}

/** Intrinsics want the address of what a reference refers to, never that of the reference. */
function referredPlace(body: Body, place: Place): Place {
  return body.cx.store.get(placeType(body, place)).kind === "ref" ? derefPlace(place) : place;
}

/**
 * `write(p, f())` builds the result of `f` where `p` points, without a move from a temporary: the call that made the
 * temporary gets the other target, if nothing in between looks at either.
 */
function builtInPlace(body: Body, to: Place, value: Operand): boolean {
  if (value.kind !== "move" || value.place.path.length > 0) return false;
  const from = must(body.instance.owned.locals[value.place.local], "local");
  if (from.kind !== "temp" || from.name !== "") return false;
  const made = mapLocal(body, value.place.local);
  for (let i = body.insts.length - 1; i >= 0; i--) {
    const inst = must(body.insts[i], "instruction");
    if (inst.op === "call" && inst.call.into.local === made && inst.call.into.path.length === 0) {
      body.insts[i] = { ...inst, call: { ...inst.call, into: to } };
      return true;
    }
    let touched = false;
    const note = (place: Place): void => {
      if (place.local === made || place.local === to.local) touched = true;
    };
    visitOp(inst, {
      into: note,
      place: note,
      operand: (operand) => {
        if (operand.kind !== "const") note(operand.place);
      },
    });
    if (touched) return false;
  }
  return false;
}

/** The place that a pointer operand points to. */
function pointee(body: Body, pointer: Operand | undefined): Place | undefined {
  const place = operandPlace(body, must(pointer, "pointer"));
  return place === undefined ? undefined : derefPlace(place);
}

/** Initializes a concrete place from an operand of the owned body. */
export function store(body: Body, into: Place, value: Operand): void {
  const { cx } = body;
  switch (value.kind) {
    case "copy":
    case "move":
      transfer(body, value.kind, into, mapPlace(body, value.place));
      return;
    case "borrow":
      body.insts.push({ op: "ref", span: body.span, into, place: mapPlace(body, value.place), access: value.access });
      return;
    case "const": {
      const type = resolveIn(body, value.type);
      const made = constant(body, resolveIn(body, value.value), type);
      if (made !== undefined && cx.layouts.sizeOf(type) > 0)
        body.insts.push({ op: "assign", span: body.span, into, value: made });
      return;
    }
  }
}

/** Two types that are one after instantiation: the bits go over as they are. */
function rebind(body: Body, into: Place, wanted: TypeId, value: Operand): void {
  const { cx } = body;
  const from = operandPlace(body, value);
  if (from === undefined) return;
  const actual = placeType(body, from);
  if (actual === cx.store.error || wanted === cx.store.error) return;
  if (actual !== wanted && !sameLayout(body, actual, wanted)) {
    failHere(
      cx,
      `constraint failed: cannot rebind a value of type '${cx.env.printTerm(actual)}' to '${cx.env.printTerm(wanted)}'`,
    );
    return;
  }
  if (cx.layouts.sizeOf(actual) > 0)
    body.insts.push({ op: "assign", span: body.span, into, value: { kind: "move", place: from } });
}

/** Types may still differ in origins that were parameters, which change nothing. */
function sameLayout(body: Body, a: TypeId, b: TypeId): boolean {
  const { store } = body.cx;
  const x = store.get(a);
  const y = store.get(b);
  if (x.kind === "struct" && y.kind === "struct")
    return x.decl === y.decl && body.cx.layouts.sizeOf(a) === body.cx.layouts.sizeOf(b);
  return x.kind === "ref" && y.kind === "ref" && x.target === y.target;
}

function functionPointer(body: Body, into: Place, value: TermId): void {
  const { cx } = body;
  const term = cx.store.get(value);
  const type = placeType(body, into);
  if (term.kind !== "function") {
    fail(cx, [noteHere(cx, `the address of '${cx.env.printTerm(value)}' cannot be taken: it is not a function`)]);
    return;
  }
  const signature = thinTypeOf(body, type);
  const instance = thinFunction(cx, term, signature);
  if (instance === undefined) return;
  body.insts.push({
    op: "assign",
    span: body.span,
    into,
    value: { kind: "const", value: functionAddress(cx, type, instance), type },
  });
}

/** Without a thin type to fit, the function itself is meant. */
function thinTypeOf(body: Body, type: TypeId): TypeId | undefined {
  const term = body.cx.store.get(type);
  return term.kind === "fn" && term.thin ? type : undefined;
}

function callerWord(body: Body, into: Place, word: number): void {
  const place = locationWord(body, word);
  if (place !== undefined) body.insts.push({ op: "assign", span: body.span, into, value: { kind: "copy", place } });
}

/** The place of a word of the location record. */
function locationWord(body: Body, word: number): Place | undefined {
  const { cx } = body;
  if (body.location === undefined) return undefined;
  if (word === 0) return { local: body.location, path: [{ kind: "deref" }] };
  const type = must(body.locals[body.location], "hidden argument").type;
  const at = temp(body, type);
  intrinsic(
    body,
    { local: at, path: [] },
    "offset",
    [],
    [
      { kind: "copy", place: { local: body.location, path: [] } },
      { kind: "const", value: cx.store.int(cx.store.index, BigInt(word)), type: cx.store.index },
    ],
  );
  return { local: at, path: [{ kind: "deref" }] };
}

function callerFile(body: Body, into: Place): void {
  const { cx } = body;
  const word = locationWord(body, LOCATION_WORDS.path);
  if (word === undefined) return;
  // The word holds an address: it is read through a pointer to addresses.
  const type = placeType(body, into);
  const pointer = cx.store.prim("pointer", [type]);
  const at: Place = { local: temp(body, pointer), path: [] };
  const words: Place = { local: word.local, path: [] };
  intrinsic(body, at, "pointer_cast", [type], [{ kind: "copy", place: words }]);
  body.insts.push({ op: "assign", span: body.span, into, value: { kind: "copy", place: derefPlace(at) } });
}

function intrinsic(
  body: Body,
  into: Place,
  name: IntrinsicName,
  params: readonly TermId[],
  args: readonly Operand[],
): void {
  body.insts.push({ op: "intrinsic", span: body.span, into, name, params, args });
}
