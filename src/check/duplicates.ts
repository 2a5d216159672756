/** Declarations of one name that no call could tell apart (13.1). */

import type { DeclId, TermId } from "../base/ids.ts";
import type { FunctionSignature } from "../decls/decl.ts";
import { abstractParams } from "../terms/substitute.ts";
import { type Cx, node, report } from "./context.ts";
import { paramsOf, signatureOf } from "./declare.ts";
import { type Message, messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";

/** Reports each function of an overload set, or only `wanted`, that clashes with an earlier one. */
export function checkDuplicates(cx: Cx, decls: readonly DeclId[], wanted?: DeclId): void {
  if (decls.length < 2) return;
  const seen = new Map<string, DeclId>();
  for (const decl of decls) {
    const n = node(cx, decl);
    if (n.header.kind !== "function" || n.ast.kind !== "def") continue;
    const sig = signatureOf(cx, decl);
    if (node(cx, decl).broken) continue;
    const key = keyOf(cx, sig);
    const previous = seen.get(key);
    if (previous === undefined) {
      seen.set(key, decl);
      continue;
    }
    if (wanted !== undefined && wanted !== decl) continue;
    report(cx, nodeLocation(n), messageFor(cx, sig, signatureOf(cx, previous)), {
      notes: [{ message: "previous definition here", at: nodeLocation(node(cx, previous)) }],
    });
  }
}

/** What tells overloads apart: arguments, parameters and constraints, but no results, effects or `mut`. */
function keyOf(cx: Cx, sig: FunctionSignature): string {
  const own = (t: TermId): TermId => abstractParams(cx.store, t, sig.decl, (i) => i);
  const args = sig.args.map((a) => {
    const convention = a.convention === "mut" ? "imm" : a.convention;
    return `${convention}${a.variadic}${own(a.type)}${a.kind === "keyword" ? `=${a.name}` : ""}`;
  });
  const params = paramsOf(cx, sig.decl).map(
    (p) => `${own(p.type)}${p.variadic ? "*" : ""}${p.kind === "keyword" ? `=${p.name}` : ""}`,
  );
  const where = sig.where.map((w) => own(w.condition));
  return `${sig.isStatic ? "s" : ""}(${args.join(",")})[${params.join(",")}]${where.join(",")}`;
}

function messageFor(cx: Cx, sig: FunctionSignature, previous: FunctionSignature): Message {
  const { name } = node(cx, sig.decl).header;
  const own = (s: FunctionSignature, t: TermId): TermId => abstractParams(cx.store, t, s.decl, (i) => i);
  if (own(sig, sig.result) !== own(previous, previous.result)) return messages.redefinitionResult(name);
  const conventions = sig.args.some((a, i) => a.convention !== previous.args[i]?.convention);
  return conventions || sig.raises !== previous.raises
    ? messages.redefinitionConventions(name)
    : messages.redefinitionIdentical(name);
}
