/** The command line: verbs, their options, and what is wrong with a call. Options of `run` stand before the file. */

import type { OptLevel } from "../../driver/host.ts";

export const VERBS = ["run", "build", "check", "fix", "ir"] as const;
export type Verb = (typeof VERBS)[number];

export const STAGES = ["tokens", "ast", "typed", "raw", "owned", "concrete", "llvm"] as const;
export type Stage = (typeof STAGES)[number];

export const EMITS = ["exe", "object", "asm", "llvm"] as const;
export type EmitKind = (typeof EMITS)[number];

export const FORMATS = ["text", "json", "sarif", "github"] as const;
/** How diagnostics are printed. */
export type DiagnosticFormat = (typeof FORMATS)[number];

export interface Options {
  readonly verb: Verb;
  readonly file: string;
  /** What follows the file, for the program. */
  readonly programArgs: readonly string[];
  readonly output: string | undefined;
  readonly optLevel: OptLevel | undefined;
  readonly debugInfo: boolean;
  readonly emit: EmitKind;
  readonly stage: Stage;
  readonly targetCpu: string | undefined;
  readonly targetFeatures: readonly string[];
  readonly includes: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly strict: boolean;
  readonly format: DiagnosticFormat;
  readonly time: boolean;
  readonly warnings: boolean;
  readonly warningsAreErrors: boolean;
  readonly maxNotes: number;
  readonly ignoreDeprecated: readonly string[];
  readonly missingDocStrings: boolean;
  readonly unstableApis: boolean;
  readonly libraryFrames: boolean;
  /** Write what the fixes make of the files: those that are safe, or for `fix --all` also those that are likely. */
  readonly applyFixes: boolean;
  readonly allFixes: boolean;
  /** The file for the fixes in YAML. */
  readonly exportFixes: string | undefined;
}

export type CommandLine =
  | { readonly kind: "run"; readonly options: Options }
  | { readonly kind: "explain"; readonly code: string | undefined; readonly json: boolean }
  | { readonly kind: "version" }
  | { readonly kind: "help"; readonly verb: HelpTopic | undefined }
  | { readonly kind: "wrong"; readonly message: string };

/** What `--help` can be asked about. */
export type HelpTopic = Verb | "explain";
const HELP_TOPICS: readonly HelpTopic[] = [...VERBS, "explain"];

interface Draft {
  output: string | undefined;
  optLevel: OptLevel | undefined;
  debugInfo: boolean;
  emit: EmitKind;
  stage: Stage | undefined;
  targetCpu: string | undefined;
  targetFeatures: string[];
  includes: string[];
  defines: Map<string, string>;
  strict: boolean;
  format: DiagnosticFormat;
  time: boolean;
  warnings: boolean;
  warningsAreErrors: boolean;
  maxNotes: number;
  ignoreDeprecated: string[];
  missingDocStrings: boolean;
  unstableApis: boolean;
  libraryFrames: boolean;
  applyFixes: boolean;
  allFixes: boolean;
  exportFixes: string | undefined;
}

/** An option: whether it takes a value, for which verbs it is, and what it does (a text is a complaint). */
interface OptionInfo {
  readonly names: readonly string[];
  readonly value: string | undefined;
  readonly verbs: readonly Verb[];
  readonly help: string;
  readonly apply: (draft: Draft, value: string) => string | undefined;
}

const CODE: readonly Verb[] = ["run", "build", "ir"];
const NOT_FIX: readonly Verb[] = ["run", "build", "check", "ir"];

function flag(names: readonly string[], verbs: readonly Verb[], help: string, set: (draft: Draft) => void): OptionInfo {
  return {
    names,
    value: undefined,
    verbs,
    help,
    apply: (draft) => {
      set(draft);
      return undefined;
    },
  };
}

function level(text: string): OptLevel | undefined {
  return text === "0" ? 0 : text === "1" ? 1 : text === "2" ? 2 : text === "3" ? 3 : undefined;
}

function oneOf<T extends string>(allowed: readonly T[], text: string): T | undefined {
  return allowed.find((each) => each === text);
}

export const OPTIONS: readonly OptionInfo[] = [
  {
    names: ["-o"],
    value: "PATH",
    verbs: ["build"],
    help: "where the result goes (default: the file's name without its ending, in this folder)",
    apply: (draft, value) => {
      draft.output = value;
      return undefined;
    },
  },
  {
    names: ["--emit"],
    value: EMITS.join("|"),
    verbs: ["build"],
    help: "what to build (default: exe)",
    apply: (draft, value) => {
      const kind = oneOf(EMITS, value);
      if (kind === undefined) return `'--emit ${value}': expected one of ${EMITS.join(", ")}`;
      draft.emit = kind;
      return undefined;
    },
  },
  {
    names: ["--stage"],
    value: STAGES.join("|"),
    verbs: ["ir"],
    help: "which form of the program to print",
    apply: (draft, value) => {
      const stage = oneOf(STAGES, value);
      if (stage === undefined) return `'--stage ${value}': expected one of ${STAGES.join(", ")}`;
      draft.stage = stage;
      return undefined;
    },
  },
  ...([0, 1, 2, 3] as const).map((each) =>
    flag([`-O${each}`], CODE, each === 0 ? "no optimization" : `optimization level ${each}`, (draft) => {
      draft.optLevel = each;
    }),
  ),
  {
    names: ["--optimization-level"],
    value: "0..3",
    verbs: CODE,
    help: "the same as -ON",
    apply: (draft, value) => {
      const wanted = level(value);
      if (wanted === undefined) return `'--optimization-level ${value}': expected 0, 1, 2 or 3`;
      draft.optLevel = wanted;
      return undefined;
    },
  },
  flag(["--no-optimization"], CODE, "the same as -O0", (draft) => {
    draft.optLevel = 0;
  }),
  flag(["-g", "-g2"], CODE, "keep symbols for debuggers", (draft) => {
    draft.debugInfo = true;
  }),
  flag(["-g0"], CODE, "no symbols for debuggers (the default)", (draft) => {
    draft.debugInfo = false;
  }),
  {
    names: ["--target-cpu", "--mcpu"],
    value: "NAME",
    verbs: CODE,
    help: "make code for this processor (default: the one of this machine)",
    apply: (draft, value) => {
      draft.targetCpu = value;
      return undefined;
    },
  },
  {
    names: ["--target-features"],
    value: "+A,-B",
    verbs: CODE,
    help: "turn features of the processor on or off",
    apply: (draft, value) => {
      const features = value.split(",").filter((each) => each !== "");
      const wrong = features.find((each) => !/^[+-][\w.-]+$/.test(each));
      if (wrong !== undefined) return `'--target-features ${value}': '${wrong}' must start with + or -`;
      draft.targetFeatures.push(...features);
      return undefined;
    },
  },
  flag(["--portable"], CODE, "code that runs on every processor of this kind", (draft) => {
    draft.targetCpu = "x86-64";
  }),
  {
    names: ["-I"],
    value: "PATH",
    verbs: VERBS,
    help: "search modules in this folder, too (repeatable)",
    apply: (draft, value) => {
      draft.includes.push(value);
      return undefined;
    },
  },
  {
    names: ["-D"],
    value: "NAME[=VALUE]",
    verbs: VERBS,
    help: "define a name for the program to ask for (repeatable)",
    apply: (draft, value) => {
      const at = value.indexOf("=");
      if (at === 0) return `'-D ${value}': the name is missing`;
      draft.defines.set(at < 0 ? value : value.slice(0, at), at < 0 ? "True" : value.slice(at + 1));
      return undefined;
    },
  },
  flag(["--strict"], VERBS, "only what Mojo 1.2 accepts: none of the dialect", (draft) => {
    draft.strict = true;
  }),
  {
    names: ["--diagnostic-format"],
    value: FORMATS.join("|"),
    verbs: VERBS,
    help: "how errors and warnings are printed",
    apply: (draft, value) => {
      const format = oneOf(FORMATS, value);
      if (format === undefined) return `'--diagnostic-format ${value}': expected one of ${FORMATS.join(", ")}`;
      draft.format = format;
      return undefined;
    },
  },
  {
    names: ["--max-notes-per-diagnostic"],
    value: "N",
    verbs: VERBS,
    help: "at most so many notes after an error (default: 10)",
    apply: (draft, value) => {
      if (!/^\d+$/.test(value)) return `'--max-notes-per-diagnostic ${value}': expected a number`;
      draft.maxNotes = Number(value);
      return undefined;
    },
  },
  flag(["--disable-warnings"], VERBS, "print errors only", (draft) => {
    draft.warnings = false;
  }),
  flag(["--Werror"], VERBS, "a warning fails the compilation", (draft) => {
    draft.warningsAreErrors = true;
  }),
  flag(["--Wno-error"], VERBS, "warnings do not fail the compilation (the default)", (draft) => {
    draft.warningsAreErrors = false;
  }),
  {
    names: ["--ignore-deprecated"],
    value: "NAME",
    verbs: VERBS,
    help: "no warning for this deprecated declaration: a function, or Type.member (repeatable)",
    apply: (draft, value) => {
      draft.ignoreDeprecated.push(value);
      return undefined;
    },
  },
  flag(["--diagnose-missing-doc-strings"], VERBS, "warn of missing and incomplete docstrings", (draft) => {
    draft.missingDocStrings = true;
  }),
  flag(["--warn-on-unstable-apis"], VERBS, "warn of library declarations that may still change", (draft) => {
    draft.unstableApis = true;
  }),
  flag(
    ["--elaboration-error-include-prelude"],
    VERBS,
    "show the steps inside the library when an instance of a generic function fails",
    (draft) => {
      draft.libraryFrames = true;
    },
  ),
  flag(["--experimental-fixit"], NOT_FIX, "apply the safe fixes to the files, then go on", (draft) => {
    draft.applyFixes = true;
  }),
  {
    names: ["--experimental-export-fixit"],
    value: "FILE",
    verbs: NOT_FIX,
    help: "write the fixes to this file, for clang-apply-replacements",
    apply: (draft, value) => {
      draft.exportFixes = value;
      return undefined;
    },
  },
  flag(["--apply"], ["fix"], "change the files (default: show what would change)", (draft) => {
    draft.applyFixes = true;
  }),
  flag(["--all"], ["fix"], "also fixes that are likely, but may not be what was meant", (draft) => {
    draft.allFixes = true;
  }),
  flag(["--time"], VERBS, "print how long each phase took", (draft) => {
    draft.time = true;
  }),
];

/** Reads the words after the command's name. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const [first] = words;
  if (first === undefined) return { kind: "help", verb: undefined };
  if (first === "--version" || first === "-v") return { kind: "version" };
  if (first === "--help" || first === "-h" || first === "help") {
    return { kind: "help", verb: oneOf(HELP_TOPICS, words[1] ?? "") };
  }
  if (first === "explain") return parseExplain(words.slice(1));
  const verb = oneOf(VERBS, first);
  if (verb !== undefined) return parseVerb(verb, words.slice(1));
  // `mojito FILE ARGS` and options before it mean `run`.
  if (first.startsWith("-") || looksLikeFile(first)) return parseVerb("run", words);
  return wrong(`unknown command '${first}'${suggest(first, [...HELP_TOPICS, "help"])}`);
}

function parseExplain(words: readonly string[]): CommandLine {
  if (words.includes("--help") || words.includes("-h")) return { kind: "help", verb: "explain" };
  const unknown = words.find((word) => word.startsWith("-") && word !== "--json");
  if (unknown !== undefined) return wrong(`unknown option '${unknown}'${suggest(unknown, ["--json"])}`);
  const [code, more] = words.filter((word) => word !== "--json");
  if (more !== undefined) return wrong(`'${more}': only one code can be given, '${code}' is the first`);
  return { kind: "explain", code, json: words.includes("--json") };
}

function looksLikeFile(word: string): boolean {
  return word.endsWith(".mojo") || word.endsWith(".🔥") || word.includes("/") || word.includes(".");
}

function wrong(message: string): CommandLine {
  return { kind: "wrong", message };
}

function parseVerb(verb: Verb, words: readonly string[]): CommandLine {
  const draft: Draft = {
    output: undefined,
    optLevel: undefined,
    debugInfo: false,
    emit: "exe",
    stage: undefined,
    targetCpu: undefined,
    targetFeatures: [],
    includes: [],
    defines: new Map(),
    strict: false,
    format: "text",
    time: false,
    warnings: true,
    warningsAreErrors: false,
    maxNotes: 10,
    ignoreDeprecated: [],
    missingDocStrings: false,
    unstableApis: false,
    libraryFrames: false,
    applyFixes: false,
    allFixes: false,
    exportFixes: undefined,
  };
  let file: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (!word.startsWith("-") || word === "-") {
      if (verb === "run") {
        return finish(verb, draft, word, words.slice(i + 1));
      }
      if (file !== undefined) return wrong(`'${word}': only one file can be given, '${file}' is the first`);
      file = word;
      continue;
    }
    if (word === "--help" || word === "-h") return { kind: "help", verb };
    const found = findOption(word);
    if (found === undefined) return wrong(`unknown option '${word}'${suggest(word, namesFor(verb))}`);
    const { info, attached } = found;
    if (!info.verbs.includes(verb)) return wrong(`option '${info.names[0]}' is not for '${verb}'`);
    if (info.value === undefined) {
      if (attached !== undefined) return wrong(`option '${info.names[0]}' takes no value`);
      info.apply(draft, "");
      continue;
    }
    const value = attached ?? words[++i];
    if (value === undefined) return wrong(`option '${word}' needs a value: ${word} ${info.value}`);
    const complaint = info.apply(draft, value);
    if (complaint !== undefined) return wrong(complaint);
  }
  if (file === undefined) return wrong(`'${verb}' needs a file: mojito ${verb} FILE`);
  return finish(verb, draft, file, []);
}

function finish(verb: Verb, draft: Draft, file: string, programArgs: readonly string[]): CommandLine {
  if (verb === "ir" && draft.stage === undefined) return wrong(`'ir' needs a stage: --stage ${STAGES.join("|")}`);
  return { kind: "run", options: { ...draft, verb, file, programArgs, stage: draft.stage ?? "llvm" } };
}

/** An option by the word that was written: `--name`, `--name=value`, `-I` and `-D` with the value attached. */
function findOption(word: string): { readonly info: OptionInfo; readonly attached: string | undefined } | undefined {
  for (const info of OPTIONS) {
    for (const name of info.names) {
      if (word === name) return { info, attached: undefined };
      if (name.startsWith("--") && word.startsWith(`${name}=`)) return { info, attached: word.slice(name.length + 1) };
      if ((name === "-I" || name === "-D" || name === "-o") && word.startsWith(name))
        return { info, attached: word.slice(2) };
    }
  }
  return undefined;
}

function namesFor(verb: Verb): readonly string[] {
  return OPTIONS.filter((info) => info.verbs.includes(verb)).flatMap((info) => info.names);
}

/** `; did you mean 'X'?` for the nearest name that is near enough. */
export function suggest(word: string, names: readonly string[]): string {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.replace(/^-+/, "").length / 3)) + 1;
  for (const name of names) {
    const far = distance(word, name);
    if (far < least) {
      best = name;
      least = far;
    }
  }
  return best === undefined ? "" : `; did you mean '${best}'?`;
}

/** Edits (insert, remove, replace, swap of neighbours) between two words. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(value);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
