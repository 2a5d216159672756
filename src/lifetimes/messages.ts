/** The wording of lifetime diagnostics, with their stable codes. The texts are the reference compiler's (04 §4, §6). */

import type { Code } from "../diagnostics/codes.ts";
import type { UnreachableOrigin } from "../mir/mir.ts";

export interface Message {
  readonly severity: "error" | "warning";
  readonly code: Code;
  readonly text: string;
}

function error(code: Code, text: string): Message {
  return { severity: "error", code, text };
}
function warning(code: Code, text: string): Message {
  return { severity: "warning", code, text };
}

/** What precedes code that cannot be reached, in the words of the warning. */
const UNREACHABLE: Readonly<Record<UnreachableOrigin, string>> = {
  after_return: "return statement",
  after_raise: "raise statement",
  after_break: "break statement",
  after_continue: "continue statement",
  after_loop: "infinite loop",
  after_if: "if statement with then/else that do not fall through",
  after_try: "try statement that doesn't fall through",
  after_never: "function that never returns",
};

/** How messages name a value that has no name. */
export const TEMPORARY = "(expression temporary)";

export const messages = {
  // ---- control flow
  returnExpected: (): Message => error("missing-return", "return expected at end of function with results"),
  unreachableCode: (after: UnreachableOrigin): Message =>
    warning("unreachable-code", `unreachable code after ${UNREACHABLE[after]}`),
  unreachableHandler: (): Message =>
    warning("unreachable-handler", "'except' logic is unreachable, try doesn't raise an exception"),
  tryDoesNotRaise: (): Message => warning("unreachable-handler", "try body doesn't raise an exception"),
  unreachableTryElse: (): Message => warning("unreachable-try-else", "'else' logic in 'try' is unreachable"),
  // ---- initialization
  useOfUninitialized: (path: string): Message =>
    error("use-of-uninitialized-value", `use of uninitialized value '${path}'`),
  uninitializedAtReturn: (path: string, implicit: boolean): Message =>
    error(
      "uninitialized-at-return",
      `'${path}' is uninitialized at ${implicit ? "the implicit " : ""}return from this function`,
    ),
  manuallyInitialized: (path: string): Message =>
    error(
      "initialized-by-hand",
      `'${path}' used with all fields manually initialized but without calling an '__init__' method`,
    ),
  declaredHere: (name: string): string => `'${name}' declared here`,
  consumeIndirect: (): Message => error("consume-indirect", "cannot consume indirect references to values"),
  // ---- destruction
  consumedAndUsedLater: (path: string, later: string): Message =>
    error(
      "consumed-and-used-later",
      `value '${path}' cannot be consumed, because ${later === path ? "it" : `'${later}'`} is used later`,
    ),
  outOfTheMiddle: (path: string): Message =>
    error(
      "field-destroyed-out-of-the-middle",
      `field '${path}' destroyed out of the middle of a value, preventing the overall value from being destroyed`,
    ),
  abandoned: (name: string, reason: string): Message =>
    error("abandoned", `'${name}' abandoned without being explicitly destroyed: ${reason}`),
  notDeinitable: (type: string): string =>
    `type '${type}' does not conform to 'Deinitable' and must be explicitly destroyed`,
  unboundDeinitable: (): string => "unhandled explicitly destroyed type 'AnyType'",
  considerDeinitable: (): string => "consider adding trait conformance to Deinitable",
  notConsumedOnError: (): string => "value was not consumed when an error is thrown",
  // ---- things nobody needs
  assignmentNeverUsed: (path: string): Message =>
    warning("unused-assignment", `assignment to '${path}' was never used; assign to '_' instead?`),
  variableNeverUsed: (name: string): Message =>
    warning("unused-variable", `variable '${name}' was never used, remove it?`),
  refNeverUsed: (name: string): Message => warning("unused-ref", `ref '${name}' was never used, remove it?`),
  // ---- interior origins
  invalidatedInterior: (path: string): Message =>
    error("invalidated-interior-reference", `use of invalidated interior reference '${path}'`),
  invalidatedHere: (): string => "origin was invalidated here",
  definedLater: (): string => "origin was defined here, after the reference was formed",
  definedInStructure: (): string => "origin was defined inside this control structure",
} as const;
