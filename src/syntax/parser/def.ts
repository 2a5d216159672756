/** Function definitions: at file scope, in blocks, in structs and traits. */

import type { ArgDecl, Block, Decorator, DefDecl, Name, Signature, Stmt, StringLiteral } from "../ast.ts";
import { T } from "../tokens.ts";
import { headerOf, parseBlock } from "./block.ts";
import {
  type Cx,
  caretAt,
  edit,
  fail,
  isFirstOnLine,
  kind,
  locate,
  missingName,
  noteDialect,
  report,
  spanSince,
  take,
  takeName,
  tokenSpan,
  tokenText,
  warnAsync,
} from "./cx.ts";
import { isKeyword } from "./postfix.ts";
import { parseSignature } from "./signature.ts";

export type DefOwner = "file" | "block" | "struct" | "trait";

export function parseDefStatement(cx: Cx, decorators: readonly Decorator[]): Stmt {
  const decl = parseDef(cx, decorators, cx.inFunction ? "block" : "file");
  return { kind: "def", span: decl.span, decl };
}

/** The cursor is on `async`, `def` or `fn`. */
export function parseDef(cx: Cx, decorators: readonly Decorator[], owner: DefOwner): DefDecl {
  const column = cx.stmtColumn;
  const start = decorators[0]?.span.start ?? cx.starts[cx.pos]!;
  const isAsync = kind(cx) === T.kwAsync || kind(cx) === T.kwSilentAsync;
  if (kind(cx) === T.kwAsync) warnAsync(cx, tokenSpan(cx), "__async");
  if (isAsync) take(cx);
  if (isAsync && isFirstOnLine(cx)) {
    const at = caretAt(cx, take(cx));
    fail(cx, "misplaced-line-start", "'def' keyword may not appear at the start of the line", at);
  }
  if (kind(cx) === T.kwFn) noteDialect(cx, "fn", tokenSpan(cx), { modern: "def" });
  if (kind(cx) === T.kwDef || kind(cx) === T.kwFn) take(cx);
  else fail(cx, "expected-token", "expected 'def' after 'async'");
  const name = parseFunctionName(cx);
  const isStatic = decorators.some((decorator) => decorator.name === "staticmethod");
  const isMethod = owner === "struct" || owner === "trait";
  const signature = parseSignature(cx, {
    form: "def",
    isAsync,
    isNested: owner === "block",
    name: name.text,
    hasSelf: isMethod && !isStatic,
  });
  const body = parseBody(cx, column);
  const span = spanSince(cx, start);
  const { block, docstring } = splitDocstring(body);
  if (!cx.failed) {
    if (isMethod) checkMethod(cx, name, signature, isStatic);
    if (owner === "trait") checkTraitMethod(cx, name, signature, block);
    if (owner === "file" && name.text === "main") checkMain(cx, name, signature);
  }
  return {
    kind: "def",
    span,
    name,
    decorators,
    signature,
    isRequirement: isRequirement(block),
    body: block,
    docstring,
  };
}

function parseFunctionName(cx: Cx): Name {
  if (isFirstOnLine(cx) && kind(cx) === T.name) {
    const at = caretAt(cx, take(cx));
    fail(cx, "misplaced-line-start", "identifier may not appear at the start of the line", at);
    return missingName(cx);
  }
  if (kind(cx) === T.name) return takeName(cx);
  if (isKeyword(kind(cx)) && !isFirstOnLine(cx)) {
    const text = `'${tokenText(cx)}' cannot be used as a function name in this context`;
    fail(cx, "reserved-name", text, tokenSpan(cx));
  } else fail(cx, "expected-name", "expected function name");
  return missingName(cx);
}

function parseBody(cx: Cx, column: number): Block {
  const { inFunction, inLoop, inStruct } = cx;
  cx.inFunction = true;
  cx.inLoop = false;
  cx.inStruct = false;
  const body = parseBlock(cx, headerOf(column, "expected ':' in function definition", true));
  cx.inFunction = inFunction;
  cx.inLoop = inLoop;
  cx.inStruct = inStruct;
  return body;
}

function splitDocstring(body: Block): { readonly block: Block; readonly docstring: StringLiteral | undefined } {
  const first = body.stmts[0];
  if (first?.kind !== "expr" || first.value.kind !== "string") return { block: body, docstring: undefined };
  return {
    block: { span: body.span, at: body.at, braces: body.braces, stmts: body.stmts.slice(1) },
    docstring: first.value,
  };
}

function isRequirement(body: Block): boolean {
  const only = body.stmts[0];
  return body.stmts.length === 1 && only?.kind === "expr" && only.value.kind === "ellipsis";
}

// ---------------------------------------------------------------- rules that need only the declaration

function argsOf(signature: Signature): ArgDecl[] {
  return signature.args.filter((arg): arg is ArgDecl => arg.kind === "arg");
}

function checkMethod(cx: Cx, name: Name, signature: Signature, isStatic: boolean): void {
  const args = argsOf(signature);
  if (name.text === "__init__" && !args.some((arg) => arg.convention === "out")) {
    const self = args[0]?.name.text === "self" && args[0].convention === "" ? args[0].name.span.start : undefined;
    report(cx, "init-without-out", "__init__ method must return Self type with 'out' argument", name.span, {
      fixes: self === undefined ? [] : [edit(cx, { start: self, end: self }, "out ", "make 'self' the result", true)],
    });
  } else if (!isStatic && args.length === 0) {
    const inside = (signature.argsEnd?.start ?? 0) - 1;
    report(cx, "missing-self", "self argument must be present in instance method", name.span, {
      fixes: inside < 0 ? [] : [edit(cx, { start: inside, end: inside }, "self", "add 'self'")],
    });
  }
}

function checkTraitMethod(cx: Cx, name: Name, signature: Signature, body: Block): void {
  if (signature.where.length > 0) {
    report(cx, "trait-method-where", "'where' clauses on trait methods are not supported", name.span);
  }
  const only = body.stmts[0];
  if (signature.result !== undefined && body.stmts.length === 1 && only?.kind === "pass") {
    const text = "trait method with a return type must not use 'pass'; use '...' to declare the method as required";
    report(cx, "trait-method-pass", text, only.span, {
      notes: [{ message: `in '${name.text}', declared here`, at: locate(cx, name.span) }],
    });
  }
}

function checkMain(cx: Cx, name: Name, signature: Signature): void {
  if (signature.params !== undefined) {
    report(cx, "main-signature", "'main()' does not accept parameters; remove the square brackets", name.span);
  } else if (signature.args.length > 0) {
    report(cx, "main-signature", "'main()' does not accept arguments; remove them", name.span);
  } else if (signature.result !== undefined && signature.result.kind !== "none") {
    report(cx, "main-signature", "'main()' does not return a value; remove the return type", name.span);
  } else if (signature.raisesType !== undefined && !isErrorType(signature)) {
    report(cx, "main-signature", "'main()' can only raise 'Error'; remove the explicit error type", name.span);
  }
}

function isErrorType(signature: Signature): boolean {
  return signature.raisesType?.kind === "name" && signature.raisesType.name === "Error";
}
