/**
 * What is known about type parameters at a point (15.4.1): the `where` clauses around the function, what a conditional
 * lifecycle member may assume, and the `comptime if` arms and assertions on the way. Decides whether a value has a destructor.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { DeclEnv, DeclHeader, FunctionSignature, Tri } from "../decls/decl.ts";
import { dominators, predecessors } from "../mir/cfg.ts";
import type { BlockIndex, MirFunction } from "../mir/mir.ts";
import { bindTerm } from "../mir/types.ts";
import { allOf, conformsTerm, implies, negation } from "../terms/where.ts";

/** The facts that hold in the whole function. */
export function factsOfFunction(env: DeclEnv, header: DeclHeader): readonly TermId[] {
  const facts: TermId[] = [];
  let at: DeclHeader | undefined = header;
  while (at !== undefined) {
    if (at.kind === "function" || at.kind === "closure") {
      const signature = env.signature(at.id);
      for (const clause of signature.where) facts.push(clause.condition);
      facts.push(...lifecycleFacts(env, at, signature));
    } else if (at.kind === "struct") {
      for (const clause of env.structInfo(at.id).where) facts.push(clause.condition);
    }
    at = at.parent === undefined ? undefined : env.header(at.parent);
  }
  return facts;
}

/** A lifecycle member exists only where its trait's condition holds. */
function lifecycleFacts(env: DeclEnv, header: DeclHeader, signature: FunctionSignature): readonly TermId[] {
  const role = ROLE_OF_SPECIAL[signature.special];
  const trait = role === undefined ? undefined : env.lang(role);
  if (trait === undefined || header.parent === undefined || env.header(header.parent).kind !== "struct") return [];
  const conformances = env.structInfo(header.parent).conformances.filter((c) => c.trait === trait);
  return conformances.flatMap((c) => (c.condition === undefined ? [] : [c.condition]));
}

const ROLE_OF_SPECIAL: Readonly<Record<FunctionSignature["special"], string | undefined>> = {
  "": undefined,
  init: undefined,
  copy_init: "copyable",
  move_init: "movable",
  deinit: "deinitable",
};

/** The further facts that hold in a block: conditions of the compile-time branches and assertions that lead to it. */
export function factsOfBlocks(env: DeclEnv, fn: MirFunction<"raw">): (block: BlockIndex) => readonly TermId[] {
  if (
    !fn.blocks.some((b) => b.terminator.op === "comptime_branch" || b.insts.some((i) => i.op === "comptime_assert"))
  ) {
    return () => [];
  }
  const tree = dominators(fn.blocks);
  const preds = predecessors(fn.blocks);
  return (block) => {
    const facts: TermId[] = [];
    for (let at: BlockIndex | undefined = block; at !== undefined; at = tree.idom[at]) {
      for (const inst of fn.blocks[at]?.insts ?? []) if (inst.op === "comptime_assert") facts.push(inst.condition);
      const only: BlockIndex | undefined = preds[at]?.length === 1 ? preds[at]?.[0] : undefined;
      const end = only === undefined ? undefined : fn.blocks[only]?.terminator;
      if (end?.op !== "comptime_branch") continue;
      facts.push(end.then === at ? end.condition : negation(env.terms, end.condition));
    }
    return facts;
  };
}

/** Whether a type conforms to a trait, given facts about the parameters in it. */
export function conformsUnder(env: DeclEnv, facts: readonly TermId[], type: TypeId, trait: DeclId): Tri {
  const answer = env.conforms(type, trait);
  if (answer !== "unknown" || facts.length === 0) return answer;
  const term = env.terms.get(type);
  if (term.kind === "struct") {
    let best: Tri = "no";
    for (const c of env.structInfo(term.decl).conformances) {
      if (c.trait !== trait) continue;
      if (c.condition === undefined) return "yes";
      const proof = provable(env, facts, bindTerm(env, term.decl, term.bindings, c.condition));
      if (proof === "yes") return "yes";
      if (proof === "unknown") best = "unknown";
    }
    return best;
  }
  if (term.kind === "list") {
    return all(term.elements.map((element) => conformsUnder(env, facts, element, trait)));
  }
  const direct = prove(env, facts, conformsTerm(env.terms, type, env.terms.trait([trait])));
  // What holds for a list of types holds for each of them.
  const list = term.kind === "op" && term.op === "list_get" ? term.params[0] : undefined;
  if (direct === "yes" || list === undefined) return direct;
  return prove(env, facts, conformsTerm(env.terms, list, env.terms.trait([trait])));
}

function provable(env: DeclEnv, facts: readonly TermId[], condition: TermId): Tri {
  const term = env.terms.get(condition);
  if (condition === env.terms.true) return "yes";
  if (condition === env.terms.false) return "no";
  if (term.kind === "op" && (term.op === "and_then" || term.op === "and")) {
    return all(term.args.map((arg) => provable(env, facts, arg)));
  }
  const type = term.kind === "op" && term.op === "conforms" ? term.params[0] : undefined;
  const bound = term.kind === "op" && term.op === "conforms" ? term.params[1] : undefined;
  const traits = bound === undefined ? undefined : env.terms.get(bound);
  if (type !== undefined && traits?.kind === "trait" && traits.fns.length === 0) {
    return all(traits.traits.map((trait) => conformsUnder(env, facts, type, trait)));
  }
  return prove(env, facts, condition);
}

function prove(env: DeclEnv, facts: readonly TermId[], condition: TermId): Tri {
  return implies(env.terms, allOf(env.terms, facts), condition, (trait) => env.traitInfo(trait).ancestors);
}

function all(answers: readonly Tri[]): Tri {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}
