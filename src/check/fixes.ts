/** Edits that mend mistakes: what goes into signatures, imports and names. Other fixes stand where the mistake is reported. */

import type { TypeId } from "../base/ids.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { node } from "./context.ts";
import { defaultType } from "./convert.ts";
import { structMembersOf } from "./declare.ts";
import type { FnCx } from "./fn.ts";
import { show } from "./names.ts";
import { nearest } from "./suggest.ts";

/** Text put in at an offset of the file of the function. */
export function insertion(fx: FnCx, at: number, replacement: string, title: string, safe: boolean = false): Fix {
  return { title, at: { file: fx.file, span: { start: at, end: at } }, replacement, safe };
}

export function replacing(fx: FnCx, span: Span, replacement: string, title: string, safe: boolean = false): Fix {
  return { title, at: { file: fx.file, span }, replacement, safe };
}

/** The written signature of the function around, if it was written as a `def`. */
function signatureAround(fx: FnCx): ast.Signature | undefined {
  const { ast: decl } = node(fx.cx, fx.decl);
  return decl.kind === "def" ? decl.signature : undefined;
}

/** Declares the function around with `raises`. */
export function raisesFixes(fx: FnCx): readonly Fix[] {
  const signature = signatureAround(fx);
  if (signature?.argsEnd === undefined || signature.raises) return [];
  return [insertion(fx, signature.argsEnd.end, " raises", "let the function raise errors")];
}

/** Declares the result of a function that has none. */
export function resultFixes(fx: FnCx, type: TypeId): readonly Fix[] {
  const signature = signatureAround(fx);
  if (signature?.argsEnd === undefined || signature.result !== undefined || signature.captures !== undefined) return [];
  if (node(fx.cx, fx.decl).header.name === "main") return [];
  const shown = show(fx.cx, defaultType(fx.cx, type) ?? type);
  const at = signature.raisesType?.span.end ?? signature.raisesSpan?.end ?? signature.argsEnd.end;
  return [insertion(fx, at, ` -> ${shown}`, "declare the result")];
}

/** Lets a nested function that lists no captures read what is around it. */
export function captureFixes(fx: FnCx): readonly Fix[] {
  const signature = signatureAround(fx);
  if (signature?.argsEnd === undefined || signature.captures !== undefined) return [];
  const at = signature.raisesType?.span.end ?? signature.raisesSpan?.end ?? signature.argsEnd.end;
  return [insertion(fx, at, " {imm}", "let the function read what is around it")];
}

/** Declares the argument that a place belongs to with `mut`. */
export function mutFixes(fx: FnCx, place: TypedExpr): readonly Fix[] {
  let root = place;
  while (root.kind === "field") root = root.base;
  if (root.kind === "deref") root = root.reference;
  if (root.kind !== "local") return [];
  const info = fx.locals[root.local];
  if (info?.kind !== "arg" || info.convention !== "imm") return [];
  const arg = signatureAround(fx)?.args.find(
    (each): each is ast.ArgDecl => each.kind === "arg" && each.name.text === info.name,
  );
  if (arg === undefined || arg.convention !== "" || arg.variadic !== "") return [];
  return [insertion(fx, arg.name.span.start, "mut ", `let the function change '${info.name}'`)];
}

/** The one of some names that a misspelt one at the end of `span` was meant to be. */
export function nameFixes(fx: FnCx, names: readonly string[], name: string, span: Span): readonly Fix[] {
  const best = nearest(name, names);
  const at = { start: span.end - name.length, end: span.end };
  return best === undefined ? [] : [replacing(fx, at, best, `use '${best}'`)];
}

/** A member of the type with a similar name. */
export function memberFixes(fx: FnCx, type: TypeId, name: string, span: Span): readonly Fix[] {
  const term = fx.cx.store.get(type);
  if (term.kind !== "struct") return [];
  const members = structMembersOf(fx.cx, term.decl);
  const names = [...members.fieldNames.keys(), ...members.methods.keys(), ...members.aliases.keys()];
  return nameFixes(fx, names, name, span);
}

/** An import at the top of the file, after the other imports or the text that describes the module. */
export function importFixes(fx: FnCx, module: string, name: string): readonly Fix[] {
  const { ast: file, text } = sourceOf(fx);
  if (file === undefined) return [];
  const last = file.items.findLast(
    (item) => item.kind === "decl" && (item.decl.kind === "import" || item.decl.kind === "from"),
  );
  const after = last?.span.end ?? file.docstring?.span.end;
  const title = `import '${name}'`;
  const statement = `from ${module} import ${name}\n`;
  if (after === undefined) return [insertion(fx, 0, statement, title)];
  const lineEnd = text.indexOf("\n", after);
  if (lineEnd < 0) return [];
  return [insertion(fx, lineEnd + 1, statement, title)];
}

function sourceOf(fx: FnCx): { readonly ast: ast.ModuleAst | undefined; readonly text: string } {
  const module = fx.cx.modules.get(node(fx.cx, fx.decl).header.module);
  return module !== undefined && "loaded" in module
    ? { ast: module.loaded.ast, text: module.loaded.file.text }
    : { ast: undefined, text: "" };
}
