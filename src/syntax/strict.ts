/**
 * What the dialect has beyond Mojo 1.2, as diagnostics: errors under `--strict`, and otherwise one deprecation warning per
 * file for each word of earlier Mojo.
 */

import type { FileId } from "../base/ids.ts";
import type { Code } from "../diagnostics/codes.ts";
import { type Diagnostic, type Fix, makeDiagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import type { DialectConstruct, DialectUse, ModuleAst, Stmt } from "./ast.ts";

interface StrictText {
  readonly code: Code;
  readonly text: string;
}

/** Everything in the file that Mojo 1.2 rejects and the dialect accepts, worded as 1.2 does where it has words. */
export function strictDiagnostics(ast: ModuleAst, file: FileId): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const use of ast.dialect) {
    const { code, text } = strictText(use);
    const span = strictSpan(use);
    diagnostics.push(makeDiagnostic("error", code, { file, span }, text, { fixes: fixesOf(use, file) }));
  }
  for (const item of ast.items) {
    if (item.kind !== "stmt") continue;
    const message = fileScopeText(item.stmt);
    if (message === undefined) continue;
    const span = { start: item.span.start, end: item.span.start + 1 };
    const parts = { fixes: item.stmt.kind === "var" ? constantFixes(item.stmt, file) : [] };
    diagnostics.push(makeDiagnostic("error", message.code, { file, span }, message.text, parts));
  }
  return diagnostics.sort((a, b) => a.at.span.start - b.at.span.start);
}

function strictSpan(use: DialectUse): Span {
  const span = use.strictAt ?? use.span;
  // Punctuation and whole types are pointed at; words are underlined.
  const isWord = use.construct !== "list-type" && use.construct !== "array-type" && use.construct !== "brace-block";
  return isWord ? span : { start: span.start, end: span.start + 1 };
}

function strictText(use: DialectUse): StrictText {
  switch (use.construct) {
    case "fn":
      return { code: "removed-word", text: "'fn' has been removed; use 'def' instead" };
    case "read":
      return { code: "removed-word", text: "'read' was removed; use 'imm'" };
    case "owned":
    case "borrowed":
    case "inout":
      return { code: "removed-word", text: "expected ')' in argument list" };
    case "let":
      return { code: "removed-word", text: "use of unknown declaration 'let'" };
    case "alias":
      return { code: "removed-word", text: "use of unknown declaration 'alias'" };
    case "alias-member":
      return {
        code: "misplaced-member",
        text: "bare expressions must not appear within structs; use 'var' for a field or move this into a method body",
      };
    case "parallel-for":
      return { code: "dialect-only", text: "use of unknown declaration 'parallel'" };
    case "value":
      return { code: "dialect-only", text: "use of unknown declaration 'value'" };
    case "parameter-if":
      return decoratedStatement("if");
    case "parameter-for":
      return decoratedStatement("for");
    case "untyped-argument":
      return { code: "untyped-argument", text: "argument type must be specified" };
    case "brace-block":
      return { code: "expected-token", text: use.expected ?? "expected ':'" };
    case "array-type":
      return { code: "expected-token", text: "expected ']' in list expression" };
    case "list-type":
      return { code: "dialect-only", text: "a type in brackets is not part of Mojo 1.2; write 'List[...]'" };
    case "range":
      return { code: "dialect-only", text: "range operators are not part of Mojo 1.2; write 'range(...)'" };
  }
}

function decoratedStatement(word: string): StrictText {
  return {
    code: "misplaced-decorator",
    text: `'${word}' statement does not support decorators; remove the decorator`,
  };
}

/** What 1.2 says of a script's statement, unless something in it was reported already. */
function fileScopeText(stmt: Stmt): StrictText | undefined {
  switch (stmt.kind) {
    case "error":
    case "return":
    case "break":
    case "continue":
    case "pass":
    case "def":
    case "decl":
    case "import":
    case "comptime_decl":
      return undefined;
    case "if":
    case "match":
      return inFunctionOnly(stmt.comptime ? `comptime ${stmt.kind}` : stmt.kind);
    case "for":
      if (stmt.flavour === "parallel") return undefined;
      return inFunctionOnly(stmt.flavour === "comptime" ? "comptime for" : "for");
    case "while":
    case "try":
    case "with":
      return inFunctionOnly(stmt.kind);
    case "assert":
      return movable("'assert' must be inside a function; move this into a function body");
    case "comptime_assert":
      return movable("'comptime assert' must be inside a function; move this into a function body");
    case "raise":
      return movable("'raise' requires a surrounding 'try' block or the enclosing function to declare 'raises'");
    case "var":
      if (stmt.immutable) return undefined;
      return stmt.binding === "var" ? globalVariable : bareExpression;
    case "assign": {
      const first = stmt.targets[0];
      return first?.kind === "declare" && first.binding === "var" ? globalVariable : bareExpression;
    }
    case "expr":
    case "annotated":
    case "augmented":
      return bareExpression;
  }
}

const globalVariable: StrictText = {
  code: "global-variable",
  text: "global variables are not supported; move this into a function body or use 'comptime' to declare a constant",
};

const bareExpression: StrictText = {
  code: "file-scope-statement",
  text: "expressions must not appear at file scope; move this into a function body",
};

function inFunctionOnly(word: string): StrictText {
  return { code: "file-scope-statement", text: `'${word}' must be contained in a function` };
}

/** A variable at file scope with a value may be a compile-time constant. */
function constantFixes(stmt: Extract<Stmt, { readonly kind: "var" }>, file: FileId): Fix[] {
  if (stmt.binding !== "var" || stmt.value === undefined) return [];
  const span = { start: stmt.span.start, end: stmt.span.start + "var".length };
  return [{ title: "declare a constant", at: { file, span }, replacement: "comptime", safe: false }];
}

function movable(text: string): StrictText {
  return { code: "file-scope-statement", text };
}

// ---------------------------------------------------------------- deprecated words

/** One warning per file for each older word, at its first use, with the edits that modernize all uses. */
export function deprecationWarnings(ast: ModuleAst, file: FileId): Diagnostic[] {
  const usesOf = new Map<string, DialectUse[]>();
  for (const use of ast.dialect) {
    const spelling = deprecatedSpelling(use.construct);
    if (spelling === undefined) continue;
    const earlier = usesOf.get(spelling);
    if (earlier === undefined) usesOf.set(spelling, [use]);
    else earlier.push(use);
  }
  const diagnostics: Diagnostic[] = [];
  for (const [spelling, uses] of usesOf) {
    const first = uses[0]!;
    const text = `${spelling} is deprecated; use '${first.modern ?? ""}'`;
    const fixes = uses.flatMap((use) => fixesOf(use, file));
    diagnostics.push(makeDiagnostic("warning", "deprecated-word", { file, span: first.span }, text, { fixes }));
  }
  return diagnostics.sort((a, b) => a.at.span.start - b.at.span.start);
}

function deprecatedSpelling(construct: DialectConstruct): string | undefined {
  switch (construct) {
    case "fn":
    case "owned":
    case "borrowed":
    case "inout":
    case "read":
    case "alias":
    case "let":
      return `'${construct}'`;
    case "alias-member":
      return "'alias'";
    case "parameter-if":
      return "'@parameter if'";
    case "parameter-for":
      return "'@parameter for'";
    case "value":
      return "'@value'";
    case "brace-block":
    case "list-type":
    case "array-type":
    case "range":
    case "parallel-for":
    case "untyped-argument":
      return undefined;
  }
}

function fixesOf(use: DialectUse, file: FileId): Fix[] {
  const { modern } = use;
  if (modern === undefined || deprecatedSpelling(use.construct) === undefined) return [];
  const title = `use '${modern}'`;
  switch (use.construct) {
    case "parameter-if":
    case "parameter-for": {
      // From the decorator to the word of the statement, line end included.
      const span = { start: use.span.start, end: use.strictAt?.start ?? use.span.end };
      return [{ title, at: { file, span }, replacement: `${modern} `, safe: true }];
    }
    // `let` forbids assignment and `@value` adds copying: the modern forms are not quite the same.
    case "let":
    case "value":
      return [{ title, at: { file, span: use.span }, replacement: modern, safe: false }];
    default:
      return [{ title, at: { file, span: use.span }, replacement: modern, safe: true }];
  }
}
