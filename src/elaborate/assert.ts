/** `comptime assert`: must hold for the bindings of the instance (11.3). */

import type { Inst } from "../mir/mir.ts";
import { type Elaborator, failHere } from "./context.ts";
import { resolve, resolveBool } from "./resolve.ts";
import type { Scope } from "./scope.ts";

type AssertInst = Extract<Inst, { readonly op: "comptime_assert" }>;

export function checkAssert(cx: Elaborator, scope: Scope, inst: AssertInst): void {
  const holds = resolveBool(cx, scope, inst.condition);
  if (holds !== false) return;
  const text = inst.message === undefined ? undefined : cx.comptime.text(resolve(cx, scope, inst.message));
  failHere(cx, `constraint failed: ${text ?? "comptime assertion failed"}`);
}
