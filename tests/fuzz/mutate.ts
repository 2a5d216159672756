// Programs made from programs: tokens lost, doubled, swapped, replaced; lines moved about; parts of two programs joined; bytes
// changed. Most edits put a token where one of its kind stood, so that many results get past the parser.

import type { FileId } from "../../src/base/ids.ts";
import { hasErrors } from "../../src/diagnostics/diagnostic.ts";
import { makeSourceFile, type SourceFile } from "../../src/source/source.ts";
import { lex } from "../../src/syntax/lexer.ts";
import { parseModule } from "../../src/syntax/parse.ts";
import { keywords, T } from "../../src/syntax/tokens.ts";
import type { Random } from "./random.ts";

export interface Seed {
  readonly name: string;
  readonly text: string;
}

/** Longer programs are cut: what they show, shorter ones show as well. */
const MOST_TEXT = 12_000;

interface Token {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

/** Words and signs that turn a program into another one that may still be right. */
const SPICE: readonly string[] = [
  ...keywords.keys(),
  ..."mut imm out owned read inout deinit raises where thin capturing parallel let alias borrowed".split(" "),
  ..."Int Float64 String Bool List Dict Optional Tuple Self self None Error range len print i32 f32".split(" "),
  ..."( ) [ ] { } , : ; . .. ..= ... -> = := + - * / // % ** @ & | ^ ~ << >> == != < <= > >= += -= *=".split(" "),
  ...'0 1 -1 2 1.5 0x7fffffffffffffff 99999999999999999999 "" "a" t"{x}" \'"\' _ x y'.split(" "),
];

/** Of a hundred inputs that do not parse, those that are kept: the parser needs the fewest to be tried from every side. */
const KEPT_BROKEN = 25;

/** A program made from one or two of the seeds; most of them parse. */
export function mutate(random: Random, seeds: readonly Seed[]): Uint8Array {
  for (;;) {
    const bytes = mutateOnce(random, seeds);
    if (random.chance(KEPT_BROKEN) || parses(new TextDecoder().decode(bytes))) return bytes;
  }
}

function parses(text: string): boolean {
  return !hasErrors(parseModule(sourceOf(text)).diagnostics);
}

function mutateOnce(random: Random, seeds: readonly Seed[]): Uint8Array {
  const donor = random.pick(seeds).text;
  let text = random.pick(seeds).text;
  if (text.length > MOST_TEXT) text = excerpt(random, text);
  if (random.chance(8)) text = splice(random, text, donor);
  do {
    text = random.chance(75) ? editTokens(random, text, donor) : editLines(random, text, donor);
  } while (random.chance(35) && text.length <= 2 * MOST_TEXT);
  const bytes = new TextEncoder().encode(text);
  return random.chance(5) ? editBytes(random, bytes) : bytes;
}

function excerpt(random: Random, text: string): string {
  const lines = text.split("\n");
  const start = random.int(lines.length);
  let end = start;
  for (let size = 0; end < lines.length && size < MOST_TEXT; end++) size += lines[end]!.length + 1;
  return lines.slice(start, end).join("\n");
}

/** The beginning of one program and the end of another, or declarations of both. */
function splice(random: Random, text: string, donor: string): string {
  const [a, b] = [text.split("\n"), donor.split("\n")];
  if (random.chance(50)) return [...a.slice(0, random.int(a.length)), ...b.slice(random.int(b.length))].join("\n");
  const starts = b.flatMap((line, at) => (/^\S/.test(line) ? [at] : []));
  if (starts.length === 0) return text;
  const which = random.int(starts.length);
  const taken = b.slice(starts[which], starts[which + 1]);
  const places = a.flatMap((line, at) => (/^\S/.test(line) ? [at] : []));
  const at = places.length === 0 ? 0 : random.pick(places);
  return [...a.slice(0, at), ...taken, ...a.slice(at)].join("\n");
}

// ---------------------------------------------------------------- tokens

const file: number = 0;

function sourceOf(text: string): SourceFile {
  return makeSourceFile(file as FileId, "seed.mojo", text);
}

export function tokensOf(text: string): readonly Token[] {
  const stream = lex(sourceOf(text));
  const tokens: Token[] = [];
  for (let row = 0; row < stream.count - 1; row++) {
    tokens.push({ kind: stream.kinds[row]!, start: stream.starts[row]!, end: stream.ends[row]! });
  }
  return tokens;
}

/** Tokens that may often stand for each other. */
function family(kind: number): number {
  if (kind === T.int || kind === T.float || kind === T.string || kind === T.kwTrue || kind === T.kwFalse) return T.int;
  if (kind === T.name || kind === T.kwSelf || kind === T.kwNone) return T.name;
  if (kind >= T.plus && kind <= T.ge) return T.plus;
  if (kind >= T.assign && kind <= T.caretAssign) return T.assign;
  if (kind >= T.kwAnd) return T.kwAnd;
  return kind;
}

function editTokens(random: Random, text: string, donor: string): string {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return text + random.pick(SPICE);
  const at = random.int(tokens.length);
  const token = tokens[at]!;
  const written = text.slice(token.start, token.end);
  const put = (replacement: string, start = token.start, end = token.end): string =>
    text.slice(0, start) + replacement + text.slice(end);
  const choice = random.int(100);
  if (choice < 62) return put(similar(random, token, text, tokens, donor));
  if (choice < 68) return put("");
  if (choice < 71) return put(`${written} ${written}`);
  if (choice < 79) return put(random.pick(SPICE));
  if (choice < 83) return put(`${random.pick(SPICE)} ${written}`);
  if (choice < 91) {
    const until = tokens[Math.min(tokens.length - 1, at + random.int(8))]!;
    const piece = text.slice(token.start, until.end);
    if (random.chance(50)) return put("", token.start, until.end);
    const place = random.pick(tokens);
    return put(piece, place.start, random.chance(50) ? place.start : place.end);
  }
  const other = random.pick(tokens);
  const [first, second] = token.start <= other.start ? [token, other] : [other, token];
  return first === second
    ? put("")
    : text.slice(0, first.start) +
        text.slice(second.start, second.end) +
        text.slice(first.end, second.start) +
        text.slice(first.start, first.end) +
        text.slice(second.end);
}

/** A token of the same family, from this program or another. */
function similar(random: Random, token: Token, text: string, tokens: readonly Token[], donor: string): string {
  const wanted = family(token.kind);
  const fromDonor = random.chance(25);
  const source = fromDonor ? donor.slice(0, MOST_TEXT) : text;
  // A type mostly gives way to a type: their names begin with a capital letter.
  const isType = (each: Token, of: string): boolean => /[A-Z]/.test(of[each.start]!);
  const alike = random.chance(80);
  const found = (fromDonor ? tokensOf(source) : tokens).filter(
    (each) => family(each.kind) === wanted && (!alike || isType(each, source) === isType(token, text)),
  );
  const chosen = found.length === 0 ? token : random.pick(found);
  return found.length === 0 ? random.pick(SPICE) : source.slice(chosen.start, chosen.end);
}

// ---------------------------------------------------------------- lines

function editLines(random: Random, text: string, donor: string): string {
  const lines = text.split("\n");
  const at = random.int(lines.length);
  const count = 1 + random.int(4);
  const indent = /^\s*/.exec(lines[at]!)![0];
  switch (random.int(6)) {
    case 0:
      lines.splice(at, count);
      break;
    case 1:
      lines.splice(at, 0, ...lines.slice(at, at + count));
      break;
    case 2:
      lines.splice(random.int(lines.length), 0, ...lines.splice(at, count));
      break;
    case 3: {
      const others = donor.split("\n");
      const from = random.int(others.length);
      const taken = others.slice(from, from + count);
      const own = /^\s*/.exec(taken[0] ?? "")![0];
      lines.splice(at, 0, ...taken.map((line) => indent + (line.startsWith(own) ? line.slice(own.length) : line)));
      break;
    }
    case 4:
      lines[at] = random.chance(50) ? `    ${lines[at]}` : lines[at]!.replace(/^ {1,4}/, "");
      break;
    default: {
      const place = random.int(lines.length);
      [lines[at], lines[place]] = [lines[place]!, lines[at]!];
    }
  }
  return lines.join("\n");
}

// ---------------------------------------------------------------- bytes

function editBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const at = random.int(bytes.length + 1);
  const left = bytes.slice(0, at);
  const right = bytes.slice(at);
  switch (random.int(3)) {
    case 0:
      return Buffer.concat([left, right.subarray(1 + random.int(16))]);
    case 1:
      return Buffer.concat([left, Uint8Array.from({ length: 1 + random.int(4) }, () => random.int(256)), right]);
    default:
      if (right.length > 0) right[0] = right[0]! ^ (1 << random.int(8));
      return Buffer.concat([left, right]);
  }
}
