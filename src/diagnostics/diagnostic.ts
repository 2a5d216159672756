/** What the compiler tells the user, as data. Rendering is in the files beside this one. */

import type { Location } from "../source/source.ts";
import type { Code } from "./codes.ts";

export type Severity = "error" | "warning";

/** Another place that the sentence of a diagnostic speaks of. */
export interface Label {
  readonly at: Location;
  readonly text: string;
}

/** A further sentence, with or without a place of its own. */
export interface Note {
  readonly message: string;
  readonly at: Location | undefined;
}

/** A text edit that mends the mistake. `safe` means that it cannot change the meaning of correct code. */
export interface Fix {
  readonly title: string;
  readonly at: Location;
  readonly replacement: string;
  readonly safe: boolean;
}

export interface Diagnostic {
  /** Stable, documented, tested: "use-of-uninitialized-value". */
  readonly code: Code;
  readonly severity: Severity;
  /** Stands alone; lower case; no full stop. */
  readonly message: string;
  /** Where the caret goes: the start of the span. */
  readonly at: Location;
  /** Source ranges underlined with `~` beside the caret. */
  readonly ranges: readonly Location[];
  readonly labels: readonly Label[];
  readonly notes: readonly Note[];
  readonly fixes: readonly Fix[];
}

/** What a phase returns: a value usable even after errors, and what to tell the user. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export interface DiagnosticParts {
  readonly ranges?: readonly Location[];
  readonly labels?: readonly Label[];
  readonly notes?: readonly Note[];
  readonly fixes?: readonly Fix[];
}

/** A diagnostic with every field written, so that all share one shape. */
export function makeDiagnostic(
  severity: Severity,
  code: Code,
  at: Location,
  message: string,
  parts: DiagnosticParts = {},
): Diagnostic {
  return {
    code,
    severity,
    message,
    at,
    ranges: parts.ranges ?? [],
    labels: parts.labels ?? [],
    notes: parts.notes ?? [],
    fixes: parts.fixes ?? [],
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === "error");
}
