/**
 * Text to tokens. Answers for every lexical rule of the surface language except the contents of string literals, which
 * `string-literals.ts` decodes when the parser asks. Layout is not decided here: tokens carry their column and whether
 * they are the first of their line.
 */

import { type Diagnostic, makeDiagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../source/source.ts";
import { type LexicalMessage, lexicalMessages } from "./messages.ts";
import { Flag, keywords, T, type TokenKind, type TokenStream } from "./tokens.ts";

/** All tokens of a file. Never fails: what is not a token becomes `T.error` with a diagnostic. */
export function lex(file: SourceFile): TokenStream {
  return new Lexer(file).run();
}

const classSpace = 1;
const classDigit = 2;
const classLetter = 4;
const classHex = 8;

const charClass: Uint8Array = charClasses();

function charClasses(): Uint8Array {
  const table = new Uint8Array(128);
  for (let c = 48; c <= 57; c++) table[c] = classDigit | classHex;
  for (let c = 65; c <= 90; c++) table[c] = classLetter;
  for (let c = 97; c <= 122; c++) table[c] = classLetter;
  for (const c of "abcdefABCDEF") table[c.charCodeAt(0)]! |= classHex;
  table[95] = classLetter;
  table[32] = table[9] = table[13] = table[12] = classSpace;
  return table;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
function isDigitOrUnderscore(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 95;
}
function isWord(code: number): boolean {
  return code < 128 && (charClass[code]! & (classDigit | classLetter)) !== 0;
}

/** One open interpolated string; the innermost is last. */
interface OpenTString {
  readonly start: number;
  readonly quote: number;
  readonly triple: boolean;
  readonly raw: boolean;
  /** Braces open inside the current field. */
  depth: number;
}

class Lexer {
  private readonly file: SourceFile;
  private readonly text: string;
  private pos = 0;
  private count = 0;
  private kinds: Uint8Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private columns: Int32Array;
  private flags: Uint8Array;
  private lineStart = 0;
  private firstOnLine = true;
  private lastEnd = -1;
  private indentCharacter = 0;
  private mixedIndentReported = false;
  private readonly comments: number[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private readonly tstrings: OpenTString[] = [];

  constructor(file: SourceFile) {
    this.file = file;
    this.text = file.text;
    const capacity = Math.max(64, Math.ceil(file.text.length / 3));
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.columns = new Int32Array(capacity);
    this.flags = new Uint8Array(capacity);
  }

  run(): TokenStream {
    const text = this.text;
    // A byte order mark is not part of the program.
    if (text.charCodeAt(0) === 0xfeff) this.pos = this.lineStart = 1;
    while (this.pos < text.length) this.lexOne(text.charCodeAt(this.pos));
    this.abandonTStrings();
    this.firstOnLine = true;
    this.lineStart = text.length + 1;
    this.add(T.eof, text.length, text.length);
    return {
      file: this.file,
      count: this.count,
      kinds: this.kinds.subarray(0, this.count),
      starts: this.starts.subarray(0, this.count),
      ends: this.ends.subarray(0, this.count),
      columns: this.columns.subarray(0, this.count),
      flags: this.flags.subarray(0, this.count),
      comments: Int32Array.from(this.comments),
      diagnostics: this.diagnostics,
    };
  }

  private lexOne(code: number): void {
    if (code === 10) {
      this.pos++;
      this.startLine();
    } else if (code < 128) {
      const cls = charClass[code]!;
      if (cls & classLetter) this.lexWord();
      else if (cls & classSpace) this.pos++;
      else if (cls & classDigit) this.lexNumber();
      else this.lexPunctuation(code);
    } else {
      const size = this.text.codePointAt(this.pos)! > 0xffff ? 2 : 1;
      this.addError("unexpected-character", this.pos, this.pos + size);
    }
  }

  // ------------------------------------------------------------ rows

  private add(kind: TokenKind, start: number, end: number): void {
    if (this.count === this.kinds.length) this.grow();
    const row = this.count++;
    this.kinds[row] = kind;
    this.starts[row] = start;
    this.ends[row] = end;
    this.columns[row] = start - this.lineStart + 1;
    let flags = 0;
    if (this.firstOnLine) {
      flags = Flag.firstOnLine;
      this.firstOnLine = false;
      if (kind !== T.eof) this.checkIndentation(start);
    }
    if (start === this.lastEnd) flags |= Flag.joined;
    this.flags[row] = flags;
    this.lastEnd = end;
    this.pos = end;
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const starts = new Int32Array(capacity);
    starts.set(this.starts);
    this.starts = starts;
    const ends = new Int32Array(capacity);
    ends.set(this.ends);
    this.ends = ends;
    const columns = new Int32Array(capacity);
    columns.set(this.columns);
    this.columns = columns;
    const flags = new Uint8Array(capacity);
    flags.set(this.flags);
    this.flags = flags;
  }

  private report(message: LexicalMessage, start: number, end: number): void {
    const { code, text, fix } = lexicalMessages[message];
    const file = this.file.id;
    const fixes = fix === undefined ? [] : [{ ...fix, at: { file, span: { start, end: start } } }];
    this.diagnostics.push(makeDiagnostic("error", code, { file, span: { start, end } }, text, { fixes }));
  }

  private addError(message: LexicalMessage, start: number, end: number, caret: number = start): void {
    this.report(message, caret, Math.max(caret, Math.min(end, caret + 1)));
    this.add(T.error, start, end);
  }

  private startLine(): void {
    this.lineStart = this.pos;
    this.firstOnLine = true;
  }

  /** One file indents its lines with tabs or with blanks; the first character decides. */
  private checkIndentation(start: number): void {
    if (start === this.lineStart) return;
    const code = this.text.charCodeAt(this.lineStart);
    if (code !== 32 && code !== 9) return;
    if (this.indentCharacter === 0) this.indentCharacter = code;
    else if (this.indentCharacter !== code && !this.mixedIndentReported) {
      this.mixedIndentReported = true;
      this.report("mixed-indentation", start, start);
    }
  }

  // ------------------------------------------------------------ words and numbers

  private lexWord(): void {
    const text = this.text;
    const start = this.pos;
    let end = start + 1;
    while (end < text.length && isWord(text.charCodeAt(end))) end++;
    const length = end - start;
    if (length <= 2 && end < text.length) {
      const next = text.charCodeAt(end);
      if ((next === 34 || next === 39) && this.lexPrefixedString(start, end)) return;
    }
    const kind = length >= 2 && length <= 11 ? keywords.get(text.slice(start, end)) : undefined;
    this.add(kind ?? T.name, start, end);
  }

  /** `r`, `t`, `rt`, `tr` in any case before a quote. */
  private lexPrefixedString(start: number, quoteAt: number): boolean {
    let raw = 0;
    let interpolated = 0;
    for (let i = start; i < quoteAt; i++) {
      const letter = this.text.charCodeAt(i) | 32;
      if (letter === 114) raw++;
      else if (letter === 116) interpolated++;
      else return false;
    }
    if (raw > 1 || interpolated > 1) return false;
    if (interpolated === 1) this.openTString(start, quoteAt, raw === 1);
    else this.lexString(start, quoteAt);
    return true;
  }

  private lexNumber(): void {
    const text = this.text;
    const start = this.pos;
    let end = start + 1;
    if (text.charCodeAt(start) === 48) {
      const base = text.charCodeAt(end) | 32;
      if (base === 120 || base === 111 || base === 98) {
        this.lexBasedInteger(start, base);
        return;
      }
    }
    while (end < text.length && isDigitOrUnderscore(text.charCodeAt(end))) end++;
    const next = text.charCodeAt(end);
    // Digits followed by `..` are always a range.
    if (next === 46 && text.charCodeAt(end + 1) !== 46) {
      end++;
      if (isDigit(text.charCodeAt(end))) while (isDigitOrUnderscore(text.charCodeAt(end))) end++;
      this.lexExponent(start, end);
      return;
    }
    if ((next | 32) === 101) {
      this.lexExponent(start, end);
      return;
    }
    if (text.charCodeAt(start) === 48 && /[1-9]/.test(text.slice(start, end))) {
      this.addError("leading-zero", start, end, start + 1);
      return;
    }
    this.add(T.int, start, end);
  }

  /** From the end of the digits of a float: an exponent, if there is one. */
  private lexExponent(start: number, digitsEnd: number): void {
    const text = this.text;
    let end = digitsEnd;
    if ((text.charCodeAt(end) | 32) === 101) {
      end++;
      const sign = text.charCodeAt(end);
      if (sign === 43 || sign === 45) end++;
      if (!isDigit(text.charCodeAt(end))) {
        this.addError("exponent-digit", start, end, end);
        return;
      }
      while (isDigitOrUnderscore(text.charCodeAt(end))) end++;
    }
    this.add(T.float, start, end);
  }

  private lexBasedInteger(start: number, base: number): void {
    const text = this.text;
    let end = start + 2;
    let digits = 0;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === 95) continue;
      const fits =
        base === 120
          ? code < 128 && (charClass[code]! & classHex) !== 0
          : base === 111
            ? code >= 48 && code <= 55
            : code === 48 || code === 49;
      if (!fits) break;
      digits++;
    }
    if (digits > 0) this.add(T.int, start, end);
    else
      this.addError(
        base === 120 ? "no-hex-digits" : base === 111 ? "no-octal-digits" : "no-binary-digits",
        start,
        end,
        end,
      );
  }

  // ------------------------------------------------------------ punctuation

  private lexPunctuation(code: number): void {
    const text = this.text;
    const at = this.pos;
    const one = text.charCodeAt(at + 1);
    switch (code) {
      case 35: // #
        this.lexComment();
        return;
      case 34: // "
      case 39: // '
        this.lexString(at, at);
        return;
      case 96: // `
        this.lexEscapedName();
        return;
      case 92: // \
        this.lexLineJoin();
        return;
      case 40:
        this.add(T.lparen, at, at + 1);
        return;
      case 41:
        this.add(T.rparen, at, at + 1);
        return;
      case 91:
        this.add(T.lbracket, at, at + 1);
        return;
      case 93:
        this.add(T.rbracket, at, at + 1);
        return;
      case 123: {
        const open = this.tstrings.at(-1);
        if (open !== undefined) open.depth++;
        this.add(T.lbrace, at, at + 1);
        return;
      }
      case 125:
        this.lexCloseBrace(at);
        return;
      case 44:
        this.add(T.comma, at, at + 1);
        return;
      case 59:
        this.add(T.semicolon, at, at + 1);
        return;
      case 126:
        this.add(T.tilde, at, at + 1);
        return;
      case 58: // :
        if (one === 61) this.add(T.walrus, at, at + 2);
        else this.add(T.colon, at, at + 1);
        return;
      case 46: // .
        if (one === 46) {
          const two = text.charCodeAt(at + 2);
          if (two === 46) this.add(T.ellipsis, at, at + 3);
          else if (two === 61 && text.charCodeAt(at + 3) !== 61) this.add(T.dotdoteq, at, at + 3);
          else this.add(T.dotdot, at, at + 2);
        } else if (isDigit(one)) {
          let end = at + 2;
          while (isDigitOrUnderscore(text.charCodeAt(end))) end++;
          this.lexExponent(at, end);
        } else this.add(T.dot, at, at + 1);
        return;
      case 61: // =
        if (one === 61) this.add(T.eq, at, at + 2);
        else this.add(T.assign, at, at + 1);
        return;
      case 33: // !
        if (one === 61) this.add(T.ne, at, at + 2);
        else this.addError("unexpected-character", at, at + 1);
        return;
      case 45: // -
        if (one === 62) this.add(T.arrow, at, at + 2);
        else this.addOperator(T.minus, T.minusAssign, at, 1);
        return;
      case 42: // *
        if (one === 42) this.addOperator(T.starstar, T.starstarAssign, at, 2);
        else this.addOperator(T.star, T.starAssign, at, 1);
        return;
      case 47: // /
        if (one === 47) this.addOperator(T.slashslash, T.slashslashAssign, at, 2);
        else this.addOperator(T.slash, T.slashAssign, at, 1);
        return;
      case 60: // <
        if (one === 60) this.addOperator(T.shl, T.shlAssign, at, 2);
        else this.addOperator(T.lt, T.le, at, 1);
        return;
      case 62: // >
        if (one === 62) this.addOperator(T.shr, T.shrAssign, at, 2);
        else this.addOperator(T.gt, T.ge, at, 1);
        return;
      case 43:
        this.addOperator(T.plus, T.plusAssign, at, 1);
        return;
      case 37:
        this.addOperator(T.percent, T.percentAssign, at, 1);
        return;
      case 64:
        this.addOperator(T.at, T.atAssign, at, 1);
        return;
      case 38:
        this.addOperator(T.amp, T.ampAssign, at, 1);
        return;
      case 124:
        this.addOperator(T.pipe, T.pipeAssign, at, 1);
        return;
      case 94:
        this.addOperator(T.caret, T.caretAssign, at, 1);
        return;
      default:
        this.addError("unexpected-character", at, at + 1);
    }
  }

  /** An operator of `length` characters, or its form with a following `=`. */
  private addOperator(plain: TokenKind, withEquals: TokenKind, at: number, length: number): void {
    const end = at + length;
    if (this.text.charCodeAt(end) === 61) this.add(withEquals, at, end + 1);
    else this.add(plain, at, end);
  }

  private lexComment(): void {
    const start = this.pos;
    let end = this.text.indexOf("\n", start);
    if (end < 0) end = this.text.length;
    if (end > start && this.text.charCodeAt(end - 1) === 13) end--;
    this.comments.push(start, end);
    this.pos = end;
  }

  /** A backslash, optionally blanks, a line end: the next line continues this one whatever its column. */
  private lexLineJoin(): void {
    const text = this.text;
    let end = this.pos + 1;
    while (end < text.length && text.charCodeAt(end) !== 10 && (charClass[text.charCodeAt(end)] ?? 0) === classSpace)
      end++;
    if (end < text.length && text.charCodeAt(end) !== 10) {
      this.addError("unexpected-backslash", this.pos, this.pos + 1);
      return;
    }
    this.pos = Math.min(end + 1, text.length);
    // Not startLine(): whether the next token is first of its line stays as it was.
    this.lineStart = this.pos;
  }

  private lexEscapedName(): void {
    const text = this.text;
    const start = this.pos;
    let end = start + 1;
    while (end < text.length) {
      const code = text.charCodeAt(end);
      if (code === 96 || code === 10 || code === 13) break;
      end++;
    }
    if (text.charCodeAt(end) !== 96) {
      this.addError("unterminated-backtick", start, end);
      return;
    }
    if (end === start + 1) {
      this.addError("empty-backtick", start, end + 1);
      return;
    }
    this.add(T.name, start, end + 1);
    this.flags[this.count - 1]! |= Flag.escaped;
  }

  // ------------------------------------------------------------ strings

  private isTriple(at: number): boolean {
    const quote = this.text.charCodeAt(at);
    return this.text.charCodeAt(at + 1) === quote && this.text.charCodeAt(at + 2) === quote;
  }

  /** A plain or raw string literal: finds its end; the contents are decoded later. */
  private lexString(start: number, quoteAt: number): void {
    const text = this.text;
    const quote = text.charCodeAt(quoteAt);
    const triple = this.isTriple(quoteAt);
    let pos = quoteAt + (triple ? 3 : 1);
    for (; pos < text.length; pos++) {
      const code = text.charCodeAt(pos);
      if (code === 92) {
        pos++;
        if (text.charCodeAt(pos) === 13 && text.charCodeAt(pos + 1) === 10) pos++;
      } else if (code === quote) {
        if (!triple) break;
        if (text.charCodeAt(pos + 1) === quote && text.charCodeAt(pos + 2) === quote) break;
      } else if (code === 10 && !triple) break;
    }
    if (pos >= text.length || text.charCodeAt(pos) !== quote) {
      const end = Math.min(pos, text.length);
      // The quote that was taken for a string's start is most likely the end of the t-string around it.
      if (this.abandonTStrings()) this.add(T.error, start, end);
      else this.addError("unterminated-string", start, end, quoteAt);
      return;
    }
    const end = pos + (triple ? 3 : 1);
    this.add(T.string, start, end);
    this.followLines(start, end);
  }

  /** After a token that spans lines: the columns of what follows count from its last line. */
  private followLines(start: number, end: number): void {
    for (let at = end - 1; at >= start; at--) {
      if (this.text.charCodeAt(at) === 10) {
        this.lineStart = at + 1;
        return;
      }
    }
  }

  private openTString(start: number, quoteAt: number, raw: boolean): void {
    const triple = this.isTriple(quoteAt);
    const end = quoteAt + (triple ? 3 : 1);
    this.add(T.tstringStart, start, end);
    this.tstrings.push({ start, quote: this.text.charCodeAt(quoteAt), triple, raw, depth: 0 });
    this.lexTStringText();
  }

  private lexCloseBrace(at: number): void {
    const open = this.tstrings.at(-1);
    if (open !== undefined) {
      if (open.depth === 0) {
        this.add(T.fieldClose, at, at + 1);
        this.lexTStringText();
        return;
      }
      open.depth--;
    }
    this.add(T.rbrace, at, at + 1);
  }

  /** Reports the outermost open t-string, whose end was not found, and forgets all; false if none is open. */
  private abandonTStrings(): boolean {
    const outermost = this.tstrings[0];
    if (outermost === undefined) return false;
    this.report("unterminated-t-string", outermost.start, outermost.start + 1);
    this.tstrings.length = 0;
    return true;
  }

  /** The literal text of the innermost t-string up to its next field or its end. */
  private lexTStringText(): void {
    const open = this.tstrings.at(-1)!;
    const text = this.text;
    const start = this.pos;
    let pos = start;
    const finish = (): void => {
      if (pos > start) {
        this.add(T.tstringText, start, pos);
        this.followLines(start, pos);
      }
    };
    for (; pos < text.length; pos++) {
      const code = text.charCodeAt(pos);
      if (code === 92) {
        // A brace interpolates even after a backslash.
        const escaped = text.charCodeAt(pos + 1);
        if (escaped !== 123 && escaped !== 125) pos++;
        if (escaped === 13 && text.charCodeAt(pos + 1) === 10) pos++;
      } else if (code === 123 || code === 125) {
        if (text.charCodeAt(pos + 1) === code) pos++;
        else if (code === 123) {
          finish();
          this.add(T.fieldOpen, pos, pos + 1);
          open.depth = 0;
          return;
        } else {
          finish();
          this.addError("lone-brace", pos, pos + 1);
          this.lexTStringText();
          return;
        }
      } else if (code === open.quote) {
        if (!open.triple || (text.charCodeAt(pos + 1) === code && text.charCodeAt(pos + 2) === code)) {
          finish();
          this.add(T.tstringEnd, pos, pos + (open.triple ? 3 : 1));
          this.tstrings.pop();
          return;
        }
      } else if (code === 10 && !open.triple) break;
    }
    const atLineEnd = pos < text.length;
    pos = Math.min(pos, text.length);
    finish();
    this.tstrings.pop();
    this.report(atLineEnd ? "newline-in-t-string" : "unterminated-t-string", open.start, open.start + 1);
    this.add(T.error, pos, pos);
  }
}
