/** Function types: from signatures, and as text. */

import type { TermId } from "../base/ids.ts";
import type { FunctionSignature } from "../decls/decl.ts";
import type { FnTypeArg } from "../terms/term.ts";
import type { Cx } from "./context.ts";
import { node } from "./context.ts";
import { show } from "./names.ts";

/** The type `def(...) thin -> R` of a function whose parameters are all bound by `bind`. */
export function functionType(cx: Cx, sig: FunctionSignature, bind: (t: TermId) => TermId, thin: boolean): TermId {
  const args: FnTypeArg[] = sig.args.map((a) => ({
    name: a.kind === "positional" ? "" : a.name,
    convention: a.convention,
    type: bind(a.type),
    origin: a.origin === undefined ? undefined : bind(a.origin),
    keywordOnly: a.kind === "keyword",
    variadic: a.variadic === "pack" ? "*" : a.variadic,
  }));
  return cx.store.intern({
    kind: "fn",
    params: [],
    args,
    result: bind(sig.result),
    raises: sig.raises === undefined ? undefined : bind(sig.raises),
    thin,
    abi: sig.abi,
  });
}

/** `def(self: S, x: Int) raises thin -> Int` for messages. */
export function functionTypeText(cx: Cx, sig: FunctionSignature, bind: (t: TermId) => TermId): string {
  const name = sig.isMethod ? "" : ` ${node(cx, sig.decl).header.name}`;
  const args = sig.args.map((a) => {
    const convention = a.convention === "imm" ? "" : `${a.convention} `;
    return `${convention}${a.name}: ${show(cx, bind(a.type))}`;
  });
  const raises = sig.raises === undefined ? "" : " raises";
  return `def${name}(${args.join(", ")})${raises} thin -> ${show(cx, bind(sig.result))}`;
}
