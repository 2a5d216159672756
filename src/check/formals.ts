/** Which argument of a call goes to which formal of a function (15.3.1, step 1). */

import type { FunctionSignature } from "../decls/decl.ts";
import type { Span } from "../source/source.ts";
import type { TypedExpr } from "../typed/typed.ts";
import type { FormalValue } from "./untyped.ts";
import type { ArgVal } from "./values.ts";

export type FormalPlan =
  | { readonly kind: "self"; readonly expr: TypedExpr }
  | { readonly kind: "one"; readonly arg: number }
  | { readonly kind: "default" }
  | { readonly kind: "many"; readonly args: readonly number[] }
  | { readonly kind: "keywords"; readonly args: readonly number[] }
  | { readonly kind: "forward"; readonly arg: number };

/** What a formal of an untyped function is given. */
export function formalValue(plan: FormalPlan, args: readonly ArgVal[]): FormalValue {
  const arg = plan.kind === "one" ? args[plan.arg] : undefined;
  if (arg !== undefined) return { kind: "arg", arg };
  return plan.kind === "default" ? { kind: "default" } : { kind: "other" };
}

export type Planned =
  | { readonly ok: true; readonly formals: readonly FormalPlan[] }
  | { readonly ok: false; readonly reason: string; readonly arg: number | undefined; readonly span: Span | undefined };

export function planFormals(sig: FunctionSignature, self: TypedExpr | undefined, args: readonly ArgVal[]): Planned {
  const formals = sig.args;
  const plans: (FormalPlan | undefined)[] = formals.map(() => undefined);
  const many = new Map<number, number[]>();
  let next = 0;
  if (self !== undefined && !sig.isStatic && !sig.isInit) {
    if (formals.length === 0) return { ok: false, reason: "unexpected argument", arg: undefined, span: undefined };
    plans[0] = { kind: "self", expr: self };
    next = 1;
  }
  // A missing argument is told before one too many: the call is about the formals.
  let refused: Planned | undefined;
  const refuse = (reason: string, arg: number, span?: Span): void => {
    refused ??= { ok: false, reason, arg, span };
  };
  for (const [a, arg] of args.entries()) {
    if (arg.unpack === "**") {
      const index = formals.findIndex((f) => f.variadic === "**");
      if (index < 0) refuse("unpack is only supported when the callee accepts a variadic", a);
      else plans[index] = { kind: "forward", arg: a };
      continue;
    }
    if (arg.name !== undefined) {
      const index = formals.findIndex((f) => f.name === arg.name && f.kind !== "positional" && f.variadic === "");
      if (index >= 0 && plans[index] === undefined) {
        plans[index] = { kind: "one", arg: a };
        continue;
      }
      const rest = formals.findIndex((f) => f.variadic === "**");
      if (index < 0 && rest >= 0) {
        const list = many.get(rest) ?? [];
        list.push(a);
        many.set(rest, list);
        continue;
      }
      refuse(`unexpected keyword argument '${arg.name}'`, a, arg.nameSpan);
      continue;
    }
    while (next < formals.length && plans[next] !== undefined && formals[next]?.variadic === "") next++;
    const formal = formals[next];
    if (formal === undefined || formal.kind === "keyword" || formal.variadic === "**") {
      refuse(
        arg.unpack === "*"
          ? "unpack is only supported when the callee accepts a variadic; pass the elements one by one"
          : "unexpected argument",
        a,
      );
      continue;
    }
    if (formal.variadic === "*" || formal.variadic === "pack") {
      if (arg.unpack === "*") {
        plans[next] = { kind: "forward", arg: a };
        next++;
        continue;
      }
      const list = many.get(next) ?? [];
      list.push(a);
      many.set(next, list);
      continue;
    }
    if (arg.unpack === "*")
      refuse("unpack is only supported when the callee accepts a variadic; pass the elements one by one", a);
    plans[next] = { kind: "one", arg: a };
    next++;
  }
  const out: FormalPlan[] = [];
  for (const [i, formal] of formals.entries()) {
    const plan = plans[i];
    if (plan !== undefined) out.push(plan);
    else if (formal.variadic === "*" || formal.variadic === "pack") out.push({ kind: "many", args: many.get(i) ?? [] });
    else if (formal.variadic === "**") out.push({ kind: "keywords", args: many.get(i) ?? [] });
    else if (formal.defaultValue !== undefined) out.push({ kind: "default" });
    else {
      return { ok: false, reason: `missing required argument: '${formal.name}'`, arg: undefined, span: undefined };
    }
  }
  return refused ?? { ok: true, formals: out };
}
