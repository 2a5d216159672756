/**
 * One row per operation of the MIR. Printer, text parser, verifier and documentation are driven by these tables: a row gives
 * the parts of the text form in order, and with them which fields hold places, operands, terms and blocks.
 */

import type { DeclId, TermId } from "../base/ids.ts";
import type { IntrinsicName } from "../decls/intrinsics.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type {
  BlockIndex,
  Inst,
  InstOp,
  LocalIndex,
  MirCall,
  MirStage,
  Operand,
  Place,
  Terminator,
  TerminatorOp,
} from "./mir.ts";

/** What each kind of field holds. */
export interface FieldValues {
  /** A place that the operation initializes. */
  readonly into: Place;
  /** A place that the operation reads or names. */
  readonly place: Place;
  readonly places: readonly Place[];
  readonly operand: Operand;
  readonly operands: readonly Operand[];
  /** Prints its target first: `_1 = callee(...)`. */
  readonly call: MirCall;
  readonly local: LocalIndex;
  readonly term: TermId;
  readonly optionalTerm: TermId | undefined;
  readonly terms: readonly TermId[];
  readonly decl: DeclId;
  readonly block: BlockIndex;
  readonly access: "imm" | "mut";
  readonly convention: FnArgConvention;
  readonly intrinsic: IntrinsicName;
  readonly flag: boolean;
}
export type FieldKind = keyof FieldValues;

/** A literal piece of the text form, or a field. A `flag` prints its own name when set. */
export type Part = string | { readonly field: string; readonly kind: FieldKind };

export interface OpInfo {
  /** The stages in which the operation may occur. */
  readonly stages: readonly MirStage[];
  readonly parts: readonly Part[];
  /** One sentence for the documentation. */
  readonly meaning: string;
  /** Has a second span `at`: where diagnostics point, and the location that a callee sees. */
  readonly hasAt: boolean;
}

function part(field: string, kind: FieldKind): Part {
  return { field, kind };
}
const ALL: readonly MirStage[] = ["raw", "owned", "concrete"];
const GENERIC: readonly MirStage[] = ["raw", "owned"];

function row(stages: readonly MirStage[], meaning: string, parts: readonly Part[], hasAt = false): OpInfo {
  return { stages, parts, meaning, hasAt };
}

export const OPS: Readonly<Record<InstOp, OpInfo>> = {
  assign: row(ALL, "initializes a place from an operand", [part("into", "into"), "=", part("value", "operand")]),
  call: row(
    ALL,
    "calls a function that does not raise; the result is built in the target",
    [part("call", "call")],
    true,
  ),
  ref: row(ALL, "stores the address of a place", [
    part("into", "into"),
    "=",
    part("access", "access"),
    part("place", "place"),
  ]),
  intrinsic: row(ALL, "an operation that the library cannot write in Mojo", [
    part("into", "into"),
    "=",
    part("name", "intrinsic"),
    part("params", "terms"),
    part("args", "operands"),
  ]),
  pack: row(ALL, "stores the addresses of places as a variadic list or pack; `var` hands the places over", [
    part("into", "into"),
    "=",
    part("convention", "convention"),
    part("elements", "places"),
  ]),
  use: row(ALL, "keeps a place alive up to here", [part("place", "place")]),
  declare: row(ALL, "brings a local into scope, uninitialized", [part("local", "local")]),
  dismantle: row(ALL, "the whole object is no longer one: its fields die separately", [part("place", "place")]),
  complete: row(ALL, "a place initialized field by field becomes a whole object", [part("place", "place")]),
  destroy: row(["owned", "concrete"], "runs the destructor", [part("place", "place")]),
  comptime_assert: row(GENERIC, "must hold at elaboration", [
    part("condition", "term"),
    part("message", "optionalTerm"),
  ]),
};

export const TERMINATORS: Readonly<Record<TerminatorOp, OpInfo>> = {
  goto: row(ALL, "continues at a block", [part("target", "block")]),
  branch: row(ALL, "continues at one of two blocks", [
    part("condition", "operand"),
    "?",
    part("then", "block"),
    ":",
    part("otherwise", "block"),
  ]),
  invoke: row(
    ALL,
    "a call that may raise: the result is initialized on the normal edge, the error place on the error edge",
    [part("call", "call"), "?", part("normal", "block"), ":", part("errorInto", "into"), part("error", "block")],
    true,
  ),
  return: row(ALL, "leaves the function; the result slot is initialized", [part("implicit", "flag")]),
  raise: row(ALL, "leaves the function; the error slot is initialized", []),
  unreachable: row(ALL, "never reached", []),
  comptime_branch: row(GENERIC, "decided by elaboration", [
    part("condition", "term"),
    "?",
    part("then", "block"),
    ":",
    part("otherwise", "block"),
  ]),
  comptime_for: row(GENERIC, "header of an unrolled loop: the body is entered once per element", [
    part("loop", "decl"),
    "in",
    part("iterable", "term"),
    "?",
    part("body", "block"),
    ":",
    part("exit", "block"),
  ]),
};

/** The value of a field named by a row. The tables pair each field with the kind of its value, which the type system cannot see. */
export function fieldOf<K extends FieldKind>(op: Inst | Terminator, field: string, _kind: K): FieldValues[K] {
  return (op as unknown as Readonly<Record<string, FieldValues[K]>>)[field] as FieldValues[K];
}

export function infoOf(op: Inst | Terminator): OpInfo {
  return isTerminator(op) ? TERMINATORS[op.op] : OPS[op.op];
}
export function isTerminator(op: Inst | Terminator): op is Terminator {
  return Object.hasOwn(TERMINATORS, op.op);
}

/** What a walk over an operation is told. Each call visits the parts in the order in which the operation evaluates them. */
export interface OpVisitor {
  operand?(operand: Operand): void;
  /** A place whose storage is read, borrowed or named, outside operands. */
  place?(place: Place): void;
  into?(place: Place): void;
  term?(term: TermId): void;
}

/** Shows the places, operands and terms of an operation to the visitor: reads first, then the target. */
export function visitOp(op: Inst | Terminator, visitor: OpVisitor): void {
  const targets: Place[] = [];
  const operand = (value: Operand): void => {
    visitor.operand?.(value);
    if (value.kind === "const") {
      visitor.term?.(value.value);
      visitor.term?.(value.type);
    }
  };
  for (const p of infoOf(op).parts) {
    if (typeof p === "string") continue;
    switch (p.kind) {
      case "into":
        targets.push(fieldOf(op, p.field, "into"));
        break;
      case "place":
        visitor.place?.(fieldOf(op, p.field, "place"));
        break;
      case "places":
        for (const each of fieldOf(op, p.field, "places")) visitor.place?.(each);
        break;
      case "operand":
        operand(fieldOf(op, p.field, "operand"));
        break;
      case "operands":
        for (const each of fieldOf(op, p.field, "operands")) operand(each);
        break;
      case "call": {
        const call = fieldOf(op, p.field, "call");
        if (call.callee.kind === "pointer") operand(call.callee.value);
        for (const arg of call.args) operand(arg.value);
        for (const term of termsOfCallee(call)) visitor.term?.(term);
        targets.push(call.into);
        break;
      }
      case "term":
        visitor.term?.(fieldOf(op, p.field, "term"));
        break;
      case "optionalTerm": {
        const term = fieldOf(op, p.field, "optionalTerm");
        if (term !== undefined) visitor.term?.(term);
        break;
      }
      case "terms":
        for (const each of fieldOf(op, p.field, "terms")) visitor.term?.(each);
        break;
      case "local":
      case "decl":
      case "block":
      case "access":
      case "convention":
      case "intrinsic":
      case "flag":
        break;
    }
  }
  for (const target of targets) visitor.into?.(target);
}

function termsOfCallee(call: MirCall): readonly TermId[] {
  const callee = call.callee;
  switch (callee.kind) {
    case "function":
      return callee.bindings;
    case "witness":
      return [callee.self, ...callee.bindings];
    case "closure":
      return [callee.type, callee.signature, ...callee.bindings];
    case "pointer":
      return [callee.signature];
    case "instance":
      return [];
  }
}
