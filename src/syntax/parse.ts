/** The door of this folder: a source file in, its tree and what is wrong with its syntax out. */

import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../source/source.ts";
import type { ModuleAst } from "./ast.ts";
import { lex } from "./lexer.ts";
import { makeCx } from "./parser/cx.ts";
import { parseFile } from "./parser/module.ts";
import type { TokenStream } from "./tokens.ts";

/** The tree is complete but for the places that were reported, where it has `error` nodes. */
export function parseModule(file: SourceFile): Outcome<ModuleAst> {
  return parseTokens(lex(file));
}

/** The same from tokens that the caller has already, as editors do. */
export function parseTokens(tokens: TokenStream): Outcome<ModuleAst> {
  const cx = makeCx(tokens);
  const value = parseFile(cx);
  return { value, diagnostics: inSourceOrder([...tokens.diagnostics, ...cx.diagnostics]) };
}

function inSourceOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.sort((a, b) => a.at.span.start - b.at.span.start);
}
