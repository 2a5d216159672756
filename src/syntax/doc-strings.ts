/**
 * Warnings about docstrings: how they are written, whether their sections agree with the declaration, and on request which are
 * missing. Texts and places are the reference compiler's.
 */

import type { Code } from "../diagnostics/codes.ts";
import { type Diagnostic, makeDiagnostic } from "../diagnostics/diagnostic.ts";
import { lineIndexOf, lineText, type SourceFile, type Span } from "../source/source.ts";
import type {
  ArgDecl,
  ComptimeDecl,
  DefDecl,
  FieldDecl,
  MarkerDecl,
  Member,
  ModuleAst,
  ParamDecl,
  StringLiteral,
} from "./ast.ts";

interface Cx {
  readonly file: SourceFile;
  /** Missing docstrings and sections are told, too. */
  readonly missing: boolean;
  readonly found: Diagnostic[];
}

export function docStringWarnings(ast: ModuleAst, file: SourceFile, missing: boolean): Diagnostic[] {
  const cx: Cx = { file, missing, found: [] };
  const name = file.path.slice(file.path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  if (ast.docstring !== undefined) checkText(cx, ast.docstring);
  else if (missing)
    warn(cx, "missing-doc-string", { start: 0, end: 1 }, `public module '${name}' is missing a doc string`);
  for (const item of ast.items) {
    if (item.kind !== "decl") continue;
    const { decl } = item;
    switch (decl.kind) {
      case "def":
        checkFunction(cx, decl);
        break;
      case "comptime":
        checkValue(cx, decl, decl.names[0]?.text ?? "_");
        break;
      case "struct":
        checkType(cx, decl, "struct");
        break;
      case "trait":
        checkType(cx, decl, "trait");
        break;
      case "extension":
        for (const member of decl.members) checkMember(cx, member, false);
        break;
      default:
    }
  }
  return cx.found;
}

function warn(cx: Cx, code: Code, span: Span, text: string): void {
  cx.found.push(makeDiagnostic("warning", code, { file: cx.file.id, span }, text));
}

// ---------------------------------------------------------------- declarations

interface TypeDecl {
  readonly name: { readonly text: string; readonly span: Span };
  readonly params: readonly (ParamDecl | MarkerDecl)[] | undefined;
  readonly members: readonly Member[];
  readonly docstring: StringLiteral | undefined;
}

function checkType(cx: Cx, decl: TypeDecl, word: "struct" | "trait"): void {
  const { name, docstring } = decl;
  if (docstring === undefined) tellMissing(cx, name.text, name.span);
  else {
    const params = documented(decl.params);
    const sections = checkText(cx, docstring, { Parameters: params });
    if (params.length > 0 && !sections.has("Parameters"))
      tellSection(cx, name, `${word} takes parameters, but has no 'Parameters' in doc string`);
  }
  if (isPublic(name.text)) for (const member of decl.members) checkMember(cx, member, word === "trait");
}

function checkMember(cx: Cx, member: Member, inTrait: boolean): void {
  if (member.kind === "def") checkFunction(cx, member);
  else if (member.kind === "field") checkValue(cx, member, member.name.text);
  else if (member.kind === "comptime" && !inTrait) checkValue(cx, member, member.names[0]?.text ?? "_");
}

function checkValue(cx: Cx, decl: FieldDecl | ComptimeDecl, name: string): void {
  if (decl.docstring !== undefined) checkText(cx, decl.docstring);
  else tellMissing(cx, name, { start: decl.span.start, end: decl.span.start + 1 });
}

function checkFunction(cx: Cx, decl: DefDecl): void {
  const { name, signature, docstring } = decl;
  if (docstring === undefined) {
    tellMissing(cx, name.text, name.span);
    return;
  }
  const params = documented(signature.params);
  const args = signature.args
    .filter((arg): arg is ArgDecl => arg.kind === "arg")
    .filter((arg, i) => arg.convention !== "out" && !(i === 0 && arg.name.text === "self"))
    .map((arg) => arg.name.text);
  const sections = checkText(cx, docstring, { Parameters: params, Args: args });
  const { result, raises } = signature;
  const hasResult = result !== undefined && result.kind !== "none";
  if (params.length > 0 && !sections.has("Parameters"))
    tellSection(cx, name, "function takes parameters, but has no 'Parameters' in doc string");
  if (args.length > 0 && !sections.has("Args"))
    tellSection(cx, name, "function takes arguments, but has no 'Args' in doc string");
  if (hasResult && !sections.has("Returns"))
    tellSection(cx, name, "function has results, but has no 'Returns' in doc string");
  if (raises && !sections.has("Raises"))
    tellSection(cx, name, "function can throw errors, but has no 'Raises' in doc string");
  const raising = sections.get("Raises");
  if (!raises && raising !== undefined)
    warn(cx, "doc-string-style", raising, "unexpected 'Raises' in doc string for function that does not throw");
}

/** The parameters that a caller gives: those before `//` are inferred. */
function documented(params: readonly (ParamDecl | MarkerDecl)[] | undefined): readonly string[] {
  const list = params ?? [];
  const inferred = list.findIndex((each) => each.kind !== "param" && each.marker === "//");
  return list.slice(inferred + 1).flatMap((each) => (each.kind === "param" ? [each.name.text] : []));
}

function isPublic(name: string): boolean {
  return !name.startsWith("_") || (name.startsWith("__") && name.endsWith("__"));
}

function tellMissing(cx: Cx, name: string, span: Span): void {
  if (cx.missing && isPublic(name))
    warn(cx, "missing-doc-string", span, `public symbol '${name}' is missing a doc string`);
}

function tellSection(cx: Cx, name: TypeDecl["name"], text: string): void {
  if (cx.missing && isPublic(name.text)) warn(cx, "missing-doc-string", name.span, text);
}

// ---------------------------------------------------------------- texts

/** Sections whose entries are names, with the names that there are. */
type Named = Readonly<Partial<Record<"Parameters" | "Args", readonly string[]>>>;

const NOUNS = { Parameters: "parameter", Args: "argument" } as const;
const SECTION = /^(Parameters|Args|Returns|Raises|Constraints):$/;

interface Line {
  readonly text: string;
  readonly indent: number;
  /** Where the text starts in the file. */
  readonly start: number;
}

/** Checks the summary and the sections; gives the sections that there are, with their places. */
function checkText(cx: Cx, literal: StringLiteral, named: Named = {}): ReadonlyMap<string, Span> {
  const lines = linesOf(cx.file, literal);
  const sections = new Map<string, Span>();
  const [first] = lines;
  if (first === undefined) return sections;
  const open = contentOf(cx.file, literal).start;
  const base = first.start === open ? lineIndent(cx.file, literal.span.start) : first.indent;
  const blank = lines.findIndex((line, i) => i > 0 && line.text === "");
  const summary = lines.slice(0, blank < 0 ? lines.length : blank);
  checkStyle(cx, "doc string summary", summary, { start: open, end: open + 1 });
  for (let i = summary.length; i < lines.length; ) {
    const line = lines[i];
    i++;
    const title = line?.indent === base ? SECTION.exec(line.text)?.[1] : undefined;
    if (line === undefined || title === undefined) continue;
    const at = { start: line.start, end: line.start + title.length };
    sections.set(title, at);
    const from = i;
    while (i < lines.length && (lines[i]?.text === "" || (lines[i]?.indent ?? 0) > base)) i++;
    const body = lines.slice(from, i).filter((each) => each.text !== "");
    if (title === "Parameters" || title === "Args") checkEntries(cx, title, at, body, named[title] ?? []);
    else if (body.length === 0) warn(cx, "doc-string-style", at, `'${title}' section is empty`);
    else checkStyle(cx, "section body", body, undefined);
  }
  return sections;
}

/** `name: description`, which may go on in lines that are indented further. */
function checkEntries(
  cx: Cx,
  title: "Parameters" | "Args",
  at: Span,
  body: readonly Line[],
  names: readonly string[],
): void {
  const seen = new Set<string>();
  const indent = body[0]?.indent ?? 0;
  for (let i = 0; i < body.length; ) {
    const line = body[i];
    i++;
    const match = /^(\*{0,2}(\w+))\s*:\s*(.*)$/.exec(line?.text ?? "");
    if (line === undefined || line.indent !== indent || match === null) continue;
    const [whole, written = "", name = "", text = ""] = match;
    seen.add(name);
    const description: Line[] = [{ text, indent, start: line.start + whole.length - text.length }];
    while (i < body.length && (body[i]?.indent ?? 0) > indent) description.push(body[i++]!);
    if (!names.includes(name)) {
      const span = { start: line.start, end: line.start + written.length };
      warn(cx, "doc-string-style", span, `unknown ${NOUNS[title]} '${name}' in doc string`);
    } else checkStyle(cx, `'${name}' description`, description, undefined);
  }
  for (const name of names)
    if (!seen.has(name)) warn(cx, "doc-string-style", at, `${NOUNS[title]} '${name}' is not documented`);
}

/** A capital letter first, and the end of a sentence last; told at `at`, or else at the letters themselves. */
function checkStyle(cx: Cx, what: string, lines: readonly Line[], at: Span | undefined): void {
  const first = lines.find((line) => line.text !== "");
  const last = lines.findLast((line) => line.text !== "");
  if (first === undefined || last === undefined) return;
  const begin = first.text.charAt(0);
  if (/[a-z]/.test(begin)) {
    const text = `${what} should begin with a capital letter or non-alpha character, but this begins with '${begin}'`;
    warn(cx, "doc-string-style", at ?? { start: first.start, end: first.start + 1 }, text);
  }
  const end = last.text.charAt(last.text.length - 1);
  if (!/[.!?`]/.test(end)) {
    const text = `${what} should end with a period '.', exclamation mark '!', question mark '?', or backtick '\`', but this ends with '${end}'`;
    const place = last.start + last.text.length - 1;
    warn(cx, "doc-string-style", at ?? { start: place, end: place + 1 }, text);
  }
}

/** The lines between the quotes as they are in the file; blank ones before the first text are left out. */
function linesOf(file: SourceFile, literal: StringLiteral): readonly Line[] {
  const { start, end } = contentOf(file, literal);
  const raw = file.text.slice(start, Math.max(start, end));
  const lines: Line[] = [];
  let at = start;
  for (const written of raw.split("\n")) {
    const text = written.trim();
    const indent = written.length - written.trimStart().length;
    if (text !== "" || lines.length > 0) lines.push({ text, indent, start: at + indent });
    at += written.length + 1;
  }
  return lines;
}

/** What is between the quotes of a string. */
function contentOf(file: SourceFile, { span }: StringLiteral): Span {
  const [opening = "", quotes = ""] = /^[A-Za-z]*("""|'''|"|')/.exec(file.text.slice(span.start, span.start + 8)) ?? [];
  return { start: span.start + opening.length, end: span.end - quotes.length };
}

function lineIndent(file: SourceFile, offset: number): number {
  const text = lineText(file, lineIndexOf(file, offset));
  return text.length - text.trimStart().length;
}
