/**
 * Copy and move constructors as earlier Mojo wrote them (20 §2): `__copyinit__(out self, existing: Self)` is `__init__(out self, *,
 * copy: Self)`, `__moveinit__` the one with `deinit move`. The parser has mapped the conventions already.
 */

import type * as ast from "../syntax/ast.ts";
import type { Cx } from "./context.ts";

const NAMES: Readonly<Record<string, string>> = { __copyinit__: "copy", __moveinit__: "move" };

const modern = new WeakMap<ast.DefDecl, ast.DefDecl>();

/** A member in the form that the rest of the checker knows. */
export function modernMember(cx: Cx, member: ast.Member): ast.Member {
  if (member.kind !== "def" || cx.options.strict) return member;
  const argument = Object.hasOwn(NAMES, member.name.text) ? NAMES[member.name.text] : undefined;
  if (argument === undefined) return member;
  let made = modern.get(member);
  if (made === undefined) {
    made = renamed(member, argument);
    modern.set(member, made);
  }
  return made;
}

function renamed(decl: ast.DefDecl, argument: string): ast.DefDecl {
  const args = decl.signature.args.filter((a): a is ast.ArgDecl => a.kind === "arg");
  const [self, other, ...more] = args;
  if (self === undefined || other === undefined || more.length > 0) return decl;
  const marker: ast.MarkerDecl = { kind: "marker", span: other.span, marker: "*" };
  const taken: ast.ArgDecl = {
    ...other,
    name: { ...other.name, text: argument },
    convention: argument === "move" ? "deinit" : other.convention,
  };
  return {
    ...decl,
    name: { ...decl.name, text: "__init__" },
    signature: { ...decl.signature, args: [{ ...self, convention: "out" }, marker, taken] },
    body: withName(decl.body, other.name.text, argument) as ast.Block,
  };
}

/** A copy of a tree in which one name has become another. */
function withName(tree: unknown, from: string, to: string): unknown {
  if (Array.isArray(tree)) return tree.map((each) => withName(each, from, to));
  if (typeof tree !== "object" || tree === null) return tree;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) copy[key] = withName(value, from, to);
  if (copy["kind"] === "name" && copy["name"] === from) copy["name"] = to;
  return copy;
}
