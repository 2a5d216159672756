// What a golden test looks at: the compiler, reduced to one function.

import type { Stage } from "./format.ts";

export interface Observation {
  /** What the stage printed; undefined where errors kept it from being reached, and for `check`. */
  readonly dump: string | undefined;
  readonly diagnostics: readonly ObservedDiagnostic[];
  /** The types of the expressions that the case asks about, by line. */
  readonly types: readonly { readonly line: number; readonly type: string }[];
}

export interface ObservedDiagnostic {
  readonly severity: "error" | "warning";
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

export interface Subject {
  /** A name for messages; its ending, .mojo or .mir, says what the text is. */
  readonly name: string;
  readonly text: string;
  readonly strict: boolean;
}

export type Observe = (subject: Subject, stage: Stage) => Promise<Observation>;
