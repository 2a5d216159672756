/** Exclusivity of the operands of one call (15.2.3): nothing written may overlap anything else that is passed. */

import type { TermId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import { basesOf, originMembers } from "../terms/origins.ts";
import { collectOrigins } from "../terms/substitute.ts";
import { isPlace, type TypedExpr } from "../typed/typed.ts";
import { envOf, subst } from "./bindings.ts";
import { hasRole } from "./conform.ts";
import type { Cx } from "./context.ts";
import { node, report } from "./context.ts";
import type { FnCx } from "./fn.ts";
import { mutOf } from "./infer.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { originOfPlace } from "./origins.ts";
import type { Viable } from "./overload.ts";
import { isOriginParam } from "./verify.ts";

interface Access {
  readonly arg: string;
  readonly index: number;
  immutable: boolean;
  leaf: boolean;
  /** Through a value that contains the origin, not by passing the place itself. */
  readonly embedded: TypedExpr | undefined;
}

interface Operand {
  readonly name: string;
  readonly convention: "imm" | "mut" | "ref" | "var" | "deinit" | "out";
  readonly value: TypedExpr;
  /** A `ref` argument declared to be immutable, whatever is passed. */
  readonly readOnly: boolean;
}

export function checkExclusivity(
  fx: FnCx,
  v: Viable,
  call: Extract<TypedExpr, { kind: "call" }>,
  name: string,
  at: Span,
): void {
  const cx = fx.cx;
  const operands: Operand[] = [];
  for (const [i, arg] of call.args.entries()) {
    const formal = v.sig.args[i];
    if (formal === undefined) continue;
    const values = arg.kind === "one" || arg.kind === "forward" ? [arg.value] : arg.values;
    const declared =
      formal.origin === undefined ? undefined : subst(cx, formal.origin, envOf(cx, v.sig.decl, v.bindings));
    const readOnly = arg.convention === "ref" && declared !== undefined && mutOf(cx, declared) === cx.store.false;
    for (const value of values) operands.push({ name: formal.name, convention: arg.convention, value, readOnly });
  }
  if (operands.length < 2 && !operands.some((o) => mentionsOrigin(cx, o.value.type))) return;
  const table = new Map<TermId, Access>();
  const calleeIsLibrary = node(fx.cx, v.sig.decl).header.isLibrary;
  for (const [index, operand] of operands.entries()) {
    for (const access of accessesOf(fx, operand, v.sig.nestedOriginsReadOnly)) {
      const conflict = record(cx, table, access.origin, {
        arg: operand.name,
        index,
        immutable: access.immutable,
        leaf: true,
        embedded: access.embedded ? operand.value : undefined,
      });
      if (conflict === undefined) continue;
      // The library's own functions on pointer-like values are written for operands that refer to the same storage.
      if (calleeIsLibrary && access.embedded && conflict.earlier.embedded !== undefined) continue;
      reportConflict(fx, conflict.earlier, conflict.origin, operand, access, name, at);
      return;
    }
  }
}

function mentionsOrigin(cx: Cx, type: TermId): boolean {
  return collectOrigins(cx.store, type, (o, i) => isOriginParam(cx, o, i)).length > 1;
}

interface OriginAccess {
  readonly origin: TermId;
  readonly immutable: boolean;
  readonly embedded: boolean;
}

/** `isReader`: the callee only reads what it is given by `ref` (15.1: `@__unsafe_nested_origins_read_only`). */
function accessesOf(fx: FnCx, operand: Operand, isReader: boolean): readonly OriginAccess[] {
  const cx = fx.cx;
  const out: OriginAccess[] = [];
  const byReference = operand.convention === "imm" || operand.convention === "mut" || operand.convention === "ref";
  const trivial =
    operand.convention === "imm" && hasRole(cx, fx.facts, operand.value.type, "trivial_register_passable");
  if (byReference && isPlace(operand.value) && operand.value.kind !== "temp" && !trivial) {
    const origin = originOfPlace(fx, operand.value);
    if (origin !== undefined) {
      for (const m of originMembers(cx.store, origin)) {
        const immutable =
          operand.convention === "imm" ||
          operand.readOnly ||
          (isReader && operand.convention === "ref") ||
          mutOf(cx, m) === cx.store.false;
        out.push({ origin: m, immutable, embedded: false });
      }
    }
  }
  for (const origin of collectOrigins(cx.store, operand.value.type, (o, i) => isOriginParam(cx, o, i))) {
    const mutable = mutOf(cx, origin) !== cx.store.false;
    for (const m of originMembers(cx.store, origin)) out.push({ origin: m, immutable: !mutable, embedded: true });
  }
  return out;
}

function record(
  cx: Cx,
  table: Map<TermId, Access>,
  origin: TermId,
  access: Access,
): { readonly earlier: Access; readonly origin: TermId } | undefined {
  let immutable = access.immutable;
  let leaf = access.leaf;
  for (const step of basesOf(cx.store, origin)) {
    if (step.via === "field") leaf = false;
    else if (step.via === "interior") {
      immutable = true;
      leaf = false;
    } else if (step.via === "subtree") leaf = true;
    const known = table.get(step.origin);
    if (known === undefined) {
      table.set(step.origin, { ...access, immutable, leaf });
      continue;
    }
    if (known.index !== access.index && (!immutable || !known.immutable) && (leaf || known.leaf))
      return { earlier: known, origin: step.origin };
    known.leaf ||= leaf;
    known.immutable &&= immutable;
  }
  return undefined;
}

function reportConflict(
  fx: FnCx,
  earlier: Access,
  origin: TermId,
  operand: Operand,
  access: OriginAccess,
  name: string,
  at: Span,
): void {
  const cx = fx.cx;
  const word = (immutable: boolean): string => (immutable ? "immutably" : "mutably");
  const text = `aliasing values passed ${word(earlier.immutable)} to '${earlier.arg}' argument and passed ${word(access.immutable)} to '${operand.name}' argument in '${name}' call`;
  const shown = show(cx, origin);
  const embedded = access.embedded ? operand.value : earlier.embedded;
  const note =
    embedded !== undefined
      ? `'${shown.startsWith("origin_of") ? shown : `origin_of(${shown})`}' memory accessed through reference embedded in value of type '${show(cx, embedded.type)}'`
      : `'${shown.startsWith("origin_of") ? shown : `origin_of(${shown})`}' value is passed through aliasing '${operand.convention}' argument '${operand.name}'`;
  report(cx, { file: fx.file, span: at }, messages.aliasing(text), {
    notes: [{ message: note, at: { file: fx.file, span: operand.value.span } }],
  });
  fx.hasErrors = true;
}
