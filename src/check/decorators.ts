/** Decorators: which ones a declaration may have (03 §6), and what is asked of them. */

import type { Fix } from "../diagnostics/diagnostic.ts";
import type * as ast from "../syntax/ast.ts";
import type { Cx, DeclNode } from "./context.ts";
import { report, warn } from "./context.ts";
import { type Message, messages } from "./messages.ts";

export function decoratorsOf(n: DeclNode): readonly ast.Decorator[] {
  const { ast } = n;
  return ast.kind === "def" || ast.kind === "struct" || ast.kind === "trait" || ast.kind === "comptime"
    ? ast.decorators
    : [];
}

export function hasDecorator(n: DeclNode, name: string): boolean {
  return decoratorsOf(n).some((d) => d.name === name);
}

/** The text of a decorator's first argument, if it is a string. */
export function decoratorText(n: DeclNode, name: string): string | undefined {
  const d = decoratorsOf(n).find((x) => x.name === name);
  const value = d?.args?.[0]?.value;
  return value?.kind === "string" ? value.value : undefined;
}

const EVERYWHERE = ["deprecated", "__unstable", "doc_hidden"];

const FUNCTION_DECORATORS = new Set([
  ...EVERYWHERE,
  "staticmethod",
  "implicit",
  "always_inline",
  "no_inline",
  "export",
  "__unavailable",
  "parameter",
  "__parameter",
  "__unsafe_nested_origins_read_only",
  "__caller_location",
]);

const STRUCT_DECORATORS = new Set([
  ...EVERYWHERE,
  "fieldwise_init",
  "align",
  "explicit_destroy",
  // Of the dialect; the parser turns it away elsewhere.
  "value",
  "__nonmaterializable",
  "__parallel_elements",
  "__parallel_guard",
  "__parallel_range",
  "__parallel_shared",
]);

/** Behind the `@`. */
function complain(cx: Cx, n: DeclNode, d: ast.Decorator, message: Message): void {
  report(cx, { file: n.header.file, span: { start: d.span.start + 1, end: d.span.end } }, message);
}

export function checkFunctionDecorators(cx: Cx, n: DeclNode, inType: boolean): void {
  const at = (d: ast.Decorator) => ({ file: n.header.file, span: { start: d.span.start + 1, end: d.span.end } });
  // They are applied from the last, which stands next to the declaration, to the first.
  let inline = "";
  for (const d of [...decoratorsOf(n)].reverse()) {
    if (!FUNCTION_DECORATORS.has(d.name)) complain(cx, n, d, messages.unknownName(d.name, ""));
    else if (d.name === "staticmethod" && !inType) {
      complain(cx, n, d, messages.plain("static-function", "only methods on structs may be declared static"));
    } else if (d.name === "implicit" && n.header.name !== "__init__") {
      const text = "'@implicit' may only be applied to '__init__' methods";
      complain(cx, n, d, messages.plain("misplaced-decorator", text));
    } else if (d.name === "always_inline" || d.name === "no_inline") {
      const text = `function has conflicting inline level from a previous '@${inline}' decorator`;
      if (inline !== "" && inline !== d.name) complain(cx, n, d, messages.plain("conflicting-inline", text));
      inline = d.name;
    } else if (d.name === "export" && n.ast.kind === "def" && n.ast.signature.abi === undefined) {
      const text = "@export requires an explicit 'abi()' effect on the function";
      warn(cx, at(d), messages.plain("export-without-abi", text), { fixes: abiFixes(n, n.ast.signature) });
    } else if (d.name === "parameter" && n.ast.kind === "def") {
      const word = { file: n.header.file, span: { start: d.span.end - d.name.length, end: d.span.end } };
      warn(cx, at(d), messages.plain("deprecated-word", "'@parameter' is deprecated; use '@__parameter'"), {
        fixes: [{ title: "use '@__parameter'", at: word, replacement: "__parameter", safe: true }],
      });
    }
  }
}

/** The calling convention of C, among the effects. */
function abiFixes(n: DeclNode, { argsEnd }: ast.Signature): readonly Fix[] {
  if (argsEnd === undefined) return [];
  const at = { file: n.header.file, span: argsEnd };
  return [{ title: "use the calling convention of C", at, replacement: ' abi("C")', safe: false }];
}

export function checkStructDecorators(cx: Cx, n: DeclNode): void {
  for (const d of decoratorsOf(n)) {
    const argument = d.args?.[0]?.value;
    const text = argument?.kind === "string" ? argument.value : undefined;
    if (d.name === "register_passable") {
      const shown = text === undefined ? "" : `("${text}")`;
      const trait = text === "trivial" ? "TrivialRegisterPassable" : "RegisterPassable";
      const message = `decorator @register_passable${shown} is removed, conform to ${trait} trait instead`;
      const open = d.span.start + 1 + d.name.length;
      if (text === undefined) complain(cx, n, d, messages.plain("removed-decorator", message));
      else {
        report(
          cx,
          { file: n.header.file, span: { start: open, end: d.span.end } },
          messages.plain("removed-decorator", message),
        );
      }
    } else if (!STRUCT_DECORATORS.has(d.name)) complain(cx, n, d, messages.unknownName(d.name, ""));
    else if (d.name === "fieldwise_init" && argument !== undefined && text !== "implicit") {
      complain(cx, n, d, messages.plain("decorator-argument", '@fieldwise_init only allows an "implicit" argument'));
    }
  }
}

/** Traits and constants take few. */
export function checkPlainDecorators(cx: Cx, n: DeclNode): void {
  for (const d of decoratorsOf(n)) {
    if (EVERYWHERE.includes(d.name)) continue;
    const text =
      n.ast.kind === "trait"
        ? "unrecognized body decorators"
        : "decorator on this statement is unsupported; remove, replace, or correct the decorator";
    complain(cx, n, d, messages.plain("misplaced-decorator", text));
  }
}
