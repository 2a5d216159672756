/** The texts of this phase: lexical and syntactic. The reference's where it has one. */
import type { Code } from "../diagnostics/codes.ts";

export interface MessageText {
  readonly code: Code;
  readonly text: string;
  /** Put in where the message points. */
  readonly fix?: { readonly title: string; readonly replacement: string; readonly safe: boolean };
}

export type LexicalMessage =
  | "unexpected-character"
  | "unexpected-backslash"
  | "mixed-indentation"
  | "leading-zero"
  | "exponent-digit"
  | "no-hex-digits"
  | "no-octal-digits"
  | "no-binary-digits"
  | "unterminated-string"
  | "unterminated-t-string"
  | "newline-in-t-string"
  | "unterminated-backtick"
  | "empty-backtick"
  | "lone-brace";

export const lexicalMessages: Readonly<Record<LexicalMessage, MessageText>> = {
  "unexpected-character": { code: "unexpected-character", text: "unexpected character" },
  "unexpected-backslash": {
    code: "unexpected-backslash",
    text: "encountered unexpected '\\'; use line continuation at the end of lines",
  },
  "mixed-indentation": {
    code: "mixed-indentation",
    text: "indentation must not mix tabs and spaces; select one style",
  },
  "leading-zero": {
    code: "leading-zero",
    text: "decimal integer literals must not use leading zeros; add '0o' for octal literals",
    fix: { title: "make it octal", replacement: "o", safe: false },
  },
  "exponent-digit": { code: "missing-digits", text: "expected a digit after the exponent" },
  "no-hex-digits": { code: "missing-digits", text: "no digits specified for hex literal" },
  "no-octal-digits": { code: "missing-digits", text: "no digits specified for octal literal" },
  "no-binary-digits": { code: "missing-digits", text: "no digits specified for binary literal" },
  "unterminated-string": { code: "unterminated-string", text: "unterminated string" },
  "unterminated-t-string": {
    code: "unterminated-t-string",
    text: "unterminated t-string (missing closing quote)",
  },
  "newline-in-t-string": {
    code: "unterminated-t-string",
    text: "t-string cannot contain unescaped newline (use triple quotes or escape as \\n)",
  },
  "unterminated-backtick": {
    code: "unterminated-backtick",
    text: "unterminated backtick identifier",
  },
  "empty-backtick": {
    code: "empty-backtick",
    text: "backtick identifier must not be empty; add content between the backticks",
  },
  "lone-brace": {
    code: "lone-brace",
    text: "single '}' is not allowed in a t-string; write '}}' for a literal brace",
    fix: { title: "double the brace", replacement: "}", safe: true },
  },
};
