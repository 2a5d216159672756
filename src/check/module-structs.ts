/** Checking a struct's declaration: header, fields, members, conformances. Its methods' bodies come later. */

import type { DeclId } from "../base/ids.ts";
import { type Cx, type ModuleState, node } from "./context.ts";
import {
  aliasInfoOf,
  conformancesOf,
  fieldsOf,
  paramsOf,
  signatureOf,
  structInfoOf,
  structMembersOf,
} from "./declare.ts";
import { checkDuplicates } from "./duplicates.ts";
import { checkStructDecl } from "./struct.ts";
import { checkConformances } from "./verify.ts";

/** Checks everything but bodies; the methods whose bodies are to be checked: none if the header is wrong (15.9.5). */
export function conformingStructs(cx: Cx, module: ModuleState, id: DeclId): readonly DeclId[] {
  const before = cx.sink.length;
  paramsOf(cx, id);
  conformancesOf(cx, id);
  if (cx.sink.slice(before).some((d) => d.severity === "error")) {
    node(cx, id).broken = true;
    fieldsOf(cx, id);
    return [];
  }
  fieldsOf(cx, id);
  const members = structMembersOf(cx, id);
  for (const alias of members.aliases.values()) aliasInfoOf(cx, alias);
  structInfoOf(cx, id);
  const methods: DeclId[] = [];
  for (const set of members.methods.values()) {
    for (const m of set) {
      if (node(cx, m).header.module !== module.dotted) continue;
      signatureOf(cx, m);
      methods.push(m);
    }
    checkDuplicates(cx, set);
  }
  checkStructDecl(cx, id);
  checkConformances(cx, id);
  const text = (m: DeclId): number => node(cx, m).header.span.start;
  return methods
    .filter((m) => node(cx, m).ast.kind === "def" && !isOfExtension(cx, id, m))
    .sort((a, b) => text(a) - text(b));
}

function isOfExtension(cx: Cx, struct: DeclId, method: DeclId): boolean {
  const { span } = node(cx, struct).header;
  const own = node(cx, method).header.span;
  return own.start < span.start || own.end > span.end;
}
