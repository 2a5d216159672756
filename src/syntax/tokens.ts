/**
 * Token kinds and the token stream: columns of numbers, one row per token. Text is sliced from the source when asked for.
 * Answers for what a token is; `lexer.ts` for how text becomes tokens.
 */

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../source/source.ts";

/** Numbers stand in families: literals, brackets and punctuation, operators, assignment operators, keywords. */
export const T = {
  eof: 0,
  /** A place where the lexer has already reported an error; the parser stays silent about it. */
  error: 1,
  name: 2,
  int: 3,
  float: 4,
  string: 5,
  /** The `t"` of an interpolated string; then texts and `{ expression }` fields up to `tstringEnd`. */
  tstringStart: 6,
  tstringText: 7,
  fieldOpen: 8,
  fieldClose: 9,
  tstringEnd: 10,

  lparen: 11,
  rparen: 12,
  lbracket: 13,
  rbracket: 14,
  lbrace: 15,
  rbrace: 16,
  comma: 17,
  colon: 18,
  semicolon: 19,
  dot: 20,
  dotdot: 21,
  dotdoteq: 22,
  ellipsis: 23,
  arrow: 24,

  plus: 30,
  minus: 31,
  star: 32,
  slash: 33,
  slashslash: 34,
  percent: 35,
  starstar: 36,
  at: 37,
  shl: 38,
  shr: 39,
  amp: 40,
  pipe: 41,
  caret: 42,
  tilde: 43,
  eq: 44,
  ne: 45,
  lt: 46,
  le: 47,
  gt: 48,
  ge: 49,

  assign: 50,
  walrus: 51,
  plusAssign: 52,
  minusAssign: 53,
  starAssign: 54,
  slashAssign: 55,
  slashslashAssign: 56,
  percentAssign: 57,
  starstarAssign: 58,
  atAssign: 59,
  shlAssign: 60,
  shrAssign: 61,
  ampAssign: 62,
  pipeAssign: 63,
  caretAssign: 64,

  kwAnd: 70,
  kwAs: 71,
  kwAssert: 72,
  kwAsync: 73,
  kwAwait: 74,
  kwBreak: 75,
  kwCase: 76,
  kwClass: 77,
  kwComptime: 78,
  kwContinue: 79,
  kwDef: 80,
  kwDel: 81,
  kwElif: 82,
  kwElse: 83,
  kwExcept: 84,
  kwFalse: 85,
  kwFinally: 86,
  kwFn: 87,
  kwFor: 88,
  kwFrom: 89,
  kwGlobal: 90,
  kwIf: 91,
  kwImport: 92,
  kwIn: 93,
  kwIs: 94,
  kwLambda: 95,
  kwMatch: 96,
  kwNone: 97,
  kwNonlocal: 98,
  kwNot: 99,
  kwOr: 100,
  kwPass: 101,
  kwRaise: 102,
  kwRef: 103,
  kwReturn: 104,
  kwSelf: 105,
  kwStruct: 106,
  kwTrait: 107,
  kwTrue: 108,
  kwTry: 109,
  kwVar: 110,
  kwWhile: 111,
  kwWith: 112,
  kwYield: 113,
  kwTypeOf: 114,
  kwOriginOf: 115,
  kwConformsTo: 116,
  kwExtension: 117,
  kwSilentAsync: 118,
  kwSilentAwait: 119,
} as const;

export type TokenKind = (typeof T)[keyof typeof T];

/** The spelling of each reserved word. */
export const keywords: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ["and", T.kwAnd],
  ["as", T.kwAs],
  ["assert", T.kwAssert],
  ["async", T.kwAsync],
  ["await", T.kwAwait],
  ["break", T.kwBreak],
  ["case", T.kwCase],
  ["class", T.kwClass],
  ["comptime", T.kwComptime],
  ["continue", T.kwContinue],
  ["def", T.kwDef],
  ["del", T.kwDel],
  ["elif", T.kwElif],
  ["else", T.kwElse],
  ["except", T.kwExcept],
  ["False", T.kwFalse],
  ["finally", T.kwFinally],
  ["fn", T.kwFn],
  ["for", T.kwFor],
  ["from", T.kwFrom],
  ["global", T.kwGlobal],
  ["if", T.kwIf],
  ["import", T.kwImport],
  ["in", T.kwIn],
  ["is", T.kwIs],
  ["lambda", T.kwLambda],
  ["match", T.kwMatch],
  ["None", T.kwNone],
  ["nonlocal", T.kwNonlocal],
  ["not", T.kwNot],
  ["or", T.kwOr],
  ["pass", T.kwPass],
  ["raise", T.kwRaise],
  ["ref", T.kwRef],
  ["return", T.kwReturn],
  ["Self", T.kwSelf],
  ["struct", T.kwStruct],
  ["trait", T.kwTrait],
  ["True", T.kwTrue],
  ["try", T.kwTry],
  ["var", T.kwVar],
  ["while", T.kwWhile],
  ["with", T.kwWith],
  ["yield", T.kwYield],
  ["type_of", T.kwTypeOf],
  ["origin_of", T.kwOriginOf],
  ["conforms_to", T.kwConformsTo],
  ["__extension", T.kwExtension],
  ["__async", T.kwSilentAsync],
  ["__await", T.kwSilentAwait],
]);

/** The name of each kind, for dumps: index by kind. */
export const tokenKindNames: readonly string[] = kindNames();

function kindNames(): string[] {
  const names: string[] = [];
  for (const [name, kind] of Object.entries(T)) names[kind] = name;
  return names;
}

/** Flag bits of a token. */
export const Flag = {
  /** The first token of a physical line that is not joined to the previous one by a backslash. */
  firstOnLine: 1,
  /** No white space stands between the previous token and this one. */
  joined: 2,
  /** A name in backticks, so never a contextual word. */
  escaped: 4,
} as const;

/** All tokens of a file. Row `count - 1` is `eof`. */
export interface TokenStream {
  readonly file: SourceFile;
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1-based column of the token's start in its physical line, in UTF-16 units; the end of the file has column 0. */
  readonly columns: Int32Array;
  readonly flags: Uint8Array;
  /** Start and end offsets of the comments, in pairs. */
  readonly comments: Int32Array;
  readonly diagnostics: readonly Diagnostic[];
}
