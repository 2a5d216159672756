/** Order and uniqueness in argument and parameter lists, which share these rules. */

import type { Span } from "../../source/source.ts";
import type { MarkerDecl, Name } from "../ast.ts";
import { type Cx, locate, report } from "./cx.ts";

export interface ListEntry {
  readonly span: Span;
  readonly marker: MarkerDecl["marker"] | undefined;
  readonly name: Name | undefined;
  readonly variadic: "" | "*" | "**";
  readonly hasDefault: boolean;
  /** The caller passes a value for it, so it has a place in the order. */
  readonly isPassed: boolean;
}

/** Reports the first broken rule of each kind. `what` is the word of the messages. */
export function checkList(cx: Cx, what: "argument" | "parameter", entries: readonly ListEntry[]): void {
  if (cx.failed) return;
  checkMarkers(cx, what, entries);
  checkDefaults(cx, what, entries);
  checkNames(cx, entries);
}

function checkMarkers(cx: Cx, what: string, entries: readonly ListEntry[]): void {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const marker = entry.marker ?? (entry.variadic === "*" ? "*" : undefined);
    if (entry.variadic === "**" && index < entries.length - 1) {
      const following = entries[index + 1]!;
      report(cx, "misplaced-marker", `'**' marker must be at end of ${what} list`, following.span);
      return;
    }
    if (marker === undefined) continue;
    if (seen.has(marker)) {
      const at = entry.marker === undefined ? (entry.name?.span ?? entry.span) : entry.span;
      report(cx, "repeated-marker", `cannot have two '${marker}' markers in the same ${what} list`, at);
      return;
    }
    seen.add(marker);
    if (marker !== "*" && index === 0) {
      report(cx, "misplaced-marker", `'${marker}' marker cannot be used at the start of the ${what} list`, entry.span);
      return;
    }
    if (marker !== "*" && seen.has("*")) {
      report(cx, "misplaced-marker", `cannot specify '${marker}' marker after '*' marker in ${what} list`, entry.span);
      return;
    }
    if (entry.marker === "*" && index === entries.length - 1) {
      report(cx, "misplaced-marker", `'*' marker is not allowed at end of ${what} list`, entry.span);
      return;
    }
  }
}

function checkDefaults(cx: Cx, what: string, entries: readonly ListEntry[]): void {
  let optional = false;
  for (const entry of entries) {
    // Keyword-only entries may mix; infer-only parameters are a list of their own.
    if (entry.marker === "*" || entry.variadic !== "") return;
    if (entry.marker === "//") optional = false;
    if (!entry.isPassed || entry.name === undefined) continue;
    if (entry.hasDefault) optional = true;
    else if (optional) {
      const text = `required positional ${what} follows optional positional ${what}; change the ordering`;
      report(cx, "required-after-optional", text, entry.name.span);
      return;
    }
  }
}

function checkNames(cx: Cx, entries: readonly ListEntry[]): void {
  const first = new Map<string, Name>();
  for (const { name } of entries) {
    if (name === undefined || name.text === "" || name.text === "_") continue;
    const earlier = first.get(name.text);
    if (earlier === undefined) first.set(name.text, name);
    else {
      report(cx, "redefinition", `invalid redefinition of '${name.text}'`, name.span, {
        notes: [{ message: "previous definition here", at: locate(cx, earlier.span) }],
      });
    }
  }
}
