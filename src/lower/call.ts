/**
 * Calls and intrinsics, and what chains of them have in common with conditionals. Arguments are evaluated in the order in which they stand in the text (keyword arguments and reflected
 * operators put the formals in another order); copies and transfers into owned arguments happen at the call itself.
 *
 * A sum of 20,000 terms is a call whose first argument is a call, and so on; `a and b and c` is a conditional whose condition
 * is one. The chain along what is evaluated first is walked with a list, innermost first, and each result waits in `cx.ready`
 * for the expression around it.
 */

import { bug } from "../base/bug.ts";
import { type IntrinsicInfo, intrinsicInfo } from "../decls/intrinsics.ts";
import type { MirArg, MirCall, MirCallee, Operand, Place } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import { originMut } from "../terms/origins.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type { Callee, TypedArg, TypedExpr } from "../typed/typed.ts";
import { type Cx, isNever, localPlace, newTemp } from "./context.ts";
import { lowerBorrow, lowerInto, lowerOwned, lowerPlace, lowerTemp } from "./expr.ts";
import { lowerIfInto } from "./if.ts";
import { raiseTarget } from "./raise.ts";

type CallExpr = Extract<TypedExpr, { readonly kind: "call" }>;
type IntrinsicExpr = Extract<TypedExpr, { readonly kind: "intrinsic" }>;
type ChainExpr = CallExpr | IntrinsicExpr | Extract<TypedExpr, { readonly kind: "if" }>;
type TempExpr = Extract<TypedExpr, { readonly kind: "temp" }>;

interface Link {
  readonly expr: ChainExpr;
  /** The named temporary that holds the result. */
  readonly temp: TempExpr | undefined;
}

/** Lowers an expression into a place, after the calls and conditionals that are evaluated first inside it. */
export function lowerChain(cx: Cx, expr: ChainExpr, into: Place, span: Span): void {
  const links: Link[] = [];
  for (let next = firstInside(cx, expr); next !== undefined; next = firstInside(cx, next.expr)) links.push(next);
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    const local = link.temp?.local ?? newTemp(cx, link.expr.type, link.expr.span);
    if (link.temp !== undefined) cx.build.emit({ op: "declare", span: link.temp.span, local });
    emit(cx, link.expr, localPlace(local), link.expr.span);
    cx.build.rank(local);
    cx.ready.set(link.temp ?? link.expr, localPlace(local));
  }
  emit(cx, expr, into, span);
}

/** What is evaluated first of all inside an expression, if it is found without evaluating anything else. */
function firstInside(cx: Cx, expr: ChainExpr): Link | undefined {
  let at = firstOperand(expr);
  let temp: TempExpr | undefined;
  while (at !== undefined && !cx.ready.has(at)) {
    switch (at.kind) {
      case "call":
      case "intrinsic":
      case "if":
        return { expr: at, temp };
      case "temp":
        temp = at;
        at = at.value;
        continue;
      case "field":
        at = at.base;
        break;
      case "deref":
        at = at.reference;
        break;
      case "copy":
      case "ref":
      case "transfer":
        at = at.place;
        break;
      default:
        return undefined;
    }
    temp = undefined;
  }
  return undefined;
}

function firstOperand(expr: ChainExpr): TypedExpr | undefined {
  if (expr.kind === "if") return expr.condition;
  if (expr.kind === "intrinsic") return expr.args[0];
  if (expr.callee.kind === "pointer") return undefined;
  const first = evaluationOrder(expr.args)[0];
  const arg = first === undefined ? undefined : expr.args[first];
  return arg !== undefined && (arg.kind === "one" || arg.kind === "forward") ? arg.value : undefined;
}

/** Indices of the arguments in text order. Arguments without a place in the text (defaults) stay where they are. */
function evaluationOrder(args: readonly TypedArg[]): readonly number[] {
  const order = args.map((_, i) => i);
  const starts = args.map((a) => startOf(a));
  const placed = order.filter((i) => starts[i] !== undefined);
  const sorted = [...placed].sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b);
  placed.forEach((at, i) => {
    order[at] = sorted[i] ?? at;
  });
  return order;
}

function startOf(arg: TypedArg): number | undefined {
  const value = arg.kind === "one" || arg.kind === "forward" ? arg.value : arg.values[0];
  if (value === undefined || value.kind === "const" || (value.span.start === 0 && value.span.end === 0))
    return undefined;
  return value.span.start;
}

function emit(cx: Cx, expr: ChainExpr, wanted: Place, span: Span): void {
  if (expr.kind === "if") {
    lowerIfInto(cx, expr, wanted, span);
    return;
  }
  // A call that does not return builds nothing, whatever the context wants.
  const into = isNever(cx, expr.type) ? neverSlot(cx, expr) : wanted;
  if (expr.kind === "intrinsic") emitIntrinsic(cx, expr, into);
  else emitCall(cx, expr, into);
  if (!isNever(cx, expr.type)) return;
  const wasLive = cx.build.isLive;
  cx.build.terminate({ op: "unreachable", span: expr.span });
  cx.cause = wasLive ? "after_never" : "";
}

function neverSlot(cx: Cx, expr: TypedExpr): Place {
  const temp = newTemp(cx, expr.type, expr.span);
  cx.build.rank(temp);
  return localPlace(temp);
}

function emitIntrinsic(cx: Cx, expr: IntrinsicExpr, into: Place): void {
  const conventions = intrinsicInfo(expr.op).conventions;
  const args = expr.args.map((arg, i) => lowerIntrinsicArg(cx, conventions[i] ?? "value", arg));
  cx.build.emit({ op: "intrinsic", span: expr.span, into, name: expr.op, params: expr.params, args });
}

function lowerIntrinsicArg(cx: Cx, convention: IntrinsicInfo["conventions"][number], arg: TypedExpr): Operand {
  switch (convention) {
    case "value":
    case "take":
      return lowerOwned(cx, arg);
    case "ref":
      return lowerBorrow(cx, arg, isMutable(cx, arg) ? "mut" : "imm");
    case "mut":
      return lowerBorrow(cx, arg, "mut");
  }
}

function emitCall(cx: Cx, expr: CallExpr, into: Place): void {
  const callee = lowerCallee(cx, expr.callee);
  const args: MirArg[] = [];
  for (const index of evaluationOrder(expr.args)) {
    const arg = expr.args[index] ?? bug("argument order");
    const value = lowerArg(cx, arg, expr.span);
    const at = caretOf(arg);
    args[index] = { convention: arg.convention, value, ...(at === undefined ? {} : { at }) };
  }
  const call: MirCall = { callee, args, into, nestedOriginsReadOnly: expr.nestedOriginsReadOnly };
  if (expr.raises === undefined || isNever(cx, expr.raises)) {
    cx.build.emit({ op: "call", span: expr.span, at: expr.at, call });
    return;
  }
  cx.build.ensure(expr.span);
  const target = raiseTarget(cx, expr.raises, expr.at);
  const normal = cx.build.block("", expr.span);
  cx.build.terminateInto(
    { op: "invoke", span: expr.span, at: expr.at, call, errorInto: target.slot, normal, error: target.block },
    normal,
  );
}

/** Where a message about one argument points; undefined for arguments that were not written. */
function caretOf(arg: TypedArg): Span | undefined {
  if (arg.kind !== "one" && arg.kind !== "forward") return undefined;
  const { start, end } = arg.value.span;
  return end > start ? caretOfValue(arg.value) : undefined;
}

function caretOfValue(value: TypedExpr): Span {
  switch (value.kind) {
    case "transfer":
      return { start: value.span.end - 1, end: value.span.end };
    case "call":
      return value.at;
    case "deref":
      return caretOfValue(value.reference);
    case "temp":
      return caretOfValue(value.value);
    case "copy":
      return caretOfValue(value.place);
    case "field":
      return { start: value.base.span.end, end: value.base.span.end + 1 };
    default:
      return value.span;
  }
}

function lowerCallee(cx: Cx, callee: Callee): MirCallee {
  if (callee.kind !== "pointer") return callee;
  return { kind: "pointer", signature: callee.signature, value: lowerOwned(cx, callee.value) };
}

function lowerArg(cx: Cx, arg: TypedArg, span: Span): Operand {
  if (arg.kind === "one" || arg.kind === "forward") return lowerByConvention(cx, arg.convention, arg.value);
  const owned = arg.convention === "var" || arg.convention === "deinit";
  const elements = arg.values.map((value) => (owned ? lowerOwnedPlace(cx, value) : lowerPlace(cx, value)));
  const list = newTemp(cx, arg.type, span);
  cx.build.rank(list);
  const into = localPlace(list);
  const marks = arg.values.map(caretOfValue);
  cx.build.emit({ op: "pack", span, marks, into, convention: arg.convention, elements });
  if (owned) return { kind: "move", place: into };
  return { kind: "borrow", place: into, access: arg.convention === "mut" ? "mut" : "imm" };
}

function lowerByConvention(cx: Cx, convention: FnArgConvention, value: TypedExpr): Operand {
  switch (convention) {
    case "imm":
      return lowerBorrow(cx, value, "imm");
    case "mut":
      return lowerBorrow(cx, value, "mut");
    case "ref":
      return lowerBorrow(cx, value, isMutable(cx, value) ? "mut" : "imm");
    case "var":
    case "deinit":
      return lowerOwned(cx, value);
    case "out":
      bug("an 'out' argument is not passed");
  }
}

/** Storage that the callee may take over: what is transferred as it is, anything else in a temporary. */
function lowerOwnedPlace(cx: Cx, value: TypedExpr): Place {
  if (value.kind === "transfer") return lowerPlace(cx, value.place);
  if (value.kind !== "copy") return lowerTemp(cx, value);
  const temp = newTemp(cx, value.type, value.span);
  lowerInto(cx, value, localPlace(temp));
  cx.build.rank(temp);
  return localPlace(temp);
}

/** Whether the storage that an expression designates is known to be mutable: then a `ref` argument may change it. */
export function isMutable(cx: Cx, expr: TypedExpr): boolean {
  const store = cx.env.terms;
  let at = expr;
  for (;;) {
    switch (at.kind) {
      case "field":
        at = at.base;
        continue;
      case "local": {
        const local = cx.body.locals[at.local];
        if (local === undefined) return false;
        const type = store.get(local.type);
        return local.kind === "ref" && type.kind === "ref"
          ? originMut(store, type.origin) === store.true
          : local.mutable;
      }
      case "deref": {
        const type = store.get(at.reference.type);
        return type.kind === "ref" && originMut(store, type.origin) === store.true;
      }
      case "capture":
        return false;
      default:
        return true;
    }
  }
}
