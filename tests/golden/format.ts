// The text form of golden tests.
//
// An input is a .mojo or .mir file of a phase's folder. Its first line names what is looked at, `# stage: raw` (several
// stages and the word `strict` are allowed), and `# --- name` lines split it into several cases. What a stage printed stands
// beside the input, `calls.mojo` and `calls.raw.mir`, split by the same names. Diagnostics stand in the input itself, on
// the line that they speak of:
//
//     f(1)            # error: [no-matching-call]
//     var x = 1       # warning: [unused-variable] variable 'x' was never used
//     reveal(a + b)   # type: Int
//
// The text after a code is optional, and compared when it is there. `# error@-2: [code]` speaks of the line two above, for
// lines that cannot hold a comment.

export const STAGES = [
  "tokens",
  "ast",
  "index",
  "interface",
  "check",
  "typed",
  "raw",
  "owned",
  "concrete",
  "llvm",
  "run",
] as const;

export type Stage = (typeof STAGES)[number];

/** How the name of a stage's expectation file ends; `check` has none, its expectations are in the input. */
export const ENDINGS: Readonly<Record<Stage, string | undefined>> = {
  tokens: ".tokens.txt",
  ast: ".ast.txt",
  index: ".index.txt",
  interface: ".interface.txt",
  check: undefined,
  typed: ".typed.txt",
  raw: ".raw.mir",
  owned: ".owned.mir",
  concrete: ".concrete.mir",
  llvm: ".llvm.ll",
  run: ".run.txt",
};

export interface GoldenInput {
  readonly stages: readonly Stage[];
  readonly strict: boolean;
  readonly cases: readonly GoldenCase[];
}

export interface GoldenCase {
  /** Empty where the file is not split. */
  readonly name: string;
  /** The lines of the case; line 1 of the case is the first of them. */
  readonly lines: readonly string[];
  /** The index of that line in the file. */
  readonly start: number;
}

export type Marker =
  | {
      readonly kind: "error" | "warning";
      readonly line: number;
      readonly code: string;
      readonly message: string | undefined;
    }
  | { readonly kind: "type"; readonly line: number; readonly type: string };

const CASE = /^# --- (\S.*?)\s*$/;
const MARKER = /#\s*(error|warning|type)(?:@([+-]\d+))?:\s*([^#]*?)\s*(?=#\s*(?:error|warning|type)(?:@[+-]\d+)?:|$)/g;

/** Reads an input; throws with a sentence for its author where the form is wrong. */
export function parseInput(file: string, text: string): GoldenInput {
  const lines = splitLines(text);
  const header = /^# stage:\s*(.+)$/.exec(lines[0] ?? "");
  if (header === null)
    throw new Error(`${file}: the first line must be '# stage: NAME', NAME one of ${STAGES.join(", ")}`);
  const words = header[1]!.trim().split(/\s+/);
  const stages = words.filter((word): word is Stage => STAGES.some((stage) => stage === word));
  const unknown = words.filter((word) => word !== "strict" && !STAGES.some((stage) => stage === word));
  if (unknown.length > 0) throw new Error(`${file}: unknown stage '${unknown[0]}'`);
  if (stages.length === 0) throw new Error(`${file}: the first line names no stage`);
  return { stages, strict: words.includes("strict"), cases: splitCases(file, lines, 1) };
}

/** An expectation file as a map from the name of a case to its text. */
export function parseExpectation(file: string, text: string): ReadonlyMap<string, string> {
  const lines = splitLines(text);
  return new Map(splitCases(file, lines, 0).map((one) => [one.name, joinLines(one.lines)]));
}

/** The inverse of `parseExpectation`. */
export function printExpectation(cases: readonly { readonly name: string; readonly text: string }[]): string {
  return cases
    .map(({ name, text }) => {
      const body = text === "" || text.endsWith("\n") ? text : `${text}\n`;
      return name === "" ? body : `# --- ${name}\n${body}`;
    })
    .join("");
}

/** The cases of a file split by `# --- name` lines, from a line on; one without a name where nothing splits it. */
export function splitCases(file: string, lines: readonly string[], from: number): readonly GoldenCase[] {
  const heads = lines.flatMap((line, index) => {
    const name = CASE.exec(line)?.[1];
    return name === undefined || index < from ? [] : [{ name, index }];
  });
  if (heads.length === 0) return [{ name: "", lines: lines.slice(from), start: from }];
  const stray = lines.slice(from, heads[0]!.index).find((line) => line.trim() !== "" && !line.startsWith("#"));
  if (stray !== undefined) throw new Error(`${file}: '${stray}' stands before the first '# --- name'`);
  const names = new Set(heads.map((head) => head.name));
  if (names.size < heads.length) throw new Error(`${file}: two cases have the same name`);
  return heads.map(({ name, index }, at) => {
    const start = index + 1;
    return { name, lines: lines.slice(start, heads[at + 1]?.index), start };
  });
}

/** The markers of a case, in the order of their lines. */
export function markersOf(one: GoldenCase): readonly Marker[] {
  const markers = one.lines.flatMap((text, index) =>
    [...text.matchAll(MARKER)].map((match): Marker => {
      const line = index + 1 + Number(match[2] ?? "0");
      const rest = match[3]!;
      if (match[1] === "type") return { kind: "type", line, type: rest };
      const parts = /^\[([\w-]+)\]\s*(.*)$/.exec(rest);
      return {
        kind: match[1] === "error" ? "error" : "warning",
        line,
        code: parts?.[1] ?? rest,
        message: parts?.[2] || undefined,
      };
    }),
  );
  return markers.sort((a, b) => a.line - b.line);
}

/** The lines of a case with its markers replaced; a line that had markers for other lines is left to its author. */
export function withMarkers(one: GoldenCase, markers: readonly Marker[]): readonly string[] {
  return one.lines.map((text, index) => {
    const here = markers.filter((marker) => marker.line === index + 1);
    if (/#\s*(?:error|warning|type)@/.test(text)) return text;
    const bare = text.replace(MARKER, "").trimEnd();
    const elsewhere = one.lines.flatMap((other, at) =>
      [...other.matchAll(MARKER)].filter((match) => match[2] !== undefined && at + Number(match[2]) === index),
    );
    if (here.length === 0 || elsewhere.length > 0) return bare === text.trimEnd() ? text : bare;
    return `${bare}  ${here.map(printMarker).join("  ")}`;
  });
}

export function printMarker(marker: Marker): string {
  if (marker.kind === "type") return `# type: ${marker.type}`;
  return `# ${marker.kind}: [${marker.code}]${marker.message === undefined ? "" : ` ${marker.message}`}`;
}

export function splitLines(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** A case's lines as text: every line ends, as in a file. */
export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
