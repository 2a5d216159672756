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

/** `def(self: S, x: Int) raises thin -> Int` for messages: with the name of a function, and `thin` where nothing is captured. */
export function functionTypeText(cx: Cx, sig: FunctionSignature, bind: (t: TermId) => TermId = (t) => t): string {
  const isClosure = node(cx, sig.decl).header.kind === "closure";
  const name = sig.isMethod || isClosure ? "" : ` ${node(cx, sig.decl).header.name}`;
  const args: string[] = [];
  for (const a of sig.args) {
    if (a.kind === "keyword" && !args.some((text) => text.startsWith("*"))) args.push("*");
    const convention = a.convention === "imm" ? "" : `${a.convention} `;
    const stars = a.variadic === "pack" ? "*" : a.variadic;
    args.push(`${convention}${stars}${a.name}: ${a.variadic === "pack" ? "*" : ""}${show(cx, bind(a.type))}`);
  }
  const shownError = sig.raises === undefined ? "" : show(cx, bind(sig.raises));
  const raises = shownError === "" ? "" : shownError === "Error" ? " raises" : ` raises ${shownError}`;
  return `def${name}(${args.join(", ")})${raises}${isClosure ? "" : " thin"} -> ${show(cx, bind(sig.result))}`;
}
