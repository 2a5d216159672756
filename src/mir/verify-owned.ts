/**
 * The ownership guarantee of owned MIR, by forward dataflow: on every path each place is initialized before it is used, and a
 * value that has something to destroy is consumed or destroyed exactly once.
 *
 * Lattice, per local: "no" (no value), "yes" (a whole value), "maybe" (paths disagree), or one state for each field. Storage
 * behind references belongs to others and is not tracked. Values that are trivially destroyed may be dropped or overwritten.
 */

import { must } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import type { DeclEnv } from "../decls/decl.ts";
import { reversePostorder } from "./cfg.ts";
import type { BlockIndex, Inst, LocalIndex, MirCall, MirFunction, Operand, Place, Terminator } from "./mir.ts";
import { printPlace } from "./print.ts";
import { fieldCount, fieldType, isTriviallyDestroyed, tryTypeOfPlace } from "./types.ts";

type State = "no" | "yes" | "maybe" | readonly State[];
type States = readonly State[];

interface Cx {
  readonly fn: MirFunction<"owned">;
  readonly env: DeclEnv;
  /** Changed while walking a block. */
  states: State[];
  /** Undefined while the fixed point is not reached: nothing is reported then. */
  problems: string[] | undefined;
  at: string;
}

export function verifyOwnership(fn: MirFunction<"owned">, env: DeclEnv): string[] {
  const cx: Cx = { fn, env, states: [], problems: undefined, at: "" };
  const entry: (States | undefined)[] = fn.blocks.map(() => undefined);
  entry[0] = fn.locals.map((_, i): State => (fn.args.includes(i) ? "yes" : "no"));
  const order = reversePostorder(fn.blocks);
  const arrive = (block: BlockIndex, states: States): boolean => {
    const before = entry[block];
    const after = before === undefined ? states : before.map((s, i) => join(s, states[i] ?? "no"));
    if (before !== undefined && after.every((s, i) => equal(s, before[i] ?? "no"))) return false;
    entry[block] = after;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order) {
      for (const [next, states] of walkBlock(cx, block, must(entry[block], "entry state"))) {
        if (arrive(next, states)) changed = true;
      }
    }
  }
  cx.problems = [];
  for (const block of [...order].sort((a, b) => a - b)) walkBlock(cx, block, must(entry[block], "entry state"));
  return cx.problems;
}

/** The states on each edge out of a block. */
function walkBlock(cx: Cx, index: BlockIndex, entry: States): readonly (readonly [BlockIndex, States])[] {
  const block = must(cx.fn.blocks[index], "block");
  cx.states = [...entry];
  for (const inst of block.insts) {
    cx.at = `bb${index}: ${inst.op}`;
    walkInst(cx, inst);
  }
  cx.at = `bb${index}: ${block.terminator.op}`;
  return walkTerminator(cx, block.terminator);
}

function walkInst(cx: Cx, inst: Inst): void {
  switch (inst.op) {
    case "assign":
      operand(cx, inst.value);
      initialize(cx, inst.into);
      return;
    case "call":
      callArgs(cx, inst.call);
      initialize(cx, inst.call.into);
      return;
    case "ref":
      use(cx, inst.place);
      initialize(cx, inst.into);
      return;
    case "intrinsic": {
      for (const [i, arg] of inst.args.entries()) {
        if (inst.name === "mark_initialized" && i === 0 && arg.kind !== "const") initialize(cx, arg.place);
        else operand(cx, arg);
      }
      initialize(cx, inst.into);
      return;
    }
    case "pack":
      for (const element of inst.elements) {
        if (inst.convention === "var" || inst.convention === "deinit") consume(cx, element);
        else use(cx, element);
      }
      initialize(cx, inst.into);
      return;
    case "use":
      use(cx, inst.place);
      return;
    case "declare":
      noLeak(cx, { local: inst.local, path: [] }, "declared again");
      cx.states[inst.local] = "no";
      return;
    case "dismantle":
      use(cx, inst.place);
      return;
    case "complete":
      use(cx, inst.place);
      return;
    case "destroy":
      consume(cx, inst.place);
      return;
    case "comptime_assert":
      return;
  }
}

function walkTerminator(cx: Cx, t: Terminator): readonly (readonly [BlockIndex, States])[] {
  switch (t.op) {
    case "goto":
      return [[t.target, cx.states]];
    case "branch":
      operand(cx, t.condition);
      return [
        [t.then, cx.states],
        [t.otherwise, cx.states],
      ];
    case "comptime_branch":
      return [
        [t.then, cx.states],
        [t.otherwise, cx.states],
      ];
    case "comptime_for":
      return [
        [t.body, cx.states],
        [t.exit, cx.states],
      ];
    case "invoke": {
      callArgs(cx, t.call);
      const before = [...cx.states];
      initialize(cx, t.call.into);
      const normal = cx.states;
      cx.states = before;
      initialize(cx, t.errorInto);
      return [
        [t.normal, normal],
        [t.error, cx.states],
      ];
    }
    case "return":
      atExit(cx, cx.fn.result);
      return [];
    case "raise":
      atExit(cx, cx.fn.error);
      return [];
    case "unreachable":
      return [];
  }
}

/** The slot that the exit fills has its value, lent arguments are whole, and everything else is gone. */
function atExit(cx: Cx, filled: LocalIndex | undefined): void {
  for (const [i, local] of cx.fn.locals.entries()) {
    const whole: Place = { local: i, path: [] };
    const lent = cx.fn.args.includes(i) && local.convention !== "var" && local.convention !== "deinit";
    if (i === filled || lent) {
      if (isSized(cx, local.type) && cx.states[i] !== "yes" && !isComplete(cx, i))
        report(cx, `_${i} has no value at the exit`);
    } else {
      const parts = isDismantled(cx.fn, i) ? fieldsOf(cx, whole) : [whole];
      for (const part of parts) noLeak(cx, part, "lost at the exit");
    }
  }
}

/** A value that has been taken apart is destroyed field by field: its own destructor is no longer owed. */
function isDismantled(fn: MirFunction<"owned">, local: LocalIndex): boolean {
  return fn.blocks.some(({ insts }) =>
    insts.some((inst) => inst.op === "dismantle" && inst.place.local === local && inst.place.path.length === 0),
  );
}

function fieldsOf(cx: Cx, place: Place): readonly Place[] {
  const type = tryTypeOfPlace(cx.fn, place, cx.env);
  const count = type === undefined ? 0 : fieldCount(cx.env, type);
  return Array.from({ length: count }, (_, index) => ({
    local: place.local,
    path: [...place.path, { kind: "field", index }],
  }));
}

/** The `self` of a constructor whose struct has no fields: there is nothing to store. */
function isComplete(cx: Cx, index: LocalIndex): boolean {
  const local = must(cx.fn.locals[index], "local");
  return index === cx.fn.result && local.name !== "" && fieldCount(cx.env, local.type) === 0;
}

/** Nobody reads values of this type: they need no store. */
function isSized(cx: Cx, type: TypeId): boolean {
  const term = cx.env.terms.get(type);
  return !(term.kind === "prim" && term.name === "never");
}

function callArgs(cx: Cx, call: MirCall): void {
  if (call.callee.kind === "pointer") operand(cx, call.callee.value);
  for (const arg of call.args) if (arg.value.kind !== "move") operand(cx, arg.value);
  for (const arg of call.args) if (arg.value.kind === "move") operand(cx, arg.value);
}

function operand(cx: Cx, value: Operand): void {
  switch (value.kind) {
    case "copy":
    case "borrow":
      use(cx, value.place);
      return;
    case "move":
      consume(cx, value.place);
      return;
    case "const":
      return;
  }
}

/** The place up to its first dereference: what is behind belongs to others. */
function tracked(place: Place): { readonly place: Place; readonly isWhole: boolean } {
  const deref = place.path.findIndex((p) => p.kind === "deref");
  if (deref < 0) return { place, isWhole: true };
  return { place: { local: place.local, path: place.path.slice(0, deref) }, isWhole: false };
}

function use(cx: Cx, place: Place): void {
  const owner = tracked(place).place;
  if (read(cx, owner) !== "yes") report(cx, `${printPlace(owner)} is used without a value`);
}

function consume(cx: Cx, place: Place): void {
  use(cx, place);
  if (!tracked(place).isWhole || isTrivialPlace(cx, place)) return;
  write(cx, place, "no");
}

function initialize(cx: Cx, place: Place): void {
  if (!tracked(place).isWhole) {
    use(cx, place);
    return;
  }
  noLeak(cx, place, "overwritten");
  write(cx, place, "yes");
}

function isTrivialPlace(cx: Cx, place: Place): boolean {
  const type = tryTypeOfPlace(cx.fn, place, cx.env);
  return type !== undefined && isTriviallyDestroyed(cx.env, type);
}

function noLeak(cx: Cx, place: Place, what: string): void {
  const type = tryTypeOfPlace(cx.fn, place, cx.env);
  if (type !== undefined && leaks(cx, read(cx, place), type))
    report(cx, `the value of ${printPlace(place)} is ${what}`);
}

function leaks(cx: Cx, state: State, type: TypeId): boolean {
  if (state === "no" || isTriviallyDestroyed(cx.env, type)) return false;
  if (state === "yes" || state === "maybe") return true;
  return state.some((s, i) => {
    const field = fieldType(cx.env, type, i);
    return field !== undefined && leaks(cx, s, field);
  });
}

function read(cx: Cx, place: Place): State {
  let state: State = cx.states[place.local] ?? "no";
  for (const p of place.path) if (typeof state !== "string" && p.kind === "field") state = state[p.index] ?? "no";
  return state;
}

function write(cx: Cx, place: Place, value: State): void {
  const at = (state: State, type: TypeId | undefined, depth: number): State => {
    const p = place.path[depth];
    if (p === undefined || p.kind === "deref" || type === undefined) return value;
    const fields = expand(state, fieldCount(cx.env, type));
    const below = fieldType(cx.env, type, p.index);
    return collapse(fields.map((f, i) => (i === p.index ? at(f, below, depth + 1) : f)));
  };
  cx.states[place.local] = at(cx.states[place.local] ?? "no", cx.fn.locals[place.local]?.type, 0);
}

function expand(state: State, count: number): readonly State[] {
  return typeof state === "string" ? Array.from({ length: count }, () => state) : state;
}
function collapse(fields: readonly State[]): State {
  const first = fields[0];
  return typeof first === "string" && fields.every((f) => f === first) ? first : fields;
}

function join(a: State, b: State): State {
  if (typeof a === "string" && typeof b === "string") return a === b ? a : "maybe";
  const count = typeof a === "string" ? (b as readonly State[]).length : a.length;
  const right = expand(b, count);
  return collapse(expand(a, count).map((s, i) => join(s, right[i] ?? "no")));
}
function equal(a: State, b: State): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.length === b.length && a.every((s, i) => equal(s, b[i] ?? "no"));
}

function report(cx: Cx, message: string): void {
  cx.problems?.push(`${cx.at}: ${message}`);
}
