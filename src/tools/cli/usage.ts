/** The text of `--help`. */

import { type HelpTopic, OPTIONS } from "./options.ts";

const VERB_HELP: Readonly<Record<HelpTopic, readonly [string, string]>> = {
  run: ["run [OPTIONS] FILE [ARGS]", "compile the program and run it with ARGS"],
  build: ["build [OPTIONS] FILE [-o OUT]", "compile the program into an executable"],
  check: ["check [OPTIONS] FILE", "report errors and warnings without making code"],
  fix: ["fix [--apply] [OPTIONS] FILE", "show what the suggested fixes would change, or change it"],
  explain: ["explain [--json] [CODE]", "what an error or warning means; without CODE, list them"],
  ir: ["ir --stage STAGE [OPTIONS] FILE", "print a form that the compiler works on"],
};

export function generalHelp(): string {
  const verbs = Object.values(VERB_HELP).map(([usage, help]) => `  mojito ${usage.padEnd(34)} ${help}`);
  return [
    "mojito compiles Mojo programs into small native executables.",
    "",
    "Usage:",
    ...verbs,
    `  mojito ${"FILE [ARGS]".padEnd(34)} the same as run`,
    `  mojito ${"--version".padEnd(34)} print the version`,
    "",
    "'mojito VERB --help' lists the options of a verb.",
    "Variables: MOJITO_NUM_THREADS (threads of parallel loops), MOJITO_LLVM (where LLVM is).",
    "",
  ].join("\n");
}

export function verbHelp(verb: HelpTopic): string {
  const [usage, help] = VERB_HELP[verb];
  const rows = OPTIONS.filter((info) => info.verbs.some((each) => each === verb)).map((info) => {
    const names = info.names.join(", ") + (info.value === undefined ? "" : ` ${info.value}`);
    return names.length > 30 ? `  ${names}\n  ${"".padEnd(30)}  ${info.help}` : `  ${names.padEnd(30)}  ${info.help}`;
  });
  return [`mojito ${usage}: ${help}.`, "", ...rows, ""].join("\n");
}
