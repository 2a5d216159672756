/** `import` and `from ... import`, each on one line except inside parentheses. */

import type { Span } from "../../source/source.ts";
import type { ImportDecl, Name } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  type Cx,
  caretAt,
  closeBracket,
  fail,
  isFirstOnLine,
  kind,
  locate,
  missingAt,
  missingName,
  openBracket,
  spanSince,
  take,
  takeName,
} from "./cx.ts";
import { isKeyword } from "./postfix.ts";

export function parseImport(cx: Cx): ImportDecl {
  return kind(cx) === T.kwImport ? parsePlainImport(cx) : parseFromImport(cx);
}

interface ImportedModule {
  readonly span: Span;
  readonly path: readonly Name[];
  readonly alias: Name | undefined;
}

function parsePlainImport(cx: Cx): ImportDecl {
  const start = cx.starts[take(cx)]!;
  const modules: ImportedModule[] = [];
  do {
    if (checkSameLine(cx, "module path")) rejectRelative(cx);
    const moduleStart = cx.starts[cx.pos]!;
    const path = parsePath(cx);
    const alias = parseAlias(cx, "expected name to bind import");
    modules.push({ span: spanSince(cx, moduleStart), path, alias });
  } while (acceptOnLine(cx, T.comma));
  return { kind: "import", span: spanSince(cx, start), modules };
}

function rejectRelative(cx: Cx): void {
  const token = kind(cx);
  if (token !== T.dot && token !== T.dotdot && token !== T.ellipsis) return;
  const from = cx.starts[cx.pos]!;
  let at = cx.pos;
  while (isDots(cx.kinds[at])) at++;
  const dots = cx.text.slice(from, cx.starts[at]);
  const end = endOfPath(cx, at);
  const name = cx.text.slice(cx.starts[at], end);
  const text = `relative imports must use 'from'; did you mean 'from ${dots.trim()} import ${name}'?`;
  fail(
    cx,
    "relative-import",
    text,
    { start: from, end: from + 1 },
    {
      fixes: [
        {
          title: "use 'from'",
          at: locate(cx, { start: cx.starts[cx.pos - 1]!, end }),
          replacement: `from ${dots.trim()} import ${name}`,
          safe: false,
        },
      ],
    },
  );
}

function isDots(token: number | undefined): boolean {
  return token === T.dot || token === T.dotdot || token === T.ellipsis;
}

function endOfPath(cx: Cx, from: number): number {
  let at = from;
  while (cx.kinds[at] === T.name && cx.kinds[at + 1] === T.dot) at += 2;
  return cx.ends[at]!;
}

function parseFromImport(cx: Cx): ImportDecl {
  const start = cx.starts[take(cx)]!;
  checkSameLine(cx, "module path");
  let dots = 0;
  while (isDots(kind(cx))) {
    const at = take(cx);
    dots += cx.ends[at]! - cx.starts[at]!;
  }
  const path = dots > 0 && kind(cx) === T.kwImport ? [] : parsePath(cx);
  if (kind(cx) === T.kwImport) checkSameLine(cx, "'import' statement");
  if (kind(cx) === T.kwImport) take(cx);
  else fail(cx, "expected-token", "expected 'import' after module name");
  const names = parseImportedNames(cx);
  return { kind: "from", span: spanSince(cx, start), dots, path, names };
}

type ImportedName = { readonly name: Name; readonly alias: Name | undefined };

function parseImportedNames(cx: Cx): ImportedName[] | undefined {
  if (kind(cx) === T.star && !isFirstOnLine(cx)) {
    take(cx);
    return undefined;
  }
  if (kind(cx) === T.lparen && !isFirstOnLine(cx)) {
    openBracket(cx);
    const names: ImportedName[] = [];
    while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
      names.push(parseImportedName(cx));
      if (kind(cx) !== T.comma) break;
      take(cx);
    }
    if (names.length === 0) fail(cx, "expected-name", "expected construct name to import");
    closeBracket(cx, T.rparen, "expected ')' after import list");
    return names;
  }
  const names: ImportedName[] = [];
  do {
    if (isFirstOnLine(cx) && kind(cx) !== T.eof) checkSameLine(cx, "construct name to import");
    names.push(parseImportedName(cx));
  } while (acceptOnLine(cx, T.comma));
  return names;
}

function parseImportedName(cx: Cx): ImportedName {
  if (kind(cx) !== T.name) {
    fail(cx, "expected-name", "expected construct name to import");
    return { name: missingName(cx), alias: undefined };
  }
  const name = takeName(cx);
  return { name, alias: parseAlias(cx, `expected name to import '${name.text}' as`) };
}

function parseAlias(cx: Cx, message: string): Name | undefined {
  if (!acceptOnLine(cx, T.kwAs)) return undefined;
  if (kind(cx) === T.name && (!isFirstOnLine(cx) || cx.brackets > 0)) return takeName(cx);
  fail(cx, "expected-name", message);
  return undefined;
}

function parsePath(cx: Cx): Name[] {
  const path: Name[] = [];
  do {
    // A component after the first may be any word: `import a.match`.
    const isName = kind(cx) === T.name || (path.length > 0 && isKeyword(kind(cx)));
    if (isName && (path.length === 0 || !isFirstOnLine(cx))) path.push(takeName(cx));
    else {
      fail(cx, "expected-name", "expected module name", missingAt(cx));
      return path;
    }
  } while (acceptOnLine(cx, T.dot));
  return path;
}

function acceptOnLine(cx: Cx, wanted: number): boolean {
  if (kind(cx) !== wanted || (isFirstOnLine(cx) && cx.brackets === 0)) return false;
  take(cx);
  return true;
}

function checkSameLine(cx: Cx, what: string): boolean {
  if (!isFirstOnLine(cx)) return true;
  const at = caretAt(cx, take(cx));
  fail(cx, "misplaced-line-start", `${what} may not appear at the start of the line`, at);
  return false;
}
