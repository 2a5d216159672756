/**
 * MIR: a graph of blocks over places. Three stages share the shape; the verifier says what each guarantees.
 *
 * raw: generic, origins in types, no `destroy`, ownership unchecked. owned: every place initialized before use and consumed
 * or destroyed exactly once on each path, origins erased, still generic. concrete: no parameters, no witnesses, no comptime
 * control flow; every layout known.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { CalleeOf } from "../decls/callee.ts";
import type { IntrinsicName } from "../decls/intrinsics.ts";
import type { Span } from "../source/source.ts";
import type { FnArgConvention } from "../terms/term.ts";

export type MirStage = "raw" | "owned" | "concrete";
export type LocalIndex = number;
export type BlockIndex = number;

/** Field selection (struct, closure object) or the target of a local/field of `ref` type. */
export type Projection = { readonly kind: "field"; readonly index: number } | { readonly kind: "deref" };

export interface Place {
  readonly local: LocalIndex;
  readonly path: readonly Projection[];
}

export type Operand =
  /** Reads a value; for types that are not trivially copyable this is an implicit copy (a constructor call after elaboration). */
  | { readonly kind: "copy"; readonly place: Place }
  /** Consumes the place. */
  | { readonly kind: "move"; readonly place: Place }
  /** The address of the place, for `imm` / `mut` access; `ref` follows the mutability of the origin. */
  | { readonly kind: "borrow"; readonly place: Place; readonly access: "imm" | "mut" }
  | { readonly kind: "const"; readonly value: TermId; readonly type: TypeId };

export type MirCallee =
  | CalleeOf<Operand>
  /** concrete only: index into `ConcreteProgram.functions`. */
  | { readonly kind: "instance"; readonly instance: number };

export interface MirArg {
  readonly convention: FnArgConvention;
  readonly value: Operand;
  /** Where diagnostics about the argument alone point: the `^` of a transfer, the `(` of a call. Not part of the text form. */
  readonly at?: Span;
}

export interface MirCall {
  readonly callee: MirCallee;
  readonly args: readonly MirArg[];
  /** Where the result is built. Always present; a temporary of the None type where nothing is wanted. */
  readonly into: Place;
  readonly nestedOriginsReadOnly: boolean;
}

export type Inst =
  /** Initializes `into` (dropping an old value first is a separate `destroy` placed by lifetimes). */
  | { readonly op: "assign"; readonly span: Span; readonly into: Place; readonly value: Operand }
  | { readonly op: "call"; readonly span: Span; readonly at: Span; readonly call: MirCall }
  /** into := address of place; `into` has a `ref` type. */
  | {
      readonly op: "ref";
      readonly span: Span;
      readonly into: Place;
      readonly place: Place;
      readonly access: "imm" | "mut";
    }
  | {
      readonly op: "intrinsic";
      readonly span: Span;
      readonly into: Place;
      readonly name: IntrinsicName;
      readonly params: readonly TermId[];
      readonly args: readonly Operand[];
    }
  /** into := variadic list or pack of the addresses of places: an array of addresses, plus the count in its type or value. */
  | {
      readonly op: "pack";
      readonly span: Span;
      /** Where diagnostics about each element point. Not part of the text form. */
      readonly marks?: readonly Span[];
      readonly into: Place;
      readonly convention: FnArgConvention;
      readonly elements: readonly Place[];
    }
  /** Keeps the place alive up to here (`_ = x`). */
  | { readonly op: "use"; readonly span: Span; readonly place: Place }
  /** The local comes into scope uninitialized (a `var` without value, or the start of a loop round). */
  | { readonly op: "declare"; readonly span: Span; readonly local: LocalIndex }
  /** The whole object is no longer one: its fields die separately (start of `deinit self` bodies). */
  | { readonly op: "dismantle"; readonly span: Span; readonly place: Place }
  /** The place has been initialized field by field and is a whole object from here on. */
  | { readonly op: "complete"; readonly span: Span; readonly place: Place }
  /** owned, concrete: runs the destructor. */
  | { readonly op: "destroy"; readonly span: Span; readonly place: Place }
  /** Must hold at elaboration. */
  | {
      readonly op: "comptime_assert";
      readonly span: Span;
      readonly condition: TermId;
      readonly message: TermId | undefined;
    };

export type InstOp = Inst["op"];

export type Terminator =
  | { readonly op: "goto"; readonly span: Span; readonly target: BlockIndex }
  | {
      readonly op: "branch";
      readonly span: Span;
      readonly condition: Operand;
      readonly then: BlockIndex;
      readonly otherwise: BlockIndex;
    }
  /** A call that may raise: `errorInto` holds the error on the `error` edge, the result is initialized on the `normal` edge. */
  | {
      readonly op: "invoke";
      readonly span: Span;
      readonly at: Span;
      readonly call: MirCall;
      readonly errorInto: Place;
      readonly normal: BlockIndex;
      readonly error: BlockIndex;
    }
  | { readonly op: "return"; readonly span: Span; readonly implicit: boolean }
  /** The error slot is initialized; leaves the function. */
  | { readonly op: "raise"; readonly span: Span }
  | { readonly op: "unreachable"; readonly span: Span }
  | {
      readonly op: "comptime_branch";
      readonly span: Span;
      readonly condition: TermId;
      readonly then: BlockIndex;
      readonly otherwise: BlockIndex;
    }
  /** Loop header: `body` is entered once per element with `loop`'s parameter bound; its back edges return here. */
  | {
      readonly op: "comptime_for";
      readonly span: Span;
      readonly loop: DeclId;
      readonly iterable: TermId;
      readonly body: BlockIndex;
      readonly exit: BlockIndex;
    };

export type TerminatorOp = Terminator["op"];

/**
 * What a block came from, where messages and warnings need to know. `after_x`: code that the user wrote after something that
 * never falls through (`after_never`: a call that does not return); such a block starts an unreachable region worth a warning.
 */
export type BlockOrigin =
  | ""
  | "if"
  | "then"
  | "else"
  | "loop"
  | "loop_body"
  | "loop_exit"
  | "try"
  | "try_else"
  | "handler"
  | "finally"
  | UnreachableOrigin;
export type UnreachableOrigin =
  | "after_return"
  | "after_raise"
  | "after_break"
  | "after_continue"
  | "after_loop"
  | "after_if"
  | "after_try"
  | "after_never";

export interface MirBlock {
  readonly insts: readonly Inst[];
  readonly terminator: Terminator;
  readonly origin: BlockOrigin;
  /** The construct it came from. */
  readonly span: Span;
}

export interface MirLocal {
  readonly name: string;
  readonly type: TypeId;
  readonly kind: "arg" | "var" | "ref" | "result" | "error" | "temp";
  readonly convention: FnArgConvention;
  readonly mutable: boolean;
  readonly span: Span;
  readonly quiet: boolean;
  /**
   * Rank in the order of destruction: values that die at one point die in descending slot (15.1.4). Locals are numbered in
   * text order of their declaration (an initializer's temporaries before the variable), arguments after all locals.
   */
  readonly slot: number;
}

/**
 * `stage` is in the type, so that no phase gets the wrong one. Block 0 is the entry. After lowering, the first locals have
 * the indices of `TypedBody.locals`, which is what `origin_local` terms name; temporaries and a closure's object follow.
 */
export interface MirFunction<S extends MirStage> {
  readonly stage: S;
  readonly decl: DeclId;
  readonly locals: readonly MirLocal[];
  /** Locals of the arguments in order; a closure's object comes first. */
  readonly args: readonly LocalIndex[];
  readonly result: LocalIndex;
  readonly error: LocalIndex | undefined;
  readonly blocks: readonly MirBlock[];
}

export function place(local: LocalIndex, ...path: readonly Projection[]): Place {
  return { local, path };
}
export function samePlace(a: Place, b: Place): boolean {
  return (
    a.local === b.local &&
    a.path.length === b.path.length &&
    a.path.every((p, i) => {
      const q = b.path[i];
      return (
        q !== undefined && p.kind === q.kind && (p.kind === "deref" || (q.kind === "field" && p.index === q.index))
      );
    })
  );
}

export function successors(t: Terminator): readonly BlockIndex[] {
  switch (t.op) {
    case "goto":
      return [t.target];
    case "branch":
    case "comptime_branch":
      return [t.then, t.otherwise];
    case "invoke":
      return [t.normal, t.error];
    case "comptime_for":
      return [t.body, t.exit];
    case "return":
    case "raise":
    case "unreachable":
      return [];
  }
}
