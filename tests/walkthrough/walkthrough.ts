// Makes docs/walkthrough.md: one small program, as every phase of the compiler prints it.

import { readFileSync } from "node:fs";
import path from "node:path";
import { runMojito } from "../support/command.ts";
import { repositoryRoot } from "../support/repository.ts";

export const WALKTHROUGH: string = path.join(repositoryRoot, "docs", "walkthrough.md");

const FOLDER = path.join(repositoryRoot, "tests", "walkthrough");
const PROGRAM = "words.mojo";

interface Step {
  readonly stage: string;
  readonly title: string;
  readonly text: string;
  /** The part of the dump that the page shows. */
  readonly part: (dump: string) => string;
}

const STEPS: readonly Step[] = [
  {
    stage: "tokens",
    title: "Tokens",
    text: `\`src/syntax\` cuts the text into tokens. The word \`first\` marks a token that begins a logical line; what a block is, the
parser decides from the columns. The first line of the program:`,
    part: (dump) => linesWhile(dump, (line) => line.startsWith("1:")),
  },
  {
    stage: "ast",
    title: "Syntax tree",
    text: `The parser makes a tree that keeps every position and looks nothing up. The function up to its loop:`,
    part: (dump) => linesWhile(dump, (line) => !line.includes("iterable:")),
  },
  {
    stage: "typed",
    title: "Typed tree",
    text: `\`src/check\` resolves names, chooses overloads, infers parameters and inserts conversions. What was implied is now
written out: the loop calls \`__iter__\` and \`__next_ref__\`, the list literal is a constructor with two converted arguments, and
every argument says how it is passed. The origin \`origin_of(words)\` of \`word\` records whose memory it looks into.`,
    part: (dump) => dump,
  },
  {
    stage: "raw",
    title: "Raw MIR",
    text: `\`src/lower\` flattens the trees into basic blocks over places; [mir.md](mir.md) lists the operations. A call that can raise is
an \`invoke\` with two ways out: here the end of the iteration leaves the loop.`,
    part: (dump) => paragraph(dump, "fn @`total_length`"),
  },
  {
    stage: "owned",
    title: "Owned MIR",
    text: `\`src/lifetimes\` finds the last use of every value, while the function is still generic, and reports uses of values that are
gone or lent out. It then writes the end of each value into the MIR: \`words\` is destroyed right after the call that uses it last,
before anything is printed. Origins have done their work and are erased. In \`main\`:`,
    part: (dump) => paragraph(dump, "fn @`main`"),
  },
  {
    stage: "concrete",
    title: "Concrete MIR",
    text: `\`src/elaborate\` makes one instance of each function for each set of parameters that the program reaches, runs what has to run at
compile time, and leaves bodies without parameters. Calls name instances by number.`,
    part: (dump) => paragraph(dump, "fn @`total_length`"),
  },
  {
    stage: "llvm",
    title: "LLVM IR",
    text: `\`src/emit\` prints each instance as a function of LLVM; [backend.md](backend.md) tells how types and passing conventions map. LLVM then
inlines the library's functions, keeps \`total\` in a register, and the linker makes a static executable.`,
    part: (dump) => paragraph(dump, "define internal fastcc i64 @words.total_length"),
  },
];

/** The text of the page, made by the compiler of this checkout. */
export function walkthrough(): string {
  const source = readFileSync(path.join(FOLDER, PROGRAM), "utf8");
  const parts = [
    "# Walkthrough",
    "",
    "<!-- Made by `npm run update-walkthrough`; a test compares it with what the compiler prints. -->",
    "",
    "One small program on its way through the compiler. `mojito ir --stage STAGE FILE` prints any of these forms for any program;",
    "[architecture.md](architecture.md) tells what each phase may know.",
    "",
    fence("mojo", source),
  ];
  for (const step of STEPS) {
    const command = `mojito ir --stage ${step.stage} ${PROGRAM}`;
    const result = runMojito(["ir", "--stage", step.stage, "--portable", PROGRAM], FOLDER);
    if (result.status !== 0) throw new Error(`${command}: ${result.stderr}`);
    parts.push("", `## ${step.title}`, "", step.text, "", `\`${command}\``, "", fence("", step.part(result.stdout)));
  }
  parts.push("");
  return parts.join("\n");
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** The lines of a dump up to the first one that does not belong. */
function linesWhile(dump: string, belongs: (line: string) => boolean): string {
  const lines = dump.split("\n");
  const end = lines.findIndex((line) => !belongs(line));
  return lines.slice(0, end === -1 ? lines.length : end).join("\n");
}

/** From the line that starts with `opening` to the line that closes its body. */
function paragraph(dump: string, opening: string): string {
  const start = dump.startsWith(opening) ? 0 : dump.indexOf(`\n${opening}`) + 1;
  if (start === 0 && !dump.startsWith(opening)) throw new Error(`the dump has no ${opening}`);
  const end = dump.indexOf("\n}\n", start);
  return dump.slice(start, end === -1 ? dump.length : end + 2);
}
