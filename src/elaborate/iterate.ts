/** The elements of the iterable of a `comptime for`. */

import type { TermId } from "../base/ids.ts";
import { type Elaborator, failHere } from "./context.ts";

/** Undefined after a recorded failure. Lists give their elements; other values are iterated by the interpreter. */
export function iterableElements(cx: Elaborator, value: TermId): readonly TermId[] | undefined {
  const term = cx.store.get(value);
  switch (term.kind) {
    case "error":
      return undefined;
    case "list":
      return term.elements;
    case "lanes":
      if (cx.store.get(term.type).kind === "prim") return term.elements;
      return cx.comptime.iterate(value, term.type);
    case "int":
    case "float":
    case "record":
    case "memory":
      return cx.comptime.iterate(value, term.type);
    default:
      failHere(cx, `'${cx.env.printTerm(value)}' cannot be iterated over at compile time`);
      return undefined;
  }
}
