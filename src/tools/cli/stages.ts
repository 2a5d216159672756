/** `ir --stage`: the forms of the user's code, as text. */

import { must } from "../../base/bug.ts";
import type { DeclId, TermId } from "../../base/ids.ts";
import type { Checker } from "../../check/checker.ts";
import type { Compilation, Goal } from "../../driver/compile.ts";
import { printMir } from "../../mir/print.ts";
import { lex } from "../../syntax/lexer.ts";
import { printAst } from "../../syntax/print-ast.ts";
import { printTokens } from "../../syntax/print-tokens.ts";
import { printTyped } from "../../typed/print.ts";
import type { Stage } from "./options.ts";

/** How far the pipeline must go for a stage; tokens need none of it. */
export const STAGE_GOALS: Readonly<Record<Exclude<Stage, "tokens">, Goal>> = {
  ast: "parse",
  typed: "check",
  raw: "flow",
  owned: "own",
  concrete: "elaborate",
  llvm: "emit",
};

interface Names {
  term(id: TermId): string;
  decl(id: DeclId): string;
}
function namesOf(checker: Checker): Names {
  return { term: (id) => checker.printTerm(id), decl: (id) => checker.header(id).name };
}

/** The text of a stage that was reached. */
export function stageText(stage: Stage, made: Compilation): string {
  const file = must(made.file, "source file");
  switch (stage) {
    case "tokens":
      return printTokens(lex(file));
    case "ast":
      return printAst(must(made.main, "module").ast, file);
    case "typed": {
      const checker = must(made.checker, "checker");
      const main = must(made.main, "module");
      const names = namesOf(checker);
      return checker
        .functionsOf(main.path)
        .flatMap((decl) => checker.typedBody(decl) ?? [])
        .map((body) => printTyped(body, names))
        .join("\n");
    }
    case "raw":
    case "owned": {
      const checker = must(made.checker, "checker");
      const names = namesOf(checker);
      const functions = stage === "raw" ? made.raw : made.owned;
      return functions
        .filter((fn) => checker.header(fn.decl).file === file.id)
        .map((fn) => printMir(fn, names))
        .join("\n");
    }
    case "concrete": {
      const names = namesOf(must(made.checker, "checker"));
      return must(made.program, "program")
        .functions.map((fn) => `# ${fn.id}: ${fn.displayName}\n${printMir(fn.mir, names)}`)
        .join("\n");
    }
    case "llvm":
      return made.modules.map((module) => module.text).join("\n");
  }
}
