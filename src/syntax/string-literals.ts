/** The contents of string literals: escapes and raw forms. Where a literal ends is the lexer's business. */

export interface DecodedString {
  readonly value: string;
  /** The first mistake, if any: its text, and the offset of its backslash in the decoded slice. */
  readonly error: { readonly text: string; readonly offset: number } | undefined;
}

const invalidEscape = "invalid escape sequence";
const invalidHex = "invalid hex escape sequence: exactly two hex digits needed";
const surrogate =
  "unicode escape sequences do not support surrogate code points (U+D800 to U+DFFF); use '\\U' with the full code point (not a UTF-16 surrogate pair)";
const invalidShort = "invalid unicode escape sequence: \\u requires exactly four hex digits";
const invalidLong = "invalid unicode escape sequence: \\U requires exactly eight hex digits";
const outOfRange = "unicode escape sequence out of range: value must not exceed U+10FFFF";

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\n", ""],
]);

/** The spelling of a whole literal, prefix and quotes included. `contentOffset` is where the contents start in it. */
export function splitLiteral(spelling: string): {
  readonly raw: boolean;
  readonly contents: string;
  readonly contentOffset: number;
} {
  let at = 0;
  let raw = false;
  while (spelling[at] !== '"' && spelling[at] !== "'") {
    if (spelling[at] === "r" || spelling[at] === "R") raw = true;
    at++;
  }
  const quote = spelling[at]!;
  const width = spelling.startsWith(quote.repeat(3), at) && spelling.length >= at + 6 ? 3 : 1;
  return { raw, contents: spelling.slice(at + width, spelling.length - width), contentOffset: at + width };
}

/** Decodes the escapes of a literal's contents; line ends become \n. */
export function decodeEscapes(source: string): DecodedString {
  let next = source.indexOf("\\");
  if (next < 0) return { value: normalizeLineEnds(source), error: undefined };
  const parts: string[] = [];
  let error: DecodedString["error"];
  let from = 0;
  while (next >= 0) {
    parts.push(normalizeLineEnds(source.slice(from, next)));
    const decoded = decodeOne(source, next);
    if (typeof decoded === "string") {
      error ??= { text: decoded, offset: next };
      from = next + 2;
    } else {
      parts.push(decoded.text);
      from = decoded.end;
    }
    next = source.indexOf("\\", from);
  }
  parts.push(normalizeLineEnds(source.slice(from)));
  return { value: parts.join(""), error };
}

export function normalizeLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}

/** The escape whose backslash is at `at`, or the text of the mistake in it. */
function decodeOne(source: string, at: number): { readonly text: string; readonly end: number } | string {
  const letter = source[at + 1];
  if (letter === undefined) return invalidEscape;
  const simple = simpleEscapes.get(letter);
  if (simple !== undefined) return { text: simple, end: at + 2 };
  if (letter === "\r" && source[at + 2] === "\n") return { text: "", end: at + 3 };
  if (letter >= "0" && letter <= "7") {
    let end = at + 2;
    while (end < at + 4 && source[end]! >= "0" && source[end]! <= "7") end++;
    return { text: String.fromCharCode(Number.parseInt(source.slice(at + 1, end), 8)), end };
  }
  if (letter === "x") return decodeHex(source, at, 2, invalidHex);
  if (letter === "u") return decodeHex(source, at, 4, invalidShort);
  if (letter === "U") return decodeHex(source, at, 8, invalidLong);
  return invalidEscape;
}

function decodeHex(
  source: string,
  at: number,
  digits: number,
  mistake: string,
): { readonly text: string; readonly end: number } | string {
  const end = at + 2 + digits;
  let value = 0;
  for (let i = at + 2; i < end; i++) {
    const digit = hexValue(source.charCodeAt(i));
    if (digit < 0) return mistake;
    value = value * 16 + digit;
  }
  if (value > 0x10ffff) return outOfRange;
  if (value >= 0xd800 && value <= 0xdfff) return surrogate;
  return { text: String.fromCodePoint(value), end };
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
