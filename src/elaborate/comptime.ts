/** What elaboration wants from the interpreter; `evaluate-bridge.ts` connects the two. */

import type { TermId, TypeId } from "../base/ids.ts";
import type { TermOf } from "../terms/term.ts";
import type { Instance } from "./context.ts";

/** Failures are recorded at the site of work and give the error term or undefined. */
export interface Comptime {
  /** The value that a function returns for constant arguments. */
  call(instance: Instance, args: readonly TermId[], type: TypeId): TermId;
  /** An intrinsic on constants that did not fold. */
  operation(term: TermOf<"op">): TermId;
  fieldOfImage(base: TermOf<"memory">, index: number, type: TypeId): TermId;
  /** All that iterating over a value gives. */
  iterate(value: TermId, type: TypeId): readonly TermId[] | undefined;
  /** The text of a string value, for messages. */
  text(value: TermId): string | undefined;
}
