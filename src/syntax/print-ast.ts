/**
 * The tree dump of `ir --stage ast`: indented s-expressions with spans as line:column. The shape of a node is printed as it
 * is, field by field in declaration order, so the dump cannot lag behind the tree. Empty fields are left out.
 */

import { bug } from "../base/bug.ts";
import { lineColumnOf, type SourceFile, type Span } from "../source/source.ts";
import type { ModuleAst } from "./ast.ts";

/** Work still to be printed: text as it is, or a value one level deeper. */
type Pending =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly label: string; readonly value: unknown; readonly indent: number };

/** Deeper levels are not indented further, so that the dump of a long chain stays linear in its length. */
const maxIndent = 100;

/** Walks with a stack of its own: sums of many terms are deep trees. */
export function printAst(ast: ModuleAst, file: SourceFile): string {
  const out: string[] = [];
  const stack: Pending[] = [{ kind: "value", label: "module", value: ast, indent: 0 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.kind === "text") out.push(top.text);
    else printValue(top.label, top.value, top.indent);
  }
  return `${out.join("").trimStart()}\n`;

  function printValue(label: string, value: unknown, indent: number): void {
    const margin = `\n${"  ".repeat(Math.min(indent, maxIndent))}`;
    const prefix = label === "" ? "" : `${label}: `;
    if (Array.isArray(value)) {
      out.push(`${margin}${prefix}[`);
      stack.push({ kind: "text", text: "]" });
      for (let i = value.length - 1; i >= 0; i--) {
        stack.push({ kind: "value", label: "", value: value[i], indent: indent + 1 });
      }
      return;
    }
    if (typeof value !== "object" || value === null) {
      out.push(`${margin}${prefix}${scalar(value)}`);
      return;
    }
    printNode(label, Object.entries(value), indent);
  }

  /** `(label kind @span field=scalar` on one line, then the fields that are nodes, each on its own. */
  function printNode(label: string, fields: readonly (readonly [string, unknown])[], indent: number): void {
    const head: string[] = [];
    const nested: Pending[] = [];
    for (const [name, value] of fields) {
      if (isEmpty(value)) continue;
      if (name === "kind") head.unshift(String(value));
      else if (isSpan(value)) head.push(name === "span" ? `@${printSpan(value)}` : `${name}@${printSpan(value)}`);
      else if (isName(value)) head.push(`${name}=${value.text}@${printSpan(value.span)}`);
      else if (typeof value === "object") nested.push({ kind: "value", label: name, value, indent: indent + 1 });
      else head.push(`${name}=${scalar(value)}`);
    }
    const margin = `\n${"  ".repeat(Math.min(indent, maxIndent))}`;
    out.push(`${margin}${label === "" ? "" : `${label}: `}(${head.join(" ")}`);
    stack.push({ kind: "text", text: ")" });
    for (let i = nested.length - 1; i >= 0; i--) stack.push(nested[i]!);
  }

  function printSpan(span: Span): string {
    const start = lineColumnOf(file, span.start);
    const end = lineColumnOf(file, span.end);
    return `${start.line}:${start.column}-${end.line}:${end.column}`;
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && !("kind" in value) && hasOnly(value, ["start", "end"]);
}

function isName(value: unknown): value is { readonly text: string; readonly span: Span } {
  return typeof value === "object" && value !== null && hasOnly(value, ["text", "span"]);
}

function hasOnly(value: object, keys: readonly string[]): boolean {
  return Object.keys(value).length === keys.length && keys.every((key) => key in value);
}

function scalar(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
    case "boolean":
    case "bigint":
    case "undefined":
      return String(value);
    default:
      return bug(`a ${typeof value} in the tree`);
  }
}
