// Signatures as the surface writes them, `def f[n: Int, //](self, a: Int = 0, *, b: Int) -> Int`, brought to what a caller sees
// of one: the arguments with their kinds. The types are left out: two ways of writing the same type are many.

import type { FunctionSignature } from "../../src/decls/decl.ts";

export interface ShapeArg {
  /** Empty for an argument that is passed by position alone. */
  readonly name: string;
  readonly keyword: boolean;
  readonly variadic: boolean;
  readonly hasDefault: boolean;
  readonly mutates: boolean;
}

/** What a caller has to know of a function. */
export interface Shape {
  readonly args: readonly ShapeArg[];
  readonly params: readonly ShapeArg[];
}

/** The shape of a signature text; undefined if it is not one of a function. */
export function shapeOfText(text: string): Shape | undefined {
  if (!text.startsWith("def ") || text === "def") return undefined;
  let at = text.search(/[[(]/);
  if (at < 0) return undefined;
  let params: readonly ShapeArg[] = [];
  if (text[at] === "[") {
    const end = closing(text, at);
    params = argsOfText(text.slice(at + 1, end));
    at = end + 1;
  }
  if (text[at] !== "(") return undefined;
  const args = text.slice(at + 1, closing(text, at));
  // The surface does not mark all parameters that calls infer: one that the arguments speak of is.
  const spoken = new Set(args.match(/\w+/g));
  return { params: params.filter((each) => each.hasDefault || !spoken.has(each.name)), args: argsOfText(args) };
}

const OPEN = "([{";
const CLOSE = ")]}";

/** The bracket that closes the one at `from`; text in quotes is passed over. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"' || c === "`") {
      const end = text.indexOf(c, i + 1);
      if (end < 0) return text.length;
      i = end;
    } else if (OPEN.includes(c)) depth++;
    else if (CLOSE.includes(c) && --depth === 0) return i;
  }
  return text.length;
}

/** The parts of a text between separators that stand outside of all brackets. */
function parts(text: string, separator: string): readonly string[] {
  const out: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"' || c === "`") i = Math.max(i, text.indexOf(c, i + 1));
    else if (OPEN.includes(c)) i = closing(text, i);
    else if (c === separator && text[i + 1] !== "=" && text[i - 1] !== "=" && text[i - 1] !== "!") {
      out.push(text.slice(start, i));
      start = i + 1;
    }
  }
  out.push(text.slice(start));
  return out.map((each) => each.trim()).filter((each) => each !== "");
}

function argsOfText(text: string): readonly ShapeArg[] {
  let keyword = false;
  let out: ShapeArg[] = [];
  for (const part of parts(text, ",")) {
    // What stands before `//` is inferred.
    if (part === "//") out = [];
    else if (part === "/") out = out.map((each) => ({ ...each, name: "" }));
    else if (part === "*") keyword = true;
    else {
      const [declared = ""] = parts(part, "=");
      const [before = ""] = parts(declared, ":");
      const words = before.replace(/\[.*\]/, "").split(/\s+/);
      const last = words.at(-1) ?? "";
      const variadic = last.startsWith("*");
      const name = last.replace(/^\*+/, "");
      if (words[0] === "out" || name === "self") continue;
      out.push({
        name: variadic ? "" : name,
        keyword,
        variadic,
        hasDefault: parts(part, "=").length > 1,
        mutates: words[0] === "mut",
      });
      if (variadic) keyword = true;
    }
  }
  return out;
}

/** The shape of a checked signature. */
export function shapeOf(signature: FunctionSignature): Shape {
  const first = signature.isMethod && !signature.isStatic && !signature.isInit ? 1 : 0;
  return {
    args: signature.args.slice(first).map((arg) => ({
      name: arg.kind === "positional" || arg.variadic !== "" ? "" : arg.name,
      keyword: arg.kind === "keyword",
      variadic: arg.variadic !== "",
      hasDefault: arg.defaultValue !== undefined,
      mutates: arg.convention === "mut",
    })),
    params: signature.params
      .filter((param) => param.kind !== "infer" && !param.implicit)
      .map((param) => ({
        name: param.kind === "positional" || param.variadic ? "" : param.name,
        keyword: param.kind === "keyword",
        variadic: param.variadic,
        hasDefault: param.defaultValue !== undefined,
        mutates: false,
      })),
  };
}

/** Whether every call that the wanted shape allows is one that ours allows, as far as shapes tell. */
export function accepts(ours: Shape, wanted: Shape): boolean {
  return fits(ours.args, wanted.args) && fits(ours.params, wanted.params);
}

function fits(ours: readonly ShapeArg[], wanted: readonly ShapeArg[]): boolean {
  const positional = wanted.filter((each) => !each.keyword);
  const ownPositional = ours.filter((each) => !each.keyword);
  const inPlace = positional.every((want, i) => {
    const own = ownPositional[i];
    return own !== undefined && (want.name === "" || own.name === want.name) && agree(own, want);
  });
  const byName = wanted.every((want) => {
    if (!want.keyword) return true;
    const own = ours.find((each) => each.name === want.name);
    return own !== undefined && agree(own, want);
  });
  const extra = ours.filter((own, i) =>
    own.keyword ? !wanted.some((want) => want.name === own.name) : i >= positional.length,
  );
  return inPlace && byName && extra.every((each) => each.hasDefault || each.variadic);
}

function agree(own: ShapeArg, want: ShapeArg): boolean {
  return own.variadic === want.variadic && (own.hasDefault || !want.hasDefault) && own.mutates === want.mutates;
}
